"""Every kind of event: how it is told, or why it is not."""

from samrad.notices.telling import (
    agreements,
    contacts,
    evaluations,
    forums,
    knowledge,
    meetings,
    plans,
    register,
    sharing,
)
from samrad.notices.telling.registry import Telling

ROOMS = (register, contacts, sharing, agreements, forums, meetings, knowledge, plans, evaluations)
TOLD: dict[str, Telling] = {telling.kind: telling for room in ROOMS for telling in room.TELLINGS}
UNTOLD: dict[str, str] = {kind: why for room in ROOMS for kind, why in room.UNTOLD.items()}
