"""A forum is set up in a few minutes, and lets others in only when the parties agree. V-4.2-f."""

import pytest

from samrad.cooperation import wall
from samrad.forums.commands.bodies import set_up_forum
from samrad.forums.commands.members import add_member, agree_to_assessment, begin_assessment, take_in_external
from samrad.forums.commands.wheel import add_wheel_point
from samrad.forums.models import Forum, Membership, WheelPoint
from samrad.forums.queries import forum_visible_to, own_forums, wheel_of
from samrad.kernel.answers import Denied
from samrad.kernel.clock import today
from tests.cast import Cast
from tests.situations import do

pytestmark = pytest.mark.django_db


def a_council(cast: Cast) -> Forum:
    return do(
        cast.slt,
        set_up_forum,
        cooperation_id=cast.cooperation.pk,
        kind="council",
        name="Politirådet i Lyngvik",
    )


class TestSettingUp:
    def test_gives_a_year_to_begin_with(self, cast: Cast) -> None:
        forum = a_council(cast)
        with wall.acting(cast.police_contact) as actor:
            points = wheel_of(actor, forum_visible_to(actor, forum.pk), today().year)
        assert [point.kind for point in points] == [
            "order_knowledge", "evaluate", "meeting", "priorities", "status", "budget", "meeting", "report",
        ]  # fmt: skip

    def test_a_stranger_sees_nothing_of_it(self, cast: Cast) -> None:
        forum = a_council(cast)
        with wall.acting(cast.neighbour_mayor) as actor:
            with pytest.raises(Forum.DoesNotExist):
                forum_visible_to(actor, forum.pk)
            assert (Forum.objects.count(), WheelPoint.objects.count()) == (0, 0)


class TestAnExternalMember:
    def taken_in(self, cast: Cast) -> tuple[Forum, Membership]:
        forum = a_council(cast)
        assessment = do(cast.slt, begin_assessment, forum_id=forum.pk, challenge="Uro rundt skolen")
        do(cast.police_contact, agree_to_assessment, assessment_id=assessment.pk)
        member = do(
            cast.slt,
            take_in_external,
            forum_id=forum.pk,
            post_id=cast.principal.post,
            role="member",
            assessment_id=assessment.pk,
        )
        return forum, member

    def test_comes_only_after_both_have_said_yes(self, cast: Cast) -> None:
        forum = a_council(cast)
        assessment = do(cast.slt, begin_assessment, forum_id=forum.pk, challenge="Uro rundt skolen")
        with pytest.raises(Denied):
            do(
                cast.slt,
                take_in_external,
                forum_id=forum.pk,
                post_id=cast.principal.post,
                role="member",
                assessment_id=assessment.pk,
            )

    def test_reaches_the_forum_and_what_is_shared_with_it_behind_both_walls(self, cast: Cast) -> None:
        forum, _member = self.taken_in(cast)
        do(cast.slt, add_wheel_point, forum_id=forum.pk, name="Bare partene", on=today(), face="parties")
        do(cast.slt, add_wheel_point, forum_id=forum.pk, name="For alle", on=today(), face="forum")
        with wall.acting(cast.principal) as actor:
            assert [row.pk for row in own_forums(actor)] == [forum.pk]
            seen = wheel_of(actor, forum_visible_to(actor, forum.pk), today().year)
            assert "For alle" in {point.name for point in seen}
            assert "Bare partene" not in {point.name for point in seen}
            assert "Bare partene" not in set(WheelPoint.objects.values_list("name", flat=True))
        with wall.acting(cast.neighbour_mayor):
            assert Forum.objects.count() == 0

    def test_a_party_post_is_an_ordinary_member(self, cast: Cast) -> None:
        forum = a_council(cast)
        member = do(cast.slt, add_member, forum_id=forum.pk, post_id=cast.chief.post, role="deputy")
        assert (member.is_external, member.party_id) == (False, cast.places.north.pk)
