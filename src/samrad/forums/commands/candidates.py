"""Weigh others as candidates, and say how each is involved in a focus area."""

from collections.abc import Sequence
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from samrad.cooperation.models import Area
from samrad.cooperation.queries.aims import focus_area_visible_to
from samrad.cooperation.words import guarded
from samrad.forums.commands.bodies import locked
from samrad.forums.events import CandidateInvolved, CandidateWeighed
from samrad.forums.models import Candidate, Involvement
from samrad.forums.permissions import may_run, may_say_basis
from samrad.forums.queries.candidates import candidate_visible_to
from samrad.kernel.answers import Refused, Stale
from samrad.kernel.clock import today
from samrad.kernel.deeds import command
from samrad.kernel.records import record
from samrad.parties.actor import Actor


@command
def weigh_candidate(
    *,
    actor: Actor,
    forum_id: UUID,
    name: str,
    sector: str,
    level: str = Candidate.Level.LOCAL,
    has_staff: bool = False,
    areas: Sequence[str] = (),
    ask_whom: str = "",
    outcome: str = "",
    reason: str = "",
    candidate_id: UUID | None = None,
    seen: int = 0,
    confirmed: bool = False,
) -> Candidate:
    """Put an organisation on the forum's list of possible candidates, or assess it anew. Nobody is invited by this.

    Who      `may_run`.
    Refuses  an empty or taken name; a save on top of somebody else's.
    Records  CandidateWeighed.
    Source   V-4.2-c, V-4.4-f.
    """
    forum = locked(actor, forum_id)
    may_run(actor, forum).require()
    candidate = candidate_visible_to(actor, candidate_id) if candidate_id else Candidate(version=0)
    if candidate_id and (candidate.forum_id != forum.pk or candidate.version != seen):
        raise Stale(
            _("Noen endret dette mens du skrev. Se over, og lagre på nytt."),
            theirs=candidate.reason,
            version=candidate.version,
        )
    candidate.cooperation_id, candidate.forum = forum.cooperation_id, forum
    candidate.name = " ".join(guarded(name, confirmed=confirmed, longest=120).split())
    if not candidate.name:
        raise Refused(_("Skriv hva organisasjonen heter."))
    candidate.sector, candidate.level = Candidate.Sector(sector), Candidate.Level(level)
    candidate.has_staff, candidate.areas = has_staff, [code for code in Area.values if code in areas]
    candidate.ask_whom = guarded(ask_whom, confirmed=confirmed, longest=200)
    _assess(candidate, actor, outcome, guarded(reason, confirmed=confirmed, longest=1_000))
    _save(candidate)
    weighed = CandidateWeighed(candidate.pk, forum.pk, candidate.sector, candidate.outcome)
    record(weighed, by=actor, cooperation=forum.cooperation_id)
    return candidate


def _assess(candidate: Candidate, actor: Actor, outcome: str, reason: str) -> None:
    """The day moves when somebody says what they think of it, not when an address is mended."""
    if outcome and (outcome, reason) != (candidate.outcome, candidate.reason):
        candidate.assessed_on, candidate.by_id = today(), actor.appointment
    elif not outcome:
        candidate.assessed_on, candidate.by_id = None, None
    candidate.outcome, candidate.reason = Candidate.Outcome(outcome) if outcome else "", reason


def _save(candidate: Candidate) -> None:
    candidate.version += 1
    try:
        with transaction.atomic():
            candidate.save()
    except IntegrityError:
        raise Refused(_("Organisasjonen står allerede på listen.")) from None


@command
def involve_candidate(
    *, actor: Actor, area_id: UUID, how: str, candidate_id: UUID | None = None
) -> Involvement:
    """Say how a candidate is involved in a focus area, or that the parties see none who is relevant.

    Who      either party (`may_say_basis`).
    Refuses  a candidate of another cooperation; none and somebody at once.
    Records  CandidateInvolved.
    Source   V-4.1.3-c.
    """
    area, cooperation = focus_area_visible_to(actor, area_id)
    may_say_basis(actor, cooperation).require()
    candidate = candidate_visible_to(actor, candidate_id) if candidate_id else None
    if candidate and candidate.cooperation_id != cooperation.pk:
        raise Candidate.DoesNotExist
    if (candidate is None) != (how == Involvement.How.NONE):
        raise Refused(_("Velg hvem det gjelder og hvordan, eller at ingen andre er aktuelle."))
    said, _made = Involvement.objects.update_or_create(
        cooperation=cooperation,
        focus_area=area,
        candidate=candidate,
        defaults={"how": Involvement.How(how), "on": today()},
    )
    event = CandidateInvolved(area.pk, candidate.pk if candidate else None, said.how)
    record(event, by=actor, cooperation=cooperation.pk)
    return said
