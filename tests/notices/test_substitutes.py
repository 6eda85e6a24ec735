"""Who comes in a member's place is called too, and hears of what the members hear of; the member's own call says so."""

import re
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
import vobject
from django.db import ProgrammingError, transaction
from icalendar import Calendar

from samrad.cooperation import wall
from samrad.forums.commands.members import end_membership
from samrad.forums.models import Forum, Membership
from samrad.kernel.clock import now, today
from samrad.ledger.models import Entry
from samrad.meetings.commands.answering import answer_call
from samrad.meetings.commands.planning import cancel_meeting
from samrad.meetings.commands.session import close_meeting, open_meeting
from samrad.meetings.models import AgendaItem, Attendance, Meeting, Recipient
from samrad.meetings.queries.meetings import meeting_visible_to, own_call, own_seat_lent_in, recipients_of
from samrad.notices.commands.own import open_calendar
from samrad.notices.models import Notice
from samrad.parties.actor import Actor
from samrad.parties.commands import appoint, create_post, end_appointment, give_login
from samrad.parties.models import Organisation, Person, Post
from samrad.parties.queries import actors_of
from tests.cast import MACHINERY, PASSWORD, Cast
from tests.meetings.settings import a_council, a_meeting, agenda, an_item, called
from tests.notices.test_second_call import CALL, CHANGE, GONE, again, move, post
from tests.pdf import words_of
from tests.post import PostOffice, text_of
from tests.situations import do
from tests.visit import login_as, send, visit

pytestmark = pytest.mark.django_db
NAMED, RELEASED = "Du er vara i et møte", "Du er ikke lenger vara i et møte"


@pytest.fixture
def forum(cast: Cast) -> Forum:
    return a_council(cast, with_the_school=True)


@pytest.fixture
def meeting(cast: Cast, office: PostOffice, forum: Forum) -> Meeting:
    meeting = a_meeting(cast, forum, "Åpen sak", face="forum")
    an_item(cast.slt, forum, meeting, "Lukket sak", face="parties")
    called(cast, meeting)
    post(cast, office)
    return meeting


def a_teacher(cast: Cast) -> Actor:
    """A colleague of the principal, who sits in no forum."""
    house = Organisation.objects.get(pk=cast.places.school.pk)
    post = create_post(
        actor=MACHINERY, organisation=house, function="principal", title="Inspektør", power="external"
    )
    person = give_login(actor=MACHINERY, name="Siri Holm", username="inspektor", password=PASSWORD)
    Person.objects.filter(pk=person.pk).update(email="siri@skole.test")
    appoint(actor=MACHINERY, person=person, post=post, valid_from=today())
    return actors_of(person.user)[0]


def lets_come(member: Actor, meeting: Meeting, post: UUID | None, answer: str = "substitute") -> Recipient:
    with wall.acting(member):
        mine = own_call(member, meeting_visible_to(member, meeting.pk))
    assert mine
    return do(member, answer_call, recipient_id=mine.pk, answer=answer, substitute_id=post)


def mails(cast: Cast, office: PostOffice) -> list[tuple[str, str]]:
    """What goes out now: subject and first name."""
    post(cast, office)
    return sorted((str(m["Subject"]), m["To"].addresses[0].username.split(".")[0]) for m in office.mails)


def entry_in(mail: Any) -> Any:
    (part,) = [part for part in mail.walk() if part.get_content_type() == "text/calendar"]
    return vobject.readOne(part.get_content())


def agenda_in(mail: Any) -> str:
    (pdf,) = [part for part in mail.walk() if part.get_content_type() == "application/pdf"]
    return " ".join(words_of(pdf.get_content()).split())


def events(cast: Cast, *kinds: str) -> list[str]:
    with wall.acting(cast.slt):
        rows = Entry.objects.filter(cooperation=cast.cooperation.pk, kind__in=kinds)
        return [row.kind for row in rows.order_by("seq")]


