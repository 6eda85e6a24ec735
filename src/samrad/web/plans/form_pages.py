"""A form about plans, measures or what lies behind them, on a page of its own."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse

from samrad.cooperation.models import Cooperation
from samrad.kernel.answers import Sentence
from samrad.web.contacts.deeds import deed_page
from samrad.web.forms import DeedForm
from samrad.web.requests import Request

ROOM = "measures"


def plan_form(
    request: Request,
    form: DeedForm,
    deed: Callable[[], object],
    *,
    cooperation: Cooperation,
    heading: Sentence,
    action: Sentence,
    about: str = "",
    said: Sentence,
    back: str,
    **context: Any,
) -> HttpResponse:
    """`heading` is what is done, `about` what it is done with, `action` what stands on the button."""
    return deed_page(
        request,
        "plans/aim_form.html",
        form,
        deed,
        said=said,
        back=back,
        cooperation=cooperation,
        room=ROOM,
        heading=heading,
        about=about,
        action=action,
        **context,
    )
