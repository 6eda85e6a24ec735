"""The seal: the file stays sound, any change shows, and a stranger's file is told from ours."""

import asyncio
import random
from io import BytesIO
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import MDPPerm
from pyhanko.sign.general import SigningError
from pyhanko.sign.validation import async_validate_pdf_signature
from pyhanko.sign.validation.status import PdfSignatureStatus
from pyhanko_certvalidator import ValidationContext

from samrad.typeset import bearing as bearings
from samrad.typeset.bearing import bearing
from samrad.typeset.printing import typeset
from samrad.typeset.seal_keys import (
    CERTIFICATE,
    KEY,
    ORGANISATION_IDENTIFIER,
    NoSealKey,
    make_seal_key,
)
from samrad.typeset.sealing import seal
from tests.pdf import faults, seal_folder
from tests.typeset.test_printing import data, plain  # noqa: F401 # a fixture


@pytest.fixture
def unsealed(plain: Path) -> bytes:  # noqa: F811
    return typeset(plain, data("Vi er enige."))


@pytest.fixture
def sealed(unsealed: bytes) -> bytes:
    return seal(unsealed, seal_folder())


@pytest.fixture(scope="module")
def strangers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("stranger")
    make_seal_key(folder, name="Noen andre", organisation_number="111111111")
    return folder


def status_of(pdf: bytes) -> PdfSignatureStatus:
    reader = PdfFileReader(BytesIO(pdf))
    (only,) = reader.embedded_signatures
    trusted = ValidationContext(trust_roots=[only.signer_cert])
    return asyncio.run(async_validate_pdf_signature(only, signer_validation_context=trusted))


def flipped(pdf: bytes, at: int) -> bytes:
    return pdf[:at] + bytes([pdf[at] ^ 1]) + pdf[at + 1 :]


class TestTheSeal:
    def test_keeps_the_file_sound(self, unsealed: bytes, sealed: bytes) -> None:
        assert faults(unsealed) == []
        assert faults(sealed) == []

    def test_covers_the_whole_file_and_allows_no_change(self, sealed: bytes) -> None:
        status = status_of(sealed)
        assert (status.intact, status.valid, status.coverage.name) == (True, True, "ENTIRE_FILE")
        (only,) = PdfFileReader(BytesIO(sealed)).embedded_signatures
        assert only.docmdp_level == MDPPerm.NO_CHANGES

    def test_shows_a_flipped_byte(self, sealed: bytes) -> None:
        status = status_of(flipped(sealed, sealed.index(b"/Title") + 10))
        assert (status.intact, status.bottom_line) == (False, False)

    def test_is_the_last_there_is_room_for(self, sealed: bytes) -> None:
        with pytest.raises(SigningError):
            seal(sealed, seal_folder())

    def test_names_the_organisation_by_its_number(self) -> None:
        certificate = x509.load_pem_x509_certificate((seal_folder() / CERTIFICATE).read_bytes())
        (number,) = certificate.subject.get_attributes_for_oid(ORGANISATION_IDENTIFIER)
        assert number.value == "NTRNO-000000000"


