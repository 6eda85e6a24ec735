"""A matter between the parties: asked and answered, coordinated, closed in disagreement, or sent on to others."""

from datetime import timedelta

import pytest
from django.db import connection

from samrad.cooperation import wall
from samrad.forums.models import Forum
from samrad.kernel import clock
from samrad.kernel.answers import Denied, Refused, Stale
from samrad.kernel.clock import now, today
from samrad.ledger.models import Entry
from samrad.meetings.commands.agenda import change_item, place_item, propose_item
from samrad.meetings.commands.between import (
    answer_matter,
    coordinate,
    note_answer_from_outside,
    note_disagreement,
    send_outside,
)
from samrad.meetings.commands.outcomes import decide
from samrad.meetings.commands.record import approve_minutes, send_minutes
from samrad.meetings.commands.session import close_meeting, open_meeting, write_note
from samrad.meetings.content import content_for
from samrad.meetings.documents import minutes_pdf
from samrad.meetings.models import AgendaItem, Meeting, MinutesFace, Onward, PartyWord
from samrad.meetings.queries.between import awaited_in
from samrad.meetings.queries.meetings import item_visible_to, meeting_visible_to, proposals_of
from samrad.meetings.queries.minutes import faces_of, matters_of, minutes_of
from samrad.parties.actor import Actor
from tests.cast import Cast
from tests.meetings.settings import a_council, a_meeting, agenda, called, fresh, in_session
from tests.pdf import words_of
from tests.situations import do

pytestmark = pytest.mark.django_db
ASKED = "Hvordan setter dere av folk til oppfølgingen?"


@pytest.fixture
def forum(cast: Cast) -> Forum:
    return a_council(cast, with_the_school=True)


def asked_of(cast: Cast, forum: Forum, asking: Actor, asked: object) -> AgendaItem:
    given = {"title": ASKED, "kind": "commitments", "addressed_to_id": asked, "face": "parties"}
    return do(asking, propose_item, forum_id=forum.pk, **given)


def kinds(cast: Cast) -> list[str]:
    with wall.acting(cast.slt):
        return list(Entry.objects.filter(cooperation=cast.cooperation.pk).values_list("kind", flat=True))


def approved(cast: Cast, meeting: Meeting) -> str:
    """The minutes sent and approved by both; the words of the parties' file."""
    do(cast.slt, close_meeting, meeting_id=meeting.pk)
    minutes = do(cast.slt, send_minutes, meeting_id=meeting.pk, seen=fresh(cast.slt, meeting.pk).version)
    for who in (cast.slt, cast.police_contact):
        do(who, approve_minutes, minutes_id=minutes.pk, seen_hash=minutes.content_hash, make_pdf=minutes_pdf)
    with wall.acting(cast.slt):
        return words_of(bytes(MinutesFace.objects.get(minutes=minutes, face="parties").pdf or b""))


