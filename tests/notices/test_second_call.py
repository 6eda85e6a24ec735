"""What is sent after the first call goes to the right ones: the call to whom none has reached, the change to the others."""

from datetime import timedelta

import pytest
import vobject
from time_machine import travel

from samrad.cooperation import wall
from samrad.forums.commands.members import add_member
from samrad.forums.models import Forum
from samrad.kernel.answers import Denied, Refused
from samrad.kernel.clock import today
from samrad.meetings.commands.answering import note_told
from samrad.meetings.commands.planning import call_meeting, cancel_meeting, move_meeting
from samrad.meetings.models import Meeting, Recipient
from samrad.meetings.queries.meetings import meeting_visible_to, notice_of, own_call, recipients_of
from samrad.parties.actor import Actor
from samrad.parties.commands import appoint, change_address, end_appointment
from samrad.parties.models import Person, Post
from tests.cast import MACHINERY, Cast
from tests.meetings.settings import a_council, a_meeting, an_item, called, fresh
from tests.notices import made
from tests.post import PostOffice
from tests.situations import do
from tests.visit import login_as, send, visit

pytestmark = pytest.mark.django_db
CALL, CHANGE, AGENDA, GONE = (
    "Innkalling til møte",
    "Et møte er endret",
    "En saksliste er endret",
    "Et møte er avlyst",
)


@pytest.fixture
def forum(cast: Cast) -> Forum:
    return a_council(cast, with_the_school=True)


@pytest.fixture
def meeting(cast: Cast, forum: Forum) -> Meeting:
    return a_meeting(cast, forum, "Åpen sak", face="forum")


def post(cast: Cast, office: PostOffice) -> list[tuple[str, str]]:
    """What goes out now: subject and first name."""
    office.mails.clear()
    made.tell(cast.cooperation)
    made.send_all()
    pairs = [(str(m["Subject"]), m["To"].addresses[0].username.split(".")[0]) for m in office.mails]
    return sorted(pair for pair in pairs if pair[0] in {CALL, CHANGE, AGENDA, GONE})


def entries_in(office: PostOffice) -> set[tuple[object, int]]:
    """When the meeting is, by every entry that went out now, and which change of it that is."""
    parts = [part for mail in office.mails for part in mail.walk()]
    events = [
        vobject.readOne(p.get_content()).vevent for p in parts if p.get_content_type() == "text/calendar"
    ]
    return {(event.dtstart.value, int(event.sequence.value)) for event in events}


def move(cast: Cast, meeting: Meeting, by: Actor | None = None, **given: object) -> Meeting:
    at = fresh(cast.slt, meeting.pk)
    facts = {name: getattr(at, name) for name in ("title", "starts_at", "ends_at", "mode", "place", "link")}
    return do(by or cast.slt, move_meeting, meeting_id=meeting.pk, seen=at.version, **facts | given)


def again(cast: Cast, meeting: Meeting) -> Meeting:
    return do(cast.slt, call_meeting, meeting_id=meeting.pk, seen=fresh(cast.slt, meeting.pk).version)


def row_of(who: Actor, meeting: Meeting) -> Recipient:
    with wall.acting(who) as actor:
        found = {row.membership.post_id: row for row in recipients_of(actor, meeting)}
    return found[who.post]


EVERYBODY = ["astrid", "ingrid", "liv", "marit", "per"]


