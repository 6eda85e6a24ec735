"""The cooperation: who offers, who answers, three free choices, and other kinds of equals."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from samrad.cooperation import wall
from samrad.cooperation.commands import (
    answer_offer,
    follow_agreement,
    found_cooperation,
    make_offer,
    open_municipal_cooperations,
    state_choice,
)
from samrad.cooperation.models import Choice, Cooperation, CooperationParty, Offer
from samrad.cooperation.queries import (
    choices_of,
    cooperation_by_id,
    cooperation_visible_to,
    cooperations_of,
    country_status,
    fitting_parties,
    municipalities_without_offer,
    offer_visible_to,
    offers_visible_to,
    offers_waiting_for,
    party_of,
)
from samrad.kernel.answers import Denied, Refused, Stale
from samrad.parties.actor import Actor
from tests.cast import MACHINERY, Cast, school_cooperation
from tests.situations import do
from tests.visit import login_as, send, visit

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 2)


def offered(cast: Cast, matter: str = "agreement", words: str = "") -> Offer:
    return do(
        cast.police_contact,
        make_offer,
        cooperation_id=cast.cooperation.pk,
        matter=matter,
        organisation_id=cast.places.lyngvik.pk,
        offered_on=DAY,
        words=words,
    )


def choice(cast: Cast, matter: str) -> Choice:
    return choices_of([cast.places.lyngvik.pk])[cast.places.lyngvik.pk][matter]


class TestTheOffer:
    def test_is_made_by_the_police_and_by_nobody_else(self, cast: Cast) -> None:
        """V-3-c, V-4-d."""
        with pytest.raises(Denied, match="Det er politiet som tilbyr"):
            do(
                cast.slt,
                make_offer,
                cooperation_id=cast.cooperation.pk,
                matter="agreement",
                organisation_id=cast.places.lyngvik.pk,
                offered_on=DAY,
            )
        assert [town.name for town in municipalities_without_offer(cast.police_contact)] == ["Lyngvik"]
        offered(cast)
        assert municipalities_without_offer(cast.police_contact) == []
        assert municipalities_without_offer(cast.slt) == []
        assert (choice(cast, "agreement").status, choice(cast, "agreement").asked_on) == ("asked", DAY)

    def test_is_not_repeated_while_it_waits_nor_made_to_another_cooperation(self, cast: Cast) -> None:
        offered(cast)
        with pytest.raises(Refused, match="som den ikke har svart på"):
            offered(cast)
        with pytest.raises(Choice.DoesNotExist):
            do(
                cast.police_contact,
                make_offer,
                cooperation_id=cast.cooperation.pk,
                matter="agreement",
                organisation_id=cast.places.storvik.pk,
                offered_on=DAY,
            )

    @pytest.mark.parametrize(
        ("reply", "status"),
        [("yes", "under_way"), ("later", "later"), ("no", "no"), ("another_way", "another_way")],
    )
    def test_is_answered_freely_and_every_answer_is_complete(
        self, cast: Cast, reply: str, status: str
    ) -> None:
        """V-3-d, V-4-e, A-om-c."""
        offer = offered(cast)
        assert [o.pk for o in inside(cast.slt, lambda: offers_waiting_for(cast.slt))] == [offer.pk]
        do(cast.slt, answer_offer, offer_id=offer.pk, reply=reply, seen=1)
        assert inside(cast.slt, lambda: offers_waiting_for(cast.slt)) == []
        assert choice(cast, "agreement").status == status

    def test_answer_can_be_changed_but_not_over_a_colleagues(self, cast: Cast) -> None:
        offer = offered(cast)
        do(cast.slt, answer_offer, offer_id=offer.pk, reply="later", words="Etter valget.", seen=1)
        with pytest.raises(Stale) as late:
            do(cast.mayor, answer_offer, offer_id=offer.pk, reply="yes", seen=1)
        assert late.value.theirs == "Ikke nå. Etter valget."
        assert do(cast.mayor, answer_offer, offer_id=offer.pk, reply="yes", seen=2).version == 3

    def test_is_answered_by_the_municipality_itself(self, cast: Cast) -> None:
        offer = offered(cast)
        with pytest.raises(Denied, match="Bare kommunen selv"):
            do(cast.police_contact, answer_offer, offer_id=offer.pk, reply="yes", seen=1)
        with pytest.raises(Denied, match="koordinerer eller undertegner"):
            do(cast.reader, answer_offer, offer_id=offer.pk, reply="yes", seen=1)
        with pytest.raises(Offer.DoesNotExist):
            do(cast.neighbour_mayor, answer_offer, offer_id=offer.pk, reply="yes", seen=1)

    def test_words_are_seen_by_the_two_parties_only(self, cast: Cast) -> None:
        offer = offered(cast, words="KANARIFUGL")
        for actor in (cast.slt, cast.police_contact, cast.reader):
            seen = inside(
                actor, lambda actor=actor: [o.words for o in offers_visible_to(actor, cast.cooperation)]
            )
            assert seen == ["KANARIFUGL"]
        for actor in (
            cast.neighbour_mayor,
            cast.foreign_contact,
            cast.principal,
            cast.oversight,
            cast.operator,
        ):
            assert inside(actor, lambda actor=actor: offers_visible_to(actor, cast.cooperation)) == []
            with pytest.raises(Offer.DoesNotExist):
                inside(actor, lambda actor=actor: offer_visible_to(actor, offer.pk))


def inside[R](actor: Actor, ask: object) -> R:
    with wall.acting(actor):
        return ask()  # type: ignore[operator]


class TestThreeFreeChoices:
    def test_are_independent(self, cast: Cast) -> None:
        """V-2.3-c."""
        town = cast.places.lyngvik.pk
        do(cast.mayor, state_choice, organisation_id=town, matter="slt", status="in_force", since=DAY)
        do(cast.mayor, state_choice, organisation_id=town, matter="council", status="no")
        assert {m: choice(cast, m).status for m in ("agreement", "council", "slt")} == {
            "agreement": "not_asked",
            "council": "no",
            "slt": "in_force",
        }

    def test_an_agreement_in_force_is_not_stated_but_follows(self, cast: Cast) -> None:
        town = cast.places.lyngvik.pk
        with pytest.raises(Refused, match="følger av avtalen selv"):
            do(cast.mayor, state_choice, organisation_id=town, matter="agreement", status="in_force")
        do(cast.mayor, follow_agreement, cooperation_id=cast.cooperation.pk, status="in_force", since=DAY)
        with pytest.raises(Refused, match="endres ved revisjon"):
            do(cast.mayor, state_choice, organisation_id=town, matter="agreement", status="no")

    def test_are_the_municipalitys_own(self, cast: Cast) -> None:
        town = cast.places.lyngvik.pk
        with pytest.raises(Denied, match="Bare kommunen selv kan si"):
            do(cast.chief, state_choice, organisation_id=town, matter="slt", status="no")
        with pytest.raises(Denied, match="koordinerer eller undertegner"):
            do(cast.reader, state_choice, organisation_id=town, matter="slt", status="no")

    def test_stand_open_for_all_in_two_statements(self, cast: Cast) -> None:
        """V-4-f."""
        with CaptureQueriesContext(connection) as asked:
            rows = country_status()
        assert (len(rows), len(asked)) == (2, 2)


class TestOtherEquals:
    def test_a_school_and_a_police_unit_need_no_municipality(self, cast: Cast) -> None:
        """V-3-j."""
        school = school_cooperation(cast)
        assert [c.name for c in inside(cast.principal, lambda: cooperations_of(cast.principal))] == [
            school.name
        ]
        assert school.name in [
            c.name for c in inside(cast.police_contact, lambda: cooperations_of(cast.police_contact))
        ]
        assert (
            str(party_of(cast.principal, cooperation_by_id(cast.principal, school.pk)))
            == cast.places.school.official_name
        )
        with pytest.raises(Cooperation.DoesNotExist):
            cooperation_visible_to(cast.slt, school.slug)
        with pytest.raises(CooperationParty.DoesNotExist):
            party_of(cast.slt, cooperation_by_id(cast.principal, school.pk))

    @pytest.mark.parametrize(
        ("kind", "houses"),
        [
            ("regional", ["lyngvik"]),
            ("school", ["lyngvik", "north"]),
            ("county", ["county"]),
            ("municipal", ["lyngvik"]),
        ],
    )
    def test_parties_that_do_not_fit_are_refused(self, cast: Cast, kind: str, houses: list[str]) -> None:
        parties = [getattr(cast.places, house).pk for house in houses]
        with pytest.raises(Refused, match="Partene passer ikke"):
            do(cast.mayor, found_cooperation, kind=kind, organisations=parties, name="Nytt", language="nb")

    def test_a_region_is_several_municipalities_with_a_district(self, cast: Cast) -> None:
        places = [cast.places.lyngvik.pk, cast.places.storvik.pk, cast.places.north.pk]
        given = {"kind": "regional", "organisations": places, "language": "nb"}
        region = do(cast.mayor, found_cooperation, name="Ytre region", **given)
        assert [str(p) for p in region.parties.all()] == [
            "Lyngvik kommune", "Storvik kommune", "Nordre politidistrikt",
        ]  # fmt: skip
        with pytest.raises(Refused, match="allerede dette navnet"):
            do(cast.mayor, found_cooperation, name="Ytre region", **given)
        with pytest.raises(Denied, match="egen virksomhet"):
            do(cast.principal, found_cooperation, name="En annen", **given)
        with pytest.raises(Denied):
            do(cast.reader, found_cooperation, name="En annen", **given)

    def test_is_set_up_on_a_page(self, cast: Cast) -> None:
        client = login_as("ordforer")
        page = visit(client, "/samarbeid/nytt/")
        assert "Storvik kommune" not in page.text or page.h1 == "Sett opp et samarbeid"
        parties = [
            str(house.pk) for house in fitting_parties(cast.mayor) if house.name in {"Lyngvik", "Nordre"}
        ]
        said = {"name": "Vår region", "kind": "regional", "language": "nn", "organisations": parties}
        assert "Partene passer ikke" in send(client, "/samarbeid/nytt/", said, status=422).text
        principal = login_as("skole")
        houses = [str(cast.places.school.pk), str(cast.places.unit.pk)]
        said = {"name": "Skole og politi", "kind": "school", "language": "nb", "organisations": houses}
        assert send(principal, "/samarbeid/nytt/", said).h1 == "Skole og politi"

    def test_only_machinery_opens_the_municipal_ones(self, cast: Cast) -> None:
        assert open_municipal_cooperations(actor=MACHINERY) == 0
        with pytest.raises(Denied):
            open_municipal_cooperations(actor=cast.mayor)

    def test_things_have_names(self, cast: Cast) -> None:
        offer = offered(cast)
        assert str(cast.cooperation) == "Lyngvik kommune – Nordre politidistrikt"
        assert str(choice(cast, "slt")) == "Lyngvik kommune: SLT"
        assert str(offer) == "Lyngvik kommune, 2026-11-02"
