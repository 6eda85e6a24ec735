"""A meeting in session: what is written shows for everybody at once, and for nobody else."""

import asyncio
import http.client
import time
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.test import Client

from samrad.cooperation import wall
from samrad.forums.commands.members import end_membership
from samrad.forums.models import Membership
from samrad.kernel.clock import today
from samrad.meetings.commands.session import go_to_item, write_note
from samrad.meetings.models import Meeting
from samrad.web.live import hub, stream
from tests.cast import Cast, gather
from tests.meetings.settings import a_council, agenda, an_item, in_session
from tests.served import served
from tests.situations import do
from tests.visit import login_as

PATIENCE = 10  # seconds


class Listening:
    """An open page: the events it has got so far."""

    def __init__(self, port: int, path: str, client: Client) -> None:
        self._http = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        cookie = "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())
        self._http.request("GET", path, headers={"Cookie": cookie, "Accept-Language": "nb"})
        self.response = self._http.getresponse()

    def next(self) -> str:
        """The next event that is not a ping."""
        lines: list[str] = []
        while True:
            line = self.response.readline().decode().rstrip("\n")
            if line:
                lines.append(line)
            elif lines and not lines[0].startswith(":"):
                return "\n".join(lines)
            else:
                lines = []

    def close(self) -> None:
        self._http.close()


@pytest.fixture
def cast(own_database: None) -> Cast:
    """Everybody in place, in a database where what is done is committed."""
    return gather()


@pytest.fixture
def port(cast: Cast) -> Iterator[int]:
    with served() as port:
        yield port


@pytest.fixture
def meeting(cast: Cast) -> Meeting:
    forum = a_council(cast, with_the_school=True)
    return in_session(cast, forum, "Trygt sentrum", face="parties")


def test_a_change_shows_for_the_other_party_within_a_second(cast: Cast, meeting: Meeting, port: int) -> None:
    page = Listening(port, f"/mote/{meeting.pk}/strom/", login_as("politikontakt"))
    assert page.response.status == 200
    assert "Trygt sentrum" in page.next()
    item = agenda(cast.slt, meeting)[0]
    page.next()  # drawn anew when the ear is open
    began = time.monotonic()
    do(cast.slt, write_note, item_id=item.pk, text="Færre meldinger om uro.", seen=0)
    assert "Færre meldinger om uro." in page.next()
    assert time.monotonic() - began < 1
    page.close()


def test_an_external_member_hears_only_what_is_shared_with_the_forum(
    cast: Cast, meeting: Meeting, port: int
) -> None:
    forum = meeting.forum
    an_item(cast.slt, forum, meeting, "Åpen sak", face="forum")
    page = Listening(port, f"/mote/{meeting.pk}/strom/", login_as("skole"))
    first = page.next()
    assert ("Åpen sak" in first, "Trygt sentrum" in first) == (True, False)
    page.close()


@pytest.mark.parametrize("who", ["nabokommune", "direktorat", "drift"])
def test_a_stranger_hears_nothing(cast: Cast, meeting: Meeting, port: int, who: str) -> None:
    page = Listening(port, f"/mote/{meeting.pk}/strom/", login_as(who))
    assert (page.response.status, page.response.read()) == (404, b"")
    page.close()


def test_nobody_hears_anything_without_a_login(cast: Cast, meeting: Meeting, port: int) -> None:
    page = Listening(port, f"/mote/{meeting.pk}/strom/", Client())
    assert page.response.status == 404
    page.close()


def test_who_loses_the_right_is_cut_off(
    cast: Cast, meeting: Meeting, port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stream, "CHECK_SECONDS", 0.1)
    monkeypatch.setattr(stream, "PING_SECONDS", 0.1)
    page = Listening(port, f"/mote/{meeting.pk}/strom/", login_as("skole"))
    page.next()
    with wall.acting(cast.slt):
        member = Membership.objects.get(post=cast.principal.post)
        Membership.objects.filter(pk=member.pk).update(valid_from=today() - timedelta(days=2))
    do(cast.slt, end_membership, membership_id=member.pk, on=today() - timedelta(days=1))
    seen = [page.next()]
    while "over" not in seen[-1]:
        seen.append(page.next())
    assert seen[-1] == "event: over\ndata: over"
    page.close()


def test_the_wall_screen_hears_what_the_whole_forum_sees(cast: Cast, meeting: Meeting, port: int) -> None:
    an_item(cast.slt, meeting.forum, meeting, "Åpen sak", face="forum")
    page = Listening(port, f"/mote/{meeting.pk}/storskjerm/strom/", login_as("slt"))
    first = page.next()
    assert ("Saken vises ikke på storskjermen" in first, "Trygt sentrum" in first) == (True, False)
    page.next()  # drawn anew when the ear is open
    do(cast.slt, go_to_item, item_id=agenda(cast.slt, meeting)[1].pk)
    assert "Åpen sak" in page.next()
    page.close()


def test_nobody_is_cut_off_because_a_picture_could_not_be_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """The database is away for a moment: the listener stays, and hears what came meanwhile."""
    monkeypatch.setattr(hub, "AGAIN_AFTER", 0.01)
    answers: list[hub.Picture | None] = [None, hub.Picture("ours;nb", "Nytt")]

    async def draw(_path: str, _cookie: str, _language: str) -> hub.Picture | None:
        answer = answers.pop(0)
        if answer is None:
            raise hub.NotNow
        return answer

    async def listen() -> hub.Listener:
        listener = hub.Listener("a", "/mote/a/bilde/", "", "nb", sort="ours;nb")
        house = hub.Hub("host=/nowhere", draw)
        house.join(listener)
        house.changed("a")
        await asyncio.wait_for(listener.fresh.wait(), PATIENCE)
        house.leave(listener)
        return listener

    listener = asyncio.run(listen())
    assert (listener.is_over, listener.picture) == (False, hub.Picture("ours;nb", "Nytt"))
