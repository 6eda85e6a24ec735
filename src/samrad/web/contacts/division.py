"""Who does what, the contacts or the preventive unit: settled together, and confirmed by both."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from samrad.contacts.commands.division import begin_division, confirm_division, remove_task, set_task
from samrad.contacts.permissions import confirming_side, may_confirm_division, may_divide
from samrad.contacts.queries.district import district_visible_to, division_of
from samrad.parties.models import Organisation
from samrad.web.contacts.deeds import deed_page, form_page
from samrad.web.contacts.forms import TaskForm
from samrad.web.doors import for_people
from samrad.web.forms import DeedForm, seen_in, sent
from samrad.web.requests import Request
from samrad.web.ways import address


@for_people
@form_page
def tasks(request: Request, district: str) -> HttpResponse:
    """The list, open to the district's municipalities; its own people begin it and confirm it. V-5.3-g, V-5.3-h."""
    house = district_visible_to(request.actor, district)
    division, actor = division_of(house), request.actor
    form = DeedForm(sent(request))

    def begin() -> object:
        return begin_division(actor=actor, district_id=house.pk)

    def confirm() -> object:
        return confirm_division(actor=actor, district_id=house.pk, seen=form.version)

    deed: Callable[[], object] = begin if "begin" in request.POST else confirm
    said = (
        _("Listen er lagt. Endre det som er annerledes hos dere.")
        if deed is begin
        else _("Det er bekreftet.")
    )
    may_confirm = may_confirm_division(actor, house.pk)
    confirmed_on = getattr(division, f"{confirming_side(actor)}_on")
    return deed_page(
        request,
        "contacts/division.html",
        form,
        deed,
        said=said,
        back=address("division", house.slug),
        house=house,
        division=division,
        tasks=list(division.tasks.all()) if division.version else [],
        may_divide=bool(may_divide(actor, house.pk)),
        may_confirm=bool(may_confirm) and confirmed_on is None,
    )


@for_people
@form_page
def task(request: Request, district: str, number: int) -> HttpResponse:
    """Change one task, take it out, or add a new one: number 0."""
    house = district_visible_to(request.actor, district)
    may_divide(request.actor, house.pk).require()
    division = division_of(house)
    now = (
        next((row for row in division.tasks.all() if row.number == number), None)
        if division.version
        else None
    )
    if now is None and number:
        raise Http404
    initial = {"text": now.text, "main": now.main, "together": now.together} if now else {}
    form = TaskForm(sent(request), initial=initial | {"seen": division.version})
    back = address("division", house.slug)
    if request.method == "POST" and "remove" in request.POST:
        return _remove(request, house, number, back)
    return deed_page(
        request,
        "contacts/task.html",
        form,
        lambda: set_task(
            actor=request.actor,
            district_id=house.pk,
            number=number,
            seen=form.version,
            confirmed=form.is_confirmed,
            **form.said,
        ),
        said=_("Oppgaven er lagret. Begge sider bekrefter på nytt."),
        back=back,
        house=house,
        now=now,
    )


def _remove(request: Request, house: Organisation, number: int, back: str) -> HttpResponse:
    remove_task(actor=request.actor, district_id=house.pk, number=number, seen=seen_in(request))
    messages.success(request, _("Oppgaven er tatt ut. Begge sider bekrefter på nytt."))
    return redirect(back)
