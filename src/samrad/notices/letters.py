"""A notice as a mail: whole sentences in the reader's language, plain text, and a way into Samråd. Never content."""

from collections.abc import Sequence
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from uuid import UUID

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from samrad.kernel.clock import now
from samrad.kernel.days import dated
from samrad.notices.calendar import invitation
from samrad.notices.models import Notice
from samrad.notices.telling import TOLD
from samrad.notices.telling.registry import Enclosed
from samrad.notices.ways import ways
from samrad.parties.actor import Actor

NAMES = {"nb": "nb-NO", "nn": "nn-NO", "en": "en"}


@dataclass(frozen=True)
class Letter:
    """What one person gets: a subject, a text, and perhaps what goes with it."""

    to: str
    name: str
    language: str
    mail: UUID
    subject: str
    text: str
    enclosed: Enclosed = Enclosed()  # noqa: RUF009 # it is frozen


def of_one(reader: Actor, to: str, mail: UUID, notice: Notice, language: str, enclosed: Enclosed) -> Letter:
    """A notice of its own."""
    telling = TOLD[notice.kind]
    with translation.override(language):
        paragraphs = [
            telling.told(notice),
            *enclosed.lines,
            _concerning(notice),
            _("Les mer i Samråd:") + "\n" + _link(notice),
            _foot(reader),
        ]
        return Letter(
            to, reader.name, language, mail, str(telling.subject), "\n\n".join(paragraphs) + "\n", enclosed
        )


def of_a_day(reader: Actor, to: str, mail: UUID, notices: Sequence[Notice], language: str) -> Letter:
    """Several, the oldest first, in one mail."""
    with translation.override(language):
        count = len(notices)
        subject = _("%(count)s varsler fra Samråd") % {"count": count}
        paragraphs = [_("Dette har skjedd siden forrige samlede e-post:")]
        for notice in notices:
            words = [_day(notice), TOLD[notice.kind].told(notice), notice.cooperation.name, _link(notice)]
            paragraphs.append("\n".join(words))
        paragraphs.append(_foot(reader))
        text = "\n\n".join(paragraphs) + "\n"
        return Letter(to, reader.name, language, mail, subject, text)


def _day(notice: Notice) -> str:
    return dated(notice.at, "without_year")


def _concerning(notice: Notice) -> str:
    return _("Det gjelder samarbeidet %(name)s.") % {"name": notice.cooperation.name}


def _link(notice: Notice) -> str:
    return settings.ADDRESS + ways().notice(notice.pk)


def _foot(reader: Actor) -> str:
    """Why it came, and where to say otherwise. The line before it is the sign by which mail programs know a foot."""
    why = _(
        "Du får dette i stillingen %(post)s, %(house)s. Innholdet står bare i Samråd, aldri i e-posten."
    ) % {
        "post": reader.post_title,
        "house": reader.organisation_name,
    }
    return f"-- \n{why}\n" + _("Velg hva du får på e-post:") + f"\n{settings.ADDRESS}{ways().choices()}"


def message(letter: Letter) -> EmailMessage:
    """The letter as it goes over the wire: plain text alone, unless something goes with it."""
    mail = EmailMessage(policy=SMTP)
    name, sender = parseaddr(settings.MAIL_FROM)
    domain = sender.rpartition("@")[2] or "samrad.test"
    mail["From"] = Address(name or "Samråd", addr_spec=sender)
    mail["To"] = Address(_one_line(letter.name), addr_spec=letter.to)
    mail["Subject"] = _one_line(letter.subject)
    mail["Date"] = format_datetime(now())
    mail["Message-ID"] = f"<{letter.mail}@{domain}>"
    mail["List-Unsubscribe"] = f"<{settings.ADDRESS}{ways().choices()}>"
    mail["Auto-Submitted"] = "auto-generated"
    mail["X-Auto-Response-Suppress"] = "All"
    mail.set_content(letter.text, cte="quoted-printable")
    mail["Content-Language"] = NAMES[letter.language]
    _enclose(mail, letter.enclosed)
    return mail


def _enclose(mail: EmailMessage, enclosed: Enclosed) -> None:
    """An invitation stands beside the text, where calendars look for it; files come after."""
    if enclosed.invitation:
        entry = enclosed.invitation
        mail.add_alternative(
            invitation(entry).decode(), subtype="calendar", params={"method": entry.method}, cte="base64"
        )
    for file in enclosed.attachments:
        main, _slash, sub = file.media_type.partition("/")
        mail.add_attachment(file.data, maintype=main, subtype=sub, filename=file.name)


def _one_line(text: str) -> str:
    """A header is one line, whatever stands in a name."""
    return " ".join(text.split())
