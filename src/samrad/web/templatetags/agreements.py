"""How a negotiation is shown: a clause in the list, the ways to see a text, proposed dates."""

from datetime import date

from django import template
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samrad.agreements.models import Proposal
from samrad.agreements.queries.negotiation import ClauseOnTable, Table
from samrad.web.templatetags.samrad import SIDES
from samrad.web.ways import address

register = template.Library()
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


@register.inclusion_tag("components/clause_row.html")
def clause_line(each: ClauseOnTable, table: Table, current: ClauseOnTable | None = None) -> dict[str, object]:
    """One line of the clause list: a full half is a party that has accepted this wording."""
    first, last = table.parties[0], table.parties[-1]
    note, is_ours = NOTES.get(each.status, ("", False))
    return {
        "number": each.number,
        "heading": each.heading or _("Uten overskrift"),
        "url": address("clause", table.agreement.pk, each.clause.pk),
        "left": "full" if first.pk in each.accepted_by else "hollow",
        "right": "full" if last.pk in each.accepted_by else "hollow",
        "note": note,
        "tone": SIDES.get(table.us.side, "other") if is_ours else "",
        "current": current is not None and current.clause.pk == each.clause.pk,
        "status": "" if note else _("Begge har godtatt"),
    }


@register.simple_tag
def view_options(view: str) -> list[tuple[str, str, bool]]:
    """The three ways to see a text that is proposed changed."""
    return [
        (_("Endringer"), "?vis=endringer", view == "endringer"),
        (_("Ren tekst"), "?vis=tekst", view == "tekst"),
        (_("Side om side"), "?vis=side", view == "side"),
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
