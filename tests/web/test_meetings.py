"""The pages of a meeting, from the plan to the approved minutes."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from samrad.cooperation import wall
from samrad.forums.models import Forum
from samrad.kernel.clock import today
from samrad.meetings.commands.outcomes import make_task
from samrad.meetings.commands.session import close_meeting
from samrad.meetings.models import AgendaItem, Meeting, Note, Paper, Task
from samrad.meetings.queries.meetings import meeting_visible_to, own_call
from tests.cast import Cast
from tests.meetings.settings import a_council, a_meeting, agenda, an_item, called, in_session
from tests.situations import do
from tests.visit import login_as, send, visit

pytestmark = pytest.mark.django_db
DAY = today() + timedelta(days=30)
PLAN = {
    "title": "Høstmøte",
    "day": DAY.isoformat(),
    "begins": "09:00",
    "ends": "11:00",
    "mode": "physical",
    "place": "Rådhuset",
}


@pytest.fixture
def forum(cast: Cast) -> Forum:
    return a_council(cast, with_the_school=True)


def only_meeting(cast: Cast) -> Meeting:
    with wall.acting(cast.slt):
        return Meeting.objects.get()


class TestPlanning:
    def test_a_meeting_is_planned_and_gets_its_matters(self, cast: Cast, forum: Forum) -> None:
        client = login_as("slt")
        page = visit(client, f"/forum/{forum.pk}/moter/nytt/")
        assert "Dager som passer" in page.text
        page = send(client, f"/forum/{forum.pk}/moter/nytt/", PLAN)
        assert page.h1 == "Høstmøte"
        meeting = only_meeting(cast)
        page = send(
            client,
            f"/forum/{forum.pk}/saker/ny/",
            {"title": "Trygt sentrum", "kind": "decision", "level": "strategic", "face": "parties"},
        )
        assert page.h1 == "Trygt sentrum"
        with wall.acting(cast.slt):
            item = AgendaItem.objects.get()
        page = send(client, f"/mote/{meeting.pk}/sett-opp/{item.pk}/")
        assert "Saken er satt på sakslisten som sak 1/" in page.text

    @pytest.mark.parametrize(
        ("wrong", "sentence"),
        [
            ({"ends": "08:00"}, "Møtet kan ikke slutte før det begynner. Velg en senere slutt."),
            ({"day": "2020-01-01"}, "Møtet kan ikke begynne før nå. Velg et senere tidspunkt."),
            ({"begins": "halv ni"}, "Skriv klokkeslettet som time.minutt, for eksempel 9.30."),
            ({"title": "   "}, "Fyll ut feltet."),
        ],
    )  # fmt: skip
    def test_a_time_that_cannot_be_keeps_what_was_typed(
        self, cast: Cast, forum: Forum, wrong: dict[str, str], sentence: str
    ) -> None:
        page = send(login_as("slt"), f"/forum/{forum.pk}/moter/nytt/", PLAN | wrong, status=422)
        assert sentence in page.text
        assert 'value="Rådhuset"' in page.html

    def test_only_who_runs_the_forum_plans(self, cast: Cast, forum: Forum) -> None:
        page = visit(login_as("skole"), f"/forum/{forum.pk}/moter/nytt/", status=403)
        assert "Bare partene i samarbeidet kan gjøre dette." in page.text

    def test_a_move_shows_what_somebody_else_saved(self, cast: Cast, forum: Forum) -> None:
        meeting = a_meeting(cast, forum)
        page = send(login_as("slt"), f"/mote/{meeting.pk}/endre/", PLAN | {"seen": "7"}, status=422)
        assert "Noen endret møtet mens du skrev. Se hva som står der nå, og lagre på nytt." in page.text

    def test_a_cancelled_meeting_says_why(self, cast: Cast, forum: Forum) -> None:
        meeting = a_meeting(cast, forum, "Trygt sentrum")
        page = send(login_as("slt"), f"/mote/{meeting.pk}/avlys/", {"reason": "For mange er syke."})
        assert "Møtet er avlyst. Sakene ligger blant de meldte." in page.text
        assert "For mange er syke." in visit(login_as("politikontakt"), f"/mote/{meeting.pk}/").text


class TestTheCall:
    def test_is_looked_over_as_each_reader_and_sent(self, cast: Cast, forum: Forum) -> None:
        meeting = a_meeting(cast, forum, "Åpen sak", face="forum")
        an_item(cast.slt, forum, meeting, "Lukket sak", face="parties")
        client = login_as("slt")
        page = visit(client, f"/mote/{meeting.pk}/innkalling/?leser=forum")
        assert ("Åpen sak" in page.text, "Lukket sak" in page.text) == (True, False)
        page = send(client, f"/mote/{meeting.pk}/innkalling/", {"seen": str(only_meeting(cast).version)})
        assert "Innkallingen er sendt" in page.text
        assert "0 av 5 nådd" in page.text

    def test_is_answered_by_the_member(self, cast: Cast, forum: Forum) -> None:
        meeting = called(cast, a_meeting(cast, forum, "Åpen sak", face="forum"))
        with wall.acting(cast.principal) as actor:
            mine = own_call(actor, meeting_visible_to(actor, meeting.pk))
        assert mine
        page = send(login_as("skole"), f"/innkalling/{mine.pk}/", {"answer": "yes"})
        assert "Svaret er notert." in page.text
        assert "Svaret ditt: Kommer" in page.text
        assert visit(login_as("slt"), f"/innkalling/{mine.pk}/", status=403)

    def test_of_an_agenda_that_changed_is_looked_over_again(self, cast: Cast, forum: Forum) -> None:
        meeting = a_meeting(cast, forum, "Trygt sentrum")
        page = send(login_as("slt"), f"/mote/{meeting.pk}/innkalling/", {"seen": "0"}, status=422)
        assert "Møtet eller sakslisten er endret siden du så på den." in page.text


class TestInSession:
    def test_the_secretary_writes_decides_and_gives_tasks(self, cast: Cast, forum: Forum) -> None:
        client = login_as("slt")
        meeting = called(cast, a_meeting(cast, forum, "Trygt sentrum", "Skolevei"))
        page = send(client, f"/mote/{meeting.pk}/start/")
        assert "Møtet er i gang." in page.text
        first, second = agenda(cast.slt, meeting)
        send(client, f"/sak/{first.pk}/referat/", {"note-text": "Færre meldinger.", "note-seen": "0"})
        send(
            client,
            f"/sak/{first.pk}/utfall/",
            {"decision-outcome": "decided", "decision-text": "Vi fortsetter."},
        )
        page = send(
            client,
            f"/sak/{first.pk}/oppgave/",
            {
                "task-text": "Sett opp turnus",
                "task-owner_id": str(cast.police_contact.post),
                "task-due_on": DAY.isoformat(),
            },
        )
        assert all(words in page.text for words in ("Færre meldinger.", "Vi fortsetter.", "Sett opp turnus"))
        assert "Færre meldinger." in visit(login_as("politikontakt"), f"/mote/{meeting.pk}/").text
        page = send(client, f"/sak/{second.pk}/neste/")
        assert page.all("h2")[1].text == "Skolevei" or "Skolevei" in page.text
        page = send(client, f"/mote/{meeting.pk}/slutt/")
        assert page.h1 == "Se over referatet"

    def test_a_refusal_keeps_every_word(self, cast: Cast, forum: Forum) -> None:
        meeting = in_session(cast, forum, "Trygt sentrum")
        item = agenda(cast.slt, meeting)[0]
        page = send(
            login_as("slt"),
            f"/sak/{item.pk}/referat/",
            {"note-text": "Gjelder 13097248022 og turnus.", "note-seen": "0"},
            status=422,
        )
        assert "Dette ligner et fødselsnummer" in page.text
        assert "Gjelder 13097248022 og turnus." in page.html
        with wall.acting(cast.slt):
            assert (Note.objects.count(), Task.objects.count()) == (0, 0)

    @pytest.mark.parametrize(
        "text",
        [
            "Ola Nordmann, født 12. mai 2009, var til stede.",
            "Ring mor på 412 34 567.",
            "Familien i Storgata 14 må følges opp.",
        ],
    )
    def test_what_looks_like_somebodys_life_can_be_confirmed_not_to_be(
        self, cast: Cast, forum: Forum, text: str
    ) -> None:
        item = agenda(cast.slt, in_session(cast, forum, "Trygt sentrum"))[0]
        client, typed = login_as("slt"), {"note-text": text, "note-seen": "0"}
        page = send(client, f"/sak/{item.pk}/referat/", typed, status=422)
        assert "Dette ligner opplysninger om en person" in page.text
        assert text in page.html
        with wall.acting(cast.slt):
            assert Note.objects.count() == 0
        send(client, f"/sak/{item.pk}/referat/", typed | {"note-confirmed": "on"})
        with wall.acting(cast.slt):
            assert Note.objects.get().text == text

    def test_what_a_decision_on_the_upper_steps_lacks_is_shown_and_saved(
        self, cast: Cast, forum: Forum
    ) -> None:
        """V-2.3-n."""
        item = agenda(cast.slt, in_session(cast, forum, "Felles patrulje", step=3))[0]
        page = send(
            login_as("slt"),
            f"/sak/{item.pk}/utfall/",
            {"decision-outcome": "decided", "decision-text": "Vi gjør det."},
        )
        open_parts = "hvem som er ansvarlig, hvilke ressurser som settes av"
        assert f"Trinn 3 i samordningstrappen ber også om dette: {open_parts}." in page.text

    def test_a_task_without_a_day_is_no_task(self, cast: Cast, forum: Forum) -> None:
        item = agenda(cast.slt, in_session(cast, forum, "Trygt sentrum"))[0]
        page = send(login_as("slt"), f"/sak/{item.pk}/oppgave/", {"task-text": "Sett opp turnus"}, status=422)
        assert ("Velg ett av alternativene." in page.text, "Velg en dag." in page.text) == (True, True)
        assert 'value="Sett opp turnus"' in page.html

    def test_what_earlier_meetings_left_open_stands_in_the_matter_that_follows_it_up(
        self, cast: Cast, forum: Forum
    ) -> None:
        """V-4.1.2-a: for each who may see it, on the wall only what the whole forum may see, and until the meeting is held."""
        first = in_session(cast, forum, "Lukket sak", face="parties")
        an_item(cast.slt, forum, first, "Åpen sak", face="forum")
        for item, text in zip(agenda(cast.slt, first), ("Hold det lukket", "Heng opp skilt"), strict=True):
            do(cast.slt, make_task, item_id=item.pk, text=text, owner_id=cast.slt.post, due_on=today())
        do(cast.slt, close_meeting, meeting_id=first.pk)
        with wall.acting(cast.slt):
            Forum.objects.filter(pk=forum.pk).update(face="forum")
        forum.face = "forum"
        second = in_session(cast, forum, "Budsjett", face="forum")
        matter = agenda(cast.slt, second)[0]
        room, wall_screen = f"/mote/{second.pk}/", f"/mote/{second.pk}/storskjerm/"
        ours, theirs = login_as("politikontakt"), login_as("skole")
        pages = [visit(ours, room), visit(ours, f"/sak/{matter.pk}/"), visit(ours, wall_screen)]
        pages += [visit(theirs, room), visit(theirs, f"/sak/{matter.pk}/"), visit(theirs, wall_screen)]
        assert matter.title == "Åpne oppgaver fra tidligere møter"
        assert [("Hold det lukket" in page.text, "Heng opp skilt" in page.text) for page in pages] == [
            (True, True), (True, True), (False, True), (False, True), (False, True), (False, True),
        ]  # fmt: skip
        other = agenda(cast.slt, second)[1]
        assert "Heng opp skilt" not in visit(ours, f"{room}?sak={other.pk}").text
        do(cast.slt, close_meeting, meeting_id=second.pk)
        assert "Heng opp skilt" not in visit(ours, f"/sak/{matter.pk}/").text

    def test_the_wall_screen_has_no_controls(self, cast: Cast, forum: Forum) -> None:
        meeting = in_session(cast, forum, "Trygt sentrum", face="forum")
        page = visit(login_as("slt"), f"/mote/{meeting.pk}/storskjerm/")
        assert (page.all("button"), page.all("form")) == ([], [])
        assert "Trygt sentrum" in page.text

    def test_the_wall_screen_shows_what_the_whole_forum_sees_whoever_put_it_up(
        self, cast: Cast, forum: Forum
    ) -> None:
        meeting = in_session(cast, forum, "Lukket sak", face="parties")
        an_item(cast.slt, forum, meeting, "Åpen sak", face="forum")
        closed, open_one = agenda(cast.slt, meeting)
        client = login_as("slt")
        for item in (closed, open_one):
            send(client, f"/sak/{item.pk}/referat/", {"note-text": f"Ord om {item.title}", "note-seen": "0"})
        page = visit(client, f"/mote/{meeting.pk}/storskjerm/")
        assert f"Sak {closed.case_number} Saken vises ikke på storskjermen" in page.text
        assert "Lukket sak" not in page.html
        send(client, f"/sak/{open_one.pk}/neste/")
        page = visit(client, f"/mote/{meeting.pk}/storskjerm/")
        assert "Ord om Åpen sak" in page.text
        assert "Lukket sak" not in page.html
        assert "Lukket sak" not in client.get(f"/mote/{meeting.pk}/storskjerm/bilde/").content.decode()

    def test_what_is_saved_is_let_go_of_by_the_browser_that_kept_it(self, cast: Cast, forum: Forum) -> None:
        meeting = in_session(cast, forum, "Trygt sentrum")
        item = agenda(cast.slt, meeting)[0]
        page = send(login_as("slt"), f"/sak/{item.pk}/referat/", {"note-text": "Ord", "note-seen": "0"})
        assert f'data-saved="note-{item.pk}"' in page.html

    def test_the_key_to_what_is_kept_is_the_writers_own(self, cast: Cast, forum: Forum) -> None:
        meeting = in_session(cast, forum, "Trygt sentrum")
        keys = [
            re.findall(r'data-kept-key="([^"]+)"', visit(login_as(who), f"/mote/{meeting.pk}/").html)
            for who in ("slt", "slt", "politikontakt", "skole")
        ]
        assert keys[0] == keys[1] != keys[2]
        assert [len(found) for found in keys] == [1, 1, 1, 0]

    def test_presence_is_noted(self, cast: Cast, forum: Forum) -> None:
        meeting = in_session(cast, forum, "Trygt sentrum")
        client = login_as("slt")
        with wall.acting(cast.slt):
            row = meeting.attendances.get(membership__post=cast.mayor.post)
        name = f"a{row.pk.hex[:8]}"
        page = send(
            client, f"/mote/{meeting.pk}/oppmote/", {"attendance": str(row.pk), f"{name}-state": "present"}
        )
        assert "Oppmøtet er notert." in page.text
        assert "1 av 5" in visit(client, f"/mote/{meeting.pk}/").text

    def test_asks_as_much_with_one_matter_as_with_many(self, cast: Cast, forum: Forum) -> None:
        meeting = in_session(cast, forum, "Sak 1")
        client, counts = login_as("politikontakt"), []
        for extra in (0, 12):
            for number in range(extra):
                an_item(cast.slt, forum, meeting, f"Flere {number}")
            with CaptureQueriesContext(connection) as asked:
                visit(client, f"/mote/{meeting.pk}/")
            counts.append(len(asked))
        assert counts[0] == counts[1]


class TestAPaper:
    def test_is_laid_before_the_meeting_and_kept_apart_from_pages(self, cast: Cast, forum: Forum) -> None:
        meeting = a_meeting(cast, forum, "Åpen sak", face="forum")
        item = agenda(cast.slt, meeting)[0]
        paper = SimpleUploadedFile("Sak æøå.pdf", b"%PDF-1.7 hei", "text/html")
        page = send(login_as("slt"), f"/sak/{item.pk}/", {"paper": paper, "face": "forum"})
        assert "Vedlegget er kontrollert og lagt ved." in page.text
        with wall.acting(cast.slt):
            found = Paper.objects.get()
        answer = login_as("skole").get(f"/vedlegg/{found.pk}/")
        assert (answer.status_code, answer.content, answer.headers["Content-Type"]) == (
            200,
            b"%PDF-1.7 hei",
            "application/pdf",
        )
        assert answer.headers["Content-Disposition"].startswith("attachment;")
        assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"

    def test_of_another_kind_than_its_name_is_refused(self, cast: Cast, forum: Forum) -> None:
        item = agenda(cast.slt, a_meeting(cast, forum, "Sak"))[0]
        paper = SimpleUploadedFile("sak.pdf", b"MZ", "application/pdf")
        page = send(login_as("slt"), f"/sak/{item.pk}/", {"paper": paper}, status=422)
        assert "Innholdet i filen er noe annet enn navnet sier." in page.text

    def test_of_fifteen_megabytes_is_taken_and_of_fifty_told_so(
        self, cast: Cast, forum: Forum, caplog: pytest.LogCaptureFixture
    ) -> None:
        item = agenda(cast.slt, a_meeting(cast, forum, "Sak"))[0]
        client = login_as("slt")
        large = SimpleUploadedFile("kart.pdf", b"%PDF-1.7" + b"0" * 15_000_000, "application/pdf")
        page = send(client, f"/sak/{item.pk}/", {"paper": large})
        assert "Vedlegget er kontrollert og lagt ved." in page.text
        huge = SimpleUploadedFile("kart.pdf", b"%PDF-1.7" + b"0" * 50_000_000, "application/pdf")
        page = send(client, f"/sak/{item.pk}/", {"paper": huge}, status=413)
        assert page.h1 == "Filen er for stor"
        assert "Filen er større enn 20 MB. Del den opp, eller legg ved et kortere dokument." in page.text
        assert f"/sak/{item.pk}/" in page.links
        assert [record for record in caplog.records if record.exc_info] == []


class TestTheMinutes:
    def test_are_sent_remarked_on_and_approved_by_both(self, cast: Cast, forum: Forum) -> None:
        client = login_as("slt")
        meeting = in_session(cast, forum, "Åpen sak", face="forum")
        an_item(cast.slt, forum, meeting, "Lukket sak", face="parties", legal_basis="offentleglova § 14")
        for item in agenda(cast.slt, meeting):
            send(client, f"/sak/{item.pk}/referat/", {"note-text": f"Ord om {item.title}", "note-seen": "0"})
        send(client, f"/mote/{meeting.pk}/slutt/")
        page = visit(client, f"/mote/{meeting.pk}/referat/?ny=1&leser=public")
        assert "Ord om Åpen sak" not in page.text
        page = send(client, f"/mote/{meeting.pk}/referat/", {"seen": str(only_meeting(cast).version)})
        assert "Referatet er sendt." in page.text
        school = visit(login_as("skole"), f"/mote/{meeting.pk}/referat/")
        assert "Ord om Åpen sak" in school.text
        assert "Ord om Lukket sak" not in school.html
        assert "Saken er ikke åpen for denne leseren. Hjemmel: offentleglova § 14." in school.text
        send(login_as("skole"), f"/mote/{meeting.pk}/referat/merknad/", {"text": "Vi var med fra sak 1."})
        with wall.acting(cast.slt):
            seen = {"seen_hash": only_hash(meeting)}
        assert (
            "Dere har godkjent referatet." in send(client, f"/mote/{meeting.pk}/referat/godkjenn/", seen).text
        )
        page = send(login_as("politikontakt"), f"/mote/{meeting.pk}/referat/godkjenn/", seen)
        assert "Godkjent" in page.text
        pdf = login_as("skole").get(f"/mote/{meeting.pk}/referat/pdf/")
        assert pdf.content.startswith(b"%PDF-")


def only_hash(meeting: Meeting) -> str:
    return str(meeting.minutes.get().content_hash)


@pytest.mark.parametrize("who", ["nabokommune", "nabopoliti", "direktorat", "drift"])
def test_a_stranger_finds_no_meeting(cast: Cast, forum: Forum, who: str) -> None:
    meeting = in_session(cast, forum, "Trygt sentrum")
    client = login_as(who)
    for tail in ("", "referat/", "bilde/", "saksliste/", "oppmote/", "innkalling/"):
        assert client.get(f"/mote/{meeting.pk}/{tail}").status_code == 404, tail
