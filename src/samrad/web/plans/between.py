"""What stands between a measure and others: whom it waits for, what works against it, and whose plan was changed for it."""

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _

from samrad.cooperation.queries import living_parties
from samrad.kernel.clock import today
from samrad.plans.commands.challenges import note_adjustment, note_conflict
from samrad.plans.commands.measures import wait_for
from samrad.plans.permissions import may_change
from samrad.plans.queries.challenges import other_measures
from samrad.plans.queries.measures import measure_visible_to
from samrad.web.contacts.deeds import form_page
from samrad.web.doors import for_people
from samrad.web.forms import sent
from samrad.web.plans.challenge_forms import AdjustmentForm, ConflictForm, WaitForm
from samrad.web.plans.form_pages import plan_form
from samrad.web.requests import Request
from samrad.web.ways import address


@for_people
@form_page
def waits(request: Request, measure_id: UUID) -> HttpResponse:
    """Say whom it waits for. V-2.3-a."""
    found, cooperation = measure_visible_to(request.actor, measure_id)
    may_change(request.actor, found.plan, cooperation).require()
    parties = [party.organisation for party in living_parties(cooperation)]
    initial = {"party_id": str(found.waits_for_id or ""), "seen": found.version}
    form = WaitForm(sent(request), parties=parties, initial=initial)
    return plan_form(
        request,
        form,
        lambda: wait_for(actor=request.actor, measure_id=measure_id, party_id=form.party, seen=form.version),
        said=_("Det er lagret. Begge parter ser hvem tiltaket venter på."),
        back=address("measure", measure_id),
        cooperation=cooperation,
        heading=_("Venter tiltaket på noen?"),
        about=found.name,
        action=_("Lagre"),
    )


@for_people
@form_page
def conflict(request: Request, measure_id: UUID) -> HttpResponse:
    """Say that another measure works against it. V-2.3-a."""
    found, cooperation = measure_visible_to(request.actor, measure_id)
    may_change(request.actor, found.plan, cooperation).require()
    form = ConflictForm(sent(request), others=other_measures(request.actor, cooperation, found))
    return plan_form(
        request,
        form,
        lambda: note_conflict(
            actor=request.actor, measure_id=measure_id, confirmed=form.is_confirmed, **form.deed
        ),
        said=_("Det er notert. Det står blant utfordringene til dere har bestemt hva det blir til."),
        back=address("measure", measure_id),
        cooperation=cooperation,
        heading=_("Et tiltak som motvirker dette"),
        about=found.name,
        action=_("Noter det"),
    )


@for_people
@form_page
def adjustment(request: Request, measure_id: UUID) -> HttpResponse:
    """Note a plan that was changed so as to spare another's goal. V-2.3-k."""
    found, cooperation = measure_visible_to(request.actor, measure_id)
    may_change(request.actor, found.plan, cooperation).require()
    parties = [party.organisation for party in living_parties(cooperation)]
    own = next((str(house.pk) for house in parties if house.pk in request.actor.parties), "")
    form = AdjustmentForm(sent(request), parties=parties, initial={"party_id": own, "on": today()})
    return plan_form(
        request,
        form,
        lambda: note_adjustment(
            actor=request.actor, measure_id=measure_id, confirmed=form.is_confirmed, **form.deed
        ),
        said=_("Det er notert hvilken plan som er endret."),
        back=address("measure", measure_id),
        cooperation=cooperation,
        heading=_("En plan som er endret"),
        about=found.name,
        action=_("Noter det"),
    )
