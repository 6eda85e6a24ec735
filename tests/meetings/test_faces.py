"""The faces of the minutes: one record, read by each as it is theirs to read, and published where the forum is open."""

from uuid import UUID

import pytest
from django.db import DatabaseError, transaction

from samrad.cooperation import wall
from samrad.forums.models import Forum
from samrad.kernel.answers import Refused, Stale
from samrad.kernel.clock import OSLO
from samrad.meetings.commands.record import approve_minutes, send_minutes
from samrad.meetings.commands.session import close_meeting, write_note
from samrad.meetings.models import Meeting, Minutes, MinutesFace, PublishedMinutes
from samrad.meetings.queries.faces import shared_faces
from samrad.meetings.queries.meetings import meeting_visible_to
from samrad.meetings.queries.minutes import minutes_of
from samrad.meetings.queries.published import published_by_id
from samrad.parties.actor import Actor
from tests.cast import Cast
from tests.meetings.settings import a_council, agenda, an_item, fresh, in_session
from tests.situations import do

pytestmark = pytest.mark.django_db
TOWN, POLICE = "KOMMUNEFUGL", "POLITIFUGL"


def sent(cast: Cast, meeting: Meeting) -> Minutes:
    do(cast.slt, close_meeting, meeting_id=meeting.pk)
    return do(cast.slt, send_minutes, meeting_id=meeting.pk, seen=fresh(cast.slt, meeting.pk).version)


def with_secrets(cast: Cast, forum: Forum) -> Meeting:
    """A matter for all with a word that each party keeps, and a matter that is the police's own."""
    meeting = in_session(cast, forum, "For alle", face="public")
    first = agenda(cast.slt, meeting)[0]
    own = {"title": POLICE, "only_ours": True, "legal_basis": "offentleglova § 24"}
    an_item(cast.police_contact, forum, meeting, **own)
    an_item(cast.slt, forum, meeting, "Sist", face="public")
    do(cast.slt, write_note, item_id=first.pk, text="Åpent.", seen=0)
    for who, word in ((cast.slt, TOWN), (cast.police_contact, POLICE)):
        given = {"text": word, "seen": 0, "face": "own", "legal_basis": "offentleglova § 14"}
        do(who, write_note, item_id=first.pk, **given)
    return meeting


def approve(who: Actor, minutes: Minutes) -> Minutes:
    given = {"minutes_id": minutes.pk, "seen_hash": minutes.content_hash}
    return do(who, approve_minutes, make_pdf=lambda face: str(face.content).encode(), **given)


def faces_seen_by(who: Actor) -> dict[tuple[str, UUID | None], MinutesFace]:
    with wall.acting(who):
        return {(row.face, row.only_for_id): row for row in MinutesFace.objects.all()}


class TestEveryFace:
    def test_a_partys_own_is_its_own_whoever_sends(self, cast: Cast) -> None:
        sent(cast, with_secrets(cast, a_council(cast)))
        for who, word, foreign in ((cast.slt, TOWN, POLICE), (cast.police_contact, POLICE, TOWN)):
            seen = faces_seen_by(who)
            assert sorted(face for face, _party in seen) == ["forum", "own", "parties", "public"]
            assert word in str(seen["own", who.party].content)
            assert foreign not in str([row.content for row in seen.values()])

    def test_all_have_the_same_numbers_and_what_is_hidden_its_basis(self, cast: Cast) -> None:
        meeting = with_secrets(cast, a_council(cast))
        with wall.acting(cast.slt) as actor:
            previewed = shared_faces(actor, meeting_visible_to(actor, meeting.pk))
        sent(cast, meeting)
        seen = faces_seen_by(cast.slt)
        assert [content["matters"] for _face, _party, content in previewed] == [
            seen[face, None].content["matters"] for face in ("parties", "forum", "public")
        ]
        numbers = {tuple(m["number"] for m in row.content["matters"]) for row in seen.values()}
        assert [[number.split("/")[0] for number in each] for each in numbers] == [["1", "2", "3"]]
        first, second, _third = seen["public", None].content["matters"]
        assert second == {"number": second["number"], "hidden": True, "legal_basis": "offentleglova § 24"}
        assert (first["hidden_passages"], first["hidden_on"]) == (1, ["offentleglova § 14"])

    def test_the_last_yes_keeps_a_file_of_each_also_of_the_other_partys_own(self, cast: Cast) -> None:
        """V-4.1.2-c."""
        minutes = sent(cast, with_secrets(cast, a_council(cast)))
        approve(cast.slt, minutes)
        assert {bool(row.pdf) for row in faces_seen_by(cast.slt).values()} == {False}
        approve(cast.police_contact, minutes)
        for who, word in ((cast.slt, TOWN), (cast.police_contact, POLICE)):
            kept = faces_seen_by(who)
            assert {bool(row.pdf) for row in kept.values()} == {True}
            assert word in bytes(kept["own", who.party].pdf or b"").decode()

    def test_what_was_written_after_the_look_is_looked_over_again(self, cast: Cast) -> None:
        meeting = in_session(cast, a_council(cast), "Trygt sentrum")
        item = agenda(cast.slt, meeting)[0]
        do(cast.slt, close_meeting, meeting_id=meeting.pk)
        seen = fresh(cast.slt, meeting.pk).version
        do(cast.police_contact, write_note, item_id=item.pk, text="Ett ord til.", seen=0)
        with pytest.raises(Stale, match="Møtet er endret siden du så over referatet"):
            do(cast.slt, send_minutes, meeting_id=meeting.pk, seen=seen)

    def test_nothing_in_a_matter_is_more_open_than_the_matter(self, cast: Cast) -> None:
        item = agenda(cast.slt, in_session(cast, a_council(cast), "Trygt sentrum", face="parties"))[0]
        with pytest.raises(Refused, match="Teksten kan ikke være åpnere enn saken"):
            do(cast.slt, write_note, item_id=item.pk, text="Ord", seen=0, face="public")


