"""Every read of choices: who has scored, both scores side by side when all have, what is proposed, and what stands on the later list."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from samrad.cooperation.models import Cooperation
from samrad.cooperation.queries import cooperation_by_id, keys_inside, stands_inside
from samrad.kernel.composed import composed
from samrad.kernel.together import Steps, question
from samrad.knowledge.models import Candidate, ChoiceYes, HandedIn, Prioritisation, Score
from samrad.parties.actor import Actor

WHOLE = (
    Prefetch("candidates", Candidate.objects.select_related("challenge", "focus_area")),
    Prefetch("handed_in", HandedIn.objects.select_related("party")),
    Prefetch("yeses", ChoiceYes.objects.select_related("party").order_by("said_on")),
)
WIDE_GAP = 2  # from here on two scores are far apart


@dataclass(frozen=True)
class Compared:
    """One candidate with what each party gave it: by party and criterion, the sum by party, and the widest gap."""

    candidate: Candidate
    scores: dict[UUID, dict[str, int]]

    def total(self, party: UUID) -> int | None:
        given = self.scores.get(party)
        return sum(given.values()) if given else None

    def gap(self, criterion: str) -> int:
        """How far apart the parties are on one criterion; nought where only one has scored."""
        values = [given[criterion] for given in self.scores.values() if criterion in given]
        return max(values) - min(values) if len(values) > 1 else 0

    def is_far_apart(self, criterion: str) -> bool:
        return self.gap(criterion) >= WIDE_GAP


def prioritisations_in(actor: Actor, cooperation: Cooperation) -> list[Prioritisation]:
    """All choices, the newest first, with what was chosen. Two statements, one where there is none."""
    if not stands_inside(actor, cooperation):
        return []
    rows = Prioritisation.objects.filter(cooperation=cooperation).select_related("forum")
    return list(rows.prefetch_related(WHOLE[0]))


def prioritisation_visible_to(actor: Actor, prioritisation_id: UUID) -> Prioritisation:
    """Refuses with `Prioritisation.DoesNotExist`, alike for what is foreign and what is not there."""
    found = (
        Prioritisation.objects.select_related("picture", "forum")
        .prefetch_related(*WHOLE)
        .get(pk=prioritisation_id)
    )
    try:
        found.forum.cooperation = cooperation_by_id(actor, found.cooperation_id)
    except Cooperation.DoesNotExist:
        raise Prioritisation.DoesNotExist from None
    return found


def compared(actor: Actor, found: Prioritisation) -> list[Compared]:
    """Each candidate with the scores that the actor may see: its own, and everybody's when all have scored. One statement."""
    rows = Score.objects.filter(prioritisation=found)
    if found.opened_on is None:
        rows = rows.filter(owner__in=actor.parties)
    scores: dict[UUID, dict[UUID, dict[str, int]]] = {}
    for row in rows:
        scores.setdefault(row.candidate_id, {}).setdefault(row.owner_id, {})[row.criterion] = row.value
    return [Compared(row, scores.get(row.pk, {})) for row in found.candidates.all()]


@question
def choices_waiting_for(actor: Actor) -> Steps[list[Prioritisation]]:
    """Where the actor's own party has not scored, or not answered a proposal."""
    if not actor.may_write:
        return []
    [found] = yield [_ours_to_do(actor)]
    return found


@composed
def _ours_to_do(actor: Actor) -> QuerySet[Prioritisation]:
    scored = HandedIn.objects.filter(prioritisation=OuterRef("pk"), party__in=actor.parties)
    answered = ChoiceYes.objects.filter(
        prioritisation=OuterRef("pk"), party__in=actor.parties, proposal=OuterRef("proposal")
    )
    ours = Q(~Exists(scored), state="scoring") | Q(~Exists(answered), state="proposed")
    rows = Prioritisation.objects.filter(ours, cooperation__in=keys_inside(actor))
    return rows.select_related("forum")
