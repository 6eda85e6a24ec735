"""Municipalities that go on as one: their posts, with those who hold them and where they sit, stand in the new one."""

import pytest

from samrad.cooperation import wall
from samrad.cooperation.commands import open_municipal_cooperations
from samrad.cooperation.queries import cooperations_of
from samrad.forums.models import Membership
from samrad.kernel.clock import today
from samrad.parties.commands import appoint, create_post, merge_municipalities, register_organisation
from samrad.parties.models import Appointment, Organisation, Post
from samrad.parties.queries import actors_of_person
from tests.cast import MACHINERY, Cast
from tests.contacts.situations import LONG_AGO, a_town, somebody
from tests.forums.situations import a_living_council
from tests.visit import login_as, visit

pytestmark = pytest.mark.django_db


def merged(cast: Cast, other: Organisation) -> Organisation:
    return merge_municipalities(
        actor=MACHINERY, before=[cast.places.lyngvik, other], name="Nyvik", on=today()
    )


@pytest.fixture
def havnes(cast: Cast) -> Organisation:
    town = a_town(cast, "Havnes")
    mayor = create_post(
        actor=MACHINERY, organisation=town, function="mayor", title="Ordfører", power="signatory"
    )
    appoint(actor=MACHINERY, person=somebody("Nils Vik"), post=mayor, valid_from=LONG_AGO)
    return town


class TestPosts:
    def test_move_with_their_holders(self, cast: Cast, havnes: Organisation) -> None:
        """A title that both had says whose it was, until one of them is renewed away."""
        before = Appointment.objects.count()
        new = merged(cast, havnes)
        titles = sorted(
            Post.objects.filter(organisation=new, function="mayor").values_list("title", flat=True)
        )
        assert titles == ["Ordfører", "Ordfører (Lyngvik)", "Varaordfører"]
        assert Appointment.objects.count() == before
        assert not Post.objects.filter(organisation__in=[cast.places.lyngvik, havnes]).exists()

    def test_keep_their_seats_and_what_was_begun(self, cast: Cast, havnes: Organisation) -> None:
        council, *_rest = a_living_council(cast)
        with wall.acting(cast.mayor):
            seats = set(
                Membership.objects.filter(forum=council, valid_to=None).values_list("post", flat=True)
            )
        new = merged(cast, havnes)
        open_municipal_cooperations(actor=MACHINERY)
        (mayor,) = actors_of_person(cast.mayor.person)
        assert (mayor.organisation, mayor.party) == (new.pk, cast.places.lyngvik.pk)
        with wall.acting(mayor):
            assert (
                set(Membership.objects.filter(forum=council, valid_to=None).values_list("post", flat=True))
                == seats
            )
            assert {row.slug for row in cooperations_of(mayor)} == {"lyngvik", "nyvik"}
        assert council.name in visit(login_as("ordforer"), f"/forum/{council.pk}/").text

    def test_services_follow_too(self, cast: Cast, havnes: Organisation) -> None:
        facts = {"sector": "municipal", "parent": havnes}
        service = register_organisation(actor=MACHINERY, kind="service", name="Havnes ungdomsklubb", **facts)
        new = merged(cast, havnes)
        assert Organisation.objects.get(pk=service.pk).parent == new
