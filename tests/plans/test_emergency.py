"""Fire and rescue, and emergency health care: houses of their own, drawn into forums, meetings, exercises and measures."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from samrad.cooperation import wall
from samrad.forums.commands.members import take_in_external
from samrad.forums.models import Forum, Membership
from samrad.kernel.answers import Refused
from samrad.kernel.clock import OSLO, today
from samrad.meetings.commands.session import close_meeting, open_meeting
from samrad.meetings.models import Attendance, Meeting
from samrad.parties.commands import appoint, create_post, give_login, register_organisation
from samrad.parties.models import Organisation, Person, Post
from samrad.plans.commands.exercises import set_exercise
from samrad.plans.commands.measures import set_part
from samrad.plans.queries.emergency import emergency_overview
from tests.cast import MACHINERY, PASSWORD, Cast
from tests.forums.situations import agreed
from tests.meetings.settings import a_council, a_meeting, called
from tests.plans.situations import a_measure, a_plan
from tests.situations import do
from tests.visit import login_as, send, visit

pytestmark = pytest.mark.django_db
PAGE = "/samarbeid/lyngvik/nodetater/"


def a_service(kind: str, name: str, username: str) -> Post:
    """An emergency service outside every party, and the one who leads it."""
    house = register_organisation(
        actor=MACHINERY, kind=kind, name=name, sector="municipal" if kind == "fire_rescue" else "state"
    )
    post = create_post(
        actor=MACHINERY, organisation=house, function="emergency_head", title="Leder", power="external"
    )
    person = give_login(actor=MACHINERY, name=f"Leder {name}", username=username, password=PASSWORD)
    Person.objects.filter(pk=person.pk).update(email=f"{username}@nod.test")
    appoint(actor=MACHINERY, person=person, post=post, valid_from=today())
    return post


@pytest.fixture
def fire(cast: Cast) -> Post:
    return a_service("fire_rescue", "Fjordane brannvesen", "brannsjef")


@pytest.fixture
def health(cast: Cast) -> Post:
    return a_service("emergency_health", "AMK Fjordane", "amk")


@pytest.fixture
def council(cast: Cast) -> Forum:
    return a_council(cast)


def taken_in(cast: Cast, council: Forum, post: Post, until: date) -> None:
    """For a time, through the page, after the parties have agreed."""
    assessment = agreed(cast, council, "Brann i tomme bygg")
    form = {"post_id": str(post.pk), "role": "member", "takes_part": "all"}
    form |= {"valid_from": str(today()), "valid_to": str(until)}
    page = send(login_as("slt"), f"/vurdering/{assessment.pk}/ta-inn/", form)
    assert "Stillingen er medlem av forumet." in page.text


def there(cast: Cast, meeting: Meeting) -> None:
    do(cast.slt, open_meeting, meeting_id=meeting.pk)
    with wall.acting(cast.slt):
        Attendance.objects.filter(meeting=meeting).update(state="present")
    do(cast.slt, close_meeting, meeting_id=meeting.pk)


class TestAnEmergencyService:
    def test_is_invited_to_forum_meeting_exercise_and_measure_and_all_stands_on_one_page(
        self, cast: Cast, council: Forum, fire: Post, health: Post
    ) -> None:
        """V-2.1-c: a kind of actor of its own, invited to each of the four; and the overview for the municipality."""
        kinds = [fire.organisation.get_kind_display(), health.organisation.get_kind_display()]
        assert kinds == ["Brann- og redningsvesen", "Akutt helsetjeneste"]
        held = a_meeting(cast, council, "Tomme bygg", face="forum")
        day = held.starts_at.astimezone(OSLO).date()
        taken_in(cast, council, fire, day)
        called(cast, held)
        assert visit(login_as("brannsjef"), f"/mote/{held.pk}/").h1 == "Vintermøte"
        page = visit(login_as("ordforer"), PAGE)
        assert "Politirådet i Lyngvik Leder, Fjordane brannvesen, til og med" in page.text
        assert "Kalt inn til Vintermøte" in page.text
        there(cast, held)
        home = {"cooperation_id": cast.cooperation.pk, "kind": "other", "name": "Røykøvelsen"}
        do(cast.slt, set_exercise, planned_on=date(2027, 3, 1), sectors=("police", "fire", "health"), **home)
        measure = a_measure(cast, a_plan(cast), name="Rydd i bakgårdene")
        do(cast.slt, set_part, measure_id=measure.pk, kind="fire", name="Fjordane brannvesen")
        with wall.acting(cast.slt) as actor:
            first, second = emergency_overview(actor, cast.cooperation)
        assert [(row.forum.name, row.post, row.valid_to) for row in first.seats] == [
            ("Politirådet i Lyngvik", fire, day)
        ]
        assert [row.meeting.title for row in first.held] == ["Vintermøte"]
        assert (first.ahead, [row.name for row in first.exercises]) == ([], ["Røykøvelsen"])
        assert [(row.measure.name, row.name) for row in first.parts] == [
            ("Rydd i bakgårdene", "Fjordane brannvesen")
        ]
        assert (second.seats, second.held, second.ahead, second.parts) == ([], [], [], [])
        assert [row.name for row in second.exercises] == ["Røykøvelsen"]
        page = visit(login_as("slt"), PAGE)
        for words in (
            "Var med på Vintermøte",
            "Øvelser Røykøvelsen",
            "Rydd i bakgårdene Fjordane brannvesen",
        ):
            assert words in page.text, words

    def test_comes_for_one_meeting_and_is_out_again(self, cast: Cast, council: Forum, fire: Post) -> None:
        """V-2.1-c: the last day is the meeting's; after it nothing of the forum is theirs, in either wall."""
        taken_in(cast, council, fire, today() + timedelta(days=1))
        client = login_as("brannsjef")
        assert client.get(f"/forum/{council.pk}/").status_code == 200
        with wall.acting(cast.slt):
            yesterday = today() - timedelta(days=1)
            Membership.objects.filter(post=fire).update(valid_from=yesterday, valid_to=yesterday)
        assert client.get(f"/forum/{council.pk}/").status_code == 404

    def test_goes_no_earlier_than_it_came_and_sits_once(self, cast: Cast, council: Forum, fire: Post) -> None:
        assessment = agreed(cast, council)
        way, day = f"/vurdering/{assessment.pk}/ta-inn/", today() + timedelta(days=9)
        form = {"post_id": str(fire.pk), "role": "member", "takes_part": "all"}
        form |= {"valid_from": str(day), "valid_to": str(today())}
        refused = send(login_as("slt"), way, form, status=422)
        assert "Et medlem kan ikke gå ut før det kom inn." in refused.text
        taken_in(cast, council, fire, day)
        with pytest.raises(Refused, match="sitter allerede i forumet"):
            do(
                cast.slt,
                take_in_external,
                forum_id=council.pk,
                post_id=fire.pk,
                role="member",
                assessment_id=assessment.pk,
            )


