"""The tables of the room, a file for each part of an agreement's life."""

from samrad.agreements.models.agreement import Agreement, Clause, RevisionRequest, Wording
from samrad.agreements.models.finishing import Approval, Seal, SealedDocument, Signature, Version
from samrad.agreements.models.frame import Frame
from samrad.agreements.models.rounds import Proposal, Reply, Round
from samrad.agreements.models.template import Template

__all__ = [
    "Agreement",
    "Approval",
    "Clause",
    "Frame",
    "Proposal",
    "Reply",
    "RevisionRequest",
    "Round",
    "Seal",
    "SealedDocument",
    "Signature",
    "Template",
    "Version",
    "Wording",
]
