"""What a mail says, to the letter: in the reader's language, in plain text, with a way into Samråd and no content."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
import vobject

from samrad.cooperation import wall
from samrad.cooperation.models import Cooperation
from samrad.notices import tasks, telling
from samrad.notices.calendar import Entry, Mailbox
from samrad.notices.models import Notice
from samrad.notices.telling.registry import Attachment, Enclosed
from samrad.parties.actor import Actor
from samrad.parties.commands import change_address, choose_language
from tests.cast import Cast
from tests.notices import made
from tests.notices.test_reading import an_offer
from tests.post import PostOffice, text_of
from tests.situations import do, on_the_table

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 24, 11, 0, tzinfo=UTC)

BOKMAL = """\
Nordre politidistrikt har levert runde 1 i forhandlingen om avtalen. Se hva som venter på svar fra dere.

Det gjelder samarbeidet Lyngvik kommune – Nordre politidistrikt.

Les mer i Samråd:
https://samrad.test/varsler/{notice}/

{foot}
Du får dette i stillingen SLT-koordinator, Lyngvik kommune. Innholdet står bare i Samråd, aldri i e-posten.
Velg hva du får på e-post:
https://samrad.test/varsler/valg/
"""
NYNORSK = """\
Nordre politidistrikt har levert runde 1 i forhandlinga om avtalen. Sjå kva som ventar på svar frå dykk.

Det gjeld samarbeidet Lyngvik kommune – Nordre politidistrikt.

Les meir i Samråd:
https://samrad.test/varsler/{notice}/

{foot}
Du får dette i stillinga SLT-koordinator, Lyngvik kommune. Innhaldet står berre i Samråd, aldri i e-posten.
Vel kva du får på e-post:
https://samrad.test/varsler/valg/
"""
ENGLISH = """\
Nordre politidistrikt has handed over round 1 of the negotiation. See what waits for your answer.

It is about the cooperation Lyngvik kommune – Nordre politidistrikt.

Read more in Samråd:
https://samrad.test/varsler/{notice}/

