"""A form that is sent twice is done once. SECURITY.md M6.

A page gives its forms a token of their own each time it is made. The same words with the same token, from the same
person to the same address, are one deed: the second is led where the first led, and told so.
"""

import json
from collections.abc import Callable
from datetime import timedelta

from django.contrib import messages
from django.db import connection
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from samrad.kernel.clock import now
from samrad.project.models import SentForm
from samrad.web.requests import Request

TOKEN = "csrfmiddlewaretoken"  # noqa: S105 # the name of a field
SECRETS = {"password", "code"}  # what shows who somebody is leaves no trace
KEPT = timedelta(days=1)
LED_ON = {302, 303}  # the deed is done, and the page that shows it can be fetched


class SentOnce:
    """Inside the request's transaction: what is undone was not sent, and of two at the same instant one waits for the other."""

    def __init__(self, get_response: Callable[[Request], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        mark = mark_of(request)
        if not mark:
            return self.get_response(request)
        if not _is_first(mark):
            messages.info(request, _("Skjemaet ble sendt to ganger. Det er lagret én gang."))
            return redirect(SentForm.objects.get(mark=mark).led_to or request.path)
        response = self.get_response(request)
        form = SentForm.objects.filter(mark=mark)
        if response.status_code in LED_ON:
            form.update(led_to=response.headers["Location"][:500])
        else:
            form.delete()  # nothing was done: it came back to be corrected, or is sent on as it is (307)
        return response


def mark_of(request: Request) -> str:
    """A fingerprint of who sent what where, from which page; empty for what is not a person's form of words."""
    if (
        request.method != "POST"
        or not request.actor.is_person
        or (request.content_type or "").startswith("multipart/")
    ):
        return ""
    if TOKEN not in request.POST or SECRETS & request.POST.keys():
        return ""
    said = json.dumps([str(request.user.pk), request.path, sorted(request.POST.lists())])
    return salted_hmac("sent-once", said, algorithm="sha256").hexdigest()


def _is_first(mark: str) -> bool:
    """Whether this is the first of its kind. Waits for one that is under way, and knows afterwards how it went."""
    SentForm.objects.filter(at__lt=now() - KEPT).delete()
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into project_sentform (mark, led_to, at) values (%s, '', %s) on conflict do nothing",
            [mark, now()],
        )
        return bool(cursor.rowcount)
