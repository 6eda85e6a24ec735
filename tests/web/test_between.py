"""The pages of a matter between the parties: asked and answered, coordinated, closed in disagreement, sent outside."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from samrad.cooperation import wall
from samrad.forums.models import Forum
from samrad.kernel.clock import today
from samrad.meetings.commands.between import send_outside
from samrad.meetings.models import AgendaItem, Onward
from tests.cast import Cast
from tests.meetings.settings import a_council, agenda, in_session
from tests.situations import do
from tests.visit import login_as, send, visit

pytestmark = pytest.mark.django_db
LATER = (today() + timedelta(days=30)).isoformat()


@pytest.fixture
def forum(cast: Cast) -> Forum:
    return a_council(cast, with_the_school=True)


class TestAsking:
    def test_is_raised_by_one_and_answered_by_the_other(self, cast: Cast, forum: Forum) -> None:
        client = login_as("slt")
        asked = {
            "title": "Folk til oppfølgingen",
            "kind": "commitments",
            "level": "strategic",
            "face": "parties",
        }
        page = send(client, f"/forum/{forum.pk}/saker/ny/", asked, status=422)
        assert "Velg hvilken part som skal svare på hvordan forpliktelsene følges opp." in page.text
        asked |= {"addressed_to_id": str(cast.places.north.pk)}
        page = send(client, f"/forum/{forum.pk}/saker/ny/", asked)
        assert "Nordre politidistrikt" in page.text
        assert "Ikke besvart ennå." in page.text
        with wall.acting(cast.slt):
            item = AgendaItem.objects.get()
        visit(client, f"/sak/{item.pk}/svar/", status=403)
        police = login_as("politikontakt")
        assert "Svar på saken" in visit(police, f"/sak/{item.pk}/").text
        visit(police, f"/sak/{item.pk}/svar/")
        page = send(police, f"/sak/{item.pk}/svar/", {"text": "Vi setter av to dager.", "seen": "0"})
        assert "Svaret er lagret" in page.text
        assert "Vi setter av to dager." in visit(client, f"/sak/{item.pk}/").text
        page = send(
            login_as("enhetsleder"), f"/sak/{item.pk}/svar/", {"text": "Tre.", "seen": "0"}, status=422
        )
        assert "Vi setter av to dager." in page.text
        assert "Tre." in page.html

    def test_an_external_member_addresses_nobody(self, cast: Cast, forum: Forum) -> None:
        page = visit(login_as("skole"), f"/forum/{forum.pk}/saker/ny/")
        assert "Rettet til" not in page.text
        assert "Forpliktelser og ressurser" not in page.text


class TestInTheMeeting:
    def test_coordination_is_written_for_each_party(self, cast: Cast, forum: Forum) -> None:
        meeting = in_session(cast, forum, "Trygt sentrum")
        item, client = agenda(cast.slt, meeting)[0], login_as("slt")
        address = f"/sak/{item.pk}/samordning/"
        visit(client, address)
        given = {"premises": ["activities"], "adapts_0": "Flytter vaktene.", "seen": str(item.version)}
        page = send(client, address, given, status=422)
        assert "eller at det ikke blir noen endring der." in page.text
        assert "Flytter vaktene." in page.html
        page = send(client, address, given | {"nothing_1": "on"})
        assert page.h1 == "Vintermøte"
        assert "Flytter vaktene." in visit(login_as("politikontakt"), f"/mote/{meeting.pk}/").text
        assert "checked" in visit(client, address).html

    def test_a_disagreement_is_noted_with_both_views(self, cast: Cast, forum: Forum) -> None:
        meeting = in_session(cast, forum, "Skjenketider")
        item, client = agenda(cast.slt, meeting)[0], login_as("slt")
        address = f"/sak/{item.pk}/uenighet/"
        visit(client, address)
        given = {
            "disagreement": "goals", "view_0": "Byen skal leve.", "view_1": "Volden kommer sent.", "text": "Vi ser på det igjen.",
            "next_step": "Hent nye tall", "responsible_id": str(cast.slt.post), "next_on": LATER,
        }  # fmt: skip
        page = send(client, address, given | {"view_1": " "}, status=422)
        assert "Byen skal leve." in page.html
        page = send(client, address, given)
        for words in ("Uenighet notert", "Byen skal leve.", "Volden kommer sent.", "Hent nye tall."):
            assert words in page.text
        assert "Volden kommer sent." in visit(client, address).html
        send(client, f"/mote/{meeting.pk}/slutt/")
        assert "Volden kommer sent." in visit(client, f"/mote/{meeting.pk}/referat/").text
        visit(login_as("skole"), f"/sak/{item.pk}/", status=404)

    def test_what_is_sent_outside_waits_until_the_answer_is_written_down(
        self, cast: Cast, forum: Forum
    ) -> None:
        meeting = in_session(cast, forum, "Nasjonal føring")
        item, client = agenda(cast.slt, meeting)[0], login_as("slt")
        visit(client, f"/sak/{item.pk}/utenfor/")
        given = {
            "channel": "ks", "text": "Vi ber KS ta det opp.", "responsible_id": str(cast.slt.post),
            "sent_on": today().isoformat(), "answer_by": LATER,
        }  # fmt: skip
        page = send(client, f"/sak/{item.pk}/utenfor/", given | {"text": ""}, status=422)
        assert "Fyll ut feltet." in page.text
        send(client, f"/sak/{item.pk}/utenfor/", given)
        assert "Har ventet på svar i 0 dager." in visit(client, f"/sak/{item.pk}/").text
        assert "Venter på svar" in visit(client, f"/forum/{forum.pk}/moter/").text
        with wall.acting(cast.slt):
            onward = Onward.objects.get()
        address = f"/utenfor/{onward.pk}/svar/"
        visit(client, address)
        page = send(
            client, address, {"answer": "KS tar det opp.", "answered_on": today().isoformat(), "seen": "1"}
        )
        assert "Svaret er skrevet inn, og meldt til neste møte." in page.text
        assert "KS tar det opp." in page.text
        assert "Meldt til et senere møte" in page.text
        assert "Venter på svar" not in visit(client, f"/forum/{forum.pk}/moter/").text
        visit(login_as("skole"), address, status=404)

    def test_the_lists_ask_for_the_same_with_one_and_with_many(self, cast: Cast, forum: Forum) -> None:
        meeting = in_session(cast, forum, "Ett", "To", "Tre")
        counts, client = [], login_as("slt")
        for item in agenda(cast.slt, meeting):
            days = {"sent_on": today(), "answer_by": today()}
            do(
                cast.slt,
                send_outside,
                item_id=item.pk,
                channel="ks",
                text="x",
                responsible_id=cast.slt.post,
                **days,
            )
            with CaptureQueriesContext(
                connection,
            ) as asked:
                visit(client, f"/forum/{forum.pk}/moter/")
            counts.append(len(asked))
        assert len(set(counts[1:])) == 1
        assert counts[0] == counts[1]
