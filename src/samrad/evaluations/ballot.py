"""The box for answers that nobody may read yet: sealed, mixed at each answer, and opened once.

Shape    an entry is (question, text, level, side, by): `by` and `side` are empty where the answer shall not be traced.
         Entries of one person are not kept together: each question is mixed by itself.
Source   docs/decisions/the-ballot-box.md.
"""

import base64
import json
import secrets
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.utils.encoding import force_bytes

CHANCE = secrets.SystemRandom()
SALT_BYTES = 32


@dataclass(frozen=True)
class Entry:
    """One answer to one question. `question` and `by` are identifiers as text."""

    question: str
    text: str
    level: int | None = None
    side: str = ""
    by: str = ""


def new_salt() -> bytes:
    return secrets.token_bytes(SALT_BYTES)


def sealed(entries: Iterable[Entry], salt: bytes) -> bytes:
    """The entries in an order that chance has made, closed with the installation's key and this box's salt."""
    mixed = list(entries)
    CHANCE.shuffle(mixed)
    text = json.dumps([asdict(entry) for entry in mixed])
    return _key(settings.SECRET_KEY, salt).encrypt(text.encode())


def opened(closed: bytes, salt: bytes) -> list[Entry]:
    """What lies in the box. Raises `InvalidToken` when the installation's key is another and no earlier one is known."""
    for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        try:
            return [Entry(**row) for row in json.loads(_key(secret, salt).decrypt(closed))]
        except InvalidToken:
            continue
    raise InvalidToken


def _key(secret: str | bytes, salt: bytes) -> Fernet:
    made = HKDF(algorithm=SHA256(), length=32, salt=salt, info=b"ballot box").derive(force_bytes(secret))
    return Fernet(base64.urlsafe_b64encode(made))
