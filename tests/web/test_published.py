"""Published minutes, as anyone meets them; and the minutes through the eyes of each reader before they are sent."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from samrad.cooperation import wall
from samrad.forums.models import Forum
from samrad.meetings.commands.record import approve_minutes, send_minutes
from samrad.meetings.commands.session import close_meeting, write_note
from samrad.meetings.documents import minutes_pdf
from samrad.meetings.models import Meeting, PublishedMinutes
from tests.cast import Cast
from tests.meetings.settings import a_council, agenda, an_item, fresh, in_session
from tests.pdf import faults, words_of
from tests.situations import do
from tests.visit import login_as, send, visit

pytestmark = pytest.mark.django_db
BASIS = "offentleglova § 24"


@pytest.fixture
def forum(cast: Cast) -> Forum:
    found = a_council(cast, with_the_school=True)
    with wall.acting(cast.slt):
        Forum.objects.filter(pk=found.pk).update(face="public")
    found.face = "public"
    return found


def published(cast: Cast, forum: Forum) -> PublishedMinutes:
    """An open matter and a closed one, approved by both."""
    meeting = in_session(cast, forum, "Åpen sak", face="public")
    an_item(cast.slt, forum, meeting, "LUKKETFUGL", face="parties", legal_basis=BASIS)
    for item in agenda(cast.slt, meeting):
        do(cast.slt, write_note, item_id=item.pk, text=f"Ord om {item.title}", seen=0)
    do(cast.slt, close_meeting, meeting_id=meeting.pk)
    minutes = do(cast.slt, send_minutes, meeting_id=meeting.pk, seen=fresh(cast.slt, meeting.pk).version)
    given = {"minutes_id": minutes.pk, "seen_hash": minutes.content_hash, "make_pdf": minutes_pdf}
    for who in (cast.slt, cast.police_contact):
        do(who, approve_minutes, **given)
    return PublishedMinutes.objects.get(minutes=minutes)


class TestAnyone:
    def test_finds_the_minutes_of_a_municipality_and_reads_what_is_open(
        self, cast: Cast, forum: Forum
    ) -> None:
        """V-4.1.2-c."""
        found = published(cast, forum)
        page = visit(Client(), "/kommune/lyngvik/")
        assert "/kommune/lyngvik/referater/" in page.links
        page = visit(Client(), "/kommune/lyngvik/referater/")
        assert f"/referat/{found.pk}/" in page.links
        page = visit(Client(), f"/referat/{found.pk}/")
        assert "Ord om Åpen sak" in page.text
        assert f"Saken er ikke åpen for denne leseren. Hjemmel: {BASIS}." in page.text
        assert "LUKKETFUGL" not in page.html
        file = Client().get(f"/referat/{found.pk}/pdf/")
        assert file.headers["Content-Type"] == "application/pdf"
        words = words_of(file.content)
        assert ("Ord om Åpen sak" in words, "LUKKETFUGL" in words) == (True, False)
        assert "Lyngvik kommune: 0 av 2 til stede" in words
        assert "Møtet ga ingen oppgaver." in words
        assert faults(file.content) == []

    def test_is_told_where_nothing_is_published(self, cast: Cast) -> None:
        page = visit(Client(), "/kommune/storvik/referater/")
        assert "Ingen forum her har lagt ut referater." in page.text

    def test_a_list_of_many_asks_as_much_as_a_list_of_one(self, cast: Cast, forum: Forum) -> None:
        counts = []
        for _more in range(2):
            published(cast, forum)
            with CaptureQueriesContext(connection) as asked:
                visit(Client(), "/kommune/lyngvik/referater/")
            counts.append(len(asked))
        assert counts[0] == counts[1]


class TestThroughTheEyesOf:
    def ended(self, cast: Cast, forum: Forum) -> Meeting:
        meeting = in_session(cast, forum, "Åpen sak", face="public")
        item = agenda(cast.slt, meeting)[0]
        client = login_as("slt")
        send(client, f"/sak/{item.pk}/referat/", {"note-text": "For alle.", "note-seen": "0"})
        for face, word in (("own", "Bare vårt."), ("parties", "Partenes."), ("forum", "Forumets.")):
            given = {f"{face}-text": word, f"{face}-seen": "0", f"{face}-legal_basis": BASIS}
            page = send(client, f"/sak/{item.pk}/referat/{face}/", given)
            assert f'data-saved="{face}-{item.pk}"' in page.html
        send(client, f"/mote/{meeting.pk}/slutt/")
        return meeting

    @pytest.mark.parametrize(
        ("reader", "seen", "hidden", "sentence"),
        [
            ("own", ["For alle.", "Bare vårt.", "Partenes.", "Forumets."], [], "Slik ser dere referatet"),
            ("parties", ["For alle.", "Partenes.", "Forumets."], ["Bare vårt."], "Slik ser Nordre politidistrikt"),
            ("forum", ["For alle.", "Forumets."], ["Bare vårt.", "Partenes."], "Slik ser medlemmer fra andre"),
            ("public", ["For alle."], ["Bare vårt.", "Partenes.", "Forumets."], "Slik blir referatet publisert"),
        ],
    )  # fmt: skip
    def test_each_reader_the_minutes_are_looked_over_before_they_go(
        self, cast: Cast, forum: Forum, reader: str, seen: list[str], hidden: list[str], sentence: str
    ) -> None:
        meeting = self.ended(cast, forum)
        client = login_as("slt")
        page = visit(client, f"/mote/{meeting.pk}/referat/?leser={reader}")
        assert [word in page.text for word in seen] == [True] * len(seen)
        assert [word in page.html for word in hidden] == [False] * len(hidden)
        assert sentence in page.text
        assert (f"Hjemmel: {BASIS}." in page.text) == bool(hidden)
        send(client, f"/mote/{meeting.pk}/referat/", {"seen": str(fresh(cast.slt, meeting.pk).version)})
        after = visit(client, f"/mote/{meeting.pk}/referat/?leser={reader}")
        assert [word in after.text for word in seen] == [True] * len(seen)
        assert [word in after.html for word in hidden] == [False] * len(hidden)
        pdf = words_of(client.get(f"/mote/{meeting.pk}/referat/pdf/?leser={reader}").content)
        assert [word in pdf for word in seen] == [True] * len(seen)
        assert [word in pdf for word in hidden] == [False] * len(hidden)

    def test_an_external_member_has_their_own_eyes_only(self, cast: Cast, forum: Forum) -> None:
        meeting = self.ended(cast, forum)
        send(
            login_as("slt"),
            f"/mote/{meeting.pk}/referat/",
            {"seen": str(fresh(cast.slt, meeting.pk).version)},
        )
        for reader in ("own", "parties", "forum"):
            page = visit(login_as("skole"), f"/mote/{meeting.pk}/referat/?leser={reader}")
            assert ("Forumets." in page.text, "Partenes." in page.html, "Bare vårt." in page.html) == (
                True,
                False,
                False,
            )

    def test_what_lacks_a_basis_is_named_before_it_goes(self, cast: Cast) -> None:
        meeting = in_session(cast, a_council(cast), "Lukket", face="parties")
        client = login_as("slt")
        number = agenda(cast.slt, meeting)[0].case_number
        page = send(client, f"/mote/{meeting.pk}/slutt/")
        assert f"Uten hjemmel for det som er lukket: sak {number}." in page.text

    def test_a_text_for_more_readers_than_the_matter_has_no_address(self, cast: Cast, forum: Forum) -> None:
        item = agenda(cast.slt, in_session(cast, forum, "Lukket", face="parties"))[0]
        send(login_as("slt"), f"/sak/{item.pk}/referat/public/", {"public-text": "x"}, status=404)
