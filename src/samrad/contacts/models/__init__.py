"""The tables of the room: the role of a contact and whom to ask, and what is asked."""

from samrad.contacts.models.enquiries import AskedDecision, Enquiry, LocalNote
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
    "DividedTask",
    "Division",
    "Enquiry",
    "Entry",
    "Expectation",
    "Heard",
    "Introduction",
    "LocalNote",
    "Presence",
    "RoleTerms",
    "Start",
    "TermsConfirmed",
]
