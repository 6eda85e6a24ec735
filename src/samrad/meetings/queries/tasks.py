"""Tasks across forums, and the register of decisions."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Prefetch, Q, QuerySet, Value

from samrad.cooperation.queries import keys_inside, living_parties
from samrad.forums.models import Forum
from samrad.forums.queries import (
    SHARED,
    forum_visible_to,
    limited_members,
    limited_seats,
    reached_from,
    shown_to,
    whole_seats_of,
)
from samrad.kernel.clock import OSLO, today
from samrad.kernel.composed import composed
from samrad.kernel.together import Steps, question
from samrad.meetings.models import AgendaItem, Decision, Meeting, Task, TaskStep
from samrad.meetings.queries.meetings import LIVING
from samrad.parties.actor import Actor
from samrad.parties.models import Post
from samrad.parties.queries import held_today

LONGEST_SEARCH = 80
MOST_TO_CHOOSE = 200


def task_visible_to(actor: Actor, task_id: UUID) -> Task:
    """Refuses with `Task.DoesNotExist`, alike for what is foreign and what is not there."""
    forum_id = Task.objects.values_list("forum", flat=True).get(pk=task_id)
    try:
        forum = forum_visible_to(actor, forum_id)
    except Forum.DoesNotExist:
        raise Task.DoesNotExist from None
    rows: QuerySet[Task] = shown_to(actor, forum, Task.objects.filter(pk=task_id))
    steps = shown_to(actor, forum, TaskStep.objects.select_related("by__person", "owner__organisation"))
    task = (
        rows.select_related("owner__organisation", "item__meeting")
        .prefetch_related(Prefetch("steps", steps.order_by("at")))
        .get()
    )
    task.forum = forum
    return task


def may_own(forum: Forum, post_id: UUID) -> bool:
    """Whether a post can own a task here: one of a party's, or one that sits in the forum."""
    if any(member.post_id == post_id and member.sits_on(today()) for member in forum.memberships.all()):
        return True
    return posts_for(forum).filter(pk=post_id).exists()


def may_see_it(
    forum: Forum, post_id: UUID, face: str, only_for: UUID | None, item: AgendaItem | None
) -> bool:
    """Whether the holder of a post that may own a task could also open it."""
    if only_for:
        return Post.objects.filter(Q(organisation=only_for) | Q(acts_for=only_for), pk=post_id).exists()
    seat = next((member for member in limited_members(forum) if member.post_id == post_id), None)
    if seat and not (item and seat.takes_part_in(item.theme, item.opened_to)):
        return False
    return face in SHARED or posts_for(forum).filter(pk=post_id).exists()


def posts_for(forum: Forum) -> QuerySet[Post]:
    """The posts of the parties, and those that act for them. Open facts about who is who."""
    parties = [party.organisation_id for party in living_parties(forum.cooperation)]
    rows = Post.objects.filter(Q(organisation__in=parties) | Q(acts_for__in=parties)).exclude(
        power=Post.Power.NONE
    )
    return rows.select_related("organisation").order_by("organisation__name", "title")


def reach(actor: Actor, to_matter: str = "item__") -> Q:
    """The rows of every forum that the actor may reach, insider or member; of a limited member's, those of their matters."""
    as_party = Q(cooperation__in=keys_inside(actor)) & (
        (Q(only_for=None) & ~Q(face="own")) | Q(only_for__in=actor.parties)
    )
    limited = limited_seats(actor.post)
    sits = Q(forum__in=whole_seats_of(actor.post).values("pk")) | (
        Q(forum__in=limited.values("forum")) & Q(reached_from(limited, to_matter))
    )
    return as_party | (Q(face__in=SHARED, only_for=None) & sits)


