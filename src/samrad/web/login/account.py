"""A person's own login: the second factor, and where they are logged in."""

import base64

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.flows import generate_recovery_codes, view_recovery_codes
from allauth.mfa.totp.internal.flows import activate_totp, deactivate_totp
from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samrad.web.doors import for_fresh_login, for_people
from samrad.web.forms import sent
from samrad.web.login.forms import NewCodeForm
from samrad.web.pages import page
from samrad.web.requests import Request

BROWSERS = {"Edg/": "Edge", "OPR/": "Opera", "Firefox/": "Firefox", "Chrome/": "Chrome", "Safari/": "Safari"}
SYSTEMS = {
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Android": "Android",
    "Windows": "Windows",
    "Mac OS": "Mac",
    "Linux": "Linux",
}


@for_people
@require_safe
def account(request: Request) -> HttpResponse:
    """How I log in, and where I am logged in."""
    logins = [(_browser(login.browser), login) for login in request.session.logins()]
    return page(
        request,
        "login/account.html",
        username=request.user.get_username(),
        has_second_factor=is_mfa_enabled(request.user),
        logins=logins,
    )


@for_people
@require_POST
def end_logins(request: Request) -> HttpResponse:
    """Log out everywhere but here."""
    request.session.end_others()
    messages.success(request, _("Du er logget ut alle andre steder."))
    return redirect("web:account")


@for_fresh_login
@require_http_methods(["GET", "HEAD", "POST"])
def second_factor(request: Request) -> HttpResponse:
    """Take a second factor into use: tell an app the secret, and try its first code."""
    if is_mfa_enabled(request.user):
        return redirect("web:account")
    form = NewCodeForm(sent(request), user=request.user)
    if request.method == "POST" and form.is_valid():
        activate_totp(request, form)
        messages.success(request, _("Totrinnsinnlogging er på. Ta vare på reservekodene."))
        return redirect("web:recovery_codes")
    adapter = get_adapter()
    drawing = adapter.build_totp_svg(adapter.build_totp_url(request.user, form.secret))
    return page(
        request,
        "login/second_factor.html",
        form=form,
        secret=form.secret,
        drawing=f"data:image/svg+xml;base64,{base64.b64encode(drawing.encode()).decode()}",
        status=422 if form.errors else 200,
    )


@for_fresh_login
@require_POST
def second_factor_off(request: Request) -> HttpResponse:
    """Log in with the password alone from now on."""
    for factor in request.user.authenticator_set.filter(type=Authenticator.Type.TOTP):
        deactivate_totp(request, factor)
        messages.success(request, _("Totrinnsinnlogging er av."))
    return redirect("web:account")


@for_fresh_login
@require_http_methods(["GET", "HEAD", "POST"])
def recovery_codes(request: Request) -> HttpResponse:
    """The codes for the day the phone is gone. New ones make the old worthless."""
    if not is_mfa_enabled(request.user):
        return redirect("web:account")
    if request.method == "POST":
        generate_recovery_codes(request)
        messages.success(request, _("Du har fått nye reservekoder. De gamle virker ikke lenger."))
        return redirect("web:recovery_codes")
    spare, _may_be_seen = view_recovery_codes(request)
    return page(request, "login/recovery_codes.html", codes=spare.get_unused_codes() if spare else [])


def _browser(agent: str) -> str:
    """What a person calls their browser: «Firefox på Windows»."""
    browser = next((name for mark, name in BROWSERS.items() if mark in agent), "")
    system = next((name for mark, name in SYSTEMS.items() if mark in agent), "")
    if browser and system:
        return _("%(browser)s på %(system)s") % {"browser": browser, "system": system}
    return browser or system or _("Ukjent nettleser")
