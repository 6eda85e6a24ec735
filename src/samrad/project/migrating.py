"""Migrations that draw no more models anew than each step needs: from nothing, that was most of the time they took."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db.migrations.state import ProjectState

type Key = tuple[str, str]

STATE: Any = ProjectState  # with what Django keeps in it for itself: there is no other way in
AS_DJANGO_FINDS = STATE._find_reload_model


@contextmanager
def drawing_little() -> Iterator[None]:
    """Within this block a new table, a rule or a plain column has its own model drawn anew, and no other.

    Django draws all that is related to it, a hundred models for each of hundreds of steps. Steps that may concern others (a key
    to another table, a column that is renamed or removed) have everything drawn first, and so has a step that runs code.
    """
    STATE._find_reload_model = _little
    try:
        yield
    finally:
        STATE._find_reload_model = AS_DJANGO_FINDS


def _little(state: Any, app_label: str, model_name: str, delay: bool = False) -> set[Key]:
    """Which models to draw anew now. `is_delayed` is Django's own word for a state with some not drawn yet."""
    if delay or model_name not in state.apps.all_models[app_label]:
        state.is_delayed = True
        return {(app_label, model_name)}
    if state.is_delayed:
        del state.__dict__["apps"]  # drawn whole when it is asked for next
        state.is_delayed = False
        return set()
    found: set[Key] = AS_DJANGO_FINDS(state, app_label, model_name, delay)
    return found
