"""What each party can do about a challenge, what works against what, and whose plan was changed."""

from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from samrad.cooperation.models import Challenge
from samrad.cooperation.permissions import may_write_in
from samrad.cooperation.queries import cooperation_by_id, party_of
from samrad.cooperation.words import guarded
from samrad.kernel.answers import Refused, Stale
from samrad.kernel.clock import today
from samrad.kernel.deeds import command
from samrad.kernel.records import record
from samrad.parties.actor import Actor
from samrad.plans.commands.measures import LONGEST, require_decision
from samrad.plans.events import ConflictNoted, ConflictSettled, MeansSet, PlanAdjusted
from samrad.plans.models import Adjustment, Conflict, Means, Measure
from samrad.plans.permissions import may_change, may_plan
from samrad.plans.queries.measures import measure_visible_to


@command
def set_means(
    *, actor: Actor, challenge_id: UUID, can: str, needs: str = "", seen: int = 0, confirmed: bool = False
) -> Means | None:
    """Write one's own party's column: what it can do about the challenge, and what it depends on from the others.

    Who      those who write for a party (`may_write_in`), for their own party alone.
    Shape    Nothing under `can` takes the column away.
    Refuses  a need without anything one can do; a save on top of a colleague's.
    Records  MeansSet.
    Source   V-2-d.
    """
    # Two colleagues may write the first in the same second.
    challenge = Challenge.objects.select_for_update().get(pk=challenge_id)
    cooperation = cooperation_by_id(actor, challenge.cooperation_id)
    may_write_in(actor, cooperation).require()
    party = party_of(actor, cooperation).organisation_id
    found = Means.objects.select_for_update().filter(challenge=challenge, party=party).first()
    if (found.version if found else 0) != seen:
        raise Stale(
            _("En kollega endret teksten mens du skrev. Les det som står der nå, og lagre på nytt."),
            theirs=found.can if found else "",
            version=found.version if found else 0,
        )
    what = guarded(can, confirmed=confirmed, longest=LONGEST)
    asked = guarded(needs, confirmed=confirmed, longest=LONGEST)
    if asked and not what:
        raise Refused(_("Skriv også hva dere selv kan gjøre."))
    if what:
        found = found or Means(cooperation=cooperation, challenge=challenge, party_id=party, version=0)
        found.can, found.needs, found.version = what, asked, found.version + 1
        found.save()
    elif found:
        found.delete()
    record(MeansSet(challenge.pk, party, bool(what)), by=actor, cooperation=cooperation.pk)
    return found if what else None


@command
def note_conflict(
    *, actor: Actor, measure_id: UUID, other_id: UUID, about: str, confirmed: bool = False
) -> Conflict:
    """Say that two measures work against each other, and how.

    Who      those who write for a party (`may_plan`).
    Refuses  the same measure twice; no words; a pair that is noted already and not settled.
    Records  ConflictNoted.
    Source   V-2.3-a.
    """
    measure, cooperation = measure_visible_to(actor, measure_id)
    may_plan(actor, cooperation).require()
    other = Measure.objects.get(pk=other_id, cooperation=cooperation)
    words = guarded(about, confirmed=confirmed, longest=LONGEST)
    if other.pk == measure.pk:
        raise Refused(_("Velg et annet tiltak."))
    if not words:
        raise Refused(_("Skriv hvordan tiltakene motvirker hverandre."))
    one, two = sorted((measure.pk, other.pk))
    Measure.objects.select_for_update().get(pk=one)  # both parties may note the same in the same second
    if Conflict.objects.filter(one=one, other=two, settled_on=None).exists():
        raise Refused(_("Det er allerede notert at disse to motvirker hverandre."))
    noted = Conflict.objects.create(
        cooperation=cooperation,
        one_id=one,
        other_id=two,
        about=words,
        noted_on=today(),
        noted_by_id=actor.appointment,
    )
    record(ConflictNoted(noted.pk, one, two), by=actor, cooperation=cooperation.pk)
    return noted


@command
def settle_conflict(
    *,
    actor: Actor,
    conflict_id: UUID,
    decision_id: UUID | None = None,
    outcome: str = "",
    confirmed: bool = False,
) -> Conflict:
    """Say what became of it: the decision, or what the parties found out.

    Who      those who write for a party (`may_plan`).
    Refuses  neither a decision nor words; a decision that both parties cannot see; one that is settled.
    Records  ConflictSettled.
    Source   V-2.3-a.
    """
    found = Conflict.objects.select_for_update().get(pk=conflict_id)
    cooperation = cooperation_by_id(actor, found.cooperation_id)
    may_plan(actor, cooperation).require()
    if found.settled_on:
        raise Refused(_("Det er allerede sagt hva det ble til."))
    require_decision(actor, cooperation, decision_id)
    found.decision_id, found.settled_on = decision_id, today()
    found.outcome = guarded(outcome, confirmed=confirmed, longest=LONGEST)
    if not found.decision_id and not found.outcome:
        raise Refused(_("Velg beslutningen, eller skriv hva dere kom fram til."))
    found.save()
    record(ConflictSettled(found.pk, decision_id), by=actor, cooperation=cooperation.pk)
    return found


@command
def note_adjustment(
    *,
    actor: Actor,
    measure_id: UUID,
    party_id: UUID,
    plan_name: str,
    change: str,
    unit: str,
    goal: str,
    body: str,
    on: date,
    link: str = "",
    confirmed: bool = False,
) -> Adjustment:
    """Note whose plan or policy was changed, what changed, and whose goal it spares.

    Who      those who write for a party (`may_change`).
    Shape    `body` is the role or body that decided it; `link` is an address of the document.
    Refuses  a party of another cooperation; a field that is empty; an address that is none.
    Records  PlanAdjusted.
    Source   V-2.3-k.
    """
    measure, cooperation = measure_visible_to(actor, measure_id)
    may_change(actor, measure.plan, cooperation).require()
    if party_id not in {party.organisation_id for party in cooperation.parties.all()}:
        raise Refused(_("Velg en av partene i samarbeidet."))
    if link and not link.startswith("https://"):
        raise Refused(_("Adressen må begynne med https://."))
    lines = {"plan_name": (plan_name, 200), "unit": (unit, 200), "goal": (goal, 300), "body": (body, 200)}
    said = {
        name: " ".join(guarded(text, confirmed=confirmed, longest=longest).split())
        for name, (text, longest) in lines.items()
    } | {"change": guarded(change, confirmed=confirmed, longest=LONGEST)}
    if not all(said.values()):
        raise Refused(_("Fyll ut plan, endring, enhet, mål og hvem som vedtok det."))
    noted = Adjustment.objects.create(
        cooperation=cooperation, measure=measure, party_id=party_id, on=on, by_id=actor.appointment,
        link=guarded(link, confirmed=True, longest=500), **said,
    )  # fmt: skip
    record(PlanAdjusted(noted.pk, measure.pk, party_id, on), by=actor, cooperation=cooperation.pk)
    return noted
