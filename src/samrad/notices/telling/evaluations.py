"""Evaluations, told: that one is asked, that the answers are laid out, and that the report was laid before the council."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from samrad.cooperation.queries import PersonInside
from samrad.ledger.queries import Event
from samrad.notices.telling.registry import Telling, the_others
from samrad.notices.topics import EVALUATION
from samrad.parties.queries import running_appointments


def the_asked(event: Event) -> list[PersonInside]:
    """The holders of the posts that were asked, external members too, each once."""
    found: dict[UUID, PersonInside] = {}
    for row in running_appointments().filter(post__in=[UUID(post) for post in event.payload["asked"]]):
        person = PersonInside(
            row.pk, row.person_id, row.post.organisation_id, row.post.power, row.person.email
        )
        found.setdefault(row.person_id, person)
    return list(found.values())


def whoever_answers(event: Event) -> list[PersonInside]:
    """Where the forum writes together at once, nobody is asked alone."""
    return the_asked(event) if event.payload["answer_by"] else []


TELLINGS = (
    Telling(
        "EvaluationBegun",
        EVALUATION,
        _("Du er bedt om å svare på en evaluering"),
        _("%(who)s ber om svar på en evaluering. Ingen leser svaret ditt før alle svarene åpnes."),
        "evaluation",
        whoever_answers,
    ),
    Telling(
        "EvaluationOpened",
        EVALUATION,
        _("Svarene på en evaluering er åpnet"),
        _("%(who)s har åpnet svarene. Nå kan forumet lese dem og skrive fellesteksten."),
        "evaluation",
        the_asked,
    ),
    Telling(
        "ReportLaid",
        EVALUATION,
        _("Årsrapporten er lagt fram"),
        _("%(who)s har lagt årsrapporten fram for kommunestyret."),
        "report",
        the_others,
    ),
)

SEEN_THERE = "Seen in the evaluation or the report; the start page says what waits."
UNTOLD = dict.fromkeys(
    (
        "EvaluationAnswered",
        "JointTextWritten",
        "LearningPointSet",
        "LearningPointRemoved",
        "PointTakenIn",
        "GapRaised",
        "EvaluationClosed",
        "EvaluationStopped",
        "AreaMarked",
        "AreaUnmarked",
        "ReportBegun",
        "SectionWritten",
    ),
    SEEN_THERE,
)
