"""What can happen to organisations, posts and the people who hold them."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True)
class ReferenceLoaded:
    municipalities: int
    counties: int
    districts: int


@dataclass(frozen=True)
class OrganisationRegistered:
    organisation: UUID
    kind: str


@dataclass(frozen=True)
class SchoolKept:
    """Somebody said what a school is called, where it stands and whether it is still there."""

    organisation: UUID
    municipality: UUID
    is_ended: bool


@dataclass(frozen=True)
class MunicipalitiesMerged:
    organisation: UUID
    parts: int
    on: date


@dataclass(frozen=True)
class PostCreated:
    post: UUID
    organisation: UUID
    power: str


@dataclass(frozen=True)
class PostCovers:
    post: UUID
    organisation: UUID


@dataclass(frozen=True)
class Appointed:
    appointment: UUID
    post: UUID


@dataclass(frozen=True)
class AppointmentEnded:
    appointment: UUID


@dataclass(frozen=True)
class PersonRegistered:
    """Somebody who is to hold a post, and has no login yet."""

    person: UUID


@dataclass(frozen=True)
class LoginGiven:
    person: UUID


@dataclass(frozen=True)
class AddressChanged:
    person: UUID


@dataclass(frozen=True)
class AddressCameBack:
    person: UUID


@dataclass(frozen=True)
class LanguageChosen:
    person: UUID
    language: str
