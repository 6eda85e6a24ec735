"""The day of the next municipal election, for the calendars of those who then say who holds which post."""

from datetime import UTC, datetime, time

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samrad.kernel.clock import today
from samrad.notices.calendar import Entry
from samrad.parties.actor import Actor
from samrad.parties.rules import last_election, next_election
from samrad.web.notices.feed import register


@register
def election(actor: Actor) -> list[Entry]:
    """One day, for whoever writes for a municipality; the day itself too."""
    if actor.side != "municipality" or not actor.may_write:
        return []
    day = today() if last_election(today()) == today() else next_election(today())
    return [
        Entry(
            uid=f"election-{day.year}@samrad",
            sequence=0,
            summary=_("Kommunevalg"),
            start=day,
            end=day,
            stamp=datetime.combine(last_election(today()), time(), tzinfo=UTC),
            url=settings.ADDRESS + reverse("web:renew_posts"),
            text=_("Etter valget sier dere hvem som har stillingene, og ser over det som skal bekreftes."),
            language=get_language() or settings.LANGUAGE_CODE,
            is_free=True,
        )
    ]
