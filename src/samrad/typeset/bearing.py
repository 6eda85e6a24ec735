"""Whose seal a file bears. It is asked of files from anywhere, so it opens nothing in them: it only looks."""

import re
from pathlib import Path
from typing import Literal

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

type Bearing = Literal["ours", "foreign", "unreadable"]
LARGEST = 20_000_000  # bytes; many times our longest document
EDGE = 1_024  # bytes at the beginning and the end in which a PDF says that it is one
HEADER = re.compile(rb"%PDF-\d\.\d")
END = re.compile(rb"startxref\s+(\d{1,10})\s+%%EOF\s*\Z")
INDEX = re.compile(rb"\s*(xref|\d{1,10}\s+\d{1,5}\s+obj)\b")


def bearing(pdf: bytes, folder: Path) -> Bearing:
    """Whether the file bears our seal, someone else's or none, or cannot be read as a PDF.

    Shape    `folder` holds our certificate, and under other names those we sealed with before (`*.pem`).
             «Ours» is what the file claims: a seal can be copied, and its file changed. Only the checksum tells more.
    """
    if len(pdf) > LARGEST:
        return "unreadable"
    lowered = pdf.lower()  # a seal stands in the file as hexadecimal digits, in either case
    if any(mark in lowered for mark in _marks(folder)):
        return "ours"
    return "foreign" if _is_a_whole_pdf(pdf) else "unreadable"


def _is_a_whole_pdf(pdf: bytes) -> bool:
    """Whether it begins and ends as a PDF, and the end points at its index."""
    header, end = HEADER.search(pdf[:EDGE]), END.search(pdf[-EDGE:])
    if header is None or end is None:
        return False
    return INDEX.match(pdf[header.start() + int(end[1]) :][:EDGE]) is not None


def _marks(folder: Path) -> list[bytes]:
    """What stands in a file that we sealed: the certificate, and apart from it the name and number it is called by.

    Two marks in two places, so that one damaged byte never hides the seal.
    """
    # Read with the first file that is looked at: six megabytes that a process does without until then.
    from asn1crypto import cms
    from asn1crypto import x509 as asn1

    found: list[bytes] = []
    for file in sorted(folder.glob("*.pem")):
        text = file.read_bytes()
        if b"BEGIN CERTIFICATE" in text:
            der = x509.load_pem_x509_certificate(text).public_bytes(Encoding.DER)
            own = asn1.Certificate.load(der)  # type: ignore[no-untyped-call]
            name = {"issuer": own.issuer, "serial_number": own.serial_number}
            called = cms.IssuerAndSerialNumber(name).dump()  # type: ignore[no-untyped-call]
            found += [der.hex().encode(), called.hex().encode()]
    return found
