"""Ledger heads kept in a file outside the database, so that a cut and rewritten tail is seen."""

import json
from dataclasses import asdict
from pathlib import Path

from django.conf import settings

from samrad.ledger.queries import ChainHead, heads


def add() -> int:
    """Append the heads of today. Gives back how many."""
    found = heads()
    with Path(settings.ANCHOR_FILE).open("a", encoding="utf-8") as file:
        file.writelines(json.dumps(asdict(head)) + "\n" for head in found)
    return len(found)


def kept() -> list[ChainHead]:
    """Every head that was anchored; none where no file is set or written yet."""
    path = Path(settings.ANCHOR_FILE) if settings.ANCHOR_FILE else None
    if path is None or not path.exists():
        return []
    return [ChainHead(**json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines()]
