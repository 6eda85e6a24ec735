"""A frozen text, or one about to be, as a document on the page: in its own language, whoever reads it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from samrad.agreements.prose import Block, blocks


@dataclass(frozen=True)
class PaperClause:
    """One clause. `anchor` is its place on the page."""

    number: str
    heading: str
    blocks: list[Block]
    is_sub: bool
    anchor: str


@dataclass(frozen=True)
class Paper:
    """The text with its parties and dates. `disagreements` are noted beside the text, not in it."""

    language: str
    title: str
    terms: dict[str, date | None]
    clauses: list[PaperClause]
    disagreements: list[tuple[str, date | None]]


def paper_of(content: dict[str, Any]) -> Paper:
    return Paper(
        language=content["language"],
        title=content["title"],
        terms={name: _day(day) for name, day in content["terms"].items()},
        clauses=[_clause(clause) for clause in content["clauses"]],
        disagreements=[(row["heading"], _day(row["look_again_on"])) for row in content["disagreements"]],
    )


def _clause(clause: dict[str, Any]) -> PaperClause:
    return PaperClause(
        number=clause["number"],
        heading=clause["heading"],
        blocks=blocks(clause["text"]),
        is_sub="." in clause["number"],
        anchor=f"punkt-{clause['number'].replace('.', '-')}",
    )


def _day(day: str | None) -> date | None:
    return date.fromisoformat(day) if day else None
