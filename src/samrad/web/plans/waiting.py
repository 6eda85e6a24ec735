"""Measures of one's own that are to be told of, posts that stand empty, promises, and plans that run out."""

from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from samrad.kernel.clock import today
from samrad.parties.actor import Actor
from samrad.plans.queries.measures import measures_due, measures_without_holder
from samrad.plans.queries.plans import plans_to_renew
from samrad.plans.queries.promises import promises_waiting_for
from samrad.web.start.waiting import Waiting, register

AHEAD, BEFORE_THE_END = timedelta(days=14), timedelta(days=90)


@register
def measures(actor: Actor) -> list[Waiting]:
    """Reports due within two weeks, from the actor's own post."""
    return [
        Waiting(
            measure.name,
            reverse("web:report_measure", args=[measure.pk]),
            _("Fortell hvordan det går"),
            who=measure.plan.name,
            due=measure.report_due_on,
        )
        for measure in measures_due(actor, today() + AHEAD)
    ]


@register
def empty_posts(actor: Actor) -> list[Waiting]:
    """Measures of one's own party whose post nobody holds."""
    return [
        Waiting(
            measure.name,
            reverse("web:change_measure", args=[measure.pk]),
            _("Gi tiltaket en ansvarlig"),
            who=_("%(post)s: ingen har stillingen nå") % {"post": measure.owner.title},
        )
        for measure in measures_without_holder(actor)
    ]


@register
def promises(actor: Actor) -> list[Waiting]:
    """Promises that the actor's post answers for, due within two weeks or late."""
    return [
        Waiting(
            promise.text,
            reverse("web:promise", args=[promise.pk]),
            _("Si hva det ble til"),
            who=promise.cooperation.name,
            due=promise.due_on,
        )
        for promise in promises_waiting_for(actor)
        if promise.due_on <= today() + AHEAD
    ]


@register
def plans(actor: Actor) -> list[Waiting]:
    """Agreed plans that run out within ninety days. V-4-l."""
    return [
        Waiting(
            _("Planen går ut: %(name)s") % {"name": plan.name},
            reverse("web:plan", args=[plan.pk]),
            _("Se planen"),
            who=plan.forum.name,
            due=plan.valid_to,
        )
        for plan in plans_to_renew(actor, today() + BEFORE_THE_END)
    ]
