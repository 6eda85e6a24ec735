"""Tasks and decisions over all forums: what is to be done, the steps of one task, and what was decided."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from samrad.cooperation import wall
from samrad.forums.models import Forum
from samrad.kernel.clock import today
from samrad.ledger.models import Entry
from samrad.meetings.commands.outcomes import decide, follow_up_task, make_task
from samrad.meetings.commands.record import approve_minutes, send_minutes
from samrad.meetings.commands.session import close_meeting
from samrad.meetings.models import AgendaItem, Decision, Meeting, Minutes, Task
from tests.cast import Cast
from tests.meetings.settings import a_council, a_meeting, agenda, an_item, called, fresh, in_session
from tests.situations import do
from tests.visit import login_as, send, visit

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def forum(cast: Cast) -> Forum:
    return a_council(cast, with_the_school=True)


@pytest.fixture
def meeting(cast: Cast, forum: Forum) -> Meeting:
    return in_session(cast, forum, "Trygt sentrum", face="forum")


@pytest.fixture
def item(cast: Cast, meeting: Meeting) -> AgendaItem:
    return agenda(cast.slt, meeting)[0]


def a_task(cast: Cast, item: AgendaItem, text: str = "Lag turnus", **given: Any) -> Task:
    usual = {"owner_id": cast.police_contact.post, "due_on": today() + 10 * DAY}
    return do(cast.slt, make_task, item_id=item.pk, text=text, **(usual | given))


def due(cast: Cast, task: Task, on: date) -> None:
    """The deadline as it is once the days have passed."""
    with wall.acting(cast.slt):
        Task.objects.filter(pk=task.pk).update(due_on=on)


def again(cast: Cast, task: Task) -> Task:
    with wall.acting(cast.slt):
        return Task.objects.get(pk=task.pk)


class TestTheList:
    def test_groups_by_deadline_and_by_whose_they_are(self, cast: Cast, item: AgendaItem) -> None:
        """V-4.1.4-f."""
        a_task(cast, item, "Min senere")
        due(cast, a_task(cast, item, "Min sene"), today() - DAY)
        a_task(cast, item, "Min uke", due_on=today() + 7 * DAY)
        a_task(cast, item, "Lederens", owner_id=cast.chief.post)
        a_task(cast, item, "Kommunens", owner_id=cast.slt.post)
        done = a_task(cast, item, "Gjort")
        do(cast.police_contact, follow_up_task, task_id=done.pk, kind="done", seen=1)
        client = login_as("politikontakt")
        mine = visit(client, "/oppgaver/")
        assert mine.h1 == "Oppgaver"
        order = ["Over fristen", "Min sene", "Denne uken", "Min uke", "Senere", "Min senere"]
        places = [mine.text.index(words) for words in order]
        assert places == sorted(places)
        for words in ("Lederens", "Kommunens", "Gjort"):
            assert words not in mine.text
        ours = visit(client, "/oppgaver/?vis=vare")
        assert ("Lederens" in ours.text, "Kommunens" in ours.text) == (True, False)
        everybody = visit(client, "/oppgaver/?vis=alle")
        assert ("Lederens" in everybody.text, "Kommunens" in everybody.text) == (True, True)

    @pytest.mark.parametrize(
        ("whose", "sentence"),
        [
            ("", "Du har ingen åpne oppgaver."),
            ("vare", "Dere har ingen åpne oppgaver."),
            ("alle", "Det er ingen åpne oppgaver i forumene du er med i."),
        ],
    )
    def test_says_when_there_is_nothing(self, cast: Cast, whose: str, sentence: str) -> None:
        assert sentence in visit(login_as("slt"), f"/oppgaver/?vis={whose}").text

    def test_is_for_those_who_have_part_in_the_forum(self, cast: Cast, item: AgendaItem) -> None:
        a_task(cast, item, "For alle", face="forum")
        a_task(cast, item, "For partene", face="parties")
        theirs = visit(login_as("skole"), "/oppgaver/?vis=alle").text
        assert ("For alle" in theirs, "For partene" in theirs) == (True, False)
        assert "For alle" not in visit(login_as("nabokommune"), "/oppgaver/?vis=alle").text
        assert Client().get("/oppgaver/").headers["Location"] == "/logg-inn/?next=%2Foppgaver%2F"

    def test_asks_as_much_with_one_task_as_with_fifty_and_has_pages(
        self, cast: Cast, item: AgendaItem
    ) -> None:
        client, counts = login_as("politikontakt"), []
        for count in (1, 59):
            for number in range(count):
                a_task(cast, item, f"Oppgave {number}")
            with CaptureQueriesContext(connection) as asked:
                page = visit(client, "/oppgaver/")
            counts.append(len(asked))
            with CaptureQueriesContext(connection) as asked:
                visit(client, "/oppgaver/?vis=alle&frist=over")
            counts.append(len(asked))
        assert counts[:2] == counts[2:]
        assert "Side 1 av 2" in page.text
        assert len(visit(client, "/oppgaver/?side=2").links) > 0
        assert "Side 2 av 2" in visit(client, "/oppgaver/?side=99").text


class TestATask:
    def test_tells_what_who_when_and_where_it_comes_from(
        self, cast: Cast, meeting: Meeting, item: AgendaItem
    ) -> None:
        task = a_task(cast, item, face="forum")
        page = visit(login_as("politikontakt"), f"/oppgave/{task.pk}/")
        assert page.h1 == "Lag turnus"
        assert "Politikontakt" in page.text
        assert f"{item.case_number} Trygt sentrum" in page.text
        assert f"/mote/{meeting.pk}/" in page.links
        assert "om 10 dager" in page.text
        assert "Oppgaven ble gitt" in page.text

    def test_is_taken_on_reported_and_finished_without_script(self, cast: Cast, item: AgendaItem) -> None:
        """V-4.1.4-f."""
        task, client = a_task(cast, item), login_as("politikontakt")
        url = f"/oppgave/{task.pk}/"
        page = send(client, url, {"kind": "accepted", "seen": 1})
        assert "Oppgaven er tatt imot." in page.text
        assert "Ta på deg oppgaven" not in page.text
        page = send(client, url, {"kind": "reported", "seen": 2, "text": "Halvveis."})
        assert ("Halvveis." in page.text, "Rapportert" in page.text) == (True, True)
        page = send(client, url, {"kind": "done", "seen": 3, "text": "Turnusen er laget."})
        assert ("Oppgaven er fullført." in page.text, "Turnusen er laget." in page.text) == (True, True)
        assert "Oppgaven er avsluttet." in page.text
        assert "Meld oppgaven fullført" not in page.text
        assert again(cast, task).state == "done"
        with wall.acting(cast.slt):
            kinds = [
                entry.payload["kind"] for entry in Entry.objects.filter(kind="TaskMovedOn").order_by("seq")
            ]
        assert kinds == ["accepted", "reported", "done"]

    def test_gets_another_day_and_keeps_the_first(self, cast: Cast, item: AgendaItem) -> None:
        task, new = a_task(cast, item), today() + 20 * DAY
        page = send(
            login_as("politikontakt"),
            f"/oppgave/{task.pk}/",
            {"kind": "moved", "seen": 1, "due_on": new.isoformat(), "text": "Vi venter på tall."},
        )
        assert ("Fristen er flyttet." in page.text, "med frist" in page.text) == (True, True)
        moved = again(cast, task)
        assert (moved.due_on, moved.first_due_on) == (new, task.due_on)

    def test_gets_another_owner_who_has_not_begun(self, cast: Cast, item: AgendaItem) -> None:
        task = a_task(cast, item)
        do(cast.police_contact, follow_up_task, task_id=task.pk, kind="accepted", seen=1)
        page = send(
            login_as("politikontakt"),
            f"/oppgave/{task.pk}/",
            {"kind": "handed_over", "seen": 2, "owner_id": str(cast.chief.post)},
        )
        assert "Oppgaven har fått ny ansvarlig." in page.text
        given = again(cast, task)
        assert (given.owner_id, given.state) == (cast.chief.post, "open")

    def test_is_taken_away_with_a_reason(self, cast: Cast, item: AgendaItem) -> None:
        task = a_task(cast, item)
        page = send(login_as("slt"), f"/oppgave/{task.pk}/", {"kind": "dropped", "seen": 1, "text": "Løst."})
        assert "Oppgaven er tatt bort." in page.text
        assert again(cast, task).state == "dropped"

    @pytest.mark.parametrize(
        ("said", "sentence"),
        [
            ({"kind": "reported", "text": ""}, "Hvordan går det"),
            ({"kind": "reported", "text": "  "}, "Skriv kort hvordan det går, eller hvorfor oppgaven tas bort."),
            ({"kind": "dropped", "text": " \n"}, "Skriv kort hvordan det går, eller hvorfor oppgaven tas bort."),
            ({"kind": "moved", "due_on": ""}, "Ny frist"),
            ({"kind": "moved", "due_on": "i morgen"}, "Skriv datoen som dag.måned.år, for eksempel 01.01.2027."),
            ({"kind": "moved", "due_on": "2020-01-01"}, "Fristen kan ikke være passert. Velg en dag fra i dag av."),
            ({"kind": "moved", "due_on": "2090-01-01"}, "Fristen er mer enn fem år fram."),
            ({"kind": "handed_over", "owner_id": "x"}, "Ny ansvarlig"),
            ({"kind": "reported", "text": "Gjelder 13097248022."}, "Dette ligner et fødselsnummer"),
        ],
    )  # fmt: skip
    def test_refuses_with_a_sentence_and_keeps_what_was_typed(
        self, cast: Cast, item: AgendaItem, said: dict[str, str], sentence: str
    ) -> None:
        task = a_task(cast, item)
        page = send(login_as("politikontakt"), f"/oppgave/{task.pk}/", said | {"seen": "1"}, status=422)
        summary = " ".join("".join(div.itertext()) for div in page.all("div") if div.get("role") == "alert")
        assert sentence in summary, summary
        assert again(cast, task).version == 1
        if said.get("text", "").strip():
            assert said["text"] in page.text

    def test_saved_on_top_of_a_colleague_shows_both(self, cast: Cast, item: AgendaItem) -> None:
        task = a_task(cast, item)
        do(cast.slt, follow_up_task, task_id=task.pk, kind="reported", text="Av kommunen", seen=1)
        client, url = login_as("politikontakt"), f"/oppgave/{task.pk}/"
        page = send(client, url, {"kind": "reported", "seen": "1", "text": "Av politiet"}, status=422)
        assert "Noen oppdaterte oppgaven mens du skrev." in page.text
        assert ("Av kommunen" in page.text, "Av politiet" in page.text) == (True, True)
        page = send(client, url, {"kind": "reported", "seen": "2", "text": "Av politiet"})
        assert again(cast, task).version == 3

    def test_closed_meanwhile_keeps_what_was_typed(self, cast: Cast, item: AgendaItem) -> None:
        task = a_task(cast, item)
        do(cast.slt, follow_up_task, task_id=task.pk, kind="done", seen=1)
        page = send(
            login_as("politikontakt"),
            f"/oppgave/{task.pk}/",
            {"kind": "reported", "seen": "1", "text": "Nesten ferdig"},
            status=422,
        )
        assert ("Oppgaven er avsluttet." in page.text, "Nesten ferdig" in page.text) == (True, True)

    def test_asks_before_a_text_about_a_person_is_kept(self, cast: Cast, item: AgendaItem) -> None:
        task, text = a_task(cast, item), "Ring Kari Nordmann på kari@eksempel.no."
        said = {"kind": "reported", "seen": "1", "text": text}
        client, url = login_as("politikontakt"), f"/oppgave/{task.pk}/"
        page = send(client, url, said, status=422)
        assert "Teksten gjelder ikke en privatperson." in page.text
        send(client, url, said | {"confirmed": "on"})
        assert again(cast, task).version == 2

    def test_is_moved_on_by_its_owner_and_those_who_run_the_forum_only(
        self, cast: Cast, item: AgendaItem
    ) -> None:
        task = a_task(cast, item, face="forum")
        url = f"/oppgave/{task.pk}/"
        for who in ("leser", "skole"):
            page = visit(login_as(who), url)
            assert "Fortell hvordan det går" not in page.text
            assert login_as(who).post(url, {"kind": "done", "seen": 1}).status_code == 403
        assert again(cast, task).state == "open"
        mine = a_task(cast, item, face="forum", owner_id=cast.principal.post)
        page = send(login_as("skole"), f"/oppgave/{mine.pk}/", {"kind": "done", "seen": 1})
        assert "Oppgaven er fullført." in page.text

    def test_of_a_kind_that_is_not_there_is_not_there(self, cast: Cast, item: AgendaItem) -> None:
        url = f"/oppgave/{a_task(cast, item).pk}/"
        for kind in ("", "x", "\x00"):
            assert login_as("slt").post(url, {"kind": kind}).status_code == 404

    def test_is_the_same_404_whether_foreign_or_missing(self, cast: Cast, item: AgendaItem) -> None:
        task, hidden = a_task(cast, item, face="forum"), a_task(cast, item, face="parties")
        for who, key in (
            ("nabokommune", task.pk), ("nabopoliti", task.pk), ("skole", hidden.pk), ("slt", uuid4()),
            ("direktorat", task.pk), ("drift", task.pk),
        ):  # fmt: skip
            client = login_as(who)
            for answer in (
                client.get(f"/oppgave/{key}/"),
                client.post(f"/oppgave/{key}/", {"kind": "done", "seen": 1}),
            ):
                assert answer.status_code == 404, who
        assert again(cast, task).version == 1

    def test_asks_as_much_with_one_step_as_with_twenty(self, cast: Cast, item: AgendaItem) -> None:
        task, counts = a_task(cast, item), []
        client = login_as("politikontakt")
        for steps in (1, 19):
            for _step in range(steps):
                seen = again(cast, task).version
                do(cast.slt, follow_up_task, task_id=task.pk, kind="reported", text="Litt til", seen=seen)
            with CaptureQueriesContext(connection) as asked:
                visit(client, f"/oppgave/{task.pk}/")
            counts.append(len(asked))
        assert counts[0] == counts[1]


class TestTheRegister:
    def decided(self, cast: Cast, item: AgendaItem, text: str) -> Decision:
        return do(
            cast.slt, decide, item_id=item.pk, outcome="decided", text=text, responsible_id=cast.chief.post
        )

    def test_leads_to_the_meeting_of_each_decision(
        self, cast: Cast, meeting: Meeting, item: AgendaItem
    ) -> None:
        self.decided(cast, item, "Felles patrulje.")
        page = visit(login_as("politikontakt"), "/beslutninger/")
        assert page.h1 == "Beslutninger"
        assert f"{item.case_number} Trygt sentrum" in page.text
        assert "Felles patrulje." in page.text
        assert "Ansvarlig: Tjenesteenhetsleder" in page.text
        assert f"/mote/{meeting.pk}/" in page.links

    def test_is_searched_by_words_forum_and_year(
        self, cast: Cast, forum: Forum, meeting: Meeting, item: AgendaItem
    ) -> None:
        other = an_item(cast.slt, forum, meeting, "Skolevei", face="forum")
        self.decided(cast, item, "Felles patrulje.")
        self.decided(cast, other, "Gangfelt.")
        with wall.acting(cast.slt):
            Decision.objects.filter(item=other).update(made_at="2024-05-05T10:00:00Z")
        client = login_as("slt")
        for query, found in (
            ("sok=PATRULJE", (True, False)),
            ("sok=skolevei", (False, True)),
            ("ar=2024", (False, True)),
            (f"forum={forum.pk}", (True, True)),
            (f"ar=2024&forum={forum.pk}&sok=patrulje", (False, False)),
            ("ar=x&forum=y", (True, True)),
        ):
            page = visit(client, f"/beslutninger/?{query}")
            assert ("Felles patrulje." in page.text, "Gangfelt." in page.text) == found, query
        assert (
            "Ingen beslutninger passer."
            in visit(client, f"/beslutninger/?ar=2024&forum={forum.pk}&sok=patrulje").text
        )

    def test_shows_each_reader_their_own(self, cast: Cast, forum: Forum, meeting: Meeting, item: AgendaItem) -> None:  # fmt: skip
        closed = an_item(cast.slt, forum, meeting, "LUKKETSAK", face="parties")
        self.decided(cast, item, "For alle.")
        self.decided(cast, closed, "LUKKETTEKST")
        theirs = visit(login_as("skole"), "/beslutninger/?sok=").text
        assert ("For alle." in theirs, "LUKKET" in theirs) == (True, False)
        stranger = visit(login_as("nabopoliti"), "/beslutninger/?sok=alle").text
        assert "For alle." not in stranger
        assert "Politirådet i Lyngvik" not in stranger
        assert (
            "Ingen beslutninger ennå. De kommer hit av seg selv"
            in visit(login_as("nabopoliti"), "/beslutninger/").text
        )

    def test_asks_as_much_with_one_decision_as_with_thirty_and_has_pages(
        self, cast: Cast, forum: Forum, meeting: Meeting, item: AgendaItem
    ) -> None:
        client, counts = login_as("slt"), []
        self.decided(cast, item, "Først")
        for more in (0, 29):
            for number in range(more):
                self.decided(
                    cast, an_item(cast.slt, forum, meeting, f"Sak {number}", face="forum"), f"B{number}"
                )
            with CaptureQueriesContext(connection) as asked:
                page = visit(client, "/beslutninger/")
            counts.append(len(asked))
        assert counts[0] == counts[1]
        assert "Side 1 av 2" in page.text


class TestTheStartPage:
    def test_has_ones_own_tasks_late_only_after_the_deadline(self, cast: Cast, item: AgendaItem) -> None:
        late, on_time = a_task(cast, item, "Sen oppgave"), a_task(cast, item, "I dag", due_on=today())
        due(cast, late, today() - DAY)
        page = visit(login_as("politikontakt"), "/")
        assert f"/oppgave/{late.pk}/" in page.links
        order = [page.text.index(words) for words in ("Over fristen", "Sen oppgave", "Denne uken", "I dag")]
        assert order == sorted(order)
        assert f"/oppgave/{on_time.pk}/" not in visit(login_as("slt"), "/").links

    def test_has_the_call_until_it_is_answered(self, cast: Cast, forum: Forum) -> None:
        meeting = called(cast, a_meeting(cast, forum, "Trygt sentrum", face="forum"))
        client = login_as("skole")
        page = visit(client, "/")
        assert "Svar på innkallingen til Vintermøte" in page.text
        url = next(link for link in page.links if link.startswith("/innkalling/"))
        send(client, url, {"answer": "yes"})
        assert "Svar på innkallingen" not in visit(client, "/").text
        assert "Svar på innkallingen" not in visit(login_as("nabokommune"), "/").text
        assert meeting.state == "called"

    def test_has_the_minutes_until_the_own_party_has_approved(
        self, cast: Cast, meeting: Meeting, item: AgendaItem
    ) -> None:
        """V-4.1.2-c."""
        do(cast.slt, decide, item_id=item.pk, outcome="taken_note")
        do(cast.slt, close_meeting, meeting_id=meeting.pk)
        do(cast.slt, send_minutes, meeting_id=meeting.pk, seen=fresh(cast.slt, meeting.pk).version)
        for who in ("slt", "politikontakt"):
            page = visit(login_as(who), "/")
            assert "Godkjenn referatet fra Vintermøte" in page.text
            assert f"/mote/{meeting.pk}/referat/" in page.links
        for who in ("skole", "leser", "nabopoliti"):
            assert "Godkjenn referatet" not in visit(login_as(who), "/").text
        with wall.acting(cast.slt):
            sent = Minutes.objects.get()
        do(cast.slt, approve_minutes, minutes_id=sent.pk, seen_hash=sent.content_hash, make_pdf=lambda _face: b"x")  # fmt: skip
        assert "Godkjenn referatet" not in visit(login_as("slt"), "/").text
        assert "Godkjenn referatet" in visit(login_as("politikontakt"), "/").text
