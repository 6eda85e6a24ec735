"""What the police gather of a municipality for themselves, and what a contact asks the head of the unit to decide."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection

from samrad.contacts.commands.places import answer_decision, ask_for_decision, review_place, write_local_note
from samrad.contacts.models import AskedDecision, LocalNote
from samrad.cooperation import wall
from samrad.kernel.answers import Denied, Refused, Stale
from samrad.kernel.clock import now, today
from samrad.meetings.commands.agenda import propose_item
from samrad.meetings.models import AgendaItem
from samrad.parties.commands import appoint, end_appointment
from samrad.parties.models import Post
from tests.cast import MACHINERY, Cast
from tests.contacts.situations import somebody
from tests.forums.situations import a_living_council
from tests.plans.situations import a_measure, a_plan
from tests.situations import do
from tests.visit import login_as, send, visit

pytestmark = pytest.mark.django_db
PAGE = "/samarbeid/lyngvik/kjennskap/"


def written(cast: Cast, text: str = "Ungdom samles ved brygga.", seen: int = 0) -> LocalNote:
    return do(cast.police_contact, write_local_note, cooperation_id=cast.cooperation.pk, text=text, seen=seen)


def an_item(cast: Cast) -> AgendaItem:
    council, *_rest = a_living_council(cast)
    return do(cast.slt, propose_item, forum_id=council.pk, title="Brygga om kvelden", face="parties")


def asked(cast: Cast, about_id: object, **given: object) -> AskedDecision:
    facts = {
        "cooperation_id": cast.cooperation.pk,
        "head_id": cast.chief.post,
        "about": "item",
        "question": "Kan vi binde to til?",
    }
    return do(cast.police_contact, ask_for_decision, about_id=about_id, **facts | given)


class TestThePlace:
    def test_gathers_plans_forums_notes_and_the_day_it_was_gone_through(self, cast: Cast) -> None:
        """V-5.1-c"""
        a_plan(cast, name="Trygge kvelder")
        written(cast)
        client = login_as("politikontakt")
        page = visit(client, PAGE)
        for part in (
            "Trygge kvelder",
            "Ungdom samles ved brygga.",
            "Anmeldte lovbrudd",
            "Kunnskap som er levert",
            "Ikke gjort ennå.",
        ):
            assert part in page.text, part
        page = send(client, f"{PAGE}gjennomgatt/")
        assert "Ikke gjort ennå." not in page.text

    def test_goes_on_to_the_next_contact(self, cast: Cast) -> None:
        """V-5.1-c: handed over when the contact changes."""
        written(cast)
        do(cast.police_contact, review_place, cooperation_id=cast.cooperation.pk)
        do(MACHINERY, end_appointment, appointment_id=cast.police_contact.appointment, on=today())
        with time_machine.travel(now() + timedelta(days=1)):
            post = Post.objects.get(pk=cast.police_contact.post)
            appoint(actor=MACHINERY, person=somebody("Nils Vik"), post=post, valid_from=today())
            assert "Ungdom samles ved brygga." in visit(login_as("enhetsleder"), PAGE).text

    def test_is_the_polices_own(self, cast: Cast) -> None:
        written(cast)
        asked(cast, an_item(cast).pk)
        for table in ("contacts_localnote", "contacts_askeddecision"):
            for actor, count in (
                (cast.chief, 1),
                (cast.mayor, 0),
                (cast.slt, 0),
                (cast.foreign_contact, 0),
                (cast.oversight, 0),
            ):
                with wall.acting(actor), connection.cursor() as cursor:
                    cursor.execute(f"select count(*) from {table}")  # the two names above
                    assert cursor.fetchone() == (count,), (table, actor.name)
        assert login_as("ordforer").get(PAGE).status_code == 403
        visit(login_as("nabopoliti"), PAGE, status=404)
        with pytest.raises(Denied, match="politiets egen side"):
            do(cast.mayor, write_local_note, cooperation_id=cast.cooperation.pk, text="Noe", seen=0)

    def test_keeps_two_writers_apart(self, cast: Cast) -> None:
        written(cast)
        with pytest.raises(Stale) as stale:
            written(cast, "Noe annet.")
        assert stale.value.theirs == "Ungdom samles ved brygga."
        with pytest.raises(Refused, match="ligner opplysninger"):
            written(cast, "Ring 412 34 567.", seen=1)

    def test_shows_which_forums_lack_meetings(self, cast: Cast) -> None:
        """V-5.1-g: those that lack something first, with the contact's own role in each."""
        council, *_rest = a_living_council(cast)
        page = visit(login_as("politikontakt"), PAGE)
        assert f"{council.name} " in page.text
        assert "ingen møter på et år" in page.text


class TestAskingTheHead:
    def test_gives_question_answer_and_date_on_a_matter_and_a_measure(self, cast: Cast) -> None:
        """V-5.2-d"""
        item, measure = an_item(cast), a_measure(cast, a_plan(cast, forum=None, name="En plan til"))
        contact, head = login_as("politikontakt"), login_as("enhetsleder")
        for key, where in (("sak", f"/sak/{item.pk}/"), ("tiltak", f"/tiltak/{measure.pk}/")):
            address = f"{PAGE}sporsmal/?{key}={where.split('/')[2]}"
            assert address in visit(contact, where).links
            page = send(
                contact, address, {"head_id": str(cast.chief.post), "question": "Kan vi binde to til?"}
            )
            assert "Lederen er spurt." in page.text
        assert "Avgjør noe for en politikontakt" in visit(head, "/").text
        with wall.acting(cast.chief):
            rows = sorted(AskedDecision.objects.all(), key=lambda row: row.about)
        assert [row.about for row in rows] == ["item", "measure"]
        assert "Kan vi binde to til?" in visit(head, f"/avgjorelse/{rows[0].pk}/").text
        send(head, f"/avgjorelse/{rows[0].pk}/", {"answer": "yes", "words": "Til og med påske."})
        page = visit(contact, f"/avgjorelse/{rows[0].pk}/")
        assert "Til og med påske." in page.text
        with wall.acting(cast.chief):
            assert AskedDecision.objects.get(pk=rows[0].pk).answered_on == today()

    def test_is_answered_once_and_by_the_one_who_was_asked(self, cast: Cast) -> None:
        found = asked(cast, an_item(cast).pk)
        with pytest.raises(Denied, match="Bare den som ble spurt"):
            do(cast.police_contact, answer_decision, asked_id=found.pk, answer="yes")
        with pytest.raises(AskedDecision.DoesNotExist):
            do(cast.mayor, answer_decision, asked_id=found.pk, answer="yes")
        with pytest.raises(Refused, match="Velg ja, nei"):
            do(cast.chief, answer_decision, asked_id=found.pk, answer="kanskje")
        do(cast.chief, answer_decision, asked_id=found.pk, answer="no")
        with pytest.raises(Refused, match="allerede besvart"):
            do(cast.chief, answer_decision, asked_id=found.pk, answer="yes")

    def test_is_refused_with_a_sentence(self, cast: Cast) -> None:
        item = an_item(cast)
        for given, sentence in (
            ({"question": " "}, "Skriv hva som må avgjøres"),
            ({"head_id": cast.mayor.post}, "Velg en leder"),
            ({"head_id": cast.police_contact.post}, "Velg en leder"),
        ):
            with pytest.raises(Refused, match=sentence):
                asked(cast, item.pk, **given)
        for wrong in ("", "?sak=noe", f"?tiltak={item.pk}"):
            assert login_as("politikontakt").get(f"{PAGE}sporsmal/{wrong}").status_code == 404, wrong
