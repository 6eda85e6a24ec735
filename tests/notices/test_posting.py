"""The way of a mail through the queue: sent once, tried again, bounced, given up, or uncertain, and always visible."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import connection

from samrad.cooperation import wall
from samrad.kernel.answers import Denied, Refused
from samrad.notices import tasks, telling
from samrad.notices.commands import posting
from samrad.notices.commands.posting import begin_sending, leave_uncertain, try_again
from samrad.notices.commands.telling import next_morning
from samrad.notices.events import MailOffered, MailPutOff, MailSettled, MailTriedAgain
from samrad.notices.models import Delivery, Notice
from samrad.notices.queries import post_counts
from samrad.parties.actor import Actor
from samrad.parties.commands import change_address, end_appointment
from samrad.parties.events import AddressCameBack
from samrad.parties.models import Person
from samrad.project.demo_post import free_port
from tests.cast import MACHINERY, Cast
from tests.notices import made
from tests.notices.test_reading import an_offer
from tests.post import PostOffice
from tests.situations import do

pytestmark = pytest.mark.django_db
LATER = timedelta(minutes=11)


@pytest.fixture
def mail(cast: Cast) -> str:
    """An offer to Lyngvik: three mails at once, and this is the one to the coordinator."""
    an_offer(cast)
    made.tell(cast.cooperation)
    return str(made.the_mail_of(cast.slt))


def state_of(cast: Cast) -> tuple[str, str, int]:
    (row,) = made.deliveries(person=cast.slt.person)
    return (row.state, row.error, row.tries)


def of_mail(heard: list[object], *kinds: type) -> list[object]:
    return [event for event in heard if isinstance(event, kinds)]


class TestSentOnce:
    def test_a_mail_goes_and_its_state_says_so(
        self, cast: Cast, office: PostOffice, mail: str, heard: list[object]
    ) -> None:
        tasks.send(mail)
        assert office.to == ["marit.eide@lyngvik.test"]
        assert state_of(cast) == ("sent", "", 1)
        (row,) = made.deliveries(person=cast.slt.person)
        assert row.sent_at is not None and row.address == "marit.eide@lyngvik.test"
        assert of_mail(heard, MailOffered, MailSettled) == [
            MailOffered(row.mail, 1),
            MailSettled(row.mail, "sent", 1),
        ]

    def test_a_job_that_runs_again_sends_nothing(self, cast: Cast, office: PostOffice, mail: str) -> None:
        for _time in range(3):
            tasks.send(mail)
        assert office.to == ["marit.eide@lyngvik.test"]

    def test_everybody_gets_their_own_and_nobody_sees_another(
        self, cast: Cast, office: PostOffice, mail: str
    ) -> None:
        made.send_all()
        assert sorted(office.to) == [
            "astrid.bergum@lyngvik.test",
            "jon.tveit@lyngvik.test",
            "marit.eide@lyngvik.test",
        ]
        assert len({sent["Message-ID"] for sent in office.mails}) == 3

    def test_a_job_waits_for_each_mail_and_never_two(self, cast: Cast, mail: str) -> None:
        assert len(made.jobs("send")) == 3
        tasks.send_soon(row.mail for row in made.deliveries() if row.mail)
        assert len(made.jobs("send")) == 3

    def test_the_address_of_today_is_used(self, cast: Cast, office: PostOffice, mail: str) -> None:
        do(cast.slt, change_address, person_id=cast.slt.person, email="ny@blåbær.test")
        tasks.send(mail)
        assert office.to == ["ny@xn--blbr-roah.test"]


class TestTheWorkerDies:
    """Between the server's yes and our commit nobody can know; what can be known is written down."""

    def test_while_the_server_has_the_mail_it_is_left_uncertain_and_not_sent_again(
        self, cast: Cast, office: PostOffice, mail: str, heard: list[object]
    ) -> None:
        (row,) = made.deliveries(person=cast.slt.person)
        with wall.acting(tasks.POSTMAN) as actor:
            assert begin_sending(actor=actor, mail=row.mail, address=row.address)
        tasks.send(mail)
        assert (office.to, state_of(cast)) == ([], ("sending", "", 1))
        tasks.sweep(0)
        assert state_of(cast) == ("sending", "", 1)  # it may still be at work
        with time_machine.travel(datetime.now(UTC) + LATER):
            tasks.sweep(0)
            tasks.send(mail)
        assert (office.to, state_of(cast)) == ([], ("uncertain", "worker_gone", 1))
        assert of_mail(heard, MailSettled) == [MailSettled(row.mail, "uncertain", 1)]

    def test_before_the_server_has_it_the_mail_waits_as_before(
        self, cast: Cast, office: PostOffice, mail: str
    ) -> None:
        def dies(**_given: object) -> bool:
            raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt), pytest.MonkeyPatch.context() as patch:
            patch.setattr(tasks, "begin_sending", dies)
            tasks.send(mail)
        assert office.to == []
        assert state_of(cast) == ("queued", "", 0)
        tasks.send(mail)
        assert (office.to, state_of(cast)) == (["marit.eide@lyngvik.test"], ("sent", "", 1))

    def test_a_line_that_breaks_after_the_mail_was_taken_is_uncertain(
        self, cast: Cast, office: PostOffice, mail: str, caplog: pytest.LogCaptureFixture
    ) -> None:
        office.hang_up = True
        tasks.send(mail)
        tasks.send(mail)
        assert office.to == ["marit.eide@lyngvik.test"]  # it had been taken, and is not sent twice
        assert state_of(cast) == ("uncertain", "line_broke", 1)
        assert caplog.messages == [f"mail {mail} is uncertain: the line broke"]

    def test_an_operator_may_send_it_again_under_the_same_number(
        self, cast: Cast, office: PostOffice, mail: str, heard: list[object]
    ) -> None:
        office.hang_up = True
        tasks.send(mail)
        office.hang_up = False
        assert tasks.send_again("uncertain") == 1
        tasks.send(mail)
        assert [str(sent["Message-ID"]) for sent in office.mails] == [f"<{mail}@samrad.test>"] * 2
        assert of_mail(heard, MailTriedAgain) == [MailTriedAgain("uncertain", 1)]

    def test_only_what_did_not_go_can_be_sent_again(self, cast: Cast) -> None:
        for state in ("sent", "queued", "nonsense"):
            with pytest.raises(Refused, match=f"kan sendes på nytt, ikke {state}"):
                tasks.send_again(state)
        with pytest.raises(Denied, match="Bare Samråd selv gjør dette"), wall.acting(MACHINERY) as actor:
            try_again(actor=actor, state="failed")
        with pytest.raises(Denied), wall.acting(cast.operator) as actor:
            leave_uncertain(actor=actor)


