"""What is filled in about a measure: typed on the page, read from a file, or made up for a demo."""

from dataclasses import dataclass, fields
from datetime import date
from uuid import UUID

SHORT = {
    "name": 200,
    "target_group": 200,
    "service": 200,
    "main_purpose": 300,
    "place": 200,
    "channel": 200,
    "reach": 200,
}
LONG = (
    "description",
    "side_effects",
    "resources",
    "alone_because",
    "change",
    "seen_by",
    "weighing",
    "spares",
    "rests_on",
    "needs",
)


@dataclass(frozen=True)
class Details:
    """A measure's own facts, as `Measure` has them."""

    name: str
    owner_id: UUID
    description: str = ""
    origin: str = "new"
    focus_area_id: UUID | None = None
    goal_id: UUID | None = None
    further: tuple[UUID, ...] = ()
    areas: tuple[str, ...] = ()
    police_fields: tuple[str, ...] = ()
    target_group: str = ""
    level: str = ""
    service: str = ""
    main_purpose: str = ""
    side_effects: str = ""
    rhythm: str = ""
    begins_on: date | None = None
    ends_on: date | None = None
    place: str = ""
    channel: str = ""
    reach: str = ""
    resources: str = ""
    alone_because: str = ""
    change: str = ""
    seen_by: str = ""
    step: int | None = None
    weighing: str = ""
    spares: str = ""
    decision_id: UUID | None = None
    rests_on: str = ""
    needs: str = ""
    report_every: str = ""
    is_public: bool = True


NAMES = tuple(field.name for field in fields(Details))
