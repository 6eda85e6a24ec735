"""The pages on which a limit is set, and what a limited member meets."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from samrad.cooperation import wall
from samrad.forums.commands.members import agree_to_assessment, begin_assessment
from samrad.forums.models import Assessment, Forum, Membership
from samrad.kernel.clock import today
from samrad.meetings.commands.record import approve_minutes, send_minutes
from samrad.meetings.commands.session import close_meeting, open_meeting
from samrad.meetings.documents import minutes_pdf
from samrad.meetings.models import AgendaItem, Meeting, MinutesFace
from samrad.parties.models import Post
from samrad.web.live.stream import SORT
from tests.cast import Cast
from tests.meetings.settings import a_council, a_meeting, called, fresh
from tests.meetings.test_limiting import OTHERS, OURS, an_item, limit, seat, with_two
from tests.pdf import words_of
from tests.situations import do
from tests.visit import Page, inspected, login_as, visit

pytestmark = pytest.mark.django_db


@pytest.fixture
def assessment(cast: Cast) -> Assessment:
    forum = a_council(cast)
    begun = do(cast.slt, begin_assessment, forum_id=forum.pk, challenge="Uro rundt skolen")
    return do(cast.police_contact, agree_to_assessment, assessment_id=begun.pk)


@pytest.fixture
def forum(cast: Cast, assessment: Assessment) -> Forum:
    """The school is taken in on the page itself, to what is about schools."""
    assert take_in(cast, assessment, takes_part="some", themes=["schools"]).status == 200
    return assessment.forum


def take_in(cast: Cast, assessment: Assessment, **given: object) -> Page:
    filled = {
        "post_id": str(cast.principal.post),
        "role": "member",
        "valid_from": today().isoformat(),
    } | given
    return send("slt", f"/vurdering/{assessment.pk}/ta-inn/", **filled)


def send(who: str, url: str, **filled: object) -> Page:
    """Fill in a form and follow where it leads."""
    client = login_as(who)
    answer = client.post(url, filled, follow=True)
    return inspected(answer, url, answer.status_code)


def limited_to(cast: Cast) -> tuple[bool, list[str]]:
    member = seat(cast)
    return member.limited, list(member.themes)


class TestTakingIn:
    def test_some_themes_are_chosen_as_they_are_taken_in(self, cast: Cast, forum: Forum) -> None:
        assert limited_to(cast) == (True, ["schools"])
        text = visit(login_as("slt"), f"/forum/{forum.pk}/medlemmer/").text
        assert "eksternt medlem, deltar i" in text

    def test_all_is_what_stands_there_first(self, cast: Cast, assessment: Assessment) -> None:
        take_in(cast, assessment, takes_part="all")
        assert limited_to(cast) == (False, [])

    def test_themes_without_the_choice_that_they_belong_to_open_nothing(
        self, cast: Cast, assessment: Assessment
    ) -> None:
        page = take_in(cast, assessment, takes_part="all", themes=["schools"])
        assert "Du har valgt temaer. Velg «Noen temaer», eller ta bort temaene." in page.text
        with wall.acting(cast.slt):
            assert not Membership.objects.filter(post=cast.principal.post).exists()


class TestChanging:
    def test_on_the_members_own_page(self, cast: Cast, forum: Forum) -> None:
        member = seat(cast)
        page = visit(login_as("slt"), f"/medlem/{member.pk}/")
        assert f"/medlem/{member.pk}/avgrensning/" in page.links
        filled = {"takes_part": "some", "themes": ["gangs"], "seen": member.version}
        page = send("slt", f"/medlem/{member.pk}/avgrensning/", **filled)
        assert "Det er lagret, og gjelder fra nå av." in page.text
        assert limited_to(cast) == (True, ["gangs"])

    def test_is_not_for_the_member(self, cast: Cast, forum: Forum) -> None:
        page = visit(login_as("skole"), f"/medlem/{seat(cast).pk}/")
        assert "/avgrensning/" not in " ".join(page.links)
        visit(login_as("skole"), f"/medlem/{seat(cast).pk}/avgrensning/", status=403)

    def test_one_matter_is_opened_on_its_page(self, cast: Cast, forum: Forum) -> None:
        _meeting, _ours, others = with_two(cast, forum)
        url = f"/sak/{others.pk}/apen-for/"
        page = visit(login_as("slt"), f"/sak/{others.pk}/")
        assert url in page.links
        assert "Åpen for medlemmer som deltar i noen saker Ingen av dem" in page.text
        visit(login_as("skole"), f"/sak/{others.pk}/", status=404)
        page = send("slt", url, members=[str(seat(cast).pk)], seen=others.version)
        assert "Åpen for medlemmer som deltar i noen saker Rektor, Lyngvik videregående skole" in page.text
        assert visit(login_as("skole"), f"/sak/{others.pk}/").h1 == OTHERS


class TestTheCall:
    def test_says_who_is_not_called_and_shows_the_agenda_as_each_sees_it(
        self, cast: Cast, forum: Forum
    ) -> None:
        meeting = a_meeting(cast, forum)
        an_item(cast, forum, meeting, OTHERS, "gangs")
        client, url = login_as("slt"), f"/mote/{meeting.pk}/innkalling/"
        page = visit(client, url)
        assert "Rektor, Lyngvik videregående skole Ingen av sakene på sakslisten er åpne" in page.text
        assert "Kall inn likevel" in page.text
        assert OTHERS in page.text
        assert OTHERS not in visit(client, f"{url}?leser={seat(cast).pk}").text
        client.post(url, {"seen": fresh(cast.slt, meeting.pk).version, "also": [str(seat(cast).pk)]})
        page = visit(login_as("skole"), f"/mote/{meeting.pk}/")
        assert (OTHERS in page.text, "Svar på innkallingen" in page.text) == (False, True)


def approved(cast: Cast, forum: Forum) -> Meeting:
    meeting, _ours, _others = with_two(cast, forum)
    called(cast, meeting)
    do(cast.slt, open_meeting, meeting_id=meeting.pk)
    do(cast.slt, close_meeting, meeting_id=meeting.pk)
    minutes = do(cast.slt, send_minutes, meeting_id=meeting.pk, seen=fresh(cast.slt, meeting.pk).version)
    given = {"minutes_id": minutes.pk, "seen_hash": minutes.content_hash, "make_pdf": minutes_pdf}
    for who in (cast.slt, cast.police_contact):
        do(who, approve_minutes, **given)
    return meeting


class TestTheMinutes:
    def test_are_an_extract_that_says_so_and_the_record_itself_is_as_it_was(
        self, cast: Cast, forum: Forum
    ) -> None:
        meeting = approved(cast, forum)
        with wall.acting(cast.slt):
            kept = {row.face: bytes(row.pdf or b"") for row in MinutesFace.objects.all()}
        client, url = login_as("skole"), f"/mote/{meeting.pk}/referat/"
        page = visit(client, url)
        assert (OURS in page.text, OTHERS in page.text) == (True, False)
        assert "Du deltar i saker om" in page.text
        words = words_of(client.get(f"{url}pdf/").content)
        assert (OURS in words, OTHERS in words) == (True, False)
        assert "Dette er et utdrag for et medlem som deltar i noen av sakene." in words
        with wall.acting(cast.slt):
            assert {row.face: bytes(row.pdf or b"") for row in MinutesFace.objects.all()} == kept
        with wall.acting(cast.principal):
            assert not MinutesFace.objects.exists()

    def test_those_of_before_follow_the_limit_of_today(self, cast: Cast, forum: Forum) -> None:
        url = f"/mote/{approved(cast, forum).pk}/referat/"
        limit(cast, "gangs")
        text = visit(login_as("skole"), url).text
        assert (OURS in text, OTHERS in text) == (False, True)

    def test_are_looked_through_as_the_member(self, cast: Cast, forum: Forum) -> None:
        url = f"/mote/{approved(cast, forum).pk}/referat/?leser={seat(cast).pk}"
        text = visit(login_as("slt"), url).text
        assert (OURS in text, OTHERS in text) == (True, False)
        assert "et utdrag med sakene medlemmet deltar i" in text


class TestInTheMeeting:
    @pytest.fixture
    def meeting(self, cast: Cast, forum: Forum) -> Meeting:
        meeting, _ours, _others = with_two(cast, forum)
        called(cast, meeting)
        return do(cast.slt, open_meeting, meeting_id=meeting.pk)

    def test_no_picture_is_shared_with_them_and_a_change_sorts_all_from_outside_anew(
        self, cast: Cast, meeting: Meeting
    ) -> None:
        assert sort_of(login_as("skole"), meeting) == f"seat {seat(cast).pk};nb"
        limit(cast, limited=False)
        assert sort_of(login_as("skole"), meeting) == "external ;nb"

    def test_the_screen_is_not_theirs_to_put_up(self, cast: Cast, meeting: Meeting) -> None:
        client = login_as("skole")
        page = visit(client, f"/mote/{meeting.pk}/")
        assert "Vis på storskjerm" not in page.text
        for address in ("storskjerm/", "storskjerm/bilde/"):
            assert client.get(f"/mote/{meeting.pk}/{address}").status_code == 404


def sort_of(client: Client, meeting: Meeting) -> str:
    return client.get(f"/mote/{meeting.pk}/bilde/").headers[SORT]


class TestRaising:
    def test_a_matter_of_one_of_their_themes(self, cast: Cast, forum: Forum) -> None:
        url = f"/forum/{forum.pk}/saker/ny/"
        page = visit(login_as("skole"), url)
        (themes,) = [field for field in page.all("select") if field.get("name") == "theme"]
        assert [option.get("value") for option in themes if option.get("value")] == ["schools"]
        page = send("skole", url, title=OURS, kind="discussion", theme="schools")
        assert page.h1 == OURS
        with wall.acting(cast.slt):
            assert AgendaItem.objects.get(title=OURS).theme == "schools"


def test_what_somebody_takes_part_in_is_for_the_parties_and_themselves(cast: Cast, forum: Forum) -> None:
    """A theme's name may be the parties' own. Others from outside are told who sits there, and no more."""
    with wall.acting(cast.slt):
        assessment = Assessment.objects.get(forum=forum.pk)
        county = Post.objects.get(function="county_director")
    send(
        "slt", f"/vurdering/{assessment.pk}/ta-inn/", post_id=str(county.pk), role="member",
        valid_from=today().isoformat(), takes_part="all",
    )  # fmt: skip
    pages = (f"/forum/{forum.pk}/", f"/forum/{forum.pk}/medlemmer/", f"/medlem/{seat(cast).pk}/")
    for url in pages:
        assert "Trygge skoler" in visit(login_as("slt"), url).text, url
        assert "Trygge skoler" in visit(login_as("skole"), url).text, url
        page = visit(login_as("fylke"), url)
        assert "Rektor" in page.text, url
        assert "Trygge skoler" not in page.text, url
        assert "deltar i" not in page.text, url


def test_the_forum_and_a_meeting_say_nothing_of_what_is_closed(cast: Cast, forum: Forum) -> None:
    """No empty year is shown to one for whom the year is closed, and no empty agenda where others have one."""
    meeting = a_meeting(cast, forum)
    an_item(cast, forum, meeting, OTHERS, "gangs")
    assert "Året" not in visit(login_as("skole"), f"/forum/{forum.pk}/").text
    page = visit(login_as("skole"), f"/mote/{meeting.pk}/")
    assert "Ingen av sakene på sakslisten er åpne for deg." in page.text
    assert "Sakslisten er tom" not in page.text


def test_what_the_pages_cost_a_limited_member_does_not_grow(cast: Cast, forum: Forum) -> None:
    meeting = a_meeting(cast, forum)
    an_item(cast, forum, meeting, OURS, "schools")
    called(cast, meeting)
    client = login_as("skole")
    urls = [
        f"/mote/{meeting.pk}/",
        f"/mote/{meeting.pk}/bilde/",
        f"/forum/{forum.pk}/moter/",
        "/oppgaver/",
        "/",
    ]
    before = [statements(client, url) for url in urls]
    for title in (OURS, "Skoleturer", "Russetid", "Skolegård"):
        an_item(cast, forum, meeting, title, "schools")
        an_item(cast, forum, meeting, title, "gangs")
    assert [statements(client, url) for url in urls] == before


def statements(client: Client, url: str) -> int:
    assert client.get(url).status_code == 200
    with CaptureQueriesContext(connection) as asked:
        client.get(url)
    return len(asked)
