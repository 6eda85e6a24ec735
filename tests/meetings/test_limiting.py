"""What an external member takes part in, by theme and by matter, and what follows from it."""

from uuid import UUID

import pytest
from django.db import IntegrityError, transaction
from pytest import raises

from samrad.cooperation import wall
from samrad.cooperation.commands.challenges import raise_challenge
from samrad.forums.commands.members import agree_to_assessment, begin_assessment, take_in_external
from samrad.forums.models import Forum, Membership
from samrad.kernel.answers import Denied, Refused, Stale
from samrad.kernel.clock import today
from samrad.meetings.commands.agenda import place_item, propose_item
from samrad.meetings.commands.answering import answer_call
from samrad.meetings.commands.limiting import limit_member, open_item_to
from samrad.meetings.commands.outcomes import give_task, make_task
from samrad.meetings.commands.planning import call_meeting
from samrad.meetings.commands.session import open_meeting
from samrad.meetings.commands.theme import set_theme
from samrad.meetings.events import ItemOpened, MemberLimited
from samrad.meetings.models import AgendaItem, Attendance, Meeting, Recipient
from samrad.meetings.queries.meetings import next_meetings, proposals_of
from samrad.parties.actor import Actor
from samrad.parties.commands import appoint, create_post, give_login
from samrad.parties.models import Organisation, Post
from samrad.parties.queries import actors_of
from tests.cast import MACHINERY, Cast
from tests.evaluations.situations import an_evaluation
from tests.meetings.settings import a_council, a_meeting, agenda, called, fresh
from tests.situations import do

pytestmark = pytest.mark.django_db
OURS, OTHERS = "Trygg skolevei", "Bander i sentrum"


@pytest.fixture
def forum(cast: Cast) -> Forum:
    """A council where the school takes part in what is about schools."""
    forum = a_council(cast)
    assessment = do(cast.slt, begin_assessment, forum_id=forum.pk, challenge="Uro rundt skolen")
    do(cast.police_contact, agree_to_assessment, assessment_id=assessment.pk)
    given = {"forum_id": forum.pk, "post_id": cast.principal.post, "role": "member"}
    given |= {"limited": True, "themes": ["schools"]}
    do(cast.slt, take_in_external, assessment_id=assessment.pk, **given)
    return forum


def seat(cast: Cast) -> Membership:
    with wall.acting(cast.slt):
        return Membership.objects.get(post=cast.principal.post)


def an_item(cast: Cast, forum: Forum, meeting: Meeting | None, title: str, theme: str) -> AgendaItem:
    item = do(cast.slt, propose_item, forum_id=forum.pk, title=title, face="forum")
    item = do(cast.slt, set_theme, item_id=item.pk, theme=theme, functions=[], seen=item.version)
    return do(cast.slt, place_item, item_id=item.pk, meeting_id=meeting.pk) if meeting else item


def with_two(cast: Cast, forum: Forum) -> tuple[Meeting, AgendaItem, AgendaItem]:
    meeting = a_meeting(cast, forum)
    return (
        meeting,
        an_item(cast, forum, meeting, OURS, "schools"),
        an_item(cast, forum, meeting, OTHERS, "gangs"),
    )


def titles(actor: Actor, meeting: Meeting) -> list[str]:
    return [f"{item.case_number} {item.title}" for item in agenda(actor, meeting)]


def number(item: AgendaItem) -> str:
    return f"{item.case_number} {item.title}"


def the_called(cast: Cast, meeting: Meeting) -> set[UUID | None]:
    with wall.acting(cast.slt):
        return {row.membership.post_id for row in Recipient.objects.filter(meeting=meeting)}


def limit(cast: Cast, *themes: str, limited: bool = True) -> Membership:
    member = seat(cast)
    return do(
        cast.slt, limit_member, membership_id=member.pk, limited=limited, themes=themes, seen=member.version
    )


