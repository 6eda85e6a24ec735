"""The demo's view across the parties: what each can do, a measure that waits, two that clash, a changed plan and an exercise."""

from datetime import timedelta
from typing import Any

from samrad.cooperation import wall
from samrad.cooperation.commands.challenges import set_consequences
from samrad.cooperation.queries import cooperation_visible_to
from samrad.kernel.clock import today
from samrad.parties.actor import Actor
from samrad.plans.commands.challenges import note_adjustment, note_conflict, set_means
from samrad.plans.commands.exercises import set_exercise
from samrad.plans.commands.measures import wait_for
from samrad.plans.models import Measure
from samrad.plans.queries.challenges import challenges_across

CAN = {
    "slt": (
        "Utekontakten er ute fredag og lørdag. Ungdomshuset kan holde åpent lenger.",
        "At politiet kommer fort når utekontakten ringer.",
    ),
    "politikontakt": (
        "En fast patrulje til fots. Samtaler med unge og foreldre.",
        "At kommunen vet hvilke steder de unge samles.",
    ),
}


def build_across(people: dict[str, Actor]) -> None:
    """Lyngvik, after its plan."""
    with wall.acting(people["slt"]) as slt:
        lyngvik = cooperation_visible_to(slt, "lyngvik")
        chosen = next((row for row in challenges_across(slt, lyngvik) if row.measures), None)
        if chosen is None:
            return
        set_consequences(
            actor=slt,
            challenge_id=chosen.challenge.pk,
            for_people="Unge og eldre holder seg hjemme om kvelden.",
            for_society="Butikker og kafeer i sentrum stenger tidligere.",
            told_by="Innbyggerundersøkelsen og samtaler med næringslivet",
            seen=1,
        )
    for name, (can, needs) in CAN.items():
        with wall.acting(people[name]) as actor:
            set_means(actor=actor, challenge_id=chosen.challenge.pk, can=can, needs=needs)
    with wall.acting(people["slt"]) as slt:
        _between(slt, {m.number: m for m in Measure.objects.filter(cooperation=lyngvik, plan__kind="action")})
        set_exercise(
            actor=slt,
            cooperation_id=lyngvik.pk,
            kind="plivo",
            name="Øvelse ved Lyngvik ungdomsskole",
            held_on=today() - timedelta(days=45),
            sectors=("police", "school", "health", "fire"),
            houses="Ungdomsskolen, legevakten, brannvesenet og lensmannskontoret",
            findings="Skolens alarm ble ikke hørt i gymsalen.",
            improvements="Ny alarm i gymsalen før jul.",
        )


def _between(slt: Actor, measures: dict[int, Measure]) -> None:
    given: dict[str, Any] = {"actor": slt}
    waits = measures[8]
    police = next(
        p.organisation_id for p in waits.cooperation.parties.all() if p.organisation_id not in slt.parties
    )
    wait_for(**given, measure_id=waits.pk, party_id=police, seen=waits.version)
    note_conflict(
        **given,
        measure_id=measures[3].pk,
        other_id=measures[2].pk,
        about="Når ungdomshuset holder åpent lenger, samles flere utenfor etter at patruljen er ferdig.",
    )
    note_adjustment(
        **given,
        measure_id=measures[3].pk,
        party_id=next(iter(slt.parties)),
        plan_name="Bemanningsplanen for ungdomshuset",
        change="Åpent til klokka 23 to kvelder i uken.",
        unit="Utekontakten",
        goal="Færre unge ute sent uten voksne",
        body="Kommunalsjefen for oppvekst",
        on=today() - timedelta(days=20),
    )
