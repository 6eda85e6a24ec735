"""A plan is open to everybody when every party has said yes, and until one of them takes it away."""

from uuid import UUID

import pytest
from django.test import Client

from samrad.cooperation import wall
from samrad.kernel.answers import Denied, Refused
from samrad.parties.actor import Actor
from samrad.plans.commands.measures import set_measure
from samrad.plans.commands.plans import set_plan
from samrad.plans.commands.publishing import publish_plan, withdraw_plan
from samrad.plans.content import Details
from samrad.plans.models import Measure, Plan, PublishedPlan
from samrad.plans.queries.plans import plan_visible_to
from samrad.plans.queries.published import text_for_all
from tests.cast import Cast
from tests.pdf import faults, words_of
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


def seen(cast: Cast, plan: Plan) -> str:
    """The fingerprint of what everybody would read now."""
    with wall.acting(cast.slt) as actor:
        return text_for_all(actor, *plan_visible_to(actor, plan.pk))[1]


def say_yes(cast: Cast, actor: Actor, plan: Plan) -> bool:
    """To what stands there now."""
    return do(actor, publish_plan, plan_id=plan.pk, seen=seen(cast, plan))


def opened(cast: Cast, plan: Plan) -> UUID:
    for actor in (cast.slt, cast.police_contact):
        say_yes(cast, actor, plan)
    with wall.acting(cast.slt):
        return PublishedPlan.objects.get().pk


class TestOpening:
    def test_takes_every_partys_yes(self, cast: Cast, plan: Plan) -> None:
        assert say_yes(cast, cast.slt, plan) is False
        assert say_yes(cast, cast.slt, plan) is False  # one party's yes counts once
        assert "Ingen planer er lagt ut her." in visit(Client(), LIST).text
        assert say_yes(cast, cast.police_contact, plan) is True
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
            do(cast.slt, publish_plan, plan_id=draft.pk, seen="")

    def test_is_the_parties_own_to_do(self, cast: Cast, plan: Plan) -> None:
        for actor in (cast.foreign_contact, cast.principal):
            with pytest.raises((Denied, Plan.DoesNotExist)):
                do(actor, publish_plan, plan_id=plan.pk, seen="")

    def test_of_what_was_changed_meanwhile_is_refused(self, cast: Cast, plan: Plan) -> None:
        with pytest.raises(Refused, match="endret mens du leste"):
            do(cast.slt, publish_plan, plan_id=plan.pk, seen="1")


class TestTakingAway:
    @pytest.mark.parametrize("who", ["slt", "police_contact"])
    def test_is_either_partys_and_asks_for_both_yeses_again(self, cast: Cast, plan: Plan, who: str) -> None:
        address = f"/apen-plan/{opened(cast, plan)}/"
        do(getattr(cast, who), withdraw_plan, plan_id=plan.pk)
        assert Client().get(address).status_code == 404
        assert say_yes(cast, cast.slt, plan) is False

    def test_a_changed_plan_stays_open_as_it_was(self, cast: Cast, plan: Plan) -> None:
        address = f"/apen-plan/{opened(cast, plan)}/"
        given = {
            "kind": "action",
            "name": "Ny plan",
            "challenge": "Annet",
            "valid_from": FROM,
            "valid_to": TO,
        }
        do(cast.slt, set_plan, forum_id=plan.forum_id, plan_id=plan.pk, seen=plan.version, **given)
        assert visit(Client(), address).h1 == "Trygge kvelder"

    def test_a_measure_that_is_no_longer_for_everybody_is_taken_out_at_once(
        self, cast: Cast, plan: Plan
    ) -> None:
        address = f"/apen-plan/{opened(cast, plan)}/"
        with wall.acting(cast.slt):
            measure = Measure.objects.get(plan=plan, number=1)
        hidden = Details("Natteravner", cast.slt.post, change="Færre slagsmål", is_public=False)
        given = {"plan_id": plan.pk, "measure_id": measure.pk, "seen": measure.version}
        do(cast.police_contact, set_measure, details=hidden, **given)
        page = visit(Client(), address)
        assert page.h1 == "Trygge kvelder"
        assert "Natteravner" not in page.html
        assert "Natteravner" not in words_of(Client().get(f"{address}plan.pdf").content)


class TestAYes:
    """It is to a text. V-4-n: nothing of one party's comes out by the other's yes alone."""

    def test_counts_no_more_when_a_word_has_changed_before_the_other_says_yes(
        self, cast: Cast, plan: Plan
    ) -> None:
        say_yes(cast, cast.police_contact, plan)
        a_measure(cast, plan, name="Det nye")
        assert say_yes(cast, cast.slt, plan) is False
        assert visit(Client(), LIST).links.count("/apen-plan/") == 0
        assert (
            "Si ja til at alle kan lese planen"
            in visit(login_as("politikontakt"), f"/plan/{plan.pk}/om/").text
        )
        assert say_yes(cast, cast.police_contact, plan) is True

    def test_of_one_party_lays_out_nothing_new_afterwards(self, cast: Cast, plan: Plan) -> None:
        address = f"/apen-plan/{opened(cast, plan)}/"
        a_measure(cast, plan, name="Det nye")
        assert say_yes(cast, cast.slt, plan) is False
        assert "Det nye" not in visit(Client(), address).html

    def test_to_what_has_changed_since_it_was_read_is_refused(self, cast: Cast, plan: Plan) -> None:
        read = seen(cast, plan)
        a_measure(cast, plan, name="Det nye")
        with pytest.raises(Refused, match="endret mens du leste"):
            do(cast.slt, publish_plan, plan_id=plan.pk, seen=read)


def test_on_the_plans_own_page(cast: Cast, plan: Plan) -> None:
    town, police, about = login_as("slt"), login_as("politikontakt"), f"/plan/{plan.pk}/om/"
    assert "Si ja til at alle kan lese planen" in visit(town, about).text
    read = {"seen": seen(cast, plan)}
    assert read["seen"] in {box.get("value") for box in visit(town, about).all("input")}
    said = send(town, f"/plan/{plan.pk}/apne/", read)
    assert "Dere har sagt ja. Den andre parten gjenstår." in said.text
    assert "Si ja til at alle kan lese planen" not in said.text
    said = send(police, f"/plan/{plan.pk}/apne/", read)
    assert "Nå kan alle lese planen." in said.text
    assert any(link.startswith("/apen-plan/") for link in said.links)
    gone = send(police, f"/plan/{plan.pk}/lukk/")
    assert "Planen er ikke lenger åpen for alle." in gone.text
    assert "Bare partene kan lese planen." in gone.text
    assert LIST in visit(Client(), "/kommune/lyngvik/").links
