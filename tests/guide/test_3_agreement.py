"""Chapter 3: the agreement. The police must offer it, the municipality is free, and the two shape it themselves."""

from datetime import date

import pytest

from samrad.agreements.commands.drafting import start_agreement
from samrad.agreements.commands.history import register_former_agreement
from samrad.agreements.commands.proposing import propose_removal
from samrad.agreements.commands.templates import import_template, install_own_templates
from samrad.agreements.models import Clause
from samrad.agreements.queries.clocks import former_agreements_running
from samrad.agreements.queries.frames import frames_for
from samrad.agreements.queries.templates import templates_for
from samrad.cooperation import wall
from samrad.cooperation.commands import answer_offer, found_cooperation, make_offer, state_choice
from samrad.cooperation.models import Cooperation, Offer
from samrad.cooperation.queries import municipalities_without_offer, offers_visible_to
from samrad.kernel.answers import Denied, Refused
from samrad.parties.actor import Actor
from tests.cast import MACHINERY, Cast, school_cooperation
from tests.guide.drafts import (
    at,
    clause_of,
    findings,
    from_template,
    handed_over_and_accepted,
    reword,
    waiting,
)
from tests.situations import FROM, TO, clauses_of, do, freeze, in_force
from tests.visit import login_as, visit

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 2)
SMALL = "Avtale mellom X kommune og X politidistrikt\n\nInnledning\n\nEn helt annen tekst.\n"


def offered(cast: Cast, **given: object) -> Offer:
    terms = {"matter": "agreement", "organisation_id": cast.places.lyngvik.pk, "offered_on": DAY} | given
    return do(cast.police_contact, make_offer, cooperation_id=cast.cooperation.pk, **terms)


def county_cooperation(cast: Cast, leader: Actor, *districts: str) -> Cooperation:
    houses = [cast.places.county.pk, *(getattr(cast.places, name).pk for name in districts)]
    name = f"Fylket og {len(districts)} distrikt"
    return do(leader, found_cooperation, kind="county", organisations=houses, name=name, language="nb")


class TestGuide_3_what_it_holds:
    """A mutual agreement: what each does, and what both want."""

    def test_says_what_each_party_does_and_what_both_want(self, cast: Cast) -> None:
        """V-3-a: core tasks of both, and every clause of exactly one kind."""
        agreement = from_template(cast.slt, cast.cooperation)
        clauses = {clause.role: clause for clause in clauses_of(cast.slt, agreement)}
        assert {"municipal_services", "police_services"} < set(clauses)
        kinds = {role: clause.kind for role, clause in clauses.items()}
        assert (kinds["purpose"], kinds["forums"], kinds["council"]) == (
            "intention",
            "description",
            "obligation",
        )
        assert set(kinds.values()) == set(Clause.Kind.values)

    @pytest.mark.parametrize("role", ["municipal_services", "police_services"])
    def test_is_advised_against_being_one_sided(self, cast: Cast, role: str) -> None:
        """V-3-a: and may be so all the same."""
        agreement = from_template(cast.slt, cast.cooperation)
        do(cast.slt, propose_removal, clause_id=clause_of(cast.slt, agreement, role).pk, seen=1)
        handed_over_and_accepted(cast.slt, cast.police_contact, agreement)
        assert ("one_sided", False) in findings(cast.police_contact, agreement)

    def test_nothing_is_locked_for_either_party(self, cast: Cast) -> None:
        """V-3-e: every clause of every template can be changed and taken out."""
        agreement = from_template(cast.slt, cast.cooperation)
        for clause in clauses_of(cast.slt, agreement):
            reword(cast.slt, clause, "Vår overskrift", f"Vår tekst om {clause.role}.")
        for clause in clauses_of(cast.slt, agreement)[1:]:
            do(cast.slt, propose_removal, clause_id=clause.pk, seen=2)
        assert [clause.role for clause in clauses_of(cast.slt, agreement)] == ["intro"]

    def test_a_new_template_changes_not_one_letter_of_what_is_begun(self, cast: Cast) -> None:
        """V-3-e."""
        import_template(actor=cast.operator, data=SMALL.encode(), filename="mal.txt")
        imported = next(t for t in templates_for(cast.cooperation) if t.source == "mal.txt")
        agreement = from_template(cast.slt, cast.cooperation, template_id=imported.pk)
        before = [clause.template_text for clause in clauses_of(cast.slt, agreement)]
        import_template(actor=cast.operator, data=SMALL.replace("annen", "ny").encode(), filename="mal.txt")
        install_own_templates(actor=MACHINERY)
        assert [clause.template_text for clause in clauses_of(cast.slt, agreement)] == before
        handed_over_and_accepted(cast.slt, cast.police_contact, agreement)
        page = visit(login_as("politikontakt"), f"/avtale/{agreement.pk}/")
        assert ("En helt annen tekst." in page.text, "En helt ny tekst." in page.text) == (True, False)


