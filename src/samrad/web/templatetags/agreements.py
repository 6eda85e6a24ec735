"""How a negotiation is shown: a clause in the list, the ways to see a text, proposed dates."""

from collections.abc import Sequence
from datetime import date, datetime

from django import template
from django.utils import formats
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samrad.agreements.models import Proposal
from samrad.agreements.queries.negotiation import ClauseOnTable, Table
from samrad.agreements.queries.versions import TextVersion
from samrad.kernel.clock import OSLO
from samrad.kernel.days import dated
from samrad.parties.models import Organisation
from samrad.web.ways import address

register = template.Library()
register.simple_tag(dated, name="written")
# What a clause waits for, and whether it is our own move.
NOTES = {
    "waits_for_us": (gettext_lazy("Venter på dere"), True),
    "look_again": (gettext_lazy("Se på punktet igjen"), True),
    "draft_with_us": (gettext_lazy("Utkast hos dere"), True),
    "replied_by_us": (gettext_lazy("Svar hos dere"), True),
    "waits_for_others": (gettext_lazy("Venter på motparten"), False),
    "parked": (gettext_lazy("Uenighet notert"), False),
    "open": (gettext_lazy("Åpent"), False),
}


@register.simple_tag
def clause_lines(table: Table, current: ClauseOnTable | None = None) -> list[dict[str, object]]:
    """The rows of the clause list: a full half is a party that has accepted this wording."""
    at = current.clause.pk if current else None
    return [_line(each, table) | {"current": each.clause.pk == at} for each in table.living]


def _line(each: ClauseOnTable, table: Table) -> dict[str, object]:
    note, is_ours = NOTES.get(each.status, ("", False))
    return {
        "number": each.number,
        "heading": each.heading or _("Uten overskrift"),
        "lang": table.agreement.language if each.heading else "",
        "url": address("clause", table.agreement.pk, each.clause.pk),
        **_halves(each, table),
        "note": note,
        "tone": table.us.side if is_ours else "",
        "status": "" if note else _accepted_by_all(table.parties),
    }


def _halves(each: ClauseOnTable, table: Table) -> dict[str, str]:
    """The right half is the last party, the police; the left is full when all the others have accepted."""
    *others, last = (party.pk in each.accepted_by for party in table.parties)
    full = {True: "full", False: "hollow"}
    return {"left": full[all(others)], "right": full[last], "left_side": table.parties[0].side}


def _accepted_by_all(parties: Sequence[Organisation]) -> str:
    return _("Begge har godtatt") if len(parties) == 2 else _("Alle har godtatt")


@register.inclusion_tag("agreements/halves_legend.html")
def halves_legend(table: Table) -> dict[str, object]:
    """What the discs of the clause list mean, by name."""
    *others, last = table.parties
    return {
        "all": _accepted_by_all(table.parties),
        "left": get_text_list([party.official_name for party in others], _("og")),
        "right": last.official_name,
        "left_side": others[0].side if others else last.side,
    }


@register.simple_tag
def place_in(table: Table, row: ClauseOnTable | None) -> dict[str, str]:
    """The clause list folded into one row: where the reader is, and how far it has come."""
    counts = {"agreed": table.agreed_count, "total": len(table.living)}
    note = _("%(agreed)s av %(total)s enige") % counts
    if row is None:
        return {"title": _("Punkter"), "note": note, "left": "none", "right": "none"}
    title = _("Punkt %(number)s %(heading)s") % {"number": row.number, "heading": row.heading}
    return {"title": title if row.number else row.heading, "note": note, **_halves(row, table)}


@register.simple_tag
def clock_time(moment: datetime) -> str:
    """«14.06», on a clock in Norway."""
    return moment.astimezone(OSLO).strftime("%H.%M")


@register.simple_tag
def side_class(side: str) -> str:
    """The class of a party's signature on the paper."""
    return {"municipality": "side-kommune", "police": "side-politi"}.get(side, "side-other")


@register.filter
def grouped(checksum: str) -> str:
    """A checksum in groups of eight signs, so that two can be compared by eye."""
    return " ".join(checksum[at : at + 8] for at in range(0, len(checksum), 8))


@register.simple_tag
def view_options(view: str) -> list[tuple[str, str, bool]]:
    """The three ways to see a text that is proposed changed."""
    return [
        (_("Endringer"), "?vis=endringer", view == "endringer"),
        (_("Ren tekst"), "?vis=tekst", view == "tekst"),
        (_("Side om side"), "?vis=side", view == "side"),
    ]


@register.simple_tag
def compare_options(chosen: tuple[TextVersion, TextVersion], view: str) -> list[tuple[str, str, bool]]:
    """The two ways to see what changed between two states of a text."""
    old, new = chosen
    address = f"?fra={old.key}&til={new.key}&vis="
    return [
        (_("Endringer"), f"{address}endringer", view == "endringer"),
        (_("Side om side"), f"{address}side", view == "side"),
    ]


@register.simple_tag
def proposed_terms(proposal: Proposal) -> list[tuple[str, str]]:
    """The dates of a proposal, as people read them."""
    names = {
        "valid_from": _("Gjelder fra"),
        "valid_to": _("Gjelder til og med"),
        "revision_due_on": _("Se på avtalen på nytt innen"),
        "evaluation_due_on": _("Evaluer innen"),
    }
    return [(label, _day(proposal.details.get(name))) for name, label in names.items()]


def _day(value: str | None) -> str:
    return formats.date_format(date.fromisoformat(value), "j.n.Y") if value else "–"
