"""The register of law: which provisions bind which service, as dated data in our own words, and what they let one share.

It helps people find the provision and whom to ask. It never decides: the law itself, and who answers for it, do.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from samrad.guide.law_reading import read_register
from samrad.guide.law_shapes import (
    KINDS,
    SERVICES,
    Act,
    Checked,
    NoSuchAct,
    NoSuchService,
    Provision,
    Register,
)

__all__ = ["KINDS", "SERVICES", "Act", "Checked", "NoSuchAct", "NoSuchService", "Provision", "Register"]
FILE = Path(__file__).parent / "provisions" / "norway.toml"
POLICE_DUTIES = (
    "samarbeid-politi",
    "forebygge-politi",
)  # §§ 15-1 and 10-1: the police's duties, and nobody else's. V-1-e
STALE_MONTHS = 24  # a check older than this is shown as old


@cache
def register() -> Register:
    """The register that comes with Samråd."""
    return read_register(FILE)


def resolve(name: str) -> Act:
    """An act by its key, its name or an older name. V-2.2-i.

    Refuses  with `NoSuchAct`.
    """
    wanted = name.casefold()
    for act in register().acts:
        if wanted in {
            act.key,
            *(each.casefold() for each in act.names.values()),
            *map(str.casefold, act.aliases),
        }:
            return act
    raise NoSuchAct(f"the register has no act called {name}")


def rules_for(service: str, day: date) -> tuple[Provision, ...]:
    """What binds a service on a day: the duty to avert first, then kind by kind. V-1-f, V-4.3-f.

    Refuses  with `NoSuchService`.
    """
    if service not in SERVICES:
        raise NoSuchService(f"the register knows no service called {service}")
    return _in_order(row for row in register().provisions if service in row.services and row.holds_on(day))


def police_duties(day: date) -> tuple[Provision, ...]:
    """The two provisions on the police's duty to cooperate, in their order. V-1-e."""
    rows = {row.key: row for row in register().provisions if row.key in POLICE_DUTIES and row.holds_on(day)}
    return tuple(rows[key] for key in POLICE_DUTIES if key in rows)


def rules_on(day: date) -> tuple[Provision, ...]:
    """Everything that holds on a day, in the same order."""
    return _in_order(row for row in register().provisions if row.holds_on(day))


def _in_order(rows: Iterable[Provision]) -> tuple[Provision, ...]:
    return tuple(sorted(rows, key=lambda row: KINDS.index(row.kind)))


def changed_on(service: str, day: date) -> date:
    """The last day, up to this one, on which the rules of a service changed: a row began, or had ended. V-4.1.5-e."""
    days = [
        each
        for row in register().provisions
        if service in row.services
        for each in (row.since, row.until + timedelta(days=1) if row.until else None)
        if each is not None and each <= day
    ]
    return max(days)


def briefing_state(confirmed: date | None, *, joined: date, law_changed: date, today: date) -> str:
    """How a member's briefing stands: «kept», «new» within thirty days, «never», «law» when the law has changed, or «old».

    Source   V-4.1.5-e: after joining, after the last change of law, and no older than 24 months.
    """
    if confirmed is None or confirmed < joined:
        return "new" if today <= joined + timedelta(days=30) else "never"
    if confirmed < law_changed <= today:
        return "law"
    return "old" if today > confirmed + timedelta(days=731) else "kept"


def is_old(checked: Checked | None, day: date) -> bool:
    """Whether a check is missing, or older than what the register stands for."""
    if checked is None:
        return True
    months = (day.year - checked.on.year) * 12 + day.month - checked.on.month
    return months >= STALE_MONTHS


@dataclass(frozen=True)
class Question:
    """What somebody wonders. Codes only: nothing of the case itself is asked for.

    Shape    `about` is «many» (nobody can be recognised), «person» (somebody can) or «consent» (somebody can, and has agreed).
             `to` is a service, or «forum» for a council or group.
    """

    service: str
    danger: str  # yes, unsure, no
    about: str
    to: str


@dataclass(frozen=True)
class Guidance:
    """Advice, the duty to avert first. `outcome` is one of five, and three of them are never mixed up. V-4.1.5-d.

    Shape    outcome: «open», «consent», «duty» (must tell), «right» (may tell), «confidential» (may not), «no_cases».
    """

    averting: tuple[Provision, ...]
    averting_first: bool
    outcome: str
    rules: tuple[Provision, ...]


def guidance(question: Question, day: date) -> Guidance:
    """What the register can say to a question. V-4.1.5-b, V-4.3-f.

    Refuses  with `NoSuchService`.
    """
    rules = rules_for(question.service, day)
    averting = tuple(row for row in rules if row.kind == "averting")
    urgent = question.danger in {"yes", "unsure"}
    if question.about == "many":
        return Guidance(averting, urgent, "open", ())
    secret = tuple(row for row in rules if row.kind == "confidentiality")
    if question.to == "forum":
        return Guidance(averting, urgent, "no_cases", secret)
    reaching = [row for row in rules if not row.to or question.to in row.to]
    for outcome, kind in (("duty", "duty_to_disclose"), ("consent", ""), ("right", "right_to_disclose")):
        if outcome == "consent" and question.about == "consent":
            return Guidance(averting, urgent, "consent", secret)
        found = tuple(row for row in reaching if row.kind == kind)
        if found:
            return Guidance(averting, urgent, outcome, (*found, *secret))
    return Guidance(averting, urgent, "confidential", secret)
