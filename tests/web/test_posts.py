"""The posts of a house, the change of holders in one step, and the handover that writes itself."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from samrad.kernel.clock import today
from samrad.meetings.commands.outcomes import make_task
from samrad.parties.commands import appoint, create_post, end_appointment
from samrad.parties.models import Appointment, Person
from samrad.parties.queries import post_held
from tests.cast import MACHINERY, PASSWORD, Cast
from tests.forums.situations import a_point
from tests.meetings.settings import a_council, a_meeting, agenda, in_session
from tests.situations import do, in_force
from tests.visit import login_as, send, visit

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def ends(cast: Cast, who: object, days: int) -> None:
    """Somebody's last day, so many days from now."""
    end_appointment(
        actor=MACHINERY,
        appointment_id=who.appointment,  # type: ignore[attr-defined]
        on=today() + days * DAY,
    )


def with_login(name: str, username: str) -> None:
    """What whoever runs the installation gives a person who is new."""
    user = get_user_model().objects.create_user(username, password=PASSWORD)
    Person.objects.filter(name=name).update(user=user)


def test_one_person_holds_many_posts_and_acts_in_one_at_a_time(cast: Cast) -> None:
    """V-2.2-g: in a small place the same person coordinates, and has the emergency work and the schools too."""
    person, town = Person.objects.get(user__username="slt"), cast.places.lyngvik
    for title in ("Beredskapskoordinator", "Oppvekstleder"):
        post = create_post(
            actor=MACHINERY, organisation=town, function="slt_coordinator", title=title, power="member"
        )
        appoint(actor=MACHINERY, person=person, post=post, valid_from=today())
    client = login_as("slt")
    page = visit(client, "/")
    offered = {
        "".join(each.itertext()): each.get("value")
        for each in page.all("button")
        if each.get("name") == "appointment"
    }
    assert sorted(offered) == ["Beredskapskoordinator, Lyngvik kommune", "Oppvekstleder, Lyngvik kommune"]
    changed = send(client, "/post/", {"appointment": offered["Oppvekstleder, Lyngvik kommune"]})
    acting = "Marit Eide Oppvekstleder, Lyngvik kommune"
    assert (acting in page.text, acting in changed.text) == (False, True)


class TestTheList:
    def test_shows_who_holds_what_and_what_nobody_holds(self, cast: Cast) -> None:
        ends(cast, cast.slt, -1)
        page = visit(login_as("kommunedirektor"), "/stillinger/")
        assert page.h1 == "Stillinger i Lyngvik kommune"
        assert "Ingen har stillingen 1 SLT-koordinator Sist Marit Eide" in page.text
        assert "Neste valg 13. september 2027" in page.text
        assert (
            "1 folkevalgt stilling har ikke fått" not in visit(login_as("politikontakt"), "/stillinger/").text
        )
        assert "Skift" not in visit(login_as("leser"), "/stillinger/").text
        assert Client().get("/stillinger/").headers["Location"] == "/logg-inn/?next=%2Fstillinger%2F"

    def test_a_post_that_nobody_holds_is_seen_in_the_forum_and_on_the_start_page(self, cast: Cast) -> None:
        """V-4.1.1-b: the seat is there, and that nobody sits in it."""
        forum = a_council(cast)
        words = "ingen har stillingen nå"
        client = login_as("kommunedirektor")
        for address in (f"/forum/{forum.pk}/", f"/forum/{forum.pk}/medlemmer/"):
            assert words not in visit(client, address).text
        ends(cast, cast.mayor, -1)
        for address in (f"/forum/{forum.pk}/", f"/forum/{forum.pk}/medlemmer/"):
            assert visit(client, address).text.count(words) == 1
        assert "Ordfører: ingen har stillingen" in visit(client, "/").text
        assert "Ordfører: ingen har stillingen" not in visit(login_as("politikontakt"), "/").text


class TestRenewal:
    def test_mayor_and_director_for_all_forums_in_one_step_without_script(self, cast: Cast) -> None:
        forum = a_council(cast)
        client = login_as("kommunedirektor")
        page = visit(client, "/stillinger/skifte/")
        assert page.text.index("Ordfører fra den dagen") < page.text.index("SLT-koordinator fra den dagen")
        assert "Astrid Bergum fortsetter" in page.text
        page = send(
            client,
            "/stillinger/skifte/",
            {
                "on": str(today() - DAY),
                f"navn-{cast.mayor.post}": "Berit Haug",
                f"epost-{cast.mayor.post}": "berit@lyngvik.test",
                f"hvem-{cast.director.post}": str(cast.director.person),
            },
        )
        assert "2 stillinger er fornyet. Overleveringene er klare." in page.text
        assert "Berit Haug, siden" in page.text
        seats = visit(client, f"/forum/{forum.pk}/medlemmer/").text
        assert "Ordfører, Lyngvik kommune Leder · Berit Haug" in seats
        assert "Astrid Bergum" not in seats
        old = login_as("ordforer")
        assert old.get(f"/forum/{forum.pk}/").status_code == 403

    @pytest.mark.parametrize(
        ("on", "sentence"),
        [
            ("", "Velg en dag."),
            ("2026-02-30", "Skriv datoen"),
            ("2040-01-01", "høyst ett år fra i dag"),
        ],
    )
    def test_refuses_with_a_sentence_and_keeps_what_was_typed(
        self, cast: Cast, on: str, sentence: str
    ) -> None:
        page = send(
            login_as("kommunedirektor"),
            "/stillinger/skifte/",
            {"on": on, f"navn-{cast.mayor.post}": "Berit Haug"},
            status=422,
        )
        assert 'value="Berit Haug"' in page.html
        assert sentence in page.text
        assert [row.person_id for row in post_held(cast.mayor.post).holders] == [cast.mayor.person]

    def test_nothing_chosen_is_told(self, cast: Cast) -> None:
        page = send(login_as("slt"), "/stillinger/skifte/", {"on": str(today())}, status=422)
        assert "Velg minst én stilling, og hvem som skal ha den." in page.text

    def test_a_foreign_post_is_not_among_the_fields(self, cast: Cast) -> None:
        page = send(
            login_as("politikontakt"),
            "/stillinger/skifte/",
            {"on": str(today()), f"navn-{cast.mayor.post}": "Berit Haug"},
            status=422,
        )
        assert "Ordfører" not in page.text
        assert Appointment.objects.filter(person__name="Berit Haug").count() == 0


