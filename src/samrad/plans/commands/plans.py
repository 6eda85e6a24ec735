"""A plan of a forum: made, agreed by every party, anchored in each house, and ended with a look back."""

from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from samrad.cooperation.models import Cooperation
from samrad.cooperation.queries import cooperation_by_id, party_of
from samrad.cooperation.words import guarded
from samrad.forums.queries import forum_visible_to
from samrad.kernel.answers import Refused, Stale
from samrad.kernel.clock import now, today
from samrad.kernel.deeds import command
from samrad.kernel.records import record
from samrad.parties.actor import Actor
from samrad.plans.events import PlanAnchored, PlanApproved, PlanEnded, PlanSet
from samrad.plans.models import Anchoring, Measure, Plan, PlanYes
from samrad.plans.permissions import may_approve, may_change, may_plan
from samrad.plans.queries.measures import owners_for
from samrad.plans.queries.plans import OPEN, lacks_yes, yeses_to

LONGEST = 10_000
LONGEST_PERIOD = 12  # years


@command
def set_plan(
    *,
    actor: Actor,
    forum_id: UUID,
    kind: str,
    name: str,
    valid_from: date,
    valid_to: date,
    challenge: str = "",
    about: str = "",
    plan_id: UUID | None = None,
    seen: int = 0,
    confirmed: bool = False,
) -> Plan:
    """Make a plan for a forum, or change one. A change of an agreed plan asks every party's yes anew.

    Who      those who write for a party (`may_plan`).
    Shape    `plan_id` is given for a change.
    Refuses  no name; a period that ends before it begins or is too long; an action plan without its challenge; an ended plan;
             a save on top of another's.
    Records  PlanSet.
    Source   V-2-a, V-4-l, V-4-n. It needs no agreement.
    """
    forum = forum_visible_to(actor, forum_id)
    may_plan(actor, forum.cooperation).require()
    plan = _to_change(actor, plan_id, seen) if plan_id else Plan(version=0)
    if plan_id and plan.forum_id != forum.pk:
        raise Plan.DoesNotExist
    plan.kind = Plan.Kind(kind)
    plan.cooperation_id, plan.forum = forum.cooperation_id, forum
    plan.name = _line(name, confirmed, 160)
    plan.challenge = _line(challenge, confirmed, 200)
    plan.about = guarded(about, confirmed=confirmed, longest=LONGEST)
    plan.valid_from, plan.valid_to = valid_from, valid_to
    _require_sound(plan)
    plan.state, plan.agreed_on = Plan.State.DRAFT, None
    plan.version += 1
    plan.save()
    record(PlanSet(plan.pk, forum.pk, plan.version), by=actor, cooperation=plan.cooperation_id)
    return plan


def _require_sound(plan: Plan) -> None:
    if not plan.name:
        raise Refused(_("Skriv hva planen heter."))
    if plan.valid_to < plan.valid_from:
        raise Refused(_("Siste dag kan ikke være før den første. Rett datoene."))
    if plan.valid_to.year - plan.valid_from.year > LONGEST_PERIOD:
        raise Refused(_("En plan kan gjelde i høyst tolv år. Velg en kortere periode."))
    if plan.kind == Plan.Kind.ACTION and not plan.challenge:
        raise Refused(_("Skriv hvilken utfordring handlingsplanen gjelder."))


def _line(text: str, confirmed: bool, longest: int) -> str:
    return " ".join(guarded(text, confirmed=confirmed, longest=longest).split())


def _to_change(actor: Actor, plan_id: UUID, seen: int) -> Plan:
    plan = Plan.objects.select_for_update().get(pk=plan_id)
    may_change(actor, plan, cooperation_by_id(actor, plan.cooperation_id)).require()
    if plan.version != seen:
        raise Stale(
            _("Noen endret planen mens du skrev. Les det som står der nå, og lagre på nytt."),
            theirs=f"{plan.name}\n{plan.about}",
            version=plan.version,
        )
    return plan


