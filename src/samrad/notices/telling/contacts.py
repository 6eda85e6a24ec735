"""Police contacts, told. What a district decides about its contacts is open, and stands on the pages where it is asked about."""

from samrad.notices.telling.registry import Telling

TELLINGS: tuple[Telling, ...] = ()

OF_THE_DISTRICT = "The district's own, and behind no wall: it stands on the page of its contacts."
UNTOLD = dict.fromkeys(
    (
        "ContactAssigned",
        "AssignmentEnded",
        "ApprovalAsked",
        "ApprovalDecided",
        "ShareStated",
        "AuthorityClarified",
        "StartFollowed",
        "ContactIntroduced",
        "TermsPublished",
        "TermsConfirmedByContact",
    ),
    OF_THE_DISTRICT,
)
