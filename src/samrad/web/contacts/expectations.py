"""What the municipality expects of its police contact, and what the police answer."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from samrad.contacts.commands.expectations import answer_expectation, ask_for_expectations, state_expectation
from samrad.contacts.permissions import (
    may_answer_expectation,
    may_ask_for_expectations,
    may_state_expectation,
)
from samrad.contacts.queries.expectations import (
    contacts_covering,
    expectation_visible_to,
    expectations_visible_to,
    hearings,
)
from samrad.cooperation.queries import cooperation_visible_to
from samrad.web.contacts.deeds import deed_page, form_page
from samrad.web.contacts.forms import ExpectationAnswerForm, ExpectationForm
from samrad.web.doors import for_people
from samrad.web.forms import DeedForm, sent
from samrad.web.requests import Request
from samrad.web.ways import address


@for_people
@form_page
def all_of_them(request: Request, slug: str) -> HttpResponse:
    """The contact, what is expected, and each answer. The municipality neither approves nor blocks. V-5.3-b, V-5.3-e."""
    cooperation, actor = cooperation_visible_to(request.actor, slug), request.actor
    if not cooperation.has_towns:
        raise Http404  # a school and a county have no police contact of their own
    towns = [party.organisation_id for party in cooperation.parties.all() if party.side == "municipality"]
    districts = [
        party.organisation
        for party in cooperation.parties.all()
        if party.organisation.kind == "police_district"
    ]
    asks = "ask" in request.POST
    form = ExpectationForm(None if asks else sent(request))
    asking = DeedForm(sent(request)) if asks else form
    return deed_page(
        request,
        "contacts/expectations.html",
        asking,
        lambda: (
            ask_for_expectations(actor=actor, cooperation_id=cooperation.pk)
            if asks
            else state_expectation(
                actor=actor, cooperation_id=cooperation.pk, confirmed=form.is_confirmed, **form.said
            )
        ),
        said=_("Kommunen er spurt.") if asks else _("Politiet har fått vite hva dere forventer, og svarer."),
        back=address("expectations", slug),
        cooperation=cooperation,
        room="home",
        writing=form,
        contacts=contacts_covering(towns),
        districts=districts,
        hearings=hearings(towns),
        rows=list(expectations_visible_to(actor, cooperation)),
        may_state=bool(may_state_expectation(actor, cooperation)),
        may_ask=bool(may_ask_for_expectations(actor, cooperation)),
        may_answer=bool(may_answer_expectation(actor, cooperation)),
    )


@for_people
@form_page
def answer(request: Request, expectation_id: UUID) -> HttpResponse:
    """Answer one thing that the municipality expects."""
    found, cooperation = expectation_visible_to(request.actor, expectation_id)
    may_answer_expectation(request.actor, cooperation).require()
    form = ExpectationAnswerForm(sent(request), initial={"reply": found.answer, "seen": found.version})
    return deed_page(
        request,
        "contacts/expectation_answer.html",
        form,
        lambda: answer_expectation(
            actor=request.actor,
            expectation_id=expectation_id,
            answer=form.said["reply"],
            seen=form.version,
            confirmed=form.is_confirmed,
        ),
        said=_("Svaret er gitt."),
        back=address("expectations", cooperation.slug),
        cooperation=cooperation,
        room="home",
        expectation=found,
    )
