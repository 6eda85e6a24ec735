"""Both parties approve the minutes in the same instant: real threads, each with a connection of its own."""

import threading

import pytest
from django.db import connections

from samrad.cooperation import wall
from samrad.kernel.answers import Refused
from samrad.meetings.commands.record import approve_minutes, send_minutes
from samrad.meetings.commands.session import close_meeting
from samrad.meetings.models import Minutes, MinutesApproval, MinutesFace, PublishedMinutes
from samrad.parties.actor import Actor
from tests.cast import gather
from tests.meetings.settings import a_council, fresh, in_session
from tests.situations import do

pytestmark = pytest.mark.usefixtures("own_database")


def test_each_party_once_and_one_file_of_each_face() -> None:
    """V-4.1.2-c."""
    cast = gather()
    meeting = in_session(cast, a_council(cast), "Trygt sentrum")
    do(cast.slt, close_meeting, meeting_id=meeting.pk)
    minutes = do(cast.slt, send_minutes, meeting_id=meeting.pk, seen=fresh(cast.slt, meeting.pk).version)
    told = _at_once(minutes, [cast.slt, cast.director, cast.police_contact, cast.chief])
    no = {
        "Det er ingen versjon av referatet som venter på godkjenning.",
        "Dere har allerede godkjent referatet.",
    }
    assert (told.count("yes"), set(told) - no, len(told)) == (2, {"yes"}, 4)
    with wall.acting(cast.slt):
        assert Minutes.objects.get().state == "approved"
        assert {row.party_id for row in MinutesApproval.objects.all()} == {
            cast.places.lyngvik.pk,
            cast.places.north.pk,
        }
        assert {bytes(row.pdf or b"") for row in MinutesFace.objects.all()} == {b"a file"}
        assert PublishedMinutes.objects.count() == 0


def _at_once(minutes: Minutes, actors: list[Actor]) -> list[str]:
    bell, told = threading.Barrier(len(actors)), []

    def one(actor: Actor) -> None:
        bell.wait(timeout=20)
        given = {"minutes_id": minutes.pk, "seen_hash": minutes.content_hash}
        try:
            do(actor, approve_minutes, make_pdf=lambda _face: b"a file", **given)
            told.append("yes")
        except Refused as refusal:
            told.append(str(refusal))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=one, args=[actor]) for actor in actors]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return told
