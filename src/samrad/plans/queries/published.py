"""Plans that are published: open to everybody, logged in or not."""

from uuid import UUID

from samrad.agreements.fingerprint import fingerprint
from samrad.cooperation.models import Cooperation
from samrad.parties.actor import Actor
from samrad.parties.models import Organisation
from samrad.plans.documents import Content, content_of
from samrad.plans.models import Plan, PublishedPlan
from samrad.plans.queries.measures import measures_of


def published_plans_in(town: Organisation) -> list[PublishedPlan]:
    """What a municipality's cooperations have laid out, the newest period first. One statement."""
    rows = PublishedPlan.objects.filter(cooperation__parties__organisation=town)
    return list(rows.defer("content", "pdf").distinct().order_by("-valid_from", "name"))


def published_plan(published_id: UUID) -> PublishedPlan:
    """Refuses with `PublishedPlan.DoesNotExist`."""
    return PublishedPlan.objects.get(pk=published_id)


def text_for_all(actor: Actor, plan: Plan, cooperation: Cooperation) -> tuple[Content, str]:
    """What everybody would read of a plan as it stands now, and its fingerprint. Two statements."""
    content = content_of(plan, measures_of(actor, plan, cooperation), cooperation, for_all=True)
    return content, fingerprint(content)


def published_copy_of(plan_id: UUID) -> PublishedPlan | None:
    """Where a plan is published, if it is."""
    return PublishedPlan.objects.defer("content", "pdf").filter(plan=plan_id).first()
