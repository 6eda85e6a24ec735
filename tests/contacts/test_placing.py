"""Where contacts stand in the police, whatever is reorganised, and what else the same person is."""

from datetime import date, timedelta

import pytest

from samrad.contacts.commands.placing import (
    explain_combination,
    place_contact,
    register_unit,
    reorganise_units,
)
from samrad.contacts.models import Placement
from samrad.contacts.queries.placing import placements_of, units_of
from samrad.cooperation import wall
from samrad.forums.commands.members import add_member
from samrad.kernel.answers import Denied, Refused
from samrad.kernel.clock import today
from samrad.parties.commands import create_post
from samrad.parties.models import Appointment, Organisation, Person, Post
from samrad.parties.queries import actor_in
from tests.cast import MACHINERY, Cast, school_cooperation
from tests.contacts.situations import LONG_AGO, a_post, assign, contact_of, held_by, somebody
from tests.forums.situations import a_living_council, seated
from tests.situations import do
from tests.visit import login_as, send, visit

pytestmark = pytest.mark.django_db
TREE = "/distrikt/nordre/enheter/"
GDE, UNIT, STATION = "operating_unit", "police_unit", "police_station"


def a_unit(cast: Cast, name: str, kind: str, parent: Organisation, since: date = LONG_AGO) -> Organisation:
    return do(
        cast.chief,
        register_unit,
        district_id=cast.places.north.pk,
        name=name,
        kind=kind,
        parent_id=parent.pk,
        on=since,
    )


@pytest.fixture
def tree(cast: Cast) -> list[Organisation]:
    """An operating unit, a unit in it, and a station in that."""
    gde = a_unit(cast, "Driftsenhet kyst", GDE, cast.places.north)
    unit = a_unit(cast, "Kysten tjenesteenhet", UNIT, gde)
    return [gde, unit, a_unit(cast, "Brygga tjenestested", STATION, unit)]


def a_contact(cast: Cast) -> Post:
    return Post.objects.get(pk=cast.police_contact.post)


def place(cast: Cast, post: Post, unit: Organisation, on: date, **given: object) -> Placement:
    return do(cast.chief, place_contact, post_id=post.pk, unit_id=unit.pk, valid_from=on, **given)


def where(post: Post) -> list[tuple[str, date, date | None]]:
    return [(row.stood_in, row.valid_from, row.valid_to) for row in placements_of(post)]


