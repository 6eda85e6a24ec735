"""What the register of law is made of."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from samrad.guide.shapes import Words

# In the order in which they are shown: what must be done at once comes first.
KINDS = (
    "averting",
    "duty_to_disclose",
    "right_to_disclose",
    "confidentiality",
    "alerting",
    "reporting",
    "cooperation",
    "openness",
)
SERVICES = ("politi", "skole", "barnehage", "barnevern", "helse", "nav", "kommune")


class NoSuchAct(LookupError):
    """The register has no act with this name."""


class NoSuchService(LookupError):
    """The register knows no such service."""


@dataclass(frozen=True)
class Checked:
    """When a row was held against the law itself, and by which role."""

    on: date
    by: str


@dataclass(frozen=True)
class Act:
    """An act by the name people use, with its official title and older names. `checked` is none before it is checked."""

    key: str
    names: Mapping[str, str]
    title: str
    aliases: tuple[str, ...]
    checked: Checked | None

    def name(self, language: str) -> str:
        return self.names.get(language, self.names["nb"])


@dataclass(frozen=True)
class Provision:
    """One rule for some services: of what kind, for whom, towards whom, from a day and perhaps to one.

    Shape    `to` are the services it lets one share with, empty for whoever needs it. A changed law is a row with its own days.
    """

    key: str
    act: Act
    section: str
    kind: str
    services: tuple[str, ...]
    to: tuple[str, ...]
    since: date
    until: date | None
    words: Words
    checked: Checked | None

    def holds_on(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True)
class Register:
    """The acts and their provisions, as the file has them."""

    acts: tuple[Act, ...]
    provisions: tuple[Provision, ...]
