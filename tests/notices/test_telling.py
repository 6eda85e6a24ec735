"""Who is told of what, in which words; and that every kind of event is told, or has a reason not to be."""

from dataclasses import is_dataclass
from datetime import date
from importlib import import_module
from pathlib import Path

import pytest
import time_machine
from django.utils import translation

import samrad
from samrad.agreements.commands.finishing import reopen_agreement
from samrad.agreements.commands.living import answer_revision, ask_for_revision
from samrad.agreements.commands.proposing import propose_wording
from samrad.agreements.commands.rounds import accept_remaining, hand_over_round
from samrad.contacts.commands.enquiries import ask_for_advice, give_advice
from samrad.contacts.commands.expectations import answer_expectation, ask_for_expectations, state_expectation
from samrad.cooperation import wall
from samrad.cooperation.commands import answer_offer
from samrad.cooperation.commands.aims import set_focus_area
from samrad.cooperation.commands.understanding import comment_on_area, confirm_summary, propose_summary
from samrad.kernel.answers import Denied, Refused
from samrad.notices import tasks
from samrad.notices.commands.own import choose_mail
from samrad.notices.events import MailChosen
from samrad.notices.models import Preference
from samrad.notices.queries import notices_of
from samrad.notices.telling import TOLD, UNTOLD, agreements, evaluations, meetings, plans
from samrad.parties.commands import change_address, end_appointment
from samrad.web.cooperations.happened import WORDS
from samrad.web.notices.places import PLACES
from tests.cast import MACHINERY, Cast, school_cooperation
from tests.forums.situations import a_council, with_the_school
from tests.knowledge.situations import everything_told
from tests.notices import made
from tests.notices.test_reading import an_offer
from tests.sharing.situations import something_shared
from tests.situations import approve, clauses_of, do, freeze, in_force, on_the_table, seal, sign
from tests.visit import login_as, visit

pytestmark = pytest.mark.django_db
CANARY = "KANARIFUGL"
AGREEMENTS_TOLD = {telling.kind for telling in agreements.TELLINGS}
TOWN = {"Astrid Bergum", "Jon Tveit", "Marit Eide", "Tor Lie"}
POLICE = {"Ingrid Solvang", "Per Haugland"}


def every_event() -> set[str]:
    """The name of every event that some room can record."""
    found = set()
    for path in sorted(Path(samrad.__file__).parent.glob("*/events.py")):
        room = import_module(f"samrad.{path.parent.name}.events")
        found |= {
            name
            for name, value in vars(room).items()
            if is_dataclass(value) and value.__module__ == room.__name__
        }
    return found


def told(cast: Cast) -> dict[str, set[str]]:
    """Who is told of each kind of event so far."""
    found: dict[str, set[str]] = {}
    for notice in made.tell(cast.cooperation):
        found.setdefault(notice.kind, set()).add(notice.person.name)
    return found


class TestEveryKind:
    def test_that_the_ledger_can_put_in_words_is_told_or_has_a_reason(self) -> None:
        assert set(WORDS) - set(TOLD) - set(UNTOLD) == set()

    def test_that_any_room_records_is_told_or_has_a_reason(self) -> None:
        assert every_event() - set(TOLD) - set(UNTOLD) == set()
        assert (set(TOLD) | set(UNTOLD)) - every_event() == set()
        assert set(TOLD) & set(UNTOLD) == set()
        assert [kind for kind, why in UNTOLD.items() if len(why.split()) < 3] == []

    def test_that_is_told_leads_somewhere(self) -> None:
        assert {telling.place for telling in TOLD.values()} <= set(PLACES)

    @pytest.mark.parametrize("language", ["nb", "nn", "en"])
    def test_that_is_told_has_words_in_every_language(self, cast: Cast, language: str) -> None:
        an_offer(cast)
        notice = made.tell(cast.cooperation)[0]
        notice.facts |= {"number": 7, "both_agree": False, "moment": "after"}
        notice.facts |= {"all_approved": False, "kind": "moved"}
        with translation.override(language):
            words = [telling.told(notice) for telling in TOLD.values()]
            subjects = [str(telling.subject) for telling in TOLD.values()]
        assert all(sentence.endswith(".") and "%(" not in sentence for sentence in words)
        assert all(subject and "%(" not in subject for subject in subjects)