class TestByTheme:
    def test_a_change_holds_at_once_and_the_numbers_stay(self, cast: Cast, forum: Forum) -> None:
        meeting, ours, others = with_two(cast, forum)
        assert titles(cast.principal, meeting) == [number(ours)]
        limit(cast, "gangs")
        assert titles(cast.principal, meeting) == [number(others)]
        limit(cast)
        assert titles(cast.principal, meeting) == []
        limit(cast, limited=False)
        assert titles(cast.principal, meeting) == [number(ours), number(others)]

    def test_it_follows_the_theme_of_the_matter(self, cast: Cast, forum: Forum) -> None:
        meeting, _ours, others = with_two(cast, forum)
        do(cast.slt, set_theme, item_id=others.pk, theme="schools", functions=[], seen=others.version)
        assert OTHERS in titles(cast.principal, meeting)[1]

    def test_a_theme_of_the_councils_own_is_known_to_the_member_by_name(
        self, cast: Cast, forum: Forum
    ) -> None:
        own = do(cast.slt, raise_challenge, cooperation_id=cast.cooperation.pk, name="Russetiden").mark
        member = limit(cast, own, "schools")
        assert member.themes == {"schools": "", own: "Russetiden"}

    def test_it_is_recorded(self, cast: Cast, forum: Forum, heard: list[object]) -> None:
        member = limit(cast, "gangs", "schools")
        assert heard == [MemberLimited(member.pk, forum.pk, True, ("schools", "gangs"))]

    def test_it_is_refused(self, cast: Cast, forum: Forum) -> None:
        member = seat(cast)
        given = {"membership_id": member.pk, "limited": True, "themes": ["schools"]}
        with raises(Stale):
            do(cast.slt, limit_member, **given, seen=member.version - 1)
        with raises(Refused, match=r"^Velg temaer fra listen\.$"):
            do(cast.slt, limit_member, **given | {"themes": ["finnes-ikke"]}, seen=member.version)
        with raises(Denied):
            do(cast.principal, limit_member, **given, seen=member.version)
        with wall.acting(cast.slt):
            ours = Membership.objects.get(post=cast.chief.post, forum=forum)
        with raises(Denied, match="sitter for en av partene"):
            do(cast.slt, limit_member, **given | {"membership_id": ours.pk}, seen=ours.version)

    def test_the_database_itself_limits_no_member_of_a_party(self, cast: Cast, forum: Forum) -> None:
        with (
            wall.acting(cast.slt),
            raises(IntegrityError, match="only_an_external_member"),
            transaction.atomic(),
        ):
            Membership.objects.filter(post=cast.chief.post).update(limited=True)


class TestByName:
    def test_one_matter_is_opened_and_closed_again(
        self, cast: Cast, forum: Forum, heard: list[object]
    ) -> None:
        meeting, ours, others = with_two(cast, forum)
        heard.clear()
        opened = do(cast.slt, open_item_to, item_id=others.pk, members=[seat(cast).pk], seen=others.version)
        assert heard == [ItemOpened(others.pk, forum.pk, (seat(cast).pk,))]
        assert titles(cast.principal, meeting) == [number(ours), number(others)]
        do(cast.slt, open_item_to, item_id=others.pk, members=[], seen=opened.version)
        assert titles(cast.principal, meeting) == [number(ours)]

    def test_it_is_refused(self, cast: Cast, forum: Forum) -> None:
        meeting, _ours, others = with_two(cast, forum)
        given = {"item_id": others.pk, "members": [seat(cast).pk], "seen": others.version}
        with wall.acting(cast.slt):
            chief = Membership.objects.get(post=cast.chief.post, forum=forum)
        with raises(Stale):
            do(cast.slt, open_item_to, **given | {"seen": others.version - 1})
        with raises(Refused, match=r"^Velg blant medlemmene som deltar i noen av sakene\.$"):
            do(cast.slt, open_item_to, **given | {"members": [chief.pk]})
        hidden = do(cast.slt, propose_item, forum_id=forum.pk, title="Bare oss", face="parties")
        with raises(Refused, match=r"^Saken er bare for partene\. La hele forumet se den først\.$"):
            do(cast.slt, open_item_to, **given | {"item_id": hidden.pk, "seen": hidden.version})
        assert titles(cast.principal, meeting)[0].endswith(OURS)


