"""How machinery reads the ledger: shared events only, each once, and nobody else in that way."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from samrad.agreements.commands.proposing import propose_wording
from samrad.cooperation import wall
from samrad.cooperation.commands import make_offer
from samrad.cooperation.models import Offer
from samrad.kernel.answers import Denied
from samrad.ledger.queries import shared_events
from samrad.notices import tasks
from samrad.notices.commands import telling
from samrad.notices.commands.telling import gather_digests, tell
from samrad.notices.events import NoticesMade
from samrad.notices.models import CalendarFeed, Cursor, Delivery, Notice, Preference
from samrad.notices.queries import cooperations_with_news, overdue_mails
from samrad.parties.actor import Actor
from tests.cast import MACHINERY, Cast
from tests.notices import made
from tests.situations import a_draft, clauses_of, do, on_the_table

pytestmark = pytest.mark.django_db


def an_offer(cast: Cast, **given: object) -> Offer:
    usual = {
        "cooperation_id": cast.cooperation.pk,
        "matter": "agreement",
        "organisation_id": cast.places.lyngvik.pk,
        "offered_on": date(2026, 11, 2),
    }
    return do(cast.police_contact, make_offer, **usual | given)


def read(cast: Cast, after: int = 0) -> list[str]:
    return [event.kind for event in shared_events(cooperation=cast.cooperation.pk, after=after, most=100)]


class TestTheWayIn:
    def test_machinery_reads_what_the_parties_share_and_nothing_private(self, cast: Cast) -> None:
        agreement = on_the_table(cast.slt, cast.cooperation)
        clause = clauses_of(cast.police_contact, agreement)[0]
        do(
            cast.police_contact,
            propose_wording,
            clause_id=clause.pk,
            heading="A",
            text="B",
            reason="",
            seen=0,
        )
        with wall.acting(tasks.POSTMAN):
            assert read(cast) == ["AgreementStarted", "RoundHandedOver"]
            assert read(cast, after=1) == ["RoundHandedOver"]

    @pytest.mark.parametrize("who", ["slt", "police_contact", "operator", "oversight"])
    def test_nobody_else_reads_it_so(self, cast: Cast, who: str) -> None:
        an_offer(cast)
        with pytest.raises(DatabaseError, match="delivery of notices only"), wall.acting(getattr(cast, who)):
            read(cast)

    def test_no_other_errand_opens_it(self, cast: Cast) -> None:
        with pytest.raises(DatabaseError, match="delivery of notices only"), wall.acting(MACHINERY):
            read(cast)

    def test_an_errand_ends_with_its_transaction_and_with_the_next_actor(self, cast: Cast) -> None:
        an_offer(cast)
        made.tell(cast.cooperation)
        with wall.acting(tasks.POSTMAN):
            assert Notice.objects.count() == 4
            wall.enter(cast.foreign_contact)
            assert Notice.objects.count() == 0
        assert Notice.objects.count() == 0

    def test_an_errand_cannot_be_forged(self, cast: Cast) -> None:
        an_offer(cast)
        made.tell(cast.cooperation)
        with pytest.raises(DatabaseError, match="not signed by the guard"), transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("select set_config('samrad.errand', 'deliver_notices#0', true)")
            Notice.objects.count()

    def test_a_process_without_the_secret_has_no_errand(self, cast: Cast, settings: object) -> None:
        settings.GUARD_KEY = "another"  # type: ignore[attr-defined]
        with pytest.raises(DatabaseError, match="does not know this process"), transaction.atomic():
            wall.enter(tasks.POSTMAN)

    def test_the_errand_shows_no_content(self, cast: Cast) -> None:
        an_offer(cast)
        with wall.acting(tasks.POSTMAN):
            assert Offer.objects.count() == 0


class TestTheWall:
    """Each reads their own, in a cooperation where they stand."""

    def test_shows_a_person_their_own_notices_only(self, cast: Cast) -> None:
        an_offer(cast)
        made.tell(cast.cooperation)
        for actor, seen in (
            (cast.slt, 1),
            (cast.police_contact, 0),
            (cast.neighbour_mayor, 0),
            (cast.operator, 0),
        ):
            with wall.acting(actor):
                assert (Notice.objects.count(), Delivery.objects.count()) == (seen, seen), actor.name

    def test_lets_nobody_make_a_notice_or_change_one(self, cast: Cast) -> None:
        an_offer(cast)
        notice = made.tell(cast.cooperation)[0]
        with pytest.raises(DatabaseError, match="row-level security"), wall.acting(cast.slt):
            Notice.objects.create(
                cooperation=cast.cooperation,
                person_id=cast.slt.person,
                appointment_id=cast.slt.appointment,
                event=1,
                kind="OfferMade",
                facts={},
                at=notice.at,
            )
        for change in ({"kind": "Other"}, {"person": cast.mayor.person}):
            with pytest.raises(DatabaseError, match="permission denied"), wall.acting(tasks.POSTMAN):
                Notice.objects.update(**change)
        with pytest.raises(DatabaseError, match="permission denied"), wall.acting(tasks.POSTMAN):
            Delivery.objects.all().delete()

    def test_hides_what_others_have_chosen_and_their_calendars(self, cast: Cast) -> None:
        with wall.acting(cast.slt):
            Preference.objects.create(person_id=cast.slt.person, topic="offer", timing="never")
            CalendarFeed.objects.create(
                person_id=cast.slt.person, key_sha256="0" * 64, made_at="2026-11-24T12:00Z"
            )
        for actor in (cast.mayor, cast.operator, Actor.nobody()):
            with wall.acting(actor):
                assert (Preference.objects.count(), CalendarFeed.objects.count()) == (0, 0)
        with pytest.raises(DatabaseError, match="row-level security"), wall.acting(cast.mayor):
            Preference.objects.create(person_id=cast.slt.person, topic="round", timing="never")

    def test_keeps_how_far_it_has_come_from_everybody(self, cast: Cast) -> None:
        an_offer(cast)
        made.tell(cast.cooperation)
        with wall.acting(cast.slt):
            assert Cursor.objects.count() == 0


class TestTellingOnce:
    def test_an_event_leaves_a_job_in_its_own_transaction(self, cast: Cast) -> None:
        an_offer(cast)
        assert [job["args"] for job in made.jobs("tell_of")] == [
            '{"cooperation": "%s"}' % cast.cooperation.pk  # noqa: UP031 # braces of its own
        ]

    def test_a_private_event_leaves_none(self, cast: Cast) -> None:
        a_draft(cast.slt, cast.cooperation)
        assert made.jobs("tell_of") == []

    def test_what_is_refused_leaves_none(self, cast: Cast) -> None:
        with pytest.raises(Denied):
            do(cast.slt, make_offer, cooperation_id=cast.cooperation.pk, matter="agreement",
               organisation_id=cast.places.lyngvik.pk, offered_on=date(2026, 11, 2))  # fmt: skip
        assert made.jobs("tell_of") == []

    def test_the_same_event_is_told_once_however_often_it_is_read(
        self, cast: Cast, heard: list[object]
    ) -> None:
        an_offer(cast)
        first = made.tell(cast.cooperation)
        assert made.tell(cast.cooperation) == first
        assert [event for event in heard if isinstance(event, NoticesMade)] == [
            NoticesMade(cast.cooperation.pk, 1, 4)
        ]

    def test_more_events_than_are_read_at_a_time_are_all_told(
        self, cast: Cast, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(telling, "AT_A_TIME", 1)
        an_offer(cast)
        an_offer(cast, matter="council")
        assert len(made.tell(cast.cooperation)) == 4
        assert len(made.tell(cast.cooperation)) == 8

    def test_who_was_not_woken_is_found_each_minute(self, cast: Cast) -> None:
        an_offer(cast)
        with wall.acting(tasks.POSTMAN) as actor:
            assert cooperations_with_news(actor) == [cast.cooperation.pk]
        waiting = len(made.jobs("tell_of"))
        tasks.sweep(0)
        assert len(made.jobs("tell_of")) == waiting + 1
        made.tell(cast.cooperation)
        with wall.acting(tasks.POSTMAN) as actor:
            assert cooperations_with_news(actor) == []

    @pytest.mark.parametrize(
        "deed",
        [
            lambda actor: tell(actor=actor, cooperation_id=actor.person),
            lambda actor: gather_digests(actor=actor),
            cooperations_with_news,
            overdue_mails,
        ],
    )
    def test_only_machinery_on_this_errand_tells(self, cast: Cast, deed: Callable[[Actor], object]) -> None:
        for actor in (cast.slt, cast.operator, MACHINERY):
            with pytest.raises(Denied, match="Bare Samråd selv gjør dette"), wall.acting(actor):
                deed(actor)


def test_what_was_done_before_the_room_was_there_is_not_told(cast: Cast) -> None:
    """The migration starts from where each chain has come, as this statement shows."""
    from importlib import import_module

    an_offer(cast)
    begin_now = import_module("samrad.notices.migrations.0002_each_reads_their_own").BEGIN_NOW
    with wall.acting(tasks.POSTMAN), connection.cursor() as cursor:
        cursor.execute("select chain, seq from ledger_heads() where chain = %s", [str(cast.cooperation.pk)])
        (row,) = cursor.fetchall()
        assert "insert into notices_cursor" in begin_now
        Cursor.objects.create(cooperation=cast.cooperation, seq=row[1])
    assert made.tell(cast.cooperation) == []
