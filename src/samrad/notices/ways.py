"""Where things are opened: paths below Samråd's own address. The web says them by `say_where`; nothing here knows one."""

from typing import Protocol
from uuid import UUID


class Ways(Protocol):
    """Where a notice is opened, where its reader chooses what to get, and where a call is answered by its link."""

    def notice(self, notice: UUID) -> str: ...
    def choices(self) -> str: ...
    def answer(self, link: str) -> str: ...

    def report(self, link: str) -> str: ...


_ways: list[Ways] = []


def say_where(ways: Ways) -> None:
    """The web's own door: links in mail lead to the pages it names."""
    _ways[:] = [ways]


def ways() -> Ways:
    return _ways[0]
