"""How the forum works: what its meetings show beside the six things that help, and how a matter moves on the ladder."""

from datetime import timedelta

import pytest
import time_machine
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from samrad.cooperation import wall
from samrad.forums.models import Forum
from samrad.kernel.clock import now
from samrad.knowledge.commands.contributions import withdraw_contribution
from samrad.meetings.commands.agenda import propose_item
from samrad.meetings.commands.outcomes import decide
from samrad.meetings.commands.session import close_meeting, note_attendance, write_note
from samrad.meetings.models import Meeting, StepChange
from samrad.meetings.queries.meetings import attendance_of, meeting_visible_to
from tests.cast import Cast
from tests.knowledge.situations import a_draft_of, a_request, given_to
from tests.meetings.settings import a_council, agenda, an_item, in_session
from tests.situations import do
from tests.visit import login_as, send, visit

pytestmark = pytest.mark.django_db
CHANGED = {
    "title": "Trygt sentrum",
    "kind": "discussion",
    "level": "strategic",
    "face": "parties",
    "seen": "1",
}


@pytest.fixture
def forum(cast: Cast) -> Forum:
    return a_council(cast, with_the_school=True)


def held(cast: Cast, forum: Forum, *titles: str, **given: object) -> Meeting:
    """A meeting in which every matter was gone through, and the mayor and the unit head were there."""
    meeting = in_session(cast, forum, *titles, **given)
    with wall.acting(cast.slt):
        rows = attendance_of(cast.slt, meeting_visible_to(cast.slt, meeting.pk))
        seats = {row.membership.post_id: row.pk for row in rows}
    for actor in (cast.mayor, cast.chief):
        do(cast.slt, note_attendance, attendance_id=seats[actor.post], state="present")
    for item in agenda(cast.slt, meeting):
        do(cast.slt, write_note, item_id=item.pk, text="Forumet ble orientert.", seen=0)
    do(cast.slt, close_meeting, meeting_id=meeting.pk)
    return meeting


class TestTheSixThings:
    def test_stand_beside_what_the_year_shows(self, cast: Cast, forum: Forum) -> None:
        """V-4.1-b, V-4-c: recommendations with their source, the year's own evidence, and no mark."""
        held(cast, forum, "Uro ved skolen", kind="exchange")
        page = visit(login_as("ordforer"), f"/forum/{forum.pk}/slik-arbeider-vi/")
        for thing in (
            "Lederne er med", "Møtene har fast form", "Lokale problemer tas på alvor", "Tonen er god", "Begge deler",
            "Arbeidet bygger på kunnskap",
        ):  # fmt: skip
            assert thing in page.text
        assert "Det er erfaringer, ikke krav." in page.text
        assert "1 møter er holdt" not in page.text
        assert "1 møte er holdt. Forumets egen regel er 2 i året." in page.text
        assert "Lyngvik kommune har lagt fram 1 sak av typen kunnskap og erfaring." in page.text
        assert "Nordre politidistrikt har lagt fram 0 saker av typen kunnskap og erfaring." in page.text
        assert "Ikke alle partene har delt noe dette året." in page.text

    def test_count_what_each_party_has_given_of_knowledge(self, cast: Cast, forum: Forum) -> None:
        """V-4-c, V-4-p: who contributed what is seen, and a draft is nobody else's to count."""
        asked = a_request(cast.slt, forum.pk)
        a_draft_of(cast.police_contact, asked.pk)
        given = given_to(cast.slt, asked)
        page = visit(login_as("politikontakt"), f"/forum/{forum.pk}/slik-arbeider-vi/")
        assert "Lyngvik kommune har levert 1 bidrag." in page.text
        assert "Nordre politidistrikt har levert 0 bidrag." in page.text
        assert "Ikke alle partene har delt noe dette året." in page.text
        do(cast.slt, withdraw_contribution, contribution_id=given.pk)
        page = visit(login_as("politikontakt"), f"/forum/{forum.pk}/slik-arbeider-vi/")
        assert "Lyngvik kommune har levert 0 bidrag." in page.text

    def test_a_year_back_is_as_far_as_it_looks(self, cast: Cast, forum: Forum) -> None:
        held(cast, forum, "Uro ved skolen")
        with time_machine.travel(now() + timedelta(days=400), tick=True):
            page = visit(login_as("slt"), f"/forum/{forum.pk}/slik-arbeider-vi/")
        assert "0 møter er holdt." in page.text

    def test_are_for_the_parties_alone(self, cast: Cast, forum: Forum) -> None:
        for who in ("skole", "nabokommune", "nabopoliti", "direktorat", "drift"):
            assert login_as(who).get(f"/forum/{forum.pk}/slik-arbeider-vi/").status_code == 404, who

    def test_cost_the_same_with_few_matters_and_with_many(self, cast: Cast, forum: Forum) -> None:
        client = login_as("slt")
        asked = []
        for more in (1, 12):
            held(cast, forum, *(f"Sak {more} {n}" for n in range(more)))
            client.get(f"/forum/{forum.pk}/slik-arbeider-vi/")
            with CaptureQueriesContext(connection) as statements:
                client.get(f"/forum/{forum.pk}/slik-arbeider-vi/")
            asked.append(len(statements))
        assert asked[0] == asked[1]


