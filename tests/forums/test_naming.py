"""A registered forum is written into the agreement, and both lead to each other."""

import pytest

from samrad.cooperation import wall
from samrad.forums.commands.bodies import change_forum, set_up_forum
from samrad.forums.models import Forum
from samrad.forums.naming import as_clause
from samrad.forums.queries import forum_visible_to
from tests.cast import Cast
from tests.meetings.settings import a_council
from tests.situations import a_draft, do, in_force
from tests.visit import login_as, visit

pytestmark = pytest.mark.django_db
MANDATE = "Gruppen følger opp ungdomsmiljøet."


@pytest.fixture
def group(cast: Cast) -> Forum:
    given = {"kind": "thematic", "name": "Uteforum", "mandate": MANDATE, "meetings_a_year": 4}
    return do(cast.slt, set_up_forum, cooperation_id=cast.cooperation.pk, **given)


def test_a_new_clause_begins_as_the_register_has_the_forum(cast: Cast, group: Forum) -> None:
    """A-forum-c: purpose, members by post, how often it meets, and its relation to the council."""
    council, draft = a_council(cast), a_draft(cast.slt, cast.cooperation)
    client, address = login_as("slt"), f"/avtale/{draft.pk}/nytt-punkt/"
    assert "Uteforum" in visit(client, address).text
    page = visit(client, f"{address}?forum={group.pk}")
    for words in (MANDATE, "Forumet møtes minst 4 ganger i året.", "går til politirådet."):
        assert words in page.html
    page = visit(client, f"{address}?forum={council.pk}")
    assert "- Ordfører, Lyngvik kommune (leder)" in page.html
    assert "går til politirådet." not in page.html
    assert visit(client, f"{address}?forum=nothing").status == 200


def test_stands_in_the_agreements_own_language(cast: Cast, group: Forum) -> None:
    with wall.acting(cast.slt) as actor:
        _heading, text = as_clause(forum_visible_to(actor, group.pk), "nn")
    assert "Forumet møtest minst 4 gonger i året." in text


def test_what_is_in_force_and_the_forum_lead_to_each_other(cast: Cast, group: Forum) -> None:
    """A-forum-c: the same record feeds the forum and the agreement."""
    given = {"cooperation_id": cast.cooperation.pk, "kind": "thematic", "name": "Kontaktpersoner"}
    named = do(cast.slt, set_up_forum, **given)
    agreement = in_force(cast.director, cast.chief, cast.cooperation)
    for username in ("slt", "politikontakt"):
        client = login_as(username)
        page = visit(client, f"/avtale/{agreement.pk}/")
        assert f"/forum/{named.pk}/" in page.html
        assert f"/forum/{group.pk}/" not in page.html
        page = visit(client, f"/forum/{named.pk}/")
        assert "Står i avtalen" in page.text
        assert f"/avtale/{agreement.pk}/" in page.html
        assert "Står i avtalen" not in visit(client, f"/forum/{group.pk}/").text


def test_a_forum_that_is_renamed_keeps_its_place_in_the_agreement(cast: Cast, group: Forum) -> None:
    """A-forum-c: the agreement in force says the old name until it is revised, and still leads to the forum."""
    given = {"cooperation_id": cast.cooperation.pk, "kind": "thematic", "name": "Kontaktpersoner"}
    named = do(cast.slt, set_up_forum, **given)
    agreement = in_force(cast.director, cast.chief, cast.cooperation)
    rules = {
        "mandate": "",
        "meetings_a_year": 4,
        "notice_days": 14,
        "item_deadline_days": 21,
        "face": "parties",
    }
    for seen, name in enumerate(("Kontaktnettet", "Nettet", "Kontaktnettet"), start=1):
        named = do(cast.slt, change_forum, forum_id=named.pk, name=name, seen=seen, **rules)
    assert named.known_as == ["Kontaktnettet", "Kontaktpersoner", "Nettet"]
    page = visit(login_as("slt"), f"/forum/{named.pk}/")
    assert "Het tidligere Kontaktpersoner, Nettet" in page.text
    assert f"/avtale/{agreement.pk}/" in page.html
    assert f"/forum/{named.pk}/" in visit(login_as("slt"), f"/avtale/{agreement.pk}/").html
