"""One police contact: municipalities, share of full time, authority, the first time in the role."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samrad.contacts.commands.assignments import ask_for_approval, assign_contact, district_of, end_assignment
from samrad.contacts.commands.presence import note_presence
from samrad.contacts.commands.starting import clarify_authority, follow_start, introduce_contact, state_share
from samrad.contacts.models import Introduction
from samrad.contacts.permissions import may_direct_contacts
from samrad.contacts.queries.district import (
    assignments_of,
    authorities_of,
    colleagues_of,
    contact_visible_to,
    holder_of,
    municipalities_of,
    presences_of,
    start_of,
)
from samrad.contacts.queries.facts import Contact, contacts_facts
from samrad.contacts.queries.placing import other_seats_of, placements_of
from samrad.kernel.answers import Refused, Sentence
from samrad.kernel.clock import today
from samrad.parties.models import Appointment, Coverage, Post
from samrad.web.contacts import forms
from samrad.web.contacts.deeds import deed_page, form_page
from samrad.web.doors import for_people
from samrad.web.forms import DeedForm, sent
from samrad.web.pages import page
from samrad.web.requests import Request
from samrad.web.ways import address

A_YEAR = timedelta(days=365)


def directed(request: Request, contact_id: UUID) -> Post:
    """The contact, for one who may change what it works on."""
    post = contact_visible_to(request.actor, contact_id)
    may_direct_contacts(request.actor, district_of(post)).require()
    return post


def held(post: Post) -> Appointment:
    holder = holder_of(post)
    if holder is None:
        raise Refused(
            _("Ingen har stillingen i dag. Be den som drifter løsningen, om å føre hvem som har den.")
        )
    return holder


def _is_coming_in(contact: Contact) -> bool:
    """The first year, and later for whoever something is noted about: what was never noted is no news after that. V-5.2-f."""
    begun = contact.begun
    is_noted = bool(begun.mentor_on or begun.training_on or begun.talks)
    return is_noted or bool(contact.held_since and contact.held_since > today() - A_YEAR)


def _of_today(post: Post) -> list[Coverage]:
    return [row for row in assignments_of(post) if row.runs_on(today())]


def contact_form(
    request: Request,
    template: str,
    post: Post,
    form: DeedForm,
    deed: Callable[[], object],
    *,
    said: Sentence,
    **context: Any,
) -> HttpResponse:
    """A form about one contact, on a page of its own; afterwards one is back at the contact."""
    back = address("contact", post.pk)
    return deed_page(request, template, form, deed, said=said, back=back, post=post, **context)


@for_people
@require_safe
def one(request: Request, contact_id: UUID) -> HttpResponse:
    """Everything about one contact, alike for the district and its municipalities. V-5.2-b."""
    post = contact_visible_to(request.actor, contact_id)
    towns = contacts_facts(today(), district=district_of(post))
    mine = [(town, contact) for town in towns for contact in town.contacts if contact.post == post.pk]
    contact = mine[0][1] if mine else None
    labels = dict(Introduction.To.choices)
    seats = other_seats_of(contact.appointment) if contact and contact.appointment else []
    met = [(town.name, on, labels[to]) for town, row in mine for on, to in row.introduced]
    return page(
        request,
        "contacts/contact.html",
        post=post,
        district=post.acts_for or post.organisation,
        towns=mine,
        population=sum(town.population or 0 for town, _row in mine),
        contact=contact,
        met=met,
        authorities=authorities_of(contact.appointment) if contact else [],
        shows_start=contact is not None and _is_coming_in(contact),
        terms_number=towns[0].terms_number if towns else 0,
        may_direct=may_direct_contacts(request.actor, district_of(post)),
        is_own=request.actor.post == post.pk,
        placements=placements_of(post),
        seats=seats,
        leads=any(seat.is_leader for seat in seats),
    )


@for_people
@form_page
def towns(request: Request, contact_id: UUID) -> HttpResponse:
    """Give the contact a municipality, and see what it has and will have. V-5-c."""
    post = directed(request, contact_id)
    form = forms.TownForm(
        sent(request),
        towns=municipalities_of(post.acts_for or post.organisation),
        initial={"valid_from": today()},
    )
    return contact_form(
        request,
        "contacts/towns.html",
        post,
        form,
        lambda: assign_contact(
            actor=request.actor,
            post_id=post.pk,
            organisation_id=UUID(form.said["organisation_id"]),
            valid_from=form.said["valid_from"],
        ),
        said=_("Kommunen har fått politikontakt."),
        assignments=assignments_of(post),
    )


@for_people
@form_page
def end(request: Request, contact_id: UUID) -> HttpResponse:
    """Let another have one of the municipalities."""
    post = directed(request, contact_id)
    form = forms.EndForm(sent(request), assignments=assignments_of(post), initial={"on": today()})
    return contact_form(
        request,
        "contacts/end.html",
        post,
        form,
        lambda: end_assignment(
            actor=request.actor, coverage_id=int(form.said["coverage_id"]), on=form.said["on"]
        ),
        said=_("Siste dag er ført. Se på kartet om kommunen trenger en ny kontakt."),
    )


@for_people
@form_page
def ask(request: Request, contact_id: UUID) -> HttpResponse:
    """Ask the directorate about the municipalities of today. V-5-f."""
    post = directed(request, contact_id)
    form = DeedForm(sent(request))
    return contact_form(
        request,
        "contacts/ask.html",
        post,
        form,
        lambda: ask_for_approval(actor=request.actor, post_id=post.pk),
        said=_("Politidirektoratet har fått spørsmålet."),
        assignments=_of_today(post),
    )


@for_people
@form_page
def share(request: Request, contact_id: UUID) -> HttpResponse:
    """State the share of full time. V-5-g, V-5.3-a."""
    post = directed(request, contact_id)
    holder = held(post)
    form = forms.ShareForm(sent(request), initial={"share": holder.share})
    return contact_form(
        request,
        "contacts/share.html",
        post,
        form,
        lambda: state_share(actor=request.actor, appointment_id=holder.pk, share=form.said["share"]),
        said=_("Andelen er lagret."),
    )


@for_people
@form_page
def authority(request: Request, contact_id: UUID) -> HttpResponse:
    """Make clear who decides. V-5.2-b, V-5.2-c."""
    post = directed(request, contact_id)
    holder = held(post)
    known = {row.matter: row.decides for row in authorities_of(holder.pk)}
    form = forms.AuthorityForm(sent(request), initial=known)
    day = forms.AuthorityDayForm(sent(request), initial={"on": start_of(holder).authority_on or today()})
    if request.method == "POST" and not day.is_valid():
        for sentence in day.errors["on"]:
            form.add_error(None, sentence)
    return contact_form(
        request,
        "contacts/authority.html",
        post,
        form,
        lambda: clarify_authority(
            actor=request.actor, appointment_id=holder.pk, on=day.cleaned_data["on"], decides=form.decides
        ),
        said=_("Det er avklart hvem som bestemmer."),
        day=day,
    )


@for_people
@form_page
def start(request: Request, contact_id: UUID) -> HttpResponse:
    """Follow a contact into the role. V-5.2-f."""
    post = directed(request, contact_id)
    holder = held(post)
    now = start_of(holder)
    days = ("mentor_on", "training_on", "first_talk_on", "second_talk_on")
    initial = {name: getattr(now, name) for name in days} | {"mentor_id": now.mentor_id, "seen": now.version}
    form = forms.StartForm(sent(request), colleagues=colleagues_of(post), initial=initial)
    return contact_form(
        request,
        "contacts/start.html",
        post,
        form,
        lambda: follow_start(
            actor=request.actor,
            appointment_id=holder.pk,
            seen=form.version,
            **form.said | {"mentor_id": UUID(form.said["mentor_id"]) if form.said["mentor_id"] else None},
        ),
        said=_("Oppfølgingen er lagret."),
    )


@for_people
@form_page
def presence(request: Request, contact_id: UUID) -> HttpResponse:
    """Where the contact was, for all who see the contact; and a way to note it for those who may. V-5-b, V-5.1-b."""
    post = contact_visible_to(request.actor, contact_id)
    may_note = request.actor.post == post.pk or bool(may_direct_contacts(request.actor, district_of(post)))
    if request.method == "POST" and not may_note:
        may_direct_contacts(request.actor, district_of(post)).require()
    holder = held(post)
    form = forms.PresenceForm(sent(request), assignments=_of_today(post), initial={"on": today()})
    return contact_form(
        request,
        "contacts/presence.html",
        post,
        form,
        lambda: note_presence(actor=request.actor, appointment_id=holder.pk, **form.said),
        said=_("Det er ført at kontakten var der."),
        present=presences_of(holder.pk),
        may_note=may_note,
    )


@for_people
@form_page
def introduce(request: Request, contact_id: UUID) -> HttpResponse:
    """Note a first point of contact that has been met. V-5.2-f, V-5.3-d."""
    post = contact_visible_to(request.actor, contact_id)
    if request.actor.post != post.pk:
        may_direct_contacts(request.actor, district_of(post)).require()
    holder = held(post)
    form = forms.IntroduceForm(sent(request), assignments=_of_today(post), initial={"on": today()})
    return contact_form(
        request,
        "contacts/introduce.html",
        post,
        form,
        lambda: introduce_contact(actor=request.actor, appointment_id=holder.pk, **form.said),
        said=_("Møtet er ført."),
    )
