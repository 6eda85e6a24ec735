"""Who takes part in a model of prevention beside municipality and police."""

from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from samrad.cooperation.words import guarded
from samrad.forums.events import PartnerJoined, PartnerLeft
from samrad.forums.models import Partner
from samrad.forums.permissions import may_order_model
from samrad.forums.prevention import model_visible_to
from samrad.kernel.answers import Refused
from samrad.kernel.clock import today
from samrad.kernel.deeds import command
from samrad.kernel.records import record
from samrad.parties.actor import Actor


@command
def add_partner(
    *, actor: Actor, model_id: UUID, kind: str, name: str, on: date | None = None, confirmed: bool = False
) -> Partner:
    """Name a house that takes part, by one of the four kinds.

    Who      the municipality (`may_order_model`).
    Refuses  nothing named; one that takes part already; a day to come or before the model began; what looks personal, until confirmed.
    Records  PartnerJoined.
    Source   V-6-a.
    """
    model = model_visible_to(actor, model_id)
    may_order_model(actor, model).require()
    day = on or today()
    if not model.begun_on <= day <= today():
        raise Refused(_("Velg en dag mellom den modellen begynte og i dag."))
    cleaned = " ".join(guarded(name, confirmed=confirmed, longest=120).split())
    if not cleaned:
        raise Refused(_("Skriv hvilken virksomhet det er."))
    if kind not in Partner.Kind.values:
        raise Refused(_("Velg hva slags partner det er."))
    try:
        with transaction.atomic():
            made = Partner.objects.create(
                cooperation_id=model.cooperation_id, model=model, kind=kind, name=cleaned, valid_from=day
            )
    except IntegrityError:
        raise Refused(_("De er med fra før.")) from None
    record(PartnerJoined(model.pk, made.pk, kind), by=actor, cooperation=model.cooperation_id)
    return made


@command
def let_partner_go(*, actor: Actor, model_id: UUID, partner_id: UUID) -> None:
    """Note that a house no longer takes part. The row stays, with its last day.

    Who      the municipality (`may_order_model`).
    Refuses  with `Partner.DoesNotExist` one that is not the model's, or has left.
    Records  PartnerLeft.
    """
    model = model_visible_to(actor, model_id)
    may_order_model(actor, model).require()
    partner = Partner.objects.select_for_update().get(pk=partner_id, model=model, valid_to=None)
    partner.valid_to = today()
    partner.save(update_fields=["valid_to"])
    record(PartnerLeft(model.pk, partner.pk), by=actor, cooperation=model.cooperation_id)
