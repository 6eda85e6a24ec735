"""Exercises that the parties hold together, planned and written up. Only those who write for a party read them."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from samrad.cooperation.queries import cooperation_by_id
from samrad.cooperation.words import guarded
from samrad.kernel.answers import Refused, Stale
from samrad.kernel.clock import today
from samrad.kernel.deeds import command
from samrad.kernel.records import record
from samrad.parties.actor import Actor
from samrad.plans.commands.measures import LONGEST
from samrad.plans.events import ExerciseSet
from samrad.plans.models import Exercise
from samrad.plans.permissions import may_plan


@command
def set_exercise(
    *,
    actor: Actor,
    cooperation_id: UUID,
    kind: str,
    name: str,
    planned_on: date | None = None,
    held_on: date | None = None,
    sectors: Collection[str] = (),
    houses: str = "",
    findings: str = "",
    improvements: str = "",
    exercise_id: UUID | None = None,
    seen: int = 0,
    confirmed: bool = False,
) -> Exercise:
    """Plan an exercise, or write up one that was held: houses and sectors, what was found, what is to be better.

    Who      those who write for a party (`may_plan`).
    Refuses  no name; a day held that is to come; findings of an exercise that is not held; a save on top of another's.
    Records  ExerciseSet.
    Source   V-2.3-m: nobody who took part or is followed up is named.
    """
    cooperation = cooperation_by_id(actor, cooperation_id)
    may_plan(actor, cooperation).require()
    exercise = _to_change(exercise_id, cooperation_id, seen) if exercise_id else Exercise(version=0)
    if held_on and held_on > today():
        raise Refused(_("Dagen den ble holdt, kan ikke være fram i tid."))
    if (findings or improvements) and not held_on:
        raise Refused(_("Skriv hvilken dag den ble holdt, når dere skriver hva dere fant."))
    exercise.cooperation, exercise.kind = cooperation, Exercise.Kind(kind)
    exercise.name = " ".join(guarded(name, confirmed=confirmed, longest=160).split())
    if not exercise.name:
        raise Refused(_("Skriv hva øvelsen heter."))
    exercise.planned_on, exercise.held_on = planned_on, held_on
    exercise.sectors = [code for code in Exercise.Sector.values if code in set(sectors)]
    exercise.houses = " ".join(guarded(houses, confirmed=confirmed, longest=500).split())
    exercise.findings = guarded(findings, confirmed=confirmed, longest=LONGEST)
    exercise.improvements = guarded(improvements, confirmed=confirmed, longest=LONGEST)
    exercise.version += 1
    exercise.save()
    record(ExerciseSet(exercise.pk, exercise.kind, held_on), by=actor, cooperation=cooperation.pk)
    return exercise


def _to_change(exercise_id: UUID, cooperation_id: UUID, seen: int) -> Exercise:
    found = Exercise.objects.select_for_update().get(pk=exercise_id, cooperation=cooperation_id)
    if found.version != seen:
        raise Stale(
            _("Noen endret øvelsen mens du skrev. Les det som står der nå, og lagre på nytt."),
            theirs=found.findings,
            version=found.version,
        )
    return found