{foot}
You get this in the post SLT-koordinator, Lyngvik kommune. The content is in Samråd only, never in the mail.
Choose what you get by mail:
https://samrad.test/varsler/valg/
"""
FOOT = "-- "  # two lines and a space: the sign by which mail programs know a foot
SUBJECTS = {
    "nb": "Ny runde i forhandlingen om avtalen",
    "nn": "Ny runde i forhandlinga om avtalen",
    "en": "New round in the negotiation of the agreement",
}


@pytest.mark.parametrize(("language", "text"), [("nb", BOKMAL), ("nn", NYNORSK), ("en", ENGLISH)])
def test_it_is_in_the_language_the_reader_has_chosen(
    cast: Cast, office: PostOffice, language: str, text: str
) -> None:
    do(cast.slt, choose_language, person_id=cast.slt.person, language=language)
    on_the_table(cast.police_contact, cast.cooperation)
    notice = next(n for n in made.tell(cast.cooperation) if n.person_id == cast.slt.person)
    mail_id = made.the_mail_of(cast.slt)
    with time_machine.travel(NOON, tick=False):
        tasks.send(str(mail_id))
    (mail,) = office.mails
    assert text_of(mail) == text.format(notice=notice.pk, foot=FOOT)
    assert {
        name: str(value) for name, value in mail.items() if not name.startswith(("X-Peer", "Content-Tr"))
    } == {
        "From": "Samråd <samrad@samrad.test>",
        "To": "Marit Eide <marit.eide@lyngvik.test>",
        "Subject": SUBJECTS[language],
        "Date": "Tue, 24 Nov 2026 11:00:00 +0000",
        "Message-ID": f"<{mail_id}@samrad.test>",
        "List-Unsubscribe": "<https://samrad.test/varsler/valg/>",
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
        "Content-Type": 'text/plain; charset="utf-8"',
        "Content-Language": {"nb": "nb-NO", "nn": "nn-NO", "en": "en"}[language],
        "MIME-Version": "1.0",
    }


def test_without_a_choice_the_house_decides_the_written_form(cast: Cast, office: PostOffice) -> None:
    """Storvik writes nynorsk, and its director has chosen nothing."""
    on_the_table(cast.foreign_contact, cast.neighbours)
    made.tell(cast.neighbours)
    with time_machine.travel(datetime.now(UTC) + timedelta(days=1)):
        tasks.sweep(0)
        made.send_all()
    assert office.subjects == [SUBJECTS["nn"]]


def test_a_days_notices_come_in_one_mail_the_oldest_first(cast: Cast, office: PostOffice) -> None:
    with time_machine.travel(NOON, tick=False):
        an_offer(cast)
        an_offer(cast, matter="council")
        on_the_table(cast.police_contact, cast.cooperation)
        do(cast.reader, change_address, person_id=cast.reader.person, email="tor.lie@lyngvik.test")
        notices = [n for n in made.tell(cast.cooperation) if n.person_id == cast.reader.person]
    with time_machine.travel(datetime(2026, 11, 25, 6, 0, tzinfo=UTC), tick=False):  # seven in Norway
        tasks.sweep(0)
        tasks.send(str(made.the_mail_of(cast.reader)))
    (mail,) = office.mails
    assert str(mail["Subject"]) == "3 varsler fra Samråd"
    links = [f"https://samrad.test/varsler/{notice.pk}/" for notice in notices]
    assert text_of(mail) == (
        "Dette har skjedd siden forrige samlede e-post:\n\n"
        "24. november\nNordre politidistrikt tilbyr dere en avtale. Det er frivillig, og alle svar er like gode.\n"
        f"Lyngvik kommune – Nordre politidistrikt\n{links[0]}\n\n"
        "24. november\nNordre politidistrikt inviterer dere til et politiråd. Det er frivillig, og alle svar er like gode.\n"
        f"Lyngvik kommune – Nordre politidistrikt\n{links[1]}\n\n"
        "24. november\nNordre politidistrikt har levert runde 1 i forhandlingen om avtalen. "
        "Se hva som venter på svar fra dere.\n"
        f"Lyngvik kommune – Nordre politidistrikt\n{links[2]}\n\n"
        "-- \nDu får dette i stillingen Varaordfører, Lyngvik kommune. Innholdet står bare i Samråd, aldri i e-posten.\n"
        "Velg hva du får på e-post:\nhttps://samrad.test/varsler/valg/\n"
    )


def test_a_name_with_a_line_break_cannot_make_a_header(cast: Cast, office: PostOffice) -> None:
    with wall.acting(tasks.POSTMAN):
        from samrad.parties.models import Person

        Person.objects.filter(pk=cast.slt.person).update(name="Marit\r\nBcc: all@samrad.test")
    an_offer(cast)
    made.tell(cast.cooperation)
    tasks.send(str(made.the_mail_of(cast.slt)))
    (mail,) = office.mails
    assert (mail["Bcc"], mail["To"].addresses[0].display_name) == (None, "Marit Bcc: all@samrad.test")


def test_an_invitation_and_a_file_go_with_the_mail_and_the_text_stays_plain(
    cast: Cast, office: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As the call to a meeting will have them: written inside the reader's own wall."""
    seen: list[tuple[str, int]] = []

    def enclose(reader: Actor, notice: Notice) -> Enclosed:
        seen.append((reader.name, Cooperation.objects.filter(pk=notice.cooperation_id).count()))
        entry = Entry(
            uid="m1@samrad",
            sequence=2,
            summary="Høstmøte i politirådet",
            start=datetime(2026, 12, 3, 9, 0, tzinfo=UTC),
            end=datetime(2026, 12, 3, 11, 0, tzinfo=UTC),
            stamp=NOON,
            organizer=Mailbox("Samråd", "samrad@samrad.test"),
            attendees=(Mailbox(reader.name, "a@samrad.test"),),
            method="REQUEST",
        )
        file = Attachment("saksliste.pdf", "application/pdf", b"%PDF-1.7 the agenda")
        return Enclosed(["Svar om du kommer:\nhttps://samrad.test/svar/"], [file], entry)

    told = telling.TOLD["OfferMade"]
    monkeypatch.setitem(telling.TOLD, "OfferMade", type(told)(**vars(told) | {"enclose": enclose}))
    an_offer(cast)
    made.tell(cast.cooperation)
    tasks.send(str(made.the_mail_of(cast.slt)))
    (mail,) = office.mails
    assert seen == [("Marit Eide", 1)]
    parts = [part for part in mail.walk() if not part.is_multipart()]
    assert [(part.get_content_type(), part.get_filename()) for part in parts] == [
        ("text/plain", None),
        ("text/calendar", None),
        ("application/pdf", "saksliste.pdf"),
    ]
    assert "Svar om du kommer:\nhttps://samrad.test/svar/" in text_of(mail)
    assert parts[1].get_param("method") == "REQUEST"
    event = vobject.readOne(parts[1].get_content()).vevent
    assert (event.uid.value, event.sequence.value) == ("m1@samrad", "2")
    assert parts[2].get_content() == b"%PDF-1.7 the agenda"
