"""Plans, measures, focus areas and promises to ask the rules of, as sentences."""

from dataclasses import replace
from datetime import date
from uuid import UUID, uuid4

from samrad.guide.rules.plan_facts import Anchored, Focus, Measure, Plan, Promise

TOWN, NORTH = UUID(int=11), UUID(int=12)
SIDES = {TOWN: "municipality", NORTH: "police"}


def a_focus(**known: object) -> Focus:
    """Begun with the agreement, on a decision, with a goal for each aim seen from 2032."""
    usual = Focus(
        id=uuid4(),
        since=date(2025, 2, 1),
        is_based=True,
        crime=True,
        aims=("less_crime", "safer"),
        horizons=(2032, 2032),
    )
    return replace(usual, **known)  # type: ignore[arg-type] # the names of its fields


def a_measure(side: str = "municipality", **known: object) -> Measure:
    usual = Measure(
        id=uuid4(),
        side=side,
        state="under_way",
        begins_on=date(2026, 2, 1),
        ends_on=date(2027, 2, 1),
        has_purpose=True,
    )
    return replace(usual, **known)  # type: ignore[arg-type] # the names of its fields


def a_plan(*measures: Measure, **known: object) -> Plan:
    """An action plan that both have agreed to, for this year and the next."""
    usual = Plan(
        id=uuid4(),
        kind="action",
        state="agreed",
        valid_from=date(2026, 1, 1),
        valid_to=date(2027, 12, 31),
        names_challenge=True,
        measures=measures,
    )
    return replace(usual, **known)  # type: ignore[arg-type] # the names of its fields


def noted(party: UUID, kind: str = "anchored", on: date = date(2026, 2, 1), **known: object) -> Anchored:
    return replace(Anchored(party, SIDES[party], kind, on), **known)  # type: ignore[arg-type] # the names of its fields


def a_promise(side: str = "police", **known: object) -> Promise:
    return replace(Promise(side), **known)  # type: ignore[arg-type] # the names of its fields
