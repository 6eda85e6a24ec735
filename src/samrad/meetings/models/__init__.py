"""The tables of the room, a file for each part of a meeting's life."""

from samrad.meetings.models.agenda import AgendaItem, Paper, StepChange
from samrad.meetings.models.between import Onward, PartyWord
from samrad.meetings.models.lift import Lift
from samrad.meetings.models.meeting import Meeting, Recipient
from samrad.meetings.models.outcome import Decision, Task, TaskStep
from samrad.meetings.models.record import (
    Minutes,
    MinutesApproval,
    MinutesFace,
    MinutesPart,
    PublishedMinutes,
    Remark,
)
from samrad.meetings.models.session import Attendance, Disqualification, Note

__all__ = [
    "AgendaItem",
    "Attendance",
    "Decision",
    "Disqualification",
    "Lift",
    "Meeting",
    "Minutes",
    "MinutesApproval",
    "MinutesFace",
    "MinutesPart",
    "Note",
    "Onward",
    "Paper",
    "PartyWord",
    "PublishedMinutes",
    "Recipient",
    "Remark",
    "StepChange",
    "Task",
    "TaskStep",
]
