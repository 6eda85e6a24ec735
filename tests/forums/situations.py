"""Forums as people make them: through commands, each inside its own wall."""

from samrad.forums.commands.bodies import set_up_forum
from samrad.forums.commands.members import (
    add_member,
    agree_to_assessment,
    begin_assessment,
    take_in_external,
)
from samrad.forums.commands.wheel import add_wheel_point
from samrad.forums.models import Assessment, Forum, Membership, WheelPoint
from samrad.kernel.clock import today
from samrad.parties.actor import Actor
from tests.cast import Cast
from tests.situations import do


def a_council(cast: Cast, **given: object) -> Forum:
    """Set up by the municipality, with its whole year."""
    usual = {"cooperation_id": cast.cooperation.pk, "kind": "council", "name": "Politirådet i Lyngvik"}
    return do(cast.slt, set_up_forum, **usual | given)


def seated(cast: Cast, forum: Forum, who: Actor, role: str = "member") -> Membership:
    return do(cast.slt, add_member, forum_id=forum.pk, post_id=who.post, role=role)


def agreed(cast: Cast, forum: Forum, challenge: str = "Uro rundt skolen") -> Assessment:
    """Both parties have said yes to letting others in."""
    assessment = do(cast.slt, begin_assessment, forum_id=forum.pk, challenge=challenge)
    return do(cast.police_contact, agree_to_assessment, assessment_id=assessment.pk)


def with_the_school(cast: Cast, forum: Forum) -> Membership:
    """The principal sits there, as an external member."""
    assessment = agreed(cast, forum)
    return do(
        cast.slt,
        take_in_external,
        forum_id=forum.pk,
        post_id=cast.principal.post,
        role="member",
        assessment_id=assessment.pk,
    )


def a_point(cast: Cast, forum: Forum, name: str, **given: object) -> WheelPoint:
    return do(cast.slt, add_wheel_point, **{"forum_id": forum.pk, "name": name, "on": today()} | given)


def a_living_council(
    cast: Cast, *, name: str = "Politirådet i Lyngvik", point: str = "Temakveld"
) -> tuple[Forum, Membership, Assessment, WheelPoint]:
    """A council with a member, an assessment and a point that only the parties see."""
    forum = a_council(cast, name=name)
    member = seated(cast, forum, cast.chief, "deputy")
    assessment = agreed(cast, forum, f"{name} rundt skolen")
    return forum, member, assessment, a_point(cast, forum, point, face="parties")