@command
def approve_plan(*, actor: Actor, plan_id: UUID, seen: int) -> Plan:
    """Say yes to a plan for one's own party, and to its measures as they stand. With the last party's yes it is agreed.

    Who      those who write for a party (`may_approve`).
    Refuses  a plan that was changed meanwhile; one without measures.
    Records  PlanApproved.
    Source   V-4-l: approved by both.
    """
    plan = Plan.objects.select_for_update().get(pk=plan_id)
    cooperation = cooperation_by_id(actor, plan.cooperation_id)
    may_approve(actor, plan, cooperation).require()
    if plan.version != seen:
        raise Refused(_("Planen ble endret mens du leste. Les den på nytt før du vedtar den."))
    if not Measure.objects.filter(plan=plan).exists():
        raise Refused(_("Planen har ingen tiltak ennå. Legg inn minst ett før dere vedtar den."))
    assert actor.appointment  # a party's own writer
    PlanYes.objects.get_or_create(
        cooperation_id=plan.cooperation_id,
        plan=plan,
        to=PlanYes.To.PLAN,
        party_id=party_of(actor, cooperation).organisation_id,
        version=plan.version,
        defaults={"by_id": actor.appointment, "at": now()},
    )
    everybody = not lacks_yes(yeses_to(actor, plan, cooperation), plan, cooperation, PlanYes.To.PLAN)
    if everybody:
        plan.state, plan.agreed_on = Plan.State.AGREED, today()
        plan.save(update_fields=["state", "agreed_on"])
    event = PlanApproved(plan.pk, plan.forum_id, plan.version, everybody)
    record(event, by=actor, cooperation=plan.cooperation_id)
    return plan


@command
def end_plan(
    *,
    actor: Actor,
    plan_id: UUID,
    reason: str,
    learned: str = "",
    wise: str = "",
    seen: int,
    confirmed: bool = False,
) -> Plan:
    """End a plan, with the reason and, for those who like, what was learned and what would be wise.

    Who      those who write for a party (`may_change`).
    Refuses  no reason; measures that nobody has said what became of; a save on top of another's.
    Records  PlanEnded.
    Source   V-8-f.
    """
    plan = _to_change(actor, plan_id, seen)
    may_change(actor, plan, cooperation_by_id(actor, plan.cooperation_id)).require()
    words = guarded(reason, confirmed=confirmed, longest=LONGEST)
    if not words:
        raise Refused(_("Skriv hvorfor planen avsluttes."))
    if Measure.objects.filter(plan=plan, state__in=OPEN).exists():
        raise Refused(_("Noen tiltak er fortsatt åpne. Si hva det ble av dem før planen avsluttes."))
    plan.ended_reason, plan.ended_on, plan.state = words, today(), Plan.State.ENDED
    plan.learned = guarded(learned, confirmed=confirmed, longest=LONGEST)
    plan.wise = guarded(wise, confirmed=confirmed, longest=LONGEST)
    plan.version += 1
    plan.save()
    record(PlanEnded(plan.pk, plan.forum_id), by=actor, cooperation=plan.cooperation_id)
    return plan


@command
def anchor_plan(
    *,
    actor: Actor,
    plan_id: UUID,
    kind: str,
    body: str,
    on: date,
    channel: str = "",
    reference: str = "",
    responsible_id: UUID | None = None,
    takes_part: bool = False,
    resources: str = "",
    confirmed: bool = False,
) -> Anchoring:
    """Note where one's own party has anchored a plan, or to whom it has made the council known.

    Who      those who write for a party (`may_plan`); each notes its own.
    Refuses  nobody named; a day to come; a responsible post of another house.
    Records  PlanAnchored.
    Source   V-4-k, V-4.1.1-d, V-2.3-e.
    """
    plan = Plan.objects.get(pk=plan_id)
    cooperation = cooperation_by_id(actor, plan.cooperation_id)
    may_plan(actor, cooperation).require()
    ours = party_of(actor, cooperation).organisation_id
    named = _line(body, confirmed, 200)
    if not named:
        raise Refused(_("Skriv hvilket organ eller hvem det gjelder."))
    if on > today():
        raise Refused(_("Dagen kan ikke være fram i tid. Noter det når det er gjort."))
    if responsible_id and not _is_ours(cooperation, responsible_id, ours):
        raise Refused(_("Ansvarlig må være en stilling hos dere selv."))
    made = Anchoring.objects.create(
        cooperation_id=plan.cooperation_id,
        plan=plan,
        party_id=ours,
        kind=Anchoring.Kind(kind),
        body=named,
        channel=_line(channel, confirmed, 200),
        on=on,
        reference=_line(reference, confirmed, 80),
        responsible_id=responsible_id,
        takes_part=takes_part,
        resources=_line(resources, confirmed, 500),
        by_id=actor.appointment,
    )
    record(PlanAnchored(plan.pk, ours, made.kind, on), by=actor, cooperation=plan.cooperation_id)
    return made


def _is_ours(cooperation: Cooperation, post: UUID, party: UUID) -> bool:
    rows = owners_for(cooperation).filter(pk=post)
    return any(party in {row.organisation_id, row.acts_for_id} for row in rows)