class TestWhoComesInstead:
    def test_gets_the_call_the_agenda_and_an_entry_and_the_meeting_knows(
        self, cast: Cast, office: PostOffice, meeting: Meeting
    ) -> None:
        lets_come(cast.mayor, meeting, cast.director.post)
        assert mails(cast, office) == [(NAMED, "jon")]
        (mail,) = office.mails
        assert "Du er vara for Ordfører, Lyngvik kommune." in text_of(mail)
        assert "/svar/" not in text_of(mail)
        entry = entry_in(mail)
        assert (entry.method.value, entry.vevent.uid.value) == ("REQUEST", f"{meeting.pk}@samrad")
        assert entry.vevent.attendee.value == "mailto:jon.tveit@lyngvik.test"
        assert "Åpen sak" in agenda_in(mail) and "Lukket sak" in agenda_in(mail)
        page = visit(login_as("slt"), f"/mote/{meeting.pk}/")
        assert "Vara kommer: Kommunedirektør, Jon Tveit (kalt inn" in page.text
        assert "5 av 5 nådd" in page.text
        assert (
            "Du er vara for Ordfører, Lyngvik kommune, i dette møtet."
            in visit(login_as("kommunedirektor"), f"/mote/{meeting.pk}/").text
        )
        assert events(cast, "SubstituteNamed", "CallAnswered") == ["SubstituteNamed", "CallAnswered"]

    def test_has_it_in_their_feed_and_the_members_own_entry_makes_nobody_busy(
        self, cast: Cast, meeting: Meeting
    ) -> None:
        lets_come(cast.mayor, meeting, cast.director.post)
        found = {}
        for who in (cast.director, cast.mayor, cast.chief):
            key = do(who, open_calendar, person_id=who.person)
            feed = login_as("slt").get(f"/kalender/{key}.ics").content
            events = Calendar.from_ical(feed).walk("VEVENT")
            (event,) = [each for each in events if not each["uid"].startswith("election-")]
            found[who.post] = (str(event["uid"]), str(event["description"]), str(event.get("transp", "")))
        uid = f"{meeting.pk}@samrad"
        assert found == {
            cast.director.post: (uid, "Les mer i Samråd.", ""),
            cast.mayor.post: (uid, "Vara kommer i stedet for deg. Les mer i Samråd.", "TRANSPARENT"),
            cast.chief.post: (uid, "Les mer i Samråd.", ""),
        }

    def test_hears_of_a_change_and_of_the_cancellation(
        self, cast: Cast, office: PostOffice, meeting: Meeting
    ) -> None:
        lets_come(cast.mayor, meeting, cast.director.post)
        mails(cast, office)
        move(cast, meeting, starts_at=meeting.starts_at + timedelta(minutes=30))
        everybody = ["astrid", "ingrid", "jon", "liv", "marit", "per"]
        assert mails(cast, office) == [(CHANGE, name) for name in everybody]
        do(cast.slt, cancel_meeting, meeting_id=meeting.pk, reason="Strømbrudd")
        assert mails(cast, office) == [(GONE, name) for name in everybody]

    def test_is_told_when_the_member_comes_after_all(
        self, cast: Cast, office: PostOffice, meeting: Meeting
    ) -> None:
        lets_come(cast.mayor, meeting, cast.director.post)
        mails(cast, office)
        lets_come(cast.mayor, meeting, None, "yes")
        assert mails(cast, office) == [(RELEASED, "jon")]
        (mail,) = office.mails
        entry = entry_in(mail)
        assert (entry.method.value, entry.vevent.status.value) == ("CANCEL", "CANCELLED")
        move(cast, meeting, starts_at=meeting.starts_at + timedelta(minutes=30))
        assert "jon" not in {name for _subject, name in mails(cast, office)}

    def test_who_was_named_and_released_before_the_mail_left_hears_it_once(
        self, cast: Cast, office: PostOffice, meeting: Meeting
    ) -> None:
        lets_come(cast.mayor, meeting, cast.director.post)
        lets_come(cast.mayor, meeting, None, "no")
        assert mails(cast, office) == [(RELEASED, "jon")]

    def test_whose_mail_comes_back_is_seen_and_gets_the_next_call(
        self, cast: Cast, office: PostOffice, meeting: Meeting
    ) -> None:
        office.to_reader = lambda address: "550 no" if address.startswith("jon") else "250 OK"
        lets_come(cast.mayor, meeting, cast.director.post)
        mails(cast, office)
        page = visit(login_as("slt"), f"/mote/{meeting.pk}/")
        assert "Kommunedirektør, Jon Tveit ( e-posten kom i retur )" in page.text
        office.to_reader = lambda _address: "250 OK"
        again(cast, meeting)
        assert mails(cast, office) == [(CALL, "jon")]
        with wall.acting(cast.slt) as actor:
            rows = {row.membership.post_id: row for row in recipients_of(actor, meeting)}
        assert rows[cast.mayor.post].substitute_reach == "sent"

    def test_that_has_a_new_holder_is_called_anew(
        self, cast: Cast, office: PostOffice, meeting: Meeting
    ) -> None:
        lets_come(cast.mayor, meeting, cast.director.post)
        mails(cast, office)
        end_appointment(
            actor=MACHINERY, appointment_id=cast.director.appointment, on=today() - timedelta(days=1)
        )
        new = Person.objects.create(name="Ny Direktør", email="ny@lyngvik.test")
        appoint(actor=MACHINERY, person=new, post=Post.objects.get(pk=cast.director.post), valid_from=today())
        again(cast, meeting)
        assert mails(cast, office) == [(CALL, "ny")]

    def test_who_is_a_member_too_has_one_entry_and_is_counted_once(
        self, cast: Cast, office: PostOffice, meeting: Meeting
    ) -> None:
        lets_come(cast.chief, meeting, cast.police_contact.post)
        assert mails(cast, office) == [(NAMED, "ingrid")]
        move(cast, meeting, place="Politistasjonen")
        assert mails(cast, office).count((CHANGE, "ingrid")) == 1
        lets_come(cast.chief, meeting, None, "yes")
        assert mails(cast, office) == []

    def test_stands_on_the_attendance_also_when_they_sit_in_no_forum(
        self, cast: Cast, meeting: Meeting
    ) -> None:
        """The director was called in the mayor's place: the list has it, and saving the line keeps it."""
        lets_come(cast.mayor, meeting, cast.director.post)
        do(cast.slt, open_meeting, meeting_id=meeting.pk)
        with wall.acting(cast.slt):
            row = Attendance.objects.get(meeting=meeting, membership__post=cast.mayor.post)
        client, name = login_as("slt"), f"a{row.pk.hex[:8]}"
        way = f"/mote/{meeting.pk}/oppmote/"
        chosen = [
            each.get("value") for each in visit(client, way).all("option") if each.get("selected") is not None
        ]
        assert str(cast.director.post) in chosen
        send(client, way, {
            "attendance": str(row.pk), f"{name}-state": "present", f"{name}-substitute_id": str(cast.director.post),
        })  # fmt: skip
        assert "Ordfører (Kommunedirektør)" in visit(client, f"/mote/{meeting.pk}/").text


