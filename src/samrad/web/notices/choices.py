"""What a person gets by mail, where it goes, and the address of their calendar."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from samrad.notices.commands.own import choose_mail, close_calendar, open_calendar
from samrad.notices.queries import calendar_made_at, mail_choices_of
from samrad.parties.commands import change_address, choose_language
from samrad.parties.models import Person
from samrad.parties.queries import person_by_id
from samrad.web.doors import for_fresh_login, for_people
from samrad.web.forms import sent
from samrad.web.notices.forms import AddressForm, ChoicesForm
from samrad.web.pages import page
from samrad.web.requests import Request

form_page = require_http_methods(["GET", "HEAD", "POST"])


def _me(request: Request) -> Person:
    """The doors let nobody in who is not a person."""
    assert request.actor.person is not None
    return person_by_id(request.actor.person)


@for_people
@form_page
def mail_choices(request: Request) -> HttpResponse:
    """When mail comes, topic by topic."""
    me = _me(request)
    form = ChoicesForm(sent(request), choices=mail_choices_of(request.actor, me.pk))
    if request.method == "POST" and form.is_valid():
        choose_mail(actor=request.actor, person_id=me.pk, timings=form.timings)
        messages.success(request, _("Valgene dine er lagret."))
        return redirect("web:mail_choices")
    status = 422 if form.errors else 200
    return page(request, "notices/choices.html", form=form, me=me, status=status)


@for_fresh_login
@form_page
def mail_address(request: Request) -> HttpResponse:
    """Where mail goes, and in which language it is written."""
    me = _me(request)
    form = AddressForm(sent(request), initial={"email": me.email, "language": me.language})
    if request.method == "POST" and form.is_valid():
        changed = form.attempt(
            lambda: change_address(actor=request.actor, person_id=me.pk, email=form.said["email"])
        )
        if changed:
            choose_language(actor=request.actor, person_id=me.pk, language=form.said["language"])
            messages.success(request, _("Adressen og språket er lagret."))
            return redirect("web:mail_choices")
    status = 422 if form.errors else 200
    return page(request, "notices/address.html", form=form, me=me, status=status)


@for_people
@form_page
def calendar(request: Request) -> HttpResponse:
    """The address of one's own calendar. It is shown when it is made, and never again."""
    me = _me(request)
    address = ""
    if request.method == "POST":
        key = open_calendar(actor=request.actor, person_id=me.pk)
        address = settings.ADDRESS + reverse("web:calendar_feed", args=[key])
    made_at = calendar_made_at(request.actor, me.pk)
    return page(request, "notices/calendar.html", address=address, made_at=made_at)


@for_people
@require_POST
def calendar_off(request: Request) -> HttpResponse:
    """The address opens nothing any more."""
    close_calendar(actor=request.actor, person_id=_me(request).pk)
    messages.success(request, _("Kalenderadressen er slått av."))
    return redirect("web:calendar")
