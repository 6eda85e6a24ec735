"""The themes of matters: common ones to begin with, one's own beside them, and none that anybody must have."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from samrad.cooperation import wall
from samrad.cooperation.queries.challenges import challenges_of
from samrad.guide.challenges import shared_challenges
from samrad.kernel.answers import Denied, Refused
from samrad.meetings.commands.theme import set_theme
from tests.cast import Cast
from tests.ledger.reading import entries
from tests.meetings.settings import a_council, agenda, in_session
from tests.situations import do
from tests.visit import login_as, send, visit

pytestmark = pytest.mark.django_db


def test_a_council_adds_its_own_theme_and_the_comparison_has_room_for_it(cast: Cast) -> None:
    """V-4.1.3-a: seeded with common topics, extended by typing one, counted beside the common ones; a matter without any is fine."""
    meeting = in_session(cast, a_council(cast), "Scooterkjøring", "Hatprat", "Uten noe")
    first, second, third = agenda(cast.slt, meeting)[-3:]
    town, here = login_as("slt"), f"/sak/{first.pk}/"
    form = visit(town, f"{here}tema/")
    offered = [option.get("value") for option in form.all("option")]
    assert [code for code in offered if code in shared_challenges()] == list(shared_challenges())
    page = send(town, f"{here}tema/", {"own": "Ulovlig scooterkjøring", "seen": str(first.version)})
    assert "Ulovlig scooterkjøring" in page.text
    assert "Ulovlig scooterkjøring" in visit(login_as("politikontakt"), f"/sak/{second.pk}/tema/").text
    do(cast.slt, set_theme, item_id=second.pk, theme="hate", functions=[], seen=second.version)
    for name in ("slt", "politikontakt"):
        text = visit(login_as(name), "/temaer/").text
        assert "Ulovlig scooterkjøring" in text.partition("Egne tema")[2].partition("Uten tema")[0]
        assert (
            str(shared_challenges()["hate"].name("nb"))
            in text.partition("Vanlige tema")[2].partition("Egne")[0]
        )
        assert "Ingen tema er pålagt." in text
    assert third.theme == ""
    for outsider in ("nabokommune", "nabopoliti", "skole"):
        assert "Ulovlig scooterkjøring" not in visit(login_as(outsider), "/temaer/").text


def test_a_theme_of_ones_own_is_made_once_and_is_of_ones_own_cooperation(cast: Cast) -> None:
    meeting = in_session(cast, a_council(cast), "En", "To")
    first, second = agenda(cast.slt, meeting)[-2:]
    given = {"theme": "", "functions": []}
    one = do(cast.slt, set_theme, item_id=first.pk, own="Scooter", seen=first.version, **given)
    two = do(cast.police_contact, set_theme, item_id=second.pk, own=" Scooter ", seen=second.version, **given)
    assert one.theme == two.theme
    again = {"item_id": second.pk, "functions": [], "seen": two.version}
    assert do(cast.slt, set_theme, theme=one.theme, **again).theme == one.theme
    with pytest.raises(Refused, match="Velg et tema"):
        do(cast.slt, set_theme, theme=str(first.pk), **again | {"seen": two.version + 1})
    with pytest.raises(Denied):
        do(cast.reader, set_theme, own="Noe", **again | {"theme": "", "seen": two.version + 1})


def test_a_partys_own_matter_tells_the_other_nothing_by_its_theme(cast: Cast) -> None:
    """A new theme is read by all parties, so that a matter which is one party's own adds none; what it is about is in its own chain."""
    meeting = in_session(cast, a_council(cast), "Mistanke om et utested", only_ours=True)
    (item,) = (row for row in agenda(cast.slt, meeting) if row.only_for_id)
    given = {"item_id": item.pk, "functions": [], "seen": item.version}
    with pytest.raises(Refused, match="bare deres egen"):
        do(cast.slt, set_theme, theme="", own="KANARIFUGL på Torget", **given)
    page = send(
        login_as("slt"), f"/sak/{item.pk}/tema/", {"own": "KANARIFUGL", "seen": str(item.version)}, status=422
    )
    assert "som alle parter leser" in page.text
    with wall.acting(cast.police_contact) as actor:
        assert challenges_of(actor, cast.cooperation) == []
    do(cast.slt, set_theme, theme="hate", **given)
    for actor, seen in ((cast.slt, ["hate"]), (cast.police_contact, [])):
        told = [row.payload["theme"] for row in entries(actor, cast.cooperation) if row.kind == "ItemThemed"]
        assert told == seen


def test_the_comparison_costs_the_same_for_one_and_for_many(cast: Cast) -> None:
    meeting, client, found = in_session(cast, a_council(cast), "En", "To", "Tre"), login_as("slt"), []
    for number, item in enumerate(agenda(cast.slt, meeting)[-3:]):
        do(
            cast.slt,
            set_theme,
            item_id=item.pk,
            theme="",
            own=f"Tema {number}",
            functions=[],
            seen=item.version,
        )
        if number != 1:
            visit(client, "/temaer/")
            with CaptureQueriesContext(connection) as statements:
                visit(client, "/temaer/")
            found.append(len(statements))
    assert found[0] == found[1]
