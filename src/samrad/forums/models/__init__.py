"""The tables of the room: the forums with all that stands in them, and the parties' own reasons to do otherwise."""

from samrad.forums.models.bodies import (
    Assessment,
    AssessmentYes,
    Briefing,
    Coordinator,
    Face,
    Forum,
    Membership,
    PreventionModel,
    TargetGroup,
    WheelPoint,
)
from samrad.forums.models.local import LocalChoice

__all__ = [
    "Assessment",
    "AssessmentYes",
    "Briefing",
    "Coordinator",
    "Face",
    "Forum",
    "LocalChoice",
    "Membership",
    "PreventionModel",
    "TargetGroup",
    "WheelPoint",
]