class TestThePlacement:
    def test_is_at_any_level_with_dates_and_a_line_manager(
        self, cast: Cast, tree: list[Organisation]
    ) -> None:
        """V-5.2-a: district, operating unit, unit and station, each dated; what was before stays, and so do the municipalities."""
        post, chief = a_contact(cast), cast.chief.post
        began = Appointment.objects.get(post=post).valid_from
        days = [today() - timedelta(days=30 - number) for number in range(4)]
        for unit, on in zip([cast.places.north, *tree], days, strict=True):
            place(cast, post, unit, on, manager_id=chief)
        day = timedelta(days=1)
        assert where(post) == [
            (
                "Brygga tjenestested, Kysten tjenesteenhet, Driftsenhet kyst, Nordre politidistrikt",
                days[3],
                None,
            ),
            ("Kysten tjenesteenhet, Driftsenhet kyst, Nordre politidistrikt", days[2], days[3] - day),
            ("Driftsenhet kyst, Nordre politidistrikt", days[1], days[2] - day),
            ("Nordre politidistrikt", days[0], days[1] - day),
            ("Lyngvik tjenesteenhet, Nordre politidistrikt", began, days[0] - day),
        ]
        contact = contact_of(cast.places.lyngvik)
        assert (contact.post, contact.house, contact.in_operating_unit) == (
            post.pk,
            "Brygga tjenestested",
            True,
        )
        page = visit(login_as("ordforer"), f"/politikontakt/{post.pk}/")
        assert (
            "Brygga tjenestested, Kysten tjenesteenhet, Driftsenhet kyst, Nordre politidistrikt" in page.text
        )
        assert "nærmeste leder: Tjenesteenhetsleder" in page.text
        assert "Lyngvik siden" in page.text
        with wall.acting(actor_in(cast.police_contact.appointment)) as moved:
            assert moved.party == cast.places.north.pk

    def test_is_kept_when_units_are_reorganised(self, cast: Cast, tree: list[Organisation]) -> None:
        """V-5.2-a: two units become one; each contact goes on from that day, and where it stood before still says what it was."""
        _gde, unit, station = tree
        first, second = a_contact(cast), a_post(cast)
        held_by(second, somebody("Nils Vik"), LONG_AGO)
        assign(cast, second, cast.places.lyngvik)
        start, on = today() - timedelta(days=60), today() - timedelta(days=10)
        place(cast, first, station, start)
        place(cast, second, unit, start)
        new = do(
            cast.chief,
            reorganise_units,
            district_id=cast.places.north.pk,
            unit_ids=[unit.pk],
            name="Fjorden tjenesteenhet",
            kind=UNIT,
            parent_id=cast.places.north.pk,
            on=on,
        )
        day = timedelta(days=1)
        assert where(first)[:2] == [
            ("Brygga tjenestested, Fjorden tjenesteenhet, Nordre politidistrikt", on, None),
            (
                "Brygga tjenestested, Kysten tjenesteenhet, Driftsenhet kyst, Nordre politidistrikt",
                start,
                on - day,
            ),
        ]
        assert where(second)[:2] == [
            ("Fjorden tjenesteenhet, Nordre politidistrikt", on, None),
            ("Kysten tjenesteenhet, Driftsenhet kyst, Nordre politidistrikt", start, on - day),
        ]
        second.refresh_from_db()
        unit.refresh_from_db()
        assert (second.organisation_id, second.acts_for_id) == (new.pk, cast.places.north.pk)
        assert unit.valid_to == on - day
        assert sorted(
            row.title for row in (first, second) if row.coverages.filter(valid_to=None).exists()
        ) == [
            "Politikontakt",
            "Politikontakt øst",
        ]
        assert [(step.before, step.after) for step in unit.went_on_as.all()] == [(unit, new)]

    def test_that_was_never_written_begins_with_the_first_holder(self, cast: Cast) -> None:
        post, north = a_contact(cast), cast.places.north
        gde = a_unit(cast, "Driftsenhet kyst", GDE, north)
        on = today() - timedelta(days=3)
        do(
            cast.chief,
            reorganise_units,
            district_id=north.pk,
            unit_ids=[cast.places.unit.pk],
            name="Kysten",
            kind=UNIT,
            parent_id=gde.pk,
            on=on,
        )
        assert [row[0] for row in where(post)] == [
            "Kysten, Driftsenhet kyst, Nordre politidistrikt",
            "Lyngvik tjenesteenhet, Nordre politidistrikt",
        ]

    def test_is_corrected_on_its_own_day(self, cast: Cast, tree: list[Organisation]) -> None:
        post = a_contact(cast)
        place(cast, post, tree[0], today())
        place(cast, post, tree[1], today())
        assert [row[0] for row in where(post)] == [
            "Kysten tjenesteenhet, Driftsenhet kyst, Nordre politidistrikt",
            "Lyngvik tjenesteenhet, Nordre politidistrikt",
        ]

    def test_is_the_districts_to_decide(self, cast: Cast, tree: list[Organisation]) -> None:
        post = a_contact(cast)
        given = {"post_id": post.pk, "unit_id": tree[0].pk, "valid_from": today()}
        for actor in (cast.mayor, cast.police_contact, cast.foreign_contact, cast.oversight, cast.principal):
            with pytest.raises(Denied):
                do(actor, place_contact, **given)
        assert where(post) == []

    @pytest.mark.parametrize(
        ("change", "sentence"),
        [
            ({"unit": "south"}, "Velg et sted i politidistriktet."),
            (
                {"manager": "mayor"},
                "Nærmeste leder må ha en lederstilling i distriktet. Velg en av dem i listen.",
            ),
            ({"days": 1}, "Dagen har ikke vært ennå. Skriv den når det er gjort."),
            ({"days": -400}, "Kontakten fikk plassen sin senere enn det. Velg en senere dag."),
        ],
    )
    def test_refuses(
        self, cast: Cast, tree: list[Organisation], change: dict[str, object], sentence: str
    ) -> None:
        post = a_contact(cast)
        place(cast, post, tree[0], today() - timedelta(days=5))
        given = {
            "post_id": post.pk,
            "unit_id": cast.places.south.pk if "unit" in change else tree[1].pk,
            "manager_id": cast.mayor.post if "manager" in change else None,
            "valid_from": today() + timedelta(days=int(str(change.get("days", 0)))),
        }
        with pytest.raises(Refused) as refused:
            do(cast.chief, place_contact, **given)
        assert str(refused.value) == sentence