class TestOneAsksTheOther:
    @pytest.mark.parametrize("ours_first", [True, False])
    def test_in_the_same_words_both_ways_and_the_answer_is_minuted(
        self, cast: Cast, forum: Forum, ours_first: bool
    ) -> None:
        """V-1-h: raising party, addressed party, an answer and its date; what is set aside is minuted."""
        town, police = cast.places.lyngvik.pk, cast.places.north.pk
        asking, answering, asked = (
            (cast.slt, cast.police_contact, police) if ours_first else (cast.police_contact, cast.slt, town)
        )
        item = asked_of(cast, forum, asking, asked)
        meeting = a_meeting(cast, forum)
        do(cast.slt, place_item, item_id=item.pk, meeting_id=meeting.pk)
        called(cast, meeting)
        do(cast.slt, open_meeting, meeting_id=meeting.pk)
        do(answering, answer_matter, item_id=item.pk, text="Vi setter av to dager.", resources="20 prosent")
        do(cast.slt, write_note, item_id=item.pk, text="Drøftet.", seen=0)
        with wall.acting(cast.slt) as actor:
            head = matters_of(actor, meeting_visible_to(actor, meeting.pk))[0].head["asked"]
        names = {town: "Lyngvik kommune", police: "Nordre politidistrikt"}
        assert head == {
            "by": names[police if asked == town else town],
            "whom": names[asked],
            "answer": {
                "text": "Vi setter av to dager.",
                "resources": "20 prosent",
                "on": today().isoformat(),
            },
        }
        words = approved(cast, meeting)
        assert all(part in words for part in ("Rettet til", "Vi setter av to dager.", "20 prosent"))
        assert kinds(cast).count("MatterAddressed") == 1

    def test_what_is_unanswered_after_the_meeting_is_listed_until_the_answer_comes(
        self, cast: Cast, forum: Forum
    ) -> None:
        """V-1-h: unanswered after the next meeting, with no count for each party."""
        item = asked_of(cast, forum, cast.slt, cast.places.north.pk)
        meeting = a_meeting(cast, forum)
        do(cast.slt, place_item, item_id=item.pk, meeting_id=meeting.pk)
        with wall.acting(cast.slt) as actor:
            assert not awaited_in(actor, meeting_visible_to(actor, meeting.pk).forum)
        called(cast, meeting)
        do(cast.slt, open_meeting, meeting_id=meeting.pk)
        do(cast.slt, write_note, item_id=item.pk, text="Drøftet.", seen=0)
        do(cast.slt, close_meeting, meeting_id=meeting.pk)
        for who, seen in ((cast.slt, [ASKED]), (cast.police_contact, [ASKED]), (cast.principal, [])):
            with wall.acting(who) as actor:
                found = awaited_in(actor, meeting_visible_to(actor, meeting.pk).forum)
                assert [row.title for row in found.matters] == seen
        do(cast.police_contact, answer_matter, item_id=item.pk, text="Vi setter av to dager.")
        with wall.acting(cast.slt) as actor:
            assert not awaited_in(actor, meeting_visible_to(actor, meeting.pk).forum)

    def test_only_the_one_who_is_asked_answers_outside_the_meeting(self, cast: Cast, forum: Forum) -> None:
        item = asked_of(cast, forum, cast.slt, cast.places.north.pk)
        for who in (cast.slt, cast.mayor):
            with pytest.raises(Denied, match="Det er parten saken er rettet til, som svarer"):
                do(who, answer_matter, item_id=item.pk, text="Vi svarer for dem.")
        with pytest.raises(Refused, match="Skriv svaret først"):
            do(cast.police_contact, answer_matter, item_id=item.pk, text="  ")
        do(cast.police_contact, answer_matter, item_id=item.pk, text="Vi setter av to dager.")
        with pytest.raises(Stale) as stale:
            do(cast.chief, answer_matter, item_id=item.pk, text="Tre dager.", seen=0)
        assert stale.value.theirs == "Vi setter av to dager."
        with pytest.raises(AgendaItem.DoesNotExist):
            do(cast.foreign_contact, answer_matter, item_id=item.pk, text="x")

    def test_a_matter_of_commitments_names_somebody_else_who_can_see_it(
        self, cast: Cast, forum: Forum
    ) -> None:
        for given, sentence in (
            ({}, "Velg hvilken part som skal svare på hvordan forpliktelsene følges opp."),
            ({"addressed_to_id": cast.places.lyngvik.pk}, "En sak kan bare rettes til en annen part"),
            (
                {"addressed_to_id": cast.places.north.pk, "only_ours": True},
                "En sak kan bare rettes til en annen part",
            ),
            ({"addressed_to_id": cast.places.storvik.pk}, "Saken kan bare rettes til en av partene"),
        ):
            with pytest.raises(Refused, match=sentence):
                do(cast.slt, propose_item, forum_id=forum.pk, title="x", kind="commitments", **given)
        with pytest.raises(Refused, match="En sak kan bare rettes til en annen part"):
            do(
                cast.principal,
                propose_item,
                forum_id=forum.pk,
                title="x",
                addressed_to_id=cast.places.lyngvik.pk,
            )

    def test_the_answer_goes_where_the_matter_is_seen_and_no_further(self, cast: Cast, forum: Forum) -> None:
        """What was shared with the whole forum and is drawn in again takes the answer along, in the second wall too."""
        given = {"title": ASKED, "kind": "discussion", "addressed_to_id": cast.places.north.pk}
        item = do(cast.slt, propose_item, forum_id=forum.pk, face="forum", **given)
        do(cast.police_contact, answer_matter, item_id=item.pk, text="SVARFUGL")
        assert raw_words(cast.principal) == ["SVARFUGL"]
        do(
            cast.slt,
            change_item,
            item_id=item.pk,
            background="",
            what_to_decide="",
            level="strategic",
            face="parties",
            seen=item.version,
            **given,
        )
        assert (raw_words(cast.principal), raw_words(cast.slt)) == ([], ["SVARFUGL"])
        with pytest.raises(Refused, match="Saken er allerede besvart"):
            do(
                cast.slt,
                change_item,
                item_id=item.pk,
                background="",
                what_to_decide="",
                level="strategic",
                seen=item.version + 1,
                **given | {"addressed_to_id": None},
            )


