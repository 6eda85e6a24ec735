"""The tables of the room: the cooperation itself, and what its parties want to reach together."""

from samrad.cooperation.models.aims import Aim, AimStep, Area, FocusArea, Goal
from samrad.cooperation.models.challenges import Challenge
from samrad.cooperation.models.cooperations import (
    Choice,
    Cooperation,
    CooperationParty,
    Matter,
    Offer,
    ServiceCard,
)
from samrad.cooperation.models.understanding import Comment, Differing, Summary, SummaryYes

__all__ = [
    "Aim",
    "AimStep",
    "Area",
    "Challenge",
    "Choice",
    "Comment",
    "Cooperation",
    "CooperationParty",
    "Differing",
    "FocusArea",
    "Goal",
    "Matter",
    "Offer",
    "ServiceCard",
    "Summary",
    "SummaryYes",
]
