"""In, out, and in which post."""

from allauth.account.stages import LoginStageController
from allauth.account.utils import perform_login
from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from samrad.parties.queries import demo_people
from samrad.web.doors import for_people, open_to_all
from samrad.web.forms import sent
from samrad.web.login.forms import CodeForm, ConfirmForm, LoginForm
from samrad.web.login.freshness import freshen
from samrad.web.login.stage import CodeStage
from samrad.web.middleware import ACTING_AS
from samrad.web.pages import page
from samrad.web.requests import Request
from samrad.web.ways import next_page

DEMO_PASSWORD = "samrad-demo"  # noqa: S105 # printed on the demo's own login page; no other installation has it


@open_to_all
@require_http_methods(["GET", "HEAD", "POST"])
def login(request: Request) -> HttpResponse:
    """Log in. In a demo each of its people is one button."""
    if request.user.is_authenticated and request.method != "POST":
        return redirect(next_page(request))
    form = LoginForm(sent(request), request=request)
    if request.method == "POST" and form.is_valid():
        answer: HttpResponse = perform_login(
            request, form.known_user, email_verification="none", redirect_url=next_page(request)
        )
        return answer
    return page(
        request,
        "login/login.html",
        form=form,
        next=next_page(request),
        people=demo_people() if settings.DEMO else [],
        demo_password=DEMO_PASSWORD if settings.DEMO else "",
        status=422 if form.errors else 200,
    )


@open_to_all
@require_http_methods(["GET", "HEAD", "POST"])
def code(request: Request) -> HttpResponse:
    """The second step of a login, for those who have one."""
    stage = LoginStageController.enter(request, CodeStage.key)
    if request.user.is_authenticated or stage is None:
        return redirect("web:login")
    form = CodeForm(sent(request), user=stage.login.user)
    if request.method == "POST" and form.is_valid():
        form.save()
        answer: HttpResponse = stage.exit()
        return answer
    return page(request, "login/code.html", form=form, status=422 if form.errors else 200)


@for_people
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: Request) -> HttpResponse:
    """Show once more who it is, before something that binds."""
    form = ConfirmForm(sent(request), request=request)
    if request.method == "POST" and form.is_valid():
        freshen(request)
        return redirect(next_page(request))
    return page(
        request,
        "login/confirm.html",
        form=form,
        next=next_page(request),
        demo_password=DEMO_PASSWORD if settings.DEMO else "",
        status=422 if form.errors else 200,
    )


@open_to_all
@require_POST
def log_out(request: Request) -> HttpResponse:
    logout(request)
    response = redirect("web:login")
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


@for_people
@require_POST
def act_as(request: Request) -> HttpResponse:
    """Choose in which of one's own posts to act."""
    wanted = request.POST.get("appointment", "")
    if any(str(actor.appointment) == wanted for actor in request.actors):
        request.session[ACTING_AS] = wanted
    return redirect("web:start")