class TestGuide_3_the_offer:
    """The police must offer. The municipality answers when it likes, and as it likes."""

    def test_is_the_polices_duty_and_seen_by_the_police_alone(self, cast: Cast) -> None:
        """V-3-c: with date, sender and channel; and who is not offered anything stands on the police's list."""
        assert [town.name for town in municipalities_without_offer(cast.chief)] == ["Lyngvik"]
        assert "Kommuner uten tilbud om avtale" in visit(login_as("politikontakt"), "/").text
        assert "Kommuner uten tilbud om avtale" not in visit(login_as("slt"), "/").text
        offered(cast, channel="letter")
        with wall.acting(cast.slt):
            (offer,) = offers_visible_to(cast.slt, cast.cooperation)
            sender = offer.offered_by.person.name if offer.offered_by else ""
            assert (offer.offered_on, offer.channel, sender) == (DAY, "letter", "Ingrid Solvang")
        assert municipalities_without_offer(cast.chief) == []
        with pytest.raises(Denied, match="Det er politiet som tilbyr"):
            do(cast.slt, make_offer, cooperation_id=cast.cooperation.pk, matter="agreement",
               organisation_id=cast.places.lyngvik.pk, offered_on=DAY)  # fmt: skip

    def test_is_still_owed_to_a_municipality_that_said_no_by_itself(self, cast: Cast) -> None:
        """V-3-c, V-3-d: the duty hangs on the offer alone, never on the answer."""
        town = cast.places.lyngvik.pk
        do(cast.mayor, state_choice, organisation_id=town, matter="agreement", status="no")
        assert [row.name for row in municipalities_without_offer(cast.chief)] == ["Lyngvik"]
        offer = offered(cast)
        assert municipalities_without_offer(cast.chief) == []
        do(cast.mayor, answer_offer, offer_id=offer.pk, reply="no", seen=1)
        assert municipalities_without_offer(cast.chief) == []

    @pytest.mark.parametrize("reply", ["yes", "no", "later", "another_way"])
    def test_is_answered_without_a_reason_and_the_answer_can_change(self, cast: Cast, reply: str) -> None:
        """V-3-d: and an answer makes no task for the municipality."""
        offer = offered(cast)
        answered = do(cast.slt, answer_offer, offer_id=offer.pk, reply=reply, seen=1)
        assert (answered.reply, answered.reply_words) == (reply, "")
        assert waiting(cast.slt) == waiting(cast.mayor) == []
        changed = do(cast.mayor, answer_offer, offer_id=offer.pk, reply="later", seen=2)
        assert changed.reply == "later"


class TestGuide_3_schools:
    """School and police decide for themselves, and the county may give a frame."""

    def test_a_school_agreement_has_three_parts_and_no_municipality(self, cast: Cast) -> None:
        """V-3-j: valid with one police unit and one school."""
        school = school_cooperation(cast)
        agreement = from_template(cast.principal, school)
        roles = [clause.role for clause in clauses_of(cast.principal, agreement)]
        assert [role for role in roles if role in {"prevention", "preparedness", "security"}] == [
            "prevention", "preparedness", "security",
        ]  # fmt: skip
        handed_over_and_accepted(cast.principal, cast.police_contact, agreement)
        assert [code for code, blocks in findings(cast.principal, agreement) if blocks] == []
        sides = [party["side"] for party in freeze(cast.principal, agreement).content["parties"]]
        assert sides == ["other", "police"]

    def test_a_school_without_one_is_told_nothing(self, cast: Cast) -> None:
        """V-3-j: no warning to the school, none to the police, none to the county."""
        leader = cast.people["fylke"]
        for person in (cast.principal, cast.chief, cast.police_contact, leader):
            assert waiting(person) == []
        assert "videregående" not in visit(login_as("politikontakt"), "/").text.split("Hjelp")[0]

    def test_a_county_agreement_may_frame_it(self, cast: Cast) -> None:
        """V-3-k: one in force on its first day, and the school sees that it is there and not a word of it."""
        leader = cast.people["fylke"]
        framing = in_force(leader, cast.chief, county_cooperation(cast, leader, "north"))
        school = school_cooperation(cast)
        with wall.acting(cast.principal):
            frame = frames_for(school)[0]
        assert (frame.pk, frame.valid_from) == (framing.pk, FROM)
        terms = {"cooperation_id": school.pk, "template_id": None, "frame_id": frame.pk}
        with pytest.raises(Refused, match="Rammen gjelder ikke den dagen"):
            do(cast.principal, start_agreement, valid_from=date(2026, 12, 1), valid_to=TO, **terms)
        agreement = do(cast.principal, start_agreement, valid_from=FROM, valid_to=TO, **terms)
        page = visit(login_as("skole"), f"/avtale/{agreement.pk}/")
        assert frame.title in page.text
        visit(login_as("skole"), f"/avtale/{framing.pk}/", status=404)

    def test_a_county_may_have_several_districts(self, cast: Cast) -> None:
        """V-3-k: borders need not match."""
        made = county_cooperation(cast, cast.people["fylke"], "north", "south")
        assert [str(party) for party in made.parties.all()] == [
            "Ytre Fjordane fylkeskommune", "Nordre politidistrikt", "Søndre politidistrikt",
        ]  # fmt: skip


class TestGuide_3_the_former_kinds:
    """There used to be two kinds. They run out, and are not made again."""

    def test_are_history_and_run_to_their_own_end(self, cast: Cast) -> None:
        """V-3-l: none begins after the guide's own day, and the police are told which still run."""
        given = {"cooperation_id": cast.cooperation.pk, "valid_to": date(2027, 6, 30)}
        with pytest.raises(Refused, match=r"ikke inngått etter 27\. mars 2023"):
            do(
                cast.slt,
                register_former_agreement,
                kind="former_council",
                valid_from=date(2023, 3, 28),
                **given,
            )
        do(cast.slt, register_former_agreement, kind="former_council", valid_from=date(2023, 3, 27), **given)
        page = visit(login_as("politikontakt"), "/")
        assert "Politirådsavtale (tidligere type) 2023–2027" in page.text
        assert "gjelder til 30. juni 2027" in page.text
        assert "tidligere type" not in visit(login_as("slt"), "/").text
        for day, running in ((date(2027, 6, 30), 1), (date(2027, 7, 1), 0)):
            with at(day), wall.acting(cast.police_contact):
                assert len(former_agreements_running(cast.police_contact)) == running
