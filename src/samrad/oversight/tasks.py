"""The jobs: an event has what it touched looked at again, and once a night everything is. Each may run twice."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, is_dataclass
from uuid import UUID

from django.db import connection
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from samrad.cooperation import wall
from samrad.oversight.commands.refreshing import refresh_findings
from samrad.oversight.facts.touched import touched_by
from samrad.oversight.permissions import ERRAND
from samrad.parties.actor import Actor

QUEUE = "oversight"
LOOKER = Actor.system(ERRAND)
PATIENT = RetryStrategy(max_attempts=6, exponential_wait=4)
TAKEN_ALONG = """
delete from procrastinate_jobs where id in (select id from procrastinate_jobs where status = 'todo' and task_name = %s
    and (%s or args = %s::jsonb) for update skip locked)
"""
# Private work, the post and the bell move no finding.
QUIET_ROOMS = ("samrad.notices.", "samrad.oversight.")


def wake(event: object, *, by: object, cooperation: UUID | None, party: UUID | None) -> None:
    """The ledger's own ending: what an event names is looked at again after it, in a job of the same transaction."""
    if (
        party is not None
        or type(event).__module__.startswith(QUIET_ROOMS)
        or not is_dataclass(event)
        or isinstance(event, type)
    ):
        return
    named = {cooperation} if cooperation is not None else set(_identifiers(asdict(event).values()))
    if named:
        look_again.defer(named=sorted(str(key) for key in named))


def _identifiers(values: Iterable[object]) -> Iterator[UUID]:
    for value in values:
        if isinstance(value, UUID):
            yield value
        elif isinstance(value, tuple | list):
            yield from _identifiers(value)


@app.task(queue=QUEUE, retry=PATIENT)
def look_again(named: list[str]) -> None:
    """Look again at what these identifiers are about."""
    with wall.acting(LOOKER) as actor:
        _take_along(named)
        touched = touched_by([UUID(key) for key in named])
        if touched.subjects:
            refresh_findings(actor=actor, touched=touched)


def _take_along(named: list[str] | None) -> None:
    """Jobs that wait to look at the same, or at anything, are done by this one: what they tell of is committed already."""
    with connection.cursor() as cursor:
        cursor.execute(TAKEN_ALONG, [look_again.name, named is None, json.dumps({"named": named})])


@app.periodic(cron="10 3 * * *")
@app.task(queue=QUEUE, queueing_lock="all findings")
def look_at_everything(timestamp: int) -> None:
    """Each night: the days go by, also where nothing happens."""
    with wall.acting(LOOKER) as actor:
        _take_along(None)
        refresh_findings(actor=actor)
