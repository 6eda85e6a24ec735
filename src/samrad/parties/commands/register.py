"""The register of organisations, posts, people and logins."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import Q
from django.utils.translation import gettext as _

from samrad.kernel.answers import Refused
from samrad.kernel.clock import today
from samrad.kernel.deeds import command
from samrad.kernel.records import record
from samrad.parties import reference_data
from samrad.parties.actor import Actor
from samrad.parties.events import (
    AddressCameBack,
    AddressChanged,
    Appointed,
    AppointmentEnded,
    LanguageChosen,
    LoginGiven,
    OrganisationRegistered,
    PersonRegistered,
    PostCovers,
    PostCreated,
    ReferenceLoaded,
)
from samrad.parties.models import (
    SCHOOL_OWNERS,
    Appointment,
    Coverage,
    Organisation,
    OrganisationName,
    Person,
    Post,
    Succession,
)
from samrad.parties.permissions import may_keep_the_register, may_register, may_renew, may_set_own

A_YEAR = timedelta(days=366)


@command
def load_reference(*, actor: Actor) -> int:
    """Fill an empty register with the country: municipalities, counties, districts and their history.

    Who      whoever runs the installation (`may_keep_the_register`).
    Records  ReferenceLoaded. Gives back the number of municipalities; 0 when they were there already.
    """
    may_keep_the_register(actor).require()
    if Organisation.objects.filter(kind=Organisation.Kind.COUNTY, is_fictional=False).exists():
        return 0
    top = Organisation.objects.filter(kind=Organisation.Kind.POLICE_DIRECTORATE).first()
    top = top or reference_data.directorate()
    of_district = reference_data.districts(top)
    of_county = reference_data.counties()
    towns = reference_data.municipalities(of_county, of_district)
    earlier, names, links = reference_data.history(towns)
    old_counties, county_names, county_links = reference_data.county_history(of_county)
    if top._state.adding:
        top.save()
    for group in (of_district.values(), of_county.values(), towns.values(), earlier, old_counties):
        Organisation.objects.bulk_create(group)
    OrganisationName.objects.bulk_create([*names, *county_names])
    Succession.objects.bulk_create([*links, *county_links])
    record(ReferenceLoaded(len(towns), len(of_county), len(of_district)), by=actor)
    return len(towns)


@command
def register_organisation(*, actor: Actor, kind: str, name: str, **facts: object) -> Organisation:
    """Register an organisation that the reference data does not have.

    Who      `may_register`.
    Refuses  an address that a living organisation of the kind has; a school without an owner or with a municipality for
             one; a municipal house under the state, or the other way round.
    Records  OrganisationRegistered.
    Source   V-1-d, V-1-g.
    """
    may_register(actor, kind, facts.get("parent")).require()
    _require_fitting_parent(kind, facts.get("sector"), facts.get("parent"))
    slug = free_slug(kind, name, facts.get("parent"))
    given = {"official_name": name, "source": "registrert i Samråd", "valid_from": today()} | facts
    organisation = Organisation.objects.create(kind=kind, name=name, slug=slug, **given)
    record(OrganisationRegistered(organisation.pk, kind), by=actor)
    return organisation


def free_slug(kind: str, name: str, owner: object, besides: UUID | None = None) -> str:
    """The address of a name. Schools of several owners may be called the same; then the owner's name is part of it."""
    living = Organisation.objects.filter(~Q(pk=besides), kind=kind, valid_to=None)
    slug = reference_data.slug_of(name)
    if kind == Organisation.Kind.SCHOOL and isinstance(owner, Organisation):
        parents = set(living.filter(slug=slug).values_list("parent", flat=True))
        if parents and owner.pk not in parents:
            slug = reference_data.slug_of(f"{name} {owner.name}")
    if not slug or living.filter(slug=slug).exists():
        raise Refused(_("Det finnes allerede en virksomhet med dette navnet. Velg et annet navn."))
    return slug


def _require_fitting_parent(kind: str, sector: object, parent: object) -> None:
    """Municipalities and the state stand in no common hierarchy, and the county or a private owner has the schools."""
    owner = parent if isinstance(parent, Organisation) else None
    if kind == Organisation.Kind.SCHOOL and (owner is None or owner.sector not in SCHOOL_OWNERS):
        raise Refused(
            _(
                "En videregående skole må ha en eier: fylkeskommunen, eller en privat eier. Velg hvem som eier den."
            )
        )
    if owner and {owner.sector, sector} == {Organisation.Sector.MUNICIPAL, Organisation.Sector.STATE}:
        raise Refused(_("Kommunen og staten er ikke over eller under hverandre. Velg en annen overordnet."))


