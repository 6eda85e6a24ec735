"""What came of a matter: how it ended, and who does what before when."""

from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from samrad.cooperation.queries import party_of
from samrad.cooperation.queries.aims import open_focus_areas
from samrad.cooperation.words import guarded
from samrad.forums.models import Face, Forum
from samrad.forums.permissions import may_run
from samrad.forums.queries import SHARED, forum_visible_to, is_insider
from samrad.kernel.answers import Refused, Stale
from samrad.kernel.clock import now, today
from samrad.kernel.deeds import command
from samrad.kernel.records import record
from samrad.meetings.commands.planning import locked, written_in
from samrad.meetings.commands.session import raise_again
from samrad.meetings.events import DecisionMade, TaskHandedOver, TaskMade, TaskMovedOn, TaskNoted
from samrad.meetings.models import AgendaItem, Decision, Meeting, Onward, Task, TaskStep
from samrad.meetings.permissions import may_follow_up, may_note, may_write_minutes
from samrad.meetings.queries.clauses import clauses_in_force
from samrad.meetings.queries.meetings import item_visible_to
from samrad.meetings.queries.tasks import may_own, may_see_it, task_visible_to
from samrad.parties.actor import Actor

Outcome = Decision.Outcome
PLAIN = (Outcome.TAKEN_NOTE, Outcome.DECIDED, Outcome.REFERRED, Outcome.POSTPONED)
TUNED = (Outcome.ALIGNED, Outcome.ADAPTED)  # how one party's own decision came to fit the other's. V-4-m
YEARS_AHEAD = 5


@command
def decide(
    *,
    actor: Actor,
    item_id: UUID,
    outcome: str,
    text: str = "",
    resources: str = "",
    responsible_id: UUID | None = None,
    referred_to_id: UUID | None = None,
    dissent: str = "",
    clause: UUID | None = None,
    focus_area_id: UUID | None = None,
    measure: tuple[UUID, str] | None = None,
    confirmed: bool = False,
) -> Decision:
    """Say how a matter ended. A new outcome takes the place of the one before, until the minutes are sent.

    Who      `may_write_minutes`.
    Shape    `measure` is one that `decide_about` has found, and what it is called. On steps 3 and 4 what is missing of
             responsible and resources is shown as open, and can be saved.
    Refuses  a decision without words; a referral to nowhere; a clause that is in no agreement that binds the parties;
             a focus area that does not run here.
    Records  DecisionMade.
    Source   V-2.3-n, V-4.3-a; DESIGN.md 3.
    """
    item = item_visible_to(actor, item_id)
    meeting = meeting_treating(actor, item)
    may_write_minutes(actor, meeting).require()
    chosen, words = Outcome(outcome), guarded(text, confirmed=confirmed)
    _require_fitting(item, chosen)
    if chosen == Outcome.DECIDED and not words:
        raise Refused(_("Skriv hva dere besluttet."))
    decision = end_with(
        actor,
        item,
        meeting,
        outcome=chosen,
        text=words,
        resources=guarded(resources, confirmed=confirmed, longest=2_000),
        responsible_id=responsible_id,
        referred_to=_referred_to(actor, item, chosen, referred_to_id),
        dissent=guarded(dissent, confirmed=confirmed, longest=4_000),
        **_about(actor, meeting.forum, clause, focus_area_id, measure),
    )
    record(DecisionMade(decision.pk, item.pk, meeting.pk, chosen), by=actor, cooperation=item.cooperation_id)
    return decision


def end_with(actor: Actor, item: AgendaItem, meeting: Meeting, *, outcome: str, **said: object) -> Decision:
    """The ending itself. No deed of its own: whoever calls it has asked, and says that it was done."""
    before = Decision.objects.filter(item=item, tasks=None).order_by("made_at").last()
    decision = Decision(
        cooperation_id=item.cooperation_id,
        forum=meeting.forum,
        item=item,
        outcome=outcome,
        face=item.face,
        only_for_id=item.only_for_id,
        made_at=now(),
        made_by_id=actor.appointment,
        **said,
    )
    _in_the_place_of(before, decision)
    _settle(actor, item, outcome)
    written_in(meeting)
    return decision