class TestWhatWasRaised:
    def test_and_never_treated_is_listed(self, cast: Cast, forum: Forum) -> None:
        """V-4.1.3-b: both may raise a matter, and one that nobody took up does not disappear."""
        do(cast.police_contact, propose_item, forum_id=forum.pk, title="Mopeder på gangveien")
        do(cast.slt, propose_item, forum_id=forum.pk, title="Tomme lokaler i sentrum")
        page = visit(login_as("slt"), f"/forum/{forum.pk}/slik-arbeider-vi/")
        assert "Nordre politidistrikt har meldt 1 sak." in page.text
        assert "2 står ikke på noen saksliste" in page.text
        assert page.text.index("Mopeder på gangveien") < page.text.index("Tomme lokaler i sentrum")

    def test_another_municipalitys_own_matter_is_not_counted(self, cast: Cast, forum: Forum) -> None:
        do(cast.slt, propose_item, forum_id=forum.pk, title="Bare vårt", only_ours=True)
        theirs = visit(login_as("politikontakt"), f"/forum/{forum.pk}/slik-arbeider-vi/")
        assert "Lyngvik kommune har meldt 0 saker." in theirs.text
        assert "Bare vårt" not in theirs.html
        assert "Bare vårt" in visit(login_as("slt"), f"/forum/{forum.pk}/slik-arbeider-vi/").text


class TestTheLadder:
    def test_counts_treated_matters_and_asks_for_nothing(self, cast: Cast, forum: Forum) -> None:
        """V-4-i, V-2.3-h, V-2.3-i: a matter on step 1 ends without decision or measure, and no step is a goal."""
        meeting = in_session(cast, forum, "Nytt fra skolene", kind="information", step=1)
        an_item(cast.slt, forum, meeting, "Felles plan", step=4, level="operational")
        for item in agenda(cast.slt, meeting):
            do(cast.slt, write_note, item_id=item.pk, text="Forumet ble orientert.", seen=0)
        do(cast.slt, close_meeting, meeting_id=meeting.pk)
        page = visit(login_as("slt"), f"/forum/{forum.pk}/slik-arbeider-vi/")
        assert "1 · Utveksle informasjon og kunnskap 1 2 ·" in page.text
        assert "4 · Felles plan eller tiltak 1 Ikke satt 0" in page.text
        assert "Strategisk 1 Operativ 1" in page.text
        assert "Et høyere trinn er ikke bedre." in page.text

    def test_keeps_every_move_with_its_reason(self, cast: Cast, forum: Forum) -> None:
        """V-2.3-h: from, to, day and reason."""
        item = do(cast.slt, propose_item, forum_id=forum.pk, title="Trygt sentrum", step=2)
        client = login_as("politikontakt")
        said = CHANGED | {"step": "4", "step_reason": "Begge må sette av folk."}
        page = send(client, f"/sak/{item.pk}/endre/", said)
        assert "2 → 4" in page.text
        assert "Begge må sette av folk." in page.text
        page = send(client, f"/sak/{item.pk}/endre/", said | {"step": "", "seen": "2", "step_reason": ""})
        assert "4 → ikke satt" in page.text
        page = send(client, f"/sak/{item.pk}/endre/", said | {"step": "", "seen": "3", "title": "Trygg by"})
        assert page.text.count("→") == 2

    def test_a_move_is_never_changed(self, cast: Cast, forum: Forum) -> None:
        item = do(cast.slt, propose_item, forum_id=forum.pk, title="Trygt sentrum", step=2)
        send(login_as("slt"), f"/sak/{item.pk}/endre/", CHANGED | {"step": "3"})
        with wall.acting(cast.slt), transaction.atomic(), pytest.raises(DatabaseError):
            StepChange.objects.update(reason="En annen grunn")

    def test_there_are_four_steps(self, cast: Cast, forum: Forum) -> None:
        item = do(cast.slt, propose_item, forum_id=forum.pk, title="Trygt sentrum")
        page = send(login_as("slt"), f"/sak/{item.pk}/endre/", CHANGED | {"step": "5"}, status=422)
        assert "Trygt sentrum" in page.html
        with wall.acting(cast.slt):
            assert StepChange.objects.count() == 0


class TestTheLeaders:
    def test_are_counted_in_person_by_substitute_and_not_at_all_with_what_was_set_aside(
        self, cast: Cast, forum: Forum
    ) -> None:
        """V-4.1.4-d: for each party's leader how they came, beside the resources; no pass mark is given."""
        held(cast, forum, "Uro ved skolen")
        for substitute in (cast.police_contact.post, None):
            meeting = in_session(cast, forum, "Uro i sentrum")
            with wall.acting(cast.slt):
                rows = attendance_of(cast.slt, meeting_visible_to(cast.slt, meeting.pk))
                seats = {row.membership.post_id: row.pk for row in rows}
            if substitute:
                given = {"state": "present", "substitute_id": substitute}
                do(cast.slt, note_attendance, attendance_id=seats[cast.chief.post], **given)
            item = next(item for item in agenda(cast.slt, meeting) if item.title == "Uro i sentrum")
            words = {"outcome": "decided", "text": "Vi går sammen.", "responsible_id": cast.chief.post}
            do(
                cast.slt,
                decide,
                item_id=item.pk,
                resources="En patrulje i uka" if substitute else "",
                **words,
            )
            do(cast.slt, close_meeting, meeting_id=meeting.pk)
        page = visit(login_as("politikontakt"), f"/forum/{forum.pk}/slik-arbeider-vi/")
        assert "Ordfører var med på 1 av 3 møter. Selv: 1. Vara: 0. Ingen: 2." in page.text
        assert "Tjenesteenhetsleder var med på 2 av 3 møter. Selv: 1. Vara: 1. Ingen: 1." in page.text
        assert page.text.count("En patrulje i uka") == 1
        assert "Den gir ingen karakter" in page.text and "%" not in page.text
