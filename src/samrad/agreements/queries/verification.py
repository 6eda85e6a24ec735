"""Whether a file is what was sealed. Open to anyone who holds the file, and never a word of its text."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from django.db import transaction
from django.db.models import Q

from samrad.agreements.models import Seal
from samrad.cooperation import wall
from samrad.kernel.clock import today

type Outcome = Literal["unchanged", "changed", "unknown", "unreadable", "text"]
type Bearing = Literal["ours", "foreign", "unreadable"]
type Examine = Callable[[bytes], Bearing]


@dataclass(frozen=True)
class Verification:
    """What can be said of a file. `seal` and `standing` are given for what is known only.

    Shape    the outcome `text` is for a checksum that is printed in the document: it tells of the text, not of the file.
    """

    outcome: Outcome
    sha256: str
    seal: Seal | None = None
    standing: str = ""


def verification_of(data: bytes, *, examine: Examine) -> Verification:
    """Hold the file's checksum against the seals; one that is not among them is examined for a seal of ours.

    Shape    `examine` says whose seal the file bears. One that bears ours, with a checksum we do not know, is changed:
             the seal itself does not cover every byte (SECURITY.md 0.5).
    """
    checksum = hashlib.sha256(data).hexdigest()
    seal = _seal_of(checksum)
    if seal and seal.sha256 == checksum:
        return Verification("unchanged", checksum, seal, seal.standing(today()))
    outcomes: dict[Bearing, Outcome] = {"ours": "changed", "foreign": "unknown", "unreadable": "unreadable"}
    return Verification(outcomes[examine(data)], checksum)


def verification_by_checksum(checksum: str) -> Verification:
    """The same for somebody who has the checksum: of the file, or of the text as it is printed in the document."""
    seal = _seal_of(checksum)
    if seal is None:
        return Verification("unknown", checksum)
    outcome: Outcome = "unchanged" if seal.sha256 == checksum else "text"
    return Verification(outcome, checksum, seal, seal.standing(today()))


def _seal_of(checksum: str) -> Seal | None:
    with transaction.atomic():
        wall.ask_for_checksum(checksum)
        mine = Q(sha256=checksum) | Q(content_hash=checksum)
        seal = Seal.objects.filter(mine).order_by("-sealed_at").first()
        wall.ask_for_checksum("")
    return seal
