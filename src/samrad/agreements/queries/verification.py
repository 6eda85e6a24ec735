"""Whether a file is what was sealed. Open to anyone who holds the file, and never a word of its text."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from django.db import transaction

from samrad.agreements.models import Seal
from samrad.cooperation import wall
from samrad.kernel.clock import today

type Outcome = Literal["unchanged", "changed", "unknown", "unreadable"]
type Bearing = Literal["ours", "foreign", "unreadable"]
type Examine = Callable[[bytes], Bearing]


@dataclass(frozen=True)
class Verification:
    """What can be said of a file. `seal` and `standing` are given for an unchanged one only."""

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
    with transaction.atomic():
        wall.ask_for_checksum(checksum)
        seal = Seal.objects.filter(pk=checksum).first()
        wall.ask_for_checksum("")
    if seal:
        return Verification("unchanged", checksum, seal, seal.standing(today()))
    outcomes: dict[Bearing, Outcome] = {"ours": "changed", "foreign": "unknown", "unreadable": "unreadable"}
    return Verification(outcomes[examine(data)], checksum)
