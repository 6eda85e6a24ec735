"""What can happen when something is shared."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class KnowledgeShared:
    shared: UUID
    sensitivity: str
    receiver: str


@dataclass(frozen=True)
class SharedRead:
    shared: UUID


@dataclass(frozen=True)
class ObstacleNoted:
    reason: str
