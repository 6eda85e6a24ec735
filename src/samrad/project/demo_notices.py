"""The demo's people keep up: what they were told some weeks ago, they have read."""

from datetime import timedelta
from uuid import UUID

from samrad.cooperation.queries import cooperations_of
from samrad.kernel.clock import now, today
from samrad.notices.commands.own import read_all_notices
from samrad.notices.tasks import tell_of
from samrad.parties.actor import Actor
from samrad.project.demo_story import on

WHILE_AGO = timedelta(weeks=4)


def read_what_is_old(people: dict[str, Actor]) -> None:
    """Everybody is told of what has happened. What came some weeks ago each has read; what came since stands unread."""
    told: set[UUID] = set()
    for person in people.values():
        with on(today(), person) as reader:
            news = {each.pk for each in cooperations_of(reader)} - told
        for cooperation in news:
            tell_of(str(cooperation))
        told |= news
    for person in people.values():
        with on(today() - WHILE_AGO, person) as reader:
            read_all_notices(actor=reader, before=now())
