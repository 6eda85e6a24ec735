"""The public check: four answers to a file, two to a checksum, and never a word of the text."""

import hashlib
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from samrad.agreements.commands.sealing import seal_agreement
from samrad.agreements.documents import sealed_pdf
from samrad.agreements.models import Version
from samrad.cooperation import wall
from samrad.web.uploads import LARGEST
from tests.cast import Cast
from tests.pdf import seal_folder
from tests.situations import approved, do, in_force, sign
from tests.visit import Page, login_as, send, visit

pytestmark = pytest.mark.django_db
FILE = b"%PDF-1.7 a file"
TITLE = "Avtale om kommune- og politisamarbeid mellom Lyngvik kommune og Nordre politidistrikt 2027–2030"


def check(data: bytes, *, client: Client | None = None, status: int = 200) -> Page:
    sent = {"file": SimpleUploadedFile("avtale.pdf", data, "application/pdf")}
    return send(client or Client(), "/kontroller/", sent, status=status)


def look_up(checksum: str, *, status: int = 200) -> Page:
    return send(Client(), "/kontroller/", {"checksum": checksum}, status=status)


def a_real_one(cast: Cast) -> bytes:
    """An agreement set and sealed as it is done for people."""
    seal_folder()
    version = approved(cast.director, cast.chief, cast.cooperation)
    sign(cast.director, version)
    sign(cast.chief, version)
    return bytes(do(cast.slt, seal_agreement, version_id=version.pk, make_pdf=sealed_pdf).pdf)


def test_anyone_finds_it_from_every_page(cast: Cast) -> None:
    assert "/kontroller/" in visit(Client(), "/hjelp/").links
    page = visit(Client(), "/kontroller/")
    assert page.h1 == "Kontroller filen"
    assert [i.get("type") for i in page.all("input") if i.get("name") in {"file", "checksum"}] == [
        "file",
        "text",
    ]


def test_an_unchanged_file_says_who_signed_when_and_how_it_stands(cast: Cast) -> None:
    pdf = a_real_one(cast)
    page = check(pdf)
    for words in (
        "Filen er uendret Den er nøyaktig slik den ble forseglet.",
        TITLE,
        "Undertegnet, gjelder fra 1. januar 2027",
        "Lyngvik kommune Jon Tveit, kommunedirektør, undertegnet",
        "Nordre politidistrikt Per Haugland, tjenesteenhetsleder, undertegnet",
        "Versjon 1, forseglet",
    ):
        assert words in page.text
    assert "politiråd to ganger" not in page.text


def test_one_other_byte_is_a_change(cast: Cast) -> None:
    pdf = a_real_one(cast)
    for other in (pdf + b"\n", pdf[:900] + bytes([pdf[900] ^ 1]) + pdf[901:]):
        page = check(other)
        assert "Filen er endret etter at den ble forseglet" in page.text
        assert (TITLE in page.text, "Jon Tveit" in page.text) == (False, False)


def test_a_strangers_file_and_what_is_no_pdf(cast: Cast) -> None:
    in_force(cast.director, cast.chief, cast.cooperation)
    for data in (b"", b"PK\x03\x04 not a pdf", b"\x00" * 2_000, b"%PDF-1.7 something else"):
        assert "Vi kan ikke lese filen Det ser ikke ut til å være en PDF." in check(data).text
    stranger = a_strangers_pdf()
    assert "Samråd kjenner ikke dette" in check(stranger).text


def a_strangers_pdf() -> bytes:
    import io

    import pikepdf

    out = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        document.save(out)
    return out.getvalue()


def test_a_checksum_of_the_file_or_of_the_text(cast: Cast) -> None:
    agreement = in_force(cast.director, cast.chief, cast.cooperation)
    of_file = hashlib.sha256(FILE).hexdigest()
    assert "Filen er uendret" in look_up(of_file).text
    with wall.acting(cast.slt):
        of_text = Version.objects.get(agreement=agreement).content_hash
    printed = " ".join(of_text[at : at + 8].upper() for at in range(0, 64, 8))
    page = look_up(printed)
    assert "Teksten er undertegnet og forseglet Kontrollsummen gjelder teksten i avtalen." in page.text
    assert (TITLE in page.text, "Jon Tveit" in page.text) == (True, True)
    nobody = look_up("0" * 64)
    assert "Samråd kjenner ikke dette" in nobody.text
    assert TITLE not in nobody.text


@pytest.mark.parametrize("typed", ["", "abc", "g" * 64, "0" * 65, "0" * 5_000])
def test_a_checksum_that_is_none_is_asked_for_again(cast: Cast, typed: str) -> None:
    page = look_up(typed, status=422)
    words = "En kontrollsum har 64 tegn" if typed else "Skriv kontrollsummen."
    assert words in page.text


def test_no_file_is_asked_for(cast: Cast) -> None:
    assert "Velg filen du vil kontrollere." in send(Client(), "/kontroller/", {}, status=422).text


@pytest.mark.parametrize("who", ["", "slt"])
def test_a_file_that_is_too_large_gets_its_sentence(cast: Cast, who: str) -> None:
    client = login_as(who) if who else Client()
    page = check(b"%PDF" + b"0" * LARGEST, client=client, status=413)
    assert (page.h1, "Filen er større enn 10 MB" in page.text) == ("Filen er for stor", True)


def test_nothing_of_a_file_is_kept(cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither in the database nor on the disk."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    with CaptureQueriesContext(connection) as asked:
        check(b"%PDF-1.7 something secret " + b"x" * 5_000_000)
    assert list(tmp_path.iterdir()) == []
    assert [q["sql"] for q in asked if q["sql"].split()[0].lower() in {"insert", "update"}] == []
