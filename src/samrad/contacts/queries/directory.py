"""Whom to ask about what, in one municipality. Open to all."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from samrad.contacts.functions import KINDS, Kind, ServiceType
from samrad.contacts.models import Bylaws, Entry
from samrad.parties.actor import Actor
from samrad.parties.models import Organisation
from samrad.parties.queries import folded


@dataclass(frozen=True)
class Line:
    """One function and where it is reached; no entry where the side has said nothing yet."""

    kind: Kind
    entry: Entry | None

    @property
    def name(self) -> str:
        return self.entry.title if self.entry and self.entry.title else str(self.kind.name)


def directory_of(town: Organisation, wanted: str = "") -> list[Line]:
    """The functions that can be reached in a municipality, its own and its district's, in the order of the list. One statement.

    Shape    an entry for this very municipality goes before the district's. `wanted` narrows to what is searched for.
    Source   V-5.3-i: one first function for each kind of request.
    """
    rows = Entry.objects.filter(Q(owner=town) | Q(owner=town.district), Q(town=None) | Q(town=town))
    found: dict[str, Entry] = {}
    for row in rows.order_by("town"):  # those for all come last, and do not displace
        found.setdefault(row.kind, row)
    lines = [Line(kind, found[kind.code]) for kind in KINDS if kind.code in found]
    sought = folded(" ".join(wanted.split()))
    return [
        line
        for line in lines
        if sought in folded(f"{line.name} {line.kind.name} {line.kind.asks} {line.kind.also}")
    ]


def services_of(town: Organisation) -> list[tuple[ServiceType, list[Line]]]:
    """Each type of service in the guide's order, with what the municipality has told of. One statement. V-4.3-e."""
    found = {row.kind: row for row in Entry.objects.filter(owner=town, town=None)}
    return [
        (
            type_,
            [Line(kind, found[kind.code]) for kind in KINDS if kind.service == type_ and kind.code in found],
        )
        for type_ in ServiceType
    ]


def entries_of(owner: Organisation) -> list[tuple[Line, Organisation | None]]:
    """Every function of the owner's side, with what stands there, each municipality's own after the one for all."""
    rows = Entry.objects.filter(owner=owner).select_related("town").order_by("town__name")
    found: dict[str, list[Entry]] = {}
    for row in rows:
        found.setdefault(row.kind, []).append(row)
    lines: list[tuple[Line, Organisation | None]] = []
    for kind in KINDS:
        if kind.side == owner.side:
            mine = sorted(found.get(kind.code, []), key=lambda row: row.town is not None)
            lines += [(Line(kind, row), row.town) for row in mine] or [(Line(kind, None), None)]
    return lines


def entry_of(owner: Organisation, kind: str, town: UUID | None) -> Entry | None:
    return Entry.objects.filter(owner=owner, kind=kind, town=town).first()


def directory_owner(actor: Actor, slug: str, kind: str) -> Organisation:
    """The house whose functions the actor may keep. Refuses with `Organisation.DoesNotExist`."""
    return Organisation.objects.get(pk__in=actor.parties, kind=kind, slug=slug, valid_to=None)


def reached_in(houses: Collection[UUID], kind: str) -> Entry | None:
    """Where one function of these houses is reached, if any of them has told of it. Open."""
    return Entry.objects.filter(owner__in=houses, kind=kind).order_by("town", "pk").last()


def bylaws_of(town: Organisation) -> list[Bylaws]:
    """Each version of a municipality's police bylaws, the newest first. Open to all."""
    return list(Bylaws.objects.filter(organisation=town))
