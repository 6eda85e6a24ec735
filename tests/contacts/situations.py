"""Police contacts in Nordre politidistrikt, made as the district makes them."""

from datetime import date

from samrad.contacts.commands.assignments import assign_contact
from samrad.contacts.queries.facts import Contact, MunicipalityContacts, contacts_facts
from samrad.kernel.clock import today
from samrad.parties.commands import appoint, create_post, register_organisation
from samrad.parties.models import Appointment, Organisation, Person, Post
from tests.cast import MACHINERY, Cast
from tests.situations import do

LONG_AGO = date(2019, 1, 1)


def a_town(cast: Cast, name: str) -> Organisation:
    """One more municipality in the district, with no council, agreement or SLT."""
    return register_organisation(
        actor=MACHINERY,
        kind="municipality",
        name=name,
        official_name=f"{name} kommune",
        sector="municipal",
        district=cast.places.north,
        county=cast.places.county,
        population=4_000,
        valid_from=LONG_AGO,
    )


def a_post(cast: Cast, title: str = "Politikontakt øst") -> Post:
    return create_post(
        actor=MACHINERY,
        organisation=cast.places.unit,
        function=Post.Function.POLICE_CONTACT,
        title=title,
        power="coordinator",
        acts_for=cast.places.north,
    )


def somebody(name: str) -> Person:
    return Person.objects.create(name=name)


def held_by(post: Post, person: Person, since: date, until: date | None = None) -> Appointment:
    return appoint(actor=MACHINERY, person=person, post=post, valid_from=since, valid_to=until)


def assign(cast: Cast, post: Post, *towns: Organisation, since: date = LONG_AGO) -> None:
    for town in towns:
        do(cast.chief, assign_contact, post_id=post.pk, organisation_id=town.pk, valid_from=since)


def facts_of(town: Organisation, day: date | None = None) -> MunicipalityContacts:
    return contacts_facts(day or today(), municipalities=[town.pk])[0]


def contact_of(town: Organisation, day: date | None = None) -> Contact:
    (contact,) = facts_of(town, day).contacts
    return contact
