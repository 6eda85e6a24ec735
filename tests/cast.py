"""A small fixed cast: two municipalities, two districts, a school, and the people who act for them. All invented."""

from dataclasses import dataclass
from datetime import date

from samrad.cooperation import wall
from samrad.cooperation.commands import found_cooperation, open_municipal_cooperations
from samrad.cooperation.models import Cooperation
from samrad.cooperation.queries import PARTIES
from samrad.parties.actor import Actor
from samrad.parties.commands import appoint, create_post, give_login, register_organisation
from samrad.parties.fictional import Places, load_people, load_places
from samrad.parties.models import Organisation
from samrad.parties.queries import actors_of

MACHINERY = Actor.system("tests")
PASSWORD = "samrad-demo"


@dataclass
class Cast:
    """The people by role. Each is an actor, and can log in with its `username` in `logins`."""

    places: Places
    people: dict[str, Actor]
    reader: Actor
    cooperation: Cooperation
    neighbours: Cooperation

    @property
    def police_contact(self) -> Actor:
        return self.people["politikontakt"]

    @property
    def chief(self) -> Actor:
        return self.people["enhetsleder"]

    @property
    def slt(self) -> Actor:
        return self.people["slt"]

    @property
    def mayor(self) -> Actor:
        return self.people["ordforer"]

    @property
    def director(self) -> Actor:
        return self.people["kommunedirektor"]

    @property
    def principal(self) -> Actor:
        return self.people["skole"]

    @property
    def neighbour_mayor(self) -> Actor:
        return self.people["nabokommune"]

    @property
    def foreign_contact(self) -> Actor:
        return self.people["nabopoliti"]

    @property
    def oversight(self) -> Actor:
        return self.people["direktorat"]

    @property
    def operator(self) -> Actor:
        return self.people["drift"]


def gather() -> Cast:
    """Everybody in place, and each municipality in its cooperation."""
    top = register_organisation(
        actor=MACHINERY, kind="police_directorate", name="Politidirektoratet", sector="state"
    )
    places = load_places(MACHINERY, top)
    people = load_people(MACHINERY, places, PASSWORD)
    open_municipal_cooperations(actor=MACHINERY)
    return Cast(places, people, _reader(places.lyngvik), _of("lyngvik"), _of("storvik"))


def _reader(town: Organisation) -> Actor:
    post = create_post(
        actor=MACHINERY, organisation=town, function="mayor", title="Varaordfører", power="member"
    )
    person = give_login(actor=MACHINERY, name="Tor Lie", username="leser", password=PASSWORD)
    appoint(actor=MACHINERY, person=person, post=post, valid_from=date(2024, 1, 1))
    return actors_of(person.user)[0]


def _of(slug: str) -> Cooperation:
    return Cooperation.objects.prefetch_related(PARTIES).get(slug=slug)


def school_cooperation(cast: Cast) -> Cooperation:
    """The school and the police unit, as equals. V-3-j."""
    with wall.acting(cast.principal):
        return found_cooperation(
            actor=cast.principal,
            kind="school",
            organisations=[cast.places.school.pk, cast.places.unit.pk],
            name="Lyngvik videregående og politiet",
            language="nb",
        )
