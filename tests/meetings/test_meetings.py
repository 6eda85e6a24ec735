"""The council's year from the call to the approved minutes. V-4.1.2-a … V-4.1.4-f."""

from datetime import timedelta
from uuid import uuid4

import pytest

from samrad.cooperation import wall
from samrad.forums.commands.members import add_member, end_membership
from samrad.forums.models import Membership
from samrad.forums.permissions import is_secretary
from samrad.forums.queries import forum_visible_to
from samrad.kernel.answers import Denied, Refused, Stale
from samrad.kernel.clock import now, today
from samrad.ledger.models import Entry
from samrad.meetings.commands.agenda import propose_item
from samrad.meetings.commands.answering import answer_call, note_delivery
from samrad.meetings.commands.outcomes import decide, follow_up_task, make_task
from samrad.meetings.commands.papers import add_paper
from samrad.meetings.commands.planning import cancel_meeting, plan_meeting
from samrad.meetings.commands.record import approve_minutes, remark_on_minutes, send_minutes
from samrad.meetings.commands.session import close_meeting, write_note
from samrad.meetings.models import AgendaItem, Meeting, MinutesFace, Note, Remark, Task
from samrad.meetings.queries.meetings import (
    agenda_of,
    attendance_of,
    meeting_visible_to,
    notice_of,
    own_call,
    proposals_of,
    recipients_of,
)
from samrad.meetings.queries.minutes import faces_of, matters_of, minutes_of
from samrad.meetings.queries.tasks import tasks_visible_to
from tests.cast import Cast
from tests.meetings.settings import a_council, a_meeting, agenda, an_item, called, fresh, in_session
from tests.situations import clauses_of, do, in_force

pytestmark = pytest.mark.django_db


class TestPlanning:
    @pytest.mark.parametrize(
        ("begins", "lasts", "sentence"),
        [
            (-1, 2, "Møtet kan ikke begynne før nå. Velg et senere tidspunkt."),
            (24, -1, "Møtet kan ikke slutte før det begynner. Velg en senere slutt."),
            (24, 13, "Et møte varer høyst tolv timer, og planlegges høyst tre år fram. Se over tidspunktet."),
        ],
    )
    def test_refuses_a_time_that_cannot_be(self, cast: Cast, begins: int, lasts: int, sentence: str) -> None:
        forum, starts_at = a_council(cast), now() + timedelta(hours=begins)
        with pytest.raises(Refused, match=sentence):
            do(
                cast.slt, plan_meeting, forum_id=forum.pk, title="Møte",
                starts_at=starts_at, ends_at=starts_at + timedelta(hours=lasts),
            )  # fmt: skip

    def test_numbers_run_through_the_year_and_stay(self, cast: Cast) -> None:
        forum = a_council(cast)
        meeting = a_meeting(cast, forum, "Trygt sentrum", "Skolevei")
        year = fresh(cast.slt, meeting.pk).starts_at.year % 100
        assert [item.case_number for item in agenda(cast.slt, meeting)] == [f"1/{year:02}", f"2/{year:02}"]

    def test_a_cancelled_meeting_gives_its_matters_back(self, cast: Cast) -> None:
        forum = a_council(cast)
        meeting = called(cast, a_meeting(cast, forum, "Trygt sentrum"))
        done = do(cast.slt, cancel_meeting, meeting_id=meeting.pk, reason="For mange er syke.")
        assert (done.state, done.sequence) == ("cancelled", 1)
        with wall.acting(cast.slt) as actor:
            assert [item.title for item in proposals_of(actor, done.forum)] == ["Trygt sentrum"]


class TestOpenTasks:
    def test_are_the_first_matter_also_of_a_meeting_that_was_planned_before_they_came(
        self, cast: Cast
    ) -> None:
        """V-4.1.2-a, V-4.1.4-f."""
        forum = a_council(cast)
        later = a_meeting(cast, forum, "Budsjett")
        item = agenda(cast.slt, in_session(cast, forum, "Trygt sentrum"))[0]
        given = {"owner_id": cast.slt.post, "due_on": today()}
        do(cast.slt, make_task, item_id=item.pk, text="Lag turnus", **given)
        called(cast, later)
        titles = [row.title for row in agenda(cast.slt, later)]
        assert titles == ["Åpne oppgaver fra tidligere møter", "Budsjett"]
        assert not agenda(cast.slt, later)[0].is_late
        called(cast, later)
        assert [row.title for row in agenda(cast.slt, later)] == titles


