"""The three clocks of each agreement that runs, for its people's calendars."""

from datetime import UTC, datetime, time

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from samrad.agreements.models import Agreement
from samrad.agreements.queries.agreements import agreements_in_force
from samrad.agreements.rules import Clock, clocks_of
from samrad.kernel.clock import today
from samrad.notices.calendar import Entry
from samrad.parties.actor import Actor
from samrad.web.notices.feed import register

TITLES = {
    "evaluation": gettext_lazy("Evaluer avtale %(years)s, %(name)s"),
    "revision": gettext_lazy("Vurder revisjon av avtale %(years)s, %(name)s"),
    "validity": gettext_lazy("Avtale %(years)s går ut, %(name)s"),
}


@register
def agreements(actor: Actor) -> list[Entry]:
    """One day for each clock. What is over has none."""
    return [
        _entry(agreement, clock)
        for agreement in agreements_in_force(actor)
        if agreement.standing(today()) in {"in_force", "upcoming"}
        for clock in clocks_of(agreement, today())
    ]


def _entry(agreement: Agreement, clock: Clock) -> Entry:
    holes = {"years": agreement.years, "name": agreement.cooperation.name}
    return Entry(
        uid=f"{clock.kind}-{agreement.pk}@samrad",
        sequence=agreement.version,
        summary=str(TITLES[clock.kind]) % holes,
        start=clock.due_on,
        end=clock.due_on,
        stamp=datetime.combine(agreement.started_on, time(), tzinfo=UTC),
        url=settings.ADDRESS + reverse("web:agreement", args=[agreement.pk]),
        text=_("Les mer i Samråd."),
        language=get_language() or settings.LANGUAGE_CODE,
    )
