"""Agreements on their way, made as people make them: through commands, each inside its own wall."""

from collections.abc import Callable
from datetime import date

from samrad.agreements.commands.drafting import start_agreement
from samrad.agreements.commands.finishing import approve_version, freeze_agreement, sign_agreement
from samrad.agreements.commands.proposing import add_clause
from samrad.agreements.commands.rounds import accept_remaining, hand_over_round
from samrad.agreements.commands.sealing import seal_agreement
from samrad.agreements.models import Agreement, Approval, Clause, SealedDocument, Signature, Version
from samrad.agreements.queries.agreements import agreement_visible_to
from samrad.agreements.queries.finishing import readiness_of
from samrad.cooperation import wall
from samrad.cooperation.models import Cooperation
from samrad.kernel.clock import now, today
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


def frozen(first: Actor, second: Actor, cooperation: Cooperation) -> Version:
    """All agreed, and the text locked by the first."""
    return freeze(first, all_agreed(first, second, cooperation))


def freeze(actor: Actor, agreement: Agreement) -> Version:
    """Lock the text as it stands before this person's eyes."""
    with wall.acting(actor):
        seen = readiness_of(actor, agreement_visible_to(actor, agreement.pk)).content_hash
    return do(actor, freeze_agreement, agreement_id=agreement.pk, seen_hash=seen, description="Endelig tekst")


def approve(actor: Actor, version: Version) -> Approval:
    """An internal yes, given today."""
    return do(
        actor,
        approve_version,
        version_id=version.pk,
        form="internal",
        decided_on=today(),
        seen_hash=version.content_hash,
    )


def sign(actor: Actor, version: Version) -> Signature:
    """A signature with a login of this minute."""
    return do(
        actor, sign_agreement, version_id=version.pk, seen_hash=version.content_hash, logged_in_at=now()
    )


def approved(
    first: Actor, second: Actor, cooperation: Cooperation, *, scope: str = Agreement.Scope.WHOLE
) -> Version:
    """Frozen, and approved by both: ready to be signed."""
    agreement = all_agreed(first, second, cooperation)
    with wall.acting(first):
        Agreement.objects.filter(pk=agreement.pk).update(scope=scope)
    version = freeze(first, agreement)
    approve(first, version)
    approve(second, version)
    return version


def seal(actor: Actor, version: Version, pdf: bytes = b"%PDF-1.7 a file") -> SealedDocument:
    """Sealed with these bytes for a file."""
    return do(actor, seal_agreement, version_id=version.pk, make_pdf=lambda _version: pdf)


def in_force(
    first: Actor, second: Actor, cooperation: Cooperation, *, scope: str = Agreement.Scope.WHOLE
) -> Agreement:
    """Signed by two signatories and sealed. Its term begins in 2027."""
    version = approved(first, second, cooperation, scope=scope)
    sign(first, version)
    sign(second, version)
    seal(first, version)
    return fresh(first, version.agreement)


def take_into_force(
    first: Actor, second: Actor, agreement: Agreement, pdf: bytes = b"%PDF-1.7 a file"
) -> Agreement:
    """From a text that both have agreed to a sealed file."""
    version = freeze(first, agreement)
    for party in (first, second):
        approve(party, version)
    for party in (first, second):
        sign(party, version)
    seal(first, version, pdf)
    return fresh(first, agreement)


def with_dates(actor: Actor, agreement: Agreement, **dates: date | None) -> Agreement:
    """The same agreement with other dates, as if it had been agreed so."""
    with wall.acting(actor):
        Agreement.objects.filter(pk=agreement.pk).update(**dates)
    return fresh(actor, agreement)
