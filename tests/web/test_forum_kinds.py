"""Every kind of forum, set up through the pages by whoever has the right to, in the cooperation that it fits."""

import pytest

from samrad.agreements.commands.drafting import start_agreement
from samrad.cooperation import wall
from samrad.cooperation.commands import found_cooperation
from samrad.cooperation.models import Cooperation
from samrad.cooperation.queries import people_inside, stands_inside
from samrad.forums.models import Forum
from samrad.forums.queries import forum_visible_to
from samrad.kernel.answers import Denied, Refused
from samrad.parties.models import Organisation
from tests.cast import Cast
from tests.situations import FROM, TO, do
from tests.visit import Page, login_as, send, visit

pytestmark = pytest.mark.django_db
RULES = {
    "meetings_a_year": "4",
    "notice_days": "7",
    "item_deadline_days": "10",
    "face": "forum",
    "begun_on": "01.03.2024",
}
MUNICIPAL = {
    "council": "Politiråd",
    "council_ext": "Utvidet politiråd",
    "thematic": "Temaforum",
    "slt_steering": "SLT, styringsgruppe",
    "slt_coord": "SLT, koordineringsgruppe",
    "slt_exec": "SLT, utførende gruppe",
    "network": "Nettverk av politikontakter",
}


def choices(page: Page) -> list[str]:
    return [each.get("value", "") for each in page.all("input") if each.get("name") == "kind"]


def set_up(username: str, slug: str, kind: str, **given: str) -> Page:
    data = RULES | {"kind": kind, "name": f"Forum {kind}"} | given
    return send(login_as(username), f"/samarbeid/{slug}/forum/nytt/", data)


def found(username: str, kind: str, name: str, *houses: Organisation, status: int = 200) -> Page:
    data = {"name": name, "kind": kind, "language": "nb", "organisations": [str(h.pk) for h in houses]}
    return send(login_as(username), "/samarbeid/nytt/", data, status=status)


def the_only_forum(slug: str) -> Forum:
    return Forum.objects.get(cooperation__slug=slug)


class TestAMunicipalCooperation:
    def test_offers_what_fits_it(self, cast: Cast) -> None:
        page = visit(login_as("slt"), "/samarbeid/lyngvik/forum/nytt/")
        assert set(choices(page)) == set(MUNICIPAL)

    @pytest.mark.parametrize("kind", sorted(MUNICIPAL))
    def test_gets_it_with_its_rules_and_a_year(self, cast: Cast, kind: str) -> None:
        page = set_up("politikontakt", "lyngvik", kind)
        assert page.h1 == f"Forum {kind}"
        assert MUNICIPAL[kind] in page.text
        with wall.acting(cast.slt):
            forum = the_only_forum("lyngvik")
            points = forum.wheel.filter(kind="meeting").count()
        assert (forum.kind, forum.meetings_a_year, forum.notice_days, forum.face) == (kind, 4, 7, "forum")
        assert (points, "Fra veilederen, 4.1.1" in page.text) == (4, forum.is_council)

    def test_lets_the_council_be_the_steering_group_of_slt(self, cast: Cast) -> None:
        set_up("slt", "lyngvik", "council", steers_slt="on")
        with wall.acting(cast.slt):
            assert the_only_forum("lyngvik").steers_slt is True
        page = set_up("slt", "lyngvik", "thematic", name="Temaforum", steers_slt="on")
        assert page.h1 == "Temaforum"
        with wall.acting(cast.slt):
            assert Forum.objects.get(kind="thematic").steers_slt is False


class TestARegionalCooperation:
    def test_is_founded_and_gets_its_council(self, cast: Cast) -> None:
        places = cast.places
        third = Organisation.objects.create(
            kind="municipality", sector="municipal", name="Nordvik", official_name="Nordvik kommune",
            slug="nordvik", district=places.lyngvik.district, valid_from=places.lyngvik.valid_from,
        )  # fmt: skip
        page = found("slt", "regional", "Fjordregionen", places.lyngvik, third, places.lyngvik.district)
        assert page.h1 == "Fjordregionen"
        form = visit(login_as("slt"), "/samarbeid/fjordregionen/forum/nytt/")
        assert choices(form) == ["council_reg", "thematic", "network"]
        page = set_up("slt", "fjordregionen", "council_reg")
        assert page.h1 == "Hvorfor et regionalt politiråd"
        home = visit(login_as("slt"), f"/forum/{the_only_forum('fjordregionen').pk}/")
        assert "Regionalt politiråd" in home.text


class TestADistrictAlone:
    """A network of police contacts, in a district that has no municipality in it."""

    @pytest.fixture
    def network(self, cast: Cast) -> Cooperation:
        page = found("politikontakt", "district", "Nettverket i nord", cast.places.north)
        assert page.h1 == "Nettverket i nord"
        return Cooperation.objects.prefetch_related("parties").get(slug="nettverket-i-nord")

    def test_has_a_network_and_nothing_else(self, cast: Cast, network: Cooperation) -> None:
        client = login_as("politikontakt")
        assert choices(visit(client, "/samarbeid/nettverket-i-nord/forum/nytt/")) == ["network"]
        page = set_up("politikontakt", "nettverket-i-nord", "network")
        assert "Nettverk av politikontakter" in page.text
        home = visit(client, "/samarbeid/nettverket-i-nord/")
        assert "Ingen avtale. Det er frivillig." not in home.text
        assert "/samarbeid/nettverket-i-nord/avtaler/" not in home.links

    def test_has_meetings_for_those_who_cover_a_part_of_the_district(
        self, cast: Cast, network: Cooperation
    ) -> None:
        """The police contact covers Lyngvik alone, and the unit head nothing in particular: both stand inside."""
        set_up("politikontakt", "nettverket-i-nord", "network")
        assert {person.person for person in people_inside(network.pk)} >= {
            cast.police_contact.person, cast.chief.person,
        }  # fmt: skip
        with wall.acting(cast.police_contact) as actor:
            assert stands_inside(actor, network)
            forum = forum_visible_to(actor, the_only_forum("nettverket-i-nord").pk)
            kept = forum.pk
        client = login_as("enhetsleder")
        assert visit(client, f"/forum/{kept}/").h1 == "Forum network"

    def test_is_closed_to_the_municipality_and_to_other_districts(
        self, cast: Cast, network: Cooperation
    ) -> None:
        set_up("politikontakt", "nettverket-i-nord", "network")
        for username in ("slt", "ordforer", "nabopoliti", "skole"):
            assert login_as(username).get("/samarbeid/nettverket-i-nord/").status_code == 404, username
        with wall.acting(cast.slt):
            assert Forum.objects.filter(cooperation=network).count() == 0

    def test_has_nobody_to_make_an_agreement_with(self, cast: Cast, network: Cooperation) -> None:
        given = {"cooperation_id": network.pk, "template_id": None, "valid_from": FROM, "valid_to": TO}
        with pytest.raises(Refused, match="Politidistriktet er alene her"):
            do(cast.police_contact, start_agreement, **given)

    def test_is_the_districts_own_to_found(self, cast: Cast) -> None:
        places = cast.places
        with pytest.raises(Denied):
            found_cooperation(
                actor=cast.slt, kind="district", organisations=[places.north.pk], name="Vårt", language="nb"
            )
        with pytest.raises(Refused, match="Partene passer ikke"):
            found_cooperation(
                actor=cast.police_contact, kind="district", organisations=[places.lyngvik.pk, places.north.pk],
                name="Begge", language="nb",
            )  # fmt: skip
