"""What kind of file a paper is: told by its content, held against its name, and only of kinds that carry no machinery."""

import re
import zipfile
from io import BytesIO

from django.utils.translation import gettext as _

from samrad.kernel.answers import Refused

LARGEST = 20_000_000  # bytes
LARGEST_UNPACKED = 100_000_000  # bytes
MOST_ENTRIES = 1_000
OFFICE = {
    "docx": ("word/", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "xlsx": ("xl/", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "pptx": ("ppt/", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
}
PICTURES = {
    "png": (b"\x89PNG\r\n\x1a\n", "image/png"),
    "jpg": (b"\xff\xd8\xff", "image/jpeg"),
    "jpeg": (b"\xff\xd8\xff", "image/jpeg"),
}
ACTIVE = re.compile(rb"/(JavaScript|JS|Launch|EmbeddedFile|OpenAction|RichMedia)\b")


def media_type_of(filename: str, data: bytes) -> str:
    """The media type that the content has.

    Refuses  nothing or too much; a kind that is not taken; a name that says something else; a document that runs something.
    """
    if not data:
        raise Refused(_("Filen er tom. Velg filen på nytt."))
    if len(data) > LARGEST:
        raise Refused(_("Filen er større enn 20 MB. Del den opp, eller legg ved et kortere dokument."))
    ending = filename.rsplit(".", 1)[-1].lower() if "." in filename else ""
    if ending == "pdf":
        return _pdf(data)
    if ending in OFFICE:
        return _office(ending, data)
    if ending in PICTURES:
        begins, media_type = PICTURES[ending]
        _require(data.startswith(begins))
        return media_type
    if ending in {"txt", "csv"}:
        _require(b"\x00" not in data and _is_text(data))
        return "text/plain" if ending == "txt" else "text/csv"
    raise Refused(
        _("Vi tar imot PDF, Word, Excel, PowerPoint, PNG, JPEG, ren tekst og CSV. Lagre filen som en av dem.")
    )


def _require(holds: bool) -> None:
    if not holds:
        raise Refused(
            _("Innholdet i filen er noe annet enn navnet sier. Lagre den på nytt, og velg den igjen.")
        )


def _pdf(data: bytes) -> str:
    _require(data[:1_024].lstrip().startswith(b"%PDF-"))
    if ACTIVE.search(data):
        raise Refused(_("Filen har noe i seg som kan kjøres. Skriv den ut til en ny PDF, og velg den."))
    return "application/pdf"


def _office(ending: str, data: bytes) -> str:
    folder, media_type = OFFICE[ending]
    try:
        with zipfile.ZipFile(BytesIO(data)) as packed:
            entries = packed.infolist()
    except (zipfile.BadZipFile, ValueError, OSError):
        _require(False)
        return ""
    _require(any(entry.filename.startswith(folder) for entry in entries))
    if len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > LARGEST_UNPACKED:
        raise Refused(
            _("Filen er for stor når den pakkes ut. Lagre den på nytt, eller legg ved et kortere dokument.")
        )
    if any(entry.filename.lower().endswith(("vbaproject.bin", ".exe", ".dll", ".js")) for entry in entries):
        raise Refused(_("Filen har makroer i seg. Lagre den uten makroer, og velg den igjen."))
    return media_type


def _is_text(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
