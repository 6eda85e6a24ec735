"""What the page about one clause shows, gathered from the table as the reader may see it."""

from dataclasses import dataclass

from samrad.agreements.models import Proposal, Wording
from samrad.agreements.permissions import may_change_clause, may_reply
from samrad.agreements.prose import Block, blocks
from samrad.agreements.queries.negotiation import ClauseOnTable, Table
from samrad.agreements.redline import Segment, redline
from samrad.kernel.answers import Answer
from samrad.parties.actor import Actor

VIEWS = ("endringer", "tekst", "side")


@dataclass(frozen=True)
class Words:
    """One wording, and how it differs from what it stands against."""

    heading: str
    text: str
    heading_pieces: list[Segment]
    pieces: list[Segment]
    blocks: list[Block]
    before: Wording | None

    @property
    def is_changed(self) -> bool:
        return any(piece.kind != "equal" for piece in [*self.heading_pieces, *self.pieces])


@dataclass(frozen=True)
class ClauseCard:
    """The clause in the middle of the page."""

    row: ClauseOnTable
    shown: Words | None
    draft: Words | None
    may_reply: Answer
    may_change: Answer
    view: str


def card_of(actor: Actor, table: Table, row: ClauseOnTable, view: str) -> ClauseCard:
    """The card. `view` is one of endringer, tekst, side; anything else is endringer."""
    clause = row.clause
    clause.agreement = table.agreement
    if row.on_table:
        row.on_table.agreement = table.agreement
    lying, answered = row.on_table, table.us.pk in row.accepted_by
    shown = words_of(row.wording, lying.against if lying and lying.wording else None) if row.wording else None
    draft = None
    if row.ours and row.ours.wording and row.clause.shared:
        draft = words_of(row.ours.wording, row.base)
    return ClauseCard(
        row=row,
        shown=shown,
        draft=draft,
        may_reply=may_reply(actor, lying) if lying and not answered else Answer(False),
        may_change=may_change_clause(actor, clause),
        view=view if view in VIEWS else VIEWS[0],
    )


def words_of(wording: Wording, before: Wording | None) -> Words:
    """The wording with its difference from `before`; without one, nothing is marked."""
    old_heading, old_text = (before.heading, before.text) if before else (wording.heading, wording.text)
    return Words(
        heading=wording.heading,
        text=wording.text,
        heading_pieces=redline(old_heading, wording.heading),
        pieces=redline(old_text, wording.text),
        blocks=blocks(wording.text),
        before=before,
    )


def first_to_look_at(table: Table) -> ClauseOnTable | None:
    """The clause that most needs this reader: what moved, what waits, what is under way, else the first."""
    living = table.living
    for status in ("look_again", "waits_for_us", "draft_with_us", "open", "replied_by_us"):
        for row in living:
            if row.status == status:
                return row
    return living[0] if living else None


def what_each_round_changed(row: ClauseOnTable) -> list[Proposal]:
    """The clause's history, newest first."""
    return list(reversed(row.history))
