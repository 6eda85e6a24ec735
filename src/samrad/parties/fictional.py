"""The invented people and places of the demo. Nobody here exists, and every page of a demo says so."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils.translation import gettext_noop as _

from samrad.kernel.clock import today
from samrad.parties.actor import Actor
from samrad.parties.commands import (
    Successor,
    appoint,
    create_post,
    give_login,
    register_organisation,
    renew_posts,
)
from samrad.parties.models import Organisation, Person, Post
from samrad.parties.queries import actors_of, actors_of_person
from samrad.parties.reference_data import slug_of

SINCE = date(2018, 1, 1)
ELECTED_SINCE = date(2023, 10, 12)  # the first day of a new council
SOURCE = "Oppdiktet for demoen"
DOMAINS = {"unit": "politi", "south": "politi", "school": "skole", "directorate": "direktorat"}
Function, Power = Post.Function, Post.Power


@dataclass(frozen=True)
class Places:
    """The invented organisations, by short name."""

    directorate: Organisation
    north: Organisation
    south: Organisation
    unit: Organisation
    lyngvik: Organisation
    storvik: Organisation
    school: Organisation
    county: Organisation


@dataclass(frozen=True)
class Persona:
    """One person of the demo: login, post, and one true line about their day."""

    username: str
    name: str
    house: str
    function: str
    title: str
    power: str
    line: str
    acts_for: str = ""
    covers: tuple[str, ...] = field(default=())


PERSONAS = (
    Persona("politikontakt", "Ingrid Solvang", "unit", Function.POLICE_CONTACT, "Politikontakt", Power.COORDINATOR,
            _("Svarer kommunen i forhandlingen om ny avtale."), "north", ("lyngvik",)),
    Persona("enhetsleder", "Per Haugland", "unit", Function.POLICE_UNIT_HEAD, "Tjenesteenhetsleder", Power.SIGNATORY,
            _("Undertegner for politiet."), "north"),
    Persona("ordforer", "Astrid Bergum", "lyngvik", Function.MAYOR, "Ordfører", Power.COORDINATOR,
            _("Følger avtalen for kommunestyret.")),
    Persona("kommunedirektor", "Jon Tveit", "lyngvik", Function.MUNICIPAL_DIRECTOR, "Kommunedirektør", Power.SIGNATORY,
            _("Undertegner for kommunen.")),
    Persona("slt", "Marit Eide", "lyngvik", Function.SLT_COORDINATOR, "SLT-koordinator", Power.COORDINATOR,
            _("Holder i trådene i kommunen.")),
    Persona("skole", "Liv Nordal", "school", Function.PRINCIPAL, "Rektor", Power.SIGNATORY,
            _("Samarbeider med politiet om trygghet på skolen.")),
    Persona("nabokommune", "Oddvar Moen", "storvik", Function.MUNICIPAL_DIRECTOR, "Kommunedirektør", Power.SIGNATORY,
            _("Har en avtale i nabokommunen.")),
    Persona("nabopoliti", "Kari Strand", "south", Function.POLICE_CONTACT, "Politikontakt", Power.SIGNATORY,
            _("Er politiets kontakt i nabokommunen."), "", ("storvik",)),
    Persona("fylke", "Ragnhild Aase", "county", Function.COUNTY_DIRECTOR, "Fylkesdirektør", Power.SIGNATORY,
            _("Gir skolene en ramme for samarbeidet med politiet.")),
    Persona("direktorat", "Eirik Lund", "directorate", Function.OVERSIGHT, "Rådgiver", Power.NONE,
            _("Ser status for hele landet, aldri innhold.")),
    Persona("drift", "Sara Holm", "directorate", Function.OPERATOR, "Driftsansvarlig", Power.NONE,
            _("Holder løsningen i gang og leser ikke innhold.")),
)  # fmt: skip


def load_places(actor: Actor, directorate: Organisation) -> Places:
    """Register the invented organisations. Both municipalities sit beside the map of real ones."""

    def make(kind: str, sector: str, name: str, **facts: object) -> Organisation:
        given = {"sector": sector, "source": SOURCE, "is_fictional": True, "valid_from": SINCE} | facts
        return register_organisation(actor=actor, kind=kind, name=name, **given)

    district = {"parent": directorate, "order": 90}
    north = make("police_district", "state", "Nordre", official_name="Nordre politidistrikt", **district)
    south = make("police_district", "state", "Søndre", official_name="Søndre politidistrikt", **district)
    unit = make("police_unit", "state", "Lyngvik tjenesteenhet", parent=north)
    county = make("county", "county", "Fjordane fylke", official_name="Ytre Fjordane fylkeskommune")
    facts = {"county": county, "population": 14_200, "centrality": 4}
    lyngvik = make("municipality", "municipal", "Lyngvik", official_name="Lyngvik kommune", district=north,
                   language="nb", tile_x=24, tile_y=30, **facts)  # fmt: skip
    storvik = make("municipality", "municipal", "Storvik", official_name="Storvik kommune", district=south,
                   language="nn", tile_x=25, tile_y=30, **facts)  # fmt: skip
    school = make("school", "county", "Lyngvik videregående skole", parent=county)
    return Places(directorate, north, south, unit, lyngvik, storvik, school, county)


def address_of(persona: Persona) -> str:
    """An address under the domain that is reserved for trying things out: no mail to it can reach anybody."""
    return f"{slug_of(persona.name).replace('-', '.')}@{DOMAINS.get(persona.house, persona.house)}.test"


def load_people(actor: Actor, places: Places, password: str) -> dict[str, Actor]:
    """Give every persona its login, post and appointment. Gives back the actors by username."""
    found = {}
    for persona in PERSONAS:
        acts_for = getattr(places, persona.acts_for) if persona.acts_for else None
        post = create_post(
            actor=actor,
            organisation=getattr(places, persona.house),
            function=persona.function,
            title=persona.title,
            power=persona.power,
            acts_for=acts_for,
            covers=tuple(getattr(places, town) for town in persona.covers),
            covers_from=SINCE,
        )
        person: Person = give_login(
            actor=actor,
            name=persona.name,
            username=persona.username,
            password=password,
            is_fictional=True,
            demo_line=persona.line,
            email=address_of(persona),
        )
        since = ELECTED_SINCE if persona.function == Function.MAYOR else SINCE
        appoint(actor=actor, person=person, post=post, valid_from=since)
        assert person.user
        found[persona.username] = actors_of(person.user)[0]
    return found


def _of_the_region(actor: Actor, places: Places, name: str, **facts: int) -> Organisation:
    """One more municipality of Lyngvik's district and county."""
    return register_organisation(
        actor=actor,
        kind="municipality",
        name=name,
        official_name=f"{name} kommune",
        sector="municipal",
        source=SOURCE,
        is_fictional=True,
        valid_from=SINCE,
        district=places.north,
        county=places.county,
        language="nb",
        **facts,
    )


