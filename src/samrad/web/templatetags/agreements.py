"""How a negotiation is shown: a clause in the list, the ways to see a text, proposed dates."""

from collections.abc import Mapping
from datetime import date

from django import template
from django.utils import formats
from django.utils.translation import gettext as _

from samrad.agreements.models import Proposal
from samrad.agreements.queries.negotiation import ClauseOnTable, Table
from samrad.agreements.queries.versions import TextVersion
from samrad.web.templatetags.samrad import clause_row

register = template.Library()


@register.inclusion_tag("components/clause_row.html")
def clause_line(
    each: ClauseOnTable, table: Table, url: str, current: ClauseOnTable | None = None
) -> dict[str, object]:
    """One line of the clause list: a full half is a party that has accepted this wording."""
    first, last = table.parties[0], table.parties[-1]
    note, tone = _note(each, table)
    return clause_row(
        each.number,
        each.heading or _("Uten overskrift"),
        url,
        left="full" if first.pk in each.accepted_by else "hollow",
        right="full" if last.pk in each.accepted_by else "hollow",
        note=note,
        tone=tone,
        current=current is not None and current.clause.pk == each.clause.pk,
        status="" if note else _("Begge har godtatt"),
    )


def _note(each: ClauseOnTable, table: Table) -> tuple[str, str]:
    own = table.us.side
    words: Mapping[str, tuple[str, str]] = {
        "waits_for_us": (_("Venter på dere"), own),
        "look_again": (_("Se på punktet igjen"), own),
        "draft_with_us": (_("Utkast hos dere"), own),
        "replied_by_us": (_("Svar hos dere"), own),
        "waits_for_others": (_("Venter på motparten"), ""),
        "parked": (_("Uenighet notert"), ""),
        "open": (_("Åpent"), ""),
    }
    return words.get(each.status, ("", ""))


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