class TestThePage:
    def test_is_the_parties_and_says_when_there_is_nothing(self, cast: Cast, fire: Post) -> None:
        for username in ("slt", "ordforer", "politikontakt", "leser"):
            assert visit(login_as(username), PAGE).text.count("Ikke med i noe ennå.") == 2
        for username in ("nabokommune", "nabopoliti", "skole", "brannsjef", "direktorat", "drift"):
            visit(login_as(username), PAGE, status=404)

    def test_costs_the_same_with_one_and_with_many(self, cast: Cast, council: Forum, fire: Post) -> None:
        measure, counts = a_measure(cast, a_plan(cast)), []
        home = {"cooperation_id": cast.cooperation.pk, "kind": "other", "sectors": ("fire",)}
        for round_ in range(2):
            for number in range(1 + round_ * 6):
                do(cast.slt, set_part, measure_id=measure.pk, kind="fire", name=f"Brann {round_} {number}")
                do(
                    cast.slt,
                    set_exercise,
                    planned_on=date(2027, 3, 1),
                    name=f"Øvelse {round_} {number}",
                    **home,
                )
            with wall.acting(cast.slt) as actor, CaptureQueriesContext(connection) as statements:
                emergency_overview(actor, cast.cooperation)
            counts.append(len(statements))
        assert counts == [5, 5]


def test_they_are_kinds_of_houses_outside_the_parties(cast: Cast, fire: Post, health: Post) -> None:
    for post in (fire, health):
        house = Organisation.objects.get(pk=post.organisation_id)
        assert (house.is_police, house.side) == (False, "other")
