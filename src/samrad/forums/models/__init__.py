"""The tables of the room: the forums with all that stands in them, and the parties' own reasons to do otherwise."""

from samrad.forums.models.bodies import (
    Assessment,
    AssessmentYes,
    Briefing,
    Coordinator,
    Forum,
    Membership,
    PreventionModel,
    TargetGroup,
    WheelPoint,
)
from samrad.forums.models.candidates import Candidate, Involvement
from samrad.forums.models.faces import Face
from samrad.forums.models.frames import GoneThrough, Introduction, LegalBasis, RegionalPlace
from samrad.forums.models.local import LocalChoice
from samrad.forums.models.partners import Partner

__all__ = [
    "Assessment",
    "AssessmentYes",
    "Briefing",
    "Candidate",
    "Coordinator",
    "Face",
    "Forum",
    "GoneThrough",
    "Introduction",
    "Involvement",
    "LegalBasis",
    "LocalChoice",
    "Membership",
    "Partner",
    "PreventionModel",
    "RegionalPlace",
    "TargetGroup",
    "WheelPoint",
]
