"""The states that migrations go through draw little, and end as Django's own."""

from django.db import models
from django.db.migrations.operations import AddConstraint, AddField, AlterField, CreateModel
from django.db.migrations.state import ModelState, ProjectState, StateApps

from samrad.project.migrating import AS_DJANGO_COPIES, AS_DJANGO_FINDS, drawing_little


def table(name: str, **keys: str) -> CreateModel:
    fields = {key: models.ForeignKey(to, models.CASCADE) for key, to in keys.items()}
    return CreateModel(name, [("id", models.AutoField(primary_key=True)), *fields.items()])


def steps() -> list[CreateModel | AddConstraint | AddField | AlterField]:
    rule = models.CheckConstraint(condition=models.Q(id__gt=0), name="it_has_a_number")
    return [
        table("House"),
        table("Room", house="rooms.House"),
        AddConstraint("House", rule),
        table("Door", room="rooms.Room"),
        AddField("House", "front", models.ForeignKey("rooms.Door", models.CASCADE, null=True)),
        AlterField("House", "front", models.ForeignKey("rooms.Door", models.PROTECT, null=True)),
    ]


def test_what_is_added_draws_one_model_and_what_is_changed_draws_all() -> None:
    state, drawn = ProjectState(), []
    assert state.apps
    with drawing_little():
        for step in steps():
            before = dict(state.apps.all_models["rooms"])
            step.state_forwards("rooms", state)
            now = state.apps.all_models["rooms"]
            drawn.append({name for name in now if now[name] is not before.get(name)})
    assert drawn == [{"house"}, {"room"}, {"house"}, {"door"}, {"house"}, {"house", "room", "door"}]
    door = state.apps.get_model("rooms", "Door")
    front = state.apps.get_model("rooms", "House")._meta.get_field("front")
    assert front.remote_field.model is door
    assert ProjectState._find_reload_model is AS_DJANGO_FINDS
    assert (ModelState.clone, StateApps.clone) == AS_DJANGO_COPIES


def test_a_copy_shares_nothing_that_a_step_changes() -> None:
    state = ProjectState()
    assert state.apps
    with drawing_little():
        for step in steps():
            before, had = state.clone(), {key: repr(vars(model)) for key, model in state.models.items()}
            drawn = dict(before.apps.all_models["rooms"])
            step.state_forwards("rooms", state)
            assert {key: repr(vars(model)) for key, model in before.models.items()} == had
            assert before.apps.all_models["rooms"] == drawn
            assert {model.__name__.lower() for model in before.apps.get_models()} == set(drawn)


def test_it_ends_as_without() -> None:
    states = ProjectState(), ProjectState()
    with drawing_little():
        for step in steps():
            step.state_forwards("rooms", states[0])
    for step in steps():
        step.state_forwards("rooms", states[1])
    assert states[0] == states[1]
