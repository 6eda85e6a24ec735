"""What everybody of one sort sees of a meeting, and what may hang on the wall."""

from dataclasses import dataclass, field, replace
from typing import Any

from samrad.forums.queries import SHARED
from samrad.meetings.between import Between
from samrad.meetings.models import AgendaItem, Attendance, Decision, Meeting, Note, Task
from samrad.meetings.queries.between import onwards_on, words_on
from samrad.meetings.queries.meetings import agenda_of, attendance_of
from samrad.meetings.queries.notes import notes_of
from samrad.meetings.queries.tasks import left_open, outcomes_of
from samrad.parties.actor import Actor

type Content = dict[str, Any]


@dataclass(frozen=True)
class Picture:
    """What everybody of one sort sees of a meeting: the agenda, the matter it is at, and who is there.

    Shape    `closed` is the number of the matter the meeting is at, where it is not shown. `between` is what the matter is
             between the parties, and `endings` each decision with what belongs to its outcome. `left` is what earlier meetings
             left open, where the matter follows it up.
    """

    meeting: Meeting
    items: list[AgendaItem]
    item: AgendaItem | None
    notes: list[Note]
    decisions: list[Decision]
    tasks: list[Task]
    attendance: list[Attendance]
    after: AgendaItem | None
    left: list[Task] = field(default_factory=list)
    closed: str = ""
    between: Content = field(default_factory=dict)
    endings: list[tuple[Decision, Content]] = field(default_factory=list)

    @property
    def present_count(self) -> int:
        return sum(row.is_here for row in self.attendance)


def picture_of(actor: Actor, meeting: Meeting, chosen: str = "") -> Picture:
    """Five statements, whatever the length of the agenda, one for what earlier meetings left open, and two for what is between the parties."""
    items = agenda_of(actor, meeting)
    at = next((n for n, row in enumerate(items) if str(row.pk) == chosen), None)
    if at is None:
        at = next((n for n, row in enumerate(items) if row.pk == meeting.current_item_id), 0)
    item = items[at] if items else None
    decisions, tasks = outcomes_of(actor, [item.pk], meeting.forum)[item.pk] if item else ([], [])
    between = between_on(actor, item, decisions) if item else None
    return Picture(
        meeting=meeting,
        items=items,
        item=item,
        notes=notes_of(actor, item) if item else [],
        decisions=decisions,
        tasks=tasks,
        left=left_open(actor, item, meeting) if item else [],
        attendance=attendance_of(actor, meeting),
        after=items[at + 1] if at + 1 < len(items) else None,
        between=between.head_of(item) if between and item else {},
        endings=[(row, between.words_of(row)) for row in decisions] if between else [],
    )


def between_on(actor: Actor, item: AgendaItem, decisions: list[Decision]) -> Between:
    """What one matter is between the parties. Asks only for what the matter says that there is: two statements at most."""
    ids, outcomes = [item.pk], {decision.outcome for decision in decisions}
    said = item.addressed_to_id or item.coordinates or Decision.Outcome.DISAGREED in outcomes
    words = words_on(actor, item.forum, ids) if said else []
    onwards = onwards_on(actor, item.forum, ids) if Decision.Outcome.OUTSIDE in outcomes else []
    return Between([item], words, onwards)


def on_the_wall(picture: Picture) -> Picture:
    """What the whole forum sees, whoever put the screen up: others may be in the room."""
    item = picture.item if picture.item and _is_shared(picture.item) else None
    return replace(
        picture,
        items=[row for row in picture.items if _is_shared(row)],
        item=item,
        notes=[row for row in picture.notes if item and _is_shared(row)],
        decisions=[row for row in picture.decisions if item and _is_shared(row)],
        tasks=[row for row in picture.tasks if item and _is_shared(row)],
        left=[row for row in picture.left if item and _is_shared(row)],
        closed=picture.item.case_number if picture.item and not item else "",
        between=picture.between if item else {},
        endings=[row for row in picture.endings if item and _is_shared(row[0])],
    )


def _is_shared(row: Any) -> bool:
    return row.face in SHARED and row.only_for_id is None
