"""A call is answered by the link in the mail: without a login, by one press, for that one call and nothing else."""

import re
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from time_machine import travel

from samrad.cooperation import wall
from samrad.forums.commands.members import add_member
from samrad.forums.models import Forum
from samrad.kernel.clock import now, today
from samrad.ledger.models import Entry
from samrad.meetings.commands.planning import cancel_meeting
from samrad.meetings.models import AgendaItem, Meeting, Recipient
from samrad.meetings.queries.calls import SIGNER, link_to
from samrad.meetings.queries.meetings import meeting_visible_to, own_call
from samrad.parties.actor import Actor
from samrad.parties.commands import appoint, create_post, end_appointment
from samrad.parties.models import Appointment, Person, Post
from tests.cast import MACHINERY, Cast
from tests.meetings.settings import a_council, a_meeting, called
from tests.notices import made
from tests.post import PostOffice, post_office, text_of
from tests.situations import do
from tests.visit import login_as, send, visit

pytestmark = pytest.mark.django_db


@pytest.fixture
def forum(cast: Cast) -> Forum:
    return a_council(cast, with_the_school=True)


@pytest.fixture
def meeting(cast: Cast, forum: Forum) -> Meeting:
    return called(cast, a_meeting(cast, forum, "Hemmelig sak"))


def call_to(actor: Actor, meeting: Meeting) -> Recipient:
    with wall.acting(actor):
        recipient = own_call(actor, meeting_visible_to(actor, meeting.pk))
    assert recipient
    return recipient


def way_to(actor: Actor, meeting: Meeting) -> str:
    return f"/svar/{link_to(call_to(actor, meeting), meeting)}/"


def answer_of(actor: Actor, meeting: Meeting) -> tuple[str, UUID | None]:
    recipient = call_to(actor, meeting)
    return (recipient.answer, recipient.substitute_id)


class TestTheLink:
    def test_in_the_mail_is_answered_by_one_press_without_a_login(
        self, cast: Cast, forum: Forum, settings: object
    ) -> None:
        with post_office(settings) as office:
            meeting = called(cast, a_meeting(cast, forum, "Hemmelig sak"))
            made.tell(cast.cooperation)
            made.send_all()
        way = _way_in(office, "astrid.bergum@lyngvik.test")
        client = Client()
        page = visit(client, way)
        assert page.h1 == "Kommer du?"
        assert [button.text for button in page.all("main")[0].iter() if button.get("name") == "answer"] != []
        page = send(client, way, {"answer": "yes"})
        assert "Svaret ditt: Kommer" in page.text
        assert answer_of(cast.mayor, meeting) == ("yes", None)

    def test_opened_by_a_mail_scanner_answers_nothing(self, cast: Cast, meeting: Meeting) -> None:
        way = way_to(cast.mayor, meeting)
        for ask in (Client().get, Client().head, Client().get):
            assert ask(way).status_code == 200
        assert answer_of(cast.mayor, meeting) == ("", None)

    def test_may_be_answered_otherwise_until_the_meeting(self, cast: Cast, meeting: Meeting) -> None:
        way, client = way_to(cast.mayor, meeting), Client()
        send(client, way, {"answer": "yes"})
        deputy = Post.objects.get(title="Varaordfører")
        page = send(client, way, {"answer": "substitute", "substitute_id": str(deputy.pk)})
        assert "Svaret ditt: Vara kommer: Varaordfører" in page.text
        assert answer_of(cast.mayor, meeting) == ("substitute", deputy.pk)
        send(client, way, {"answer": "no"})
        assert answer_of(cast.mayor, meeting) == ("no", None)

    def test_asks_who_comes_instead(self, cast: Cast, meeting: Meeting) -> None:
        page = send(Client(), way_to(cast.mayor, meeting), {"answer": "substitute"}, status=422)
        assert "Velg hvem som kommer i stedet" in page.text
        page = send(Client(), way_to(cast.mayor, meeting), {"answer": "kanskje"}, status=422)
        assert answer_of(cast.mayor, meeting) == ("", None)

    def test_names_a_substitute_of_the_own_house_only(self, cast: Cast, meeting: Meeting) -> None:
        other = str(cast.police_contact.post)
        send(
            Client(),
            way_to(cast.mayor, meeting),
            {"answer": "substitute", "substitute_id": other},
            status=422,
        )
        assert answer_of(cast.mayor, meeting) == ("", None)

    def test_tells_no_more_than_the_mail(self, cast: Cast, meeting: Meeting) -> None:
        page = visit(Client(), way_to(cast.principal, meeting))
        assert "Hemmelig sak" not in page.html
        assert "Politirådet i Lyngvik" not in page.html
        assert "Vintermøte" not in page.html
        assert "Rådhuset" in page.text

    def test_is_recorded_as_the_members_own_answer(self, cast: Cast, meeting: Meeting) -> None:
        send(Client(), way_to(cast.mayor, meeting), {"answer": "no"})
        with wall.acting(cast.slt):
            entry = Entry.objects.get(kind="CallAnswered")
        assert (entry.appointment, entry.payload["answer"]) == (cast.mayor.appointment, "no")

    def test_leaves_whoever_is_logged_in_beside_as_they_were(self, cast: Cast, meeting: Meeting) -> None:
        client = login_as("nabokommune")
        send(client, way_to(cast.mayor, meeting), {"answer": "yes"})
        assert answer_of(cast.mayor, meeting) == ("yes", None)
        visit(client, f"/mote/{meeting.pk}/", status=404)

    def test_costs_as_much_in_a_large_forum(self, cast: Cast, meeting: Meeting) -> None:
        way, counts = way_to(cast.mayor, meeting), []
        for extra in (0, 12):
            for number in range(extra):
                post = create_post(
                    actor=MACHINERY,
                    organisation=cast.places.lyngvik,
                    function="mayor",
                    title=f"Vara {number}",
                    power="member",
                )
                do(cast.slt, add_member, forum_id=meeting.forum_id, post_id=post.pk, role="substitute")
            with CaptureQueriesContext(connection) as asked:
                visit(Client(), way)
            counts.append(len(asked))
        assert counts[0] == counts[1] <= 12