def tasks_visible_to(
    actor: Actor,
    *,
    owner: UUID | None = None,
    forum: UUID | None = None,
    late_on: date | None = None,
    only_ours: bool = False,
    only_open: bool = False,
) -> QuerySet[Task]:
    """Tasks of all the actor's forums by deadline: all, those of one post or forum, what is late, or one's own houses'.

    Shape    `is_held` says whether somebody holds the owning post today.
    """
    rows = (
        Task.objects.filter(reach(actor))
        .select_related("owner__organisation", "forum", "cooperation", "item", "item__meeting")
        .annotate(is_held=held_today("owner"))
    )
    if owner:
        rows = rows.filter(owner=owner)
    if forum:
        rows = rows.filter(forum=forum)
    if late_on:
        rows = rows.filter(due_on__lt=late_on)
    if only_ours:
        ours = Q(owner__organisation__in=actor.parties) | Q(owner__acts_for__in=actor.parties)
        rows = rows.filter(ours | Q(owner=actor.post))
    if only_open:
        rows = rows.filter(state__in=[Task.State.OPEN, Task.State.ACCEPTED])
    return rows.order_by("due_on", "made_at")


def left_open(actor: Actor, item: AgendaItem, meeting: Meeting | None) -> list[Task]:
    """What earlier meetings left open, for the matter that follows it up, until the meeting is held. One statement. V-4.1.2-a."""
    if item.kind != AgendaItem.Kind.FOLLOW_UP or meeting is None or meeting.state not in LIVING:
        return []
    rows = tasks_visible_to(actor, forum=item.forum_id, only_open=True).filter(only_for=None)
    return list(rows.exclude(item__meeting=meeting.pk))


@question
def tasks_waiting_for(actor: Actor) -> Steps[list[Task]]:
    """The open tasks of the actor's own post by deadline, each knowing its forum. For the start page."""
    if actor.post is None:
        return []
    [found] = yield [_open_of(actor)]
    return found


@composed
def _open_of(actor: Actor) -> QuerySet[Task]:
    rows = tasks_visible_to(actor, owner=actor.post, only_open=True).select_related(None)
    return rows.select_related("forum")


@dataclass(frozen=True)
class Wanted:
    """Which tasks are wanted, as `tasks_visible_to` takes it."""

    owner: UUID | None = None
    forum: UUID | None = None
    late_on: date | None = None
    only_ours: bool = False


def _wanted(actor: Actor, wanted: Wanted) -> QuerySet[Task]:
    return tasks_visible_to(
        actor,
        owner=wanted.owner,
        forum=wanted.forum,
        late_on=wanted.late_on,
        only_ours=wanted.only_ours,
        only_open=True,
    )


@question
def owners_and_forums(actor: Actor, wanted: Wanted) -> Steps[tuple[list[Post], list[Forum]]]:
    """Whose some open tasks are and where they come from: to choose between, and to be named. One statement."""
    [owners, forums] = yield [_owners(actor, wanted), _forums(actor, wanted)]
    return owners, forums


@composed
def _owners(actor: Actor, wanted: Wanted) -> QuerySet[Post]:
    rows = Post.objects.filter(pk__in=_wanted(actor, wanted).order_by().values("owner"))
    return rows.select_related("organisation").order_by("organisation__name", "title")


@composed
def _forums(actor: Actor, wanted: Wanted) -> QuerySet[Forum]:
    return Forum.objects.filter(pk__in=_wanted(actor, wanted).order_by().values("forum")).order_by("name")


@question
def open_tasks(actor: Actor, wanted: Wanted, first: int, most: int) -> Steps[tuple[int, list[Task]]]:
    """How many open tasks there are, and some of them by deadline, each with its matter. One statement.

    Shape    What a task belongs to beside that is not fetched along: `owners_and_forums` has it.
    """
    [numbers, rows] = yield [_how_many(actor, wanted), _some(actor, wanted, first, most)]
    return (numbers or [0])[0], rows


@composed
def _how_many(actor: Actor, wanted: Wanted) -> QuerySet[Task, int]:
    rows = _wanted(actor, wanted).order_by().annotate(all=Value(1)).values("all")
    return rows.annotate(number=Count("pk")).values_list("number", flat=True)


