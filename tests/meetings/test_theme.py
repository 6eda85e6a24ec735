"""What a matter is about, and the functions of the police that the theme belongs to."""

import pytest
from django.db import connection

from samrad.contacts.commands.directory import set_entry
from samrad.contacts.fields import PoliceField
from samrad.contacts.functions import KINDS
from samrad.cooperation import wall
from samrad.guide.rules.contact_facts import WorkCrime
from samrad.kernel.answers import Denied, Refused, Stale
from samrad.meetings.commands.agenda import propose_item
from samrad.meetings.commands.papers import add_paper
from samrad.meetings.commands.theme import set_theme
from samrad.meetings.models import AgendaItem, Paper
from samrad.oversight.facts.asking import ask
from samrad.oversight.facts.cooperations import WORK_CRIME
from samrad.oversight.wall import as_role
from samrad.parties.actor import Actor
from samrad.plans.commands.measures import set_part
from tests.cast import Cast
from tests.forums.situations import a_living_council
from tests.plans.situations import a_measure, a_plan
from tests.situations import do
from tests.visit import login_as, send, visit

pytestmark = pytest.mark.django_db


def an_item(cast: Cast, face: str = "parties") -> AgendaItem:
    council, *_rest = a_living_council(cast)
    return do(cast.slt, propose_item, forum_id=council.pk, title="Byggeplasser i sentrum", face=face)


def a_business_contact(cast: Cast) -> None:
    given = {"owner_id": cast.places.north.pk, "kind": "business", "email": "naering@politi.test"}
    do(cast.chief, set_entry, **given)


class TestTheTheme:
    def test_shows_the_function_where_the_district_has_it(self, cast: Cast) -> None:
        """V-2.1-k, V-2.1-l: the business contact is hinted at until it is drawn in, and only where there is one."""
        item, client = an_item(cast), login_as("slt")
        address, hint = f"/sak/{item.pk}/", "Næringslivskontakt kjenner dette temaet"
        send(client, f"{address}tema/", {"theme": "work_crime", "seen": "1"})
        assert hint not in visit(client, address).text
        a_business_contact(cast)
        assert hint in visit(client, address).text
        page = send(
            client, f"{address}tema/", {"theme": "work_crime", "functions": ["business"], "seen": "2"}
        )
        assert "Funksjoner i politiet som er med Næringslivskontakt" in page.text
        assert hint not in page.text

    @pytest.mark.parametrize(
        ("theme", "function"),
        [
            ("extremism", "radicalisation"),
            ("hate", "diversity"),
            ("close_relations", "close_relations"),
            ("environment", "environment"),
        ],
    )
    def test_has_each_of_the_four_functions_for_its_own(self, cast: Cast, theme: str, function: str) -> None:
        """V-2.1-l"""
        name = next(str(kind.name) for kind in KINDS if kind.code == function)
        item = an_item(cast)
        do(cast.chief, set_entry, owner_id=cast.places.north.pk, kind=function, email="kontakt@politi.test")
        do(cast.slt, set_theme, item_id=item.pk, theme=theme, functions=[], seen=1)
        assert f"{name} kjenner dette temaet" in visit(login_as("slt"), f"/sak/{item.pk}/").text

    def test_has_no_field_for_measures_of_protection_intelligence_or_investigation(self) -> None:
        """V-2.1-l: those stay outside."""
        with connection.cursor() as cursor:
            cursor.execute(
                "select table_name || '.' || column_name from information_schema.columns where table_schema = 'public'"
            )
            columns = [row[0] for row in cursor.fetchall()]
        assert len(columns) > 500
        wrong = ("protect", "investigat", "suspect", "informant", "victim")
        assert [name for name in columns if any(word in name for word in wrong)] == []

    def test_is_refused_with_a_sentence(self, cast: Cast) -> None:
        item = an_item(cast)
        given = {"item_id": item.pk, "theme": "hate", "functions": [], "seen": 1}
        for change, sentence in (
            ({"theme": "annet"}, "Velg et tema"),
            ({"functions": ["slt"]}, "Velg en av politiets"),
        ):
            with pytest.raises(Refused, match=sentence):
                do(cast.slt, set_theme, **given | change)
        do(cast.slt, set_theme, **given)
        with pytest.raises(Stale, match="Noen endret saken"):
            do(cast.slt, set_theme, **given)

    def test_is_set_by_those_who_may_change_the_matter(self, cast: Cast) -> None:
        item = an_item(cast)
        given = {"item_id": item.pk, "theme": "hate", "functions": [], "seen": 1}
        with pytest.raises(Denied):
            do(cast.reader, set_theme, **given)
        for actor in (cast.neighbour_mayor, cast.foreign_contact, cast.oversight):
            with pytest.raises(AgendaItem.DoesNotExist):
                do(actor, set_theme, **given)


