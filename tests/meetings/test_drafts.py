"""A police contact prepares a meeting on a leader's behalf: which leader is written down, and the approval is somebody else's."""

from datetime import timedelta

import pytest

from samrad.cooperation import wall
from samrad.forums.models import Forum
from samrad.kernel.answers import Denied, Refused, Stale
from samrad.kernel.clock import now, today
from samrad.ledger.models import Entry
from samrad.meetings.commands.drafting import approve_agenda, ask_for_yes
from samrad.meetings.commands.planning import call_meeting, plan_meeting
from samrad.meetings.commands.record import approve_minutes, send_minutes
from samrad.meetings.commands.session import close_meeting, open_meeting
from samrad.meetings.models import Meeting
from samrad.oversight.tasks import look_at_everything
from samrad.parties.actor import Actor
from samrad.parties.commands import appoint, create_post
from samrad.parties.models import Organisation, Person, Post
from samrad.parties.queries import actors_of
from tests.cast import MACHINERY, Cast
from tests.meetings.settings import a_council, an_item, fresh
from tests.notices.test_second_call import post
from tests.oversight.test_refreshing import jobs_done, says
from tests.post import PostOffice
from tests.situations import do
from tests.visit import login_as, send, visit

pytestmark = pytest.mark.django_db
IN_A_MONTH = timedelta(days=30)


@pytest.fixture
def forum(cast: Cast) -> Forum:
    return a_council(cast)


def drafted(by: Actor, forum: Forum, **given: object) -> Meeting:
    at = now() + IN_A_MONTH
    meeting = do(
        by,
        plan_meeting,
        forum_id=forum.pk,
        title="Høstmøte",
        starts_at=at,
        ends_at=at + timedelta(hours=2),
        **given,
    )
    an_item(by, forum, meeting, "Trafikk")
    return fresh(by, meeting.pk)


def call(by: Actor, meeting: Meeting) -> Meeting:
    return do(by, call_meeting, meeting_id=meeting.pk, seen=fresh(by, meeting.pk).version)


def approve(by: Actor, meeting: Meeting) -> Meeting:
    return do(by, approve_agenda, meeting_id=meeting.pk, seen=fresh(by, meeting.pk).version)


def operating_head(cast: Cast) -> Post:
    """The other kind of leader: of the operating unit, in the district itself."""
    house = Organisation.objects.get(pk=cast.places.north.pk)
    post = create_post(
        actor=MACHINERY,
        organisation=house,
        function="operating_unit_head",
        title="Driftsenhetsleder",
        power="signatory",
    )
    appoint(actor=MACHINERY, person=Person.objects.create(name="Ola Berg"), post=post, valid_from=today())
    return post


def from_another_post(cast: Cast, post: Post) -> Actor:
    """The police contact, who has this post beside."""
    person = Person.objects.get(pk=cast.police_contact.person)
    appoint(actor=MACHINERY, person=person, post=post, valid_from=today())
    return next(actor for actor in actors_of(person.user) if actor.post == post.pk)


class TestWhichLeader:
    def test_is_the_contacts_own_unless_another_is_chosen(self, cast: Cast, forum: Forum) -> None:
        """V-5.1-h: each draft by a police contact records the leader, of the unit or of the operating unit."""
        other = operating_head(cast)
        assert drafted(cast.police_contact, forum).assists_id == cast.chief.post
        assert drafted(cast.police_contact, forum, assists_id=other.pk).assists_id == other.pk
        form = visit(login_as("politikontakt"), f"/forum/{forum.pk}/moter/nytt/")
        assert "Lederen du forbereder møtet for" in form.text
        choices = [each.get("value") for each in form.all("option")]
        assert choices[:2] == [str(cast.chief.post), str(other.pk)]

    def test_is_nobody_for_whoever_is_no_contact(self, cast: Cast, forum: Forum) -> None:
        assert drafted(cast.slt, forum).assists_id is None
        assert (
            "Lederen du forbereder møtet for"
            not in visit(login_as("slt"), f"/forum/{forum.pk}/moter/nytt/").text
        )

    def test_is_no_leader_of_another_house(self, cast: Cast, forum: Forum) -> None:
        with pytest.raises(Refused, match="Velg hvilken leder du forbereder møtet for"):
            drafted(cast.police_contact, forum, assists_id=cast.director.post)


