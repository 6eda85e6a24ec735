"""When a report is due, when a measure has gone quiet, and what is open on the upper steps. No Django, no clock, no queries."""

import calendar
from datetime import date, timedelta

MONTHS = {"monthly": 1, "quarterly": 3, "half_yearly": 6, "yearly": 12}
PATIENCE = timedelta(days=30)  # after the day on which something should have been said
UPPER = 3  # from this step on, decision, responsible and resources are asked for


def moved_on(day: date, rhythm: str) -> date | None:
    """The next occasion after a day; none for what comes once. A month that is too short gives its last day."""
    if rhythm == "weekly":
        return day + timedelta(days=7)
    months = MONTHS.get(rhythm)
    if months is None:
        return None
    year, month = divmod(day.month - 1 + months, 12)
    last = calendar.monthrange(day.year + year, month + 1)[1]
    return date(day.year + year, month + 1, min(day.day, last))


def has_gone_quiet(
    state: str, *, begins_on: date | None, ends_on: date | None, report_due_on: date | None, today: date
) -> bool:
    """Whether nobody has said what became of it: never begun, never ended, or a report thirty days late."""
    waits = {"planned": [begins_on], "under_way": [ends_on, report_due_on], "paused": [ends_on]}
    return any(day is not None and day + PATIENCE < today for day in waits.get(state, []))


def open_on_step(step: int | None, *, decided: bool, resources: bool, weighed: bool) -> list[str]:
    """What steps 3 and 4 ask for and is not there yet: decision, resources, weighing. Nothing below. V-2.3-n."""
    if step is None or step < UPPER:
        return []
    asked = (("decision", decided), ("resources", resources), ("weighing", weighed))
    return [name for name, is_there in asked if not is_there]


def hints(*, rests_on: bool, needs: bool, sectors: int, purpose: bool) -> int:
    """How many of the four questions of a measure are answered. A hint to its owner; nothing is compared. V-8-c."""
    return sum((rests_on, needs, sectors >= 2, purpose))


def group_of(house: str) -> str:
    """Which of the four groups of actors a kind of organisation is in: public, business, civil or police. V-4-j."""
    if house.startswith("police") or house == "operating_unit":
        return "police"
    return {"business": "business", "volunteer": "civil"}.get(house, "public")
