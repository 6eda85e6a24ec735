"""One conversation with the mail server, in two steps, so that what is certain can be written down between them.

`offer` asks whether the server takes mail to this person: until it has answered, nothing is sent. `hand_over` sends it.
"""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import parseaddr
from uuid import UUID

from django.conf import settings

from samrad.notices import returns

PATIENCE = 20  # seconds, for each answer of the server


class Undelivered(Exception):
    """It did not go. `code` says why in a word, `forever` that trying again is no use."""

    def __init__(self, code: str, *, forever: bool = False, bounced: bool = False) -> None:
        super().__init__(code)
        self.code, self.forever, self.bounced = code, forever, bounced


class Uncertain(Exception):
    """The line broke while the server had the mail in its hands: it may have taken it, or not."""


def is_set_up() -> bool:
    """Whether there is a mail server to talk to, and a sender to be."""
    return bool(settings.MAIL_HOST and settings.MAIL_FROM)


@dataclass
class Line:
    """An open line to the server, which has said that it takes mail for the person."""

    smtp: smtplib.SMTP

    def hand_over(self, mail: EmailMessage) -> None:
        """Refuses with `Undelivered` when the server says no, with `Uncertain` when it says nothing."""
        try:
            code, _words = self.smtp.data(mail.as_bytes())
        except smtplib.SMTPDataError as refused:
            raise _refusal(refused.smtp_code, "content") from None
        except (OSError, smtplib.SMTPException) as broken:
            raise Uncertain from broken
        if code != 250:
            raise _refusal(code, "content")


@contextmanager
def offer(mail: EmailMessage, number: UUID) -> Iterator[Line]:
    """Ask the server whether it takes this mail to its one reader. Refuses with `Undelivered`.

    Shape    `number` is the mail's own: what servers have to say of it comes to a return address that it marks.
    """
    smtp = _connected()
    try:
        _announce(smtp, mail, number)
        yield Line(smtp)
    finally:
        with suppress(OSError, smtplib.SMTPException):
            smtp.quit()
        smtp.close()


def _connected() -> smtplib.SMTP:
    host, port = settings.MAIL_HOST, int(settings.MAIL_PORT)
    context = ssl.create_default_context()
    try:
        if settings.MAIL_TLS == "tls":
            smtp: smtplib.SMTP = smtplib.SMTP_SSL(host, port, timeout=PATIENCE, context=context)
        else:
            smtp = smtplib.SMTP(host, port, timeout=PATIENCE)
        smtp.ehlo()
        if settings.MAIL_TLS == "starttls":
            smtp.starttls(context=context)
            smtp.ehlo()
        if settings.MAIL_USER:
            smtp.login(settings.MAIL_USER, settings.MAIL_PASSWORD)
    except smtplib.SMTPAuthenticationError:
        raise Undelivered("login_refused") from None
    except (OSError, smtplib.SMTPException) as broken:
        raise Undelivered("no_connection") from broken
    return smtp


def _announce(smtp: smtplib.SMTP, mail: EmailMessage, number: UUID) -> None:
    reader = parseaddr(str(mail["To"]))[1]
    reports = returns.are_read() and smtp.has_extn("dsn")
    about = [f"ENVID={returns.mark_of(number)}", "RET=HDRS"] if reports else []
    wanted = ["NOTIFY=SUCCESS,FAILURE"] if reports else []
    try:
        code, _words = smtp.mail(returns.return_address(number), about)
        if code != 250:
            raise _refusal(code, "sender")
        code, _words = smtp.rcpt(reader, wanted)
    except (OSError, smtplib.SMTPException) as broken:
        raise Undelivered("no_connection") from broken
    if code not in {250, 251}:
        raise _refusal(code, "address")


def _refusal(code: int, what: str) -> Undelivered:
    """What the server said no to, and whether for ever: five hundreds are, four hundreds are not.

    Only a refused reader bounces. A refused sender is the installation's own fault, and is tried again when it is mended.
    """
    lasting = 500 <= code < 600
    return Undelivered(
        f"{what}_{code}", forever=lasting and what != "sender", bounced=lasting and what == "address"
    )
