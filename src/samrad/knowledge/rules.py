"""What follows from plain facts about knowledge: where the municipality stands in a process of the police."""

from datetime import date, timedelta

FROM_THE_START = timedelta(days=14)  # our own number; the guide gives none


def involvement(
    begun_on: date, is_actor: bool, involved_on: date | None, decides_on: date | None, day: date
) -> str:
    """Where the municipality stands: outside, in time, late, waiting, or missing.

    Units    within fourteen days of the start, and always before the first decision. V-4.1.6-d.
    """
    if not is_actor:
        return "outside"
    last = begun_on + FROM_THE_START
    if decides_on is not None:
        last = min(last, decides_on)
    if involved_on is None:
        return "waiting" if day <= last else "missing"
    return "in_time" if involved_on <= last else "late"