class TestAChange:
    def test_lands_in_the_entry_of_those_who_have_it_also_whoever_made_it(
        self, cast: Cast, office: PostOffice, meeting: Meeting
    ) -> None:
        called(cast, meeting)
        assert post(cast, office) == [(CALL, name) for name in EVERYBODY]
        move(cast, meeting, cast.police_contact, starts_at=meeting.starts_at + timedelta(minutes=30))
        assert post(cast, office) == [(CHANGE, name) for name in EVERYBODY]
        for mail in office.mails:
            (part,) = [part for part in mail.walk() if part.get_content_type() == "text/calendar"]
            event = vobject.readOne(part.get_content()).vevent
            assert (event.uid.value, int(event.sequence.value)) == (f"{meeting.pk}@samrad", 1)

    def test_that_changes_nothing_is_told_to_nobody(
        self, cast: Cast, office: PostOffice, meeting: Meeting
    ) -> None:
        called(cast, meeting)
        post(cast, office)
        assert move(cast, meeting).sequence == 0
        assert post(cast, office) == []

    def test_calls_those_whom_the_call_did_not_reach(
        self, cast: Cast, office: PostOffice, forum: Forum, meeting: Meeting
    ) -> None:
        office.to_reader = lambda address: "550 no" if address.startswith("per") else "250 OK"
        called(cast, meeting)
        post(cast, office)
        do(cast.slt, add_member, forum_id=forum.pk, post_id=cast.director.post, role="member")
        office.to_reader = lambda _address: "250 OK"
        move(cast, meeting, place="Politistasjonen")
        others = [name for name in EVERYBODY if name != "per"]
        new = [(CALL, "jon"), (CALL, "per")]
        assert post(cast, office) == sorted([(CHANGE, name) for name in others] + new)

    def test_before_the_call_has_left_misses_nobody(
        self, cast: Cast, office: PostOffice, meeting: Meeting
    ) -> None:
        """Called and moved twice before the worker woke: each gets one mail, the call with the time that holds."""
        called(cast, meeting)
        move(cast, meeting, starts_at=meeting.starts_at + timedelta(minutes=15))
        moved = move(cast, meeting, starts_at=meeting.starts_at + timedelta(minutes=30))
        assert post(cast, office) == [(CALL, name) for name in EVERYBODY]
        assert entries_in(office) == {(moved.starts_at.replace(microsecond=0), 2)}

    def test_made_twice_before_the_mail_leaves_is_one_mail_and_it_says_the_last(
        self, cast: Cast, office: PostOffice, meeting: Meeting
    ) -> None:
        called(cast, meeting)
        post(cast, office)
        move(cast, meeting, starts_at=meeting.starts_at + timedelta(minutes=15))
        made.tell(cast.cooperation)
        moved = move(cast, meeting, starts_at=meeting.starts_at + timedelta(minutes=30))
        assert post(cast, office) == [(CHANGE, name) for name in EVERYBODY]
        assert entries_in(office) == {(moved.starts_at.replace(microsecond=0), 2)}
        left = made.deliveries(state="superseded")
        assert {row.notice.kind for row in left} == {"MeetingMoved"} and len(left) == len(EVERYBODY)

    def test_while_the_call_waits_for_a_server_that_is_away_rides_with_it(
        self, cast: Cast, office: PostOffice, meeting: Meeting
    ) -> None:
        """The first try was put off. What is sent in the end is the call, once, with the new time."""
        office.to_reader = lambda address: "451 later" if address.startswith("per") else "250 OK"
        called(cast, meeting)
        assert post(cast, office) == [(CALL, name) for name in EVERYBODY if name != "per"]
        office.to_reader = lambda _address: "250 OK"
        moved = move(cast, meeting, starts_at=meeting.starts_at + timedelta(minutes=30))
        others = [(CHANGE, name) for name in EVERYBODY if name != "per"]
        assert post(cast, office) == sorted([(CALL, "per"), *others])
        assert entries_in(office) == {(moved.starts_at.replace(microsecond=0), 1)}

    def test_that_comes_back_does_not_undo_the_call_before_it(
        self, cast: Cast, office: PostOffice, meeting: Meeting
    ) -> None:
        called(cast, meeting)
        post(cast, office)
        office.to_reader = lambda address: "550 no" if address.startswith("per") else "250 OK"
        move(cast, meeting, place="Politistasjonen")
        post(cast, office)
        row = row_of(cast.chief, meeting)
        assert (row.reach, row.reached_at is not None) == ("bounced", True)


class TestASecondCall:
    def test_with_nothing_new_says_so_and_sends_nothing(
        self, cast: Cast, office: PostOffice, meeting: Meeting
    ) -> None:
        called(cast, meeting)
        post(cast, office)
        with pytest.raises(Refused, match="Alle med e-post er kalt inn"):
            again(cast, meeting)
        page = send(
            login_as("slt"),
            f"/mote/{meeting.pk}/innkalling/",
            {"seen": str(fresh(cast.slt, meeting.pk).version)},
            status=422,
        )
        assert "Det er ikke noe nytt å sende." in page.text

    def test_reaches_who_has_joined_and_who_has_a_new_address(
        self, cast: Cast, office: PostOffice, forum: Forum, meeting: Meeting
    ) -> None:
        office.to_reader = lambda address: "550 no" if address == "per.haugland@politi.test" else "250 OK"
        called(cast, meeting)
        post(cast, office)
        assert row_of(cast.chief, meeting).reach == "bounced"
        do(cast.chief, change_address, person_id=cast.chief.person, email="per.ny@politi.test")
        do(cast.slt, add_member, forum_id=forum.pk, post_id=cast.director.post, role="member")
        again(cast, meeting)
        assert post(cast, office) == [(CALL, "jon"), (CALL, "per")]
        assert row_of(cast.chief, meeting).reach == "sent"

    def test_sends_a_changed_agenda_to_those_who_can_see_the_change(
        self, cast: Cast, office: PostOffice, forum: Forum, meeting: Meeting
    ) -> None:
        """A late matter among the parties is not news to the school; one for the forum is."""
        called(cast, meeting)
        post(cast, office)
        an_item(cast.slt, forum, meeting, "Lukket sak", face="parties")
        again(cast, meeting)
        assert post(cast, office) == [(AGENDA, name) for name in EVERYBODY if name not in {"liv", "marit"}]
        an_item(cast.slt, forum, meeting, "Enda en åpen sak", face="forum")
        again(cast, meeting)
        assert post(cast, office) == [(AGENDA, name) for name in EVERYBODY if name != "marit"]
        with pytest.raises(Refused, match="Det er ikke noe nytt å sende"):
            again(cast, meeting)

    def test_goes_to_the_new_holder_of_a_post(self, cast: Cast, office: PostOffice, meeting: Meeting) -> None:
        """An election changes the mayor: the post stays, and whoever holds it now is called."""
        called(cast, meeting)
        post(cast, office)
        end_appointment(
            actor=MACHINERY, appointment_id=cast.mayor.appointment, on=today() - timedelta(days=1)
        )
        new = Person.objects.create(name="Ny Ordfører", email="ny@lyngvik.test")
        appoint(actor=MACHINERY, person=new, post=Post.objects.get(pk=cast.mayor.post), valid_from=today())
        again(cast, meeting)
        assert post(cast, office) == [(CALL, "ny")]


