"""Police contacts, told. What a district decides about its contacts is open, and stands on the pages where it is asked about."""

from django.utils.translation import gettext_lazy as _

from samrad.notices.telling.registry import Telling, the_others
from samrad.notices.topics import KNOWLEDGE, OFFER

TELLINGS = (
    Telling(
        "ExpectationsAsked",
        OFFER,
        _("Hva trenger dere av politikontakten?"),
        _("%(who)s spør hva dere forventer og trenger av politikontakten."),
        "expectations",
        the_others,
    ),
    Telling(
        "ExpectationStated",
        OFFER,
        _("En kommune har sagt hva den forventer"),
        _("%(who)s har sagt hva den forventer av politikontakten."),
        "expectations",
        the_others,
    ),
    Telling(
        "ExpectationAnswered",
        OFFER,
        _("Politiet har svart om politikontakten"),
        _("%(who)s har svart på noe dere forventer av politikontakten."),
        "expectations",
        the_others,
    ),
    Telling(
        "AdviceAsked",
        KNOWLEDGE,
        _("Et spørsmål om råd"),
        _("%(who)s har skrevet inn et spørsmål om råd."),
        "enquiry",
        the_others,
    ),
    Telling(
        "AdviceGiven",
        KNOWLEDGE,
        _("Politiet har gitt et råd"),
        _("%(who)s har svart på et spørsmål om råd."),
        "enquiry",
        the_others,
    ),
)

OF_THE_DISTRICT = "The district's own, and behind no wall: it stands on the page of its contacts."
UNTOLD = (
    dict.fromkeys(
        (
            "ContactAssigned",
            "AssignmentEnded",
            "ApprovalAsked",
            "ApprovalDecided",
            "ShareStated",
            "AuthorityClarified",
            "StartFollowed",
            "ContactIntroduced",
            "PresenceNoted",
            "TermsPublished",
            "TermsConfirmedByContact",
            "DivisionChanged",
            "DivisionConfirmed",
            "ContactPlaced",
            "CombinationExplained",
            "UnitRegistered",
            "UnitsReorganised",
        ),
        OF_THE_DISTRICT,
    )
    | dict.fromkeys(
        ("EntrySet", "EntryRemoved", "BylawsAdopted", "BylawsReviewed"),
        "Open to all, on the municipality's own page.",
    )
    | dict.fromkeys(
        ("LocalNoteWritten", "PlaceReviewed", "DecisionAsked", "DecisionAnswered"),
        "The police's own: what waits stands on the start page of whoever was asked.",
    )
    | {"AdviceFollowed": "The matter or the measure that it became is told of as what it is."}
)
