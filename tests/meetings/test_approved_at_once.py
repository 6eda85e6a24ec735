"""Both parties approve the minutes in the same instant: real threads, each with a connection of its own."""

from functools import partial

import pytest

from samrad.cooperation import wall
from samrad.meetings.commands.record import approve_minutes, send_minutes
from samrad.meetings.commands.session import close_meeting
from samrad.meetings.models import Minutes, MinutesApproval, MinutesFace, PublishedMinutes
from tests.at_once import at_once
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
    given = {"minutes_id": minutes.pk, "seen_hash": minutes.content_hash, "make_pdf": lambda _face: b"a file"}
    actors = (cast.slt, cast.director, cast.police_contact, cast.chief)
    told = at_once([partial(do, actor, approve_minutes, **given) for actor in actors])
    no = {
        "Det er ingen versjon av referatet som venter på godkjenning.",
        "Dere har allerede godkjent referatet.",
    }
    assert [type(each) for each in told].count(Minutes) == 2
    assert ({each for each in told if isinstance(each, str)} <= no, len(told)) == (True, 4)
    with wall.acting(cast.slt):
        assert Minutes.objects.get().state == "approved"
        assert {row.party_id for row in MinutesApproval.objects.all()} == {
            cast.places.lyngvik.pk,
            cast.places.north.pk,
        }
        assert {bytes(row.pdf or b"") for row in MinutesFace.objects.all()} == {b"a file"}
        assert PublishedMinutes.objects.count() == 0
