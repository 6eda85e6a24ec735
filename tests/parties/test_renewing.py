"""Posts outlive their holders: new ones in one step after an election, or when somebody leaves."""

from datetime import date, timedelta

import pytest

from samrad.kernel import clock
from samrad.kernel.answers import Denied, Refused
from samrad.kernel.clock import today
from samrad.parties.commands import Successor, appoint, end_appointment, renew_posts
from samrad.parties.events import Appointed, AppointmentEnded, PersonRegistered
from samrad.parties.models import Appointment, Person, Post
from samrad.parties.queries import actor_in, actors_of_person, post_held, posts_in_house
from samrad.parties.rules import awaits_confirmation, election_day, last_election, next_election
from tests.cast import MACHINERY, Cast
from tests.situations import do

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def renew(cast: Cast, *successors: Successor, on: date | None = None, by: object = None) -> list[Appointment]:
    return do(by or cast.director, renew_posts, successors=successors, on=on or today())  # type: ignore[arg-type]


class TestElections:
    """The second Monday of September, every fourth year."""

    def test_fall_on_their_days(self) -> None:
        assert [election_day(year) for year in (2015, 2019, 2023, 2027)] == [
            date(2015, 9, 14),
            date(2019, 9, 9),
            date(2023, 9, 11),
            date(2027, 9, 13),
        ]
        assert last_election(date(2027, 9, 12)) == date(2023, 9, 11)
        assert last_election(date(2027, 9, 13)) == date(2027, 9, 13)
        assert next_election(date(2026, 11, 25)) == date(2027, 9, 13)

    def test_ask_for_a_word_about_elected_posts_only(self) -> None:
        day = date(2027, 11, 1)
        assert awaits_confirmation("mayor", date(2023, 10, 1), day)
        assert not awaits_confirmation("mayor", date(2027, 10, 7), day)
        assert not awaits_confirmation("municipal_director", date(2011, 1, 1), day)


class TestRenewal:
    def test_mayor_and_director_in_one_step(self, cast: Cast, heard: list[object]) -> None:
        """The old ones leave the day before, and with them their access; the posts go on."""
        tomorrow = today() + DAY
        new = renew(
            cast,
            Successor(cast.mayor.post, name="  Berit   Haug ", email="berit@lyngvik.test"),
            Successor(cast.director.post, person=cast.slt.person),
            on=tomorrow,
        )
        assert [str(row.person) for row in new] == ["Berit Haug", "Marit Eide"]
        old = Appointment.objects.get(pk=cast.mayor.appointment)
        assert old.valid_to == today()
        assert actor_in(old.pk) is not None
        with clock.set_to(clock.now() + DAY):
            assert actor_in(old.pk) is None
            assert [actor.post for actor in actors_of_person(new[0].person_id)] == [cast.mayor.post]
        assert heard == [
            AppointmentEnded(old.pk),
            PersonRegistered(new[0].person_id),
            Appointed(new[0].pk, cast.mayor.post),
            AppointmentEnded(cast.director.appointment),
            Appointed(new[1].pk, cast.director.post),
        ]

    def test_the_same_person_goes_on_after_an_election(self, cast: Cast) -> None:
        (new,) = renew(cast, Successor(cast.mayor.post, person=cast.mayor.person))
        held = post_held(cast.mayor.post)
        assert [row.pk for row in held.holders] == [new.pk]
        assert held.held_since == today()

    def test_a_deputy_by_dates_keeps_the_days_they_have(self, cast: Cast) -> None:
        deputy = appoint(
            actor=MACHINERY,
            person=Person.objects.create(name="Tore Vik"),
            post=Post.objects.get(pk=cast.mayor.post),
            valid_from=today() - DAY,
            valid_to=today() + 7 * DAY,
        )
        (new,) = renew(cast, Successor(cast.mayor.post, name="Berit Haug"))
        assert {row.pk for row in post_held(cast.mayor.post).holders} == {deputy.pk, new.pk}

    @pytest.mark.parametrize(
        ("days", "name", "sentence"),
        [
            (0, " ", "Skriv navnet på den nye, eller velg noen som har en stilling fra før."),
            (400, "Berit Haug", "Velg en dag høyst ett år fra i dag."),
        ],
    )
    def test_refuses_what_cannot_be(self, cast: Cast, days: int, name: str, sentence: str) -> None:
        with pytest.raises(Refused, match=sentence):
            renew(cast, Successor(cast.mayor.post, name=name), on=today() + days * DAY)
        with pytest.raises(Refused, match="Velg minst én stilling"):
            renew(cast)

    def test_refuses_a_second_change_on_the_same_day_or_before_one_that_is_known(self, cast: Cast) -> None:
        renew(cast, Successor(cast.mayor.post, name="Berit Haug"), on=today() + 10 * DAY)
        for days in (10, 5):
            with pytest.raises(Refused, match="Ordfører har allerede fått en ny"):
                renew(cast, Successor(cast.mayor.post, name="Nils Dahl"), on=today() + days * DAY)

    def test_all_or_none(self, cast: Cast) -> None:
        with pytest.raises(Refused):
            renew(cast, Successor(cast.mayor.post, name="Berit Haug"), Successor(cast.director.post))
        assert post_held(cast.mayor.post).coming is None
        assert [row.person_id for row in post_held(cast.mayor.post).holders] == [cast.mayor.person]

    def test_is_for_the_house_itself_and_who_signs_is_named_by_one_who_signs(self, cast: Cast) -> None:
        whose = Successor(cast.mayor.post, name="Berit Haug")
        for stranger in (
            cast.police_contact,
            cast.neighbour_mayor,
            cast.reader,
            cast.principal,
            cast.oversight,
        ):
            with pytest.raises(Denied):
                renew(cast, whose, by=stranger)
        with pytest.raises(Denied, match="sier en som selv undertegner"):
            renew(cast, Successor(cast.director.post, name="Berit Haug"), by=cast.slt)
        with pytest.raises(Refused, match="Du kan ikke gi deg selv en stilling"):
            renew(cast, Successor(cast.mayor.post, person=cast.slt.person), by=cast.slt)
        assert len(renew(cast, whose, by=cast.slt)) == 1
        assert len(renew(cast, Successor(cast.chief.post, name="Ola Li"), by=cast.operator)) == 1


class TestPosts:
    def test_without_a_holder_come_first(self, cast: Cast) -> None:
        assert cast.slt.appointment
        end_appointment(actor=MACHINERY, appointment_id=cast.slt.appointment, on=today() - DAY)
        rows = posts_in_house(cast.director)
        assert [(row.post.title, row.is_vacant) for row in rows] == [
            ("SLT-koordinator", True),
            ("Kommunedirektør", False),
            ("Ordfører", False),
            ("Varaordfører", False),
        ]
        assert rows[0].before and rows[0].before.person_id == cast.slt.person

    def test_the_same_person_does_not_hold_one_twice_on_a_day(self, cast: Cast) -> None:
        person, post = Person.objects.get(pk=cast.slt.person), Post.objects.get(pk=cast.slt.post)
        for first, last in (
            (today(), None),
            (date(2010, 1, 1), today()),
            (date(2017, 1, 1), date(2018, 1, 1)),
        ):
            with pytest.raises(Refused, match="i det tidsrommet"):
                appoint(actor=MACHINERY, person=person, post=post, valid_from=first, valid_to=last)
        earlier = appoint(
            actor=MACHINERY, person=person, post=post, valid_from=date(2010, 1, 1), valid_to=date(2012, 1, 1)
        )
        assert earlier.valid_to == date(2012, 1, 1)