class TestAColleagueFromOutside:
    """Whoever comes for an external member sees what that member sees of the meeting, until it is over, and no more."""

    @pytest.fixture
    def teacher(self, cast: Cast) -> Actor:
        return a_teacher(cast)

    def test_is_called_with_the_agenda_that_the_member_may_see(
        self, cast: Cast, office: PostOffice, meeting: Meeting, teacher: Actor
    ) -> None:
        assert login_as("inspektor").get(f"/mote/{meeting.pk}/").status_code == 404
        lets_come(cast.principal, meeting, teacher.post)
        assert mails(cast, office) == [(NAMED, "siri")]
        (mail,) = office.mails
        assert "Åpen sak" in agenda_in(mail) and "Lukket sak" not in agenda_in(mail)
        client = login_as("inspektor")
        page = visit(client, f"/mote/{meeting.pk}/")
        assert "Åpen sak" in page.text and "Lukket sak" not in page.text
        assert [item.title for item in agenda(teacher, meeting)] == ["Åpen sak"]

    def test_reaches_nothing_else_of_the_forum_and_nothing_when_it_is_over(
        self, cast: Cast, office: PostOffice, forum: Forum, meeting: Meeting, teacher: Actor
    ) -> None:
        other = a_meeting(cast, forum, "En annen sak", face="forum")
        lets_come(cast.principal, meeting, teacher.post)
        client = login_as("inspektor")
        item = agenda(teacher, meeting)[0]
        assert client.get(f"/sak/{item.pk}/").status_code == 200
        elsewhere = agenda(cast.slt, other)[0]
        for way in (
            f"/mote/{other.pk}/",
            f"/sak/{elsewhere.pk}/",
            f"/forum/{forum.pk}/",
            f"/forum/{forum.pk}/moter/",
        ):
            assert client.get(way).status_code == 404, way
        do(cast.slt, open_meeting, meeting_id=meeting.pk)
        assert visit(client, f"/mote/{meeting.pk}/").h1 == "Vintermøte"
        do(cast.slt, close_meeting, meeting_id=meeting.pk)
        assert client.get(f"/mote/{meeting.pk}/").status_code == 404
        with wall.acting(teacher):
            assert (Meeting.objects.count(), AgendaItem.objects.count()) == (0, 0)

    def test_is_let_out_again_when_the_member_comes_after_all(
        self, cast: Cast, office: PostOffice, meeting: Meeting, teacher: Actor
    ) -> None:
        """The entry leaves their calendar by its number and time: of the meeting itself they see nothing more."""
        lets_come(cast.principal, meeting, teacher.post)
        mails(cast, office)
        lets_come(cast.principal, meeting, None, "yes")
        assert login_as("inspektor").get(f"/mote/{meeting.pk}/").status_code == 404
        assert mails(cast, office) == [(RELEASED, "siri")]
        entry = entry_in(office.mails[0])
        assert (entry.method.value, entry.vevent.status.value) == ("CANCEL", "CANCELLED")
        assert (entry.vevent.uid.value, entry.vevent.sequence.value) == (f"{meeting.pk}@samrad", "0")
        assert (entry.vevent.dtstart.value, entry.vevent.summary.value) == (
            meeting.starts_at.replace(microsecond=0),
            "Møte",
        )
        assert entry.vevent.attendee.value == "mailto:siri@skole.test"
        assert "Vintermøte" not in text_of(office.mails[0])
        (way,) = re.findall(r"/varsler/[0-9a-f-]{36}/", text_of(office.mails[0]))
        client = login_as("inspektor")
        assert client.get(way)["Location"] == "/varsler/"
        page = visit(client, "/varsler/")
        assert "Møtet er ikke lenger åpent for deg. Du trenger ikke å gjøre noe." in page.text
        assert ("Vintermøte" in page.text, f"/mote/{meeting.pk}/" in page.links) == (False, False)
        _reads_the_one_notice_and_changes_no_other(cast, teacher)

    def test_is_let_out_when_the_member_no_longer_sits_there(
        self, cast: Cast, meeting: Meeting, teacher: Actor
    ) -> None:
        lets_come(cast.principal, meeting, teacher.post)
        with wall.acting(cast.slt):
            seat = Membership.objects.get(forum=meeting.forum_id, post=cast.principal.post)
        yesterday = today() - timedelta(days=1)
        do(cast.slt, end_membership, membership_id=seat.pk, on=today())
        assert login_as("inspektor").get(f"/mote/{meeting.pk}/").status_code == 200
        with wall.acting(cast.slt):
            Membership.objects.filter(pk=seat.pk).update(valid_from=yesterday, valid_to=yesterday)
        _is_out_of_both_walls(cast, meeting, teacher)

    @pytest.mark.parametrize("state", ["called", "in_session"])
    def test_is_let_out_a_day_after_a_meeting_that_nobody_has_closed(
        self, cast: Cast, meeting: Meeting, teacher: Actor, state: str
    ) -> None:
        lets_come(cast.principal, meeting, teacher.post)
        for hours, status in ((23, 200), (25, 404)):
            ended = now() - timedelta(hours=hours)
            with wall.acting(cast.slt):
                Meeting.objects.filter(pk=meeting.pk).update(
                    state=state, starts_at=ended - timedelta(hours=1), ends_at=ended
                )
            assert login_as("inspektor").get(f"/mote/{meeting.pk}/").status_code == status
        _is_out_of_both_walls(cast, meeting, teacher)


def _reads_the_one_notice_and_changes_no_other(cast: Cast, released: Actor) -> None:
    """The database holds it too: from outside there is one notice to see and to mark, and its kind stands."""
    with wall.acting(cast.slt):
        assert Notice.objects.filter(person=cast.slt.person).exists()
    with wall.acting(released):
        assert [(each.kind, each.read_at is not None) for each in Notice.objects.all()] == [
            ("SubstituteReleased", True)
        ]
        assert Notice.objects.update(read_at=None) == 1
        with pytest.raises(ProgrammingError), transaction.atomic():
            Notice.objects.update(kind="SubstituteNamed")
    with wall.acting(cast.slt):
        assert Notice.objects.filter(person=released.person).count() == 0


def _is_out_of_both_walls(cast: Cast, meeting: Meeting, substitute: Actor) -> None:
    """Neither the database nor the code shows the meeting to who is no substitute any more."""
    assert login_as("inspektor").get(f"/mote/{meeting.pk}/").status_code == 404
    with wall.acting(substitute):
        assert (Meeting.objects.count(), AgendaItem.objects.count()) == (0, 0)
    with wall.acting(cast.slt):
        assert own_seat_lent_in(substitute, Meeting.objects.get(pk=meeting.pk)) is None
