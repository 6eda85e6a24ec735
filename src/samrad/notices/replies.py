"""An answer from the reader's own calendar (RFC 5546, REPLY), to an address that is that reader's alone.

The address names one call, and proves that Samråd made it for one holder of the post: whoever has it has had the invitation in
hand, as with the link in the mail. Knows no domain and no database.
"""

import base64
import binascii
import hmac
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import Message
from email.utils import getaddresses
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils.crypto import salted_hmac
from icalendar import Calendar

from samrad.notices.returns import CAME_TO, are_read

PROOF, LARGEST = 20, 200_000  # signs of the proof; bytes of a calendar part that is looked at
MARK = re.compile(rf"([a-z2-7]{{26}})-([0-9a-f]{{{PROOF}}})(?![0-9a-f])", re.IGNORECASE)
ANSWERS = {
    "ACCEPTED": "yes",
    "DECLINED": "no",
}  # «tentative» answers nothing, and a delegate has no post here


@dataclass(frozen=True)
class Reply:
    """What a calendar says: which call, with which proof, of which entry, by whom, and when. `answer` is yes, no, or nothing."""

    recipient: UUID
    proof: str
    uid: str
    sequence: int
    attendee: str
    answer: str
    stamp: datetime


def reply_address(recipient: UUID, appointment: UUID) -> str:
    """Where this holder's calendar sends its answer; empty where what comes back is not read."""
    if not are_read():
        return ""
    name = base64.b32encode(recipient.bytes).decode().rstrip("=").lower()
    return str(settings.MAIL_RETURN).replace("{}", f"{name}-{_proof(recipient, appointment)}")


def _proof(recipient: UUID, appointment: UUID) -> str:
    given = recipient.hex + appointment.hex
    return salted_hmac("samrad.notices.replies", given, algorithm="sha256").hexdigest()[:PROOF]


def is_from(reply: Reply, appointment: UUID) -> bool:
    """Whether the address was made for this holder of the post."""
    return hmac.compare_digest(_proof(reply.recipient, appointment), reply.proof)


def reply_in(data: bytes) -> Reply | None:
    """What a message says, when it is a calendar's answer to an address of ours."""
    message = message_from_bytes(data)
    mark = next((found for text in _addresses(message) if (found := MARK.search(text))), None)
    if mark is None:
        return None
    try:
        recipient = UUID(bytes=base64.b32decode(mark[1].upper() + "=" * 6))
    except binascii.Error:
        return None
    parts = (_answer_in(part, recipient, mark[2].lower()) for part in message.walk())
    return next((reply for reply in parts if reply), None)


def _addresses(message: Message) -> Iterator[str]:
    for name in CAME_TO:
        yield from (address for _name, address in getaddresses([str(v) for v in message.get_all(name, [])]))


def _answer_in(part: Message, recipient: UUID, proof: str) -> Reply | None:
    if part.get_content_type() != "text/calendar":
        return None
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes) or len(data) > LARGEST:
        return None
    try:
        calendar: Any = Calendar.from_ical(data)  # what stands in it may be of any type
        if str(calendar.get("method", "")).upper() != "REPLY":
            return None
        (event,) = calendar.walk("VEVENT")
        attendee = event["attendee"]
        stamp = event["dtstamp"].dt
        return Reply(
            recipient,
            proof,
            str(event["uid"]),
            int(event.get("sequence", 0)),
            str(attendee).lower().removeprefix("mailto:").strip(),
            ANSWERS.get(str(attendee.params.get("PARTSTAT", "")).upper(), ""),
            stamp if stamp.tzinfo else stamp.replace(tzinfo=UTC),
        )
    except (ValueError, KeyError, AttributeError, TypeError):
        return None  # not a calendar's answer to one entry: somebody has to read it
