"""A talk as a page shows it: its threads, and which comments the reader may take back."""

from typing import Any
from uuid import UUID

from samrad.cooperation.models import Comment, Cooperation
from samrad.cooperation.permissions import may_comment, may_take_back
from samrad.cooperation.queries.understanding import threads_of
from samrad.parties.actor import Actor


def talk_of(
    actor: Actor, cooperation: Cooperation, *, area: UUID | None = None, measure: UUID | None = None
) -> dict[str, Any]:
    """What the template of a talk asks for."""

    def shown(comment: Comment) -> tuple[Comment, bool]:
        return comment, bool(may_take_back(actor, comment, cooperation))

    threads = threads_of(actor, cooperation, area=area, measure=measure)
    return {
        "threads": [
            (thread.first, [shown(row) for row in (thread.first, *thread.answers)]) for thread in threads
        ],
        "may_comment": may_comment(actor, cooperation),
    }
