"""Migrations that draw no more models anew than each step needs: from nothing, that was most of the time they took."""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db.migrations.state import AppConfigStub, ModelState, ProjectState, StateApps

type Key = tuple[str, str]

STATE: Any = ProjectState  # with what Django keeps in it for itself: there is no other way in
MODEL: Any = ModelState
APPS: Any = StateApps
AS_DJANGO_FINDS = STATE._find_reload_model
AS_DJANGO_COPIES = MODEL.clone, APPS.clone


@contextmanager
def drawing_little() -> Iterator[None]:
    """Within this block a new table, a rule or a new column has its own model drawn anew, and no other.

    Django draws all that is related to it, a hundred models for each of hundreds of steps. Steps that may concern others (a column
    that is renamed, removed, or is another key than it was) have everything drawn first, and so has a step that runs code. The copy
    that Django takes of everything before each step shares all that no step changes in place.
    """
    STATE._find_reload_model, MODEL.clone, APPS.clone = _little, _copied_model, _copied_apps
    try:
        yield
    finally:
        STATE._find_reload_model, (MODEL.clone, APPS.clone) = AS_DJANGO_FINDS, AS_DJANGO_COPIES


def _little(state: Any, app_label: str, model_name: str, delay: bool = False) -> set[Key]:
    """Which models to draw anew now. `is_delayed` is Django's own word for a state with some not drawn yet."""
    drawn = state.apps.all_models[app_label].get(model_name)
    if delay or drawn is None or _has_only_more(state.models[app_label, model_name], drawn):
        state.is_delayed = True
        return {(app_label, model_name)}
    if state.is_delayed:
        del state.__dict__["apps"]  # drawn whole when it is asked for next
        state.is_delayed = False
        return set()
    found: set[Key] = AS_DJANGO_FINDS(state, app_label, model_name, delay)
    return found


def _has_only_more(wanted: ModelState, drawn: Any) -> bool:
    """Whether the step adds columns and leaves each of those that are drawn as it is."""
    there = {field.name: field for field in (*drawn._meta.local_fields, *drawn._meta.local_many_to_many)}
    same = all(
        name in wanted.fields and _said_of(wanted.fields[name]) == _said_of(field)
        for name, field in there.items()
    )
    return same and len(wanted.fields) > len(there)


def _said_of(field: Any) -> tuple[object, ...]:
    """All that the database knows of a column. A key is first marked as not serialized when it is drawn."""
    _name, path, positional, named = field.deconstruct()
    return path, positional, {**named, "serialize": None}


def _copied_model(state: ModelState) -> ModelState:
    copy = ModelState.__new__(ModelState)
    copy.__dict__.update(state.__dict__)
    copy.fields, copy.options, copy.managers = dict(state.fields), dict(state.options), list(state.managers)
    return copy


def _copied_apps(apps: Any) -> Any:
    copy = APPS([], {})
    copy.all_models = defaultdict(dict, {label: dict(models) for label, models in apps.all_models.items()})
    for label in apps.app_configs:
        copy.app_configs[label] = config = AppConfigStub(label)
        config.apps = copy
        config.import_models()
    copy.real_models = apps.real_models
    return copy
