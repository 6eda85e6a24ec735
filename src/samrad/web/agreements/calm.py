"""When the time for a deed is past: say so, and show how things stand."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from samrad.agreements.models import Agreement
from samrad.kernel.answers import Answer
from samrad.web.requests import Request


def calmly(request: Request, agreement: Agreement, answer: Answer) -> HttpResponse:
    """The reason as a message on the agreement's own page. Who may never do it, is refused."""
    if answer.never:
        answer.require()
    messages.info(request, str(answer.reason))
    return redirect("web:agreement", agreement.pk)
