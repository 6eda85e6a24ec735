"""Who sits in a forum: posts with roles, and others when both parties have agreed. V-4.2-f."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from samrad.cooperation import wall
from samrad.forums.commands.bodies import end_forum
from samrad.forums.commands.members import (
    add_member,
    agree_to_assessment,
    begin_assessment,
    change_role,
    end_membership,
    take_in_external,
)
from samrad.forums.models import Assessment, AssessmentYes, Forum, Membership, WheelPoint
from samrad.forums.queries import (
    assessment_visible_to,
    assessments_of,
    forum_visible_to,
    forums_of,
    holders_of,
    membership_visible_to,
    own_forums,
    points_due,
    posts_outside,
    posts_to_seat,
    wheel_point_visible_to,
)
from samrad.kernel.answers import Denied, Refused, Stale
from samrad.kernel.clock import today
from samrad.parties.actor import Actor
from tests.cast import Cast
from tests.forums.situations import a_council, a_point, agreed, seated, with_the_school
from tests.ledger.reading import entries, kinds
from tests.situations import do
from tests.visit import login_as, visit

pytestmark = pytest.mark.django_db


class TestAPartysPost:
    def test_sits_for_its_party_and_it_is_written_down(self, cast: Cast) -> None:
        member = seated(cast, a_council(cast), cast.chief, "deputy")
        assert (member.party_id, member.is_external) == (cast.places.north.pk, False)
        newest = entries(cast.slt, cast.cooperation)[0]
        assert (newest.kind, newest.payload["role"], newest.payload["is_external"]) == (
            "MemberJoined", "deputy", False,
        )  # fmt: skip

    def test_sits_there_once(self, cast: Cast) -> None:
        forum = a_council(cast)
        seated(cast, forum, cast.chief)
        with pytest.raises(Refused, match="sitter allerede i forumet"):
            seated(cast, forum, cast.chief)

    def test_is_the_only_kind_that_comes_without_an_assessment(self, cast: Cast) -> None:
        with pytest.raises(Refused, match="hører ikke til noen av partene"):
            seated(cast, a_council(cast), cast.principal)

    def test_is_seated_by_those_who_run_the_forum(self, cast: Cast) -> None:
        forum = a_council(cast)
        with pytest.raises(Denied, match="koordinerer eller undertegner"):
            do(cast.reader, add_member, forum_id=forum.pk, post_id=cast.chief.post, role="member")
        with pytest.raises(Forum.DoesNotExist):
            do(cast.neighbour_mayor, add_member, forum_id=forum.pk, post_id=cast.chief.post, role="member")

    def test_gets_another_role_unless_somebody_came_first(self, cast: Cast) -> None:
        member = seated(cast, a_council(cast), cast.mayor)
        changed = do(cast.police_contact, change_role, membership_id=member.pk, role="chair", seen=1)
        assert (changed.role, kinds(cast.slt, cast.cooperation)[0]) == ("chair", "MemberRoleChanged")
        with pytest.raises(Stale) as stale:
            do(cast.slt, change_role, membership_id=member.pk, role="member", seen=1)
        assert stale.value.theirs == "Leder"

    def test_leaves_and_may_come_back(self, cast: Cast) -> None:
        forum = a_council(cast)
        member = seated(cast, forum, cast.mayor)
        with pytest.raises(Refused, match="før det kom inn"):
            do(cast.slt, end_membership, membership_id=member.pk, on=today() - timedelta(days=1))
        do(cast.slt, end_membership, membership_id=member.pk, on=today())
        assert kinds(cast.slt, cast.cooperation)[0] == "MemberLeft"
        with pytest.raises(Refused, match="allerede gått ut"):
            do(cast.slt, end_membership, membership_id=member.pk, on=today())
        with pytest.raises(Refused, match="Legg stillingen til på nytt"):
            do(cast.slt, change_role, membership_id=member.pk, role="chair", seen=2)
        assert seated(cast, forum, cast.mayor).pk != member.pk

    def test_with_a_last_day_to_come_sits_there_until_then_and_may_leave_sooner(self, cast: Cast) -> None:
        """A seat for a time is a seat like any other for that time."""
        member = seated(cast, a_council(cast), cast.mayor)
        do(cast.slt, end_membership, membership_id=member.pk, on=today() + timedelta(days=30))
        assert 'name="role"' in visit(login_as("slt"), f"/medlem/{member.pk}/").html
        changed = do(cast.slt, change_role, membership_id=member.pk, role="deputy", seen=2)
        assert changed.role == "deputy"
        do(cast.slt, end_membership, membership_id=member.pk, on=today())
        assert 'name="role"' not in visit(login_as("slt"), f"/medlem/{member.pk}/").html

    def test_is_chosen_among_those_that_do_not_sit_there(self, cast: Cast) -> None:
        forum = a_council(cast)
        seated(cast, forum, cast.mayor)
        with wall.acting(cast.slt) as actor:
            seen = forum_visible_to(actor, forum.pk)
            titles = [post.title for post in posts_to_seat(seen)]
            outside = [post.title for post in posts_outside(seen)]
            held = holders_of([cast.mayor.post])
        assert titles == [
            "Kommunedirektør",
            "SLT-koordinator",
            "Varaordfører",
            "Politikontakt",
            "Tjenesteenhetsleder",
        ]
        assert outside == ["Fylkesdirektør", "Rektor"]
        assert [row.person.name for row in held[cast.mayor.post]] == ["Astrid Bergum"]


class TestTheJointAssessment:
    def test_is_agreed_when_each_party_has_said_its_own_yes(self, cast: Cast) -> None:
        forum = a_council(cast)
        assessment = do(cast.slt, begin_assessment, forum_id=forum.pk, challenge="Uro rundt skolen")
        assert assessment.agreed_on is None
        said = do(cast.police_contact, agree_to_assessment, assessment_id=assessment.pk)
        assert said.agreed_on == today()
        told = [entry.payload["both_agree"] for entry in entries(cast.slt, cast.cooperation)[:2]]
        assert told == [True, False]
        with wall.acting(cast.slt) as actor:
            (kept,) = assessments_of(actor, forum_visible_to(actor, forum.pk))
            parties = {given.party_id for given in kept.yeses.all()}
        assert parties == {cast.places.lyngvik.pk, cast.places.north.pk}

    def test_nobody_says_yes_for_the_other(self, cast: Cast) -> None:
        assessment = do(cast.slt, begin_assessment, forum_id=a_council(cast).pk, challenge="Uro")
        for own in (cast.slt, cast.mayor):
            with pytest.raises(Refused, match="Dere har allerede sagt ja"):
                do(own, agree_to_assessment, assessment_id=assessment.pk)
        with pytest.raises(Denied):
            do(cast.reader, agree_to_assessment, assessment_id=assessment.pk)

    def test_is_not_agreed_to_when_the_forum_has_ended(self, cast: Cast) -> None:
        forum = a_council(cast)
        assessment = do(cast.slt, begin_assessment, forum_id=forum.pk, challenge="Uro")
        do(cast.slt, end_forum, forum_id=forum.pk, on=today())
        with pytest.raises(Refused, match="Forumet er avsluttet"):
            do(cast.police_contact, agree_to_assessment, assessment_id=assessment.pk)

    def test_names_a_challenge(self, cast: Cast) -> None:
        with pytest.raises(Refused, match="Skriv hvilken lokal utfordring"):
            do(cast.slt, begin_assessment, forum_id=a_council(cast).pk, challenge=" ")

    def test_of_one_forum_opens_no_other(self, cast: Cast) -> None:
        assessment = agreed(cast, a_council(cast))
        other = a_council(cast, kind="thematic", name="Trafikk")
        with pytest.raises(Denied, match="Partene må først bli enige"):
            do(
                cast.slt,
                take_in_external,
                forum_id=other.pk,
                post_id=cast.principal.post,
                role="member",
                assessment_id=assessment.pk,
            )

    def test_opens_for_others_only_and_from_the_day_the_parties_agreed(self, cast: Cast) -> None:
        forum = a_council(cast)
        given = {"forum_id": forum.pk, "role": "member", "assessment_id": agreed(cast, forum).pk}
        with pytest.raises(Refused, match="hører til en av partene"):
            do(cast.slt, take_in_external, post_id=cast.mayor.post, **given)
        yesterday = today() - timedelta(days=1)
        with pytest.raises(Refused, match="før partene ble enige"):
            do(cast.slt, take_in_external, post_id=cast.principal.post, valid_from=yesterday, **given)

    def test_the_database_itself_takes_no_external_member_without_one(self, cast: Cast) -> None:
        forum = a_council(cast)
        refused = pytest.raises(DatabaseError, match="comes_after_an_assessment")
        with wall.acting(cast.slt), refused, transaction.atomic():
            Membership.objects.create(
                cooperation=cast.cooperation,
                forum=forum,
                post_id=cast.principal.post,
                is_external=True,
                valid_from=today(),
            )


def everything_seen_by(actor: Actor) -> dict[str, set[object]]:
    """All rows of the room that the database shows this person, whatever the code asks."""
    with wall.acting(actor):
        return {
            model.__name__: set(model.objects.values_list("pk", flat=True))
            for model in (Forum, Membership, WheelPoint, Assessment, AssessmentYes)
        }


class TestAnExternalMember:
    def test_reaches_one_forum_and_of_it_what_is_shared(self, cast: Cast) -> None:
        """V-4.2-f: nothing else, in either wall."""
        council, other = a_council(cast), a_council(cast, kind="thematic", name="Trafikk")
        member = with_the_school(cast, council)
        kept = a_point(cast, council, "Bare partene", face="parties")
        shared, public = (a_point(cast, council, face, face=face) for face in ("forum", "public"))
        elsewhere = a_point(cast, other, "Et annet sted", face="forum")
        seen = everything_seen_by(cast.principal)
        assert (seen["Forum"], seen["Assessment"], seen["AssessmentYes"]) == ({council.pk}, set(), set())
        assert seen["Membership"] == {member.pk}
        assert {shared.pk, public.pk} <= seen["WheelPoint"]
        assert not {kept.pk, elsewhere.pk} & seen["WheelPoint"]
        with wall.acting(cast.principal) as actor:
            assert [forum.pk for forum in forums_of(actor, cast.cooperation)] == [council.pk]
            assert membership_visible_to(actor, member.pk) == member
            assert {point.pk for point in points_due(actor, today())} >= {shared.pk, public.pk}
            for hidden in (kept, elsewhere):
                with pytest.raises(WheelPoint.DoesNotExist):
                    wheel_point_visible_to(actor, hidden.pk)
            with pytest.raises(Forum.DoesNotExist):
                forum_visible_to(actor, other.pk)
            with pytest.raises(Assessment.DoesNotExist):
                assessment_visible_to(actor, member.assessment_id)

    def test_sees_what_is_one_partys_own_no_more_than_the_other_party_does(self, cast: Cast) -> None:
        council = a_council(cast)
        with_the_school(cast, council)
        point = a_point(cast, council, "Kommunens eget", face="forum")
        with wall.acting(cast.slt):
            WheelPoint.objects.filter(pk=point.pk).update(only_for=cast.places.lyngvik)
        assert point.pk in everything_seen_by(cast.mayor)["WheelPoint"]
        for other in (cast.principal, cast.police_contact):
            assert point.pk not in everything_seen_by(other)["WheelPoint"]

    def test_writes_nothing_past_the_commands(self, cast: Cast) -> None:
        council = a_council(cast)
        with_the_school(cast, council)
        with wall.acting(cast.principal):
            assert Forum.objects.update(name="Vårt råd") == 0
            assert WheelPoint.objects.update(name="Vårt punkt") == 0
            assert Membership.objects.all().delete()[0] == 0
            with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
                WheelPoint.objects.create(
                    cooperation=cast.cooperation, forum=council, kind="own", name="x", on=today()
                )

    def test_runs_nothing_there(self, cast: Cast) -> None:
        council = a_council(cast)
        with_the_school(cast, council)
        with pytest.raises((Denied, Forum.DoesNotExist)):
            do(cast.principal, end_forum, forum_id=council.pk, on=today())

    def test_is_outside_again_the_day_after_the_last(self, cast: Cast) -> None:
        council = a_council(cast)
        member = with_the_school(cast, council)
        with wall.acting(cast.slt):
            Membership.objects.filter(pk=member.pk).update(
                valid_from=today() - timedelta(days=9), valid_to=today() - timedelta(days=1)
            )
        assert everything_seen_by(cast.principal)["Forum"] == set()
        with wall.acting(cast.principal) as actor:
            assert own_forums(actor) == []
