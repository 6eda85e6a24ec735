"""Who takes part in a model of prevention by the four kinds, and that it is found by the name it has there."""

from datetime import timedelta

import pytest
from django.db import connection

from samrad.cooperation import wall
from samrad.forums.commands.partners import add_partner, let_partner_go
from samrad.forums.commands.prevention import choose_model, set_up_levels
from samrad.forums.models import Partner, PreventionModel
from samrad.kernel.answers import Denied, Refused
from samrad.kernel.clock import today
from tests.cast import Cast
from tests.plans.situations import a_plan
from tests.situations import do
from tests.visit import login_as, send, visit

pytestmark = pytest.mark.django_db
PAGE = "/samarbeid/lyngvik/barn-og-unge/"


def salto(cast: Cast, kind: str = "slt") -> PreventionModel:
    words = {"name": "Sammen lager vi et trygt Lyngvik", "short_name": "SaLTo", "responsible": "Oppvekst"}
    return do(cast.mayor, choose_model, organisation_id=cast.places.lyngvik.pk, kind=kind, **words)


def partner(
    cast: Cast, model: PreventionModel, name: str = "Natteravnene", kind: str = "voluntary", **given: object
) -> Partner:
    return do(cast.slt, add_partner, model_id=model.pk, kind=kind, name=name, **given)


class TestPartners:
    def test_stand_by_the_four_kinds_with_plans_and_forums(self, cast: Cast) -> None:
        """V-6-a: partners by the four kinds, with linked forums and plans; children and young people when nothing else is said."""
        model = salto(cast)
        forums = do(cast.slt, set_up_levels, model_id=model.pk, council_steers=False)
        a_plan(cast, forum=forums[0], name="Trygg ungdomstid")
        for name, kind in (
            ("NAV", "agency"),
            ("Helsesykepleierne", "profession"),
            ("Natteravnene", "voluntary"),
            ("Senteret", "business"),
        ):
            partner(cast, model, name, kind)
        page = visit(login_as("politikontakt"), PAGE)
        assert (
            "Partnere Offentlig etat NAV Faggruppe Helsesykepleierne Frivillig organisasjon Natteravnene Næringsliv Senteret"
            in page.text
        )
        assert "Trygg ungdomstid" in page.text
        assert "SaLTo, styringsgruppe" in page.text
        assert "Barn og unge." in page.text

    def test_are_named_by_the_municipality_and_leave_with_a_day(self, cast: Cast) -> None:
        model = salto(cast)
        client = login_as("slt")
        assert (
            "Natteravnene"
            in send(client, f"{PAGE}partner/", {"name": "Natteravnene", "kind": "voluntary"}).text
        )
        assert (
            "De er med fra før."
            in send(client, f"{PAGE}partner/", {"name": "Natteravnene", "kind": "voluntary"}, status=422).text
        )
        with wall.acting(cast.slt):
            row = Partner.objects.get()
        assert "Natteravnene" not in send(client, f"{PAGE}partner/{row.pk}/ut/").text
        with wall.acting(cast.slt):
            assert Partner.objects.get().valid_to == today()
        with pytest.raises(Partner.DoesNotExist):
            do(cast.slt, let_partner_go, model_id=model.pk, partner_id=row.pk)
        with pytest.raises(Denied):
            do(cast.police_contact, add_partner, model_id=model.pk, kind="agency", name="NAV")

    def test_are_refused_with_a_sentence(self, cast: Cast) -> None:
        model = salto(cast)
        for given, sentence in (
            ({"name": " "}, "Skriv hvilken virksomhet"),
            ({"kind": "person"}, "Velg hva slags partner"),
            ({"on": today() + timedelta(days=1)}, "Velg en dag mellom"),
            ({"name": "Ring 412 34 567"}, "ligner opplysninger"),
        ):
            with pytest.raises(Refused, match=sentence):
                partner(cast, model, **given)

    def test_stand_behind_the_wall(self, cast: Cast) -> None:
        partner(cast, salto(cast))
        for actor, count in (
            (cast.mayor, 1),
            (cast.chief, 1),
            (cast.neighbour_mayor, 0),
            (cast.oversight, 0),
        ):
            with wall.acting(actor), connection.cursor() as cursor:
                cursor.execute("select count(*) from forums_partner")
                assert cursor.fetchone() == (count,), actor.name


class TestTheNameItHas:
    def test_is_found_by_slt_and_by_its_own_name(self, cast: Cast) -> None:
        """V-6-b: searching for SLT also finds locally named models."""
        salto(cast)
        client = login_as("politikontakt")
        for wanted in ("SLT", "salto", "trygt Lyngvik"):
            page = visit(client, f"/landet/sok/?sok={wanted}")
            assert PAGE in page.links, wanted
            assert "SaLTo Sammen lager vi et trygt Lyngvik SLT, Lyngvik kommune" in page.text
        assert PAGE not in visit(client, "/landet/sok/?sok=Storvik").links

    def test_is_not_found_by_those_outside(self, cast: Cast) -> None:
        salto(cast)
        for username in ("nabokommune", "nabopoliti", "direktorat", "skole", "drift"):
            assert "SaLTo" not in visit(login_as(username), "/landet/sok/?sok=slt").text, username

    def test_stands_on_the_page_and_in_the_names_of_its_groups(self, cast: Cast) -> None:
        """V-6-b: the kind apart from the name, which is what screens and documents say."""
        model = salto(cast)
        forums = do(cast.slt, set_up_levels, model_id=model.pk, council_steers=False)
        assert [forum.name for forum in forums] == [
            "SaLTo, styringsgruppe", "SaLTo, koordineringsgruppe", "SaLTo, utførende nettverk",
        ]  # fmt: skip
        page = visit(login_as("ordforer"), PAGE)
        assert "Sammen lager vi et trygt Lyngvik" in page.text
        assert model.kind == "slt"


class TestAnotherModel:
    def test_shows_what_the_police_are_directed_to_do_and_that_its_years_are_over(self, cast: Cast) -> None:
        """V-6-p"""
        salto(cast, "another")
        page = visit(login_as("politikontakt"), PAGE)
        assert "bruker politiet de samarbeidene som finnes der." in page.text
        assert "side 23" in page.text
        assert "Perioden er over. Om føringen fortsatt gjelder, er ikke bekreftet." in page.text
