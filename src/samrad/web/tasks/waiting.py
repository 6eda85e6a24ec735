"""One's own tasks, minutes that wait for the party's yes, and calls that wait for an answer."""

from django.urls import reverse
from django.utils import formats
from django.utils.translation import gettext as _

from samrad.kernel.clock import OSLO
from samrad.meetings.queries.meetings import calls_waiting_for
from samrad.meetings.queries.minutes import minutes_waiting_for
from samrad.meetings.queries.tasks import tasks_visible_to
from samrad.parties.actor import Actor
from samrad.web.start.waiting import Waiting, register


@register
def tasks(actor: Actor) -> list[Waiting]:
    """The open tasks of the actor's own post. Late only after the deadline."""
    if actor.post is None:
        return []
    return [
        Waiting(
            task.text,
            reverse("web:task", args=[task.pk]),
            _("Åpne oppgaven"),
            who=task.forum.name,
            due=task.due_on,
        )
        for task in tasks_visible_to(actor, owner=actor.post, only_open=True)
    ]


@register
def minutes(actor: Actor) -> list[Waiting]:
    return [
        Waiting(
            _("Godkjenn referatet fra %(meeting)s") % {"meeting": sent.meeting.title},
            reverse("web:minutes", args=[sent.meeting_id]),
            _("Les og godkjenn"),
            sent.sent_at.astimezone(OSLO).date(),
            sent.forum.name,
        )
        for sent in minutes_waiting_for(actor)
    ]


@register
def calls(actor: Actor) -> list[Waiting]:
    rows = []
    for call in calls_waiting_for(actor):
        starts_at = call.meeting.starts_at.astimezone(OSLO)
        when = _("%(forum)s, %(day)s kl. %(time)s") % {
            "forum": call.forum.name,
            "day": formats.date_format(starts_at.date(), "j. F"),
            "time": starts_at.strftime("%H.%M"),
        }
        rows.append(
            Waiting(
                _("Svar på innkallingen til %(meeting)s") % {"meeting": call.meeting.title},
                reverse("web:answer_call", args=[call.pk]),
                _("Svar"),
                call.called_at.astimezone(OSLO).date() if call.called_at else None,
                when,
            )
        )
    return rows