class TestTheCall:
    def test_reaches_everybody_and_freezes_the_agenda(self, cast: Cast) -> None:
        forum = a_council(cast)
        meeting = called(cast, a_meeting(cast, forum, "Trygt sentrum"))
        late = an_item(cast.slt, forum, meeting, "Meldt sent")
        assert late.is_late
        with wall.acting(cast.slt) as actor:
            found = meeting_visible_to(actor, meeting.pk)
            assert len(recipients_of(actor, found)) == 4
            assert (found.state, found.agenda_frozen_at is not None) == ("called", True)

    def test_in_good_time_is_computed_from_delivery(self, cast: Cast) -> None:
        forum = a_council(cast)
        meeting = called(cast, a_meeting(cast, forum, "Trygt sentrum"))
        for who in (cast.mayor, cast.chief, cast.slt, cast.police_contact):
            with wall.acting(who) as actor:
                mine = own_call(actor, meeting_visible_to(actor, meeting.pk))
            assert mine
            do(who, note_delivery, recipient_id=mine.pk, state="sent")
        with wall.acting(cast.slt) as actor:
            found = meeting_visible_to(actor, meeting.pk)
            notice = notice_of(found, recipients_of(actor, found))
        assert (notice.in_good_time, notice.days, notice.reached) == (True, 21, 4)

    def test_each_answers_for_their_own_post(self, cast: Cast) -> None:
        forum = a_council(cast)
        meeting = called(cast, a_meeting(cast, forum, "Trygt sentrum"))
        with wall.acting(cast.mayor) as actor:
            mine = own_call(actor, meeting_visible_to(actor, meeting.pk))
        assert mine
        with pytest.raises(Denied, match="Bare den som er kalt inn"):
            do(cast.slt, answer_call, recipient_id=mine.pk, answer="no")
        answered = do(cast.mayor, answer_call, recipient_id=mine.pk, answer="no")
        assert answered.answer == "no"


class TestInSession:
    def test_two_who_write_at_the_same_time_lose_nothing(self, cast: Cast) -> None:
        forum = a_council(cast)
        meeting = in_session(cast, forum, "Trygt sentrum")
        item = agenda(cast.slt, meeting)[0]
        first = do(cast.slt, write_note, item_id=item.pk, text="En\nTo\nTre", seen=0)
        do(
            cast.slt,
            write_note,
            item_id=item.pk,
            text="En\nTo\nTre\nFire",
            seen=first.version,
            seen_text="En\nTo\nTre",
        )
        joined = do(
            cast.police_contact,
            write_note,
            item_id=item.pk,
            text="Null\nEn\nTo\nTre",
            seen=1,
            seen_text="En\nTo\nTre",
        )
        assert joined.text == "Null\nEn\nTo\nTre\nFire"
        with pytest.raises(Stale) as both:
            do(cast.slt, write_note, item_id=item.pk, text="En!", seen=1, seen_text="En\nTo\nTre")
        assert both.value.theirs == "Null\nEn\nTo\nTre\nFire"

    def test_an_identity_number_is_stopped_before_it_is_stored(self, cast: Cast) -> None:
        forum = a_council(cast)
        item = agenda(cast.slt, in_session(cast, forum, "Trygt sentrum"))[0]
        with pytest.raises(Refused, match="Dette ligner et fødselsnummer"):
            do(cast.slt, write_note, item_id=item.pk, text="Gjelder 13097248022.", seen=0)
        with wall.acting(cast.slt):
            assert Note.objects.count() == 0

    def test_the_upper_steps_ask_for_responsible_and_resources_and_save_without(self, cast: Cast) -> None:
        """V-2.3-n: what is missing on steps 3 and 4 is shown as open; below them nothing is asked for."""
        forum = a_council(cast)
        meeting = in_session(cast, forum, "Felles patrulje", step=4)
        an_item(cast.slt, forum, meeting, "Felles forståelse", step=2)
        upper, lower = agenda(cast.slt, meeting)
        for item in (upper, lower):
            do(cast.slt, decide, item_id=item.pk, outcome="decided", text="Vi gjør det.")
        assert self.lacks(cast, meeting) == [["responsible", "resources"], []]
        given = {"resources": "To årsverk", "responsible_id": cast.chief.post}
        do(cast.slt, decide, item_id=upper.pk, outcome="decided", text="Felles patrulje.", **given)
        assert self.lacks(cast, meeting) == [[], []]

    def lacks(self, cast: Cast, meeting: Meeting) -> list[list[str]]:
        with wall.acting(cast.slt) as actor:
            matters = matters_of(actor, meeting_visible_to(actor, meeting.pk))
        return [matter.decisions[0].words["lacks"] for matter in matters]

    def test_a_decision_follows_up_a_clause_that_binds_the_parties(self, cast: Cast) -> None:
        agreement = in_force(cast.director, cast.chief, cast.cooperation)
        clause = clauses_of(cast.slt, agreement)[1]
        meeting = in_session(cast, a_council(cast), "Politirådet")
        item = agenda(cast.slt, meeting)[0]
        given = {"item_id": item.pk, "outcome": "decided", "text": "Vi møtes oftere."}
        with pytest.raises(Refused, match="Punktet står ikke i noen avtale som gjelder"):
            do(cast.slt, decide, clause=uuid4(), **given)
        do(cast.slt, decide, clause=clause.lineage, **given)
        with wall.acting(cast.slt) as actor:
            (matter,) = matters_of(actor, meeting_visible_to(actor, meeting.pk))
        assert matter.decisions[0].words["clause"] == "2 Politirådet"

    def test_a_task_has_a_post_and_a_day(self, cast: Cast) -> None:
        """V-4.1.2-d."""
        forum = a_council(cast)
        item = agenda(cast.slt, in_session(cast, forum, "Trygt sentrum"))[0]
        with pytest.raises(Refused, match="Fristen kan ikke være passert"):
            do(
                cast.slt,
                make_task,
                item_id=item.pk,
                text="Ring",
                owner_id=cast.chief.post,
                due_on=today() - timedelta(days=1),
            )
        with pytest.raises(Refused, match="Ansvarlig må være en stilling"):
            do(
                cast.slt,
                make_task,
                item_id=item.pk,
                text="Ring",
                owner_id=cast.foreign_contact.post,
                due_on=today(),
            )
        task = do(
            cast.slt,
            make_task,
            item_id=item.pk,
            text="Ring",
            owner_id=cast.police_contact.post,
            due_on=today(),
        )
        done = do(cast.police_contact, follow_up_task, task_id=task.pk, kind="done", seen=1)
        assert (done.state, done.closed_on) == ("done", today())

    def test_what_was_not_reached_is_raised_again(self, cast: Cast) -> None:
        forum = a_council(cast)
        meeting = in_session(cast, forum, "Rakk vi", "Rakk vi ikke")
        items = agenda(cast.slt, meeting)
        do(cast.slt, decide, item_id=items[0].pk, outcome="taken_note")
        do(cast.slt, close_meeting, meeting_id=meeting.pk)
        with wall.acting(cast.slt) as actor:
            again = proposals_of(actor, meeting_visible_to(actor, meeting.pk).forum)
        assert [(item.title, item.carried_from_id) for item in again] == [("Rakk vi ikke", items[1].pk)]


