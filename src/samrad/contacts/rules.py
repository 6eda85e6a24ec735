"""What the guide says of police contacts, as functions of plain facts."""

from collections.abc import Collection, Iterable
from datetime import date
from uuid import UUID

MOST = 3  # municipalities of one contact, by the main rule. V-5-e
TALKS = 2  # follow-up talks with a new contact; ours, the guide gives no number. V-5.2-f


def needs_approval(towns: Collection[UUID]) -> bool:
    """More than three municipalities need the directorate's word, whatever their size. V-5-e, V-5-f."""
    return len(towns) > MOST


def passed_the_rule_on(since: Iterable[date]) -> date | None:
    """The day the fourth of today's municipalities came; none while there are three or fewer. V-5-f."""
    days = sorted(since)
    return days[MOST] if len(days) > MOST else None


def is_sole_role(share: int | None, other_roles: int) -> bool | None:
    """Full time as contact and nothing beside it, however many municipalities. Not known before the share is stated. V-5.3-a."""
    return None if share is None else share == 100 and other_roles == 0
