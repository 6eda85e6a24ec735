"""A plan is agreed by every party, changed in the open, and ended with a look back."""

from datetime import date

import pytest

from samrad.cooperation import wall
from samrad.cooperation.commands.aims import set_focus_area, set_goal
from samrad.kernel.answers import Denied, Refused, Stale
from samrad.plans.commands.measures import move_measure
from samrad.plans.commands.plans import anchor_plan, approve_plan, end_plan, set_plan
from samrad.plans.models import Plan
from samrad.plans.queries.measures import measures_of
from samrad.plans.queries.plans import anchorings_of, plan_visible_to, plans_visible_to, tree_of
from tests.cast import Cast
from tests.plans.situations import FROM, TO, a_council, a_measure, a_plan, agreed
from tests.situations import do

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (FROM, TO, "2026/27"),
        (date(2027, 1, 1), date(2027, 12, 31), "2027"),
        (date(2027, 1, 1), date(2030, 12, 31), "2027–2030"),
        (date(2027, 3, 1), date(2027, 5, 31), "01.03.2027–31.05.2027"),
    ],
)
def test_a_period_is_named_as_people_name_it(first: date, last: date, words: str) -> None:
    assert Plan(valid_from=first, valid_to=last).period == words


class TestAgreeing:
    def test_takes_every_partys_yes_and_needs_no_agreement(self, cast: Cast) -> None:
        """V-4-l, V-2-a: the plan is agreed with the last yes, where no agreement has been made."""
        plan = a_plan(cast)
        a_measure(cast, plan)
        once = do(cast.slt, approve_plan, plan_id=plan.pk, seen=plan.version)
        assert (once.state, once.agreed_on) == ("draft", None)
        again = do(cast.slt, approve_plan, plan_id=plan.pk, seen=plan.version)
        assert again.state == "draft"  # one party's yes counts once
        done = do(cast.police_contact, approve_plan, plan_id=plan.pk, seen=plan.version)
        assert (done.state, done.agreed_on is not None) == ("agreed", True)

    def test_a_yes_is_to_the_measures_as_they_stood(self, cast: Cast) -> None:
        """V-4-l: what one party adds after the other's yes is not approved by both."""
        plan = a_plan(cast)
        a_measure(cast, plan)
        do(cast.police_contact, approve_plan, plan_id=plan.pk, seen=plan.version)
        read = plan.version
        a_measure(cast, plan, name="Mer lys i parken")
        with pytest.raises(Refused, match="ble endret mens du leste"):
            do(cast.slt, approve_plan, plan_id=plan.pk, seen=read)
        assert do(cast.slt, approve_plan, plan_id=plan.pk, seen=plan.version).state == "draft"
        assert do(cast.police_contact, approve_plan, plan_id=plan.pk, seen=plan.version).state == "agreed"
        a_measure(cast, plan, name="Foreldremøter")
        with wall.acting(cast.slt) as actor:
            assert plan_visible_to(actor, plan.pk)[0].state == "agreed"  # its measures go on living

    def test_a_change_makes_it_a_draft_again(self, cast: Cast) -> None:
        plan = a_plan(cast)
        a_measure(cast, plan)
        agreed(cast, plan)
        given = {
            "forum_id": plan.forum_id,
            "kind": "overall",
            "name": "Ny",
            "valid_from": FROM,
            "valid_to": TO,
        }
        changed = do(cast.police_contact, set_plan, plan_id=plan.pk, seen=2, **given)
        assert (changed.state, changed.agreed_on, changed.version) == ("draft", None, 3)
        with pytest.raises(Refused, match="ble endret mens du leste"):
            do(cast.slt, approve_plan, plan_id=plan.pk, seen=plan.version)
        with pytest.raises(Stale):
            do(cast.slt, set_plan, plan_id=plan.pk, seen=2, **given)

    def test_refuses_what_is_no_plan(self, cast: Cast) -> None:
        forum = a_council(cast)
        with pytest.raises(Refused, match="hvilken utfordring"):
            a_plan(cast, forum=forum, challenge="")
        with pytest.raises(Refused, match="Siste dag"):
            a_plan(cast, forum=forum, valid_to=date(2026, 1, 1))
        plan = a_plan(cast, forum=forum)
        with pytest.raises(Refused, match="ingen tiltak ennå"):
            do(cast.slt, approve_plan, plan_id=plan.pk, seen=plan.version)

    def test_is_for_those_who_write_inside(self, cast: Cast) -> None:
        plan = a_plan(cast)
        with pytest.raises(Denied):
            do(cast.reader, approve_plan, plan_id=plan.pk, seen=plan.version)
        with wall.acting(cast.neighbour_mayor) as actor:
            assert list(plans_visible_to(actor, cast.cooperation)) == []
            with pytest.raises(Plan.DoesNotExist):
                plan_visible_to(actor, plan.pk)