def load_neighbour(actor: Actor, places: Places, username: str) -> Organisation:
    """A smaller municipality that shares its coordinator: the same person in a second post, in a second house."""
    town = _of_the_region(actor, places, "Havnes", population=3_100, centrality=6, tile_x=26, tile_y=30)
    post = create_post(actor=actor, organisation=town, function=Function.SLT_COORDINATOR,
                       title="SLT-koordinator, delt stilling", power=Power.COORDINATOR)  # fmt: skip
    person = Person.objects.get(user__username=username)
    appoint(actor=actor, person=person, post=post, valid_from=SINCE + timedelta(days=1))
    return town


def load_fossvik(actor: Actor, places: Places) -> Actor:
    """A third municipality of the same region, and its mayor, who has no login in the demo."""
    town = _of_the_region(actor, places, "Fossvik", population=5_100, centrality=5, tile_x=24, tile_y=31)
    post = create_post(actor=actor, organisation=town, function=Function.MAYOR, title="Ordfører",
                       power=Power.COORDINATOR)  # fmt: skip
    mayor = Successor(post.pk, name="Turid Fosse", email="turid.fosse@fossvik.test")
    (held,) = renew_posts(actor=actor, successors=[mayor], on=today() - timedelta(days=330))
    return actors_of_person(held.person_id)[0]
