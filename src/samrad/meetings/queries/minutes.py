"""The record of a meeting: gathered while it is written, and read once it is sent."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from samrad.cooperation.queries import keys_inside, living_parties
from samrad.forums.models import Face, Forum
from samrad.forums.queries import is_insider, sees_whole, shown_to
from samrad.kernel.clock import OSLO
from samrad.kernel.composed import composed
from samrad.kernel.together import Steps, question
from samrad.meetings.between import Between
from samrad.meetings.content import Matter, Passage, open_parts
from samrad.meetings.models import (
    AgendaItem,
    Attendance,
    Decision,
    Disqualification,
    Meeting,
    Minutes,
    MinutesApproval,
    MinutesFace,
    Note,
    Remark,
    Task,
)
from samrad.meetings.queries.between import onwards_on, words_on
from samrad.meetings.queries.clauses import clauses_in_force
from samrad.meetings.queries.meetings import (
    agenda_of,
    attendance_of,
    meeting_visible_to,
    notice_of,
    recipients_of,
)
from samrad.parties.actor import Actor

YES = Prefetch("approvals", MinutesApproval.objects.select_related("party", "by__person"))


def _remarks(actor: Actor, forum: Forum) -> "Prefetch[str]":
    """What was remarked: to the parties all of it, to others what external members said, to a limited one their own."""
    rows = Remark.objects.select_related("party", "by__person", "by__post")
    if not is_insider(actor, forum):
        rows = rows.filter(face=Face.FORUM)
    return Prefetch("remarks", rows if sees_whole(actor, forum) else rows.filter(by=actor.appointment))


def minutes_of(actor: Actor, meeting: Meeting) -> list[Minutes]:
    """Every version that was sent, the newest first."""
    rows = Minutes.objects.filter(meeting=meeting).prefetch_related(YES, _remarks(actor, meeting.forum))
    found = list(rows.order_by("-number"))
    for minutes in found:
        minutes.meeting = meeting
    return found


@question
def minutes_waiting_for(actor: Actor) -> Steps[list[Minutes]]:
    """Minutes that the actor's own party has not approved yet. Asked of those who may say its yes. V-4.1.2-c."""
    if not actor.may_write:
        return []
    [found] = yield [_unapproved(actor)]
    return found


@composed
def _unapproved(actor: Actor) -> QuerySet[Minutes]:
    rows = Minutes.objects.filter(cooperation__in=keys_inside(actor), state=Minutes.State.SENT)
    theirs = rows.exclude(approvals__party__in=actor.parties)
    return theirs.select_related("meeting", "forum").order_by("sent_at")


def minutes_visible_to(actor: Actor, minutes_id: UUID) -> Minutes:
    """Refuses with `Minutes.DoesNotExist`."""
    meeting_id = Minutes.objects.values_list("meeting", flat=True).get(pk=minutes_id)
    try:
        meeting = meeting_visible_to(actor, meeting_id)
    except Meeting.DoesNotExist:
        raise Minutes.DoesNotExist from None
    minutes = Minutes.objects.prefetch_related(YES, _remarks(actor, meeting.forum)).get(pk=minutes_id)
    minutes.meeting = meeting
    return minutes


def faces_of(actor: Actor, minutes: Minutes) -> list[MinutesFace]:
    """Every face that the reader may look through, their own first: an insider all but another party's own."""
    rows = shown_to(actor, minutes.meeting.forum, MinutesFace.objects.filter(minutes=minutes))
    order = ("own", "parties", "forum", "public")
    return sorted(rows.defer("pdf"), key=lambda row: order.index(row.face))


def matters_of(actor: Actor, meeting: Meeting) -> list[Matter]:
    """The matters with all their passages, as far as the actor sees them. Seven statements."""
    items = agenda_of(actor, meeting)
    ids, forum = [item.pk for item in items], meeting.forum
    notes = shown_to(actor, forum, Note.objects.filter(item__in=ids).exclude(text=""))
    decisions = shown_to(actor, forum, Decision.objects.filter(item__in=ids)).select_related(
        "responsible", "referred_to", "focus_area"
    )
    tasks = shown_to(actor, forum, Task.objects.filter(item__in=ids)).select_related("owner__organisation")
    clauses = _clause_names(actor, forum, [row.clause for row in decisions])
    aside = Disqualification.objects.filter(item__in=ids).select_related("membership__post")
    between = Between(items, words_on(actor, forum, ids), onwards_on(actor, forum, ids))
    return [
        Matter(
            place=(item.position, item.number or 0),
            head=_head(item, [row for row in aside if row.item_id == item.pk]) | between.head_of(item),
            face=item.face,
            legal_basis=item.legal_basis,
            only_for=item.only_for_id,
            notes=tuple(_note(row) for row in notes if row.item_id == item.pk),
            decisions=tuple(
                _decision(row, item, clauses, between.words_of(row))
                for row in decisions
                if row.item_id == item.pk
            ),
            tasks=tuple(_task(row) for row in tasks if row.item_id == item.pk),
        )
        for item in items
    ]


