"""The rules over a whole country, and the directorate's page against its raw SQL and against a country of a hundred thousand."""

import json
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from statistics import median
from uuid import UUID

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from bench.clock import in_turn, ratio
from bench.pages import NOTHING, STATEMENTS, fetch, own_clock, statements_of
from bench.rows import Row
from bench.server import Server
from bench.visits import Visitor
from samrad.cooperation import wall
from samrad.oversight.commands.refreshing import refresh_findings
from samrad.oversight.facts.touched import touched_by
from samrad.oversight.queries.country import Filters, country
from samrad.oversight.tallies import ADD, MATTERS, NOWHERE, SIZES, STATUS, WRITE
from samrad.oversight.tasks import LOOKER
from samrad.parties.models import Organisation, Person
from samrad.parties.queries import actors_of
from samrad.project.embedded import Cluster
from samrad.project.heap import keep_what_is_loaded

WHO, PAGE, TOWN = "direktorat", "/status/landet/", "/status/kommune/lyngvik/"
FRAMED = "/hjelp/"  # the frame around what asks nothing: the directorate stands in no cooperation, and has a smaller one
MANY = 100_000
CODES = ("in_force", "under_way", "later", "asked", "missing")
FILTERS = ("", "?sentralitet=3", "?tema=slt&storrelse=2&sentralitet=4")


def rows(cluster: Cluster, server: Server) -> Iterator[Row]:
    """From nothing, after one event, and as the country grows."""
    keep_what_is_loaded()  # as the product's own processes do
    clock = own_clock()
    yield Row(
        "all rules for the country from nothing, s of processor time", _spent(clock, _from_nothing) / 1000, 2
    )
    town = Organisation.objects.get(slug="lyngvik", kind="municipality").pk
    yield Row(
        "one event's findings looked at again, ms",
        median(_spent(clock, partial(_once, town)) for _ in range(15)),
        50,
    )
    visitor, owner = Visitor(server, WHO), Visitor(server, "slt")
    frame = statements_of(cluster, visitor, FRAMED)
    for one in FILTERS:
        asked = statements_of(cluster, visitor, PAGE + one) - frame
        yield Row(f"the directorate's country page {one}: statements of its own", asked, STATEMENTS)
    spent = in_turn(server.clock, {"town": partial(owner.get, TOWN), "nothing": partial(owner.get, NOTHING)})
    yield Row(
        "municipality with all its findings: time ÷ empty view", ratio(spent["town"], spent["nothing"]), 3
    )
    small, worked_out, kept, empty = _page_and_raw(server, clock)
    yield Row("the directorate's country page, 357 municipalities: ms", median(small))
    yield Row("the directorate's country page: time ÷ its raw SQL, worked out", ratio(small, worked_out), 1.5)
    yield Row("the directorate's country page: time ÷ the SQL that reads what is kept", ratio(small, kept))
    yield Row(
        "an empty signed-in view of the same reader ÷ the SQL that reads what is kept", ratio(empty, kept)
    )
    with wall.acting(LOOKER):
        _grow()
    large, *_ = _page_and_raw(server, clock)
    yield Row("the same at 100,000 municipalities ÷ at 357", ratio(large, small), 1.3)


def _spent(clock: Callable[[], float], work: Callable[[], object]) -> float:
    before = clock()
    work()
    return clock() - before


def _from_nothing() -> None:
    with transaction.atomic(), wall.acting(LOOKER) as actor:
        with connection.cursor() as cursor:
            cursor.execute("delete from oversight_finding")
            cursor.execute("delete from oversight_status")
            cursor.execute("delete from oversight_tally")
        refresh_findings(actor=actor)


def _once(town: UUID) -> None:
    with wall.acting(LOOKER) as actor:
        refresh_findings(actor=actor, touched=touched_by([town]))


def _page_and_raw(server: Server, clock: Callable[[], float]) -> tuple[list[float], ...]:
    """The page as a reader has it; its figures worked out of answers and findings, and read as they are kept; and a view of nothing.

    Why the page is held against the first of the two: docs/decisions/the-countrys-yardstick.md.
    """
    actor, visitor = actors_of(Person.objects.get(user__username=WHO).user)[0], Visitor(server, WHO)
    with wall.acting(actor), CaptureQueriesContext(connection) as asked:
        country(actor, MATTERS[0], Filters())
    statements = [str(query["sql"]) for query in asked]
    page: list[float] = []
    worked_out: list[float] = []
    kept: list[float] = []
    empty: list[float] = []
    for _ in range(25):
        page.append(_spent(server.clock, partial(visitor.get, PAGE)))
        with wall.acting(LOOKER):
            worked_out.append(_spent(clock, _worked_out))
        with wall.acting(actor):
            kept.append(_spent(clock, partial(fetch, statements)))
        empty.append(_spent(server.clock, partial(visitor.get, NOTHING)))
    return page, worked_out, kept, empty


def _worked_out() -> None:
    """How every municipality stands in each matter, asked of the answers and the findings themselves, and fetched."""
    with connection.cursor() as cursor:
        cursor.execute(STATUS, {"all": True, "towns": [], "nowhere": NOWHERE, "sizes": list(SIZES)})
        cursor.fetchall()


def _grow() -> None:
    """A hundred thousand more, spread over the districts, counties, centralities and sizes that there are."""
    districts = list(
        Organisation.objects.filter(kind="police_district", valid_to=None).values_list("pk", flat=True)
    )
    counties = list(Organisation.objects.filter(kind="county", valid_to=None).values_list("pk", flat=True))
    towns, moves = [], []
    for number in range(MANY):
        place = {
            "district": districts[number % len(districts)],
            "county": counties[number % len(counties)],
            "centrality": 1 + number % 6,
            "size": 1 + number % 5,
        }
        codes = {matter: CODES[(number + at) % len(CODES)] for at, matter in enumerate(MATTERS[:3])}
        codes |= dict.fromkeys(MATTERS[3:], "kept")
        key = f"{number:032x}"
        towns.append({"organisation": key, "name": key, "slug": key, "population": 9_000} | place | codes)
        for month in (None, date(2024 + number % 3, 1 + number % 12, 1)):
            moves += [
                {"matter": matter, "code": code, "month": month, "n": 1, "people": 9_000} | place
                for matter, code in codes.items()
            ]
    with connection.cursor() as cursor:
        for at in range(0, MANY, 10_000):
            cursor.execute(WRITE, {"rows": json.dumps(towns[at : at + 10_000], default=str)})
        for at in range(0, len(moves), 100_000):
            cursor.execute(ADD, {"rows": json.dumps(moves[at : at + 100_000], default=str)})