class TestTheApproval:
    def test_of_the_agenda_is_the_leaders_and_then_the_contact_sends_it(
        self, cast: Cast, forum: Forum
    ) -> None:
        """V-5.1-h: approval is by somebody else than the drafting contact."""
        meeting = drafted(cast.police_contact, forum)
        with pytest.raises(Refused, match="godkjenner sakslisten først"):
            call(cast.police_contact, meeting)
        with pytest.raises(Denied, match="En annen godkjenner den"):
            approve(cast.police_contact, meeting)
        page = visit(login_as("politikontakt"), f"/mote/{meeting.pk}/")
        assert "Politikontakten har forberedt møtet for Tjenesteenhetsleder" in page.text
        assert "Se over og send innkallingen" not in page.text
        leader = login_as("enhetsleder")
        assert "Godkjenn sakslisten" in visit(leader, f"/mote/{meeting.pk}/").text
        seen = str(fresh(cast.chief, meeting.pk).version)
        page = send(leader, f"/mote/{meeting.pk}/saksliste/godkjenn/", {"seen": seen})
        assert "Sakslisten er godkjent. Nå kan innkallingen sendes." in page.text
        called = call(cast.police_contact, meeting)
        assert (called.state, called.agenda_approved_by_id) == ("called", cast.chief.appointment)
        with wall.acting(cast.slt):
            assert Entry.objects.filter(kind="AgendaApproved", cooperation=cast.cooperation.pk).count() == 1

    def test_is_asked_for_and_then_waits_on_the_leaders_start_page_and_in_a_mail(
        self, cast: Cast, office: PostOffice, forum: Forum
    ) -> None:
        """V-5.1-h: the leader is told, once for each agenda, and nobody else."""
        meeting = drafted(cast.police_contact, forum)
        contact, leader = login_as("politikontakt"), login_as("enhetsleder")
        line = "Godkjenn sakslisten til Høstmøte"
        assert line not in visit(leader, "/").text
        page = send(contact, f"/mote/{meeting.pk}/saksliste/be-om-godkjenning/")
        assert "Lederen har fått beskjed om at sakslisten venter på godkjenning." in page.text
        assert line in visit(leader, "/").text
        assert line not in visit(contact, "/").text + visit(login_as("slt"), "/").text
        post(cast, office)
        told = [(str(mail["Subject"]), mail["To"].addresses[0].username) for mail in office.mails]
        assert [each for each in told if each[0].startswith("En saksliste")] == [
            ("En saksliste venter på deg", "per.haugland")
        ]
        with pytest.raises(Refused, match="Lederen er spurt"):
            do(cast.police_contact, ask_for_yes, meeting_id=meeting.pk)
        approve(cast.chief, meeting)
        assert line not in visit(leader, "/").text
        an_item(cast.police_contact, forum, meeting, "Enda en sak")
        do(cast.police_contact, ask_for_yes, meeting_id=meeting.pk)
        assert line in visit(leader, "/").text

    def test_is_asked_for_by_the_drafter_alone_and_not_of_nothing(self, cast: Cast, forum: Forum) -> None:
        meeting = drafted(cast.police_contact, forum)
        for actor in (cast.slt, cast.chief, cast.mayor):
            with pytest.raises(Denied):
                do(actor, ask_for_yes, meeting_id=meeting.pk)
        at = now() + IN_A_MONTH
        given = {"title": "Tomt", "starts_at": at, "ends_at": at + timedelta(hours=1)}
        empty = do(cast.police_contact, plan_meeting, forum_id=forum.pk, **given)
        with pytest.raises(Refused, match="Sakslisten er tom"):
            do(cast.police_contact, ask_for_yes, meeting_id=empty.pk)

    def test_comes_before_the_contact_begins_the_meeting(self, cast: Cast, forum: Forum) -> None:
        """V-5.1-h: neither sent nor begun by the drafter; another who begins says yes by that."""
        meeting = drafted(cast.police_contact, forum)
        with pytest.raises(Refused, match="godkjenner sakslisten først"):
            do(cast.police_contact, open_meeting, meeting_id=meeting.pk)
        assert "Start møtet" not in visit(login_as("politikontakt"), f"/mote/{meeting.pk}/").text
        begun = do(cast.slt, open_meeting, meeting_id=meeting.pk)
        assert begun.agenda_approved_by_id == cast.slt.appointment
        second = drafted(cast.police_contact, forum)
        approve(cast.chief, second)
        assert do(cast.police_contact, open_meeting, meeting_id=second.pk).state == "in_session"

    def test_is_given_by_the_call_itself_when_another_sends_it(self, cast: Cast, forum: Forum) -> None:
        meeting = drafted(cast.police_contact, forum)
        assert call(cast.slt, meeting).agenda_approved_by_id == cast.slt.appointment

    def test_is_to_the_agenda_that_was_seen(self, cast: Cast, forum: Forum) -> None:
        meeting = drafted(cast.police_contact, forum)
        with pytest.raises(Stale):
            do(cast.chief, approve_agenda, meeting_id=meeting.pk, seen=meeting.version - 1)
        approve(cast.chief, meeting)
        an_item(cast.police_contact, forum, meeting, "Enda en sak")
        with pytest.raises(Refused, match="godkjenner sakslisten først"):
            call(cast.police_contact, meeting)

    def test_of_the_minutes_is_somebody_elses_too(self, cast: Cast, forum: Forum) -> None:
        """V-5.1-h: the contact drafts the minutes, and the leader says the police's yes."""
        meeting = call(cast.slt, drafted(cast.police_contact, forum))
        do(cast.police_contact, open_meeting, meeting_id=meeting.pk)
        do(cast.police_contact, close_meeting, meeting_id=meeting.pk)
        seen = fresh(cast.police_contact, meeting.pk).version
        minutes = do(cast.police_contact, send_minutes, meeting_id=meeting.pk, seen=seen)
        given = {
            "minutes_id": minutes.pk,
            "seen_hash": minutes.content_hash,
            "make_pdf": lambda _face: b"%PDF",
        }
        with pytest.raises(Refused, match="En annen hos dere godkjenner referatet"):
            do(cast.police_contact, approve_minutes, **given)
        assert do(cast.chief, approve_minutes, **given).state == "sent"
        assert do(cast.director, approve_minutes, **given).state == "approved"

    def test_is_not_the_drafters_own_from_another_post_but_the_leaders(
        self, cast: Cast, forum: Forum
    ) -> None:
        """V-5.1-h: it is a person who drafts; only a contact who is that very leader approves."""
        head = operating_head(cast)
        meeting = drafted(cast.police_contact, forum, assists_id=head.pk)
        desk = create_post(
            actor=MACHINERY,
            organisation=cast.places.unit,
            function="other",
            title="Rådgiver",
            power="coordinator",
            acts_for=cast.places.north,
        )
        at_the_desk, as_the_head = from_another_post(cast, desk), from_another_post(cast, head)
        with pytest.raises(Denied, match="En annen godkjenner den"):
            approve(at_the_desk, meeting)
        with pytest.raises(Refused, match="godkjenner sakslisten først"):
            call(at_the_desk, meeting)
        look_at_everything(0)
        assert says("V-5.1-h", forum.pk)[0][0] == "kept"
        approve(as_the_head, meeting)
        assert call(cast.police_contact, meeting).state == "called"
        look_at_everything(0)
        assert says("V-5.1-h", forum.pk)[0][0] == "kept"
        with wall.acting(cast.slt):
            Meeting.objects.filter(pk=meeting.pk).update(agenda_approved_by=at_the_desk.appointment)
        look_at_everything(0)
        assert says("V-5.1-h", forum.pk)[0][:2] == ("short", "approved_by_the_drafter")


def test_the_rule_is_told_of_each_draft_deed_by_deed(cast: Cast, forum: Forum) -> None:
    """V-5.1-h: planned and called by rights is as it should be; one without a leader is seen."""
    look_at_everything(0)
    assert says("V-5.1-h", forum.pk)[0][:2] == ("not_applicable", "no_drafts_by_contact")
    meeting = drafted(cast.police_contact, forum)
    jobs_done()
    assert says("V-5.1-h", forum.pk)[0][0] == "kept"
    call(cast.slt, meeting)
    jobs_done()
    assert says("V-5.1-h", forum.pk)[0][0] == "kept"
    with wall.acting(cast.slt):
        Meeting.objects.filter(pk=meeting.pk).update(assists=None)
    look_at_everything(0)
    assert says("V-5.1-h", forum.pk)[0][:2] == ("short", "approved_by_the_drafter")
