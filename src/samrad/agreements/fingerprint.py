"""The fingerprint of a text: SHA-256 of its canonical JSON, which anyone can compute again."""

import hashlib
import json
from collections.abc import Mapping


def canonical(content: Mapping[str, object]) -> bytes:
    """The same content always as the same bytes: keys in order, no spaces, UTF-8."""
    return json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def fingerprint(content: Mapping[str, object]) -> str:
    return hashlib.sha256(canonical(content)).hexdigest()
