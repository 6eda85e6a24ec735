"""What a municipality expects of its contact, and who does what in the district."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection

from samrad.contacts.commands.division import begin_division, confirm_division, remove_task, set_task
from samrad.contacts.commands.expectations import answer_expectation, ask_for_expectations, state_expectation
from samrad.contacts.models import Division, Expectation
from samrad.contacts.queries.expectations import expectations_visible_to, hearings
from samrad.cooperation import wall
from samrad.kernel.answers import Denied, Refused, Stale
from samrad.kernel.clock import now, today
from samrad.notices.queries import notices_of
from samrad.notices.tasks import tell_of
from tests.cast import Cast
from tests.situations import do
from tests.visit import login_as, send, visit

pytestmark = pytest.mark.django_db
PAGE = "/samarbeid/lyngvik/politikontakt/"
TASKS = "/distrikt/nordre/politikontakter/oppgaver/"


def stated(cast: Cast, text: str = "En fast dag på rådhuset.") -> Expectation:
    return do(cast.mayor, state_expectation, cooperation_id=cast.cooperation.pk, text=text)


class TestExpectations:
    def test_are_stated_answered_and_seen_by_days_alone_outside(self, cast: Cast) -> None:
        """V-5.3-b: each thing has an answer. V-5.3-e: the municipality approves nothing."""
        do(cast.police_contact, ask_for_expectations, cooperation_id=cast.cooperation.pk)
        first, second = stated(cast), stated(cast, "Noen som kjenner skolene.")
        (heard,) = hearings()
        assert (heard.asked_on, heard.stated_on, heard.answered_on) == (today(), today(), None)
        do(cast.police_contact, answer_expectation, expectation_id=first.pk, answer="Hver tirsdag.", seen=1)
        assert hearings([cast.places.lyngvik.pk])[0].answered_on is None
        do(cast.chief, answer_expectation, expectation_id=second.pk, answer="Ja.", seen=1)
        assert hearings([cast.places.lyngvik.pk])[0].answered_on == today()
        with wall.acting(cast.mayor):
            rows = expectations_visible_to(cast.mayor, cast.cooperation)
            assert {row.text: row.answer for row in rows} == {
                "En fast dag på rådhuset.": "Hver tirsdag.",
                "Noen som kjenner skolene.": "Ja.",
            }

    def test_are_stated_by_the_municipality_and_answered_by_the_police(self, cast: Cast) -> None:
        found = stated(cast)
        for actor in (cast.police_contact, cast.reader, cast.neighbour_mayor, cast.oversight):
            with pytest.raises(Denied):
                do(actor, state_expectation, cooperation_id=cast.cooperation.pk, text="Noe")
        for actor in (cast.mayor, cast.slt):
            with pytest.raises(Denied, match="Det er politiet som svarer"):
                do(actor, answer_expectation, expectation_id=found.pk, answer="Noe", seen=1)
            with pytest.raises(Denied, match="uten å bli spurt"):
                do(actor, ask_for_expectations, cooperation_id=cast.cooperation.pk)
        for actor in (cast.foreign_contact, cast.oversight, cast.principal):
            with pytest.raises(Expectation.DoesNotExist):
                do(actor, answer_expectation, expectation_id=found.pk, answer="Noe", seen=1)

    def test_stand_behind_the_wall_of_their_cooperation(self, cast: Cast) -> None:
        stated(cast)
        for actor, count in (
            (cast.mayor, 1),
            (cast.chief, 1),
            (cast.neighbour_mayor, 0),
            (cast.oversight, 0),
        ):
            with wall.acting(actor), connection.cursor() as cursor:
                cursor.execute("select count(*) from contacts_expectation")
                assert cursor.fetchone() == (count,), actor.name

    def test_are_refused_when_empty_personal_or_late(self, cast: Cast) -> None:
        found = stated(cast)
        with pytest.raises(Refused, match="Skriv hva dere forventer"):
            stated(cast, "  ")
        with pytest.raises(Refused, match="ligner opplysninger"):
            stated(cast, "Ring 412 34 567.")
        with pytest.raises(Refused, match="Skriv hva dere gjør"):
            do(cast.chief, answer_expectation, expectation_id=found.pk, answer=" ", seen=1)
        do(cast.chief, answer_expectation, expectation_id=found.pk, answer="Hver tirsdag.", seen=1)
        with pytest.raises(Stale) as stale:
            do(cast.police_contact, answer_expectation, expectation_id=found.pk, answer="Nei.", seen=1)
        assert stale.value.theirs == "Hver tirsdag."

    def test_are_told_to_the_other_party(self, cast: Cast) -> None:
        do(cast.police_contact, ask_for_expectations, cooperation_id=cast.cooperation.pk)
        stated(cast)
        tell_of(str(cast.cooperation.pk))
        with wall.acting(cast.mayor):
            assert [notice.kind for notice in notices_of(cast.mayor)] == ["ExpectationsAsked"]
        with wall.acting(cast.chief):
            assert [notice.kind for notice in notices_of(cast.chief)] == ["ExpectationStated"]

    def test_have_a_page_where_both_write_their_own(self, cast: Cast) -> None:
        """V-5.3-b"""
        town, police = login_as("ordforer"), login_as("politikontakt")
        assert "Det er frivillig." in visit(town, PAGE).text
        assert "Kommunen er spurt." in send(police, PAGE, {"ask": "yes"}).text
        assert "En fast dag på rådhuset." in send(town, PAGE, {"text": "En fast dag på rådhuset."}).text
        with wall.acting(cast.chief):
            address = f"/forventning/{Expectation.objects.get().pk}/svar/"
        assert "Hver tirsdag." in send(police, address, {"reply": "Hver tirsdag.", "seen": "1"}).text
        lost = send(police, address, {"reply": "Hver onsdag.", "seen": "1"}, status=422)
        assert "Hver onsdag." in lost.html
        assert "Hver tirsdag." in lost.html
        assert town.get(address).status_code == 403
        visit(login_as("nabopoliti"), address, status=404)
        visit(login_as("nabokommune"), PAGE, status=404)
        kept = send(town, PAGE, {"text": "Ring 412 34 567."}, status=422)
        assert "Ring 412 34 567." in kept.html


class TestWhoDoesWhat:
    def test_begins_with_a_list_and_is_confirmed_by_both(self, cast: Cast) -> None:
        """V-5.1-a: six main tasks to begin with, each to be changed. V-5.3-g, V-5.3-h."""
        north = cast.places.north.pk
        begun = do(cast.police_contact, begin_division, district_id=north)
        tasks = list(begun.tasks.all())
        assert [task.main for task in tasks] == ["contact"] * 6 + ["unit"] * 2
        do(cast.police_contact, confirm_division, district_id=north, seen=begun.version)
        done = do(cast.chief, confirm_division, district_id=north, seen=begun.version)
        assert (done.contact_on, done.unit_on) == (today(), today())
        with pytest.raises(Refused, match="allerede påbegynt"):
            do(cast.chief, begin_division, district_id=north)

    def test_is_confirmed_anew_after_a_change(self, cast: Cast) -> None:
        """V-5.3-h: both, on or after the last change; exactly one has each task."""
        north = cast.places.north.pk
        version = do(cast.chief, begin_division, district_id=north).version
        do(cast.chief, confirm_division, district_id=north, seen=version)
        given = {"district_id": north, "text": "Natteravnene", "main": "unit", "together": True}
        with time_machine.travel(now() + timedelta(days=3)):
            made = do(cast.police_contact, set_task, number=0, seen=version, **given)
            assert made.number == 9
            division = Division.objects.get()
            assert (division.changed_on, division.contact_on, division.unit_on) == (today(), None, None)
        with pytest.raises(Stale, match="En kollega endret fordelingen"):
            do(cast.chief, set_task, number=9, seen=version, **given)
        with pytest.raises(Refused, match="velg hvem som har den"):
            do(cast.chief, set_task, number=9, seen=version + 1, **given | {"main": "both"})
        do(cast.chief, remove_task, district_id=north, number=9, seen=version + 1)
        assert Division.objects.get().tasks.count() == 8

    def test_is_written_by_the_districts_own_people(self, cast: Cast) -> None:
        for actor in (cast.mayor, cast.foreign_contact, cast.oversight, cast.principal):
            with pytest.raises(Denied, match="Bare politiet i distriktet"):
                do(actor, begin_division, district_id=cast.places.north.pk)

    def test_has_a_page_that_municipalities_read(self, cast: Cast) -> None:
        """V-5.3-g: shown to the municipalities."""
        police, town = login_as("politikontakt"), login_as("ordforer")
        assert "ikke skrevet hvem som gjør hva ennå" in visit(town, TASKS).text
        assert "Foredrag og besøk på skolene Forebyggende enhet" in send(police, TASKS, {"begin": "yes"}).text
        assert "Bekreftet av politikontaktene" in send(police, TASKS, {"confirm": "yes", "seen": "2"}).text
        task = {"text": "Natteravnene", "main": "contact", "seen": "2"}
        assert "Natteravnene Politikontakten" in send(police, f"{TASKS}0/", task).text
        assert "En kollega endret" in send(police, f"{TASKS}0/", task, status=422).text
        assert "Oppgaven er tatt ut." in send(police, f"{TASKS}9/", {"remove": "yes", "seen": "3"}).text
        visit(police, f"{TASKS}77/", status=404)
        page = visit(town, TASKS)
        assert "Bekreft listen" not in page.text
        assert town.post(f"{TASKS}1/", task).status_code == 403
        assert town.post(TASKS, {"begin": "yes"}).status_code == 403
        visit(login_as("nabokommune"), TASKS, status=404)
