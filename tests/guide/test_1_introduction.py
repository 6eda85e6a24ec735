"""Chapter 1: two very different parties. What Samråd takes from the guide, and how the guide speaks in it."""

import re
from pathlib import Path

import pytest

from samrad.agreements.commands.finishing import freeze_agreement
from samrad.agreements.models import Agreement
from samrad.agreements.queries.agreements import agreement_visible_to
from samrad.agreements.queries.finishing import readiness_of
from samrad.cooperation import wall
from samrad.cooperation.commands import found_cooperation
from samrad.cooperation.models import Cooperation
from samrad.cooperation.queries import cooperations_of
from samrad.guide.editions import latest
from samrad.kernel.answers import Refused
from samrad.parties.commands import register_organisation
from tests.cast import MACHINERY, Cast, school_cooperation
from tests.guide.drafts import from_template, handed_over_and_accepted
from tests.situations import do, in_force

pytestmark = pytest.mark.django_db
RULES = Path(__file__).resolve().parents[2] / "src" / "samrad" / "agreements" / "rules.py"


class TestGuide_1:
    """The county has the upper secondary schools, and stands beside the municipalities, not over them."""

    def test_a_school_has_an_owner_and_it_is_no_municipality(self, cast: Cast) -> None:
        """V-1-g: the county, or a private owner; exactly one."""
        assert cast.places.school.parent == cast.places.county
        given = {"actor": MACHINERY, "kind": "school", "sector": "county"}
        for wrong in (None, cast.places.lyngvik, cast.places.north):
            with pytest.raises(Refused, match="En videregående skole må ha en eier"):
                register_organisation(name="Storvik videregående", parent=wrong, **given)
        trust = register_organisation(
            actor=MACHINERY, kind="volunteer", name="Skolestiftelsen", sector="voluntary"
        )
        private = register_organisation(name="Storvik videregående", parent=trust, **given)
        assert (private.parent, private.district) == (trust, None)

    def test_municipality_and_state_stand_in_no_common_hierarchy(self, cast: Cast) -> None:
        given = {"actor": MACHINERY, "kind": "service", "name": "Ungdomstjenesten"}
        with pytest.raises(Refused, match="ikke over eller under hverandre"):
            register_organisation(sector="municipal", parent=cast.places.north, **given)
        with pytest.raises(Refused, match="ikke over eller under hverandre"):
            register_organisation(actor=MACHINERY, kind="police_unit", name="Sentrum", sector="state",
                                  parent=cast.places.lyngvik)  # fmt: skip
        assert register_organisation(sector="municipal", parent=cast.places.lyngvik, **given).parent

    def test_a_school_and_a_county_are_parties_without_any_municipality(self, cast: Cast) -> None:
        """V-1-g."""
        school = school_cooperation(cast)
        county = do(
            cast.chief,
            found_cooperation,
            kind="county",
            organisations=[cast.places.county.pk, cast.places.north.pk],
            name="Fylket og distriktet",
            language="nb",
        )
        for cooperation in (school, county):
            sides = {party.side for party in Cooperation.objects.get(pk=cooperation.pk).parties.all()}
            assert sides == {"other", "police"}
        with wall.acting(cast.mayor):
            assert [own.slug for own in cooperations_of(cast.mayor)] == ["lyngvik"]


class TestGuide_1_1:
    """The guide gives advice, to leaders, staff and elected members. It is support, and no control."""

    def test_no_advice_stands_in_the_way(self, cast: Cast) -> None:
        """V-1.1-a: everything that is advised against may be done."""
        agreement = from_template(cast.slt, cast.cooperation)
        handed_over_and_accepted(cast.slt, cast.police_contact, agreement)
        with wall.acting(cast.slt):
            Agreement.objects.filter(pk=agreement.pk).update(revision_due_on=None, evaluation_due_on=None)
            ready = readiness_of(cast.slt, agreement_visible_to(cast.slt, agreement.pk))
        assert [(finding.code, finding.source) for finding in ready.advice] == [
            ("no_revision_date", "3"), ("no_evaluation_date", "7"), ("all_as_template", "3"),
        ]  # fmt: skip
        assert ready.blocking == []
        do(cast.slt, freeze_agreement, agreement_id=agreement.pk, seen_hash=ready.content_hash)

    def test_whatever_cites_the_guide_names_a_section_that_is_there(self) -> None:
        """V-1.1-a, V-9-b: in the edition that stands in the register."""
        cited = set(re.findall(r'source="([^"]+)"', RULES.read_text(encoding="utf-8")))
        cited |= {row.source for row in latest().advice}
        assert cited
        assert cited - {section.number for section in latest().sections} == set()

    def test_a_leader_an_employee_and_an_elected_member_each_have_their_part(self, cast: Cast) -> None:
        """V-1.1-a: the leader signs, the employee writes, and the elected member writes or reads."""
        rights = {
            person.post_title: (person.may_sign, person.may_write, person.works_for_a_party)
            for person in (cast.director, cast.slt, cast.mayor, cast.reader)
        }
        assert rights == {
            "Kommunedirektør": (True, True, True),
            "SLT-koordinator": (False, True, True),
            "Ordfører": (False, True, True),
            "Varaordfører": (False, False, True),
        }
        assert in_force(cast.director, cast.chief, cast.cooperation).state == "in_force"
