"""The guard on personal data. SECURITY.md M11."""

import pytest

from samrad.cooperation.guard import examine, is_identity_number
from samrad.cooperation.words import LooksPersonal, guarded
from samrad.kernel.answers import Refused


def born(day: str, month: str, year: str = "85", number: int = 100) -> str:
    """An invented identity number with sound check digits, made on the spot and nobody's."""
    for last in range(100):
        digits = f"{day}{month}{year}{number:03}{last:02}"
        if is_identity_number(digits):
            return digits
    return born(day, month, year, number + 1)


@pytest.mark.parametrize(("day", "month"), [("14", "03"), ("54", "03"), ("14", "43"), ("14", "83")])
def test_an_identity_number_stops_hard_however_it_is_written(day: str, month: str) -> None:
    """Birth numbers, D-numbers and synthetic ones."""
    digits = born(day, month)
    wide = "".join(chr(0xFF10 + int(digit)) for digit in digits)
    for written in (digits, f"{digits[:6]} {digits[6:]}", wide, f"{digits[:6]}.{digits[6:]}"):
        assert [hit.stop for hit in examine(f"Gjelder {written} i dag")] == ["hard"]


@pytest.mark.parametrize(
    "text",
    [
        "Sak 23/1234, vedtatt 01.02.2027, org.nr. 964 338 531, se straffeloven § 291.",
        "Periode 2027–2030 med 4 møter i året, kl. 10.00–12.00, i kommune 1508.",
        "Konto og nummer 12345678901 er ikke et fødselsnummer.",
        "Antall: 45 000 innbyggere og 99 999 999 kroner? Nei, 1 200 000 kroner.",
        "Vi deler ikke hemmelig informasjon, og holder oss innenfor en begrenset periode.",
    ],
)
def test_ordinary_official_text_passes(text: str) -> None:
    assert [hit for hit in examine(text) if hit.stop == "hard"] == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Ring 912 34 567 etter møtet.", "phone"),
        ("Ring +47 91234567.", "phone"),
        ("Skriv til kari@eksempel.example.", "email"),
        ("De bor i Storgata 14B.", "address"),
        ("Ola Nordmann, født 14. mars", "birth"),
    ],
)
def test_what_may_be_private_is_asked_about(text: str, kind: str) -> None:
    hits = examine(text)
    assert [(hit.kind, hit.stop) for hit in hits] == [(kind, "soft")]
    with pytest.raises(LooksPersonal, match="Dette ligner opplysninger om en person"):
        guarded(text)
    assert guarded(text, confirmed=True) == text


def test_a_marking_of_graded_information_is_refused() -> None:
    with pytest.raises(Refused, match="merking for gradert informasjon: «HEMMELIG»"):
        guarded("Rapporten er HEMMELIG.", confirmed=True)


def test_an_identity_number_cannot_be_confirmed_away() -> None:
    with pytest.raises(Refused, match="ligner et fødselsnummer"):
        guarded(f"Om {born('14', '03')}", confirmed=True)


def test_text_is_cleaned_and_measured() -> None:
    assert guarded("a\r\nb\x00\x07\u202e ") == "a\nb"
    with pytest.raises(Refused, match="Teksten er for lang: 101 tegn"):
        guarded("x" * 101, longest=100)
