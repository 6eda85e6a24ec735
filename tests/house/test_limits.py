"""A limited member sees the matters of their theme and those opened to them, in whatever way they look, and no word of the others.

Three times over, as in `test_walls`: as it is, by the database alone, and by the code alone.
"""

from collections.abc import Iterator

import pytest
from django.test import Client

from tests.cast import Cast, gather
from tests.house.limits import NAMED, OURS, THEIRS, Limited, a_limited_member, walk, words_among
from tests.house.test_walls import open_the_first_wall, take_down_the_second_wall
from tests.notices import made
from tests.post import PostOffice, post_office
from tests.visit import login_as

SCHOOL, COUNTY = "liv.nordal@skole.test", "ragnhild.aase@"


@pytest.fixture
def world(cast: Cast) -> Limited:
    return a_limited_member(cast)


@pytest.fixture
def office(settings: object) -> Iterator[PostOffice]:
    with post_office(settings) as opened:
        yield opened


def the_school() -> Client:
    client = login_as("skole")
    client.raise_request_exception = False
    return client


@pytest.mark.django_db
def test_a_limited_member_is_told_of_their_own_matters_and_of_no_others(
    world: Limited, office: PostOffice
) -> None:
    """V-4.2-d: participation is limited by theme and by matter; invitations, papers, minutes and access follow by themselves."""
    client = the_school()
    walked, closed = walk(client, world.all_addresses), world.closed_to_them
    assert (walked.leaks, walked.told, walked.broken) == ({}, {OURS, NAMED}, [])
    assert len(closed) > 30
    sent = {client.post(address, {}).status_code for address in closed}
    assert {walked.became[address] for address in closed} == {404, 405}
    assert sent == {403, 404, 405}  # 403 to place a matter on an agenda: asked before any is looked for
    assert {who: told_in_mails(world, office, who) for who in (SCHOOL, COUNTY)} == {
        SCHOOL: {OURS, NAMED},
        COUNTY: {OURS, NAMED, THEIRS},
    }
    # Another member from outside, who is not limited, is told of them: the walk would see a leak.
    assert walk(login_as("fylke"), closed).told == {THEIRS}


def told_in_mails(world: Limited, office: PostOffice, who: str) -> set[str]:
    """The words in all that one has got by mail, in letters, calendar entries and files."""
    if not office.mails:
        made.tell(world.cast.cooperation)
        made.send_all()
    parts = [part for mail in office.mails if who in str(mail["To"]) for part in mail.walk()]
    contents = [part.get_content() for part in parts if not part.is_multipart()]
    return {
        word
        for content in contents
        for word in words_among(content if isinstance(content, bytes) else str(content).encode())
    }


@pytest.mark.django_db
def test_with_the_first_wall_open_the_database_holds(world: Limited, monkeypatch: pytest.MonkeyPatch) -> None:
    open_the_first_wall(monkeypatch)
    walked = walk(the_school(), world.all_addresses)
    assert walked.leaks == {}
    assert OURS in walked.told


@pytest.mark.usefixtures("own_database")
def test_with_the_second_wall_down_the_code_holds_and_with_both_the_words_come_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    world = a_limited_member(gather())
    take_down_the_second_wall()
    walked = walk(the_school(), world.all_addresses)
    assert (walked.leaks, walked.told, walked.broken) == ({}, {OURS, NAMED}, [])
    open_the_first_wall(monkeypatch)
    assert THEIRS in walk(the_school(), world.closed_to_them).told
