"""A regional council of three municipalities with one secretary: each municipality's own matters stay its own."""

from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.db import connection

from samrad.cooperation import wall
from samrad.cooperation.commands import found_cooperation
from samrad.forums.commands.bodies import set_up_forum
from samrad.forums.commands.leaving import leave_region
from samrad.forums.commands.members import add_member
from samrad.forums.models import Forum
from samrad.forums.queries import forum_visible_to, own_forums
from samrad.kernel.answers import Denied, Refused
from samrad.kernel.clock import now, today
from samrad.ledger.models import Entry
from samrad.meetings.commands.agenda import place_item, propose_item
from samrad.meetings.commands.outcomes import decide, make_task
from samrad.meetings.commands.planning import plan_meeting
from samrad.meetings.commands.record import approve_minutes, send_minutes
from samrad.meetings.commands.session import close_meeting, open_meeting
from samrad.meetings.models import AgendaItem, Meeting
from samrad.meetings.queries.meetings import meeting_visible_to, proposals_of
from samrad.meetings.queries.tasks import decisions_visible_to, tasks_visible_to
from samrad.parties.actor import Actor
from samrad.parties.fictional import load_fossvik, load_neighbour
from samrad.parties.models import Person
from samrad.parties.queries import actors_of_person
from tests.cast import MACHINERY, Cast
from tests.meetings.settings import a_meeting as planned
from tests.meetings.settings import agenda, an_item, called, fresh
from tests.situations import do
from tests.visit import login_as, send, visit

pytestmark = pytest.mark.django_db
LYNGVIKS, HAVNES, FOSSVIKS, COMMON = "LYNGVIKFUGL", "HAVNESFUGL", "FOSSVIKFUGL", "FELLESFUGL"
TABLES = ("agendaitem", "task", "decision", "note", "paper")


@dataclass
class Region:
    """The council, and one actor for each of its parties. The secretary of all three has a post in two of them."""

    forum: Forum
    lyngvik: Actor
    havnes: Actor
    fossvik: Actor
    police: Actor


@pytest.fixture
def region(cast: Cast) -> Region:
    town = load_neighbour(MACHINERY, cast.places, "slt")
    fossvik = load_fossvik(MACHINERY, cast.places)
    secretary = Person.objects.get(pk=cast.slt.person)
    havnes = next(actor for actor in actors_of_person(secretary.pk) if actor.organisation == town.pk)
    houses = [cast.places.lyngvik.pk, town.pk, fossvik.organisation, cast.places.north.pk]
    made = do(
        cast.slt,
        found_cooperation,
        kind="regional",
        organisations=houses,
        name="Fjordregionen",
        language="nb",
    )
    forum = do(cast.slt, set_up_forum, cooperation_id=made.pk, kind="council_reg", name="Regionalt politiråd")
    sitting = (
        (cast.slt, "secretary"),
        (fossvik, "chair"),
        (havnes, "member"),
        (cast.police_contact, "member"),
    )
    for actor, role in sitting:
        do(cast.slt, add_member, forum_id=forum.pk, post_id=actor.post, role=role)
    return Region(forum, cast.slt, havnes, fossvik, cast.police_contact)


def raise_own(region: Region) -> None:
    for actor, word in (
        (region.lyngvik, LYNGVIKS),
        (region.havnes, HAVNES),
        (region.fossvik, FOSSVIKS),
    ):
        do(actor, propose_item, forum_id=region.forum.pk, title=word, background=word, only_ours=True)
    do(region.police, propose_item, forum_id=region.forum.pk, title=COMMON)


def seen_by(actor: Actor, region: Region) -> set[str]:
    with wall.acting(actor):
        return {item.title for item in proposals_of(actor, region.forum)}


def rows_for(actor: Actor) -> str:
    """Everything that the database alone would show, whatever the code asks."""
    with wall.acting(actor), connection.cursor() as cursor:
        found = []
        for table in TABLES:
            cursor.execute(f"select coalesce(string_agg(t::text, '|'), '') from meetings_{table} t")
            found.append(cursor.fetchone()[0])
        return " ".join(found)


