"""What a district asks the directorate about a contact, and the answer. A post and a set of municipalities, and no word more."""

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samrad.contacts.commands.assignments import decide_approval
from samrad.contacts.permissions import may_approve_contacts
from samrad.contacts.queries.district import approval_asked, approvals_asked
from samrad.web.contacts.deeds import deed_page, form_page
from samrad.web.contacts.forms import DecideForm
from samrad.web.doors import for_people
from samrad.web.forms import sent
from samrad.web.pages import page
from samrad.web.requests import Request
from samrad.web.ways import address


@for_people
@require_safe
def approvals(request: Request) -> HttpResponse:
    """Those that wait for an answer, and those that have one. V-5-f."""
    may_approve_contacts(request.actor).require()
    rows = approvals_asked(request.actor)
    return page(
        request,
        "contacts/approvals.html",
        waiting=[row for row in rows if row.granted is None],
        decided=[row for row in rows if row.granted is not None],
    )


@for_people
@form_page
def decide(request: Request, approval_id: UUID) -> HttpResponse:
    """Say yes or no to one contact with this very set. V-5-f."""
    asked = approval_asked(request.actor, approval_id)
    may_approve_contacts(request.actor).require()
    form = DecideForm(sent(request))
    return deed_page(
        request,
        "contacts/decide.html",
        form,
        lambda: decide_approval(
            actor=request.actor,
            approval_id=approval_id,
            **form.said | {"granted": form.said["granted"] == "yes"},
        ),
        said=_("Svaret er gitt. Det gjelder denne kontakten og disse kommunene."),
        back=address("contact_approvals"),
        asked=asked,
    )
