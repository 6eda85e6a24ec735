"""The tables of the room, a file for each part of an evaluation's life, and the yearly report."""

from samrad.evaluations.models.answers import Answer, Asked, BallotBox
from samrad.evaluations.models.areas import Area, Cover
from samrad.evaluations.models.evaluation import Evaluation, JointText, Question
from samrad.evaluations.models.learning import LearningPoint, RestsOn
from samrad.evaluations.models.report import Report, Section, SectionText

__all__ = [
    "Answer",
    "Area",
    "Asked",
    "BallotBox",
    "Cover",
    "Evaluation",
    "JointText",
    "LearningPoint",
    "Question",
    "Report",
    "RestsOn",
    "Section",
    "SectionText",
]
