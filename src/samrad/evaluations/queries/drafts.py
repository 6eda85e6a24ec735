"""The first draft of a yearly report, from what is known and may be read by everybody. Nothing that one party has for itself.

Matters and decisions enter only with their public face; counts say how many others there were. Figures enter as the figures page shows
them, with what is small hidden.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samrad.evaluations.models import Evaluation, LearningPoint
from samrad.evaluations.queries.known import known_of
from samrad.evaluations.queries.measures import public_measures
from samrad.forums.models import Face, Forum
from samrad.forums.queries import points_in
from samrad.kernel.clock import OSLO, now
from samrad.kernel.days import dated
from samrad.knowledge.queries.figures import Figure, Line, figures_of
from samrad.knowledge.queries.pictures import TownLine, as_facts
from samrad.meetings.models import AgendaItem, Decision, Meeting, Task
from samrad.parties.actor import Actor
from samrad.parties.models import Organisation

SIDES = ("municipality", "police", "other")


@dataclass(frozen=True)
class Drafted:
    """One section as it begins. `text` is paragraphs and bullets, as people type them; `figures` are lines to be drawn."""

    code: str
    heading: str
    text: str
    figures: list[dict[str, object]] = field(default_factory=list)


def drafted(actor: Actor, town: Organisation, forums: list[Forum], year: int) -> list[Drafted]:
    """Every section, in the language that is spoken now. Expects forums that the actor may see."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    return [
        Drafted("meetings", _("Møtene"), _meetings(actor, forums, first, last)),
        Drafted("themes", _("Temaer og beslutninger"), _themes(forums, year)),
        Drafted("measures", _("Tiltak og oppgaver"), _done(actor, forums, year)),
        Drafted("figures", _("Tall"), *_figures(town)),
        Drafted("learning", _("Det vi har lært"), _learning(forums, first, last)),
        Drafted("ahead", _("Neste år"), _ahead(actor, forums, year + 1)),
    ]


