"""Files on their way in: kept in memory for one request, and bounded. Nothing is ever written to disk."""

from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.http import HttpRequest

LARGEST = 10_000_000  # bytes of a whole request with files; a sealed agreement has some hundred thousand
LARGEST_PAPER = (
    20_500_000  # bytes of a request that lays a paper before a meeting: the file, and the form around it
)
PAPERS_AT = ("/sak/", "/bidrag/")
READ_AND_FORGOTTEN = 100_000_000  # bytes; so that the browser has sent what it wanted, and hears the answer


class FileTooBig(RequestDataTooBig):
    """What came is larger than anything Samråd takes in as a file here."""


class InMemory(MemoryFileUploadHandler):
    """Django's own handler, without its way out to the disk."""

    def handle_raw_input(
        self, input_data: Any, META: Any, content_length: int, boundary: Any, encoding: Any = None
    ) -> None:
        self.activated = True


def is_for_papers(request: HttpRequest) -> bool:
    return request.path.startswith(PAPERS_AT)


def is_too_big(request: HttpRequest) -> bool:
    """Whether a request brings more than is taken in at its address. Asked before anything is kept."""
    if not request.META.get("CONTENT_TYPE", "").startswith("multipart/"):
        return False
    return _length(request) > (LARGEST_PAPER if is_for_papers(request) else LARGEST)


def read_and_forget(request: HttpRequest) -> None:
    """Let the browser send what it wanted, so that it hears the answer."""
    left = min(_length(request), READ_AND_FORGOTTEN)
    while left > 0 and (chunk := request.read(min(left, 65_536))):
        left -= len(chunk)


def _length(request: HttpRequest) -> int:
    said = str(request.META.get("CONTENT_LENGTH") or "0")
    return int(said) if said.isdecimal() else 0