def test_each_party_notes_where_it_is_anchored_and_made_known(cast: Cast) -> None:
    """V-4.1.1-d, V-4-k, V-2.3-e: body, day, case, leader, taking part and means, for each party by itself."""
    plan = a_plan(cast)
    given = {"plan_id": plan.pk, "kind": "anchored", "body": "Formannskapet", "on": date(2026, 9, 1)}
    do(
        cast.slt,
        anchor_plan,
        reference="26/104",
        takes_part=True,
        resources="50 000",
        responsible_id=cast.slt.post,
        **given,
    )
    known = given | {"kind": "made_known", "body": "Alle på stasjonen", "channel": "Morgenmøte"}
    do(cast.police_contact, anchor_plan, **known)
    with pytest.raises(Refused, match="hos dere selv"):
        do(cast.police_contact, anchor_plan, responsible_id=cast.slt.post, **given)
    with pytest.raises(Refused, match="fram i tid"):
        do(cast.slt, anchor_plan, **given | {"on": date(2099, 1, 1)})
    with wall.acting(cast.police_contact) as actor:
        rows = anchorings_of(actor, plan, cast.cooperation)
    assert {(row.party.name, row.kind, row.reference, row.takes_part) for row in rows} == {
        (cast.places.lyngvik.name, "anchored", "26/104", True),
        (cast.places.north.name, "made_known", "", False),
    }


def test_it_ends_when_every_measure_has_its_answer(cast: Cast) -> None:
    """V-8-f: a look back is offered, and may be left out."""
    plan = a_plan(cast)
    measure = a_measure(cast, plan)
    with pytest.raises(Refused, match="fortsatt åpne"):
        do(cast.slt, end_plan, plan_id=plan.pk, reason="Året er over", seen=plan.version)
    do(cast.slt, move_measure, measure_id=measure.pk, state="done", seen=1)
    ended = do(
        cast.slt, end_plan, plan_id=plan.pk, reason="Året er over", learned="Begynn før", seen=plan.version
    )
    assert (ended.state, ended.learned, ended.wise) == ("ended", "Begynn før", "")
    with pytest.raises(Refused, match="avsluttet og endres ikke"):
        do(cast.slt, end_plan, plan_id=plan.pk, reason="x", seen=plan.version + 1)


def test_area_goal_and_measure_can_be_traced_and_what_hangs_loose_is_named(cast: Cast) -> None:
    """A-formal-b: orphans of each kind are listed."""
    here = {"cooperation_id": cast.cooperation.pk, "valid_from": FROM}
    area = do(cast.slt, set_focus_area, name="Kvelder", **here)
    bare = do(cast.slt, set_focus_area, name="Nett", **here)
    goal = do(cast.slt, set_goal, area_id=area.pk, name="Færre", horizon=2030)
    empty = do(cast.slt, set_goal, area_id=area.pk, name="Tryggere", horizon=2031)
    plan = a_plan(cast)
    under = a_measure(cast, plan, focus_area_id=area.pk, goal_id=goal.pk)
    loose = a_measure(cast, plan, name="Løst")
    with wall.acting(cast.slt) as actor:
        tree = tree_of(actor, cast.cooperation, measures_of(actor, plan, cast.cooperation))
    assert tree.loose == [loose]
    assert tree.bare_areas == [bare]
    assert tree.areas_without_goal == [bare]
    assert tree.goals_without_measure == [empty]
    assert tree.branches[0].goals == [(goal, [under]), (empty, [])]