def _bullets(lines: Iterable[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)


def _meetings(actor: Actor, forums: list[Forum], first: date, last: date) -> str:
    parts = []
    for forum in forums:
        held = known_of(actor, forum, first, last)["meetings"]
        if held:
            count = ngettext(
                "%(name)s møttes %(count)s gang.", "%(name)s møttes %(count)s ganger.", len(held)
            )
            parts.append(count % {"name": forum.name, "count": len(held)})
            parts.append(_bullets(_meeting(row) for row in held))
    return "\n\n".join(parts) or _("Ingen møter ble holdt dette året.")


def _meeting(row: dict[str, object]) -> str:
    came = row["came"]
    assert isinstance(came, dict)
    names = {"municipality": _("kommunen"), "police": _("politiet"), "other": _("andre")}
    there = ", ".join(
        _("%(side)s %(came)s av %(called)s")
        % {"side": names[side], "came": came[side][0], "called": came[side][1]}
        for side in SIDES
        if side in came
    )
    line = f"{row['title']}, {dated(date.fromisoformat(str(row['on'])))}"
    return f"{line}. " + _("Til stede: %(there)s.") % {"there": there} if there else f"{line}."


def _themes(forums: list[Forum], year: int) -> str:
    """Public matters with what was decided; the others only as a count."""
    treated = AgendaItem.objects.filter(forum__in=forums, year=year, state=AgendaItem.State.TREATED)
    shown = list(treated.filter(face=Face.PUBLIC, only_for=None).order_by("number"))
    decisions: dict[object, list[str]] = {}
    for row in Decision.objects.filter(item__in=shown, face=Face.PUBLIC, only_for=None).order_by("made_at"):
        if row.text:
            decisions.setdefault(row.item_id, []).append(" ".join(row.text.split()))
    lines = [
        " – ".join([f"{item.title} ({item.case_number})", *decisions.get(item.pk, [])]) for item in shown
    ]
    left = treated.filter(only_for=None).exclude(face=Face.PUBLIC).count()
    parts = [_bullets(lines)] if lines else [_("Ingen saker med offentlig innhold ble behandlet dette året.")]
    if left:
        said = ngettext(
            "I tillegg ble %(count)s sak som ikke er offentlig, behandlet.",
            "I tillegg ble %(count)s saker som ikke er offentlige, behandlet.",
            left,
        )
        parts.append(said % {"count": left})
    return "\n\n".join(parts)


def _done(actor: Actor, forums: list[Forum], year: int) -> str:
    """The measures of agreed plans that everybody may read, with who took part, and the tasks."""
    measures = [
        f"{ran.measure.name} ({str(ran.measure.get_state_display()).lower()}): {'; '.join(ran.actors)}"
        for ran in public_measures(actor, forums, date(year, 1, 1), date(year, 12, 31))
    ]
    return "\n\n".join([*([_bullets(measures)] if measures else []), _tasks(forums, year)])


def _tasks(forums: list[Forum], year: int) -> str:
    """How many tasks were given and finished, and the finished ones that everybody may read."""
    rows = Task.objects.filter(forum__in=forums, only_for=None, made_at__year=year).exclude(
        state=Task.State.DROPPED
    )
    every = list(rows.order_by("due_on"))
    if not every:
        return _("Ingen oppgaver ble gitt dette året.")
    done = [row for row in every if row.state == Task.State.DONE]
    count = ngettext(
        "Forumene ga %(count)s oppgave, og %(done)s er fullført.",
        "Forumene ga %(count)s oppgaver, og %(done)s er fullført.",
        len(every),
    ) % {"count": len(every), "done": len(done)}
    public = [row for row in every if row.face == Face.PUBLIC]
    lines = [_("%(text)s: %(state)s") % {"text": row.text, "state": _state(row)} for row in public]
    return f"{count}\n\n{_bullets(lines)}" if lines else count


def _state(task: Task) -> str:
    if task.state == Task.State.DONE and task.closed_on:
        return _("fullført %(day)s") % {"day": dated(task.closed_on)}
    return _("i arbeid, frist %(day)s") % {"day": dated(task.due_on)}


def _figures(town: Organisation) -> tuple[str, list[dict[str, object]]]:
    """The latest two periods of each group, and all of them to be drawn, as far as they may be shown."""
    found = figures_of(town)
    lines = [_figure(line) for line in found.lines]
    told = [line for line in lines if line]
    if not told:
        return _("Ingen tall er lagt inn for kommunen."), []
    people = (
        [_("Kommunen har %(count)s innbyggere.") % {"count": f"{found.people:,}".replace(",", "\u00a0")}]
        if found.people
        else []
    )
    source = found.lines[0].indicator
    said = _(
        "Kilde: %(source)s, tabell %(table)s, hentet %(day)s. Anmeldte lovbrudd er det som er meldt, ikke alt som har skjedd."
    )
    given = {"source": source.source, "table": source.table, "day": dated(source.retrieved_on)}
    drawn = [as_facts(TownLine(town, line, found.breaks)) for line in found.lines]
    return "\n\n".join([*people, _bullets(told), said % given]), drawn


def _figure(line: Line) -> str:
    latest = line.latest
    if latest is None or latest.state == "missing":
        return ""
    before = line.figures[-2] if len(line.figures) > 1 else None
    told = _("%(name)s, %(period)s: %(count)s") % {
        "name": line.indicator,
        "period": latest.period.replace("-", "–"),
        "count": _count(latest),
    }
    if before is None or before.state == "missing":
        return told
    return f"{told} ({_('%(period)s: %(count)s') % {'period': before.period.replace('-', '–'), 'count': _count(before)}})"


def _count(figure: Figure) -> str:
    if figure.count is not None:
        return str(figure.count)
    return _("4 eller færre") if figure.state == "small" else _("vises ikke")


def _learning(forums: list[Forum], first: date, last: date) -> str:
    """What finished evaluations gave, and what it became."""
    points = LearningPoint.objects.filter(
        forum__in=forums,
        evaluation__state=Evaluation.State.DONE,
        evaluation__closed_on__gte=first,
        evaluation__closed_on__lte=last,
    ).select_related("evaluation")
    lines = []
    for point in points.order_by("evaluation__closed_on", "position"):
        became = str(point.get_became_display()) if point.became else ""
        lines.append(f"{point.text} ({became.lower()})" if became else point.text)
    return _bullets(lines) or _("Ingen evaluering ble ferdig dette året.")


def _ahead(actor: Actor, forums: list[Forum], year: int) -> str:
    """Meetings that are planned, and the points of the year that everybody in the forums may see."""
    meetings = Meeting.objects.filter(forum__in=forums, starts_at__gte=now(), state__in=["planned", "called"])
    lines = [
        f"{row.title}, {dated(row.starts_at.astimezone(OSLO).date())}"
        for row in meetings.order_by("starts_at")
        if row.starts_at.astimezone(OSLO).year <= year
    ]
    for point in points_in(actor, forums, year):
        if point.face in {Face.FORUM, Face.PUBLIC} and point.kind != "meeting":
            lines.append(f"{point.name}, {dated(point.on)}")
    return _bullets(lines) or _("Ingenting er planlagt for neste år ennå.")
