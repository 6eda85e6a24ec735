"""Any two states of an agreement's text, held against each other clause by clause. Alike for both parties."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from samrad.agreements.models import Agreement, Version
from samrad.agreements.queries.agreements import agreement_visible_to
from samrad.agreements.queries.versions import TextVersion, compare_versions, versions_of
from samrad.agreements.redline import ClauseChange, Segment
from samrad.kernel.days import dated
from samrad.web.doors import for_people
from samrad.web.pages import page
from samrad.web.requests import Request

VIEWS = ("endringer", "side")


@dataclass(frozen=True)
class Choice:
    """One state of the text in a list to choose from."""

    key: str
    label: str


@dataclass(frozen=True)
class Told:
    """What became of one clause, in words; `before` and `after` are its two texts with their own marks.

    Shape    `kind` is that of the change, or `disputed`: taken out of the text, and noted as a disagreement.
    """

    change: ClauseChange
    kind: str
    word: str
    before: list[Segment]
    after: list[Segment]

    @property
    def place(self) -> str:
        """The number of the clause as it stands, or as it stood; and both when it moved."""
        old, new = self.change.old, self.change.new
        if old and new and self.change.kind.startswith("moved"):
            return f"{old.number} → {new.number}"
        standing = new or old
        return standing.number if standing else ""

    @property
    def heading(self) -> str:
        standing = self.change.new or self.change.old
        return standing.heading if standing else ""


@for_people
@require_safe
def compare(request: Request, agreement_id: UUID) -> HttpResponse:
    """Two states side by side: the first and the last, unless others are asked for."""
    agreement = agreement_visible_to(request.actor, agreement_id)
    states = versions_of(request.actor, agreement)
    chosen = _chosen(request, states)
    told = [_told(change, chosen[1]) for change in compare_versions(*chosen)] if chosen else []
    view = request.GET.get("vis", "")
    return page(
        request,
        "agreements/compare.html",
        cooperation=agreement.cooperation,
        room="agreements",
        agreement=agreement,
        choices=[Choice(state.key, label_of(agreement, state)) for state in states],
        chosen=chosen,
        labels=[label_of(agreement, state) for state in chosen] if chosen else [],
        view=view if view in VIEWS else VIEWS[0],
        groups=_groups(told),
        summary=_summary(told),
    )


def _chosen(request: Request, states: list[TextVersion]) -> tuple[TextVersion, TextVersion] | None:
    """Refuses with `Version.DoesNotExist` when a state that is not there is asked for."""
    if not states:
        return None
    old = request.GET.get("fra") or states[0].key
    new = request.GET.get("til") or states[-1].key
    return _of(states, old), _of(states, new)


def _of(states: list[TextVersion], key: str) -> TextVersion:
    for state in states:
        if state.key == key:
            return state
    raise Version.DoesNotExist


def label_of(agreement: Agreement, state: TextVersion) -> str:
    """«Runde 2, Nordre politidistrikt, 12. november 2026»."""
    day = dated(state.at)
    if state.source == "template":
        return _("Malen «%(title)s»") % {"title": agreement.template_title}
    if state.source == "predecessor":
        years = agreement.predecessor.years if agreement.predecessor else ""
        return _("Avtalen for %(years)s") % {"years": years}
    if state.source == "round":
        return _("Runde %(number)s, %(name)s, %(day)s") % {
            "number": state.number,
            "name": state.by,
            "day": day,
        }
    if state.is_voided:
        return _("Versjon %(number)s, låst %(day)s og åpnet igjen") % {"number": state.number, "day": day}
    return _("Versjon %(number)s, låst %(day)s") % {"number": state.number, "day": day}


def _groups(told: Iterable[Told]) -> list[tuple[bool, list[Told]]]:
    """The clauses in order; those that stand unchanged beside each other together, to be folded."""
    return [(same, list(rows)) for same, rows in groupby(told, key=lambda row: row.kind == "unchanged")]


def _told(change: ClauseChange, later: TextVersion) -> Told:
    """A clause that is gone was taken out, or it is held outside the text since the parties disagree."""
    words = {
        "unchanged": _("Uendret"),
        "changed": _("Endret"),
        "added": _("Lagt til"),
        "removed": _("Tatt ut"),
        "disputed": _("Uenighet notert"),
        "moved": _("Flyttet"),
        "moved_and_changed": _("Flyttet og endret"),
    }
    gone = change.old if change.kind == "removed" else None
    kind = "disputed" if gone and gone.key in later.disputed else change.kind
    return Told(
        change=change,
        kind=kind,
        word=words[kind],
        before=[piece for piece in change.segments if piece.kind != "insert"],
        after=[piece for piece in change.segments if piece.kind != "delete"],
    )


def _summary(told: Iterable[Told]) -> list[str]:
    """How many clauses of each sort, as short sentences."""
    counts = Counter(row.kind for row in told)
    both = counts["moved_and_changed"]
    counted = (
        (ngettext("%(count)s punkt er endret", "%(count)s punkter er endret", counts["changed"] + both), counts["changed"] + both),
        (ngettext("%(count)s punkt er lagt til", "%(count)s punkter er lagt til", counts["added"]), counts["added"]),
        (ngettext("%(count)s punkt er tatt ut", "%(count)s punkter er tatt ut", counts["removed"]), counts["removed"]),
        (ngettext("%(count)s punkt er notert som uenighet", "%(count)s punkter er notert som uenighet", counts["disputed"]), counts["disputed"]),
        (ngettext("%(count)s punkt er flyttet", "%(count)s punkter er flyttet", counts["moved"] + both), counts["moved"] + both),
        (ngettext("%(count)s punkt er uendret", "%(count)s punkter er uendret", counts["unchanged"]), counts["unchanged"]),
    )  # fmt: skip
    return [words % {"count": count} for words, count in counted if count]
