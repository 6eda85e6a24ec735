"""The mails that a demo's own mail server has been given, one file for each. The newest has the highest number."""

from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path


@dataclass(frozen=True)
class KeptMail:
    """One mail as its reader sees it. `beside` are the names of what goes with it."""

    number: int
    to: str
    subject: str
    at: datetime
    language: str
    text: str
    beside: tuple[str, ...]


def kept_mail(folder: Path) -> list[KeptMail]:
    """Newest first. Nothing where nothing was sent yet."""
    return [_read(file) for file in sorted(folder.glob("*.eml"), reverse=True)]


def _read(file: Path) -> KeptMail:
    mail = message_from_bytes(file.read_bytes(), _class=EmailMessage, policy=default)
    body = mail.get_body(("plain",))
    others = [
        part for part in mail.walk() if part is not body and not part.is_multipart() and body is not mail
    ]
    return KeptMail(
        number=int(file.stem),
        to=str(mail["To"]),
        subject=str(mail["Subject"]),
        at=mail["Date"].datetime,
        language=str(mail["Content-Language"] or (body and body["Content-Language"]) or "nb-NO"),
        text=body.get_content() if body else "",
        beside=tuple(part.get_filename() or part.get_content_type() for part in others),
    )