class TestPublishing:
    def open_council(self, cast: Cast) -> Forum:
        forum = a_council(cast)
        with wall.acting(cast.slt):
            Forum.objects.filter(pk=forum.pk).update(face="public")
        return forum

    def test_an_open_forum_publishes_what_both_approved(self, cast: Cast) -> None:
        """V-4.1.2-c: the public part apart from what is exempt."""
        meeting = with_secrets(cast, self.open_council(cast))
        minutes = sent(cast, meeting)
        approve(cast.slt, minutes)
        with wall.acting(Actor.nobody()):
            assert PublishedMinutes.objects.count() == 0
        approve(cast.police_contact, minutes)
        with wall.acting(Actor.nobody()):
            found = PublishedMinutes.objects.get()
            assert MinutesFace.objects.count() == 0
        assert "Åpent." in str(found.content)
        assert (TOWN in str(found.content), POLICE in str(found.content)) == (False, False)
        assert (found.title, found.held_on) == ("Vintermøte", meeting.starts_at.astimezone(OSLO).date())

    def test_is_never_changed(self, cast: Cast) -> None:
        minutes = sent(cast, with_secrets(cast, self.open_council(cast)))
        for who in (cast.slt, cast.police_contact):
            approve(who, minutes)
        with wall.acting(cast.slt):
            for change in (
                lambda: PublishedMinutes.objects.update(title="x"),
                lambda: PublishedMinutes.objects.all().delete(),
            ):
                with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
                    change()
            kept = PublishedMinutes.objects.get()
            assert published_by_id(kept.pk).title == "Vintermøte"

    def test_a_forum_that_is_not_open_publishes_nothing(self, cast: Cast) -> None:
        minutes = sent(cast, with_secrets(cast, a_council(cast)))
        for who in (cast.slt, cast.police_contact):
            approve(who, minutes)
        with wall.acting(cast.slt) as actor:
            assert minutes_of(actor, meeting_visible_to(actor, minutes.meeting_id))[0].state == "approved"
            assert PublishedMinutes.objects.count() == 0

    def test_an_open_forum_closes_nothing_without_a_basis(self, cast: Cast) -> None:
        meeting = in_session(cast, self.open_council(cast), "Lukket", face="parties")
        item = agenda(cast.slt, meeting)[0]
        do(cast.slt, write_note, item_id=item.pk, text="Ord", seen=0)
        do(cast.slt, close_meeting, meeting_id=meeting.pk)
        with pytest.raises(Refused, match=f"sak {item.case_number} er lukket uten hjemmel"):
            do(cast.slt, send_minutes, meeting_id=meeting.pk, seen=fresh(cast.slt, meeting.pk).version)
        do(cast.slt, write_note, item_id=item.pk, text="Ord", seen=1, legal_basis="offentleglova § 24")
        done = do(cast.slt, send_minutes, meeting_id=meeting.pk, seen=fresh(cast.slt, meeting.pk).version)
        assert done.state == "sent"
