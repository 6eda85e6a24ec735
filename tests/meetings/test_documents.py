"""The agenda and the minutes as files: the same words as on the page, for the reader they are made for."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from samrad.agreements.fingerprint import fingerprint
from samrad.cooperation import wall
from samrad.kernel.answers import Refused
from samrad.kernel.clock import today
from samrad.meetings.commands.answering import note_delivery
from samrad.meetings.commands.outcomes import decide, make_task
from samrad.meetings.commands.papers import add_paper
from samrad.meetings.commands.record import approve_minutes, remark_on_minutes, send_minutes
from samrad.meetings.commands.session import (
    close_meeting,
    note_attendance,
    open_meeting,
    stand_aside,
    write_note,
)
from samrad.meetings.documents import agenda_pdf, minutes_pdf
from samrad.meetings.models import Meeting, MinutesFace
from samrad.meetings.queries.meetings import (
    agenda_of,
    attendance_of,
    meeting_visible_to,
    own_call,
)
from samrad.meetings.queries.minutes import minutes_of
from samrad.parties.actor import Actor
from tests.cast import Cast
from tests.meetings.settings import a_council, a_meeting, agenda, an_item, called, fresh, in_session
from tests.pdf import faults, words_of
from tests.situations import do

pytestmark = pytest.mark.django_db
DUE = today() + timedelta(days=30)


def agenda_for(actor: Actor, meeting: Meeting) -> bytes:
    with wall.acting(actor):
        return agenda_pdf(actor, meeting_visible_to(actor, meeting.pk))


def face_of(actor: Actor, meeting: Meeting, face: str) -> MinutesFace:
    with wall.acting(actor):
        minutes = minutes_of(actor, meeting_visible_to(actor, meeting.pk))[0]
        found = MinutesFace.objects.get(minutes=minutes, face=face)
        found.minutes = minutes
        return found


def minutes_for(actor: Actor, meeting: Meeting, face: str) -> bytes:
    found = face_of(actor, meeting, face)
    with wall.acting(actor):
        return minutes_pdf(found)


def everybody_got_it(cast: Cast, meeting: Meeting) -> None:
    for actor in (cast.mayor, cast.chief, cast.slt, cast.police_contact, cast.principal):
        with wall.acting(actor):
            call = own_call(actor, meeting_visible_to(actor, meeting.pk))
        assert call
        do(actor, note_delivery, recipient_id=call.pk, state="delivered")


def sit(cast: Cast, meeting: Meeting, post: UUID | None, **given: Any) -> None:
    with wall.acting(cast.slt):
        rows = attendance_of(cast.slt, meeting_visible_to(cast.slt, meeting.pk))
    row = next(row for row in rows if row.membership.post_id == post)
    do(cast.slt, note_attendance, attendance_id=row.pk, **given)


def held(cast: Cast) -> Meeting:
    """A meeting with an open and a closed matter, everything noted, and its minutes sent."""
    forum = a_council(cast, with_the_school=True)
    meeting = a_meeting(cast, forum, "Trygt sentrum", face="public", step=4)
    an_item(cast.slt, forum, meeting, "LUKKETSAK", face="parties", legal_basis="offentleglova § 14")
    called(cast, meeting)
    everybody_got_it(cast, meeting)
    do(cast.slt, open_meeting, meeting_id=meeting.pk)
    opened, closed = agenda(cast.slt, meeting)
    sit(cast, meeting, cast.mayor.post, state="present", left_before_id=closed.pk)
    sit(cast, meeting, cast.chief.post, state="digital", substitute_id=cast.police_contact.post)
    with wall.acting(cast.slt):
        member = next(m for m in forum.memberships.all() if m.post_id == cast.mayor.post)
    do(cast.slt, stand_aside, item_id=opened.pk, membership_id=member.pk, provision="forvaltningsloven § 6")
    do(cast.slt, write_note, item_id=opened.pk, text="Partene gikk gjennom høsten.\n- Ett\n- To", seen=0)
    do(cast.slt, write_note, item_id=opened.pk, text="INTERNTNOTAT", face="parties", legal_basis="offentleglova § 15", seen=0)  # fmt: skip
    do(cast.slt, write_note, item_id=closed.pk, text="LUKKETTEKST", seen=0)
    do(
        cast.slt,
        decide,
        item_id=opened.pk,
        outcome="decided",
        text="Felles patrulje i sentrum.",
        resources="To kvelder i uken",
        responsible_id=cast.chief.post,
        dissent="Kommunen ville ha tre kvelder.",
    )
    do(cast.slt, make_task, item_id=opened.pk, text="Lag turnus", owner_id=cast.chief.post, due_on=DUE)
    do(cast.slt, make_task, item_id=closed.pk, text="LUKKETOPPGAVE", owner_id=cast.slt.post, due_on=DUE)
    do(cast.slt, close_meeting, meeting_id=meeting.pk)
    do(cast.slt, send_minutes, meeting_id=meeting.pk, seen=fresh(cast.slt, meeting.pk).version)
    return meeting


class TestTheAgenda:
    def test_says_what_stands_on_the_page(self, cast: Cast) -> None:
        forum = a_council(cast)
        meeting = a_meeting(cast, forum)
        item = an_item(cast.slt, forum, meeting, "Trygt sentrum", kind="decision", time_minutes=20,
                       background="Butikkene melder om uro.", what_to_decide="Skal vi gå sammen ut?")  # fmt: skip
        do(cast.slt, add_paper, item_id=item.pk, filename="oversikt.pdf", data=b"%PDF-1.7 hello")
        pdf = agenda_for(cast.police_contact, meeting)
        words = words_of(pdf)
        for said in (
            "Saksliste: Vintermøte",
            "Lyngvik kommune",
            "Nordre politidistrikt",
            "Forum: Politirådet i Lyngvik",
            "Sted: Fysisk, Rådhuset",
            f"{item.case_number} Trygt sentrum",
            "Type sak: Beslutning",
            "Legges fram av: SLT-koordinator, Lyngvik kommune",
            "Tid til saken: 20 minutter",
            "Butikkene melder om uro.",
            "Dette skal avgjøres Skal vi gå sammen ut?",
            "Vedlegg",
            "oversikt.pdf",
            "Side 1 av 1",
        ):
            assert said in words, (said, words)
        assert faults(pdf) == []

    def test_is_the_readers_own(self, cast: Cast) -> None:
        forum = a_council(cast, with_the_school=True)
        meeting = a_meeting(cast, forum, "For alle", face="forum")
        an_item(cast.slt, forum, meeting, "LUKKETSAK", face="parties")
        with wall.acting(cast.slt):
            item = agenda_of(cast.slt, meeting_visible_to(cast.slt, meeting.pk))[0]
        do(cast.slt, add_paper, item_id=item.pk, filename="lukket.txt", data=b"x", face="parties")
        assert "LUKKETSAK" in words_of(agenda_for(cast.slt, meeting))
        theirs = words_of(agenda_for(cast.principal, meeting))
        assert "For alle" in theirs
        assert "LUKKETSAK" not in theirs
        assert "lukket.txt" not in theirs

    def test_without_matters_says_so(self, cast: Cast) -> None:
        pdf = agenda_for(cast.slt, a_meeting(cast, a_council(cast)))
        assert "Ingen saker er satt opp ennå." in words_of(pdf)
        assert faults(pdf) == []

    def test_is_the_same_file_twice(self, cast: Cast) -> None:
        meeting = a_meeting(cast, a_council(cast), "Trygt sentrum")
        assert agenda_for(cast.slt, meeting) == agenda_for(cast.slt, meeting)

    def test_is_in_the_forums_language(self, cast: Cast) -> None:
        forum = a_council(cast)
        with wall.acting(cast.slt):
            type(forum).objects.filter(pk=forum.pk).update(language="nn")
        pdf = agenda_for(cast.slt, a_meeting(cast, forum, "Trygt sentrum", kind="decision"))
        words = words_of(pdf)
        assert "Saksliste: Vintermøte" in words
        assert "Stad: Fysisk" in words
        assert "Type sak: Avgjerd" in words


class TestTheMinutes:
    def test_say_everything_to_the_parties(self, cast: Cast) -> None:
        """V-4.1.2-b, V-4.1.2-d."""
        meeting = held(cast)
        do(cast.principal, remark_on_minutes, minutes_id=face_of(cast.slt, meeting, "parties").minutes_id, text="Vi kom for sent.")  # fmt: skip
        pdf = minutes_for(cast.slt, meeting, "parties")
        words = words_of(pdf)
        for said in (
            "Referat: Vintermøte",
            "Referatet er til godkjenning. Denne utgaven er for partene.",
            "Innkalt i tide: Ja, 21 dager før møtet.",
            "Ordfører Lyngvik kommune Leder Til stede Gikk før sak 2/",
            "På skjerm Vara:",
            "Trinn i samordningstrappen: 4",
            "Fratrådte: Ordfører, forvaltningsloven § 6",
            "Partene gikk gjennom høsten.",
            "INTERNTNOTAT",
            "Besluttet Felles patrulje i sentrum.",
            "Ressurser To kvelder i uken",
            "Avvikende syn Kommunen ville ha tre kvelder.",
            "Lag turnus",
            "LUKKETSAK",
            "LUKKETTEKST",
            "LUKKETOPPGAVE",
            "Merknader til referatet",
            "Vi kom for sent.",
            "Ingen part har godkjent referatet ennå.",
        ):
            assert said in words, (said, words)
        assert face_of(cast.slt, meeting, "parties").content_hash in words.replace(" ", "")
        assert faults(pdf) == []

    @pytest.mark.parametrize("face", ["forum", "public"])
    def test_hide_what_the_reader_may_not_see_and_say_on_what_basis(self, cast: Cast, face: str) -> None:
        meeting = held(cast)
        minutes = face_of(cast.slt, meeting, face)
        do(cast.slt, remark_on_minutes, minutes_id=minutes.minutes_id, text="LUKKETMERKNAD")
        pdf = minutes_for(cast.slt, meeting, face)
        words, number = words_of(pdf), minutes.content["matters"][1]["number"]
        assert f"Sak {number} er ikke åpen for denne lesergruppen. Hjemmel: offentleglova § 14." in words
        assert "1 del av saken er ikke åpen for denne lesergruppen. Hjemmel: offentleglova § 15." in words
        assert "Felles patrulje i sentrum." in words
        assert "LUKKET" not in words
        assert "INTERNTNOTAT" not in words
        assert b"LUKKET" not in pdf
        assert faults(pdf) == []

    def test_name_each_yes_once_all_have_approved(self, cast: Cast) -> None:
        """V-4.1.2-c."""
        meeting = held(cast)
        minutes = face_of(cast.slt, meeting, "public").minutes
        for actor in (cast.slt, cast.police_contact):
            do(actor, approve_minutes, minutes_id=minutes.pk, seen_hash=minutes.content_hash, make_pdf=minutes_pdf)  # fmt: skip
        kept = bytes(face_of(cast.slt, meeting, "public").pdf or b"")
        words = words_of(kept)
        assert "Referatet er godkjent av alle parter. Denne utgaven er for alle." in words
        assert "SLT-koordinator Lyngvik kommune" in words
        assert "Politikontakt Nordre politidistrikt" in words
        assert faults(kept) == []

    @pytest.mark.parametrize(
        ("notice", "said"),
        [
            ({"days": None, "wanted": 14, "in_good_time": False}, "Nei, ingen innkalling er bekreftet levert."),
            ({"days": 1, "wanted": 14, "in_good_time": False}, "Nei, 1 dag før møtet. Forumets regel er 14 dager."),
            ({"days": 20, "wanted": 14, "in_good_time": False}, "Nei, ikke alle innkallingene er bekreftet levert."),
        ],
    )  # fmt: skip
    def test_say_plainly_when_the_call_came_late(
        self, cast: Cast, notice: dict[str, object], said: str
    ) -> None:
        meeting = held(cast)
        face = face_of(cast.slt, meeting, "forum")
        face.content = face.content | {"notice": notice}
        face.content_hash = fingerprint(face.content)
        with wall.acting(cast.slt):
            assert said in words_of(minutes_pdf(face))

    def test_are_not_made_of_other_words_than_those_that_were_sent(self, cast: Cast) -> None:
        face = face_of(cast.slt, held(cast), "forum")
        face.content = face.content | {"title": "Et annet møte"}
        with pytest.raises(Refused, match="Referatet er ikke det som ble sendt ut"):
            minutes_pdf(face)

    def test_are_in_the_forums_language(self, cast: Cast) -> None:
        meeting = held(cast)
        face = face_of(cast.slt, meeting, "public")
        face.content = face.content | {"language": "nn"}
        face.content_hash = fingerprint(face.content)
        with wall.acting(cast.slt):
            pdf = minutes_pdf(face)
        words = words_of(pdf)
        assert "er ikkje open for denne lesargruppa" in words
        assert "Avgjort Felles patrulje" in words
        assert faults(pdf) == []

    def test_hold_with_every_matter_left_empty(self, cast: Cast) -> None:
        meeting = in_session(cast, a_council(cast), "Rakk vi ikke")
        do(cast.slt, close_meeting, meeting_id=meeting.pk)
        do(cast.slt, send_minutes, meeting_id=meeting.pk, seen=fresh(cast.slt, meeting.pk).version)
        pdf = minutes_for(cast.slt, meeting, "parties")
        assert "Nei, ingen innkalling er bekreftet levert." in words_of(pdf)
        assert faults(pdf) == []