def raw_words(actor: Actor) -> list[str]:
    with wall.acting(actor), connection.cursor() as cursor:
        cursor.execute("select text from meetings_partyword")
        return [text for (text,) in cursor.fetchall()]


class TestCoordination:
    def test_says_what_is_viewed_together_and_what_each_party_adapts(self, cast: Cast, forum: Forum) -> None:
        """V-2.3-b: at least one of the five, and an adaptation or «no change» for each party."""
        meeting = in_session(cast, forum, "Trygt sentrum")
        item = agenda(cast.slt, meeting)[0]
        town, police = cast.places.lyngvik.pk, cast.places.north.pk
        given = {"item_id": item.pk, "weighing": "Åpent tilbud går foran.", "seen": item.version}
        with pytest.raises(Refused, match="Velg minst én ting som saken ser i sammenheng"):
            do(cast.slt, coordinate, premises=[], adaptations={town: "x", police: ""}, **given)
        with pytest.raises(
            Refused, match="Skriv hva Nordre politidistrikt tilpasser, eller at det ikke blir"
        ):
            do(cast.slt, coordinate, premises=["goals"], adaptations={town: "Flytter natteravn"}, **given)
        adapted = {town: "Flytter vaktene til fredag.", police: ""}
        do(cast.slt, coordinate, premises=["activities", "resources"], adaptations=adapted, **given)
        with pytest.raises(Stale) as stale:
            do(cast.police_contact, coordinate, premises=["goals"], adaptations=adapted, **given)
        assert stale.value.theirs == "Åpent tilbud går foran."
        do(cast.slt, write_note, item_id=item.pk, text="Drøftet.", seen=0)
        words = approved(cast, meeting)
        for part in (
            "Sett i sammenheng: Aktiviteter, Ressurser",
            "Lyngvik kommune tilpasser: Flytter vaktene til fredag.",
            "Nordre politidistrikt tilpasser: Ingen endring.",
        ):
            assert part in words
        with pytest.raises(Refused, match="Referatet er sendt, eller saken er trukket"):
            do(cast.slt, coordinate, premises=["goals"], adaptations=adapted, **given)

    def test_a_partys_own_matter_coordinates_nothing(self, cast: Cast, forum: Forum) -> None:
        item = do(cast.slt, propose_item, forum_id=forum.pk, title="Vår egen", only_ours=True)
        with pytest.raises(Denied, match="Saken er bare deres egen"):
            do(
                cast.slt,
                coordinate,
                item_id=item.pk,
                premises=["goals"],
                weighing="",
                adaptations={},
                seen=1,
            )