def _in_the_place_of(before: Decision | None, decision: Decision) -> None:
    """The one before is written over where it stands: a focus area or a measure may rest on it already."""
    if before is None:
        decision.save(force_insert=True)
        return
    Onward.objects.filter(decision=before).delete()
    decision.pk, decision.version = before.pk, before.version + 1
    decision.save(force_update=True)


def _settle(actor: Actor, item: AgendaItem, chosen: str) -> None:
    """The matter is treated; one that is postponed is raised again for the next meeting."""
    if chosen == Outcome.POSTPONED and not item.carried_to.exists():
        raise_again(actor, item)
    item.state = AgendaItem.State.POSTPONED if chosen == Outcome.POSTPONED else AgendaItem.State.TREATED
    item.save(update_fields=["state"])


def meeting_treating(actor: Actor, item: AgendaItem) -> Meeting:
    """The meeting on whose agenda the matter stands, held until the deed is done."""
    if item.meeting_id is None:
        raise Refused(_("Saken står ikke på noen saksliste ennå."))
    return locked(actor, item.meeting_id)


def _require_fitting(item: AgendaItem, chosen: str) -> None:
    if chosen in TUNED and item.kind != AgendaItem.Kind.OWN_DECISION:
        raise Refused(_("Dette utfallet gjelder bare en parts egen beslutning. Velg et annet."))
    if chosen not in PLAIN + TUNED:
        raise Refused(_("Dette utfallet har sin egen side, der dere skriver det som hører til."))


def _about(
    actor: Actor, forum: Forum, clause: UUID | None, area: UUID | None, measure: tuple[UUID, str] | None
) -> dict[str, object]:
    """What the decision follows up, and what it is about."""
    return {
        "clause": _in_force(actor, forum, clause),
        "focus_area_id": _running(actor, forum, area),
        "measure": measure[0] if measure else None,
        "measure_name": measure[1] if measure else "",
    }


def _in_force(actor: Actor, forum: Forum, clause: UUID | None) -> UUID | None:
    """The clause, if it binds the parties now."""
    if clause and clause not in {each.lineage for each in clauses_in_force(actor, forum.cooperation)}:
        raise Refused(_("Punktet står ikke i noen avtale som gjelder. Velg et annet, eller la det stå tomt."))
    return clause


def _running(actor: Actor, forum: Forum, area_id: UUID | None) -> UUID | None:
    """The focus area, if it runs in the cooperation now."""
    if area_id and area_id not in {area.pk for area in open_focus_areas(actor, forum.cooperation)}:
        raise Refused(
            _("Satsingsområdet er avsluttet eller står ikke her. Velg et annet, eller la det stå tomt.")
        )
    return area_id


def _referred_to(actor: Actor, item: AgendaItem, chosen: str, forum_id: UUID | None) -> Forum | None:
    """The forum that takes the matter on: there it is raised, with where it came from. The trace stands in both."""
    if chosen != Outcome.REFERRED:
        return None
    if forum_id is None:
        raise Refused(_("Velg hvilket forum saken sendes til."))
    forum = forum_visible_to(actor, forum_id)
    if forum.cooperation_id != item.cooperation_id or forum.pk == item.forum_id:
        raise Refused(_("Saken kan bare sendes til et annet forum i det samme samarbeidet."))
    sent = raise_again(actor, item)
    sent.forum = forum
    sent.save(update_fields=["forum"])
    return forum


