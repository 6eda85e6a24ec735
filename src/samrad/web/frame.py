"""What the frame around every page needs."""

import functools
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings

from samrad.cooperation.queries import places_of
from samrad.notices.queries import unread_count
from samrad.parties.actor import Actor
from samrad.web.requests import Request
from samrad.web.ways import address


@dataclass(frozen=True)
class Language:
    """A language the reader can choose, named in itself."""

    code: str
    name: str
    is_current: bool


@dataclass(frozen=True)
class Place:
    """A cooperation the reader stands inside, for the menu that leads to it."""

    name: str
    url: str


NAMES = {"nb": "Bokmål", "nn": "Nynorsk", "en": "English"}


def frame(request: Request) -> dict[str, object]:
    """Who acts, in which language, where they may go, and whether this is a demo. At most two statements."""
    current = getattr(request, "LANGUAGE_CODE", settings.LANGUAGE_CODE)
    actor = getattr(request, "actor", Actor.nobody())
    return {
        "actor": actor,
        "own_cooperations": _places(actor),
        "unread_notices": functools.cache(lambda: unread_count(actor)),
        "actors": getattr(request, "actors", []),
        "is_demo": settings.DEMO,
        "languages": [Language(code, name, code == current) for code, name in NAMES.items()],
        "page_language": current,
    }


def _places(actor: Actor) -> Callable[[], list[Place]]:
    """Asked of the database once, and only by a page that shows its frame."""

    @functools.cache
    def places() -> list[Place]:
        return [Place(name, address("cooperation", slug)) for name, slug in places_of(actor)]

    return places
