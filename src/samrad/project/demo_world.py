"""The demo's world: the real register with made-up answers, and one invented cooperation in the middle of its year."""

import zlib
from datetime import date

from django.db import transaction

from samrad.agreements.commands.drafting import start_agreement
from samrad.agreements.commands.proposing import note_disagreement, propose_wording
from samrad.agreements.commands.rounds import accept_remaining, hand_over_round
from samrad.agreements.commands.templates import install_own_templates
from samrad.agreements.queries.agreements import agreement_visible_to
from samrad.agreements.queries.negotiation import ClauseOnTable, table_of
from samrad.agreements.queries.templates import templates_for
from samrad.cooperation import wall
from samrad.cooperation.commands import answer_offer, make_offer, open_municipal_cooperations
from samrad.cooperation.models import Choice, Cooperation
from samrad.cooperation.queries import cooperation_visible_to
from samrad.kernel.clock import today
from samrad.parties.actor import Actor
from samrad.parties.commands import load_reference
from samrad.parties.fictional import Places, load_people, load_places
from samrad.parties.models import Organisation
from samrad.parties.queries import organisations
from samrad.project.demo_forums import build_forums

PASSWORD = "samrad-demo"  # noqa: S105 # printed at the demo's own login
Status = Choice.Status
SPREAD = (Status.IN_FORCE, Status.IN_FORCE, Status.IN_FORCE, Status.UNDER_WAY, Status.ASKED, Status.LATER,
          Status.ANOTHER_WAY, Status.NO, Status.NOT_ASKED)  # fmt: skip


def build_demo_world() -> None:
    """Fill an empty database. Everything goes through commands, as when people do it."""
    machine = Actor.system("demo")
    with transaction.atomic():
        load_reference(actor=machine)
        top = organisations(Organisation.Kind.POLICE_DIRECTORATE)[0]
        places = load_places(machine, top)
        people = load_people(machine, places, PASSWORD)
        install_own_templates(actor=machine)
        open_municipal_cooperations(actor=machine, known=made_up)
    _offer_and_answer(people, places)
    _negotiate(people)
    build_forums(people, places)


def made_up(town: Organisation, matter: str) -> Choice.Status:
    """A status for a real municipality that says nothing true of it: the demo says so on every page."""
    if town.is_fictional:
        return Status.NOT_ASKED
    return SPREAD[zlib.crc32(f"{town.number}{matter}".encode()) % len(SPREAD)]


def _offer_and_answer(people: dict[str, Actor], places: Places) -> None:
    for contact, answering, town in (
        ("politikontakt", "slt", places.lyngvik),
        ("nabopoliti", "nabokommune", places.storvik),
    ):
        with wall.acting(people[contact]) as actor:
            cooperation = cooperation_visible_to(actor, town.slug)
            offer = make_offer(
                actor=actor,
                cooperation_id=cooperation.pk,
                matter="agreement",
                organisation_id=town.pk,
                offered_on=today(),
                words="Vi vil gjerne lage en avtale sammen med dere.",
            )
        with wall.acting(people[answering]) as actor:
            reply = "yes" if town.slug == "lyngvik" else "later"
            answer_offer(actor=actor, offer_id=offer.pk, reply=reply, seen=1)


def _negotiate(people: dict[str, Actor]) -> None:
    """Lyngvik wrote the draft, the police answered, Lyngvik countered: the police have the next move."""
    town, police = people["slt"], people["politikontakt"]
    with wall.acting(town):
        cooperation: Cooperation = cooperation_visible_to(town, "lyngvik")
        year = today().year + 1
        agreement = start_agreement(
            actor=town,
            cooperation_id=cooperation.pk,
            template_id=templates_for(cooperation)[-1].pk,
            valid_from=date(year, 1, 1),
            valid_to=date(year + 3, 12, 31),
        )
        hand_over_round(actor=town, agreement_id=agreement.pk, message="Her er vårt utkast.")
    with wall.acting(police):
        rows = _rows(police, agreement.pk)
        _reword(police, rows["council"], "minst to ganger", "to ganger", "To møter er det vi har folk til.")
        _reword(police, rows["police_services"], "en kjent kontakt", "en fast politikontakt", "")
        note_disagreement(
            actor=police,
            clause_id=rows["slt"].clause.pk,
            reason="Om politirådet skal være styringsgruppe.",
            look_again_on=date(year, 3, 1),
            seen=0,
        )
        accept_remaining(actor=police, agreement_id=agreement.pk)
        hand_over_round(actor=police, agreement_id=agreement.pk)
    with wall.acting(town):
        rows = _rows(town, agreement.pk)
        why = "To møter ga for lang tid mellom beslutning og oppfølging."
        _reword(town, rows["council"], "to ganger", "fire ganger", why)
        accept_remaining(actor=town, agreement_id=agreement.pk)
        hand_over_round(actor=town, agreement_id=agreement.pk)


def _rows(actor: Actor, agreement_id: object) -> dict[str, ClauseOnTable]:
    table = table_of(actor, agreement_visible_to(actor, agreement_id))  # type: ignore[arg-type] # an id of ours
    return {row.clause.role: row for row in table.clauses}


def _reword(actor: Actor, row: ClauseOnTable, old: str, new: str, reason: str) -> None:
    assert row.wording
    propose_wording(
        actor=actor,
        clause_id=row.clause.pk,
        heading=row.wording.heading,
        text=row.wording.text.replace(old, new),
        reason=reason,
        seen=0,
    )