class TestDisagreement:
    def test_closes_the_matter_with_each_view_and_the_minutes_are_approved(
        self, cast: Cast, forum: Forum
    ) -> None:
        """V-2.3-d: of which sort, a view for each party, and a next step with responsible and day."""
        meeting = in_session(cast, forum, "Skjenketider")
        item = agenda(cast.slt, meeting)[0]
        town, police = cast.places.lyngvik.pk, cast.places.north.pk
        views = {town: "Byen skal leve om natten.", police: "Volden kommer etter klokken to."}
        step = {"next_step": "Se på tallene igjen", "responsible_id": cast.slt.post, "next_on": today()}
        given = {"item_id": item.pk, "disagreement": "goals", "text": "Vi er enige om å være uenige."}
        with pytest.raises(Refused, match="Skriv synet til Nordre politidistrikt med deres egne ord"):
            do(cast.slt, note_disagreement, views={town: views[town]}, **given, **step)
        with pytest.raises(Refused, match="Skriv hva som er neste skritt"):
            do(cast.slt, note_disagreement, views=views, **given, **step | {"next_step": " "})
        with pytest.raises(Refused, match="Fristen kan ikke være passert"):
            do(
                cast.slt,
                note_disagreement,
                views=views,
                **given,
                **step | {"next_on": today() - timedelta(days=1)},
            )
        with pytest.raises(Refused, match="Dette utfallet har sin egen side"):
            do(cast.slt, decide, item_id=item.pk, outcome="disagreed", text="x")
        decision = do(cast.slt, note_disagreement, views=views, **given, **step)
        assert (decision.outcome, decision.disagreement) == ("disagreed", "goals")
        words = approved(cast, meeting)
        for part in (
            "Uenighet notert",
            "Uenigheten gjelder: Mål som går mot hverandre",
            "Slik ser Lyngvik kommune det: Byen skal leve om natten.",
            "Slik ser Nordre politidistrikt det: Volden kommer etter klokken to.",
            "Se på tallene igjen. Frist",
        ):
            assert part in words
        assert fresh(cast.slt, meeting.pk).state == "approved"

    def test_a_changed_mind_takes_the_views_out_of_the_minutes(self, cast: Cast, forum: Forum) -> None:
        meeting = in_session(cast, forum, "Skjenketider")
        item = agenda(cast.slt, meeting)[0]
        views = {cast.places.lyngvik.pk: "Ja", cast.places.north.pk: "Nei"}
        step = {"next_step": "Se igjen", "responsible_id": cast.slt.post, "next_on": today()}
        do(cast.slt, note_disagreement, item_id=item.pk, disagreement="interests", views=views, **step)
        do(cast.slt, decide, item_id=item.pk, outcome="decided", text="Vi ble enige.")
        with wall.acting(cast.slt) as actor:
            content = content_for(
                "parties", None, {}, matters_of(actor, meeting_visible_to(actor, meeting.pk))
            )
        decisions = content["matters"][0]["decisions"]
        assert [(row["outcome"], "views" in row) for row in decisions] == [("decided", False)]