@command
def create_post(
    *,
    actor: Actor,
    organisation: Organisation,
    function: str,
    title: str,
    power: str,
    acts_for: Organisation | None = None,
    covers: tuple[Organisation, ...] = (),
    covers_from: date | None = None,
) -> Post:
    """Set up a post. `covers` are the municipalities a police post covers from a day; none means all of its party's.

    Who      `may_keep_the_register`.
    Refuses  a title that the house has already.
    Records  PostCreated, PostCovers.
    """
    may_keep_the_register(actor).require()
    if Post.objects.filter(organisation=organisation, title=title).exists():
        raise Refused(_("Virksomheten har allerede en stilling med denne tittelen."))
    post = Post.objects.create(
        organisation=organisation, function=function, title=title, power=power, acts_for=acts_for
    )
    record(PostCreated(post.pk, organisation.pk, power), by=actor)
    for town in covers:
        Coverage.objects.create(post=post, organisation=town, valid_from=covers_from or today())
        record(PostCovers(post.pk, town.pk), by=actor)
    return post


@command
def appoint(
    *, actor: Actor, person: Person, post: Post, valid_from: date, valid_to: date | None = None
) -> Appointment:
    """Let a person hold a post from a date, or from a date to a date.

    Who      `may_keep_the_register`.
    Refuses  an end before the beginning; the same person twice in the same post on one day. Two persons may share a post, and
             a deputy may have it beside them.
    Records  Appointed.
    """
    may_keep_the_register(actor).require()
    if valid_to and valid_to < valid_from:
        raise Refused(_("Vervet kan ikke slutte før det begynner."))
    same = Appointment.objects.filter(person=person, post=post).exclude(valid_to__lt=valid_from)
    if same.filter(Q(valid_from__lte=valid_to) if valid_to else Q()).exists():
        raise Refused(
            _(
                "Personen har allerede denne stillingen i det tidsrommet. Avslutt det ene før det andre begynner."
            )
        )
    appointment = Appointment.objects.create(
        person=person, post=post, valid_from=valid_from, valid_to=valid_to
    )
    record(Appointed(appointment.pk, post.pk), by=actor)
    return appointment


@command
def end_appointment(*, actor: Actor, appointment_id: UUID, on: date) -> Appointment:
    """Let an appointment end. The post goes on; what was done in it stays.

    Who      `may_keep_the_register`.
    Refuses  an end before the beginning.
    Records  AppointmentEnded.
    """
    may_keep_the_register(actor).require()
    appointment = Appointment.objects.select_for_update().get(pk=appointment_id)
    if on < appointment.valid_from:
        raise Refused(_("Vervet kan ikke slutte før det begynner."))
    appointment.valid_to = on
    appointment.save(update_fields=["valid_to"])
    record(AppointmentEnded(appointment.pk), by=actor)
    return appointment


@dataclass(frozen=True)
class Successor:
    """Who holds a post next: somebody who is known, perhaps the same as now, or somebody new by name and address."""

    post: UUID
    person: UUID | None = None
    name: str = ""
    email: str = ""


@command
def renew_posts(*, actor: Actor, successors: Sequence[Successor], on: date) -> list[Appointment]:
    """Say who holds some posts from a day, all in one step: after an election, or when somebody leaves.

    Shape    Every forum, agreement and task goes on with the post. Who held it until then leaves on the day before; a deputy
             with a last day of their own keeps it. A new person has no login until whoever runs the installation gives one.
    Who      `may_renew`, for each post.
    Refuses  nobody at all; a day far away; oneself into a post of others; a post that changes hands that day or later already.
    Records  PersonRegistered, AppointmentEnded, Appointed.
    Source   V-2.2-k, V-4.1.1-b.
    """
    if not successors:
        raise Refused(_("Velg minst én stilling, og hvem som skal ha den."))
    if abs(on - today()) > A_YEAR:
        raise Refused(_("Velg en dag høyst ett år fra i dag."))
    # Locked first, in one order: two may say who holds the same posts.
    rows = Post.objects.select_for_update().filter(pk__in=[each.post for each in successors]).order_by("pk")
    posts = {post.pk: post for post in rows}
    for each in successors:
        may_renew(actor, posts[each.post]).require()
    begun = []
    for each in successors:
        begun.append(_renew(actor, posts[each.post], each, on))
        record(Appointed(begun[-1].pk, each.post), by=actor)
    return begun


