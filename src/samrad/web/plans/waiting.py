"""Measures of one's own that are to be told of, posts that stand empty, promises, and plans that run out."""

from datetime import timedelta

from django.utils.translation import gettext as _

from samrad.kernel.clock import today
from samrad.kernel.together import Steps
from samrad.parties.actor import Actor
from samrad.plans.queries.measures import measures_due, measures_to_accept, measures_without_holder
from samrad.plans.queries.plans import plans_to_renew
from samrad.plans.queries.promises import promises_waiting_for
from samrad.web.start.waiting import Waiting, register
from samrad.web.ways import address

AHEAD, BEFORE_THE_END = timedelta(days=14), timedelta(days=90)


@register
def measures(actor: Actor) -> Steps[list[Waiting]]:
    """Reports due within two weeks, from the actor's own post."""
    found = yield from measures_due.steps(actor, today() + AHEAD)
    return [
        Waiting(
            measure.name,
            address("report_measure", measure.pk),
            _("Fortell hvordan det går"),
            who=measure.plan.name,
            due=measure.report_due_on,
        )
        for measure in found
    ]


@register
def given(actor: Actor) -> Steps[list[Waiting]]:
    """Measures given to the actor's own post that nobody has taken on. V-4-j."""
    found = yield from measures_to_accept.steps(actor)
    return [
        Waiting(
            measure.name, address("own_measure", measure.pk), _("Ta imot tiltaket"), who=measure.plan.name
        )
        for measure in found
    ]


@register
def empty_posts(actor: Actor) -> Steps[list[Waiting]]:
    """Measures of one's own party whose post nobody holds."""
    found = yield from measures_without_holder.steps(actor)
    return [
        Waiting(
            measure.name,
            address("change_measure", measure.pk),
            _("Gi tiltaket en ansvarlig"),
            who=_("%(post)s: ingen har stillingen nå") % {"post": measure.owner.title},
        )
        for measure in found
    ]


@register
def promises(actor: Actor) -> Steps[list[Waiting]]:
    """Promises that the actor's post answers for, due within two weeks or late."""
    found = yield from promises_waiting_for.steps(actor)
    return [
        Waiting(
            promise.text,
            address("promise", promise.pk),
            _("Si hva det ble til"),
            who=promise.cooperation.name,
            due=promise.due_on,
        )
        for promise in found
        if promise.due_on <= today() + AHEAD
    ]


@register
def plans(actor: Actor) -> Steps[list[Waiting]]:
    """Agreed plans that run out within ninety days. V-4-l."""
    found = yield from plans_to_renew.steps(actor, today() + BEFORE_THE_END)
    return [
        Waiting(
            _("Planen går ut: %(name)s") % {"name": plan.name},
            address("plan", plan.pk),
            _("Se planen"),
            who=plan.forum.name,
            due=plan.valid_to,
        )
        for plan in found
    ]
