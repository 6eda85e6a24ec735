"""The demo's world: the real register with made-up answers, and invented cooperations in the middle of their year."""

import zlib
from pathlib import Path

from django.conf import settings
from django.db import transaction

from samrad.agreements.commands.templates import install_own_templates
from samrad.cooperation.commands import open_municipal_cooperations
from samrad.cooperation.models import Choice
from samrad.knowledge.commands.statistics import load_reference_figures
from samrad.parties.actor import Actor
from samrad.parties.commands import load_reference
from samrad.parties.fictional import load_fossvik, load_neighbour, load_people, load_places
from samrad.parties.models import Organisation
from samrad.parties.queries import organisations
from samrad.project import demo_lyngvik, demo_others
from samrad.project.demo import kept_seal
from samrad.project.demo_across import build_across
from samrad.project.demo_contacts import build_contacts
from samrad.project.demo_evaluations import build_evaluations
from samrad.project.demo_figures import make_figures_up
from samrad.project.demo_forums import build_forums
from samrad.project.demo_knowledge import build_knowledge
from samrad.project.demo_meetings import build_meetings
from samrad.project.demo_notices import read_what_is_old
from samrad.project.demo_plans import build_plans
from samrad.project.demo_schools import build_schools
from samrad.project.demo_sharing import build_sharing
from samrad.project.demo_talk import build_talk

PASSWORD = "samrad-demo"  # noqa: S105 # printed at the demo's own login
Status = Choice.Status
SPREAD = (Status.IN_FORCE, Status.IN_FORCE, Status.IN_FORCE, Status.UNDER_WAY, Status.ASKED, Status.LATER,
          Status.ANOTHER_WAY, Status.NO, Status.NOT_ASKED)  # fmt: skip


def build_demo_world() -> None:
    """Fill an empty database. Everything goes through commands, as when people do it."""
    kept_seal(Path(settings.SEAL_FOLDER))
    machine = Actor.system("demo")
    with transaction.atomic():
        load_reference(actor=machine)
        top = organisations(Organisation.Kind.POLICE_DIRECTORATE)[0]
        places = load_places(machine, top)
        people = load_people(machine, places, PASSWORD)
        havnes = load_neighbour(machine, places, "slt")
        fossvik = load_fossvik(machine, places)
        install_own_templates(actor=machine)
        open_municipal_cooperations(actor=machine, known=made_up)
        make_figures_up(machine, places)
        load_reference_figures(actor=machine)
    demo_lyngvik.tell(people, places)
    demo_others.tell(people, places, havnes, fossvik)
    build_forums(people, places, fossvik)
    build_meetings(people, places)
    build_plans(people)
    build_knowledge(people, places)
    build_across(people)
    build_talk(people)
    build_evaluations(people, places)
    build_contacts(people, places)
    build_sharing(people, places)
    build_schools(people, places)
    read_what_is_old(people)


def made_up(town: Organisation, matter: str) -> Choice.Status:
    """A status for a real municipality that says nothing true of it: the demo says so on every page."""
    if town.is_fictional:
        return Status.NOT_ASKED
    return SPREAD[zlib.crc32(f"{town.number}{matter}".encode()) % len(SPREAD)]
