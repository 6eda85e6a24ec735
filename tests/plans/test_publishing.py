"""A plan is open to everybody when every party has said yes, and until one of them takes it away."""

from uuid import UUID

import pytest
from django.test import Client

from samrad.cooperation import wall
from samrad.kernel.answers import Denied, Refused
from samrad.plans.commands.plans import set_plan
from samrad.plans.commands.publishing import publish_plan, withdraw_plan
from samrad.plans.models import Plan, PublishedPlan
from tests.cast import Cast
from tests.pdf import faults
from tests.plans.situations import FROM, TO, a_measure, a_plan, agreed
from tests.situations import do
from tests.visit import login_as, send, visit

pytestmark = pytest.mark.django_db
LIST = "/kommune/lyngvik/planer/"


@pytest.fixture
def plan(cast: Cast) -> Plan:
    """Agreed, with one measure for everybody and one for the parties alone; the first has means that are theirs."""
    plan = a_plan(cast)
    a_measure(cast, plan, resources="Tolv timer i uka", change="Færre slagsmål")
    a_measure(cast, plan, name="Samtaler ved skolen", is_public=False)
    return agreed(cast, plan)


def opened(cast: Cast, plan: Plan) -> UUID:
    for actor in (cast.slt, cast.police_contact):
        do(actor, publish_plan, plan_id=plan.pk, seen=plan.version)
    with wall.acting(cast.slt):
        return PublishedPlan.objects.get().pk


class TestOpening:
    def test_takes_every_partys_yes(self, cast: Cast, plan: Plan) -> None:
        assert do(cast.slt, publish_plan, plan_id=plan.pk, seen=1) is False
        assert do(cast.slt, publish_plan, plan_id=plan.pk, seen=1) is False  # one party's yes counts once
        assert "Ingen planer er lagt ut her." in visit(Client(), LIST).text
        assert do(cast.police_contact, publish_plan, plan_id=plan.pk, seen=1) is True
        assert "Trygge kvelder" in visit(Client(), LIST).text

    def test_shows_what_is_for_everybody_and_nothing_else(self, cast: Cast, plan: Plan) -> None:
        address = f"/apen-plan/{opened(cast, plan)}/"
        page = visit(Client(), address)
        assert "1. Natteravner" in page.text
        assert "Færre slagsmål" in page.text
        for hidden in ("Tolv timer i uka", "Samtaler ved skolen"):
            assert hidden not in page.html
        file = Client().get(f"{address}plan.pdf").content
        assert faults(file) == []

    def test_is_not_for_a_draft(self, cast: Cast) -> None:
        draft = a_plan(cast)
        with pytest.raises(Refused, match="Planen er et utkast"):
            do(cast.slt, publish_plan, plan_id=draft.pk, seen=draft.version)

    def test_is_the_parties_own_to_do(self, cast: Cast, plan: Plan) -> None:
        for actor in (cast.foreign_contact, cast.principal):
            with pytest.raises((Denied, Plan.DoesNotExist)):
                do(actor, publish_plan, plan_id=plan.pk, seen=1)

    def test_of_what_was_changed_meanwhile_is_refused(self, cast: Cast, plan: Plan) -> None:
        with pytest.raises(Refused, match="endret mens du leste"):
            do(cast.slt, publish_plan, plan_id=plan.pk, seen=7)


class TestTakingAway:
    @pytest.mark.parametrize("who", ["slt", "police_contact"])
    def test_is_either_partys_and_asks_for_both_yeses_again(self, cast: Cast, plan: Plan, who: str) -> None:
        address = f"/apen-plan/{opened(cast, plan)}/"
        do(getattr(cast, who), withdraw_plan, plan_id=plan.pk)
        assert Client().get(address).status_code == 404
        assert do(cast.slt, publish_plan, plan_id=plan.pk, seen=1) is False

    def test_a_changed_plan_stays_open_as_it_was(self, cast: Cast, plan: Plan) -> None:
        address = f"/apen-plan/{opened(cast, plan)}/"
        given = {
            "kind": "action",
            "name": "Ny plan",
            "challenge": "Annet",
            "valid_from": FROM,
            "valid_to": TO,
        }
        do(cast.slt, set_plan, forum_id=plan.forum_id, plan_id=plan.pk, seen=1, **given)
        assert visit(Client(), address).h1 == "Trygge kvelder"


def test_on_the_plans_own_page(cast: Cast, plan: Plan) -> None:
    town, police, about = login_as("slt"), login_as("politikontakt"), f"/plan/{plan.pk}/om/"
    assert "Ja til at alle kan lese planen" in visit(town, about).text
    said = send(town, f"/plan/{plan.pk}/apne/", {"seen": "1"})
    assert "Dere har sagt ja. Den andre parten gjenstår." in said.text
    assert "Ja til at alle kan lese planen" not in said.text
    said = send(police, f"/plan/{plan.pk}/apne/", {"seen": "1"})
    assert "Nå kan alle lese planen." in said.text
    assert any(link.startswith("/apen-plan/") for link in said.links)
    gone = send(police, f"/plan/{plan.pk}/lukk/")
    assert "Planen er ikke lenger åpen for alle." in gone.text
    assert "Bare partene kan lese planen." in gone.text
    assert LIST in visit(Client(), "/kommune/lyngvik/").links