def _renew(actor: Actor, post: Post, successor: Successor, on: date) -> Appointment:
    if successor.person == actor.person and successor.person and actor.post != post.pk:
        raise Refused(_("Du kan ikke gi deg selv en stilling. Be en kollega gjøre det."))
    held = Appointment.objects.filter(post=post)
    if held.filter(Q(valid_from=on) | Q(valid_from__gt=on, valid_to=None)).exists():
        raise Refused(
            _("%(post)s har allerede fått en ny fra den dagen eller senere. Velg en senere dag.")
            % {"post": post.title}
        )
    for before in held.filter(valid_to=None):
        before.valid_to = on - timedelta(days=1)
        before.save(update_fields=["valid_to"])
        record(AppointmentEnded(before.pk), by=actor)
    return Appointment.objects.create(person=_person_for(actor, successor), post=post, valid_from=on)


def _person_for(actor: Actor, successor: Successor) -> Person:
    if successor.person:
        return Person.objects.get(pk=successor.person)
    name = " ".join(successor.name.split())[:120]
    if not name:
        raise Refused(_("Skriv navnet på den nye, eller velg noen som har en stilling fra før."))
    person = Person.objects.create(name=name, email=_address(successor.email))
    record(PersonRegistered(person.pk), by=actor)
    return person


@command
def give_login(*, actor: Actor, name: str, username: str, password: str, **facts: object) -> Person:
    """Make a person who can log in.

    Who      `may_keep_the_register`.
    Refuses  a username that is taken.
    Records  LoginGiven.
    """
    may_keep_the_register(actor).require()
    users = get_user_model()
    if users.objects.filter(username=username).exists():
        raise Refused(_("Brukernavnet er tatt. Velg et annet."))
    user = users.objects.create_user(username, password=password)
    person = Person.objects.create(name=name, user=user, **facts)
    record(LoginGiven(person.pk), by=actor)
    return person


@command
def change_address(*, actor: Actor, person_id: UUID, email: str) -> Person:
    """Say where a person's mail goes; nothing means that none is sent.

    Who      the person, or whoever runs the installation (`may_set_own`).
    Refuses  what is no address.
    Records  AddressChanged.
    """
    may_set_own(actor, person_id).require()
    person = Person.objects.select_for_update().get(pk=person_id)
    person.email, person.email_came_back_on = _address(email), None
    person.save(update_fields=["email", "email_came_back_on"])
    record(AddressChanged(person.pk), by=actor)
    return person


def _address(email: str) -> str:
    """The address as mail servers take it: a name of a domain with æ, ø or å in its plain form."""
    local, at, domain = email.strip().rpartition("@")
    try:
        plain = f"{local}@{domain.encode('idna').decode()}" if at else local + domain
        if plain:
            validate_email(plain)
    except (ValidationError, UnicodeError):
        raise Refused(
            _("Dette er ikke en e-postadresse. Skriv den som navn@kommune.no, uten æ, ø og å før @.")
        ) from None
    return plain


@command
def note_that_mail_came_back(*, actor: Actor, person_id: UUID, email: str) -> None:
    """Remember that a mail server refused a person's address, so that they can be told.

    Who      Samråd's own machinery (`may_keep_the_register`).
    Records  AddressCameBack, unless the person has another address by now.
    """
    may_keep_the_register(actor).require()
    changed = Person.objects.filter(pk=person_id, email=email).update(email_came_back_on=today())
    if changed:
        record(AddressCameBack(person_id), by=actor)


@command
def choose_language(*, actor: Actor, person_id: UUID, language: str) -> Person:
    """Choose the language of what is sent to a person; nothing means the language form of their house.

    Who      the person, or whoever runs the installation (`may_set_own`).
    Refuses  a language that Samråd does not have.
    Records  LanguageChosen.
    """
    may_set_own(actor, person_id).require()
    if language and language not in dict(settings.LANGUAGES):
        raise Refused(_("Samråd finnes på bokmål, nynorsk og engelsk. Velg ett av dem."))
    person = Person.objects.select_for_update().get(pk=person_id)
    person.language = language
    person.save(update_fields=["language"])
    record(LanguageChosen(person.pk, language), by=actor)
    return person