class TestTheServerSaysNo:
    def test_to_the_address_and_it_bounces_and_the_person_is_told(
        self, cast: Cast, office: PostOffice, mail: str, heard: list[object]
    ) -> None:
        office.to_reader = lambda _address: "550 5.1.1 unknown"
        tasks.send(mail)
        assert (office.to, state_of(cast)) == ([], ("bounced", "address_550", 0))
        person = Person.objects.get(pk=cast.slt.person)
        assert person.email_came_back_on is not None
        assert of_mail(heard, AddressCameBack) == [AddressCameBack(person.pk)]
        do(cast.slt, change_address, person_id=person.pk, email="ny@lyngvik.test")
        person.refresh_from_db()
        assert person.email_came_back_on is None

    def test_for_now_and_it_is_tried_again_ever_more_seldom_until_it_has_failed(
        self, cast: Cast, office: PostOffice, mail: str, heard: list[object], caplog: pytest.LogCaptureFixture
    ) -> None:
        office.to_reader = lambda _address: "451 4.7.1 later"
        start, waits = datetime.now(UTC), []
        with time_machine.travel(start, tick=False) as clock:
            for _try in range(len(posting.WAITS)):
                tasks.send(mail)
                (row,) = made.deliveries(person=cast.slt.person)
                assert (row.state, row.error) == ("queued", "address_451")
                waits.append(row.due_at - datetime.now(UTC))
                clock.move_to(row.due_at)
            assert tuple(waits) == posting.WAITS
            tasks.send(mail)
        assert state_of(cast) == ("failed", "address_451", len(posting.WAITS) + 1)
        assert of_mail(heard, MailPutOff)[:2] == [
            MailPutOff(row.mail, "address_451", 1),
            MailPutOff(row.mail, "address_451", 2),
        ]
        assert of_mail(heard, MailSettled) == [MailSettled(row.mail, "failed", len(posting.WAITS) + 1)]
        assert caplog.messages[-1] == f"mail {mail} is given up: address_451"

    def test_and_the_next_try_has_its_own_time(self, cast: Cast, office: PostOffice, mail: str) -> None:
        office.to_reader = lambda _address: "451 4.7.1 later"
        (first,) = [job for job in made.jobs("send") if mail in str(job["args"])]
        assert first["at"] is None
        with connection.cursor() as cursor:  # as when the worker has taken it
            cursor.execute("delete from procrastinate_jobs")
        with time_machine.travel(datetime(2026, 11, 24, 12, 0, tzinfo=UTC), tick=False):
            tasks.send(mail)
        assert made.jobs("send") == [
            {"args": f'{{"mail": "{mail}"}}', "at": datetime(2026, 11, 24, 12, 1, tzinfo=UTC)}
        ]

    @pytest.mark.parametrize(
        ("what", "answer", "end"),
        [
            ("to_content", "554 5.7.1 no", ("failed", "content_554", 1)),
            ("to_content", "452 4.3.1 full", ("queued", "content_452", 1)),
            ("to_sender", "550 5.7.1 not you", ("queued", "sender_550", 1)),
        ],
    )
    def test_to_the_mail_itself_or_to_the_sender(
        self, cast: Cast, office: PostOffice, mail: str, what: str, answer: str, end: tuple[str, str, int]
    ) -> None:
        setattr(office, what, lambda _address: answer)
        tasks.send(mail)
        assert state_of(cast) == end
        assert Person.objects.get(pk=cast.slt.person).email_came_back_on is None