def _head(item: AgendaItem, aside: list[Disqualification]) -> dict[str, Any]:
    return {
        "id": str(item.pk),
        "number": item.case_number,
        "title": item.title,
        "kind": item.kind,
        "level": item.level,
        "step": item.step,
        "is_late": item.is_late,
        "presenter": item.presenter.title if item.presenter else "",
        "stood_aside": [{"post": row.membership.post.title, "provision": row.provision} for row in aside],
    }


def _note(note: Note) -> Passage:
    return Passage(note.face, {"text": note.text}, note.only_for_id, note.legal_basis)


def _clause_names(actor: Actor, forum: Forum, wanted: list[UUID | None]) -> dict[UUID, str]:
    """What the clauses are called that decisions follow up. Asks nothing where none does."""
    if not any(wanted):
        return {}
    return {clause.lineage: clause.name for clause in clauses_in_force(actor, forum.cooperation)}


def _decision(
    decision: Decision, item: AgendaItem, clauses: dict[UUID, str], between: dict[str, Any]
) -> Passage:
    lacks = open_parts(
        decision.outcome, item.step, responsible=decision.responsible_id, resources=decision.resources
    )
    words = {
        "outcome": decision.outcome,
        "text": decision.text,
        "resources": decision.resources,
        "responsible": decision.responsible.title if decision.responsible else "",
        "referred_to": decision.referred_to.name if decision.referred_to else "",
        "dissent": decision.dissent,
        "clause": clauses.get(decision.clause, "") if decision.clause else "",
        "focus_area": decision.focus_area.name if decision.focus_area else "",
        "measure": decision.measure_name,
        "lacks": lacks,
    }
    return Passage(decision.face, words | between, decision.only_for_id)


def _task(task: Task) -> Passage:
    owner = f"{task.owner.title}, {task.owner.organisation.official_name}"
    return Passage(
        task.face, {"text": task.text, "owner": owner, "due_on": task.due_on.isoformat()}, task.only_for_id
    )


def meeting_head(actor: Actor, meeting: Meeting) -> dict[str, Any]:
    """What stands above the matters: when and where, who was there, and whether the call came in good time."""
    notice = notice_of(meeting, recipients_of(actor, meeting))
    return {
        "title": meeting.title,
        "forum": meeting.forum.name,
        "starts_at": meeting.starts_at.astimezone(OSLO).isoformat(),
        "ends_at": _ended_at(meeting).astimezone(OSLO).isoformat(),
        "mode": meeting.mode,
        "place": meeting.place,
        "language": meeting.forum.language,
        "parties": [
            {"id": str(party.organisation_id), "name": party.organisation.official_name, "side": party.side}
            for party in living_parties(meeting.forum.cooperation)
        ],
        "notice": {"wanted": notice.wanted, "days": notice.days, "in_good_time": notice.in_good_time},
        "attendance": [_attending(row) for row in attendance_of(actor, meeting)],
    }


def _ended_at(meeting: Meeting) -> datetime:
    """When it was closed; when it was to end, if it was closed before it was to begin."""
    closed = meeting.closed_at
    return closed if closed and closed > meeting.starts_at else meeting.ends_at


def _attending(row: Attendance) -> dict[str, Any]:
    party = row.membership.party
    return {
        "post": row.membership.post.title,
        "organisation": row.membership.post.organisation.official_name,
        "side": party.side if party else "other",
        "party": str(party.pk) if party else "",
        "role": row.membership.role,
        "state": row.state,
        "substitute": row.substitute.title if row.substitute else "",
        "from_item": row.from_item.case_number if row.from_item else "",
        "left_before": row.left_before.case_number if row.left_before else "",
    }
