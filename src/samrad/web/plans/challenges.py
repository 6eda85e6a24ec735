"""Challenges seen across the parties: two columns, what nobody answers for, what is stuck, and what works against each other."""

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samrad.cooperation.commands.challenges import set_consequences
from samrad.cooperation.permissions import may_write_in
from samrad.cooperation.queries import cooperation_visible_to, living_parties
from samrad.meetings.queries.tasks import decisions_to_rest_on
from samrad.plans.commands.challenges import set_means, settle_conflict
from samrad.plans.queries.challenges import (
    challenge_visible_to,
    challenges_across,
    conflict_visible_to,
    conflicts_in,
    waiting_measures,
)
from samrad.web.contacts.deeds import form_page
from samrad.web.doors import for_people
from samrad.web.forms import sent
from samrad.web.pages import page
from samrad.web.plans.challenge_forms import ConsequencesForm, MeansForm, SettleForm
from samrad.web.plans.form_pages import ROOM, plan_form
from samrad.web.requests import Request
from samrad.web.ways import address


@for_people
@require_safe
def challenges(request: Request, slug: str) -> HttpResponse:
    """All of them, and what stands open between the parties. V-2.3-a."""
    cooperation = cooperation_visible_to(request.actor, slug)
    rows = challenges_across(request.actor, cooperation)
    return page(
        request,
        "plans/challenges.html",
        cooperation=cooperation,
        room=ROOM,
        open=[row for row in rows if row.lacks],
        others=[row for row in rows if not row.lacks],
        waiting=waiting_measures(request.actor, cooperation),
        conflicts=conflicts_in(request.actor, cooperation),
        parties=[party.organisation for party in living_parties(cooperation)],
    )


@for_people
@require_safe
def challenge(request: Request, challenge_id: UUID) -> HttpResponse:
    """One challenge: a column for each party, its measures, and what it costs. V-2-d, V-8-a."""
    found, cooperation = challenge_visible_to(request.actor, challenge_id)
    parties = [party.organisation for party in living_parties(cooperation)]
    return page(
        request,
        "plans/challenge.html",
        cooperation=cooperation,
        room=ROOM,
        found=found,
        challenge=found.challenge,
        columns=[(party, found.means.get(party.pk), party.pk in request.actor.parties) for party in parties],
        may_write=may_write_in(request.actor, cooperation),
    )


@for_people
@form_page
def means(request: Request, challenge_id: UUID) -> HttpResponse:
    """One's own column."""
    found, cooperation = challenge_visible_to(request.actor, challenge_id)
    may_write_in(request.actor, cooperation).require()
    own = next((row for party, row in found.means.items() if party in request.actor.parties), None)
    initial = {"can": own.can, "needs": own.needs, "seen": own.version} if own else {"seen": 0}
    form = MeansForm(sent(request), initial=initial)
    return plan_form(
        request,
        form,
        lambda: (
            set_means(
                actor=request.actor,
                challenge_id=challenge_id,
                seen=form.version,
                confirmed=form.is_confirmed,
                **form.said,
            ),
        ),
        said=_("Det er lagret. Den andre parten ser det."),
        back=address("challenge", challenge_id),
        cooperation=cooperation,
        heading=_("Hva dere kan gjøre, og hva dere trenger"),
        about=str(found.challenge),
        action=_("Lagre"),
    )


@for_people
@form_page
def consequences(request: Request, challenge_id: UUID) -> HttpResponse:
    """What it costs, with the source."""
    found, cooperation = challenge_visible_to(request.actor, challenge_id)
    may_write_in(request.actor, cooperation).require()
    row = found.challenge
    names = ("for_people", "for_society", "told_by")
    initial = {name: getattr(row, name) for name in names} | {"seen": row.version}
    form = ConsequencesForm(sent(request), initial=initial)
    return plan_form(
        request,
        form,
        lambda: set_consequences(
            actor=request.actor,
            challenge_id=challenge_id,
            seen=form.version,
            confirmed=form.is_confirmed,
            **form.said,
        ),
        said=_("Det er lagret. Den andre parten ser det."),
        back=address("challenge", challenge_id),
        cooperation=cooperation,
        heading=_("Hva utfordringen koster"),
        about=str(row),
        action=_("Lagre"),
    )


@for_people
@form_page
def settle(request: Request, conflict_id: UUID) -> HttpResponse:
    """Say what became of two measures that work against each other."""
    found, cooperation = conflict_visible_to(request.actor, conflict_id)
    may_write_in(request.actor, cooperation).require()
    decisions = [(str(key), name) for key, name in decisions_to_rest_on(request.actor, cooperation.pk)]
    form = SettleForm(sent(request), decisions=decisions)
    return plan_form(
        request,
        form,
        lambda: settle_conflict(
            actor=request.actor, conflict_id=conflict_id, confirmed=form.is_confirmed, **form.deed
        ),
        said=_("Det er lagret, og begge parter ser det."),
        back=address("challenges", cooperation.slug),
        cooperation=cooperation,
        heading=_("Hva det ble til"),
        about=f"{found.one.name} · {found.other.name}",
        action=_("Lagre"),
    )
