"""One's own tasks, minutes that wait for the party's yes, and calls that wait for an answer."""

from django.utils.translation import gettext as _

from samrad.kernel.clock import OSLO
from samrad.kernel.days import dated
from samrad.kernel.together import Steps
from samrad.meetings.queries.leaders import agendas_waiting_for
from samrad.meetings.queries.meetings import calls_waiting_for
from samrad.meetings.queries.minutes import minutes_waiting_for
from samrad.meetings.queries.tasks import tasks_waiting_for
from samrad.parties.actor import Actor
from samrad.web.start.waiting import Waiting, register
from samrad.web.ways import address


@register
def tasks(actor: Actor) -> Steps[list[Waiting]]:
    """The open tasks of the actor's own post. Late only after the deadline."""
    found = yield from tasks_waiting_for.steps(actor)
    return [
        Waiting(
            task.text,
            address("task", task.pk),
            _("Åpne oppgaven"),
            who=task.forum.name,
            due=task.due_on,
        )
        for task in found
    ]


@register
def minutes(actor: Actor) -> Steps[list[Waiting]]:
    found = yield from minutes_waiting_for.steps(actor)
    return [
        Waiting(
            _("Godkjenn referatet fra %(meeting)s") % {"meeting": sent.meeting.title},
            address("minutes", sent.meeting_id),
            _("Les og godkjenn"),
            sent.sent_at.astimezone(OSLO).date(),
            sent.forum.name,
        )
        for sent in found
    ]


@register
def agendas(actor: Actor) -> Steps[list[Waiting]]:
    """What a police contact has drafted for the actor, who says yes to it. V-5.1-h."""
    found = yield from agendas_waiting_for.steps(actor)
    return [
        Waiting(
            _("Godkjenn sakslisten til %(meeting)s") % {"meeting": meeting.title},
            address("meeting", meeting.pk),
            _("Se over og godkjenn"),
            meeting.approval_asked_at.astimezone(OSLO).date(),
            meeting.forum.name,
        )
        for meeting in found
        if meeting.approval_asked_at
    ]


@register
def calls(actor: Actor) -> Steps[list[Waiting]]:
    rows, found = [], (yield from calls_waiting_for.steps(actor))
    for call in found:
        starts_at = call.meeting.starts_at.astimezone(OSLO)
        when = _("%(forum)s, %(day)s kl. %(time)s") % {
            "forum": call.forum.name,
            "day": dated(starts_at.date(), "short"),
            "time": starts_at.strftime("%H.%M"),
        }
        rows.append(
            Waiting(
                _("Svar på innkallingen til %(meeting)s") % {"meeting": call.meeting.title},
                address("answer_call", call.pk),
                _("Svar"),
                call.called_at.astimezone(OSLO).date() if call.called_at else None,
                when,
            )
        )
    return rows
