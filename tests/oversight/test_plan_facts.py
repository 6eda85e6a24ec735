"""Focus areas, plans, measures and promises as the rules are told of them: moved by each deed, and the same as a look at everything."""

from datetime import date, timedelta

import pytest
import time_machine

from samrad.agreements.models import Agreement
from samrad.cooperation.commands.aims import close_goal, review_focus_area, set_focus_area, set_goal
from samrad.kernel.clock import today
from samrad.oversight.tasks import look_at_everything
from samrad.plans.commands.measures import move_measure, set_measure, set_part
from samrad.plans.commands.plans import anchor_plan, end_plan
from samrad.plans.commands.promises import mark_promise
from samrad.plans.content import Details
from tests.cast import Cast
from tests.knowledge.situations import a_decision
from tests.meetings.settings import a_council as a_peopled_council
from tests.oversight.test_refreshing import as_from_nothing, everything, jobs_done, says
from tests.plans.situations import a_council, a_measure, a_plan, agreed
from tests.plans.test_promises import agreement, promised  # noqa: F401 # a fixture
from tests.situations import do, with_dates

pytestmark = pytest.mark.django_db
YEAR = {"valid_from": date(2026, 1, 1), "valid_to": date(2026, 12, 31)}


def said(subject: object, *requirements: str) -> list[tuple[object, ...]]:
    """Code and reason of each, after the jobs that wait."""
    jobs_done()
    return [says(requirement, subject)[0][:2] for requirement in requirements]


def test_focus_areas_and_goals_are_counted_deed_by_deed(cast: Cast, agreement: Agreement) -> None:  # noqa: F811
    """A-innl-a, A-formal-b, A-mal-a, V-forord-a, V-3-h: what stands in the rooms is what the rules are told."""
    home = cast.cooperation.pk
    with_dates(cast.director, agreement, valid_from=today() - timedelta(days=300))
    look_at_everything(0)
    asked = ("A-innl-a", "A-formal-b", "A-mal-a", "V-forord-a", "V-3-h")
    assert said(home, *asked) == [
        ("unknown", "an_area_is_empty"),
        ("not_applicable", "no_focus_areas"),
        ("unknown", "no_focus_areas"),
        ("not_applicable", "no_goals"),
        ("unknown", "no_goals"),
    ]
    known = {"cooperation_id": home, "name": "Trygt sentrum", "valid_from": today()}
    area = do(cast.slt, set_focus_area, **known, areas=("crime", "safety"))
    goal = {"area_id": area.pk, "name": "Færre er redde", "aim": ""}
    made = do(cast.slt, set_goal, **goal, horizon=today().year)
    assert said(home, *asked)[2:] == [
        ("unknown", "areas_rest_on_nothing"),
        ("unknown", "goals_without_aim"),
        ("unknown", "goals_end_with_agreement"),
    ]
    do(cast.slt, close_goal, goal_id=made.pk, reason="Avløst", seen=made.version)
    do(cast.slt, set_goal, **goal | {"aim": "safer"}, horizon=today().year + 9)
    changed = {"area_id": area.pk, "basis": "Planen", "reason": "Sagt i møtet", "seen": area.version}
    area = do(cast.slt, set_focus_area, **known | changed, areas=("crime", "safety", "preparedness"))
    plan = a_plan(cast)
    measure = a_measure(cast, plan, focus_area_id=area.pk, areas=("crime",))
    assert said(home, *asked) == [
        ("kept", "as_advised"),
        ("unknown", "measures_without_days"),
        ("kept", "as_advised"),
        ("kept", "as_advised"),
        ("kept", "as_advised"),
    ]
    days = {"begins_on": today(), "ends_on": today() + timedelta(days=90), "further": (area.pk,)}
    details = Details("Natteravner", cast.slt.post, **days)  # type: ignore[arg-type] # the names of its fields
    do(
        cast.slt,
        set_measure,
        plan_id=plan.pk,
        details=details,
        measure_id=measure.pk,
        seen=measure.version,
    )
    do(cast.slt, review_focus_area, area_id=area.pk, reason="Gjelder ennå", seen=area.version)
    assert said(home, *asked) == [("kept", "as_advised")] * 5
    assert says("A-innl-a", home)[0][2] == '{"crime": 1, "safety": 1, "preparedness": 1}'
    assert everything() == as_from_nothing()


