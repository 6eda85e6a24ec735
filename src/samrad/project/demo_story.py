"""What the demo's people have done in their cooperations, told through commands and dated when they did it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from samrad.agreements.commands.drafting import start_agreement
from samrad.agreements.commands.finishing import approve_version, freeze_agreement, sign_agreement
from samrad.agreements.commands.proposing import propose_wording
from samrad.agreements.commands.rounds import accept_remaining, hand_over_round
from samrad.agreements.commands.sealing import seal_agreement
from samrad.agreements.documents import sealed_pdf
from samrad.agreements.models import Agreement, Version
from samrad.agreements.queries.agreements import agreement_visible_to
from samrad.agreements.queries.finishing import readiness_of
from samrad.agreements.queries.negotiation import ClauseOnTable, table_of
from samrad.agreements.queries.templates import templates_for
from samrad.cooperation import wall
from samrad.cooperation.queries import cooperation_visible_to
from samrad.kernel import clock
from samrad.parties.actor import Actor

type Sides = tuple[Actor, Actor]
MORNING, DAY = time(9, 40), timedelta(days=1)


@contextmanager
def on(day: date, actor: Actor) -> Iterator[Actor]:
    """This person at work on that day, inside the wall. A day that has not come is this instant."""
    instant = min(datetime.combine(day, MORNING, clock.OSLO), clock.now())
    with clock.set_to(instant), wall.acting(actor):
        yield actor


def draft(
    day: date, actor: Actor, slug: str, term: tuple[date, date], frame_id: UUID | None = None
) -> Agreement:
    """A private draft from our own template."""
    with on(day, actor):
        cooperation = cooperation_visible_to(actor, slug)
        own = [template for template in templates_for(cooperation) if template.source == "Samråd"]
        return start_agreement(
            actor=actor,
            cooperation_id=cooperation.pk,
            template_id=own[0].pk,
            valid_from=term[0],
            valid_to=term[1],
            frame_id=frame_id,
        )


def rows_of(actor: Actor, agreement_id: UUID) -> dict[str, ClauseOnTable]:
    """The clauses by their role. Inside the wall."""
    table = table_of(actor, agreement_visible_to(actor, agreement_id))
    return {row.clause.role: row for row in table.clauses}


def reword(actor: Actor, row: ClauseOnTable, old: str, new: str, reason: str = "") -> None:
    """Put other words for some in a clause, on the party's own desk."""
    assert row.wording and old in row.wording.text, (row.heading, old)
    propose_wording(
        actor=actor,
        clause_id=row.clause.pk,
        heading=row.wording.heading,
        text=row.wording.text.replace(old, new),
        reason=reason,
        seen=row.ours.version if row.ours else 0,
    )


def hand_over(day: date, actor: Actor, agreement_id: UUID, message: str = "") -> None:
    with on(day, actor):
        hand_over_round(actor=actor, agreement_id=agreement_id, message=message)


def accept_rest(day: date, actor: Actor, agreement_id: UUID, message: str = "") -> None:
    """Yes to everything that lies there, handed over."""
    with on(day, actor):
        accept_remaining(actor=actor, agreement_id=agreement_id)
        hand_over_round(actor=actor, agreement_id=agreement_id, message=message)


def freeze(day: date, actor: Actor, agreement_id: UUID, description: str) -> Version:
    with on(day, actor):
        seen = readiness_of(actor, agreement_visible_to(actor, agreement_id)).content_hash
        return freeze_agreement(
            actor=actor, agreement_id=agreement_id, seen_hash=seen, description=description
        )


@dataclass(frozen=True)
class Yes:
    """How a party said yes to a frozen version: by a political body with its case, or internally."""

    actor: Actor
    day: date
    body: str = ""
    case: str = ""


def approve(version: Version, *given: Yes) -> None:
    for each in given:
        with on(each.day, each.actor):
            approve_version(
                actor=each.actor,
                version_id=version.pk,
                form="political" if each.body else "internal",
                decided_on=each.day,
                body=each.body,
                case_number=each.case,
                seen_hash=version.content_hash,
            )


def sign_and_seal(version: Version, day: date, *signatories: Actor) -> None:
    """Each signs on a day of their own, and the last one's signature is followed by the seal."""
    for number, actor in enumerate(signatories):
        with on(day + number * DAY, actor):
            sign_agreement(
                actor=actor, version_id=version.pk, seen_hash=version.content_hash, logged_in_at=clock.now()
            )
            if actor is signatories[-1]:
                seal_agreement(actor=actor, version_id=version.pk, make_pdf=sealed_pdf)