class TestOwnMatters:
    def test_are_seen_by_their_own_municipality_only(self, region: Region) -> None:
        """V-4.4-a: no other municipality sees them, and the police do not."""
        raise_own(region)
        assert seen_by(region.lyngvik, region) == {LYNGVIKS, COMMON}
        assert seen_by(region.havnes, region) == {HAVNES, COMMON}
        assert seen_by(region.fossvik, region) == {FOSSVIKS, COMMON}
        assert seen_by(region.police, region) == {COMMON}

    def test_are_kept_apart_by_the_database_alone(self, region: Region) -> None:
        raise_own(region)
        own = {LYNGVIKS: region.lyngvik, HAVNES: region.havnes, FOSSVIKS: region.fossvik}
        for actor in (*own.values(), region.police):
            told = rows_for(actor)
            assert {word for word in own if word in told} == {
                word for word, whose in own.items() if whose is actor
            }
            assert COMMON in told

    def test_are_on_no_page_of_another(self, region: Region) -> None:
        raise_own(region)
        pages = (f"/forum/{region.forum.pk}/", f"/forum/{region.forum.pk}/moter/", "/", "/oppgaver/?vis=alle",
                 "/beslutninger/", "/samarbeid/fjordregionen/")  # fmt: skip
        told = {
            username: " ".join(visit(login_as(username), page).text for page in pages)
            for username in ("slt", "politikontakt")
        }
        assert (LYNGVIKS in told["slt"], COMMON in told["slt"]) == (True, True)
        assert {word for word in (HAVNES, FOSSVIKS) if word in told["slt"]} == set()
        assert {word for word in (LYNGVIKS, HAVNES, FOSSVIKS) if word in told["politikontakt"]} == set()


class TestOwnDecisionsAndTasks:
    @pytest.fixture
    def meeting(self, region: Region, cast: Cast) -> Meeting:
        meeting = planned(cast, region.forum, COMMON)
        an_item(cast.slt, region.forum, meeting, LYNGVIKS, only_ours=True)
        called(cast, meeting)
        return do(cast.slt, open_meeting, meeting_id=meeting.pk)

    def test_follow_the_matter_and_go_to_nobody_who_cannot_see_it(
        self, region: Region, cast: Cast, meeting: Meeting
    ) -> None:
        own = next(item for item in agenda(cast.slt, meeting) if item.title == LYNGVIKS)
        do(cast.slt, decide, item_id=own.pk, outcome="decided", text=LYNGVIKS)
        given = {"item_id": own.pk, "text": LYNGVIKS, "due_on": today()}
        do(cast.slt, make_task, owner_id=cast.mayor.post, **given)
        for stranger in (region.fossvik, region.havnes, region.police):
            with pytest.raises(Refused, match="Den stillingen kan ikke se oppgaven"):
                do(cast.slt, make_task, owner_id=stranger.post, **given)
            with wall.acting(stranger) as actor:
                assert not tasks_visible_to(actor).exists()
                assert not decisions_visible_to(actor, text=LYNGVIKS).exists()
            assert LYNGVIKS not in rows_for(stranger)
        with wall.acting(cast.mayor) as mayor:
            assert [task.text for task in tasks_visible_to(mayor, owner=mayor.post)] == [LYNGVIKS]

    def test_put_nothing_on_the_next_agenda_of_the_others(
        self, region: Region, cast: Cast, meeting: Meeting
    ) -> None:
        own = next(item for item in agenda(cast.slt, meeting) if item.title == LYNGVIKS)
        given = {"item_id": own.pk, "text": LYNGVIKS, "due_on": today()}
        do(cast.slt, make_task, owner_id=cast.mayor.post, **given)
        later = planned(cast, region.forum, COMMON)
        assert [item.title for item in agenda(cast.slt, fresh(cast.slt, later.pk))] == [COMMON]
        with wall.acting(region.fossvik) as actor:
            assert meeting_visible_to(actor, later.pk).pk == later.pk


