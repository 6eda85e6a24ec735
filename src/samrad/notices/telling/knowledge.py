"""Knowledge, told: what is ordered from both, and what the other party has given or taken back."""

from django.utils.translation import gettext_lazy as _

from samrad.notices.telling.registry import Telling, everybody, the_others
from samrad.notices.topics import KNOWLEDGE

TELLINGS = (
    Telling(
        "KnowledgeOrdered",
        KNOWLEDGE,
        _("Kunnskap er bestilt fra begge parter"),
        _("%(who)s har bestilt kunnskap fra begge parter."),
        "knowledge_request",
        everybody,
    ),
    Telling(
        "ContributionHandedOver",
        KNOWLEDGE,
        _("Et bidrag er levert"),
        _("%(who)s har levert et bidrag til en bestilling."),
        "knowledge_request",
        the_others,
    ),
    Telling(
        "ContributionWithdrawn",
        KNOWLEDGE,
        _("Et bidrag er trukket"),
        _("%(who)s har trukket et bidrag. Teksten er borte for alle."),
        "knowledge_request",
        the_others,
    ),
    Telling(
        "ProcessRegistered",
        KNOWLEDGE,
        _("Politiet har en prosess som kan gjelde kommunen"),
        _("%(who)s har skrevet inn en prosess der kommunen kan ha en rolle."),
        "knowledge",
        the_others,
    ),
)
OWN = "A party's own work, behind its wall: nobody else may know of it."
SEEN = "It stands on the page that everybody was told of."
UNTOLD = (
    {"StatisticsImported": "national figures: nobody waits for them"}
    | dict.fromkeys(
        (
            "ContributionWritten",
            "ContributionDiscarded",
            "DocumentAdded",
            "DocumentChecked",
            "DocumentRemoved",
        ),
        OWN,
    )
    | dict.fromkeys(("RequestChanged", "RequestWithdrawn", "ProcessChanged"), SEEN)
)