class TestTheHandover:
    def test_writes_itself_for_the_old_and_for_the_new(self, cast: Cast) -> None:
        """Tasks, dates, forums, agreements and who is who; the same for the one who leaves and the one who comes."""
        forum = a_council(cast)
        in_force(cast.director, cast.chief, cast.cooperation)
        item = agenda(cast.slt, in_session(cast, forum, "Trygt sentrum"))[0]
        task = do(
            cast.slt,
            make_task,
            item_id=item.pk,
            text="Spør ungdomsrådet",
            owner_id=cast.mayor.post,
            due_on=today() + DAY,
        )
        a_meeting(cast, forum, "Budsjett")
        a_point(cast, forum, "Temakveld", on=today() + 5 * DAY)
        send(
            login_as("kommunedirektor"),
            "/stillinger/skifte/",
            {"on": str(today() + DAY), f"navn-{cast.mayor.post}": "Berit Haug"},
        )
        url = f"/stilling/{cast.mayor.post}/overlevering/"
        told = ("Spør ungdomsrådet", "Temakveld", "Vintermøte", "Politirådet i Lyngvik", "Undertegnet, gjelder fra",
                "Per Haugland Tjenesteenhetsleder", "Berit Haug begynner")  # fmt: skip
        old = visit(login_as("ordforer"), url)
        assert old.h1 == "Overlevering: Ordfører"
        assert [words in old.text for words in told] == [True] * len(told)
        assert f"/oppgave/{task.pk}/" in old.links
        assert "Du går ut av stillingen: se over overleveringen" in visit(login_as("ordforer"), "/").text
        Appointment.objects.filter(person=cast.mayor.person).update(valid_to=today() - DAY)
        Appointment.objects.filter(person__name="Berit Haug").update(valid_from=today())
        with_login("Berit Haug", "nyordforer")
        client = login_as("nyordforer")
        assert "Du er ny i stillingen: les overleveringen" in visit(client, "/").text
        new = visit(client, url)
        assert [words in new.text for words in told[:-1]] == [True] * (len(told) - 1)
        assert "etter Astrid Bergum" in new.text

    def test_stays_with_a_post_that_nobody_holds(self, cast: Cast) -> None:
        item = agenda(cast.slt, in_session(cast, a_council(cast), "Trygt sentrum"))[0]
        given = {"owner_id": cast.mayor.post, "due_on": today()}
        do(cast.slt, make_task, item_id=item.pk, text="Spør ungdomsrådet", **given)
        ends(cast, cast.mayor, -1)
        page = visit(login_as("slt"), f"/stilling/{cast.mayor.post}/overlevering/")
        assert ("Ingen har stillingen nå." in page.text, "Spør ungdomsrådet" in page.text) == (True, True)

    def test_is_the_same_404_whether_foreign_or_missing(self, cast: Cast) -> None:
        for username in ("politikontakt", "nabokommune", "skole", "leser", "direktorat"):
            client = login_as(username)
            answers = [client.get(f"/stilling/{post}/overlevering/") for post in (cast.mayor.post, uuid4())]
            assert {answer.status_code for answer in answers} <= {403, 404}, username
            assert len({answer.status_code for answer in answers}) == 1, username

    def test_asks_as_much_with_little_as_with_much(self, cast: Cast) -> None:
        forum = a_council(cast)
        item = agenda(cast.slt, in_session(cast, forum, "Trygt sentrum"))[0]
        client, counts = login_as("slt"), []
        for count in (1, 20):
            for number in range(count):
                given = {"owner_id": cast.slt.post, "due_on": today()}
                do(cast.slt, make_task, item_id=item.pk, text=f"Oppgave {number}", **given)
                a_point(cast, forum, f"Punkt {number}")
            with CaptureQueriesContext(connection) as asked:
                visit(client, f"/stilling/{cast.slt.post}/overlevering/")
            counts.append(len(asked))
        assert counts[0] == counts[1]
