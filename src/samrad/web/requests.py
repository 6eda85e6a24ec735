"""A request as our views get it: the middleware has found who acts."""

import re
from typing import Any

from django.http import HttpRequest

from samrad.parties.actor import Actor


class Request(HttpRequest):
    """Never made as such: it names what `ActingPerson` lays on every request."""

    session: Any  # our own store, see SESSION_ENGINE
    user: Any  # our own kind, or nobody
    actor: Actor
    actors: list[Actor]
    LANGUAGE_CODE: str


CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def readable(text: str) -> str:
    """A sent text without signs that nobody can type or see, such as the zero character."""
    return CONTROLS.sub("", text)
