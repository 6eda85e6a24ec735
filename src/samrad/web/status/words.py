"""The words and tones of codes: a duty of the police may be missing, what is voluntary only differs."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from samrad.cooperation.queries.cooperations import cooperations_of
from samrad.guide.rules.rulebook import RULES
from samrad.guide.rules.words import say
from samrad.kernel.days import dated
from samrad.oversight.queries.country import Count
from samrad.oversight.queries.findings import FoundRow, Town, own_findings
from samrad.oversight.tallies import MATTERS
from samrad.parties.actor import Actor
from samrad.web.ways import address

NAMES: dict[str, Promise] = {
    "agreement": gettext_lazy("Avtale"),
    "council": gettext_lazy("Politiråd"),
    "slt": gettext_lazy("SLT"),
    "contact": gettext_lazy("Politikontakt"),
    "meetings": gettext_lazy("Møter i år"),
    "evaluation": gettext_lazy("Evaluering"),
}
CHOICES = {"agreement", "council", "slt"}
TONES = {
    "in_force": "yes", "kept": "yes", "under_way": "work", "unknown": "work", "no": "other", "later": "other",
    "another_way": "other", "asked": "none", "not_asked": "none", "not_applicable": "none", "missing": "missing",
}  # fmt: skip
COLUMNS = ("yes", "work", "other", "none", "missing")
OF_CHOICES = (
    gettext_lazy("I kraft"), gettext_lazy("Under arbeid"), gettext_lazy("Har valgt noe annet"),
    gettext_lazy("Ikke svart"), gettext_lazy("Tilbud mangler"),
)  # fmt: skip
OF_FINDINGS = (
    gettext_lazy("Som anbefalt"), gettext_lazy("Ikke avklart"), gettext_lazy("Annet enn anbefalt"),
    gettext_lazy("Gjelder ikke"), gettext_lazy("Mangler"),
)  # fmt: skip
CODES = {
    "kept": gettext_lazy("Som anbefalt"), "short": gettext_lazy("Mangler noe"), "unknown": gettext_lazy("Ikke avklart"),
    "not_applicable": gettext_lazy("Gjelder ikke"),
}  # fmt: skip
NOWHERE: Mapping[UUID, str] = {}
RULE = {(rule.requirement, rule.subject): rule for rule in RULES}


def tone(matter: str, code: str) -> str:
    """A contact that is missing is a duty not met; a council that met seldom is only otherwise."""
    if code == "short":
        return "missing" if matter == "contact" else "other"
    return TONES[code]


def columns(matter: str) -> dict[str, str]:
    """What each tone is called for this matter."""
    labels = OF_CHOICES if matter in CHOICES else OF_FINDINGS
    return {name: str(label) for name, label in zip(COLUMNS, labels, strict=True)}


def sums(matter: str, counts: Iterable[Count]) -> dict[str, int]:
    found = dict.fromkeys(COLUMNS, 0)
    for count in counts:
        if count.matter == matter:
            found[tone(matter, count.code)] += count.municipalities
    return found


@dataclass(frozen=True)
class Line:
    """One finding in words. `numbers` are pairs of a name and a number."""

    title: str
    section: str
    code: str
    label: str
    reason: str
    numbers: list[tuple[str, str]]
    since: date
    until: date | None
    step: str
    step_url: str
    times: int = 1


def joined(found: Iterable[Line]) -> list[Line]:
    """Lines that say the very same of several forums stand once, with how many."""
    first: dict[tuple[object, ...], Line] = {}
    for line in found:
        key = (line.title, line.code, line.reason, tuple(line.numbers), line.since)
        first[key] = replace(line, times=first[key].times + 1) if key in first else line
    return list(first.values())


def lines(found: Iterable[FoundRow], slugs: Mapping[UUID, str] = NOWHERE) -> list[Line]:
    """Findings in the reader's language, in the guide's order. One whose rule is gone has no words, and is left out.

    Shape    `slugs` name the cooperations whose pages the reader may go on to.
    """
    known = [row for row in found if (row.requirement, row.subject_kind) in RULE]
    order = {rule: number for number, rule in enumerate(RULES)}
    return [
        _line(row, slugs)
        for row in sorted(known, key=lambda row: order[RULE[row.requirement, row.subject_kind]])
    ]


def _line(row: FoundRow, slugs: Mapping[UUID, str]) -> Line:
    language = get_language() or "nb"
    return Line(
        title=say("rule", RULE[row.requirement, row.subject_kind].name, language),
        section=section_of(row.requirement),
        code=row.code,
        label=str(CODES[row.code]),
        reason=say("reason", row.reason, language),
        numbers=[(say("number", name, language), _number(value)) for name, value in row.numbers.items()],
        since=row.since,
        until=row.until,
        step=say("step", row.step, language) if row.step else "",
        step_url=_place(row, slugs),
    )


MOST = 6  # findings about one point that are shown one by one


@dataclass(frozen=True)
class Stand:
    """Where we stand on one point: each finding when they are few, else how many of each kind."""

    title: str
    lines: list[Line]
    counts: list[tuple[str, int]]


def where_we_stand(actor: Actor, requirements: Collection[str]) -> list[Stand]:
    """Beside the guide's own words: the reader's own findings on these points. What does not apply is left out."""
    measured = {requirement for requirement, _subject in RULE}
    found = own_findings(actor, measured & set(requirements)) if actor.is_person else []
    by_rule: dict[str, list[Line]] = {}
    slugs = {home.pk: home.slug for home in cooperations_of(actor)} if found else {}
    for line in joined(lines((row for row in found if row.code != "not_applicable"), slugs)):
        by_rule.setdefault(line.title, []).append(line)
    return [
        Stand(title, own if len(own) <= MOST else [], [] if len(own) <= MOST else _counted(own))
        for title, own in by_rule.items()
    ]


def _counted(own: list[Line]) -> list[tuple[str, int]]:
    counts = Counter(line.code for line in own)
    return [(str(label), counts[code]) for code, label in CODES.items() if counts[code]]


def section_of(requirement: str) -> str:
    """«4.1.2» of V-4.1.2-f; the template's own points stand in chapter 3."""
    source, section, _letter = requirement.split("-")
    return section if source == "V" else "3"


# Steps that are taken in a room of the cooperation, whatever they are about.
ROOMS = {
    "agreements", "aims", "expectations", "forums", "knowledge", "plans", "processes", "promises", "sharing",
}  # fmt: skip


def _place(row: FoundRow, slugs: Mapping[UUID, str]) -> str:
    """Where the one next step is taken. A forum's own page leads on to its meetings, its members and its year."""
    if row.step in ROOMS and row.cooperation and row.cooperation in slugs:
        return address(row.step, slugs[row.cooperation])
    if row.subject_kind == "forum":
        pages = {"members": "members", "assess": "assess", "tasks": "tasks", "briefing": "briefing"}
        name = pages.get(row.step, "forum")
        return address(name) if name == "tasks" else address(name, row.subject)
    return address("status")


def _number(value: int | str) -> str:
    if isinstance(value, int):
        return f"{value:,}".replace(",", " ")
    return dated(value)


def town_cells(town: Town, matters: Sequence[str] = MATTERS) -> list[tuple[str, str, str]]:
    """For each matter its name, the tone and the word."""
    return [
        (
            str(NAMES[matter]),
            tone(matter, town.codes[matter]),
            columns(matter)[tone(matter, town.codes[matter])],
        )
        for matter in matters
    ]


def share(part: int, whole: int) -> str:
    """«49 %», and nothing of nothing."""
    return _("%(percent)s %%") % {"percent": round(100 * part / whole)} if whole else "–"
