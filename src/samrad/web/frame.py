"""What the frame around every page needs."""

from dataclasses import dataclass

from django.conf import settings

from samrad.parties.actor import Actor
from samrad.web.requests import Request


@dataclass(frozen=True)
class Language:
    """A language the reader can choose, named in itself."""

    code: str
    name: str
    is_current: bool


NAMES = {"nb": "Bokmål", "nn": "Nynorsk", "en": "English"}


def frame(request: Request) -> dict[str, object]:
    """Who acts, in which language, and whether this is a demo. Asks the database for nothing."""
    current = getattr(request, "LANGUAGE_CODE", settings.LANGUAGE_CODE)
    return {
        "actor": getattr(request, "actor", Actor.nobody()),
        "actors": getattr(request, "actors", []),
        "is_demo": settings.DEMO,
        "languages": [Language(code, name, code == current) for code, name in NAMES.items()],
        "page_language": current,
    }
