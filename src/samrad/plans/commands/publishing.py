"""A plan that everybody may read: when every party has said yes to it, and until one of them takes it away."""

import hashlib
from uuid import UUID

from django.utils.translation import gettext as _

from samrad.cooperation.queries import cooperation_by_id, party_of
from samrad.kernel.answers import Refused
from samrad.kernel.clock import now
from samrad.kernel.deeds import command
from samrad.kernel.records import record
from samrad.parties.actor import Actor
from samrad.plans.documents import plan_pdf
from samrad.plans.events import PlanPublished
from samrad.plans.models import Plan, PlanYes, PublishedPlan
from samrad.plans.permissions import may_plan, may_publish
from samrad.plans.queries.plans import lacks_yes, yeses_to
from samrad.plans.queries.published import text_for_all


@command
def publish_plan(*, actor: Actor, plan_id: UUID, seen: str) -> bool:
    """Say yes for one's own party to that everybody may read the plan. With the last yes it is laid out, as a copy. Says whether it is.

    Who      those who write for a party (`may_publish`), once every party has agreed the plan.
    Shape    The copy holds what is for everybody (`content_of`): no reasons, no reports, no means, no measure that is not open.
             `seen` is the fingerprint of that text (`text_for_all`). A yes is to the text as it was; when a word of it has changed
             before the last party says yes, it counts no more.
    Refuses  a plan that was changed meanwhile.
    Records  PlanPublished.
    """
    plan = Plan.objects.select_for_update().get(pk=plan_id)
    cooperation = cooperation_by_id(actor, plan.cooperation_id)
    may_publish(actor, plan, cooperation).require()
    content, text = text_for_all(actor, plan, cooperation)
    if text != seen:
        raise Refused(_("Planen ble endret mens du leste. Les den på nytt før du sier ja."))
    assert actor.appointment  # a party's own writer
    PlanYes.objects.update_or_create(
        cooperation_id=plan.cooperation_id,
        plan=plan,
        to=PlanYes.To.PUBLISHING,
        party_id=party_of(actor, cooperation).organisation_id,
        version=plan.version,
        defaults={"by_id": actor.appointment, "at": now(), "content_hash": text},
    )
    yeses = yeses_to(actor, plan, cooperation)
    everybody = not lacks_yes(yeses, plan, cooperation, PlanYes.To.PUBLISHING, text)
    if everybody:
        pdf = plan_pdf(content)
        copy = {
            "name": plan.name,
            "forum_name": plan.forum.name,
            "language": cooperation.language,
            "valid_from": plan.valid_from,
            "content": content,
            "pdf": pdf,
            "sha256": hashlib.sha256(pdf).hexdigest(),
            "published_at": now(),
        }
        PublishedPlan.objects.update_or_create(cooperation_id=plan.cooperation_id, plan=plan, defaults=copy)
    record(PlanPublished(plan.pk, plan.version, everybody), by=actor, cooperation=plan.cooperation_id)
    return everybody


@command
def withdraw_plan(*, actor: Actor, plan_id: UUID) -> Plan:
    """Take the open copy away, or one's yes to it. To lay it out again, every party says yes anew.

    Who      those who write for a party (`may_plan`): either party, at any time.
    Records  PlanPublished.
    """
    plan = Plan.objects.select_for_update().get(pk=plan_id)
    may_plan(actor, cooperation_by_id(actor, plan.cooperation_id)).require()
    PublishedPlan.objects.filter(plan=plan).delete()
    PlanYes.objects.filter(plan=plan, to=PlanYes.To.PUBLISHING).delete()
    record(PlanPublished(plan.pk, plan.version, False), by=actor, cooperation=plan.cooperation_id)
    return plan


def take_out(plan: Plan, number: int) -> None:
    """Take a measure that is no longer for everybody out of the open copy. No deed of its own: whoever calls it has asked."""
    copy = PublishedPlan.objects.select_for_update().filter(plan=plan).first()
    if copy is None:
        return
    left = [row for row in copy.content["measures"] if row["number"] != str(number)]
    if len(left) == len(copy.content["measures"]):
        return
    copy.content = copy.content | {"measures": left}
    copy.pdf = plan_pdf(copy.content)
    copy.sha256 = hashlib.sha256(copy.pdf).hexdigest()
    copy.save(update_fields=["content", "pdf", "sha256"])
