"""The key of the electronic seal, and its certificate: two files in one folder."""

import os
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.types import PrivateKeyTypes
from cryptography.x509.oid import NameOID, ObjectIdentifier

KEY, CERTIFICATE = "seal-key.pem", "seal-certificate.pem"
ORGANISATION_IDENTIFIER = ObjectIdentifier("2.5.4.97")
LIFE = timedelta(days=3 * 365)
CLOCK_SKEW = timedelta(hours=1)  # between this machine and one that checks a seal made at once


class NoSealKey(RuntimeError):
    """There is no key to seal with, it cannot be read, or it and its certificate do not belong together."""


def make_seal_key(folder: Path, *, name: str, organisation_number: str) -> None:
    """Make a key and a certificate of its own, for a demo or a trial.

    Refuses  (`FileExistsError`) to write over what is there: seals made with it could no longer be known as ours.
    """
    for file in (folder / KEY, folder / CERTIFICATE):
        if file.exists():
            raise FileExistsError(f"{file} is there already")
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    key = rsa.generate_private_key(public_exponent=65_537, key_size=3_072)
    subject = x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "NO"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, name),
            x509.NameAttribute(NameOID.COMMON_NAME, name),
            x509.NameAttribute(ORGANISATION_IDENTIFIER, f"NTRNO-{organisation_number}"),
        ]
    )
    usage = dict.fromkeys(_OTHER_USES, False) | {"digital_signature": True, "content_commitment": True}
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(datetime.now(UTC) - CLOCK_SKEW)
        .not_valid_after(datetime.now(UTC) + LIFE)
        .add_extension(x509.KeyUsage(**usage), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    secret = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    _write_new(folder / KEY, secret, 0o600)
    _write_new(folder / CERTIFICATE, certificate.public_bytes(pem), 0o644)


_OTHER_USES = (
    "key_encipherment",
    "data_encipherment",
    "key_agreement",
    "key_cert_sign",
    "crl_sign",
    "encipher_only",
    "decipher_only",
)


def _write_new(file: Path, data: bytes, mode: int) -> None:
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    with os.fdopen(handle, "wb") as out:
        out.write(data)


def has_seal_key(folder: Path) -> bool:
    return (folder / KEY).is_file() and (folder / CERTIFICATE).is_file()


def read_key(folder: Path) -> tuple[PrivateKeyTypes, x509.Certificate]:
    """The key and its certificate, for one seal: neither is kept in memory.

    That the numbers of a key hold together is worked out the first time that this process reads it: it takes longer than a seal.
    Refuses  (`NoSealKey`) files that cannot be read. A renewed key with the old certificate would make seals that nobody can check.
    """
    try:
        data = (folder / KEY).read_bytes()
        mark = sha256(data).digest()
        key = serialization.load_pem_private_key(
            data, password=None, unsafe_skip_rsa_key_validation=mark in _FOUND_SOUND
        )
        certificate = x509.load_pem_x509_certificate((folder / CERTIFICATE).read_bytes())
    except (OSError, ValueError, TypeError) as fault:
        raise NoSealKey(f"the seal key in {folder} cannot be read") from fault
    if key.public_key() != certificate.public_key():
        raise NoSealKey(f"the seal key in {folder} is not the certificate's")
    _FOUND_SOUND.add(mark)
    return key, certificate


_FOUND_SOUND: set[bytes] = set()  # checksums of keys, never the keys