class TestSentOutside:
    GIVEN = {"channel": "ministry", "to_whom": "Politiavdelingen", "text": "Vi ber om et svar om hjemmelen."}

    def sent(self, cast: Cast, forum: Forum, **given: object) -> tuple[Meeting, AgendaItem, Onward]:
        meeting = in_session(cast, forum, "Nasjonal føring")
        item = agenda(cast.slt, meeting)[0]
        days = {"sent_on": today(), "answer_by": today() + timedelta(days=40)}
        responsible = {"responsible_id": cast.chief.post}
        onward = do(cast.slt, send_outside, item_id=item.pk, **self.GIVEN | days | responsible | given)
        return meeting, item, onward

    def test_names_channel_sender_and_days_and_waits_on_the_forums_list(
        self, cast: Cast, forum: Forum
    ) -> None:
        """V-1-i: channel, sender and date, and «awaiting» with its age in days."""
        meeting, item, onward = self.sent(cast, forum)
        words = approved(cast, meeting)
        for part in (
            "Utenfor det partene rår over",
            "Sendes til: Et departement, Politiavdelingen",
            "Svar ventes innen",
        ):
            assert part in words
        with clock.set_to(now() + timedelta(days=12)), wall.acting(cast.police_contact) as actor:
            found = awaited_in(actor, meeting_visible_to(actor, meeting.pk).forum)
            rows = [(row.item_id, row.waited, row.decision.responsible_id) for row in found.onwards]
        assert rows == [(item.pk, 12, cast.chief.post)]
        assert onward.face == "parties"
        with wall.acting(cast.principal) as actor:
            assert not awaited_in(actor, meeting_visible_to(actor, meeting.pk).forum)

    def test_the_answer_is_raised_so_that_a_later_meeting_hears_it(self, cast: Cast, forum: Forum) -> None:
        """V-1-i: answered, and reported back in a later meeting."""
        _meeting, item, onward = self.sent(cast, forum)
        given = {"onward_id": onward.pk, "seen": 1}
        with pytest.raises(Refused, match="Svaret kom etter at saken ble sendt"):
            do(
                cast.chief,
                note_answer_from_outside,
                answer="Ja",
                answered_on=today() - timedelta(days=1),
                **given,
            )
        with pytest.raises(Onward.DoesNotExist):
            do(cast.principal, note_answer_from_outside, answer="Ja", answered_on=today(), **given)
        done = do(
            cast.chief, note_answer_from_outside, answer="Hjemmelen finnes.", answered_on=today(), **given
        )
        with wall.acting(cast.slt) as actor:
            raised = proposals_of(actor, forum_of(actor, item))
            assert [(row.pk, row.kind, row.carried_from_id) for row in raised] == [
                (done.told_in_id, "information", item.pk)
            ]
            assert not awaited_in(actor, forum_of(actor, item)).onwards
        with pytest.raises(Stale):
            do(cast.slt, note_answer_from_outside, answer="Nei.", answered_on=today(), **given)
        do(
            cast.slt,
            note_answer_from_outside,
            answer="Rettet.",
            answered_on=today(),
            onward_id=onward.pk,
            seen=2,
        )
        with wall.acting(cast.slt) as actor:
            assert len(proposals_of(actor, forum_of(actor, item))) == 1

    @pytest.mark.parametrize(
        ("given", "sentence"),
        [
            ({"text": " "}, "Skriv hva dere ber om."),
            ({"channel": "other", "to_whom": ""}, "Skriv hvem saken sendes til."),
            ({"answer_by": today() - timedelta(days=3)}, "Svarfristen kan ikke være før saken sendes."),
        ],
    )
    def test_refuses_what_nobody_could_answer(
        self, cast: Cast, forum: Forum, given: dict[str, object], sentence: str
    ) -> None:
        with pytest.raises(Refused, match=sentence):
            self.sent(cast, forum, **given)


def forum_of(actor: Actor, item: AgendaItem) -> Forum:
    return item_visible_to(actor, item.pk).forum


def test_external_members_read_of_it_what_the_forum_shares(cast: Cast, forum: Forum) -> None:
    """The school sees the views of a matter that is open to the forum, and nothing of the parties' own."""
    meeting = in_session(cast, forum, "Åpen sak", face="forum")
    item = agenda(cast.slt, meeting)[0]
    views = {cast.places.lyngvik.pk: "Ja takk", cast.places.north.pk: "Nei takk"}
    step = {"next_step": "Se igjen", "responsible_id": cast.slt.post, "next_on": today()}
    do(cast.slt, note_disagreement, item_id=item.pk, disagreement="interests", views=views, **step)
    do(cast.slt, close_meeting, meeting_id=meeting.pk)
    do(cast.slt, send_minutes, meeting_id=meeting.pk, seen=fresh(cast.slt, meeting.pk).version)
    with wall.acting(cast.principal) as actor:
        content = faces_of(actor, minutes_of(actor, meeting_visible_to(actor, meeting.pk))[0])[0].content
        assert PartyWord.objects.count() == 2
    assert [view["text"] for view in content["matters"][0]["decisions"][0]["views"]] == [
        "Ja takk",
        "Nei takk",
    ]