@composed
def _some(actor: Actor, wanted: Wanted, first: int, most: int) -> QuerySet[Task]:
    return _wanted(actor, wanted).select_related(None).select_related("item")[first : first + most]


def decisions_visible_to(
    actor: Actor, *, text: str = "", forum: UUID | None = None, year: int | None = None
) -> QuerySet[Decision]:
    """The register of decisions over the years, newest first; `text` finds words in decision or matter."""
    rows = Decision.objects.filter(reach(actor)).select_related(
        "item", "item__meeting", "forum", "responsible__organisation", "referred_to"
    )
    wanted = " ".join(text.split())[:LONGEST_SEARCH]
    if wanted:
        rows = rows.filter(Q(text__icontains=wanted) | Q(item__title__icontains=wanted))
    if forum:
        rows = rows.filter(forum=forum)
    if year:
        rows = rows.filter(made_at__year=year)
    return rows.order_by("-made_at", "-item__year", "-item__number")


def decisions_to_rest_on(actor: Actor, cooperation_id: UUID) -> list[tuple[UUID, str]]:
    """What was decided for both parties in one cooperation, newest first: identifier, and number with title. One statement."""
    rows = Decision.objects.filter(
        reach(actor), cooperation=cooperation_id, only_for=None, outcome=Decision.Outcome.DECIDED
    )
    found = rows.exclude(face="own").select_related("item").order_by("-made_at")[:MOST_TO_CHOOSE]
    return [(each.pk, f"{each.item.case_number} {each.item.title}") for each in found]


def decisions_about(
    actor: Actor, *, focus_area: UUID | None = None, measure: UUID | None = None
) -> list[Decision]:
    """What was decided about a focus area, or about a measure, newest first, with its matter. One statement."""
    about = Q(focus_area=focus_area) if focus_area else Q(measure=measure, measure__isnull=False)
    rows = Decision.objects.filter(reach(actor), about, item__meeting__isnull=False)
    return list(rows.select_related("item__meeting").order_by("-made_at")[:MOST_TO_CHOOSE])


def decision_in_short(actor: Actor, decision_id: UUID | None) -> Decision | None:
    """A decision that something else rests on, with its matter; none where the actor may not see it. One statement."""
    if decision_id is None:
        return None
    return Decision.objects.filter(reach(actor), pk=decision_id).select_related("item__meeting").first()


def decisions_in_short(actor: Actor, decisions: Iterable[UUID]) -> dict[UUID, Decision]:
    """Several at once, those that the actor may see, by identifier. One statement."""
    return Decision.objects.filter(reach(actor)).select_related("item__meeting").in_bulk(list(decisions))


def shelves_of(actor: Actor) -> tuple[list[Forum], list[int]]:
    """The forums and the years that have decisions the actor may see, to choose between. Two statements more."""
    rows = Decision.objects.filter(reach(actor))
    forums = Forum.objects.filter(pk__in=rows.values("forum")).order_by("name")
    years = rows.datetimes("made_at", "year", order="DESC", tzinfo=OSLO)
    return list(forums), [each.year for each in years]


def outcomes_of(
    actor: Actor, items: list[UUID], forum: Forum
) -> dict[UUID, tuple[list[Decision], list[Task]]]:
    """Decisions and tasks of some matters, by matter. Two statements."""
    found: dict[UUID, tuple[list[Decision], list[Task]]] = {item: ([], []) for item in items}
    decisions = shown_to(actor, forum, Decision.objects.filter(item__in=items)).select_related(
        "responsible", "referred_to", "focus_area"
    )
    for decision in decisions.order_by("made_at"):
        found[decision.item_id][0].append(decision)
    tasks = shown_to(actor, forum, Task.objects.filter(item__in=items)).select_related("owner__organisation")
    for task in tasks.order_by("due_on"):
        if task.item_id:
            found[task.item_id][1].append(task)
    return found