@command
def make_task(
    *,
    actor: Actor,
    item_id: UUID,
    text: str,
    owner_id: UUID,
    due_on: date,
    face: str = "",
    confirmed: bool = False,
) -> Task:
    """Give a post something to do before a day. Never without either. V-4.1.2-d.

    Who      `may_write_minutes`.
    Refuses  no text; a post that sits neither in the forum nor with a party, or that could not see the task; a day that is
             past or far ahead.
    Records  TaskMade.
    """
    item = item_visible_to(actor, item_id)
    meeting = meeting_treating(actor, item)
    may_write_minutes(actor, meeting).require()
    words = " ".join(guarded(text, confirmed=confirmed, longest=300).split())
    if not words:
        raise Refused(_("Skriv hva som skal gjøres."))
    shown = Face(face) if face else Face(item.face)
    require_fitting_owner(meeting.forum, owner_id, shown, item.only_for_id, item)
    require_day_ahead(due_on)
    task = Task.objects.create(
        cooperation_id=item.cooperation_id,
        forum=meeting.forum,
        item=item,
        decision=item.decisions.order_by("made_at").last(),
        text=words,
        owner_id=owner_id,
        due_on=due_on,
        first_due_on=due_on,
        face=shown,
        only_for_id=item.only_for_id,
        made_at=now(),
        made_by_id=actor.appointment,
    )
    record(
        TaskMade(task.pk, meeting.forum_id, item.pk, owner_id, due_on),
        by=actor,
        cooperation=item.cooperation_id,
    )
    written_in(meeting)
    return task


@command
def give_task(
    *, actor: Actor, forum_id: UUID, text: str, owner_id: UUID, due_on: date, confirmed: bool = False
) -> Task:
    """Give a post something to do before a day, from outside a meeting. All parties see it, and all of an open forum.

    Who      `may_run`.
    Refuses  what `make_task` refuses.
    Records  TaskMade.
    """
    forum = forum_visible_to(actor, forum_id)
    may_run(actor, forum).require()
    words = " ".join(guarded(text, confirmed=confirmed, longest=300).split())
    if not words:
        raise Refused(_("Skriv hva som skal gjøres."))
    face = forum.face if forum.face in SHARED else Face.PARTIES
    require_fitting_owner(forum, owner_id, face, None)
    require_day_ahead(due_on)
    task = Task.objects.create(
        cooperation_id=forum.cooperation_id,
        forum=forum,
        text=words,
        owner_id=owner_id,
        due_on=due_on,
        first_due_on=due_on,
        face=face,
        made_at=now(),
        made_by_id=actor.appointment,
    )
    record(
        TaskMade(task.pk, forum.pk, None, task.owner_id, due_on), by=actor, cooperation=forum.cooperation_id
    )
    return task


def require_fitting_owner(
    forum: Forum, owner_id: UUID | None, face: str, only_for_id: UUID | None, item: AgendaItem | None = None
) -> None:
    """An owner is of the parties or of the forum, and can open the page of the task."""
    if owner_id is None or not may_own(forum, owner_id):
        raise Refused(_("Ansvarlig må være en stilling hos en av partene, eller en som sitter i forumet."))
    if not may_see_it(forum, owner_id, face, only_for_id, item):
        raise Refused(
            _(
                "Den stillingen kan ikke se oppgaven. Velg en stilling som ser saken, eller del saken med hele forumet først."
            )
        )


def require_day_ahead(due_on: date) -> None:
    """Refuses a deadline that is past, or further ahead than anybody plans."""
    if due_on < today():
        raise Refused(_("Fristen kan ikke være passert. Velg en dag fra i dag av."))
    if due_on.year > today().year + YEARS_AHEAD:
        raise Refused(_("Fristen er mer enn fem år fram. Velg en tidligere dag, og del heller opp oppgaven."))


