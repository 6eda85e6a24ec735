"""When a task's owner is reminded, as a function of plain dates. No Django, no clock, no queries."""

from datetime import date, timedelta
from typing import Literal

from samrad.forums.rules import is_working_day

type Moment = Literal["before", "after"]
WORKING_DAYS_BEFORE = 3
DAY = timedelta(days=1)


def reminded_before(due_on: date) -> date:
    """The third working day before the deadline."""
    day, left = due_on, WORKING_DAYS_BEFORE
    while left:
        day -= DAY
        left -= is_working_day(day)
    return day


def reminded_after(due_on: date) -> date:
    """The first working day after the deadline."""
    day = due_on + DAY
    while not is_working_day(day):
        day += DAY
    return day


def reminder_due(due_on: date, *, given_on: date | None, today: date) -> Moment | None:
    """Which of the two reminders belongs to a day. Whether it has been given is for the caller to know.

    Shape    None on a day when nobody works. A task given so late that the first reminder would be its echo has none before; when it
             was given may be unknown.
    Source   V-4.1.2-d; one before and one after, then the next agenda.
    """
    if not is_working_day(today):
        return None
    if today > due_on:
        return "after" if today >= reminded_after(due_on) else None
    before = reminded_before(due_on)
    is_echo = given_on is not None and given_on >= before
    return "before" if before <= today and not is_echo else None
