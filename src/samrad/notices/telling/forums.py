"""Forums, told: who got a seat, and that the parties let others in. What a forum sets up for itself is seen there."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from samrad.cooperation.queries import PersonInside
from samrad.ledger.queries import Event
from samrad.notices.telling.registry import Telling, the_others
from samrad.notices.topics import COOPERATION
from samrad.parties.queries import running_appointments


def whoever_got_the_seat(event: Event) -> list[PersonInside]:
    """The holders of the post that joined, external members too: the wall shows them what is theirs."""
    rows = running_appointments().filter(post=UUID(event.payload["post"]))
    return [
        PersonInside(row.pk, row.person_id, row.post.organisation_id, row.post.power, row.person.email)
        for row in rows
    ]


ASKED = _("%(who)s har sagt ja til at et forum tar inn andre. Se om dere også mener det.")
AGREED = _("%(who)s har også sagt ja til at et forum tar inn andre.")
SUMMARY_ONE = _("%(who)s har sagt ja til oppsummeringen av et satsingsområde. Se om dere også er enige.")
SUMMARY_ALL = _("%(who)s har også sagt ja til oppsummeringen av et satsingsområde. Alle parter er enige.")

TELLINGS = (
    Telling(
        "MemberJoined",
        COOPERATION,
        _("Du er med i et forum"),
        _("%(who)s har gitt stillingen din en plass i et forum."),
        "forum",
        whoever_got_the_seat,
    ),
    Telling(
        "MunicipalityLeft",
        COOPERATION,
        _("En kommune har gått ut"),
        _("%(who)s har gått ut av samarbeidet. Det som er delt, kan fortsatt leses."),
        "cooperation",
        the_others,
    ),
    Telling(
        "ExtensionAssessed",
        COOPERATION,
        _("Et forum kan ta inn andre"),
        lambda notice: AGREED if notice.facts["both_agree"] else ASKED,
        "forum",
        the_others,
    ),
    Telling(
        "SummaryProposed",
        COOPERATION,
        _("En oppsummering av et satsingsområde er foreslått"),
        _("%(who)s har foreslått en oppsummering av et satsingsområde. Les den, og si om dere er enige."),
        "focus_area",
        the_others,
    ),
    Telling(
        "SummaryConfirmed",
        COOPERATION,
        _("En part er enig i en oppsummering"),
        lambda notice: SUMMARY_ALL if notice.facts["all_approved"] else SUMMARY_ONE,
        "focus_area",
        the_others,
    ),
    Telling(
        "CommentWritten",
        COOPERATION,
        _("Noen har skrevet i samtalen om et satsingsområde"),
        _("%(who)s har skrevet i samtalen om et satsingsområde."),
        "focus_area",
        the_others,
    ),
)

SEEN_THERE = "Seen in the forum and its wheel; the start page says what waits."
UNTOLD = dict.fromkeys(
    (
        "ForumSetUp",
        "ForumChanged",
        "ForumEnded",
        "MemberRoleChanged",
        "MemberLeft",
        "WheelPointSet",
        "WheelPointDone",
        "WheelPointRemoved",
        "BriefingConfirmed",
        "CandidateWeighed",
        "CandidateInvolved",
        "LegalBasisSet",
        "IntroductionNoted",
        "PlaceInRegionSet",
        "GoneThroughAfterElection",
        "LocalReasonGiven",
        "LocalReasonTakenBack",
        "ServiceCardWritten",
        "ModelChosen",
        "TargetGroupSet",
        "TargetGroupRemoved",
        "PartnerJoined",
        "PartnerLeft",
        "CoordinatorNamed",
        "FocusAreaSet",
        "GoalSet",
        "DifferingSet",
        "CommentTakenBack",
    ),
    SEEN_THERE,
)