@command
def follow_up_task(
    *,
    actor: Actor,
    task_id: UUID,
    kind: str,
    text: str = "",
    due_on: date | None = None,
    owner_id: UUID | None = None,
    seen: int,
    confirmed: bool = False,
) -> Task:
    """Take a task on, report, give it a new day or another owner, finish it, or take it away with a reason.

    Who      `may_follow_up`.
    Refuses  to take it on for somebody else; a report without words; a new day without one, or past; an owner from outside;
             a save on top of another's.
    Records  TaskMovedOn, and TaskHandedOver when it has another owner.
    Source   V-4.1.4-f, V-4-j.
    """
    task_visible_to(actor, task_id)
    Task.objects.select_for_update(of=("self",)).get(pk=task_id)
    task = task_visible_to(actor, task_id)
    may_follow_up(actor, task).require()
    if task.version != seen:
        raise Stale(
            _("Noen oppdaterte oppgaven mens du skrev. Se hva som står der nå, og lagre på nytt."),
            theirs=f"{task.get_state_display()}, {task.due_on:%d.%m.%Y}",
            version=task.version,
        )
    words = guarded(text, confirmed=confirmed, longest=2_000)
    step, is_own = TaskStep.Kind(kind), task.owner_id == actor.post
    if step == TaskStep.Kind.ACCEPTED and not is_own:
        raise Refused(_("Bare den som har stillingen oppgaven er lagt til, kan ta den imot."))
    _apply(task, step, words, due_on, owner_id)
    if step in {TaskStep.Kind.ACCEPTED, TaskStep.Kind.REPORTED} and is_own:
        task.state = Task.State.ACCEPTED  # who tells how it goes has taken it on
    task.version += 1
    task.save()
    _keep_step(actor, task, step, words, due_on, owner_id)
    moved = TaskMovedOn(task.pk, task.forum_id, step, task.due_on, task.owner_id)
    record(moved, by=actor, cooperation=task.cooperation_id)
    if step == TaskStep.Kind.HANDED_OVER:
        handed = TaskHandedOver(task.pk, task.forum_id, task.owner_id, task.due_on)
        record(handed, by=actor, cooperation=task.cooperation_id)
    return task


@command
def note_on_task(*, actor: Actor, task_id: UUID, text: str, confirmed: bool = False) -> TaskStep:
    """Write how a task is followed up inside one's own house. Only one's own party reads it, and the task stays as it is.

    Who      `may_note`.
    Refuses  no words.
    Records  TaskNoted, for one's own party.
    Source   V-2.3-f.
    """
    task = task_visible_to(actor, task_id)
    may_note(actor, task).require()
    words = guarded(text, confirmed=confirmed, longest=2_000)
    if not words:
        raise Refused(_("Skriv merknaden først."))
    ours = party_of(actor, task.forum.cooperation).organisation_id
    step = TaskStep.objects.create(
        cooperation_id=task.cooperation_id,
        forum_id=task.forum_id,
        task=task,
        kind=TaskStep.Kind.REPORTED,
        text=words,
        face=Face.OWN,
        only_for_id=ours,
        at=now(),
        by_id=actor.appointment,
    )
    record(TaskNoted(task.pk, task.forum_id), by=actor, cooperation=task.cooperation_id, party=ours)
    return step


def _keep_step(
    actor: Actor, task: Task, step: str, words: str, due_on: date | None, owner_id: UUID | None
) -> None:
    """What happened to the task stays readable, to those who see the task."""
    TaskStep.objects.create(
        cooperation_id=task.cooperation_id,
        forum_id=task.forum_id,
        task=task,
        kind=step,
        text=words,
        due_on=due_on if step == TaskStep.Kind.MOVED else None,
        owner_id=owner_id if step == TaskStep.Kind.HANDED_OVER else None,
        face=task.face if is_insider(actor, task.forum) else Face.FORUM,
        only_for_id=task.only_for_id,
        at=now(),
        by_id=actor.appointment,
    )


def _apply(task: Task, step: str, words: str, due_on: date | None, owner_id: UUID | None) -> None:
    Kind = TaskStep.Kind
    if step in {Kind.REPORTED, Kind.DROPPED} and not words:
        raise Refused(_("Skriv kort hvordan det går, eller hvorfor oppgaven tas bort."))
    if step == Kind.MOVED:
        if due_on is None:
            raise Refused(_("Velg den nye fristen."))
        require_day_ahead(due_on)
        task.due_on = due_on
    elif step == Kind.HANDED_OVER:
        require_fitting_owner(task.forum, owner_id, task.face, task.only_for_id, task.item)
        assert owner_id
        task.owner_id, task.state = owner_id, Task.State.OPEN
    elif step in {Kind.DONE, Kind.DROPPED}:
        task.state = Task.State.DONE if step == Kind.DONE else Task.State.DROPPED
        task.closed_on = today()