def test_an_area_is_looked_at_with_or_without_both_in_mind(cast: Cast, agreement: Agreement) -> None:  # noqa: F811
    """V-3-g: which of the four was looked at is kept as codes, and the rule is told whether it was all."""
    home = cast.cooperation.pk
    with_dates(cast.director, agreement, valid_from=today() - timedelta(days=300))
    look_at_everything(0)
    given = {"cooperation_id": home, "name": "Trygt sentrum", "valid_from": date(2020, 1, 1)}
    area = do(cast.slt, set_focus_area, **given)
    assert said(home, "V-3-g") == [("unknown", "not_looked_at_in_term")]
    half = ["town_priorities", "police_knowledge", "gossip"]
    area = do(cast.slt, review_focus_area, area_id=area.pk, reason="Ja", looked_at=half, seen=area.version)
    assert said(home, "V-3-g") == [("short", "looked_at_half")]
    whole = [*half, "police_priorities", "town_knowledge"]
    do(cast.slt, review_focus_area, area_id=area.pk, reason="Ja", looked_at=whole, seen=area.version)
    assert said(home, "V-3-g") == [("kept", "as_advised")]
    assert everything() == as_from_nothing()


def test_measures_of_the_police_and_of_the_net_patrol(cast: Cast) -> None:
    """V-2.1-f, V-2.1-n."""
    home, plan = cast.cooperation.pk, a_plan(cast)
    look_at_everything(0)
    theirs = {"owner_id": cast.police_contact.post}
    measure = a_measure(cast, plan, **theirs)
    part = {"name": "Nettpatruljen", "kind": "police", "function": "net_patrol"}
    do(cast.slt, set_part, measure_id=measure.pk, **part)
    assert said(home, "V-2.1-f", "V-2.1-n") == [
        ("short", "police_measures_lack_ground"),
        ("unknown", "net_patrol_lacks_reach"),
    ]
    told = {"main_purpose": "Trygghet på nett", "rests_on": "Ungdata", "police_fields": ("operations",)}
    reached = {"channel": "Nett", "target_group": "Unge", "reach": "Ukjent"}
    details = Details("Nettprat", **theirs, **told, **reached)  # type: ignore[arg-type] # the names of its fields
    do(cast.slt, set_measure, plan_id=plan.pk, details=details, measure_id=measure.pk, seen=measure.version)
    assert said(home, "V-2.1-f", "V-2.1-n") == [("kept", "as_advised")] * 2
    assert says("V-2.1-f", home)[0][2] == '{"so": 1, "fields": 1, "measures": 1}'
    assert everything() == as_from_nothing()


