"""Knowledge to ask the rules of, as sentences."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from samrad.guide.rules.knowledge_facts import Contribution, Picture, Process

SEEN = date(2026, 3, 1)


def given(side: str = "municipality", sort: str = "crime", **known: object) -> Contribution:
    return replace(Contribution(side, sort, SEEN), **known)  # type: ignore[arg-type] # the names of its fields


def a_picture(*focus: UUID, **known: object) -> Picture:
    """Of a trend from the police and a cause from the municipality, confirmed by both, and a decision rests on it."""
    usual = Picture(
        frozen_on=date(2026, 4, 1),
        confirmed_on=date(2026, 3, 10),
        from_municipality=1,
        from_police=1,
        contributions=2,
        trends=1,
        causes=1,
        last_on=SEEN,
        decisions=1,
        focus=frozenset(focus),
    )
    return replace(usual, **known)  # type: ignore[arg-type] # the names of its fields


def a_process(**known: object) -> Process:
    return replace(Process(begun_on=date(2026, 9, 1)), **known)  # type: ignore[arg-type] # the names of its fields
