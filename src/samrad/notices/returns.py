"""What comes back: a mark in each mail's return address, and what mail servers report to it (RFC 3461, RFC 3464).

The mark names one mail and proves that Samråd made it, so that nobody else can say that a mail bounced. A report that is no
report, such as an automatic reply, says nothing.
"""

import base64
import binascii
import hmac
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message
from email.utils import getaddresses, parseaddr
from typing import Literal
from uuid import UUID

from django.conf import settings
from django.utils.crypto import salted_hmac

PROOF = 10  # signs
MARK = re.compile(rf"([a-z2-7]{{26}})-([0-9a-f]{{{PROOF}}})", re.IGNORECASE)
STATUS = re.compile(r"[245]\.\d{1,3}\.\d{1,3}")
CAME_TO = ("to", "delivered-to", "x-original-to", "envelope-to")

type Fate = Literal["delivered", "bounced"]


@dataclass(frozen=True)
class Report:
    """What a server says of one mail. `code` is its own, such as 5.1.1; a fault of the address itself begins with 5.1."""

    mail: UUID
    state: Fate
    code: str

    @property
    def is_wrong_address(self) -> bool:
        return self.state == "bounced" and self.code.startswith("5.1.")


def are_read() -> bool:
    """Whether mails have a return address of their own."""
    return "{}" in settings.MAIL_RETURN


def mark_of(mail: UUID) -> str:
    """The mail's own mark: small letters and digits, as any server leaves them."""
    name = base64.b32encode(mail.bytes).decode().rstrip("=").lower()
    return f"{name}-{_proof(mail)}"


def _proof(mail: UUID) -> str:
    return salted_hmac("samrad.notices.returns", mail.hex, algorithm="sha256").hexdigest()[:PROOF]


def return_address(mail: UUID) -> str:
    """Where a server sends what it has to say of this mail."""
    if are_read():
        return str(settings.MAIL_RETURN).replace("{}", mark_of(mail))
    return parseaddr(settings.MAIL_FROM)[1]


def report_in(data: bytes) -> Report | None:
    """What a message that came back says, when it is a report on a mail of ours."""
    message = message_from_bytes(data)
    if message.get_content_type() != "multipart/report":
        return None
    blocks = [block for part in message.walk() for block in _blocks(part)]
    mail = next((mail for text in _named(message, blocks) if (mail := _mail_in(text))), None)
    actions = {str(block.get("Action", "")).strip().lower(): block for block in blocks}
    for action, state in (("failed", "bounced"), ("delivered", "delivered")):
        if mail and action in actions:
            status = STATUS.search(str(actions[action].get("Status", "")))
            return Report(mail, "bounced" if state == "bounced" else "delivered", status[0] if status else "")
    return None


def _blocks(part: Message) -> list[Message]:
    """The groups of fields in a report: about the mail, and about each of its readers."""
    if part.get_content_type() != "message/delivery-status":
        return []
    found = part.get_payload()
    return [block for block in found if isinstance(block, Message)] if isinstance(found, list) else []


def _named(message: Message, blocks: list[Message]) -> Iterator[str]:
    """Every place in which a report names the mail it is about."""
    yield from (str(block.get("Original-Envelope-Id", "")) for block in blocks)
    for name in CAME_TO:
        yield from (address for _name, address in getaddresses([str(v) for v in message.get_all(name, [])]))


def _mail_in(text: str) -> UUID | None:
    found = MARK.search(text)
    if not found:
        return None
    try:
        mail = UUID(bytes=base64.b32decode(found[1].upper() + "=" * 6))
    except binascii.Error:
        return None
    return mail if hmac.compare_digest(_proof(mail), found[2].lower()) else None