class TestACancellation:
    def test_an_hour_before_reaches_everybody_in_the_same_entry(
        self, cast: Cast, office: PostOffice, meeting: Meeting
    ) -> None:
        called(cast, meeting)
        post(cast, office)
        with travel(meeting.starts_at - timedelta(hours=1), tick=False):
            do(cast.slt, cancel_meeting, meeting_id=meeting.pk, reason="Strømbrudd")
            assert post(cast, office) == [(GONE, name) for name in EVERYBODY]
        (part,) = [part for part in office.mails[0].walk() if part.get_content_type() == "text/calendar"]
        entry = vobject.readOne(part.get_content())
        assert (entry.method.value, entry.vevent.uid.value) == ("CANCEL", f"{meeting.pk}@samrad")

    def test_before_the_call_has_left_lets_no_call_say_otherwise(
        self, cast: Cast, office: PostOffice, meeting: Meeting
    ) -> None:
        called(cast, meeting)
        made.tell(cast.cooperation)
        do(cast.slt, cancel_meeting, meeting_id=meeting.pk, reason="Strømbrudd")
        post(cast, office)
        calls = [mail for mail in office.mails if str(mail["Subject"]) in {CALL, GONE}]
        assert len(calls) == 5
        assert {str(mail["Subject"]) for mail in calls} == {GONE}
        for mail in calls:
            assert "/svar/" not in mail.get_body(("plain",)).get_content()
            (part,) = [part for part in mail.walk() if part.get_content_type() == "text/calendar"]
            assert vobject.readOne(part.get_content()).method.value == "CANCEL"


class TestAMemberWithoutMail:
    @pytest.fixture
    def silent(self, cast: Cast, office: PostOffice, meeting: Meeting) -> Recipient:
        do(cast.chief, change_address, person_id=cast.chief.person, email="")
        called(cast, meeting)
        post(cast, office)
        return row_of(cast.chief, meeting)

    def test_is_seen_and_keeps_the_call_from_being_in_good_time_until_told(
        self, cast: Cast, silent: Recipient, meeting: Meeting
    ) -> None:
        """V-4.1.2-b: in good time is what reached everybody, by mail or by mouth."""
        client = login_as("slt")
        page = visit(client, f"/mote/{meeting.pk}/")
        assert "ingen e-post: si fra selv" in page.text
        assert "4 av 5 nådd" in page.text
        page = send(client, f"/innkalling/{silent.pk}/sagt-fra/")
        assert "Det er notert at du har sagt fra." in page.text
        assert "5 av 5 nådd" in page.text
        assert "innkalt i tide: ja, 21 dager før" in page.text

    def test_told_too_late_is_too_late(self, cast: Cast, silent: Recipient, meeting: Meeting) -> None:
        with travel(meeting.starts_at - timedelta(days=2), tick=False):
            do(cast.slt, note_told, recipient_id=silent.pk)
        with wall.acting(cast.slt) as actor:
            found = meeting_visible_to(actor, meeting.pk)
            notice = notice_of(found, recipients_of(actor, found))
        assert (notice.in_good_time, notice.days, notice.reached) == (False, 2, 5)

    def test_is_told_by_whoever_runs_the_forum_only(
        self, cast: Cast, silent: Recipient, meeting: Meeting
    ) -> None:
        with pytest.raises(Denied):
            do(cast.principal, note_told, recipient_id=silent.pk)
        with wall.acting(cast.principal) as actor:
            assert own_call(actor, meeting) is not None