class TestTheTree:
    def test_is_written_by_the_district_and_read_by_its_municipalities(self, cast: Cast) -> None:
        """V-5.2-a: the nodes themselves, through the pages."""
        chief = login_as("enhetsleder")
        for name, kind, parent in (
            ("Driftsenhet kyst", GDE, cast.places.north),
            ("Kaia", STATION, cast.places.unit),
        ):
            given = {"name": name, "kind": kind, "parent_id": str(parent.pk), "on": "2020-01-01"}
            assert "Enheten er ført opp." in send(chief, f"{TREE}ny/", given).text
        assert [(unit.organisation.name, unit.depth) for unit in units_of(cast.places.north)] == [
            ("Nordre", 0), ("Driftsenhet kyst", 1), ("Lyngvik tjenesteenhet", 1), ("Kaia", 2)]  # fmt: skip
        again = {"unit_ids": [str(cast.places.unit.pk)], "name": "Fjorden", "kind": UNIT, "on": "2026-06-01"}
        again["parent_id"] = str(units_of(cast.places.north)[1].organisation.pk)
        nothing = send(chief, f"{TREE}omorganisering/", again | {"unit_ids": []}, status=422)
        assert "Velg minst ett av alternativene." in nothing.text
        assert "Omorganiseringen er ført." in send(chief, f"{TREE}omorganisering/", again).text
        page = visit(login_as("ordforer"), TREE)
        rows = [" ".join("".join(row.itertext()).split()) for row in page.all("tr")][1:]
        assert rows == [
            "Driftsenhet kystGeografisk driftsenhetNordre1. januar 2020",
            "FjordenTjenesteenhetDriftsenhet kyst1. juni 2026",
            "KaiaTjenestestedFjorden1. januar 2020",
        ]
        assert login_as("ordforer").get(f"{TREE}ny/").status_code == 403
        for username in ("nabopoliti", "nabokommune", "skole", "direktorat"):
            visit(login_as(username), TREE, status=404)

    def test_has_each_house_where_it_belongs(self, cast: Cast, tree: list[Organisation]) -> None:
        place_ = "En driftsenhet ligger under distriktet, en tjenesteenhet under en driftsenhet, og et tjenestested under en enhet."
        for kind, parent in ((GDE, tree[1]), (UNIT, tree[2]), (STATION, tree[2]), ("school", tree[0])):
            with pytest.raises(Refused) as refused:
                a_unit(cast, "Ny", kind, parent)
            assert str(refused.value) == place_
        with pytest.raises(Refused, match="Det finnes allerede en virksomhet med dette navnet"):
            a_unit(cast, "Kysten tjenesteenhet", UNIT, tree[0])
        for actor in (cast.mayor, cast.police_contact, cast.foreign_contact):
            with pytest.raises(Denied):
                do(actor, register_unit, district_id=cast.places.north.pk, name="Ny", kind=UNIT,
                   parent_id=tree[0].pk, on=today())  # fmt: skip

    def test_keeps_a_unit_that_is_a_party(self, cast: Cast) -> None:
        school_cooperation(cast)
        with pytest.raises(Refused, match="En av enhetene er part i et samarbeid"):
            do(cast.chief, reorganise_units, district_id=cast.places.north.pk, unit_ids=[cast.places.unit.pk],
               name="Ny", kind=UNIT, parent_id=cast.places.north.pk, on=today())  # fmt: skip

    def test_refuses_what_is_no_reorganisation(self, cast: Cast, tree: list[Organisation]) -> None:
        north = cast.places.north.pk
        facts = {"district_id": north, "name": "Ny", "kind": UNIT, "on": today()}
        choose = "Velg enheter i distriktet som fantes før den dagen."
        for given, sentence in (
            ({"unit_ids": [], "parent_id": north}, choose),
            ({"unit_ids": [cast.places.south.pk], "parent_id": north}, choose),
            ({"unit_ids": [tree[1].pk], "parent_id": north, "on": LONG_AGO}, choose),
            (
                {"unit_ids": [tree[1].pk], "parent_id": tree[1].pk},
                "Den nye kan ikke ligge under en enhet som slutter.",
            ),
            (
                {"unit_ids": [tree[0].pk], "parent_id": north},
                "Noe av det som ligger under, får ikke plass under den nye. Ta det med i omorganiseringen.",
            ),
            (
                {"unit_ids": [tree[0].pk], "parent_id": tree[1].pk, "kind": STATION},
                "Noe av det som ligger under, får ikke plass under den nye. Ta det med i omorganiseringen.",
            ),
        ):
            with pytest.raises(Refused) as refused:
                do(cast.chief, reorganise_units, **facts | given)
            assert str(refused.value) == sentence


