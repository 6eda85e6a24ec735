"""What becomes of a learning point: a task, a matter, a goal, a proposal for the next agreement, or nothing with a reason."""

from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from samrad.agreements.commands.proposing import add_clause
from samrad.agreements.models import Clause
from samrad.agreements.queries.agreements import agreement_visible_to, our_party
from samrad.cooperation.commands.aims import set_goal
from samrad.cooperation.queries.aims import focus_area_visible_to
from samrad.cooperation.words import guarded
from samrad.evaluations.commands.learning import LONGEST_TITLE, _say_set, as_title, locked_point, save_point
from samrad.evaluations.events import PointTakenIn
from samrad.evaluations.models import LearningPoint
from samrad.evaluations.permissions import may_follow_up
from samrad.evaluations.queries.evaluations import point_visible_to
from samrad.kernel.answers import Refused
from samrad.kernel.clock import today
from samrad.kernel.deeds import command
from samrad.kernel.records import record
from samrad.meetings.commands.agenda import propose_item
from samrad.meetings.commands.outcomes import give_task
from samrad.meetings.queries.clauses import clauses_in_force
from samrad.parties.actor import Actor

Became = LearningPoint.Became


@command
def make_point_a_task(
    *,
    actor: Actor,
    point_id: UUID,
    text: str,
    owner_id: UUID,
    due_on: date,
    seen: int,
    confirmed: bool = False,
) -> LearningPoint:
    """Let a point become a task with a post that owns it and a deadline.

    Who      `may_follow_up`.
    Refuses  what a task refuses; a point that has become something else.
    Records  TaskMade, LearningPointSet.
    Source   Guide 7 (V-7-c).
    """
    point = locked_point(actor, point_id, seen)
    may_follow_up(actor, point.evaluation).require()
    _require_undecided(point)
    point.task = give_task(
        actor=actor,
        forum_id=point.forum_id,
        text=text or point.text,
        owner_id=owner_id,
        due_on=due_on,
        confirmed=confirmed,
    )
    _decide(actor, point, Became.TASK, "task")
    _say_set(actor, point)
    return point


@command
def make_point_a_matter(*, actor: Actor, point_id: UUID, seen: int) -> LearningPoint:
    """Raise a point as a matter for the forum.

    Who      `may_follow_up`.
    Refuses  a point that has become something else.
    Records  ItemProposed, LearningPointSet.
    Source   Guide 7 (V-7-c).
    """
    point = locked_point(actor, point_id, seen)
    may_follow_up(actor, point.evaluation).require()
    _require_undecided(point)
    background = _("Læringspunkt fra evalueringen «%(title)s».") % {"title": point.evaluation.title}
    point.item = propose_item(
        actor=actor,
        forum_id=point.forum_id,
        title=as_title(point.text),
        background=f"{point.text}\n\n{background}" if len(point.text) > LONGEST_TITLE else background,
        confirmed=True,
    )
    _decide(actor, point, Became.ITEM, "item")
    _say_set(actor, point)
    return point


@command
def make_point_a_goal(
    *, actor: Actor, point_id: UUID, area_id: UUID, horizon: int, seen: int
) -> LearningPoint:
    """Let a point become a goal under a focus area, to be reached by measures and to outlive this agreement.

    Who      `may_follow_up`, and those who write for a party.
    Units    `horizon` is the year the parties look towards.
    Refuses  what a goal refuses; an area of another cooperation; a point that has become something else.
    Records  GoalSet, LearningPointSet.
    Source   Guide 7 (V-7-c), V-3-h.
    """
    point = locked_point(actor, point_id, seen)
    may_follow_up(actor, point.evaluation).require()
    _require_undecided(point)
    area, _cooperation = focus_area_visible_to(actor, area_id)
    if area.cooperation_id != point.cooperation_id:
        raise Refused(_("Velg et satsingsområde som står i dette samarbeidet."))
    why = _("Læringspunkt fra evalueringen «%(title)s».") % {"title": point.evaluation.title}
    point.goal = set_goal(
        actor=actor, area_id=area_id, name=point.text, horizon=horizon, why=why, confirmed=True
    )
    _decide(actor, point, Became.GOAL, "goal")
    _say_set(actor, point)
    return point


