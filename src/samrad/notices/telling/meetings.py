"""Meetings, told: the call with its agenda and an entry for the calendar, the changes to it, the minutes and the tasks."""

from uuid import UUID

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samrad.cooperation.queries import PersonInside
from samrad.kernel.days import dated
from samrad.ledger.queries import Event
from samrad.notices.models import Notice
from samrad.notices.telling.calls import (
    call_fared,
    change_fared,
    people_of,
    the_agenda_anew,
    the_call,
    the_call_back,
    the_called,
    the_change,
    those_who_have_it,
    those_who_lack_it,
    those_who_see_it,
    who_comes_instead,
    who_need_not_come,
)
from samrad.notices.telling.registry import Enclosed, Telling, the_named, the_others
from samrad.notices.topics import APPROVAL, CALL, COOPERATION, MINUTES, TASK
from samrad.parties.actor import Actor
from samrad.parties.queries import running_appointments


def the_owner(event: Event) -> list[PersonInside]:
    """Whoever holds the post that the task was given to."""
    rows = running_appointments().filter(post=UUID(event.payload["owner"]))
    return people_of(rows.values_list("pk", flat=True))


def the_leader(event: Event) -> list[PersonInside]:
    """Whoever holds the post of the leader who is asked."""
    rows = running_appointments().filter(post=UUID(event.payload["leader"]))
    return people_of(rows.values_list("pk", flat=True))


def the_owners(event: Event) -> list[PersonInside]:
    """Whoever holds one of the posts that have got something."""
    posts = [UUID(key) for key in event.payload["owners"]]
    return people_of(running_appointments().filter(post__in=posts).values_list("pk", flat=True))


def the_owner_of_what_moved(event: Event) -> list[PersonInside]:
    """Of a task that got another day or was taken away; how it goes stands in the task."""
    return the_owner(event) if event.payload["kind"] in MOVED else []


def who_waited_for_the_yes(event: Event) -> list[PersonInside]:
    """The other parties, while their own yes is wanted; and all who were called, when the last has said yes."""
    return the_called(event) if event.payload["all_approved"] else the_others(event)


def the_deadline(_reader: Actor, notice: Notice) -> Enclosed:
    """The day, as it was when the event happened."""
    day = dated(notice.facts["due_on"], "with_weekday")
    return Enclosed([gettext("Fristen er %(day)s.") % {"day": day}])


NEAR = _("Fristen for en oppgave stillingen din har, nærmer seg.")
PASSED = _("Fristen for en oppgave stillingen din har, er passert. Oppgaven kommer opp i neste møte.")
MOVED = {
    "moved": _("%(who)s har satt en ny frist for en oppgave stillingen din har."),
    "dropped": _("%(who)s har tatt bort en oppgave stillingen din hadde."),
}
ONE_YES = _("%(who)s har godkjent referatet fra et møte. Les det, og godkjenn det for dere.")
LAST_YES = _("Partene har godkjent referatet fra et møte. Den ferdige filen ligger i Samråd.")

A_CALL = {
    "MeetingCalled",
    "SubstituteNamed",
}  # what is written when it goes, with the time and agenda of that moment