class TestWhoIsTold:
    def test_of_an_offer_the_municipality_that_gets_it(self, cast: Cast) -> None:
        an_offer(cast)
        assert told(cast) == {"OfferMade": TOWN}

    def test_of_an_answer_the_police(self, cast: Cast) -> None:
        offer = an_offer(cast)
        do(cast.slt, answer_offer, offer_id=offer.pk, reply="later", words=CANARY, seen=1)
        assert told(cast)["OfferAnswered"] == POLICE

    def test_of_a_round_the_other_party(self, cast: Cast) -> None:
        on_the_table(cast.slt, cast.cooperation)
        assert told(cast) == {"RoundHandedOver": POLICE}

    def test_of_approval_and_signature_everybody_but_the_one_who_did_it(self, cast: Cast) -> None:
        in_force(cast.director, cast.chief, cast.cooperation)
        everybody = TOWN | POLICE
        found = told(cast)
        assert found["VersionFrozen"] == everybody - {"Jon Tveit"}
        assert (
            found["VersionApproved"] == found["AgreementSigned"] == everybody
        )  # each by one, told to the rest
        assert found["AgreementSealed"] == everybody - {"Jon Tveit"}

    def test_of_a_wish_for_revision_the_other_party_and_of_its_answer_the_one_that_asked(
        self, cast: Cast
    ) -> None:
        agreement = in_force(cast.director, cast.chief, cast.cooperation)
        with time_machine.travel(date(2027, 6, 1)):
            request = do(cast.slt, ask_for_revision, agreement_id=agreement.pk, reason=CANARY)
            do(cast.police_contact, answer_revision, request_id=request.pk, reply="declined", reason=CANARY)
            found = told(cast)
        assert (found["RevisionAsked"], found["RevisionAnswered"]) == (POLICE, TOWN)

    def test_of_a_new_cooperation_its_other_parties(self, cast: Cast) -> None:
        cooperation = school_cooperation(cast)
        assert {notice.person.name for notice in made.tell(cooperation)} == {"Ingrid Solvang", "Per Haugland"}

    def test_of_a_seat_the_one_who_got_it_and_an_external_member_reads_it(self, cast: Cast) -> None:
        """The school sees its own notice, and of the cooperation's other notices nothing."""
        with_the_school(cast, a_council(cast))
        found = told(cast)
        assert found["MemberJoined"] == {"Liv Nordal"}
        assert found["ExtensionAssessed"] == TOWN | POLICE
        with wall.acting(cast.principal) as actor:
            assert [notice.kind for notice in notices_of(actor)] == ["MemberJoined"]
        page = visit(login_as("skole"), "/varsler/")
        assert page.text.count("har gitt stillingen din en plass i et forum.") == 1
        (opened,) = [link for link in page.links if link.startswith("/varsler/") and len(link) > 40]
        assert login_as("skole").get(opened).headers["Location"].startswith("/forum/")

    def test_of_private_work_nobody_at_all(self, cast: Cast) -> None:
        agreement = on_the_table(cast.slt, cast.cooperation)
        before = len(made.tell(cast.cooperation))
        clause = clauses_of(cast.police_contact, agreement)[0]
        do(
            cast.police_contact,
            propose_wording,
            clause_id=clause.pk,
            heading="A",
            text=CANARY,
            reason="",
            seen=0,
        )
        assert len(made.tell(cast.cooperation)) == before

    def test_never_the_neighbours_the_school_oversight_or_the_operator(self, cast: Cast) -> None:
        in_force(cast.director, cast.chief, cast.cooperation)
        names = {notice.person.name for notice in made.tell(cast.cooperation)}
        outside = ("neighbour_mayor", "foreign_contact", "principal", "oversight", "operator")
        assert names & {getattr(cast, who).name for who in outside} == set()

    def test_nobody_whose_post_has_ended(self, cast: Cast) -> None:
        do(MACHINERY, end_appointment, appointment_id=cast.mayor.appointment, on=date(2026, 1, 1))
        an_offer(cast)
        assert told(cast) == {"OfferMade": TOWN - {"Astrid Bergum"}}


class TestWhenMailComes:
    """By role, until the person chooses."""

    def timings(self, cast: Cast) -> dict[str, str]:
        return {
            row.person.name: "at once" if row.mail else "daily" for row in made.deliveries(state="queued")
        }

    def test_the_role_decides_at_first(self, cast: Cast) -> None:
        on_the_table(cast.police_contact, cast.cooperation)
        made.tell(cast.cooperation)
        assert self.timings(cast) == {
            "Marit Eide": "at once",  # coordinates: every round at once
            "Astrid Bergum": "at once",
            "Jon Tveit": "daily",  # signs: rounds once a day
        }

    def test_who_has_no_address_has_the_notice_in_samrad_only(self, cast: Cast) -> None:
        on_the_table(cast.police_contact, cast.cooperation)
        assert "Tor Lie" in told(cast)["RoundHandedOver"]
        (row,) = made.deliveries(person=cast.reader.person)
        assert (row.state, row.mail) == ("unaddressed", None)

    def test_a_choice_goes_before_the_role(self, cast: Cast, heard: list[object]) -> None:
        do(cast.slt, choose_mail, person_id=cast.slt.person, timings={"round": "daily"})
        do(cast.director, choose_mail, person_id=cast.director.person, timings={"round": "never"})
        on_the_table(cast.police_contact, cast.cooperation)
        made.tell(cast.cooperation)
        assert self.timings(cast) == {"Marit Eide": "daily", "Astrid Bergum": "at once"}
        assert [event for event in heard if isinstance(event, MailChosen)] == [
            MailChosen("round", "daily"),
            MailChosen("round", "never"),
        ]

    def test_the_same_choice_again_is_no_change(self, cast: Cast, heard: list[object]) -> None:
        for _time in range(2):
            do(cast.slt, choose_mail, person_id=cast.slt.person, timings={"round": "daily"})
        assert heard == [MailChosen("round", "daily")]
        with wall.acting(cast.slt):
            assert Preference.objects.count() == 1

    def test_nobody_chooses_for_another(self, cast: Cast) -> None:
        with pytest.raises(Denied, match="Bare du selv velger hva du får på e-post"):
            do(cast.mayor, choose_mail, person_id=cast.slt.person, timings={"round": "never"})

    @pytest.mark.parametrize("timings", [{"round": "hourly"}, {"weather": "daily"}])
    def test_what_is_no_choice_is_refused(self, cast: Cast, timings: dict[str, str]) -> None:
        with pytest.raises(Refused, match="Velg når du vil ha e-post, for hvert emne i listen"):
            do(cast.slt, choose_mail, person_id=cast.slt.person, timings=timings)


