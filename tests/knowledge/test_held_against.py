"""The figures of a contribution are held against what is hidden beside them, before it is given to both."""

import pytest

from samrad.cooperation import wall
from samrad.kernel.clock import today
from samrad.knowledge.commands.contributions import GivesAway, Release, hand_over_contribution
from samrad.knowledge.models import Contribution
from samrad.knowledge.queries.held_against import would_give_away
from tests.cast import Cast
from tests.knowledge.situations import a_draft_of, a_request, handed_over
from tests.meetings.settings import a_council
from tests.situations import do
from tests.visit import login_as, send

pytestmark = pytest.mark.django_db
GROUPS = "Vold; 2025; 12\nTyveri; 2025; 20\nHærverk; 2025; 3"


@pytest.fixture
def request_id(cast: Cast) -> object:
    return a_request(cast.slt, a_council(cast).pk).pk


def _draft(cast: Cast, request_id: object, figures: str) -> Contribution:
    return a_draft_of(cast.police_contact, request_id, "Egne tall", figures=figures)


def _release(cast: Cast) -> Release:
    assert cast.police_contact.post
    return Release(cast.police_contact.post, today(), "Ikke taushetsbelagt.")


@pytest.mark.parametrize(
    ("figures", "named"),
    [
        ("Hærverk; 2025; 7", ["Hærverk, 2025"]),  # the very count that the other hides
        ("Alle lovbrudd; 2025; 35", ["Tyveri, 2025", "Vold, 2025"]),  # with it, the small one is the rest
        ("Alle lovbrudd; 2024; 35", []),  # of another year
        ("Ran; 2025; 9", []),  # of something else
        ("", []),
    ],
)
def test_what_gives_another_away_is_named(
    cast: Cast, request_id: object, figures: str, named: list[str]
) -> None:
    handed_over(cast.slt, a_draft_of(cast.slt, request_id, "Anmeldt", figures=GROUPS))
    draft = _draft(cast, request_id, figures)
    with wall.acting(cast.police_contact) as actor:
        found = would_give_away(actor, draft, cast.cooperation)
    assert [line for line in found if line in named or not named] == found
    assert bool(found) == bool(named)


def test_it_stops_until_the_party_says_that_it_is_fine(cast: Cast, request_id: object) -> None:
    handed_over(cast.slt, a_draft_of(cast.slt, request_id, "Anmeldt", figures=GROUPS))
    draft = _draft(cast, request_id, "Hærverk; 2025; 7")
    given = {"contribution_id": draft.pk, "release": _release(cast), "seen": draft.version}
    with pytest.raises(GivesAway, match="Hærverk, 2025"):
        do(cast.police_contact, hand_over_contribution, **given)
    with pytest.raises(GivesAway):  # that the text is of nobody says nothing of the figures
        do(cast.police_contact, hand_over_contribution, confirmed=True, **given)
    made = do(cast.police_contact, hand_over_contribution, figures_are_safe=True, **given)
    assert made.state == "handed_over"


def test_the_page_asks_and_keeps_what_was_typed(cast: Cast, request_id: object) -> None:
    handed_over(cast.slt, a_draft_of(cast.slt, request_id, "Anmeldt", figures=GROUPS))
    draft = _draft(cast, request_id, "Hærverk; 2025; 7")
    client, address = login_as("politikontakt"), f"/bidrag/{draft.pk}/lever/"
    said = {
        "by": str(cast.police_contact.post),
        "on": today().isoformat(),
        "basis": "Ikke taushetsbelagt.",
        "may_publish": "no",
        "seen": str(draft.version),
    }
    asked = send(client, address, said, status=422)
    assert "Noen kan regne seg fram til et lite tall som er skjult" in asked.text
    assert "Ingen kan kjenne seg igjen i tallene." in asked.text
    assert "Bidraget er levert." in send(client, address, said | {"figures_are_safe": "on"}).text


def test_a_contribution_without_figures_is_never_stopped(cast: Cast, request_id: object) -> None:
    handed_over(cast.slt, a_draft_of(cast.slt, request_id, "Anmeldt", figures=GROUPS))
    assert handed_over(cast.police_contact, _draft(cast, request_id, "")).state == "handed_over"
