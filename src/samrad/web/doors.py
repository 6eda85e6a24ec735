"""Doors: who may come to an address at all. What they may do there is asked again inside.

Every view has exactly one door; a house test walks the URL table and finds none without.
"""

import functools
from collections.abc import Callable
from datetime import timedelta
from typing import Concatenate
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from samrad.kernel.answers import Denied
from samrad.kernel.clock import now
from samrad.web.errors import logged_out, not_fresh, typed_words
from samrad.web.requests import Request
from samrad.web.ways import way_back

type View[**P] = Callable[Concatenate[Request, P], HttpResponse]
FRESH = timedelta(minutes=5)
LOGGED_IN_AT = "logged_in_at"


def _marked(view: Callable[..., HttpResponse], door: str) -> Callable[..., HttpResponse]:
    view.door = door  # type: ignore[attr-defined] # read by the house test
    return view


def open_to_all[**P](view: View[P]) -> Callable[..., HttpResponse]:
    """Anyone, logged in or not."""
    return _marked(view, "all")


def for_people[**P](view: View[P]) -> Callable[..., HttpResponse]:
    """Somebody who acts in a post. Others are sent to the login, and back here after it."""

    @functools.wraps(view)
    def guarded(request: Request, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not request.user.is_authenticated:
            return to_login(request)
        if not request.actor.is_person:
            raise Denied(
                _("Du har ingen rolle i Samråd i dag. Be den som drifter løsningen, om å gi deg en.")
            )
        return view(request, *args, **kwargs)

    return _marked(guarded, "people")


def for_fresh_login[**P](view: View[P]) -> Callable[..., HttpResponse]:
    """Somebody who acts in a post and has shown who they are within five minutes."""

    @functools.wraps(view)
    def guarded(request: Request, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if request.user.is_authenticated and not has_fresh_login(request):
            if typed_words(request):
                return not_fresh(request)
            return redirect(f"{reverse('web:confirm')}?{urlencode({'next': way_back(request)})}")
        return for_people(view)(request, *args, **kwargs)

    return _marked(guarded, "fresh")


def has_fresh_login(request: Request) -> bool:
    at = parse_datetime(request.session.get(LOGGED_IN_AT, ""))
    return at is not None and now() - at <= FRESH


def to_login(request: Request) -> HttpResponse:
    """The login, and back here after it. Words that were sent are given back first, so that they are not lost."""
    if typed_words(request):
        return logged_out(request)
    return redirect(f"{reverse('web:login')}?{urlencode({'next': way_back(request)})}")
