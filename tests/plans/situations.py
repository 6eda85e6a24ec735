"""Plans and measures, made as people make them."""

from datetime import date
from typing import Any

from samrad.cooperation import wall
from samrad.forums.commands.bodies import set_up_forum
from samrad.forums.models import Forum
from samrad.plans.commands.measures import set_measure
from samrad.plans.commands.plans import approve_plan, set_plan
from samrad.plans.content import Details
from samrad.plans.models import Measure, Plan
from tests.cast import Cast
from tests.situations import do

FROM, TO = date(2026, 8, 1), date(2027, 7, 31)


def a_council(cast: Cast) -> Forum:
    return do(cast.slt, set_up_forum, cooperation_id=cast.cooperation.pk, kind="council", name="Politirådet")


def a_plan(cast: Cast, **given: Any) -> Plan:
    """A draft for the council, for a school year."""
    forum = given.pop("forum", None) or a_council(cast)
    given = {"kind": "action", "name": "Trygge kvelder", "challenge": "Uro i helgene"} | given
    return do(cast.slt, set_plan, forum_id=forum.pk, **{"valid_from": FROM, "valid_to": TO} | given)


def a_measure(cast: Cast, plan: Plan, **given: Any) -> Measure:
    """A measure in a plan. The plan is read again: with another measure it is another version."""
    details = Details(**{"name": "Natteravner", "owner_id": cast.slt.post} | given)
    made = do(cast.slt, set_measure, plan_id=plan.pk, details=details)
    with wall.acting(cast.slt):
        plan.refresh_from_db(fields=["version"])
    return made


def agreed(cast: Cast, plan: Plan) -> Plan:
    """With every party's yes."""
    do(cast.slt, approve_plan, plan_id=plan.pk, seen=plan.version)
    return do(cast.police_contact, approve_plan, plan_id=plan.pk, seen=plan.version)
