"""The rulebook: each rule with the requirement it cites and the days on which it holds, and what it says of some facts."""

import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from samrad.guide.rules.facts import SUBJECTS, Facts
from samrad.guide.rules.verdicts import SHORT, Verdict, unknown

FIRST = date(2023, 3, 27)  # the day of the guide's first edition
# What a function of plain facts can do wrong. The other points are still answered, and those who run it are told.
FAULTS = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)
log = logging.getLogger("samrad.guide")


class BookError(Exception):
    """A rulebook that cannot be used: two rules for one point on the same day, or days that end before they begin."""


@dataclass(frozen=True)
class Rule:
    """One point of the guide as a function. `until` is the last day it judges; a sibling takes over the day after."""

    requirement: str
    name: str
    subject: str
    strength: str
    since: date
    until: date | None
    judge: Callable[..., Verdict]

    def holds_on(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)

    def __call__(self, facts: Facts) -> Verdict:
        return self.judge(facts)


@dataclass(frozen=True)
class Said:
    """What one rule says of one subject."""

    rule: Rule
    verdict: Verdict


def rule[F](
    requirement: str, strength: str, *, since: date = FIRST, until: date | None = None
) -> Callable[[Callable[[F], Verdict]], Rule]:
    """Make a function of facts a rule. The kind of its facts says which subjects it is for."""

    def bind(judge: Callable[[F], Verdict]) -> Rule:
        (kind,) = (hint for name, hint in judge.__annotations__.items() if name != "return")
        return Rule(requirement, judge.__name__, SUBJECTS[kind], strength, since, until, judge)

    return bind


def bound(rules: Iterable[Rule]) -> tuple[Rule, ...]:
    """A book of these rules, in the order of the guide.

    Refuses  with `BookError` days that end before they begin, and two rules for one point and subject on the same day.
    """
    found: list[Rule] = []
    for new in rules:
        if new.until and new.until < new.since:
            raise BookError(f"{new.name} ({new.requirement}) ends before it begins")
        for other in found:
            if _point(other) == _point(new) and _meet(other, new):
                raise BookError(f"{new.name} and {other.name} both judge {new.requirement} from {new.since}")
        found.append(new)
    return tuple(sorted(found, key=lambda one: (_order(one.requirement), one.since)))


def _point(one: Rule) -> tuple[str, str]:
    return one.requirement, one.subject


def _meet(one: Rule, other: Rule) -> bool:
    first, second = sorted((one, other), key=lambda rule: rule.since)
    return first.until is None or second.since <= first.until


def _order(requirement: str) -> tuple[object, ...]:
    source, section, letter = requirement.split("-")
    parts = tuple(int(part) if part.isdigit() else 0 for part in section.split("."))
    return source, parts, section if source == "A" else "", len(letter), letter


def judged(book: Iterable[Rule], facts: Facts) -> Iterator[Said]:
    """What every rule of the day says of these facts. One that fails is unknown, and the rest go on."""
    subject = SUBJECTS[type(facts)]
    for rule in book:
        if rule.subject == subject and rule.holds_on(facts.day):
            yield Said(rule, _ask(rule, facts))


def _ask(rule: Rule, facts: Facts) -> Verdict:
    try:
        verdict = rule(facts)
        if rule.strength == "voluntary" and verdict.code == SHORT:
            raise ValueError("what is voluntary is never short")
    except FAULTS:
        log.exception("the rule %s (%s) failed for %s", rule.name, rule.requirement, facts.id)
        return unknown("rule_failed")
    return verdict
