"""The tables of the room, a file for each noun."""

from samrad.plans.models.measure import Measure, MeasurePart, MeasureReport, MeasureStep
from samrad.plans.models.plan import Anchoring, Plan, PlanYes, PublishedPlan
from samrad.plans.models.promise import Promise, PromiseMark

__all__ = [
    "Anchoring",
    "Measure",
    "MeasurePart",
    "MeasureReport",
    "MeasureStep",
    "Plan",
    "PlanYes",
    "Promise",
    "PromiseMark",
    "PublishedPlan",
]