class TestAMunicipalityLeaves:
    def test_its_people_lose_the_forum_that_day_and_the_others_keep_what_was_shared(
        self, region: Region
    ) -> None:
        """V-4.4-a: each municipality joins and leaves by itself. Asked of both walls, the seats' own door too."""
        raise_own(region)
        do(region.fossvik, propose_item, forum_id=region.forum.pk, title=COMMON, face="forum")
        left = do(region.fossvik, leave_region, cooperation_id=region.forum.cooperation_id)
        assert (left.organisation_id, left.left_on) == (region.fossvik.organisation, today())
        with wall.acting(region.fossvik) as actor, connection.cursor() as cursor:
            for table in ("forums_forum", "meetings_agendaitem"):
                cursor.execute(f"select count(*) from {table}")
                assert cursor.fetchone() == (0,)
            with pytest.raises(Forum.DoesNotExist):
                forum_visible_to(actor, region.forum.pk)
            assert own_forums(actor) == []
        for actor, word in ((region.lyngvik, LYNGVIKS), (region.havnes, HAVNES), (region.police, None)):
            assert {item.title for item in raised(actor, region)} == {COMMON} | ({word} if word else set())
        with wall.acting(region.lyngvik), connection.cursor() as cursor:
            cursor.execute("select count(*) from meetings_agendaitem where title = %s", [FOSSVIKS])
            assert cursor.fetchone() == (0,)
            assert Entry.objects.filter(kind="MunicipalityLeft").count() == 1

    def test_only_by_its_own_hand_and_never_the_last_one(self, region: Region) -> None:
        """V-4.4-e."""
        key = {"cooperation_id": region.forum.cooperation_id}
        with pytest.raises(Denied, match="Bare en kommune i et regionalt samarbeid kan gå ut av det"):
            do(region.police, leave_region, **key)
        do(region.fossvik, leave_region, **key)
        with pytest.raises(Denied):
            do(region.fossvik, leave_region, **key)
        do(region.havnes, leave_region, **key)
        with pytest.raises(Refused, match="Dere er den siste kommunen i samarbeidet"):
            do(region.lyngvik, leave_region, **key)

    def test_minutes_are_approved_by_those_who_stay(self, region: Region) -> None:
        meeting = planned_in(region)
        do(region.fossvik, leave_region, cooperation_id=region.forum.cooperation_id)
        do(region.lyngvik, open_meeting, meeting_id=meeting.pk)
        do(region.lyngvik, close_meeting, meeting_id=meeting.pk)
        seen = fresh(region.lyngvik, meeting.pk).version
        minutes = do(region.lyngvik, send_minutes, meeting_id=meeting.pk, seen=seen)
        for who in (region.lyngvik, region.havnes, region.police):
            given = {"minutes_id": minutes.pk, "seen_hash": minutes.content_hash}
            do(who, approve_minutes, make_pdf=lambda _face: b"a file", **given)
        assert fresh(region.lyngvik, meeting.pk).state == "approved"

    def test_says_so_on_the_page_and_to_the_others(self, region: Region) -> None:
        do(region.fossvik, leave_region, cooperation_id=region.forum.cooperation_id)
        page = visit(login_as("slt"), "/samarbeid/fjordregionen/forum/")
        assert "Har gått ut av samarbeidet" in page.text
        assert "Fossvik kommune" in page.text
        page = visit(login_as("slt"), "/samarbeid/fjordregionen/ga-ut/")
        assert page.h1 == "Gå ut av samarbeidet"
        visit(login_as("politikontakt"), "/samarbeid/fjordregionen/ga-ut/", status=403)
        page = send(login_as("slt"), "/samarbeid/fjordregionen/ga-ut/", {}, status=422)
        page = send(login_as("slt"), "/samarbeid/fjordregionen/ga-ut/", {"understood": "on"})
        assert "Kommunen har gått ut av Fjordregionen." in page.text


def raised(actor: Actor, region: Region) -> list[AgendaItem]:
    with wall.acting(actor):
        return proposals_of(actor, forum_visible_to(actor, region.forum.pk))


def planned_in(region: Region) -> Meeting:
    starts_at = now() + timedelta(days=21)
    given = {"starts_at": starts_at, "ends_at": starts_at + timedelta(hours=1)}
    meeting = do(region.lyngvik, plan_meeting, forum_id=region.forum.pk, title="Møte", **given)
    item = do(region.lyngvik, propose_item, forum_id=region.forum.pk, title=COMMON)
    do(region.lyngvik, place_item, item_id=item.pk, meeting_id=meeting.pk)
    return meeting