class TestTheCall:
    def test_goes_to_them_when_one_of_their_matters_is_on_the_agenda(self, cast: Cast, forum: Forum) -> None:
        meeting, _ours, _others = with_two(cast, forum)
        called(cast, meeting)
        assert cast.principal.post in the_called(cast, meeting)

    def test_does_not_when_none_is_and_comes_when_one_gets_there(self, cast: Cast, forum: Forum) -> None:
        meeting = a_meeting(cast, forum)
        item = an_item(cast, forum, meeting, OTHERS, "gangs")
        called(cast, meeting)
        assert cast.principal.post not in the_called(cast, meeting)
        with wall.acting(cast.principal):
            assert next_meetings(cast.principal) == []
        do(cast.slt, open_item_to, item_id=item.pk, members=[seat(cast).pk], seen=item.version)
        called(cast, meeting)
        assert cast.principal.post in the_called(cast, meeting)
        with wall.acting(cast.principal):
            assert [row.pk for row in next_meetings(cast.principal)] == [meeting.pk]

    def test_goes_to_them_all_the_same_when_the_secretary_says_so(self, cast: Cast, forum: Forum) -> None:
        meeting = a_meeting(cast, forum)
        an_item(cast, forum, meeting, OTHERS, "gangs")
        seen = fresh(cast.slt, meeting.pk).version
        do(cast.slt, call_meeting, meeting_id=meeting.pk, seen=seen, also=[seat(cast).pk])
        assert cast.principal.post in the_called(cast, meeting)
        assert titles(cast.principal, meeting) == []

    def test_who_is_not_called_is_not_noted_as_absent(self, cast: Cast, forum: Forum) -> None:
        meeting = a_meeting(cast, forum)
        an_item(cast, forum, meeting, OTHERS, "gangs")
        called(cast, meeting)
        do(cast.slt, open_meeting, meeting_id=meeting.pk)
        with wall.acting(cast.slt):
            listed = {row.membership.post_id for row in Attendance.objects.filter(meeting=meeting)}
        assert listed == {cast.mayor.post, cast.chief.post, cast.slt.post, cast.police_contact.post}


def test_whoever_comes_in_their_place_sees_no_more(cast: Cast, forum: Forum) -> None:
    meeting, ours, _others = with_two(cast, forum)
    called(cast, meeting)
    deputy = a_colleague(cast)
    with wall.acting(cast.slt):
        call = Recipient.objects.get(meeting=meeting, membership__post=cast.principal.post)
    do(cast.principal, answer_call, recipient_id=call.pk, answer="substitute", substitute_id=deputy.post)
    assert titles(deputy, meeting) == [number(ours)]
    limit(cast)
    assert titles(deputy, meeting) == []


def a_colleague(cast: Cast) -> Actor:
    """Another post at the school."""
    house = Organisation.objects.get(pk=cast.places.school.pk)
    post: Post = create_post(
        actor=MACHINERY, organisation=house, function="other", title="Avdelingsleder", power="member"
    )
    person = give_login(actor=MACHINERY, name="Nina Vik", username="avdeling", password="samrad-demo")
    appoint(actor=MACHINERY, person=person, post=post, valid_from=today())
    return actors_of(person.user)[0]


class TestWhatTheyDoThemselves:
    def test_they_raise_matters_of_their_own_themes(self, cast: Cast, forum: Forum) -> None:
        raised = do(cast.principal, propose_item, forum_id=forum.pk, title=OURS, theme="schools")
        with wall.acting(cast.principal):
            assert [row.pk for row in proposals_of(cast.principal, forum)] == [raised.pk]
        for theme in ("", "gangs"):
            with raises(
                Refused, match=r"^Du deltar i noen temaer i dette forumet\. Velg et av dem for saken\.$"
            ):
                do(cast.principal, propose_item, forum_id=forum.pk, title=OTHERS, theme=theme)
        with raises(Refused, match="Du deltar i noen temaer"):
            do(cast.principal, set_theme, item_id=raised.pk, theme="gangs", functions=[], seen=raised.version)

    def test_they_raise_none_when_they_have_no_theme(self, cast: Cast, forum: Forum) -> None:
        limit(cast)
        with raises(Denied, match="Du deltar i saker som er åpnet for deg"):
            do(cast.principal, propose_item, forum_id=forum.pk, title=OURS)

    def test_they_are_given_tasks_that_they_can_see(self, cast: Cast, forum: Forum) -> None:
        meeting, ours, others = with_two(cast, forum)
        called(cast, meeting)
        do(cast.slt, open_meeting, meeting_id=meeting.pk)
        given = {"text": "Se på saken", "owner_id": cast.principal.post, "due_on": today()}
        do(cast.slt, make_task, item_id=ours.pk, **given)
        with raises(Refused, match="Den stillingen kan ikke se oppgaven"):
            do(cast.slt, make_task, item_id=others.pk, **given)
        with raises(Refused, match="Den stillingen kan ikke se oppgaven"):
            do(cast.slt, give_task, forum_id=forum.pk, **given)

    def test_they_are_not_asked_how_the_whole_forum_works(self, cast: Cast, forum: Forum) -> None:
        asked = an_evaluation(cast, forum)
        with wall.acting(cast.slt):
            assert cast.principal.post not in {row.membership.post_id for row in asked.asked.all()}
