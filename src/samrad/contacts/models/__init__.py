"""The tables of the room: the role of a contact, where it is placed, whom to ask, and what is asked."""

from samrad.contacts.models.enquiries import AskedDecision, Enquiry, LocalNote
from samrad.contacts.models.placing import Combination, Placement
from samrad.contacts.models.role import (
    Approval,
    ApprovedTown,
    Authority,
    Bylaws,
    DividedTask,
    Division,
    Entry,
    Expectation,
    Heard,
    Introduction,
    Presence,
    RoleTerms,
    Start,
    TermsConfirmed,
)

__all__ = [
    "Approval",
    "ApprovedTown",
    "AskedDecision",
    "Authority",
    "Bylaws",
    "Combination",
    "DividedTask",
    "Division",
    "Enquiry",
    "Entry",
    "Expectation",
    "Heard",
    "Introduction",
    "LocalNote",
    "Placement",
    "Presence",
    "RoleTerms",
    "Start",
    "TermsConfirmed",
]
