"""The deed: one thing a person does, in one transaction."""

import functools
from collections.abc import Callable

from django.db import transaction

COMMANDS: list[Callable[..., object]] = []


def command[**P, R](deed: Callable[P, R]) -> Callable[P, R]:
    """Make a function a deed: atomic, nesting in other deeds, and listed for the house tests."""

    @functools.wraps(deed)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        with transaction.atomic():
            return deed(*args, **kwargs)

    COMMANDS.append(run)
    return run
