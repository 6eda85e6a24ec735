"""Pages against an empty signed-in view, and their statements as PostgreSQL itself counts them."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from statistics import median

from django.db import connection
from django.test.utils import CaptureQueriesContext

from bench.clock import in_turn, ratio, used_by
from bench.rows import Row
from bench.server import Server
from bench.site import NAME
from bench.visits import Visitor
from samrad.agreements.models import Agreement, Clause
from samrad.cooperation import wall
from samrad.cooperation.events import ChoiceStated
from samrad.cooperation.models import Cooperation, Offer
from samrad.cooperation.queries import country_status
from samrad.forums.models import Forum
from samrad.kernel.clock import now
from samrad.kernel.records import record
from samrad.meetings.models import Meeting, Task
from samrad.parties.actor import Actor
from samrad.parties.models import Organisation, Person
from samrad.parties.queries import actors_of, organisations, search_municipalities
from samrad.project.embedded import Cluster

WHO = "slt"
NOTHING = "/ingenting/"
COUNTRY = "/landet/"
ONE, LIST = 3.0, 4.0  # times the empty view
STATEMENTS = 8
FRAME = (
    3  # what stands around a page at most: the reader's places, the bell, and the thread of the cooperation
)
FRAMED = "/hjelp/"  # a page that is words alone: all that it asks, the frame asks
THREAD = b'class="rooms"'  # only a page within a cooperation has it
COUNTED = """
select coalesce(sum(calls), 0) from pg_stat_statements s join pg_roles r on r.oid = s.userid
where r.rolname in ('samrad_app', 'samrad_oversight') and s.dbid = (select oid from pg_database where datname = %s)
"""


@dataclass(frozen=True)
class Page:
    """An address to measure. `longest` is the same page where its list is as long as it gets."""

    name: str
    address: str
    limit: float
    longest: str = ""


def rows(cluster: Cluster, server: Server) -> Iterator[Row]:
    """Time as the demo is, and with fifty rows in every list; statements as the demo is, and with a thousand."""
    actor = actors_of(Person.objects.get(user__username=WHO).user)[0]
    pages, visitor = _pages(actor), Visitor(server, WHO)
    few = {page.name: statements_of(cluster, visitor, page.address) for page in pages}
    yield from _times(server, visitor, [page for page in pages if page.limit == ONE])
    fill_up(actor, 50)
    yield from _times(server, visitor, [page for page in pages if page.limit == LIST])
    yield from _country(server, Visitor(server))
    fill_up(actor, 1_000)
    empty = statements_of(cluster, visitor, NOTHING)
    yield Row("statements of any signed-in request: transaction, session, wall", empty)
    for page in pages:
        address = page.longest or page.address
        many = statements_of(cluster, visitor, address)
        own = many - statements_of_frame(cluster, visitor, address)
        yield Row(f"{page.name}: statements of its own", own, STATEMENTS)
        yield Row(f"{page.name}: more with 1,000 rows than with few", many - few[page.name], 0)


def _pages(actor: Actor) -> list[Page]:
    with wall.acting(actor):
        agreement = Agreement.objects.get(state="negotiation", cooperation__slug="lyngvik")
        clause = Clause.objects.get(agreement=agreement, role="council")
        offer = Offer.objects.filter(cooperation__slug="lyngvik", matter="agreement").latest("offered_on")
        council = Forum.objects.get(kind="council", cooperation__slug="lyngvik")
        called = Meeting.objects.filter(forum=council, state="called").latest("starts_at")
    table, home = f"/avtale/{agreement.pk}/", "/samarbeid/lyngvik/"
    return [
        Page("start page", "/", LIST),
        Page("municipality", "/kommune/haram/", ONE),
        Page("clause", f"{table}punkt/{clause.pk}/", ONE),
        Page("cooperation", home, ONE),
        Page("answer to an offer", f"/tilbud/{offer.pk}/svar/", ONE),
        Page("forum", f"/forum/{council.pk}/", ONE),
        Page("meeting", f"/mote/{called.pk}/", ONE),
        Page("tasks", "/oppgaver/?vis=alle", LIST),
        Page("agreements", f"{home}avtaler/", LIST),
        Page("happenings", f"{home}hendelser/", LIST),
        Page("search", f"/landet/sok/?sok={_fifty_hits()}", LIST, "/landet/sok/?sok=e"),
    ]


def _fifty_hits() -> str:
    """Two letters that about fifty municipalities have in their name."""
    letters = "abdefghijklmnoprstuvy"
    pairs = [one + two for one in letters for two in letters]
    return min(pairs, key=lambda pair: abs(len(search_municipalities(pair)) - 50))


def fill_up(actor: Actor, wanted: int) -> None:
    """So many agreements and happenings in the cooperation, with dates and states as they come with the years."""
    with wall.acting(actor):
        cooperation = Cooperation.objects.get(slug="lyngvik")
        missing = wanted - Agreement.objects.filter(cooperation=cooperation).count()
        town = Organisation.objects.get(slug="lyngvik")
        Agreement.objects.bulk_create(
            Agreement(
                cooperation=cooperation,
                kind=Agreement.Kind.FORMER_SERVICE,
                state=Agreement.State.IN_FORCE,
                language="nb",
                valid_from=date(1900 + number % 100, 1, 1),
                valid_to=date(1903 + number % 100, 12, 31),
                started_by=town,
                started_on=date(1900, 1, 1),
            )
            for number in range(missing)
        )
        _fill_up_tasks(cooperation, wanted)
        for _ in range(missing):
            record(ChoiceStated(town.pk, "slt", "later"), by=actor, cooperation=cooperation.pk)


def _fill_up_tasks(cooperation: Cooperation, wanted: int) -> None:
    """So many open tasks in the council, where there is one; their owners are its members in turn."""
    council = Forum.objects.filter(kind="council", cooperation=cooperation).first()
    if council is None:
        return
    owners = list(council.memberships.values_list("post", flat=True))
    missing = wanted - Task.objects.filter(forum=council).count()
    Task.objects.bulk_create(
        Task(
            cooperation=cooperation,
            forum=council,
            text=f"Oppgave {number}",
            owner_id=owners[number % len(owners)],
            due_on=(day := date(2100, 1, 1) + timedelta(days=number)),
            first_due_on=day,
            made_at=now(),
        )
        for number in range(missing)
    )


def _times(server: Server, visitor: Visitor, pages: list[Page]) -> Iterator[Row]:
    works = {page.name: partial(visitor.get, page.address) for page in pages}
    spent = in_turn(server.clock, works | {NOTHING: partial(visitor.get, NOTHING)})
    yield Row("empty signed-in view, ms", median(spent[NOTHING]))
    for page in pages:
        yield Row(f"{page.name}: time ÷ empty view", ratio(spent[page.name], spent[NOTHING]), page.limit)


def _country(server: Server, visitor: Visitor) -> Iterator[Row]:
    """The map and the list against the statements that give what they show, asked and fetched with no more around."""
    with CaptureQueriesContext(connection) as asked:
        country_status()
        organisations(Organisation.Kind.POLICE_DISTRICT)
    statements = [str(query["sql"]) for query in asked]
    visit, raw_sql = {"page": partial(visitor.get, COUNTRY)}, {"sql": partial(fetch, statements)}
    clock = own_clock()
    pages, raw = [], []
    for _ in range(40):
        pages += in_turn(server.clock, visit, rounds=1)["page"]
        raw += in_turn(clock, raw_sql, rounds=1)["sql"]
    yield Row("country page, 357 municipalities: ms", median(pages))
    yield Row("country page, 357 municipalities: time ÷ its raw SQL", ratio(pages, raw), 2)


def own_clock() -> Callable[[], float]:
    """The processor time of this process and of its own connection, in milliseconds."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_backend_pid()")
        backend = int(cursor.fetchone()[0])
    return lambda: time.process_time() * 1000 + used_by([backend])


def fetch(statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
            cursor.fetchall()


def statements_of(cluster: Cluster, visitor: Visitor, address: str) -> int:
    """The second visit is counted: the first may note the minute in which the person was last seen."""
    visitor.get(address)
    with cluster.superuser(NAME) as root:
        root.execute("select pg_stat_statements_reset()")
        visitor.get(address)
        found = root.execute(COUNTED, [NAME]).fetchone()
    assert found
    return int(str(found[0]))


def statements_of_frame(cluster: Cluster, visitor: Visitor, address: str) -> int:
    """What that page asks before it asks anything of its own: as a page of words alone, and the thread's mark where it is shown."""
    return statements_of(cluster, visitor, FRAMED) + (THREAD in visitor.get(address))