class TestNothingRestricted:
    """Every kind of event, with a canary in every word that people wrote."""

    def test_stands_in_any_notice_or_mail(self, cast: Cast, office: object) -> None:
        offer = an_offer(cast, words=CANARY)
        do(cast.slt, answer_offer, offer_id=offer.pk, reply="yes", words=CANARY, seen=1)
        agreement = on_the_table(cast.slt, cast.cooperation, points=((CANARY, CANARY),))
        do(cast.chief, accept_remaining, agreement_id=agreement.pk)
        do(cast.chief, hand_over_round, agreement_id=agreement.pk, message=CANARY)
        version = freeze(cast.director, agreement)
        approve(cast.director, version)
        do(cast.chief, reopen_agreement, agreement_id=agreement.pk, reason=CANARY)
        version = freeze(cast.director, agreement)
        for deed in (approve, sign):
            deed(cast.director, version)
            deed(cast.chief, version)
        seal(cast.director, version)
        with time_machine.travel(date(2027, 6, 1)):
            request = do(cast.slt, ask_for_revision, agreement_id=agreement.pk, reason=CANARY)
            do(cast.chief, answer_revision, request_id=request.pk, reply="declined", reason=CANARY)
        here = {"cooperation_id": cast.cooperation.pk}
        do(cast.chief, ask_for_expectations, **here)
        expected = do(cast.slt, state_expectation, text=CANARY, **here)
        do(cast.chief, answer_expectation, expectation_id=expected.pk, answer=CANARY, seen=1)
        asked = do(cast.slt, ask_for_advice, function="business", text=CANARY, **here)
        do(cast.chief, give_advice, enquiry_id=asked.pk, answer=CANARY, seen=1)
        something_shared(cast, CANARY)
        area = do(cast.slt, set_focus_area, name=CANARY, valid_from=date(2026, 1, 1), **here)
        do(cast.slt, propose_summary, area_id=area.pk, text=CANARY)
        do(cast.chief, confirm_summary, area_id=area.pk, seen=1)
        do(cast.chief, comment_on_area, area_id=area.pk, text=CANARY)
        everything_told(cast, CANARY)
        for actor in (cast.slt, cast.chief, cast.director, cast.police_contact, cast.mayor):
            do(actor, change_address, person_id=actor.person, email=f"{actor.person}@samrad.test")
        notices = made.tell(cast.cooperation)
        of_meetings = {telling.kind for telling in meetings.TELLINGS}
        of_evaluations = {telling.kind for telling in evaluations.TELLINGS}
        of_plans = {telling.kind for telling in plans.TELLINGS}
        elsewhere = (
            of_meetings
            | of_evaluations
            | of_plans
            | {"CooperationOpened", "MemberJoined", "ExtensionAssessed", "MunicipalityLeft"}
        )
        assert {notice.kind for notice in notices} - elsewhere == set(TOLD) - elsewhere
        assert CANARY not in str([notice.facts for notice in notices])
        made.send_all()
        assert len(office.mails) > 30  # type: ignore[attr-defined]
        assert [mail for mail in office.mails if CANARY in mail.as_string()] == []  # type: ignore[attr-defined]
        assert [mail for mail in office.mails if CANARY in mail.get_body(("plain",)).get_content()] == []  # type: ignore[attr-defined]


def test_a_job_holds_ids_and_nothing_else(cast: Cast) -> None:
    an_offer(cast, words=CANARY)
    made.tell(cast.cooperation)
    arguments = str([job["args"] for task in ("tell_of", "send") for job in made.jobs(task)])
    assert CANARY not in arguments and "@" not in arguments
    assert len(made.jobs("send")) == 3
    assert tasks.POSTMAN.machinery == "deliver_notices"
