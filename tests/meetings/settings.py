"""A council at work: made as people make it, through commands, each inside its own wall."""

from datetime import timedelta
from uuid import UUID

from samrad.cooperation import wall
from samrad.forums.commands.bodies import set_up_forum
from samrad.forums.commands.members import add_member, agree_to_assessment, begin_assessment, take_in_external
from samrad.forums.models import Forum
from samrad.kernel.clock import now
from samrad.meetings.commands.agenda import place_item, propose_item
from samrad.meetings.commands.planning import call_meeting, plan_meeting
from samrad.meetings.commands.session import open_meeting
from samrad.meetings.models import AgendaItem, Meeting
from samrad.meetings.queries.meetings import agenda_of, meeting_visible_to
from samrad.parties.actor import Actor
from tests.cast import Cast
from tests.situations import do

IN_THREE_WEEKS = timedelta(days=21)


def a_council(cast: Cast, *, with_the_school: bool = False) -> Forum:
    """The police council of Lyngvik: mayor in the chair, the unit head deputy, the SLT coordinator secretary."""
    forum = do(
        cast.slt,
        set_up_forum,
        cooperation_id=cast.cooperation.pk,
        kind="council",
        name="Politirådet i Lyngvik",
    )
    for actor, role in (
        (cast.mayor, "chair"),
        (cast.chief, "deputy"),
        (cast.slt, "secretary"),
        (cast.police_contact, "member"),
    ):
        do(cast.slt, add_member, forum_id=forum.pk, post_id=actor.post, role=role)
    if with_the_school:
        assessment = do(cast.slt, begin_assessment, forum_id=forum.pk, challenge="Uro rundt skolen")
        do(cast.police_contact, agree_to_assessment, assessment_id=assessment.pk)
        given = {"forum_id": forum.pk, "post_id": cast.principal.post, "role": "member"}
        do(cast.slt, take_in_external, assessment_id=assessment.pk, **given)
    return forum


def a_meeting(cast: Cast, forum: Forum, *titles: str, **given: object) -> Meeting:
    """A planned meeting with a matter of each title on its agenda."""
    starts_at = now() + IN_THREE_WEEKS
    times = {"starts_at": starts_at, "ends_at": starts_at + timedelta(hours=2)}
    meeting = do(cast.slt, plan_meeting, forum_id=forum.pk, title="Vintermøte", place="Rådhuset", **times)
    for title in titles:
        an_item(cast.slt, forum, meeting, title, **given)
    return fresh(cast.slt, meeting.pk)


def an_item(actor: Actor, forum: Forum, meeting: Meeting, title: str, **given: object) -> AgendaItem:
    item = do(actor, propose_item, forum_id=forum.pk, title=title, **given)
    return do(actor, place_item, item_id=item.pk, meeting_id=meeting.pk)


def called(cast: Cast, meeting: Meeting) -> Meeting:
    return do(cast.slt, call_meeting, meeting_id=meeting.pk, seen=fresh(cast.slt, meeting.pk).version)


def in_session(cast: Cast, forum: Forum, *titles: str, **given: object) -> Meeting:
    meeting = a_meeting(cast, forum, *titles, **given)
    called(cast, meeting)
    return do(cast.slt, open_meeting, meeting_id=meeting.pk)


def fresh(actor: Actor, meeting_id: UUID) -> Meeting:
    with wall.acting(actor):
        return meeting_visible_to(actor, meeting_id)


def agenda(actor: Actor, meeting: Meeting) -> list[AgendaItem]:
    with wall.acting(actor):
        return agenda_of(actor, meeting_visible_to(actor, meeting.pk))
