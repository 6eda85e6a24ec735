"""What everybody of one sort sees of a meeting, and what may hang on the wall."""

from dataclasses import dataclass, replace
from typing import Any

from samrad.forums.queries import SHARED
from samrad.meetings.models import AgendaItem, Attendance, Decision, Meeting, Note, Task
from samrad.meetings.queries.meetings import agenda_of, attendance_of
from samrad.meetings.queries.notes import notes_of
from samrad.meetings.queries.tasks import outcomes_of
from samrad.parties.actor import Actor


@dataclass(frozen=True)
class Picture:
    """What everybody of one sort sees of a meeting: the agenda, the matter it is at, and who is there.

    Shape    `closed` is the number of the matter the meeting is at, where it is not shown.
    """

    meeting: Meeting
    items: list[AgendaItem]
    item: AgendaItem | None
    notes: list[Note]
    decisions: list[Decision]
    tasks: list[Task]
    attendance: list[Attendance]
    after: AgendaItem | None
    closed: str = ""

    @property
    def present_count(self) -> int:
        return sum(row.is_here for row in self.attendance)


def picture_of(actor: Actor, meeting: Meeting, chosen: str = "") -> Picture:
    """Five statements, whatever the length of the agenda."""
    items = agenda_of(actor, meeting)
    at = next((n for n, row in enumerate(items) if str(row.pk) == chosen), None)
    if at is None:
        at = next((n for n, row in enumerate(items) if row.pk == meeting.current_item_id), 0)
    item = items[at] if items else None
    decisions, tasks = outcomes_of(actor, [item.pk], meeting.forum)[item.pk] if item else ([], [])
    return Picture(
        meeting=meeting,
        items=items,
        item=item,
        notes=notes_of(actor, item) if item else [],
        decisions=decisions,
        tasks=tasks,
        attendance=attendance_of(actor, meeting),
        after=items[at + 1] if at + 1 < len(items) else None,
    )


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
        closed=picture.item.case_number if picture.item and not item else "",
    )


def _is_shared(row: Any) -> bool:
    return row.face in SHARED and row.only_for_id is None
