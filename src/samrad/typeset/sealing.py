"""The electronic seal: PAdES on a finished PDF, by a key that stays in one folder.

Three things keep a sealed file valid as PDF/UA-1 and PDF/A: it ends with a line break, its metadata are left alone, and the
seal itself is invisible. What people read about the seal is printed in the document.
Source   SECURITY.md M4; docs/decisions/sealing.md.
"""

from io import BytesIO
from pathlib import Path
from typing import Any

from asn1crypto.keys import PrivateKeyInfo
from asn1crypto.x509 import Certificate as CertificateInfo
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.asymmetric.types import PrivateKeyTypes
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509 import Certificate
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers
from pyhanko_certvalidator.registry import SimpleCertificateStore

from samrad.typeset.seal_keys import NoSealKey, has_seal_key, read_key

KEY_INFO: Any = PrivateKeyInfo  # these tell no types
CERTIFICATE_INFO: Any = CertificateInfo
NO_OTHERS: Any = SimpleCertificateStore
FIELD, LABEL = "Segl", "Elektronisk segl"


class _Untouched(IncrementalPdfFileWriter):
    """A writer that leaves the metadata as the document has them, so that it stays valid PDF/UA."""

    def _update_meta(self) -> None:
        pass


def seal(pdf: bytes, folder: Path) -> bytes:
    """The file with our seal, as its only and last: no change is allowed after it.

    Refuses  (`NoSealKey`) when the folder holds no key.
    """
    signer = _signer(folder)
    writer = _Untouched(BytesIO(pdf.rstrip() + b"\n"))
    invisible = fields.InvisSigSettings(set_print_flag=True, set_hidden_flag=False, box_out_of_bounds=True)
    place = fields.SigFieldSpec(
        FIELD, on_page=-1, box=None, readable_field_name=LABEL, invis_sig_settings=invisible
    )
    fields.append_signature_field(writer, place)
    words = signers.PdfSignatureMetadata(
        field_name=FIELD,
        md_algorithm="sha256",
        subfilter=fields.SigSeedSubFilter.PADES,
        certify=True,
        docmdp_permissions=fields.MDPPerm.NO_CHANGES,
    )
    sealed = signers.sign_pdf(writer, words, signer=signer)
    return bytes(sealed.getvalue())


class _Signer(signers.SimpleSigner):
    """Signs with the key as it was read. By itself pyHanko reads it anew for each signature, and each time finds out again that it is sound."""

    def __init__(self, key: PrivateKeyTypes, certificate: Certificate) -> None:
        der, plain = Encoding.DER, NoEncryption()
        super().__init__(
            signing_cert=CERTIFICATE_INFO.load(certificate.public_bytes(der)),
            signing_key=KEY_INFO.load(key.private_bytes(der, PrivateFormat.PKCS8, plain)),
            cert_registry=NO_OTHERS(),
        )
        self._key = key

    def sign_raw(self, data: bytes, digest_algorithm: str) -> bytes:
        mechanism = self.get_signature_mechanism_for_digest(digest_algorithm)["algorithm"].native
        if isinstance(self._key, RSAPrivateKey) and mechanism == "sha256_rsa":
            return self._key.sign(data, PKCS1v15(), SHA256())
        return bytes(super().sign_raw(data, digest_algorithm))


def _signer(folder: Path) -> _Signer:
    if not has_seal_key(folder):
        raise NoSealKey(f"no seal key in {folder}")
    return _Signer(*read_key(folder))
