"""When the posts of a municipality are to be confirmed anew, and what a number looks like. No Django, no clock, no queries."""

from datetime import date, timedelta

A_TERM = 4  # years between elections of municipal councils
ELECTED = {"mayor"}
NUMBER_LENGTH = 9  # digits of an organisation number


def is_organisation_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) == NUMBER_LENGTH


def election_day(year: int) -> date:
    """The second Monday of September, in a year of municipal elections."""
    first = date(year, 9, 1)
    return first + timedelta(days=(-first.weekday()) % 7 + 7)


def last_election(day: date) -> date:
    """The latest day of municipal elections, that day itself included."""
    year = day.year - (day.year - 2023) % A_TERM
    held = election_day(year)
    return held if held <= day else election_day(year - A_TERM)


def next_election(day: date) -> date:
    return election_day(last_election(day).year + A_TERM)


def awaits_confirmation(function: str, held_since: date | None, day: date) -> bool:
    """Whether an elected post has had no holder named since the last election. V-2.2-k."""
    return function in ELECTED and (held_since is None or held_since < last_election(day))