def a_station_head(cast: Cast, station: Organisation, person: Person) -> Post:
    post = create_post(
        actor=MACHINERY,
        organisation=station,
        function=Post.Function.POLICE_STATION_HEAD,
        title="Leder av Brygga",
        power="coordinator",
        acts_for=cast.places.north,
    )
    held_by(post, person, LONG_AGO)
    return post


class TestOnePersonInTwoSeats:
    def test_is_a_contact_and_a_leader_with_a_reason_that_all_see(
        self, cast: Cast, tree: list[Organisation]
    ) -> None:
        """V-5.3-c: a station's head is another post than a unit's; the same person has both seats, and everybody sees it and why."""
        post, person = a_contact(cast), Person.objects.get(pk=cast.police_contact.person)
        station_head = a_station_head(cast, tree[2], person)
        assert station_head.get_function_display() == "Tjenestestedsleder"
        assert Post.objects.get(pk=cast.chief.post).get_function_display() == "Tjenesteenhetsleder"
        own, chief = f"/politikontakt/{post.pk}/", login_as("enhetsleder")
        assert "Distriktet har ikke sagt hvorfor det er ordnet slik." in visit(chief, own).text
        given = {"leader_id": str(station_head.pk), "reason": "Det er langt mellom stedene her."}
        send(chief, f"{own}lederstilling/", given)
        page = visit(login_as("ordforer"), own)
        assert (
            "Samme person er også Leder av Brygga, Brygga tjenestested Tjenestestedsleder Det er langt mellom stedene her."
            in page.text
        )
        assert contact_of(cast.places.lyngvik).post == post.pk

    def test_sits_twice_in_a_council_for_all_to_see(self, cast: Cast, tree: list[Organisation]) -> None:
        """V-5.3-c: the two seats stand side by side, each with the other named; the unit head's is a third."""
        person = Person.objects.get(pk=cast.police_contact.person)
        head = a_station_head(cast, tree[2], person)
        council, *_rest = a_living_council(cast)
        seated(cast, council, cast.police_contact)
        do(cast.slt, add_member, forum_id=council.pk, post_id=head.pk, role="member")
        text = visit(login_as("ordforer"), f"/forum/{council.pk}/medlemmer/").text
        assert (
            f"Leder av Brygga, Brygga tjenestested Medlem · {person.name} · har også plassen som Politikontakt"
            in text
        )
        assert f"{person.name} · har også plassen som Leder av Brygga" in text
        assert text.count("har også plassen som") == 2

    def test_says_why_only_of_what_is_so(self, cast: Cast, tree: list[Organisation]) -> None:
        contact = cast.police_contact.appointment
        with pytest.raises(Refused, match="Kontakten har ikke denne lederstillingen"):
            do(
                cast.chief,
                explain_combination,
                appointment_id=contact,
                leader_id=cast.chief.post,
                reason="Slik er det.",
            )
        head = a_station_head(cast, tree[2], Person.objects.get(pk=cast.police_contact.person))
        given = {"appointment_id": contact, "leader_id": head.pk}
        with pytest.raises(Refused, match="Skriv hvorfor det er ordnet slik"):
            do(cast.chief, explain_combination, reason=" ", **given)
        for actor in (cast.mayor, cast.police_contact, cast.foreign_contact):
            with pytest.raises(Denied):
                do(actor, explain_combination, reason="Slik er det.", **given)
        do(cast.chief, explain_combination, reason="Slik er det.", **given)
        do(cast.chief, explain_combination, reason="Slik er det nå.", **given)
        kept = Appointment.objects.get(pk=contact).combinations.get()
        assert (kept.reason, kept.noted_on) == ("Slik er det nå.", today())
