"""The tables of the room, a file for each noun."""

from samrad.knowledge.models.figures import Indicator, Observation
from samrad.knowledge.models.requests import Contribution, Document, KnowledgeRequest, PoliceProcess

__all__ = [
    "Contribution",
    "Document",
    "Indicator",
    "KnowledgeRequest",
    "Observation",
    "PoliceProcess",
]
