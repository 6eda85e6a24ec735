"""The tables of the room, a file for each noun."""

from samrad.knowledge.models.figures import Indicator, Observation
from samrad.knowledge.models.pictures import (
    DecisionBasis,
    FrozenPart,
    FrozenPicture,
    PictureContribution,
    PictureFigure,
    PictureSeries,
    ProblemYes,
    SituationPicture,
    View,
)
from samrad.knowledge.models.police import PolicePriority, PriorityProduct
from samrad.knowledge.models.priorities import Candidate, ChoiceYes, HandedIn, Prioritisation, Score
from samrad.knowledge.models.requests import Contribution, Document, KnowledgeRequest, PoliceProcess
from samrad.knowledge.models.schools import PupilCount, PupilYear
from samrad.knowledge.models.series import Series, SeriesFigure

__all__ = [
    "Candidate",
    "ChoiceYes",
    "Contribution",
    "DecisionBasis",
    "Document",
    "FrozenPart",
    "FrozenPicture",
    "HandedIn",
    "Indicator",
    "KnowledgeRequest",
    "Observation",
    "PictureContribution",
    "PictureFigure",
    "PictureSeries",
    "PolicePriority",
    "PoliceProcess",
    "Prioritisation",
    "PriorityProduct",
    "ProblemYes",
    "PupilCount",
    "PupilYear",
    "Score",
    "Series",
    "SeriesFigure",
    "SituationPicture",
    "View",
]
