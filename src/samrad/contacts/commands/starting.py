"""How a contact comes into the role: share of full time, authority, training and talks, first points of contact, terms."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from samrad.contacts.commands.assignments import district_of
from samrad.contacts.events import (
    AuthorityClarified,
    ContactIntroduced,
    ShareStated,
    StartFollowed,
    TermsConfirmedByContact,
    TermsPublished,
)
from samrad.contacts.models import Authority, Introduction, RoleTerms, Start, TermsConfirmed
from samrad.contacts.permissions import may_confirm_terms, may_direct_contacts
from samrad.cooperation.words import guarded
from samrad.kernel.answers import Refused, Stale
from samrad.kernel.clock import today
from samrad.kernel.deeds import command
from samrad.kernel.records import record
from samrad.parties.actor import Actor
from samrad.parties.models import Appointment, Organisation, Post
from samrad.parties.queries import covered_on

FOLLOWED = ("mentor_on", "training_on", "first_talk_on", "second_talk_on")


def holder(appointment_id: UUID) -> Appointment:
    """Somebody in the post of a police contact, locked. Refuses with `Appointment.DoesNotExist`."""
    return (
        Appointment.objects.select_for_update(of=("self",))
        .select_related("post")
        .get(pk=appointment_id, post__function=Post.Function.POLICE_CONTACT)
    )


def _start_of(appointment: Appointment) -> Start:
    start, _made = Start.objects.get_or_create(appointment=appointment)
    return start


@command
def state_share(*, actor: Actor, appointment_id: UUID, share: int) -> Start:
    """Say how much of full time is set aside for the role, and that contact and leader have gone through it today.

    Who      `may_direct_contacts`.
    Refuses  anything but 1 to 100.
    Records  ShareStated.
    Units    percent of full time.
    Source   V-5-g, V-5.3-a: information, there is no share that is too small.
    """
    appointment = holder(appointment_id)
    may_direct_contacts(actor, district_of(appointment.post)).require()
    if not 1 <= share <= 100:
        raise Refused(_("Skriv en andel fra 1 til 100 prosent."))
    appointment.share = share
    appointment.save(update_fields=["share"])
    start = _start_of(appointment)
    start.share_on = start.capacity_on = today()
    start.save(update_fields=["share_on", "capacity_on"])
    record(ShareStated(appointment.pk, share), by=actor)
    return start


@command
def clarify_authority(*, actor: Actor, appointment_id: UUID, on: date, decides: Mapping[str, str]) -> Start:
    """Say who decides in each kind of matter: the contact, the head of the unit, or the two together.

    Who      `may_direct_contacts`.
    Refuses  a matter without an answer; a day before the contact began or after today.
    Records  AuthorityClarified.
    Source   V-5.2-b, V-5.2-c, V-5.2-d.
    """
    appointment = holder(appointment_id)
    may_direct_contacts(actor, district_of(appointment.post)).require()
    _require_within(appointment, on)
    if set(decides) != set(Authority.Matter.values) or not set(decides.values()) <= set(
        Authority.Decides.values
    ):
        raise Refused(_("Velg hvem som bestemmer, for hver linje."))
    for matter, who in decides.items():
        Authority.objects.update_or_create(appointment=appointment, matter=matter, defaults={"decides": who})
    start = _start_of(appointment)
    start.authority_on = on
    start.save(update_fields=["authority_on"])
    record(AuthorityClarified(appointment.pk, on), by=actor)
    return start


def _require_within(appointment: Appointment, *days: date | None) -> None:
    known = [day for day in days if day]
    if any(day < appointment.valid_from for day in known):
        raise Refused(_("Dagen er før kontakten begynte i rollen. Velg en senere dag."))
    if any(day > today() for day in known):
        raise Refused(_("Dagen har ikke vært ennå. Skriv den når det er gjort."))


@command
def follow_start(
    *,
    actor: Actor,
    appointment_id: UUID,
    mentor_id: UUID | None,
    seen: int,
    mentor_on: date | None = None,
    training_on: date | None = None,
    first_talk_on: date | None = None,
    second_talk_on: date | None = None,
) -> Start:
    """Note how a contact has been followed up: who helps, training, two talks. Each a day, or nothing yet.

    Who      `may_direct_contacts`.
    Refuses  what a colleague changed meanwhile; a day before the contact began or after today; a helper without a day, or a day
             without a helper.
    Records  StartFollowed.
    Units    `seen` is the version on the writer's screen.
    Source   V-5.2-f.
    """
    appointment = holder(appointment_id)
    may_direct_contacts(actor, district_of(appointment.post)).require()
    start = _start_of(appointment)
    days = dict(zip(FOLLOWED, (mentor_on, training_on, first_talk_on, second_talk_on), strict=True))
    if start.version != seen:
        raise Stale(_("En kollega endret oppfølgingen mens du skrev. Se hva som står der, og lagre på nytt."),
                    theirs="\n".join(str(day or "–") for day in (getattr(start, name) for name in FOLLOWED)),
                    version=start.version)  # fmt: skip
    _require_within(appointment, *days.values())
    if (mentor_id is None) != (mentor_on is None):
        raise Refused(_("Velg både hvem som er fadder, og fra hvilken dag."))
    start.mentor = _mentor(appointment, mentor_id) if mentor_id else None
    for name, day in days.items():
        setattr(start, name, day)
    start.version += 1
    start.save()
    record(StartFollowed(appointment.pk), by=actor)
    return start


def _mentor(appointment: Appointment, post_id: UUID) -> Post:
    district = district_of(appointment.post)
    found = Post.objects.filter(pk=post_id, acts_for=district) | Post.objects.filter(
        pk=post_id, organisation=district
    )
    mentor = found.exclude(pk=appointment.post_id).first()
    if mentor is None:
        raise Refused(_("Fadderen må ha en stilling i samme politidistrikt. Velg en av dem i listen."))
    return mentor


@command
def introduce_contact(
    *, actor: Actor, appointment_id: UUID, organisation_id: UUID, to: str, on: date
) -> Introduction:
    """Note that the contact has met a first point of contact in one of the municipalities.

    Who      whoever directs the contacts, or the contact.
    Refuses  a municipality that the contact does not have; the same meeting twice; a day before the beginning or after today.
    Records  ContactIntroduced.
    Source   V-5.2-f, V-5.3-d.
    """
    appointment = holder(appointment_id)
    if actor.appointment != appointment.pk:
        may_direct_contacts(actor, district_of(appointment.post)).require()
    _require_within(appointment, on)
    if organisation_id not in covered_on(appointment.post, today()):
        raise Refused(_("Kontakten har ikke denne kommunen. Velg en av dem i listen."))
    if to not in Introduction.To.values:
        raise Refused(_("Velg hvem kontakten har møtt."))
    if appointment.introductions.filter(organisation=organisation_id, to=to).exists():
        raise Refused(_("Dette møtet er allerede ført."))
    made = Introduction.objects.create(appointment=appointment, organisation_id=organisation_id, to=to, on=on)
    record(ContactIntroduced(appointment.pk, organisation_id, to), by=actor)
    return made


@command
def publish_terms(*, actor: Actor, district_id: UUID, text: str, confirmed: bool = False) -> RoleTerms:
    """Give all the district's contacts new terms, alike for each. They confirm them anew.

    Who      `may_direct_contacts`.
    Refuses  an empty text; one that looks personal; the same words as the newest.
    Records  TermsPublished.
    Source   V-5.2-g.
    """
    may_direct_contacts(actor, district_id).require()
    district = Organisation.objects.select_for_update().get(
        pk=district_id, kind=Organisation.Kind.POLICE_DISTRICT
    )
    words = guarded(text, confirmed=confirmed, longest=8_000)
    newest = district.role_terms.first()
    if not words:
        raise Refused(_("Skriv vilkårene før du kunngjør dem."))
    if newest and newest.text == words:
        raise Refused(_("Dette er de samme ordene som står der. Endre noe først."))
    number = newest.number + 1 if newest else 1
    terms = RoleTerms.objects.create(district=district, number=number, text=words, published_on=today())
    record(TermsPublished(district.pk, terms.number), by=actor)
    return terms


@command
def confirm_terms(*, actor: Actor, district_id: UUID, number: int) -> TermsConfirmed:
    """Say that one works by the district's terms.

    Who      each contact for themselves (`may_confirm_terms`).
    Refuses  terms that are not the newest.
    Records  TermsConfirmedByContact, the first time.
    Source   V-5.2-g.
    """
    may_confirm_terms(actor, district_id).require()
    newest = RoleTerms.objects.filter(district=district_id).first()
    if newest is None or newest.number != number:
        raise Refused(_("Vilkårene er endret. Les de nye, og bekreft dem."))
    assert actor.appointment
    confirmed, made = TermsConfirmed.objects.get_or_create(
        terms=newest, appointment_id=actor.appointment, defaults={"on": today()}
    )
    if made:
        record(TermsConfirmedByContact(district_id, number, actor.appointment), by=actor)
    return confirmed
