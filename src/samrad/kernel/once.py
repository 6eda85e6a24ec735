"""What several rooms ask while one page is made, read one time.

Only for a page that changes nothing: within `reading_once()` a marked read gives what it gave the first time.
"""

import functools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import cast

_FOUND: ContextVar[dict[tuple[object, ...], object] | None] = ContextVar("found", default=None)


@contextmanager
def reading_once() -> Iterator[None]:
    """Remember marked reads until the block ends, for this request alone."""
    token = _FOUND.set({})
    try:
        yield
    finally:
        _FOUND.reset(token)


def read_once[**P, R](read: Callable[P, R]) -> Callable[P, R]:
    """Mark a read as one to remember. What it is asked for, the actor with it, must be hashable."""

    @functools.wraps(read)
    def reading(*args: P.args, **kwargs: P.kwargs) -> R:
        found = _FOUND.get()
        if found is None:
            return read(*args, **kwargs)
        key = (read, args, tuple(kwargs.items()))
        if key not in found:
            found[key] = read(*args, **kwargs)
        return cast("R", found[key])  # put there by the same read

    return reading
