"""Choose a few among many: name the candidates, score alone, see the gaps, propose, and say yes."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from samrad.cooperation.commands.aims import set_focus_area
from samrad.cooperation.commands.challenges import raise_challenge
from samrad.cooperation.models import FocusArea
from samrad.cooperation.queries import living_parties, party_of
from samrad.cooperation.words import guarded
from samrad.forums.queries import forum_visible_to
from samrad.kernel.answers import Refused, Stale
from samrad.kernel.clock import today
from samrad.kernel.deeds import command
from samrad.kernel.records import record
from samrad.knowledge.events import (
    CandidateAdded,
    CandidateScored,
    ChoiceMade,
    ChoiceProposed,
    PrioritisationBegun,
    ScoresHandedIn,
)
from samrad.knowledge.models import Candidate, ChoiceYes, HandedIn, Prioritisation, Score
from samrad.knowledge.permissions import (
    may_confirm_choice,
    may_order_knowledge,
    may_propose_choice,
    may_score,
)
from samrad.knowledge.queries.pictures import picture_visible_to
from samrad.knowledge.queries.priorities import prioritisation_visible_to
from samrad.parties.actor import Actor

MOST_CANDIDATES, MOST_CHOSEN = 20, 5
State, Criterion = Prioritisation.State, Score.Criterion


@dataclass(frozen=True)
class Placed:
    """What a proposal does with a candidate: chosen with a reason, or later with a day to look again."""

    is_chosen: bool
    reason: str = ""
    look_again_on: date | None = None


@command
def begin_prioritisation(
    *,
    actor: Actor,
    forum_id: UUID,
    title: str,
    codes: Sequence[str] = (),
    names: Sequence[str] = (),
    picture_id: UUID | None = None,
    confirmed: bool = False,
) -> Prioritisation:
    """Begin a choice between challenges that somebody has picked: by the guide's codes, and in one's own words.

    Who      `may_order_knowledge`.
    Refuses  no title; fewer than two candidates, or more than twenty; what `raise_challenge` refuses.
    Records  PrioritisationBegun, and CandidateAdded for each.
    Source   V-2-b, V-2-c, A-mal-b: nothing is picked beforehand.
    """
    forum = forum_visible_to(actor, forum_id)
    may_order_knowledge(actor, forum).require()
    words = " ".join(guarded(title, confirmed=confirmed, longest=160).split())
    if not words:
        raise Refused(_("Skriv hva valget gjelder, for eksempel hvilke år."))
    named = [*((code, "") for code in dict.fromkeys(codes)), *(("", name) for name in names if name.strip())]
    if not 2 <= len(named) <= MOST_CANDIDATES:
        raise Refused(_("Velg minst to og høyst tjue utfordringer å vurdere."))
    if picture_id and picture_visible_to(actor, picture_id).cooperation_id != forum.cooperation_id:
        raise Refused(_("Velg et av deres egne bilder."))
    made = Prioritisation.objects.create(
        cooperation_id=forum.cooperation_id,
        forum=forum,
        title=words,
        picture_id=picture_id,
        begun_on=today(),
        begun_for_id=party_of(actor, forum.cooperation).organisation_id,
    )
    record(PrioritisationBegun(made.pk, forum.pk), by=actor, cooperation=made.cooperation_id)
    for position, (code, name) in enumerate(named):
        challenge = _add(actor, made, position, code, name, confirmed)
        record(CandidateAdded(made.pk, challenge), by=actor, cooperation=made.cooperation_id)
    return made


def _add(actor: Actor, made: Prioritisation, position: int, code: str, name: str, confirmed: bool) -> UUID:
    challenge = raise_challenge(
        actor=actor, cooperation_id=made.cooperation_id, code=code, name=name, confirmed=confirmed
    )
    if made.candidates.filter(challenge=challenge).exists():
        raise Refused(_("Utfordringen står der allerede."))
    Candidate.objects.create(
        cooperation_id=made.cooperation_id, prioritisation=made, challenge=challenge, position=position
    )
    return challenge.pk


@command
def add_candidate(
    *, actor: Actor, prioritisation_id: UUID, code: str = "", name: str = "", confirmed: bool = False
) -> Prioritisation:
    """Add a challenge to weigh, until somebody has handed in.

    Who      `may_score`.
    Refuses  when a party has scored already; more than twenty; one that stands there.
    Records  CandidateAdded.
    """
    found = _locked(actor, prioritisation_id)
    may_score(actor, found).require()
    if found.handed_in.all() or len(found.candidates.all()) >= MOST_CANDIDATES:
        raise Refused(
            _("En part har allerede levert vurderingen sin, eller listen er full. Ta den med neste gang.")
        )
    challenge = _add(actor, found, len(found.candidates.all()), code, name, confirmed)
    record(CandidateAdded(found.pk, challenge), by=actor, cooperation=found.cooperation_id)
    return found


@command
def score_candidates(
    *, actor: Actor, prioritisation_id: UUID, scores: Mapping[UUID, Mapping[str, int]]
) -> Prioritisation:
    """Score, or go on scoring. The other party sees nothing of it.

    Who      `may_score`.
    Units    each score is from 1 to 5.
    Refuses  a score of something else.
    Records  CandidateScored, for the party alone.
    """
    found = _locked(actor, prioritisation_id)
    may_score(actor, found).require()
    owner = party_of(actor, found.forum.cooperation).organisation_id
    known = {row.pk for row in found.candidates.all()}
    for candidate, given in scores.items():
        if candidate not in known or not set(given) <= set(Criterion.values):
            raise Refused(_("Vurder utfordringene i listen."))
        for criterion, value in given.items():
            if not 1 <= value <= 5:
                raise Refused(_("Velg et tall fra 1 til 5."))
            Score.objects.update_or_create(
                cooperation_id=found.cooperation_id, prioritisation=found, candidate_id=candidate, owner_id=owner,
                criterion=criterion, defaults={"value": value},
            )  # fmt: skip
    record(CandidateScored(found.pk), by=actor, cooperation=found.cooperation_id, party=owner)
    return found


@command
def hand_in_scores(*, actor: Actor, prioritisation_id: UUID) -> Prioritisation:
    """Say that one's own party has scored. When all have, every score is open to all at once.

    Who      `may_score`.
    Refuses  when a candidate lacks a score.
    Records  ScoresHandedIn.
    """
    found = _locked(actor, prioritisation_id)
    may_score(actor, found).require()
    owner = party_of(actor, found.forum.cooperation).organisation_id
    wanted = len(found.candidates.all()) * len(Criterion)
    if Score.objects.filter(prioritisation=found, owner=owner).count() < wanted:
        raise Refused(_("Vurder alle utfordringene på alle punktene før dere leverer."))
    HandedIn.objects.create(
        cooperation_id=found.cooperation_id, prioritisation=found, party_id=owner, on=today()
    )
    inside = {owner, *(row.party_id for row in found.handed_in.all())}
    all_are_in = {party.organisation_id for party in living_parties(found.forum.cooperation)} <= inside
    if all_are_in:
        found.state, found.opened_on = State.COMPARED, today()
        found.save(update_fields=["state", "opened_on"])
    record(ScoresHandedIn(found.pk, all_are_in), by=actor, cooperation=found.cooperation_id)
    return found


@command
def propose_choice(
    *,
    actor: Actor,
    prioritisation_id: UUID,
    placed: Mapping[UUID, Placed],
    seen: int,
    confirmed: bool = False,
) -> Prioritisation:
    """Propose what to give priority to, and when to look at the rest again. It is one's own party's yes, and nobody else's.

    Who      `may_propose_choice`.
    Refuses  a candidate without a place; none chosen, or more than five; a choice without a reason; a later day that is past; a
             proposal on top of a newer one.
    Records  ChoiceProposed.
    Source   DESIGN.md 3 «Priority».
    """
    found = _locked(actor, prioritisation_id)
    may_propose_choice(actor, found).require()
    if found.proposal != seen:
        raise Stale(
            _("Noen foreslo et annet valg mens du skrev. Les det før du foreslår på nytt."),
            theirs="\n".join(f"{row}: {row.reason}" for row in found.candidates.all() if row.is_chosen),
            version=found.proposal,
        )
    _require_few(found.candidates.all(), placed)
    for row in found.candidates.all():
        _place(row, placed[row.pk], confirmed)
    owner = party_of(actor, found.forum.cooperation).organisation_id
    found.state, found.proposal, found.proposed_for_id = State.PROPOSED, found.proposal + 1, owner
    found.save(update_fields=["state", "proposal", "proposed_for"])
    _say_yes(found, owner)
    record(ChoiceProposed(found.pk, found.proposal), by=actor, cooperation=found.cooperation_id)
    return found


def _require_few(candidates: Collection[Candidate], placed: Mapping[UUID, Placed]) -> None:
    if {row.pk for row in candidates} != set(placed):
        raise Refused(_("Si for hver utfordring om den velges eller kommer senere."))
    chosen = sum(each.is_chosen for each in placed.values())
    if not 1 <= chosen <= MOST_CHOSEN:
        raise Refused(_("Velg minst én og høyst fem. Få satsingsområder gir større virkning."))


def _place(row: Candidate, given: Placed, confirmed: bool) -> None:
    reason = guarded(given.reason, confirmed=confirmed, longest=2_000)
    if given.is_chosen and not reason:
        raise Refused(_("Skriv hvorfor dere velger «%(name)s».") % {"name": row})
    if not given.is_chosen and (given.look_again_on is None or given.look_again_on <= today()):
        raise Refused(_("Velg en dag fram i tid da dere ser på «%(name)s» igjen.") % {"name": row})
    row.is_chosen, row.reason = given.is_chosen, reason
    row.look_again_on = None if given.is_chosen else given.look_again_on
    row.save(update_fields=["is_chosen", "reason", "look_again_on"])


@command
def confirm_choice(*, actor: Actor, prioritisation_id: UUID, seen: int) -> Prioritisation:
    """Say one's own party's yes. When all have, the choice is made, and what was chosen becomes focus areas.

    Who      `may_confirm_choice`.
    Refuses  a yes to an older proposal.
    Records  ChoiceMade when it is the last; else ChoiceProposed again for the same proposal.
    Source   A-mal-a: each focus area says what it rests on.
    """
    found = _locked(actor, prioritisation_id)
    may_confirm_choice(actor, found).require()
    if found.proposal != seen:
        raise Refused(_("Valget er endret siden du leste det. Les det på nytt før dere sier ja."))
    _say_yes(found, party_of(actor, found.forum.cooperation).organisation_id)
    said = set(ChoiceYes.objects.filter(prioritisation=found, proposal=seen).values_list("party", flat=True))
    if not {party.organisation_id for party in living_parties(found.forum.cooperation)} <= said:
        record(ChoiceProposed(found.pk, seen), by=actor, cooperation=found.cooperation_id)
        return found
    found.state, found.decided_on = State.DECIDED, today()
    found.save(update_fields=["state", "decided_on"])
    chosen = [row for row in found.candidates.all() if row.is_chosen]
    for row in chosen:
        row.focus_area = _focus_area(actor, found, row)
        row.save(update_fields=["focus_area"])
    event = ChoiceMade(found.pk, len(chosen), len(found.candidates.all()) - len(chosen))
    record(event, by=actor, cooperation=found.cooperation_id)
    return found


def _focus_area(actor: Actor, found: Prioritisation, row: Candidate) -> FocusArea:
    """The open focus area of the same challenge, where there is one; else a new one."""
    mark = row.challenge.mark
    open_ones = FocusArea.objects.filter(cooperation=found.cooperation_id, challenge=mark, closed_on=None)
    there = next((area for area in open_ones if row.challenge.name in {"", area.name}), None)
    return there or set_focus_area(
        actor=actor,
        cooperation_id=found.cooperation_id,
        name=str(row.challenge),
        valid_from=today(),
        why=row.reason,
        challenge=mark,
        basis=_("Valgt i %(forum)s %(day)s: %(title)s")
        % {"forum": found.forum.name, "day": f"{today():%d.%m.%Y}", "title": found.title},
        confirmed=True,
    )


def _say_yes(found: Prioritisation, party: UUID) -> None:
    ChoiceYes.objects.create(
        cooperation_id=found.cooperation_id,
        prioritisation=found,
        party_id=party,
        proposal=found.proposal,
        said_on=today(),
    )


def _locked(actor: Actor, prioritisation_id: UUID) -> Prioritisation:
    prioritisation_visible_to(actor, prioritisation_id)
    Prioritisation.objects.select_for_update(of=("self",)).get(pk=prioritisation_id)
    return prioritisation_visible_to(actor, prioritisation_id)
