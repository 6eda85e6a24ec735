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
    """One matter with its passages: notes, decisions and tasks. `place` is where it stands on the agenda."""

    place: tuple[int, int]
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


@dataclass(frozen=True)
class Group:
    """Those who sit for one party, or for none. `here` is how many were there, by screen or in the room."""

    who: str
    side: str
    rows: list[Content]

    @property
    def here(self) -> int:
        return sum(row["state"] in {"present", "digital"} for row in self.rows)

    @property
    def counts(self) -> dict[str, str | int]:
        return {"who": self.who, "here": self.here, "all": len(self.rows)}


def by_party(content: Content) -> list[Group]:
    """Who was there, party by party in the order of the parties, and at last those from outside by their own house."""
    groups: dict[str, Group] = {
        party["id"]: Group(party["name"], party["side"], []) for party in content["parties"]
    }
    for row in content["attendance"]:
        key = row.get("party") or row["organisation"]
        groups.setdefault(key, Group(row["organisation"], row["side"], [])).rows.append(row)
    return [group for group in groups.values() if group.rows]


UPPER_STEPS = {3, 4}


def open_parts(outcome: str, step: int | None, *, responsible: object, resources: str) -> list[str]:
    """What a decision on the two upper steps of the ladder still lacks. Below them nothing is asked for. V-2.3-n."""
    if outcome != "decided" or step not in UPPER_STEPS:
        return []
    parts = {"responsible": responsible, "resources": resources}
    return [name for name, given in parts.items() if not given]


def extract(content: Content, matters: Collection[str]) -> Content:
    """The minutes with some of their matters, by identifier, word for word. V-4.2-d."""
    return content | {"matters": [each for each in content["matters"] if each.get("id") in matters]}


def closed(matter: Matter) -> Matter:
    """What all may know of a matter that one party has for itself: its number, and on what basis."""
    head = {name: matter.head[name] for name in ("id", "number")}
    return Matter(matter.place, head, "own", matter.legal_basis, matter.only_for, (), (), ())


def has_own(party: UUID, matters: Iterable[Matter]) -> bool:
    """Whether a party has anything here for itself."""
    return any(
        party in {matter.only_for, *(passage.only_for for passage in passages)}
        for matter in matters
        for passages in (matter.notes, matter.decisions, matter.tasks)
    )


def without_basis(matters: Iterable[Matter]) -> list[str]:
    """The numbers of matters that the public does not see, or not all of, without a legal basis for it."""
    return [
        str(matter.head["number"])
        for matter in matters
        if not matter.legal_basis
        and (matter.face != "public" or any(n.face != "public" and not n.legal_basis for n in matter.notes))
    ]
