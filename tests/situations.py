"""Agreements on their way, made as people make them: through commands, each inside its own wall."""

from collections.abc import Callable
from datetime import date

from samrad.agreements.commands.drafting import start_agreement
from samrad.agreements.commands.proposing import add_clause
from samrad.agreements.commands.rounds import accept_remaining, hand_over_round
from samrad.agreements.models import Agreement, Clause
from samrad.cooperation import wall
from samrad.cooperation.models import Cooperation
from samrad.parties.actor import Actor

FROM, TO = date(2027, 1, 1), date(2030, 12, 31)
POINTS = (
    ("Formål", "Kommunen og politiet samarbeider for å forebygge kriminalitet og skape trygghet."),
    ("Politirådet", "Partene møtes i politiråd to ganger i året."),
    ("Kontaktpersoner", "Hver part har en fast kontaktperson og en stedfortreder."),
)


def do[R](actor: Actor, deed: Callable[..., R], **given: object) -> R:
    """One deed by one person, inside the wall, as a request does it."""
    with wall.acting(actor):
        return deed(actor=actor, **given)


def a_draft(
    actor: Actor, cooperation: Cooperation, points: tuple[tuple[str, str], ...] = POINTS
) -> Agreement:
    """A private draft with a few clauses of its own."""
    agreement = do(
        actor,
        start_agreement,
        cooperation_id=cooperation.pk,
        template_id=None,
        valid_from=FROM,
        valid_to=TO,
    )
    for heading, text in points:
        do(actor, add_clause, agreement_id=agreement.pk, heading=heading, text=text)
    return agreement


def on_the_table(actor: Actor, cooperation: Cooperation, **given: tuple[tuple[str, str], ...]) -> Agreement:
    """A draft handed over: the other party has the next move."""
    agreement = a_draft(actor, cooperation, **given)
    do(actor, hand_over_round, agreement_id=agreement.pk, message="Her er vårt første forslag.")
    return fresh(actor, agreement)


def all_agreed(first: Actor, second: Actor, cooperation: Cooperation) -> Agreement:
    """Every clause accepted by both."""
    agreement = on_the_table(first, cooperation)
    do(second, accept_remaining, agreement_id=agreement.pk)
    do(second, hand_over_round, agreement_id=agreement.pk)
    return fresh(first, agreement)


def fresh(actor: Actor, agreement: Agreement) -> Agreement:
    with wall.acting(actor):
        return Agreement.objects.get(pk=agreement.pk)


def clauses_of(actor: Actor, agreement: Agreement) -> list[Clause]:
    """The clauses as this person's wall shows them, in order."""
    with wall.acting(actor):
        return list(Clause.objects.filter(agreement=agreement).order_by("position", "id"))