class TestAChangeMidYear:
    def test_the_new_chair_is_on_the_list_and_the_old_is_not(self, cast: Cast) -> None:
        forum = a_council(cast)
        with wall.acting(cast.slt):
            old = Membership.objects.get(post=cast.mayor.post)
        do(cast.slt, end_membership, membership_id=old.pk, on=today())
        new = {"post_id": cast.director.post, "role": "chair", "valid_from": today() + timedelta(days=1)}
        do(cast.slt, add_member, forum_id=forum.pk, **new)
        meeting = in_session(cast, forum, "Trygt sentrum")
        with wall.acting(cast.slt) as actor:
            rows = attendance_of(actor, meeting_visible_to(actor, meeting.pk))
        chairs = [row.membership.post_id for row in rows if row.membership.role == "chair"]
        assert chairs == [cast.director.post]

    def test_a_secretary_serves_until_the_day_it_ends(self, cast: Cast) -> None:
        forum = a_council(cast)
        with wall.acting(cast.slt) as actor:
            member = Membership.objects.get(post=cast.slt.post)
            served = []
            for days in (30, 0, -1):
                Membership.objects.filter(pk=member.pk).update(
                    valid_from=today() - timedelta(days=60), valid_to=today() + timedelta(days=days)
                )
                served.append(is_secretary(actor, forum_visible_to(actor, forum.pk)))
        assert served == [True, True, False]


