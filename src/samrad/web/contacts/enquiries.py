"""Questions to the police's functions: who asked, about what, when it was answered, and what the advice became."""

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samrad.contacts.commands.enquiries import ask_for_advice, give_advice
from samrad.contacts.fields import ABOUT, PoliceField
from samrad.contacts.functions import BY_CODE, KINDS, POLICE, function_for
from samrad.contacts.models import Enquiry
from samrad.contacts.permissions import may_advise, may_ask_for_advice
from samrad.contacts.queries.enquiries import enquiries_visible_to, enquiry_visible_to
from samrad.cooperation.models import Cooperation
from samrad.cooperation.queries import cooperation_visible_to
from samrad.forums.queries import forums_of
from samrad.forums.rules import working_days_between
from samrad.guide.challenges import shared_challenges
from samrad.guide.methods import methods, methods_for
from samrad.kernel.answers import Sentence
from samrad.kernel.clock import today
from samrad.parties.actor import Actor
from samrad.plans.queries.plans import plans_visible_to
from samrad.web.contacts.deeds import deed_page, form_page
from samrad.web.contacts.enquiry_forms import AdviceForm, EnquiryForm, themes
from samrad.web.doors import for_people, open_to_all
from samrad.web.forms import sent
from samrad.web.pages import page
from samrad.web.requests import Request
from samrad.web.ways import address


@dataclass(frozen=True)
class Row:
    """A question as it is shown. `days` are the working days until the answer, or until today while there is none. V-2.1-j."""

    enquiry: Enquiry
    function: Sentence
    theme: str
    days: int
    town: str

    @property
    def heading(self) -> str:
        return self.theme or str(self.function)


def row_of(enquiry: Enquiry) -> Row:
    challenge = shared_challenges().get(enquiry.theme)
    return Row(
        enquiry,
        BY_CODE[enquiry.function].name if enquiry.function in BY_CODE else enquiry.function,
        challenge.name(get_language() or "nb") if challenge else "",
        working_days_between(enquiry.asked_on, enquiry.answered_on or today()),
        enquiry.organisation.official_name,
    )


def _answer_time(rows: list[Row]) -> int | None:
    """The middle one of the answers' working days; none before something is answered."""
    days = sorted(row.days for row in rows if row.enquiry.answered_on)
    return days[len(days) // 2] if days else None


@for_people
@form_page
def all_of_them(request: Request, slug: str) -> HttpResponse:
    """The log of a cooperation, and where one asks. V-2.1-i, V-2.1-j, V-5.1-f."""
    cooperation = cooperation_visible_to(request.actor, slug)
    others = [party.organisation for party in cooperation.parties.all() if party.side != "police"]
    form = EnquiryForm(sent(request), parties=others if request.actor.side == "police" else [])
    rows = [row_of(enquiry) for enquiry in enquiries_visible_to(request.actor, cooperation)]
    return deed_page(
        request,
        "contacts/enquiries.html",
        form,
        lambda: ask_for_advice(
            actor=request.actor, cooperation_id=cooperation.pk, confirmed=form.is_confirmed, **form.deed
        ),
        said=_("Spørsmålet er sendt. Politiet svarer her."),
        back=address("enquiries", slug),
        cooperation=cooperation,
        room="home",
        rows=rows,
        middle=_answer_time(rows),
        may_ask=bool(may_ask_for_advice(request.actor, cooperation)),
        may_answer=bool(may_advise(request.actor, cooperation)),
    )


@for_people
@form_page
def one(request: Request, enquiry_id: UUID) -> HttpResponse:
    """One question, the advice, and what it can become."""
    found, cooperation = enquiry_visible_to(request.actor, enquiry_id)
    form = AdviceForm(
        sent(request), initial={"answer": found.answer, "method": found.method, "seen": found.version}
    )
    method = methods().get(found.method)
    language = get_language() or "nb"
    return deed_page(
        request,
        "contacts/enquiry.html",
        form,
        lambda: give_advice(
            actor=request.actor,
            enquiry_id=enquiry_id,
            seen=form.version,
            confirmed=form.is_confirmed,
            **form.said,
        ),
        said=_("Rådet er gitt."),
        back=address("enquiry", enquiry_id),
        cooperation=cooperation,
        room="home",
        row=row_of(found),
        method=(method.name(language), method.text(language), method.source) if method else None,
        fitting=[(row.name(language), row.source) for row in methods_for(found.theme)],
        other=_other_function(found),
        may_answer=bool(may_advise(request.actor, cooperation)),
        **_ways_on(request.actor, found, cooperation),
    )


def _other_function(enquiry: Enquiry) -> Sentence:
    """The function that the theme belongs to, when another was asked. V-2.1-l."""
    fits = function_for(enquiry.theme)
    return fits.name if fits and fits.code != enquiry.function else ""


def _ways_on(actor: Actor, enquiry: Enquiry, cooperation: Cooperation) -> dict[str, object]:
    """Where the advice went; or, for those who write, the forums and the plans that it can go into."""
    if enquiry.came_to:
        names = {"item": "item", "measure": "measure"}
        return {"came_to_url": address(names[enquiry.came_to], enquiry.came_to_id)}
    if not enquiry.answered_on or not may_ask_for_advice(actor, cooperation):
        return {}
    return {
        "forums": [forum for forum in forums_of(actor, cooperation) if forum.ended_on is None],
        "plans": [plan for plan in plans_visible_to(actor, cooperation) if plan.ended_on is None],
    }


def advice_behind(request: Request) -> Enquiry | None:
    """The advice that a new matter or measure comes from, named in the address. Refuses what is not theirs to see."""
    key = request.GET.get("rad", "")
    if not key:
        return None
    try:
        return enquiry_visible_to(request.actor, UUID(key))[0]
    except ValueError as no_key:
        raise Enquiry.DoesNotExist from no_key


@open_to_all
@require_safe
def library(request: Request) -> HttpResponse:
    """Preventive methods in our own words, each with its source. V-5.1-f."""
    language, theme = get_language() or "nb", request.GET.get("tema", "")
    names = dict(themes())
    rows = [
        (row.code, row.name(language), row.text(language), row.source, row.year, [names[code] for code in row.themes])
        for row in methods().values()
        if not theme or theme in row.themes
    ]  # fmt: skip
    used = [(code, name) for code, name in themes() if methods_for(code)]
    return page(request, "contacts/methods.html", rows=rows, themes=used, theme=theme)


@open_to_all
@require_safe
def mission(request: Request) -> HttpResponse:
    """The police's mission and its nine fields, for those who work with them; and which functions belong to which. V-2.1-a."""
    rows = [
        (
            field.label,
            ABOUT[field],
            [kind.name for kind in KINDS if kind.side == POLICE and kind.field == field],
        )
        for field in PoliceField
    ]
    return page(request, "contacts/mission.html", rows=rows)
