"""A page with one form behind which stands one command."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from samrad.kernel.answers import Sentence
from samrad.web.forms import DeedForm
from samrad.web.pages import page
from samrad.web.requests import Request

form_page = require_http_methods(["GET", "HEAD", "POST"])


def deed_page(
    request: Request,
    template: str,
    form: DeedForm,
    deed: Callable[[], object],
    *,
    said: Sentence,
    back: str,
    **context: Any,
) -> HttpResponse:
    """Show the form; when it is sent, do the deed, say so and go back. Everything typed stays when the answer is no."""
    if request.method == "POST" and form.is_valid() and form.attempt(deed) is not None:
        messages.success(request, str(said))
        return redirect(back)
    status = 422 if form.errors else 200
    return page(request, template, form=form, back=back, status=status, **context)