@command
def make_point_a_proposal(
    *, actor: Actor, point_id: UUID, clause: UUID | None = None, seen: int
) -> LearningPoint:
    """Put a point on the list for the next agreement. It waits there until a party takes it into a draft.

    Shape    `clause` is the lineage of a clause that binds the parties now, when the point is about one.
    Who      `may_follow_up`.
    Refuses  a clause that binds nobody; a point that has become something else.
    Records  LearningPointSet.
    Source   Guide 7 (V-7-c).
    """
    point = locked_point(actor, point_id, seen)
    may_follow_up(actor, point.evaluation).require()
    _require_undecided(point)
    known = {each.lineage for each in clauses_in_force(actor, point.evaluation.forum.cooperation)}
    if clause and clause not in known:
        raise Refused(_("Punktet står ikke i noen avtale som gjelder. Velg et annet, eller la det stå tomt."))
    point.clause = clause
    _decide(actor, point, Became.AGREEMENT, "clause")
    _say_set(actor, point)
    return point


@command
def decide_no_change(
    *, actor: Actor, point_id: UUID, reason: str, seen: int, confirmed: bool = False
) -> LearningPoint:
    """Say with a reason that a point changes nothing.

    Who      `may_follow_up`.
    Refuses  no reason; a point that has become something else.
    Records  LearningPointSet.
    Source   Guide 7 (V-7-c).
    """
    point = locked_point(actor, point_id, seen)
    may_follow_up(actor, point.evaluation).require()
    _require_undecided(point)
    point.reason = guarded(reason, confirmed=confirmed, longest=2_000)
    if not point.reason:
        raise Refused(_("Skriv hvorfor punktet ikke fører til noen endring."))
    _decide(actor, point, Became.NO_CHANGE, "reason")
    _say_set(actor, point)
    return point


@command
def take_point_into_draft(*, actor: Actor, point_id: UUID, agreement_id: UUID) -> Clause:
    """Take a proposal into an agreement that is being worked on: a clause on one's own party's desk, for it to word.

    Nothing is noted on the point: what a party prepares is its own until it is handed over.

    Who      `may_follow_up`, and whoever may prepare in that agreement.
    Refuses  a point that is no proposal; an agreement of another cooperation.
    Records  ProposalPrepared and PointTakenIn, privately.
    Source   Guide 7 (V-7-c).
    """
    point = point_visible_to(actor, point_id)
    may_follow_up(actor, point.evaluation).require()
    agreement = agreement_visible_to(actor, agreement_id)
    if point.became != Became.AGREEMENT or agreement.cooperation_id != point.cooperation_id:
        raise Refused(_("Punktet er ikke et forslag til denne avtalen."))
    reason = _("Fra evalueringen «%(title)s».") % {"title": point.evaluation.title}
    clause = add_clause(
        actor=actor,
        agreement_id=agreement_id,
        heading=as_title(point.text),
        text=point.text,
        reason=reason,
        confirmed=True,
    )
    record(
        PointTakenIn(point.pk, agreement.pk),
        by=actor,
        cooperation=point.cooperation_id,
        party=our_party(actor, agreement).pk,
    )
    return clause


def _require_undecided(point: LearningPoint) -> None:
    if point.became:
        raise Refused(_("Det er allerede bestemt hva punktet blir til."))


def _decide(actor: Actor, point: LearningPoint, became: str, *names: str) -> None:
    point.became, point.decided_on, point.decided_by_id = became, today(), actor.appointment
    save_point(point, "became", "decided_on", "decided_by", *names)