class TestALinkThatOpensNothing:
    @pytest.mark.parametrize(
        "change", [lambda link: link[:-1], lambda link: "x" + link, lambda _l: "x", lambda _l: "æ"]
    )
    def test_says_so_when_it_is_not_whole(self, cast: Cast, meeting: Meeting, change: object) -> None:
        link = link_to(call_to(cast.mayor, meeting), meeting)
        for method in (Client().get, Client().post):
            answer = method(f"/svar/{change(link)}/", {"answer": "yes"})  # type: ignore[operator]
            assert answer.status_code == 404
            assert "Lenken er ikke hel." in answer.content.decode()
        assert answer_of(cast.mayor, meeting) == ("", None)

    def test_is_not_made_from_somebody_elses(self, cast: Cast, meeting: Meeting) -> None:
        """The signature covers which call it is, so another's name under it does not hold."""
        mine, theirs = (link_to(call_to(who, meeting), meeting) for who in (cast.mayor, cast.chief))
        mixed = theirs.split(SIGNER.sep)[0] + SIGNER.sep + mine.split(SIGNER.sep)[1]
        assert Client().post(f"/svar/{mixed}/", {"answer": "no"}).status_code == 404
        assert answer_of(cast.chief, meeting) == ("", None)

    def test_is_over_when_the_meeting_begins(self, cast: Cast, meeting: Meeting) -> None:
        way = way_to(cast.mayor, meeting)
        with travel(meeting.starts_at + timedelta(minutes=1), tick=False):
            for method in (Client().get, Client().post):
                answer = method(way, {"answer": "yes"})
                assert answer.status_code == 410
                assert "Lenken gjaldt til møtet begynte" in answer.content.decode()

    def test_takes_no_answer_to_a_cancelled_meeting(self, cast: Cast, meeting: Meeting) -> None:
        way = way_to(cast.mayor, meeting)
        do(cast.slt, cancel_meeting, meeting_id=meeting.pk, reason="Sykdom")
        sentence = "Møtet er begynt, holdt eller avlyst, så det er for sent å svare."
        assert sentence in visit(Client(), way).text
        assert Client().post(way, {"answer": "yes"}).status_code == 422
        assert answer_of(cast.mayor, meeting) == ("", None)

    def test_ends_with_the_holder_of_the_post(self, cast: Cast, meeting: Meeting) -> None:
        """An election changes the mayor: the post stays, the person changes, and the old link is over."""
        way = way_to(cast.mayor, meeting)
        end_appointment(
            actor=MACHINERY, appointment_id=cast.mayor.appointment, on=today() - timedelta(days=1)
        )
        new = Person.objects.create(name="Ny Ordfører", email="ny@lyngvik.test")
        post = Post.objects.get(pk=cast.mayor.post)
        appoint(actor=MACHINERY, person=new, post=post, valid_from=today())
        answer = Client().post(way, {"answer": "yes"})
        assert answer.status_code == 410
        assert "Lenken gjaldt en som ikke har stillingen lenger." in answer.content.decode()


class TestTheWall:
    def test_opens_for_that_one_call_and_for_nothing_else(self, cast: Cast, meeting: Meeting) -> None:
        mine = call_to(cast.mayor, meeting)
        with transaction.atomic():
            wall.enter_for_call(mine.pk)
            assert [row.pk for row in Recipient.objects.all()] == [mine.pk]
            assert [row.pk for row in Meeting.objects.all()] == [meeting.pk]
            assert (Forum.objects.count(), AgendaItem.objects.count()) == (0, 0)
            assert Meeting.objects.update(title="x") == 0
            wall.leave()
            assert Recipient.objects.count() == 0

    def test_is_opened_by_the_guard_alone(self, cast: Cast, meeting: Meeting) -> None:
        mine = call_to(cast.mayor, meeting)
        with (
            pytest.raises(DatabaseError, match="does not know"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute("select guard.enter_for_call('x', %s)", [mine.pk])

    def test_stays_shut_when_the_appointment_has_ended(self, cast: Cast, meeting: Meeting) -> None:
        mine = call_to(cast.mayor, meeting)
        Appointment.objects.filter(pk=cast.mayor.appointment).update(valid_to=now() - timedelta(days=1))
        with transaction.atomic():
            wall.enter_for_call(mine.pk)
            assert Recipient.objects.count() == 0


def _way_in(office: PostOffice, address: str) -> str:
    (mail,) = [
        m
        for m in office.mails
        if m["To"].addresses[0].addr_spec == address and "Innkalling" in str(m["Subject"])
    ]
    (way,) = re.findall(r"https://samrad\.test(/svar/\S+)", text_of(mail))
    return str(way)