class TestTheMinutes:
    def sent(self, cast: Cast) -> Meeting:
        forum = a_council(cast, with_the_school=True)
        meeting = in_session(cast, forum, "For alle", face="forum")
        an_item(cast.slt, forum, meeting, "LUKKET SAK", face="parties", legal_basis="offentleglova § 14")
        for item in agenda(cast.slt, meeting):
            do(cast.slt, write_note, item_id=item.pk, text=f"Om {item.title}", seen=0)
        do(cast.slt, close_meeting, meeting_id=meeting.pk)
        do(cast.slt, send_minutes, meeting_id=meeting.pk, seen=fresh(cast.slt, meeting.pk).version)
        return meeting

    def test_have_several_faces_with_the_same_numbers(self, cast: Cast) -> None:
        meeting = self.sent(cast)
        with wall.acting(cast.principal) as actor:
            found = meeting_visible_to(actor, meeting.pk)
            face = faces_of(actor, minutes_of(actor, found)[0])[0]
            assert MinutesFace.objects.filter(face="parties").count() == 0
            assert [item.title for item in agenda_of(actor, found)] == ["For alle"]
            assert "LUKKET" not in str(list(AgendaItem.objects.values()))
        hidden = face.content["matters"][1]
        assert (face.face, hidden["hidden"], hidden["legal_basis"]) == ("forum", True, "offentleglova § 14")
        assert "LUKKET" not in str(face.content)

    def test_are_approved_by_both_and_then_frozen(self, cast: Cast) -> None:
        meeting = self.sent(cast)
        with wall.acting(cast.slt) as actor:
            minutes = minutes_of(actor, meeting_visible_to(actor, meeting.pk))[0]
        do(cast.principal, remark_on_minutes, minutes_id=minutes.pk, text="Vi kom for sent.")
        given = {
            "minutes_id": minutes.pk,
            "seen_hash": minutes.content_hash,
            "make_pdf": lambda face: face.face.encode(),
        }
        do(cast.slt, approve_minutes, **given)
        with pytest.raises(Refused, match="Dere har allerede godkjent referatet"):
            do(cast.director, approve_minutes, **given)
        done = do(cast.police_contact, approve_minutes, **given)
        assert done.state == "approved"
        with wall.acting(cast.slt):
            assert {bytes(face.pdf or b"") for face in MinutesFace.objects.all()} == {
                b"parties",
                b"forum",
                b"public",
            }
            assert Entry.objects.filter(kind="MinutesApproved").count() == 2

    def test_a_partys_remark_stays_among_the_parties(self, cast: Cast) -> None:
        meeting = self.sent(cast)
        with wall.acting(cast.slt) as actor:
            minutes = minutes_of(actor, meeting_visible_to(actor, meeting.pk))[0]
        do(cast.slt, remark_on_minutes, minutes_id=minutes.pk, text="Om den lukkede saken")
        do(cast.principal, remark_on_minutes, minutes_id=minutes.pk, text="Om den åpne")
        for who, seen in (
            (cast.principal, ["Om den åpne"]),
            (cast.chief, ["Om den lukkede saken", "Om den åpne"]),
        ):
            with wall.acting(who) as actor:
                found = minutes_of(actor, meeting_visible_to(actor, meeting.pk))[0]
                assert [remark.text for remark in found.remarks.all()] == seen
                assert Remark.objects.count() == len(seen)


class TestAnExternalMember:
    def test_raises_a_matter_for_the_whole_forum(self, cast: Cast) -> None:
        forum = a_council(cast, with_the_school=True)
        item = do(
            cast.principal, propose_item, forum_id=forum.pk, title="Fravær", face="parties", only_ours=True
        )
        assert (item.face, item.only_for_id, item.proposed_for_id) == ("forum", None, None)

    def test_has_no_reach_to_tasks_among_the_parties(self, cast: Cast) -> None:
        forum = a_council(cast, with_the_school=True)
        item = agenda(cast.slt, in_session(cast, forum, "Trygt sentrum", face="forum"))[0]
        for face in ("parties", "forum"):
            do(
                cast.slt,
                make_task,
                item_id=item.pk,
                text=face,
                owner_id=cast.slt.post,
                due_on=today(),
                face=face,
            )
        with wall.acting(cast.principal) as actor:
            assert [task.text for task in tasks_visible_to(actor)] == ["forum"]
            assert set(Task.objects.values_list("text", flat=True)) == {"forum"}


class TestAPaper:
    @pytest.mark.parametrize(
        ("name", "data", "sentence"),
        [
            ("sak.pdf", b"MZ\x90", "Innholdet i filen er noe annet enn navnet sier"),
            ("sak.exe", b"MZ", "Vi tar imot PDF"),
            ("sak.pdf", b"", "Filen er tom"),
            ("sak.pdf", b"%PDF-1.7 /JavaScript (x)", "Filen har noe i seg som kan kjøres"),
            ("sak.docx", b"PK\x03\x04", "Innholdet i filen er noe annet enn navnet sier"),
            ("sak.txt", b"\x00", "Innholdet i filen er noe annet enn navnet sier"),
        ],
    )  # fmt: skip
    def test_is_what_its_content_says(self, cast: Cast, name: str, data: bytes, sentence: str) -> None:
        forum = a_council(cast)
        item = do(cast.slt, propose_item, forum_id=forum.pk, title="Trygt sentrum")
        with pytest.raises(Refused, match=sentence):
            do(cast.slt, add_paper, item_id=item.pk, filename=name, data=data)
        paper = do(cast.slt, add_paper, item_id=item.pk, filename="sak.pdf", data=b"%PDF-1.7 hello")
        assert (paper.media_type, paper.state) == ("application/pdf", "clean")
