"""Who may do what with plans, measures and promises, and why not."""

from django.utils.translation import gettext_lazy as _

from samrad.cooperation.models import Cooperation
from samrad.cooperation.permissions import ONLY_WRITERS, OUTSIDE, may_write_in
from samrad.cooperation.queries import stands_inside
from samrad.kernel.answers import Answer, denied, not_now, yes
from samrad.parties.actor import Actor
from samrad.plans.models import Measure, Plan, Promise

ENDED = _("Planen er avsluttet og endres ikke mer.")


def may_plan(actor: Actor, cooperation: Cooperation) -> Answer:
    """Whoever writes for a party makes plans and measures. Alike for all parties. V-4-n."""
    return may_write_in(actor, cooperation)


def may_change(actor: Actor, plan: Plan, cooperation: Cooperation) -> Answer:
    allowed = may_write_in(actor, cooperation)
    if not allowed:
        return allowed
    return yes if plan.is_open else not_now(ENDED)


def may_approve(actor: Actor, plan: Plan, cooperation: Cooperation) -> Answer:
    """Each party says yes for itself, to what stands there now."""
    allowed = may_change(actor, plan, cooperation)
    if not allowed:
        return allowed
    if plan.state != Plan.State.DRAFT:
        return not_now(_("Planen er vedtatt."))
    return yes


def may_publish(actor: Actor, plan: Plan, cooperation: Cooperation) -> Answer:
    """Each party says yes for itself to that everybody may read what all of them have agreed."""
    allowed = may_change(actor, plan, cooperation)
    if not allowed:
        return allowed
    if plan.state != Plan.State.AGREED:
        return not_now(_("Planen er et utkast. Den kan legges ut når alle parter har vedtatt den."))
    return yes


def may_accept(actor: Actor, measure: Measure) -> Answer:
    """Whoever holds the owning post, whichever house it is in, and nobody for them. V-4-j."""
    if actor.post is None or actor.post != measure.owner_id:
        return denied(_("Bare den som har stillingen tiltaket er lagt til, kan ta det imot."))
    if not measure.is_open:
        return not_now(_("Tiltaket er avsluttet. Det er ikke noe å ta imot."))
    if measure.accepted_on is not None:
        return not_now(_("Tiltaket er tatt imot."))
    return yes


def may_report(actor: Actor, measure: Measure) -> Answer:
    """Whoever holds the owning post, by login or by the link in the mail; and whoever writes for a party."""
    if not measure.is_open:
        return not_now(_("Tiltaket er avsluttet. Det kan ikke meldes noe mer om det."))
    if actor.post is not None and actor.post == measure.owner_id:
        return yes
    if not stands_inside(actor, measure.cooperation):
        return denied(OUTSIDE)
    return yes if actor.may_write else denied(ONLY_WRITERS)


def may_promise(actor: Actor, cooperation: Cooperation) -> Answer:
    """Either party may write down what an agreement obliges a party to."""
    return may_write_in(actor, cooperation)


def may_mark(actor: Actor, promise: Promise, cooperation: Cooperation) -> Answer:
    """Either party may say whether a promise was kept; both see who said so."""
    allowed = may_write_in(actor, cooperation)
    if not allowed:
        return allowed
    if promise.closed_on is not None:
        return not_now(_("Forpliktelsen er avsluttet."))
    return yes
