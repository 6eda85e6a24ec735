"""Reads the register of law from its file. Checked whole before anything is used, and a fault is named by its line."""

from datetime import date
from pathlib import Path
from typing import Any

from samrad.guide.law_shapes import KINDS, SERVICES, Act, Checked, Provision, Register
from samrad.guide.reading import DataFile


def read_register(path: Path) -> Register:
    """The register in a file.

    Refuses  with `EditionError`: what is no TOML; a missing language; an unknown act, kind or service; an act that stands
             twice; two rows of one provision whose dates overlap.
    """
    return _LawFile(path).register()


class _LawFile(DataFile):
    """The acts first, then the provisions that name them."""

    def register(self) -> Register:
        acts: dict[str, Act] = {}
        for row in self.data.get("act", []):
            act = self._act(row)
            if act.key in acts:
                raise self._fault(f"act {act.key}", "stands twice", f'key = "{act.key}"')
            acts[act.key] = act
        found: list[Provision] = []
        for row in self.data.get("provision", []):
            provision = self._provision(row, acts)
            for other in found:
                if other.key == provision.key and _overlap(other, provision):
                    what = f"its dates overlap with those from {other.since}"
                    raise self._fault(f"provision {provision.key}", what, f'key = "{provision.key}"')
            found.append(provision)
        return Register(tuple(acts.values()), tuple(found))

    def _act(self, row: dict[str, Any]) -> Act:
        key = self._part(row, "key", str, "an act")
        where, mark = f"act {key}", f'key = "{key}"'
        return Act(
            key=key,
            names=self._words(self._part(row, "name", dict, where, mark), where, mark),
            title=self._part(row, "title", str, where, mark),
            aliases=tuple(row.get("aliases", [])),
            checked=self._checked(row, where, mark),
        )

    def _checked(self, row: dict[str, Any], where: str, mark: str) -> Checked | None:
        if "checked_on" not in row:
            return None
        by = self._part(row, "checked_by", str, where, mark)
        return Checked(self._part(row, "checked_on", date, where, mark), by)

    def _provision(self, row: dict[str, Any], acts: dict[str, Act]) -> Provision:
        key = self._part(row, "key", str, "a provision")
        where, mark = f"provision {key}", f'key = "{key}"'
        if row.get("act") not in acts:
            raise self._fault(where, f"there is no act {row.get('act')}", mark)
        if row.get("kind") not in KINDS:
            raise self._fault(where, f"the kind «{row.get('kind')}» is unknown", mark)
        provision = Provision(
            key=key,
            act=acts[row["act"]],
            section=self._part(row, "section", str, where, mark),
            kind=row["kind"],
            services=self._services(row, "services", where, mark),
            to=self._services(row, "to", where, mark),
            since=self._part(row, "since", date, where, mark),
            until=self._part(row, "until", date, where, mark) if "until" in row else None,
            words=self._words(row, where, mark),
            checked=self._checked(row, where, mark),
        )
        if provision.until and provision.until < provision.since:
            raise self._fault(where, "it ends before it begins", mark)
        return provision

    def _services(self, row: dict[str, Any], name: str, where: str, mark: str) -> tuple[str, ...]:
        named = tuple(row.get(name, []))
        unknown = [each for each in named if each not in SERVICES]
        if unknown or (name == "services" and not named):
            raise self._fault(where, f"{name}: there is no service {', '.join(unknown) or 'named'}", mark)
        return named


def _overlap(one: Provision, other: Provision) -> bool:
    first, second = sorted((one, other), key=lambda row: row.since)
    return first.until is None or second.since <= first.until
