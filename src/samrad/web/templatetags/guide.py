"""How the guide speaks on a page: the words for its strengths, and what it says beside a clause."""

from django import template
from django.utils.translation import get_language, gettext_lazy

from samrad.agreements.models import Agreement, Clause
from samrad.guide.editions import latest

register = template.Library()

STRENGTHS = {
    "must": gettext_lazy("Skal"),
    "should": gettext_lazy("Bør"),
    "may": gettext_lazy("Kan"),
    "voluntary": gettext_lazy("Frivillig"),
}


@register.filter
def strength(code: str) -> object:
    """«Skal», «Bør», «Kan», «Frivillig»; a mere fact has none."""
    return STRENGTHS.get(code, "")


@register.inclusion_tag("guide/advice.html")
def advice(clause: Clause, agreement: Agreement) -> dict[str, object]:
    """What the guide says beside this clause, if it says anything. In the reader's language: it is no part of the text."""
    edition = latest()
    found = edition.advice_for(clause.role, agreement.kind)
    if found is None:
        return {"found": None}
    words = found.words[get_language() or "nb"]
    return {"found": found, "words": words, "edition": edition}