class TestTheKey:
    def test_can_be_read_by_its_owner_only(self) -> None:
        assert (seal_folder() / KEY).stat().st_mode & 0o777 == 0o600

    def test_is_never_written_over(self, strangers: Path) -> None:
        before = (strangers / KEY).read_bytes()
        with pytest.raises(FileExistsError, match="is there already"):
            make_seal_key(strangers, name="Igjen", organisation_number="222222222")
        assert (strangers / KEY).read_bytes() == before

    def test_is_missed_in_an_empty_folder(self, unsealed: bytes, tmp_path: Path) -> None:
        with pytest.raises(NoSealKey, match="no seal key"):
            seal(unsealed, tmp_path)

    def test_that_is_no_key_or_another_is_refused(
        self, unsealed: bytes, strangers: Path, tmp_path: Path
    ) -> None:
        (tmp_path / CERTIFICATE).write_bytes((seal_folder() / CERTIFICATE).read_bytes())
        (tmp_path / KEY).write_text("no key at all")
        with pytest.raises(NoSealKey, match="cannot be read"):
            seal(unsealed, tmp_path)
        (tmp_path / KEY).write_bytes((strangers / KEY).read_bytes())
        with pytest.raises(NoSealKey, match="is not the certificate's"):
            seal(unsealed, tmp_path)

    def test_whose_numbers_do_not_hold_together_is_refused_each_time(
        self, unsealed: bytes, tmp_path: Path
    ) -> None:
        (tmp_path / CERTIFICATE).write_bytes((seal_folder() / CERTIFICATE).read_bytes())
        key = serialization.load_pem_private_key((seal_folder() / KEY).read_bytes(), password=None)
        assert isinstance(key, rsa.RSAPrivateKey)
        numbers = key.private_numbers()
        broken = rsa.RSAPrivateNumbers(
            numbers.p,
            numbers.q,
            numbers.d,
            numbers.dmp1 + 2,
            numbers.dmq1,
            numbers.iqmp,
            numbers.public_numbers,
        ).private_key(unsafe_skip_rsa_key_validation=True)
        pem, form = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
        (tmp_path / KEY).write_bytes(broken.private_bytes(pem, form, serialization.NoEncryption()))
        for _ in range(2):
            with pytest.raises(NoSealKey, match="cannot be read"):
                seal(unsealed, tmp_path)


class TestBearing:
    def test_ours_is_ours_wherever_one_byte_is_flipped(self, sealed: bytes) -> None:
        """Also inside the seal itself: the certificate and what it is called by stand in two places."""
        assert bearing(sealed, seal_folder()) == "ours"
        chance = random.Random(4)
        places = [chance.randrange(len(sealed)) for _ in range(150)]
        seal_at = sealed.index(b"/Contents <")
        places += [seal_at + chance.randrange(4_000) for _ in range(150)]
        assert {bearing(flipped(sealed, at), seal_folder()) for at in places} == {"ours"}

    def test_another_seal_and_none_are_foreign(self, unsealed: bytes, strangers: Path) -> None:
        assert bearing(seal(unsealed, strangers), seal_folder()) == "foreign"
        assert bearing(unsealed, seal_folder()) == "foreign"

    def test_a_seal_from_before_a_new_certificate_is_still_ours(
        self, sealed: bytes, strangers: Path, tmp_path: Path
    ) -> None:
        assert bearing(sealed, strangers) == "foreign"
        for name in (KEY, CERTIFICATE):
            (tmp_path / name).write_bytes((strangers / name).read_bytes())
        (tmp_path / "seal-certificate-2026.pem").write_bytes((seal_folder() / CERTIFICATE).read_bytes())
        assert bearing(sealed, tmp_path) == "ours"

    @pytest.mark.parametrize("part", [0.1, 0.5, 0.9])
    def test_a_cut_file_is_unreadable(self, unsealed: bytes, part: float) -> None:
        assert bearing(unsealed[: int(len(unsealed) * part)], seal_folder()) == "unreadable"

    @pytest.mark.parametrize(
        "nothing",
        [
            b"",
            b"\x00",
            b"%PDF-1.7",
            b"PK\x03\x04" * 500,
            random.Random(1).randbytes(50_000),
            b"%PDF-1.7\nstartxref\n9999999999\n%%EOF",
            b"%PDF-1.7\nstartxref\n0\n%%EOF",
        ],
    )
    def test_what_is_no_pdf_is_unreadable(self, nothing: bytes) -> None:
        assert bearing(nothing, seal_folder()) == "unreadable"

    def test_what_is_too_large_is_not_looked_into(
        self, sealed: bytes, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(bearings, "LARGEST", len(sealed) - 1)
        assert bearing(sealed, seal_folder()) == "unreadable"

    def test_without_a_seal_of_our_own_nothing_is_ours(self, sealed: bytes, tmp_path: Path) -> None:
        assert bearing(sealed, tmp_path / "none") == "foreign"
        key = (seal_folder() / KEY).read_bytes()
        assert serialization.load_pem_private_key(key, password=None)
        (tmp_path / KEY).write_bytes(key)
        assert bearing(sealed, tmp_path) == "foreign"
