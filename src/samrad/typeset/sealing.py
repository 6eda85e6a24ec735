"""The electronic seal: PAdES on a finished PDF, by a key that stays in one folder.

Three things keep a sealed file valid as PDF/UA-1 and PDF/A: it ends with a line break, its metadata are left alone, and the
seal itself is invisible. What people read about the seal is printed in the document.
Source   SECURITY.md M4; docs/decisions/sealing.md.
"""

from io import BytesIO
from pathlib import Path

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers

from samrad.typeset.seal_keys import CERTIFICATE, KEY, NoSealKey, belong_together, has_seal_key

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


def _signer(folder: Path) -> signers.SimpleSigner:
    if not has_seal_key(folder):
        raise NoSealKey(f"no seal key in {folder}")
    files = str(folder / KEY), str(folder / CERTIFICATE)
    signer: signers.SimpleSigner | None = signers.SimpleSigner.load(*files)  # type: ignore[no-untyped-call]
    if signer is None or not belong_together(folder):
        raise NoSealKey(f"the seal key in {folder} cannot be read, or is not the certificate's")
    return signer
