"""The light way to tell the council: a title is enough, and it is never about one person."""

import pytest

from samrad.cooperation.words import LooksPersonal
from samrad.meetings.commands.agenda import propose_item
from tests.cast import Cast
from tests.meetings.settings import a_council
from tests.situations import do
from tests.visit import login_as, send

pytestmark = pytest.mark.django_db
GIVEN = {
    "title": "Fritidsklubben og patruljen fant på noe som virker",
    "kind": "exchange",
    "level": "operational",
}


def test_what_works_or_is_needed_is_told_with_a_title_alone(cast: Cast) -> None:
    """V-2.3-g: no report, no approval, from either side; what people do together day by day is written down nowhere."""
    forum = a_council(cast)
    for who in ("slt", "politikontakt"):
        page = send(login_as(who), f"/forum/{forum.pk}/saker/ny/", GIVEN | {"face": "parties"})
        assert page.h1 == GIVEN["title"]
        assert "Meldt" in page.text


def test_it_is_not_about_individuals(cast: Cast) -> None:
    forum = a_council(cast)
    with pytest.raises(LooksPersonal):
        do(cast.slt, propose_item, forum_id=forum.pk, title="Ola Nordmann, født 01.02.2009, trenger hjelp")
