"""A municipality's police bylaws: open to all, kept by the municipality."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samrad.contacts.commands.bylaws import adopt_bylaws, review_bylaws
from samrad.contacts.models import Bylaws
from samrad.contacts.permissions import may_keep_bylaws
from samrad.contacts.queries.directory import bylaws_of, directory_owner
from samrad.kernel.clock import today
from samrad.parties.models import Organisation
from samrad.parties.queries import municipality
from samrad.web.contacts.deeds import deed_page, form_page
from samrad.web.contacts.forms import AdoptForm, ReviewForm
from samrad.web.doors import for_people, open_to_all
from samrad.web.forms import sent
from samrad.web.pages import page
from samrad.web.requests import Request
from samrad.web.ways import address

TOWN = Organisation.Kind.MUNICIPALITY


@open_to_all
@require_safe
def of_town(request: Request, slug: str) -> HttpResponse:
    """Each version, the newest first. V-2.2-e, V-4-o."""
    town = municipality(slug)
    versions = bylaws_of(town)
    return page(
        request,
        "contacts/bylaws.html",
        town=town,
        versions=versions,
        may_keep=may_keep_bylaws(request.actor, town),
    )


@for_people
@form_page
def adopt(request: Request, slug: str) -> HttpResponse:
    """A version that the municipality has adopted."""
    town = directory_owner(request.actor, slug, TOWN)
    may_keep_bylaws(request.actor, town).require()
    form = AdoptForm(sent(request), initial={"body": Bylaws.Body.COUNCIL})
    return deed_page(
        request,
        "contacts/adopt.html",
        form,
        lambda: adopt_bylaws(actor=request.actor, organisation_id=town.pk, **form.said),
        said=_("Vedtektene er ført opp."),
        back=address("bylaws", slug),
        town=town,
    )


@for_people
@form_page
def review(request: Request, slug: str) -> HttpResponse:
    """Note that they were gone through."""
    town = directory_owner(request.actor, slug, TOWN)
    may_keep_bylaws(request.actor, town).require()
    form = ReviewForm(sent(request), initial={"on": today()})
    return deed_page(
        request,
        "contacts/review.html",
        form,
        lambda: review_bylaws(actor=request.actor, organisation_id=town.pk, on=form.said["on"]),
        said=_("Det er ført at vedtektene er gått gjennom."),
        back=address("bylaws", slug),
        town=town,
    )
