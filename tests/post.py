"""A mail server for the tests: a real one, in this process, that keeps what it gets and can be told to misbehave."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from samrad.project.demo_post import HERE, free_port

type Answer = Callable[[str], str]
YES = "250 OK"


@dataclass
class PostOffice:
    """What came, in its order. `to_sender`, `to_reader` and `to_content` give the server's answers."""

    port: int
    mails: list[EmailMessage] = field(default_factory=list)
    to_sender: Answer = lambda _address: YES
    to_reader: Answer = lambda _address: YES
    to_content: Answer = lambda _address: YES
    hang_up: bool = False  # take the mail, and break the line before saying so
    speaks_dsn: bool = False  # say that reports can be asked for (RFC 3461)
    senders: list[str] = field(default_factory=list)  # the envelopes' own, which need not be the letters'
    asked: list[str] = field(default_factory=list)  # what was asked to be reported

    async def handle_EHLO(
        self, _server: SMTP, session: Session, _envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        session.host_name = hostname
        return [*responses[:-1], *(["250-DSN"] if self.speaks_dsn else []), responses[-1]]

    async def handle_MAIL(
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        envelope.mail_from = address
        self.senders.append(address)
        return self.to_sender(address)

    async def handle_RCPT(
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        answer = self.to_reader(address)
        if answer.startswith("25"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:
        answer = self.to_content(envelope.rcpt_tos[0])
        if answer.startswith("25"):
            self.mails.append(
                message_from_bytes(envelope.original_content or b"", _class=EmailMessage, policy=default)
            )
        if self.hang_up and server.transport is not None:
            server.transport.abort()
        return answer

    @property
    def to(self) -> list[str]:
        return [mail["To"].addresses[0].addr_spec for mail in self.mails]

    @property
    def subjects(self) -> list[str]:
        return [str(mail["Subject"]) for mail in self.mails]


class Reporting(SMTP):
    """The same server, that takes what the library does not know of: wishes for reports, which it keeps."""

    async def smtp_MAIL(self, arg: str | None) -> None:  # the library's name
        await super().smtp_MAIL(self._kept(arg))

    async def smtp_RCPT(self, arg: str | None) -> None:  # the library's name
        await super().smtp_RCPT(self._kept(arg))

    def _kept(self, arg: str | None) -> str:
        office = self.event_handler
        wishes = [word for word in (arg or "").split() if word.startswith(("ENVID=", "RET=", "NOTIFY="))]
        if office.speaks_dsn:
            office.asked += wishes
            return " ".join(word for word in (arg or "").split() if word not in wishes)
        return arg or ""


class OfReports(Controller):
    def factory(self) -> SMTP:
        return Reporting(self.handler, **self.SMTP_kwargs)


@contextmanager
def post_office(settings: Any) -> Iterator[PostOffice]:
    """Open for as long as this block lasts, and the one that Samråd sends to."""
    office = PostOffice(free_port())
    settings.MAIL_HOST, settings.MAIL_PORT, settings.MAIL_TLS = HERE, str(office.port), "none"
    settings.MAIL_USER = settings.MAIL_PASSWORD = ""
    settings.MAIL_FROM = "Samråd <samrad@samrad.test>"
    settings.ADDRESS = "https://samrad.test"
    controller = OfReports(office, hostname=HERE, port=office.port)
    controller.start()
    try:
        yield office
    finally:
        controller.stop()


def text_of(mail: EmailMessage) -> str:
    body = mail.get_body(("plain",))
    assert body is not None
    return str(body.get_content()).replace("\r\n", "\n")
