"""What the parties understand together of a focus area, and what they say to each other about it and about measures."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samrad.cooperation.commands.understanding import (
    comment_on_area,
    confirm_summary,
    propose_summary,
    say_differing,
    take_back_comment,
)
from samrad.cooperation.models import Comment, Cooperation
from samrad.cooperation.permissions import may_comment, may_write_in
from samrad.cooperation.queries.aims import focus_area_visible_to
from samrad.cooperation.queries.understanding import Thread, threads_of, understanding_of
from samrad.plans.commands.talking import comment_on_measure
from samrad.plans.queries.measures import measure_visible_to
from samrad.web.contacts.deeds import form_page
from samrad.web.doors import for_people
from samrad.web.forms import seen_in, sent
from samrad.web.plans.aim_forms import CommentForm, DifferingForm, SummaryForm
from samrad.web.plans.form_pages import plan_form
from samrad.web.requests import Request
from samrad.web.ways import address


@for_people
@form_page
def summary(request: Request, area_id: UUID) -> HttpResponse:
    """Propose how things stand."""
    area, cooperation = focus_area_visible_to(request.actor, area_id)
    may_write_in(request.actor, cooperation).require()
    standing = understanding_of(request.actor, area, cooperation).summary
    initial = {"text": standing.text, "seen": standing.number} if standing else {"seen": 0}
    form = SummaryForm(sent(request), initial=initial)
    return plan_form(
        request,
        form,
        lambda: propose_summary(
            actor=request.actor, area_id=area.pk, seen=form.version, confirmed=form.is_confirmed, **form.said
        ),
        said=_("Forslaget står på satsingsområdet. De andre leser det, og sier om de er enige."),
        back=address("focus_area", area.pk),
        cooperation=cooperation,
        heading=_("Slik ser vi det sammen"),
        about=area.name,
        action=_("Foreslå oppsummeringen"),
    )


@for_people
@require_POST
def agree(request: Request, area_id: UUID) -> HttpResponse:
    """One party's yes to what stands there."""
    focus_area_visible_to(request.actor, area_id)
    confirm_summary(actor=request.actor, area_id=area_id, seen=seen_in(request))
    messages.success(request, _("Dere har sagt ja til oppsummeringen."))
    return redirect("web:focus_area", area_id)


@for_people
@form_page
def differing(request: Request, area_id: UUID) -> HttpResponse:
    """Say what one's own party sees differently."""
    area, cooperation = focus_area_visible_to(request.actor, area_id)
    may_write_in(request.actor, cooperation).require()
    rows = understanding_of(request.actor, area, cooperation).differing
    ours = next((row for row in rows if row.party_id in request.actor.parties), None)
    initial = {"text": ours.text, "seen": ours.version} if ours else {"seen": 0}
    form = DifferingForm(sent(request), initial=initial)

    def deed() -> bool:
        say_differing(
            actor=request.actor, area_id=area.pk, seen=form.version, confirmed=form.is_confirmed, **form.said
        )
        return True

    return plan_form(
        request,
        form,
        deed,
        said=_("Det er lagret. Alle parter leser det."),
        back=address("focus_area", area.pk),
        cooperation=cooperation,
        heading=_("Dette ser vi annerledes"),
        about=area.name,
        action=_("Lagre"),
    )


def _answered(request: Request, threads: list[Thread]) -> Comment | None:
    """What is answered: `?svar=` names a comment of this very talk."""
    asked = request.GET.get("svar", "")
    if not asked:
        return None
    for thread in threads:
        for comment in (thread.first, *thread.answers):
            if str(comment.pk) == asked:
                return comment
    raise Comment.DoesNotExist


@for_people
@form_page
def on_area(request: Request, area_id: UUID) -> HttpResponse:
    """Say something about a focus area, or answer."""
    area, cooperation = focus_area_visible_to(request.actor, area_id)
    threads = threads_of(request.actor, cooperation, area=area.pk)
    write = partial(comment_on_area, area_id=area.pk)
    return _comment(request, cooperation, threads, write, area.name, address("focus_area", area.pk))


@for_people
@form_page
def on_measure(request: Request, measure_id: UUID) -> HttpResponse:
    """Say something about a measure, or answer."""
    found, cooperation = measure_visible_to(request.actor, measure_id)
    threads = threads_of(request.actor, cooperation, measure=found.pk)
    write = partial(comment_on_measure, measure_id=found.pk)
    return _comment(request, cooperation, threads, write, found.name, address("measure", found.pk))


def _comment(
    request: Request,
    cooperation: Cooperation,
    threads: list[Thread],
    write: Callable[..., Comment],
    name: str,
    back: str,
) -> HttpResponse:
    may_comment(request.actor, cooperation).require()
    first = _answered(request, threads)
    form = CommentForm(sent(request))
    return plan_form(
        request,
        form,
        lambda: write(
            actor=request.actor,
            answers=first.pk if first else None,
            confirmed=form.is_confirmed,
            **form.said,
        ),
        said=_("Det står i samtalen. Alle parter leser det."),
        back=back,
        cooperation=cooperation,
        heading=_("Svar") if first else _("Skriv i samtalen"),
        about=first.text if first else name,
        action=_("Send svaret") if first else _("Send kommentaren"),
    )


@for_people
@require_POST
def take_back(request: Request, comment_id: UUID) -> HttpResponse:
    """Take a comment back."""
    comment = take_back_comment(actor=request.actor, comment_id=comment_id)
    messages.success(request, _("Kommentaren er trukket. Teksten er borte for alle."))
    if comment.measure:
        return redirect("web:measure", comment.measure)
    return redirect("web:focus_area", comment.focus_area_id)
