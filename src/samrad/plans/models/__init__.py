"""The tables of the room, a file for each noun."""

from samrad.plans.models.challenge import Adjustment, Conflict, Exercise, Means
from samrad.plans.models.measure import Measure, MeasurePart, MeasureReport, MeasureStep
from samrad.plans.models.plan import Anchoring, Plan, PlanYes, PublishedPlan
from samrad.plans.models.promise import Promise, PromiseMark
from samrad.plans.models.responsibility import Responsibility

__all__ = [
    "Adjustment",
    "Anchoring",
    "Conflict",
    "Exercise",
    "Means",
    "Measure",
    "MeasurePart",
    "MeasureReport",
    "MeasureStep",
    "Plan",
    "PlanYes",
    "Promise",
    "PromiseMark",
    "PublishedPlan",
    "Responsibility",
]