def test_a_plan_is_followed_from_draft_to_look_back(cast: Cast) -> None:
    """V-2-a, V-2.2-b, V-2.3-e, V-4-k, V-4-l, V-4-n, V-4.1.1-d, V-8-f: each deed moves the rule that is about it."""
    home, forum = cast.cooperation.pk, a_council(cast)
    look_at_everything(0)
    of_forum = ("V-4-k", "V-4-l", "V-4-n", "V-4.1.1-d", "V-2.3-e", "V-8-f")
    assert said(forum.pk, *of_forum) == [
        ("unknown", "no_plan"),
        ("unknown", "not_yet"),
        ("unknown", "not_yet"),
        ("not_applicable", "no_plan_in_force"),
        ("not_applicable", "no_plan_in_force"),
        ("not_applicable", "nothing_ended"),
    ]
    plan = a_plan(cast, forum=forum, **YEAR)
    assert said(home, "V-2-a", "V-2.2-b") == [
        ("short", "plans_without_measures"),
        ("not_applicable", "no_measures"),
    ]
    first = a_measure(cast, plan, main_purpose="At færre blir skadet")
    a_measure(cast, plan, owner_id=cast.police_contact.post)
    assert said(home, "V-2-a", "V-2.2-b") == [
        ("kept", "as_advised"),
        ("unknown", "measures_without_purpose"),
    ]
    agreed(cast, plan)
    overall = a_plan(cast, forum=forum, kind="overall", name="Rådets plan", **YEAR)
    third = a_measure(cast, overall)
    agreed(cast, overall)
    assert said(forum.pk, *of_forum)[:5] == [
        ("short", "not_made_known"),
        ("kept", "as_advised"),
        ("kept", "as_advised"),
        ("short", "not_anchored"),
        ("short", "leaders_have_not_said"),
    ]
    given = {"body": "Ledergruppa", "on": today(), "takes_part": True, "resources": "Ett årsverk"}
    for actor in (cast.slt, cast.police_contact):
        for each in (plan, overall):
            do(actor, anchor_plan, plan_id=each.pk, kind="anchored", **given)
        do(actor, anchor_plan, plan_id=plan.pk, kind="made_known", **given)
    assert said(forum.pk, *of_forum)[:5] == [("kept", "as_advised")] * 5
    do(cast.slt, move_measure, measure_id=first.pk, state="done", learned="Spør først", seen=first.version)
    assert said(forum.pk, "V-8-f") == [("kept", "as_advised")]
    do(cast.slt, move_measure, measure_id=third.pk, state="done", seen=third.version)
    do(cast.slt, end_plan, plan_id=overall.pk, reason="Ny plan", seen=overall.version)
    assert said(forum.pk, "V-8-f", "V-4-l") == [("kept", "some_looked_back"), ("unknown", "not_yet")]
    assert everything() == as_from_nothing()


def test_who_was_drawn_in_when_is_held_against_the_decision(cast: Cast) -> None:
    """V-8-b."""
    home, forum = cast.cooperation.pk, a_peopled_council(cast)
    look_at_everything(0)
    decision = a_decision(cast, forum)
    plan = a_plan(cast, forum=forum)
    measure = a_measure(cast, plan, decision_id=decision.pk)
    early = today() - timedelta(days=14)
    part = {"measure_id": measure.pk, "kind": "public"}
    do(cast.slt, set_part, **part, party_id=cast.places.lyngvik.pk, involved_on=early)
    assert said(home, "V-8-b") == [("not_applicable", "no_joint_decided")]
    do(cast.slt, set_part, **part, party_id=cast.places.north.pk)
    assert said(home, "V-8-b") == [("unknown", "drawn_in_unknown")]
    do(cast.slt, set_part, **part, party_id=cast.places.north.pk, involved_on=today())
    assert said(home, "V-8-b") == [("short", "drawn_in_late")]
    do(cast.slt, set_part, **part, party_id=cast.places.north.pk, involved_on=early)
    assert said(home, "V-8-b") == [("kept", "as_advised")]
    assert everything() == as_from_nothing()


def test_promises_are_counted_by_side_and_occasion(cast: Cast, agreement: Agreement) -> None:  # noqa: F811
    """A-tjen-a, V-2.1-b."""
    home = cast.cooperation.pk
    with_dates(cast.director, agreement, valid_from=today() - timedelta(days=300))
    look_at_everything(0)
    assert said(home, "A-tjen-a", "V-2.1-b") == [
        ("unknown", "obligations_not_followed_up"),
        ("not_applicable", "no_presence_promised"),
    ]
    first = promised(cast, agreement, cast.slt, cast.police_contact)
    assert said(home, "A-tjen-a", "V-2.1-b") == [
        ("unknown", "one_side_promises"),
        ("unknown", "no_occasion_yet"),
    ]
    promised(cast, agreement, cast.slt, cast.slt)
    do(cast.slt, mark_promise, promise_id=first.pk, verdict="kept", seen=1)
    assert said(home, "A-tjen-a", "V-2.1-b") == [("kept", "as_advised")] * 2
    with time_machine.travel(first.due_on + timedelta(days=40)):
        do(
            cast.slt,
            mark_promise,
            promise_id=first.pk,
            verdict="not_kept",
            reason="Vakant",
            seen=2,
            ends=True,
        )
        assert said(home, "A-tjen-a", "V-2.1-b") == [
            ("unknown", "one_side_promises"),
            ("short", "occasions_not_held"),
        ]
