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
    Telling(
        "ProblemProposed",
        KNOWLEDGE,
        _("Er dere enige om problemet?"),
        _("%(who)s har foreslått en beskrivelse av problemet. Dere kan bekrefte den eller foreslå en annen."),
        "picture",
        the_others,
    ),
    Telling(
        "ProblemConfirmed",
        KNOWLEDGE,
        _("En beskrivelse av problemet er bekreftet"),
        _("%(who)s har bekreftet beskrivelsen av problemet."),
        "picture",
        the_others,
    ),
    Telling(
        "PictureFrozen",
        KNOWLEDGE,
        _("En beslutning bygger på et felles bilde"),
        _("%(who)s har knyttet en beslutning til et felles bilde. Bildet endres ikke mer."),
        "picture",
        the_others,
    ),
    Telling(
        "PrioritisationBegun",
        KNOWLEDGE,
        _("Vurder hva dere skal satse på"),
        _("%(who)s har begynt et valg. Hver part vurderer alene først."),
        "prioritisation",
        the_others,
    ),
    Telling(
        "ScoresHandedIn",
        KNOWLEDGE,
        _("En vurdering er levert"),
        _("%(who)s har levert vurderingen sin. Vurderingene åpnes når alle har levert."),
        "prioritisation",
        the_others,
    ),
    Telling(
        "ChoiceProposed",
        KNOWLEDGE,
        _("Et valg er foreslått"),
        _("%(who)s har foreslått hva dere skal satse på. Dere svarer for dere."),
        "prioritisation",
        the_others,
    ),
    Telling(
        "ChoiceMade",
        KNOWLEDGE,
        _("Valget er gjort"),
        _("%(who)s har sagt ja, og valget er gjort."),
        "prioritisation",
        the_others,
    ),
)
OWN = "A party's own work, behind its wall: nobody else may know of it."
SEEN = "It stands on the page that everybody was told of."
UNTOLD = (
    dict.fromkeys(
        ("StatisticsImported", "PupilsCounted", "PupilYearRemoved"), "open figures: nobody waits for them"
    )
    | dict.fromkeys(
        (
            "ContributionWritten",
            "ContributionDiscarded",
            "DocumentAdded",
            "DocumentChecked",
            "DocumentRemoved",
            "ViewDrafted",
            "CandidateScored",
        ),
        OWN,
    )
    | {"ChallengeRaised": "It stands in the choice in which it was raised, and that is told."}
    | dict.fromkeys(
        (
            "RequestChanged",
            "RequestWithdrawn",
            "ProcessChanged",
            "PolicePrioritySet",
            "PictureBegun",
            "PictureChanged",
            "CandidateAdded",
            "SeriesBrought",
            "SeriesRemoved",
        ),
        SEEN,
    )
)
