"""Where notices lead, and where mail says that they are. Plugged into the room when the web is ready."""

from collections.abc import Callable
from uuid import UUID

from django.urls import reverse

from samrad.meetings.models import Meeting
from samrad.meetings.queries.meetings import meeting_visible_to
from samrad.notices import ways
from samrad.notices.models import Notice
from samrad.notices.queries import place_of
from samrad.parties.actor import Actor

type Leading = Callable[[Actor, Notice], str]


def _cooperation(_actor: Actor, notice: Notice) -> str:
    return reverse("web:cooperation", args=[notice.cooperation.slug])


def _agreement(_actor: Actor, notice: Notice) -> str:
    return reverse("web:agreement", args=[notice.facts["agreement"]])


def _offer(actor: Actor, notice: Notice) -> str:
    """Who may answer is led to the answer; others to where the offer stands."""
    if actor.may_write:
        return reverse("web:answer_offer", args=[notice.facts["offer"]])
    return _cooperation(actor, notice)


def _forum(_actor: Actor, notice: Notice) -> str:
    return reverse("web:forum", args=[notice.facts["forum"]])


def _meeting(actor: Actor, notice: Notice) -> str:
    """Nowhere when it is closed to the reader again, as to one from outside who is no longer a substitute."""
    try:
        return reverse("web:meeting", args=[meeting_visible_to(actor, UUID(notice.facts["meeting"])).pk])
    except Meeting.DoesNotExist:
        return ""


def _task(_actor: Actor, notice: Notice) -> str:
    return reverse("web:task", args=[notice.facts["task"]])


def _item(_actor: Actor, notice: Notice) -> str:
    return reverse("web:item", args=[notice.facts["item"]])


def _sharing(_actor: Actor, notice: Notice) -> str:
    return reverse("web:sharing", args=[notice.cooperation.slug])


def _plan(_actor: Actor, notice: Notice) -> str:
    return reverse("web:plan", args=[notice.facts["plan"]])


def _measure(_actor: Actor, notice: Notice) -> str:
    return reverse("web:measure", args=[notice.facts["measure"]])


def _focus_area(_actor: Actor, notice: Notice) -> str:
    return reverse("web:focus_area", args=[notice.facts["area"]])


def _expectations(_actor: Actor, notice: Notice) -> str:
    return reverse("web:expectations", args=[notice.cooperation.slug])


def _enquiry(_actor: Actor, notice: Notice) -> str:
    return reverse("web:enquiry", args=[notice.facts["enquiry"]])


def _knowledge(_actor: Actor, notice: Notice) -> str:
    return reverse("web:knowledge", args=[notice.cooperation.slug])


def _knowledge_request(_actor: Actor, notice: Notice) -> str:
    return reverse("web:knowledge_request", args=[notice.facts["request"]])


def _evaluation(_actor: Actor, notice: Notice) -> str:
    return reverse("web:evaluation", args=[notice.facts["evaluation"]])


def _report(_actor: Actor, notice: Notice) -> str:
    return reverse("web:report", args=[notice.facts["report"]])


def _picture(_actor: Actor, notice: Notice) -> str:
    return reverse("web:picture", args=[notice.facts["picture"]])


def _prioritisation(_actor: Actor, notice: Notice) -> str:
    return reverse("web:prioritisation", args=[notice.facts["prioritisation"]])


PLACES: dict[str, Leading] = {
    "cooperation": _cooperation,
    "agreement": _agreement,
    "offer": _offer,
    "forum": _forum,
    "meeting": _meeting,
    "task": _task,
    "item": _item,
    "expectations": _expectations,
    "enquiry": _enquiry,
    "sharing": _sharing,
    "knowledge": _knowledge,
    "knowledge_request": _knowledge_request,
    "evaluation": _evaluation,
    "report": _report,
    "picture": _picture,
    "prioritisation": _prioritisation,
    "plan": _plan,
    "measure": _measure,
    "focus_area": _focus_area,
}


def leads_to(actor: Actor, notice: Notice) -> str:
    """The page that a notice is about. Empty when the reader no longer has one."""
    return PLACES[place_of(notice)](actor, notice)


class InThisWeb:
    """Paths for links in mail."""

    def notice(self, notice: UUID) -> str:
        return reverse("web:notice", args=[notice])

    def choices(self) -> str:
        return reverse("web:mail_choices")

    def report(self, link: str) -> str:
        return reverse("web:report_by_link", args=[link])

    def answer(self, link: str) -> str:
        return reverse("web:answer_by_link", args=[link])


ways.say_where(InThisWeb())