TELLINGS = (
    Telling(
        "ApprovalOfAgendaAsked",
        APPROVAL,
        _("En saksliste venter på deg"),
        _("Politikontakten har forberedt et møte for deg og ber deg godkjenne sakslisten."),
        "meeting",
        the_leader,
    ),
    Telling(
        "MeetingCalled",
        CALL,
        _("Innkalling til møte"),
        _("%(who)s kaller deg inn til et møte."),
        "meeting",
        those_who_lack_it,
        the_call,
        call_fared,
        also_doer=True,
    ),
    Telling(
        "SubstituteNamed",
        CALL,
        _("Du er vara i et møte"),
        _("%(who)s ber deg møte som vara i et møte."),
        "meeting",
        who_comes_instead,
        the_call,
        call_fared,
        also_doer=True,
    ),
    Telling(
        "SubstituteReleased",
        CALL,
        _("Du er ikke lenger vara i et møte"),
        _("%(who)s trenger deg ikke lenger som vara i et møte."),
        "meeting",
        who_need_not_come,
        the_call_back,
        also_doer=True,
        replaces={"SubstituteNamed", "MeetingMoved", "AgendaSentAgain"},
    ),
    Telling(
        "MeetingMoved",
        CALL,
        _("Et møte er endret"),
        _("%(who)s har endret tid eller sted for et møte du er kalt inn til."),
        "meeting",
        those_who_have_it,
        the_change,
        change_fared,
        also_doer=True,
        rides_on=A_CALL,
        replaces={"MeetingMoved"},
    ),
    Telling(
        "AgendaSentAgain",
        CALL,
        _("En saksliste er endret"),
        _("%(who)s har endret sakslisten til et møte du er kalt inn til."),
        "meeting",
        those_who_see_it,
        the_agenda_anew,
        change_fared,
        rides_on=A_CALL,
        replaces={"AgendaSentAgain"},
    ),
    Telling(
        "MeetingCancelled",
        CALL,
        _("Et møte er avlyst"),
        _("%(who)s har avlyst et møte du er kalt inn til."),
        "meeting",
        the_called,
        the_change,
        change_fared,
        also_doer=True,
        replaces={*A_CALL, "MeetingMoved", "AgendaSentAgain"},
    ),
    Telling(
        "MatterAddressed",
        COOPERATION,
        _("En sak er rettet til dere"),
        _("%(who)s har meldt en sak i et forum og ber dere svare på den."),
        "item",
        the_named,
    ),
    Telling(
        "MinutesSent",
        MINUTES,
        _("Et referat er sendt ut"),
        _("%(who)s har sendt ut referatet fra et møte."),
        "meeting",
        the_called,
    ),
    Telling(
        "MinutesApproved",
        MINUTES,
        _("Et referat er godkjent"),
        lambda notice: LAST_YES if notice.facts["all_approved"] else ONE_YES,
        "meeting",
        who_waited_for_the_yes,
    ),
    Telling(
        "TaskMade",
        TASK,
        _("Du har fått en oppgave"),
        _("%(who)s har gitt stillingen din en oppgave med frist."),
        "task",
        the_owner,
        the_deadline,
    ),
    Telling(
        "TaskHandedOver",
        TASK,
        _("Du har fått en oppgave"),
        _("%(who)s har gitt en oppgave videre til stillingen din."),
        "task",
        the_owner,
        the_deadline,
    ),
    Telling(
        "TaskReminded",
        TASK,
        _("Påminnelse om en oppgave"),
        lambda notice: NEAR if notice.facts["moment"] == "before" else PASSED,
        "task",
        the_owner,
        the_deadline,
    ),
    Telling(
        "TaskMovedOn",
        TASK,
        _("En oppgave er endret"),
        lambda notice: MOVED[notice.facts["kind"]],
        "task",
        the_owner_of_what_moved,
    ),
)

SEEN_THERE = "Seen in the meeting itself, and the start page says what waits."
ITS_OWN_ECHO = "It is the echo of a mail or of an answer that its reader gave."
UNTOLD = dict.fromkeys(("CallDelivered", "CallAnswered"), ITS_OWN_ECHO) | dict.fromkeys(
    (
        "MeetingPlanned",
        "AgendaApproved",
        "ItemProposed",
        "ItemChanged",
        "ItemThemed",
        "ItemOpened",
        "MemberLimited",
        "ItemPlaced",
        "ItemWithdrawn",
        "AgendaOrdered",
        "PaperAdded",
        "PaperChecked",
        "MeetingOpened",
        "ItemBegun",
        "AttendanceNoted",
        "AttendanceListed",
        "StoodAside",
        "NoteWritten",
        "DecisionMade",
        "TaskNoted",
        "MeetingClosed",
        "RemarkMade",
        "ItemLifted",
        "LiftAnswered",
        "PartySpoke",
        "MatterSentOutside",
        "OutsideAnswered",
    ),
    SEEN_THERE,
)