class TestNoServer:
    def test_none_is_set_up_and_the_mail_waits_where_an_operator_sees_it(
        self, cast: Cast, mail: str, settings: object
    ) -> None:
        settings.MAIL_HOST = ""  # type: ignore[attr-defined]
        tasks.send(mail)
        assert state_of(cast) == ("queued", "", 0)
        with wall.acting(cast.operator) as actor:
            assert [(row.state, row.mails) for row in post_counts(actor)] == [
                ("queued", 3),
                ("unaddressed", 1),
            ]
        with (
            pytest.raises(Denied, match="Bare den som drifter løsningen, ser dette"),
            wall.acting(cast.slt) as actor,
        ):
            post_counts(actor)

    def test_when_it_is_set_up_later_what_waits_goes(self, cast: Cast, mail: str, office: PostOffice) -> None:
        with connection.cursor() as cursor:
            cursor.execute("delete from procrastinate_jobs")
        tasks.sweep(0)
        assert made.jobs("send") == []  # not overdue yet
        with time_machine.travel(datetime.now(UTC) + LATER):
            tasks.sweep(0)
        assert len(made.jobs("send")) == 3

    def test_it_does_not_answer_and_the_mail_is_tried_again(
        self, cast: Cast, office: PostOffice, mail: str, settings: object
    ) -> None:
        settings.MAIL_PORT = str(free_port())  # type: ignore[attr-defined]
        tasks.send(mail)
        assert state_of(cast) == ("queued", "no_connection", 1)

    def test_it_wants_a_login_that_it_does_not_take(
        self, cast: Cast, office: PostOffice, mail: str, settings: object
    ) -> None:
        settings.MAIL_USER, settings.MAIL_PASSWORD = "samrad", "wrong"  # type: ignore[attr-defined]
        tasks.send(mail)
        assert state_of(cast)[:2] == ("queued", "no_connection")  # it offers no way to log in at all

    @pytest.mark.parametrize("how", ["starttls", "tls"])
    def test_it_does_not_speak_in_secret_and_nothing_is_said_in_the_open(
        self, cast: Cast, office: PostOffice, mail: str, settings: object, how: str
    ) -> None:
        settings.MAIL_TLS = how  # type: ignore[attr-defined]
        tasks.send(mail)
        assert (office.to, state_of(cast)[:2]) == ([], ("queued", "no_connection"))


class TestTheReader:
    def test_who_has_left_the_post_gets_nothing(
        self, cast: Cast, office: PostOffice, mail: str, heard: list[object]
    ) -> None:
        do(
            MACHINERY,
            end_appointment,
            appointment_id=cast.slt.appointment,
            on=datetime.now(UTC).date() - timedelta(days=1),
        )
        tasks.send(mail)
        assert (office.to, state_of(cast)) == ([], ("withdrawn", "", 0))

    def test_who_has_taken_the_address_away_gets_nothing(
        self, cast: Cast, office: PostOffice, mail: str
    ) -> None:
        do(cast.slt, change_address, person_id=cast.slt.person, email="")
        tasks.send(mail)
        assert (office.to, state_of(cast)) == ([], ("unaddressed", "", 0))

    def test_the_room_that_the_event_came_from_is_told_inside_the_readers_wall(
        self, cast: Cast, office: PostOffice, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """As a call to a meeting will know who it reached."""
        heard: list[tuple[str, str, int]] = []

        def outcome(reader: Actor, _notice: Notice, state: str) -> None:
            heard.append((reader.name, state, Notice.objects.count()))

        told = telling.TOLD["OfferMade"]
        monkeypatch.setitem(telling.TOLD, "OfferMade", type(told)(**vars(told) | {"outcome": outcome}))
        office.to_reader = lambda address: "550 no" if address.startswith("jon") else "250 OK"
        an_offer(cast)
        made.tell(cast.cooperation)
        made.send_all()
        assert sorted(heard) == [
            ("Astrid Bergum", "sent", 1),
            ("Jon Tveit", "bounced", 1),
            ("Marit Eide", "sent", 1),
            ("Tor Lie", "unaddressed", 1),
        ]
        assert Delivery.objects.count() == 0  # the wall is closed again


@pytest.mark.parametrize(
    ("at", "morning"),
    [
        (datetime(2026, 11, 24, 5, 59, tzinfo=UTC), datetime(2026, 11, 24, 6, 0, tzinfo=UTC)),
        (datetime(2026, 11, 24, 6, 0, tzinfo=UTC), datetime(2026, 11, 25, 6, 0, tzinfo=UTC)),
        (
            datetime(2026, 3, 28, 12, 0, tzinfo=UTC),
            datetime(2026, 3, 29, 5, 0, tzinfo=UTC),
        ),  # summer time begins
        (datetime(2026, 10, 24, 12, 0, tzinfo=UTC), datetime(2026, 10, 25, 6, 0, tzinfo=UTC)),  # and ends
    ],
)
def test_the_morning_is_seven_on_the_wall_in_norway(at: datetime, morning: datetime) -> None:
    assert next_morning(at) == morning
