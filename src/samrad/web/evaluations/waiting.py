"""Evaluations that wait for one's own answer, and those that can be opened."""

from django.utils.translation import gettext as _

from samrad.evaluations.queries.evaluations import ready_to_open, waiting_for_answer
from samrad.kernel.together import Steps
from samrad.parties.actor import Actor
from samrad.web.start.waiting import Waiting, register
from samrad.web.ways import address


@register
def answers(actor: Actor) -> Steps[list[Waiting]]:
    found = yield from waiting_for_answer.steps(actor)
    return [
        Waiting(
            _("Svar på evalueringen «%(title)s»") % {"title": row.title},
            address("answer_evaluation", row.pk),
            _("Svar på evalueringen"),
            row.begun_on,
            row.forum.name,
            due=row.answer_by,
        )
        for row in found
    ]


@register
def openings(actor: Actor) -> Steps[list[Waiting]]:
    found = yield from ready_to_open.steps(actor)
    return [
        Waiting(
            _("Åpne svarene på «%(title)s»") % {"title": row.title},
            address("evaluation", row.pk),
            _("Se evalueringen"),
            row.begun_on,
            row.forum.name,
        )
        for row in found
    ]