class TestASensitiveTheme:
    """V-2-c: what is easily about individuals starts restricted; the parties may open it afterwards."""

    def test_makes_a_new_matter_and_its_papers_the_parties_own(self, cast: Cast) -> None:
        item, client = an_item(cast, "forum"), login_as("slt")
        do(cast.slt, add_paper, item_id=item.pk, filename="notat.txt", data=b"Om saken")
        page = send(client, f"/sak/{item.pk}/tema/", {"theme": "close_relations", "seen": str(item.version)})
        assert "saken er nå bare for partene" in page.text
        with wall.acting(cast.slt):
            assert AgendaItem.objects.get(pk=item.pk).face == "parties"
            assert Paper.objects.get(item=item.pk).face == "parties"

    def test_may_be_opened_again_and_then_stays_open(self, cast: Cast) -> None:
        item = an_item(cast, "forum")
        do(cast.slt, set_theme, item_id=item.pk, theme="threats", functions=[], seen=1)
        with wall.acting(cast.slt):
            AgendaItem.objects.filter(pk=item.pk).update(face="forum")
        again = do(
            cast.slt, set_theme, item_id=item.pk, theme="threats", functions=["radicalisation"], seen=2
        )
        assert again.face == "forum"

    def test_that_is_not_so_leaves_the_matter_open(self, cast: Cast) -> None:
        item = an_item(cast, "forum")
        page = send(login_as("slt"), f"/sak/{item.pk}/tema/", {"theme": "traffic", "seen": "1"})
        assert "Temaet er lagret." in page.text
        assert "bare for partene" not in page.text


class TestTheFactsOfTheRule:
    def test_count_matters_and_measures_in_what_both_see(self, cast: Cast) -> None:
        """V-2.1-k: cases, and who is drawn in."""
        item = an_item(cast)
        do(cast.slt, set_theme, item_id=item.pk, theme="work_crime", functions=["business"], seen=1)
        a_business_contact(cast)
        with wall.acting(Actor.system("refresh_findings")), as_role("samrad_facts"):
            rows = {
                row[0]: WorkCrime(*row[1:]) for row in ask(WORK_CRIME, ids=None, day=item.proposed_at.date())
            }
        assert rows == {cast.cooperation.pk: WorkCrime(1, 1, True)}


class TestMeasures:
    def test_of_the_police_carry_at_least_one_of_nine_fields(self, cast: Cast) -> None:
        """V-2.1-a"""
        assert len(PoliceField) == 9
        plan = a_plan(cast)
        ours = a_measure(cast, plan, owner_id=cast.police_contact.post, name="Kontroll ved skolen")
        both = a_measure(
            cast,
            plan,
            owner_id=cast.police_contact.post,
            name="Skolevei",
            police_fields=("traffic", "prevention"),
        )
        theirs = a_measure(cast, plan)
        assert (ours.police_fields, both.police_fields, theirs.police_fields) == (
            ["prevention"], ["prevention", "traffic"], [],
        )  # fmt: skip
        assert (
            "Fagområder i politiet Forebygging, Trafikksikkerhet"
            in visit(login_as("slt"), f"/tiltak/{both.pk}/").text
        )

    def test_have_a_function_of_the_police_as_contributor(self, cast: Cast) -> None:
        """V-2.1-i"""
        measure = a_measure(cast, a_plan(cast))
        part = do(cast.slt, set_part, measure_id=measure.pk, kind="public", function="net_patrol")
        assert (part.name, part.kind, part.function) == ("Nettpatrulje", "police", "net_patrol")
        with pytest.raises(Refused, match="Velg en av politiets funksjoner"):
            do(cast.slt, set_part, measure_id=measure.pk, kind="public", function="slt")

    def test_the_nine_fields_have_a_page_open_to_all(self, cast: Cast) -> None:
        """V-2.1-a: for those in a municipality who wonder what the police do."""
        page = visit(login_as("ordforer"), "/politiets-oppdrag/")
        for field in PoliceField:
            assert str(field.label) in page.text
        assert "politiloven §§ 1 og 2" in page.text
