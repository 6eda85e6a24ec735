"""Councils differ, and each is what its own parties have made it: who sits there, what they are called, how often and how it is run."""

import pytest

from samrad.cooperation import wall
from samrad.forums.commands.bodies import change_forum, set_up_forum
from samrad.forums.commands.members import add_member
from samrad.forums.models import Forum
from samrad.forums.queries import forum_visible_to, wheel_of
from samrad.kernel.clock import today
from samrad.oversight.tasks import look_at_everything
from samrad.parties.actor import Actor
from samrad.parties.commands import create_post
from samrad.parties.models import Organisation
from tests.cast import MACHINERY, Cast
from tests.situations import do
from tests.visit import login_as, visit

pytestmark = pytest.mark.django_db


def council(who: Actor, cooperation: object, name: str, **rules: object) -> Forum:
    return do(who, set_up_forum, cooperation_id=cooperation.pk, kind="council", name=name, **rules)  # type: ignore[attr-defined]


def seat(who: Actor, forum: Forum, house: Organisation, title: str, function: str, role: str) -> None:
    post = create_post(actor=MACHINERY, organisation=house, function=function, title=title, power="member")
    do(who, add_member, forum_id=forum.pk, post_id=post.pk, role=role)


def test_two_councils_have_each_their_own_composition_titles_frequency_and_routines(cast: Cast) -> None:
    """V-4.1-a: a small municipality with a board in the chair and one meeting, a larger one with committees and twelve."""
    small = council(
        cast.slt, cast.cooperation, "Trygghetsrådet", meetings_a_year=1, notice_days=5, item_deadline_days=2
    )
    large = council(
        cast.neighbour_mayor,
        cast.neighbours,
        "Politirådet i Storvik",
        meetings_a_year=12,
        notice_days=30,
        face="public",
    )
    seat(cast.slt, small, cast.places.lyngvik, "Rådmann og brannsjef", "municipal_director", "chair")
    for title, role in (
        ("Byrådsleder", "chair"),
        ("Byråd for oppvekst", "deputy"),
        ("Bydelsdirektør", "member"),
    ):
        seat(cast.neighbour_mayor, large, cast.places.storvik, title, "mayor", role)
    for who, forum, titles, meetings in (
        (cast.slt, small, ["Rådmann og brannsjef"], 1),
        (cast.neighbour_mayor, large, ["Byrådsleder", "Byråd for oppvekst", "Bydelsdirektør"], 12),
    ):
        with wall.acting(who) as actor:
            found = forum_visible_to(actor, forum.pk)
            seated = [member.post.title for member in found.memberships.all()]
            points = [point for point in wheel_of(actor, found, today().year) if point.kind == "meeting"]
        assert (sorted(seated), len(points)) == (sorted(titles), meetings)
    page = visit(login_as("slt"), f"/forum/{small.pk}/")
    assert "Trygghetsrådet" in page.text and "Byrådsleder" not in page.text


def test_the_rules_are_the_forums_to_change_and_nothing_is_a_breach(cast: Cast) -> None:
    """V-4.1-a: no national composition is assumed; who the guide would see there is advice."""
    forum = council(cast.slt, cast.cooperation, "Politirådet")
    rules = {"name": "Samrådet", "mandate": "Vi møtes over lunsj.", "meetings_a_year": 3, "notice_days": 0}
    changed = do(
        cast.police_contact, change_forum, forum_id=forum.pk, item_deadline_days=0, face="parties",
        seen=forum.version, **rules,
    )  # fmt: skip
    assert (changed.name, changed.meetings_a_year, changed.notice_days) == ("Samrådet", 3, 0)
    page = visit(login_as("ordforer"), f"/forum/{forum.pk}/")
    assert "Fra veilederen, 4.1.1" in page.text and "brudd" not in page.text.lower()


def test_no_page_of_status_ranks_one_municipality_above_another(cast: Cast) -> None:
    """V-4.1-a: the two stand in the order of the alphabet, whatever they have and however large they are."""
    council(cast.neighbour_mayor, cast.neighbours, "Politirådet i Storvik", meetings_a_year=12)
    look_at_everything(0)
    page = visit(login_as("direktorat"), "/status/landet/")
    assert "Lyngvik" in page.text and "Storvik" in page.text
    assert page.text.index("Lyngvik") < page.text.index("Storvik")
    for word in ("rangering", "karakter", "best i", "dårligst"):
        assert word not in page.text.lower(), word
