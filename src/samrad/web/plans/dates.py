"""The days on which a measure is to be told of, in the calendar of whoever holds its post."""

from datetime import UTC, datetime, time, timedelta

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samrad.kernel.clock import today
from samrad.notices.calendar import Entry
from samrad.parties.actor import Actor
from samrad.plans.queries.measures import measures_due
from samrad.web.notices.feed import register

AHEAD = timedelta(days=400)


@register
def reports(actor: Actor) -> list[Entry]:
    return [
        Entry(
            uid=f"measure-report-{row.pk}@samrad",
            sequence=row.version,
            start=row.report_due_on,
            end=row.report_due_on,
            stamp=datetime.combine(row.report_due_on, time(), tzinfo=UTC),
            summary=_("Fortell hvordan «%(name)s» går") % {"name": row.name},
            url=settings.ADDRESS + reverse("web:report_measure", args=[row.pk]),
            text=_("Les mer i Samråd."),
            language=get_language() or settings.LANGUAGE_CODE,
        )
        for row in measures_due(actor, today() + AHEAD)
        if row.report_due_on
    ]
