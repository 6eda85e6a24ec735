"""Anyone who holds the file may know whether it is what was sealed, and nothing of what it says."""

from datetime import UTC, datetime

import pytest
import time_machine

from samrad.agreements.models import Agreement, Seal, SealedDocument, Version
from samrad.agreements.queries.verification import Bearing, Verification, verification_of
from tests.cast import Cast
from tests.situations import approved, in_force, seal, sign

pytestmark = pytest.mark.django_db
FILE = b"%PDF-1.7 a file"


def bears_ours(data: bytes) -> Bearing:
    """Stands where the reading of PDF seals stands: these test files say it themselves."""
    if not data.startswith(b"%PDF"):
        return "unreadable"
    return "ours" if b"a file" in data else "foreign"


def verify(data: bytes) -> Verification:
    return verification_of(data, examine=bears_ours)


def test_the_sealed_bytes_are_unchanged_and_say_who_signed(cast: Cast) -> None:
    in_force(cast.director, cast.chief, cast.cooperation)
    found = verify(FILE)
    assert (found.outcome, found.standing) == ("unchanged", "upcoming")
    assert found.seal
    assert found.seal.title == (
        "Avtale om kommune- og politisamarbeid mellom Lyngvik kommune og Nordre politidistrikt 2027–2030"
    )
    assert found.seal.version_number == 1
    assert [(s["name"], s["post_title"], s["party"]) for s in found.seal.signatures] == [
        ("Jon Tveit", "Kommunedirektør", "Lyngvik kommune"),
        ("Per Haugland", "Tjenesteenhetsleder", "Nordre politidistrikt"),
    ]


def test_one_byte_more_or_other_is_a_change(cast: Cast) -> None:
    in_force(cast.director, cast.chief, cast.cooperation)
    assert verify(FILE + b"\n") == Verification("changed", verify(FILE + b"\n").sha256)
    assert verify(b"%PDF-1.6 a file").outcome == "changed"


def test_a_strangers_file_is_unknown_and_no_file_is_unreadable(cast: Cast) -> None:
    in_force(cast.director, cast.chief, cast.cooperation)
    assert verify(b"%PDF-1.7 something else").outcome == "unknown"
    assert [verify(data).outcome for data in (b"", b"\x00\x01", b"PK\x03\x04")] == ["unreadable"] * 3


def test_it_says_whether_the_agreement_still_stands(cast: Cast) -> None:
    """A-om-a, A-gyld-a."""
    in_force(cast.director, cast.chief, cast.cooperation)
    with time_machine.travel(datetime(2028, 5, 1, tzinfo=UTC)):
        assert verify(FILE).standing == "in_force"
    with time_machine.travel(datetime(2031, 1, 2, tzinfo=UTC)):
        assert verify(FILE).standing == "expired"
    version = approved(cast.director, cast.chief, cast.cooperation)
    sign(cast.director, version)
    sign(cast.chief, version)
    seal(cast.slt, version, b"%PDF-1.7 a file, the next")
    with time_machine.travel(datetime(2028, 5, 1, tzinfo=UTC)):
        assert verify(FILE).standing == "superseded"
        assert verify(b"%PDF-1.7 a file, the next").standing == "in_force"


def test_it_opens_nothing_else(cast: Cast) -> None:
    in_force(cast.director, cast.chief, cast.cooperation)
    verify(FILE)
    for model in (Seal, SealedDocument, Version, Agreement):
        assert model.objects.count() == 0
