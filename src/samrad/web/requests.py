"""A request as our views get it: the middleware has found who acts."""

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
