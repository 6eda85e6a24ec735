"""Whose seal a file bears. It is asked of files from anywhere, so it trusts nothing in them."""

from io import BytesIO
from pathlib import Path
from typing import Literal

import pikepdf
from asn1crypto import cms
from cryptography import x509
from cryptography.hazmat.primitives import hashes

type Bearing = Literal["ours", "foreign", "unreadable"]
BEGINNING = 1_024  # bytes in which a PDF says that it is one
MOST_FIELDS = 50


def bearing(pdf: bytes, folder: Path, *, marker: bytes = b"") -> Bearing:
    """Whether the file bears our seal, someone else's or none, or cannot be read as a PDF.

    Shape    `folder` holds our certificate, and under other names those we sealed with before (`*.pem`). `marker` is what our
             documents carry in their metadata: it still tells ours when the seal itself is damaged.
    """
    if b"%PDF-" not in pdf[:BEGINNING]:
        return "unreadable"
    if marker and marker in pdf:
        return "ours"
    try:
        with pikepdf.open(BytesIO(pdf)) as document:
            signed_by = {print_ for value in _seals(document) for print_ in _fingerprints(value)}
    except pikepdf.PdfError:
        return "unreadable"
    return "ours" if signed_by & _our_fingerprints(folder) else "foreign"


def _seals(document: pikepdf.Pdf) -> list[bytes]:
    """What stands in the signature fields, as it came."""
    form = document.Root.get("/AcroForm")
    fields = form.get("/Fields") if isinstance(form, pikepdf.Dictionary) else None
    if not isinstance(fields, pikepdf.Array):
        return []
    found = []
    for field in list(fields)[:MOST_FIELDS]:
        value = field.get("/V") if isinstance(field, pikepdf.Dictionary) else None
        contents = value.get("/Contents") if isinstance(value, pikepdf.Dictionary) else None
        if isinstance(contents, pikepdf.String):
            found.append(bytes(contents))
    return found


def _fingerprints(contents: bytes) -> set[bytes]:
    try:
        signed = cms.ContentInfo.load(contents)["content"]  # type: ignore[no-untyped-call]
        return {certificate.chosen.sha256 for certificate in signed["certificates"]}
    except (ValueError, TypeError, KeyError, AttributeError):
        return set()  # no signature that anyone could read


def _our_fingerprints(folder: Path) -> set[bytes]:
    found = set()
    for file in folder.glob("*.pem") if folder.is_dir() else ():
        text = file.read_bytes()
        if b"BEGIN CERTIFICATE" in text:
            certificate = x509.load_pem_x509_certificate(text)
            found.add(certificate.fingerprint(hashes.SHA256()))
    return found
