"""What the minutes say to one kind of reader: the same numbers for all, and where something is hidden, on what basis."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any, Literal
from uuid import UUID

type Face = Literal["own", "parties", "forum", "public"]
type Content = dict[str, Any]
SEES = {
    "own": {"own", "parties", "forum", "public"},
    "parties": {"parties", "forum", "public"},
    "forum": {"forum", "public"},
    "public": {"public"},
}


@dataclass(frozen=True)
class Passage:
    """A text, a decision or a task, with who may see it. `only_for` is given for one party's own."""

    face: str
    words: Content
    only_for: UUID | None = None
    legal_basis: str = ""


@dataclass(frozen=True)
class Matter:
    """One matter with its passages: notes, decisions and tasks."""

    head: Content
    face: str
    legal_basis: str
    only_for: UUID | None
    notes: tuple[Passage, ...]
    decisions: tuple[Passage, ...]
    tasks: tuple[Passage, ...]


def content_for(face: Face, party: UUID | None, meeting: Content, matters: Iterable[Matter]) -> Content:
    """The minutes as the reader sees them. `party` is whose own passages show too, with the face `own`."""
    return meeting | {"face": face, "matters": [_matter(face, party, matter) for matter in matters]}


def _matter(face: Face, party: UUID | None, matter: Matter) -> Content:
    if not _sees(face, party, matter.face, matter.only_for):
        return {"number": matter.head["number"], "hidden": True, "legal_basis": matter.legal_basis}
    kinds: tuple[tuple[str, Collection[Passage]], ...] = (
        ("notes", matter.notes),
        ("decisions", matter.decisions),
        ("tasks", matter.tasks),
    )
    shown: Content = dict(matter.head) | {"hidden": False}
    hidden = []
    for name, passages in kinds:
        seen = [one for one in passages if _sees(face, party, one.face, one.only_for)]
        shown[name] = [one.words for one in seen]
        hidden += [one.legal_basis for one in passages if one not in seen]
    return shown | {"hidden_passages": len(hidden), "hidden_on": sorted({basis for basis in hidden if basis})}


def _sees(face: Face, party: UUID | None, thing: str, only_for: UUID | None) -> bool:
    if only_for is not None or thing == "own":
        return face == "own" and only_for == party
    return thing in SEES[face]


def without_basis(matters: Iterable[Matter]) -> list[str]:
    """The numbers of matters that the public does not see, and that name no legal basis for it."""
    return [
        str(matter.head["number"]) for matter in matters if matter.face != "public" and not matter.legal_basis
    ]
