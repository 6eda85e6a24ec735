"""The day to answer by, in the calendars of those who have not answered."""

from datetime import UTC, datetime, time

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samrad.evaluations.queries.evaluations import waiting_for_answer
from samrad.notices.calendar import Entry
from samrad.parties.actor import Actor
from samrad.web.notices.feed import register


@register
def answers(actor: Actor) -> list[Entry]:
    return [
        Entry(
            uid=f"evaluation-answer-{row.pk}@samrad",
            sequence=row.version,
            start=row.answer_by,
            end=row.answer_by,
            stamp=datetime.combine(row.begun_on, time(), tzinfo=UTC),
            summary=_("Svar på evalueringen «%(title)s»") % {"title": row.title},
            url=settings.ADDRESS + reverse("web:answer_evaluation", args=[row.pk]),
            text=_("Les mer i Samråd."),
            language=get_language() or settings.LANGUAGE_CODE,
        )
        for row in waiting_for_answer(actor)
        if row.answer_by
    ]
