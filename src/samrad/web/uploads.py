"""Files on their way in: kept in memory for one request, and bounded. Nothing is ever written to disk."""

from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import MemoryFileUploadHandler

LARGEST = 10_000_000  # bytes of a whole request with files; a sealed agreement has some hundred thousand
READ_AND_FORGOTTEN = 100_000_000  # bytes; so that the browser has sent what it wanted, and hears the answer


class FileTooBig(RequestDataTooBig):
    """What came is larger than anything Samråd takes in as a file."""


class InMemory(MemoryFileUploadHandler):
    """Django's own handler, without its way out to the disk."""

    def handle_raw_input(
        self, input_data: Any, META: Any, content_length: int, boundary: Any, encoding: Any = None
    ) -> None:
        """Refuses with `FileTooBig` before anything is kept."""
        if content_length > LARGEST:
            left = min(content_length, READ_AND_FORGOTTEN)
            while left > 0 and (chunk := input_data.read(min(left, 65_536))):
                left -= len(chunk)
            raise FileTooBig
        self.activated = True
