"""Drafts made from our own template, and what the two parties do with them. For the tests in the guide's order."""

from datetime import UTC, date, datetime

import time_machine

from samrad.agreements.commands.drafting import start_agreement
from samrad.agreements.commands.proposing import propose_wording
from samrad.agreements.commands.rounds import accept_remaining, hand_over_round
from samrad.agreements.commands.templates import install_own_templates
from samrad.agreements.models import Agreement, Clause, Version
from samrad.agreements.queries.agreements import agreement_visible_to
from samrad.agreements.queries.finishing import readiness_of
from samrad.agreements.queries.negotiation import table_of
from samrad.agreements.queries.templates import templates_for
from samrad.cooperation import wall
from samrad.cooperation.models import Cooperation
from samrad.parties.actor import Actor
from samrad.web.start.waiting import Waiting, waiting_for
from tests.cast import MACHINERY, Cast
from tests.situations import FROM, TO, clauses_of, do, freeze


def from_template(actor: Actor, cooperation: Cooperation, **given: object) -> Agreement:
    """A private draft of the party's own, from the template in the cooperation's language."""
    install_own_templates(actor=MACHINERY)
    terms = {"valid_from": FROM, "valid_to": TO, "template_id": templates_for(cooperation)[0].pk} | given
    return do(actor, start_agreement, cooperation_id=cooperation.pk, **terms)


def clause_of(actor: Actor, agreement: Agreement, role: str) -> Clause:
    return next(clause for clause in clauses_of(actor, agreement) if clause.role == role)


def reword(actor: Actor, clause: Clause, heading: str, text: str) -> None:
    """New words for a clause on the party's own desk, in the place of the template's own."""
    with wall.acting(actor):
        row = table_of(actor, agreement_visible_to(actor, clause.agreement_id)).row_of(clause.pk)
        seen = row.ours.version if row.ours else 0
    do(actor, propose_wording, clause_id=clause.pk, heading=heading, text=text, seen=seen)


def handed_over_and_accepted(first: Actor, second: Actor, agreement: Agreement) -> None:
    do(first, hand_over_round, agreement_id=agreement.pk)
    do(second, accept_remaining, agreement_id=agreement.pk)
    do(second, hand_over_round, agreement_id=agreement.pk)


def frozen_in_nynorsk(cast: Cast) -> Version:
    """The neighbours' agreement, all of it as their own template has it."""
    agreement = from_template(cast.neighbour_mayor, cast.neighbours)
    handed_over_and_accepted(cast.neighbour_mayor, cast.foreign_contact, agreement)
    return freeze(cast.neighbour_mayor, agreement)


def findings(actor: Actor, agreement: Agreement) -> list[tuple[str, bool]]:
    with wall.acting(actor):
        found = readiness_of(actor, agreement_visible_to(actor, agreement.pk)).findings
    return [(finding.code, finding.blocks) for finding in found]


def waiting(actor: Actor) -> list[Waiting]:
    with wall.acting(actor):
        return waiting_for(actor)


def at(day: date) -> time_machine.travel:
    return time_machine.travel(datetime(day.year, day.month, day.day, 9, tzinfo=UTC))
