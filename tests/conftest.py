"""A real PostgreSQL for the tests: one server, a database for each worker, and the application's own poor role."""

import os
import pickle
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pytest_django import DjangoDbBlocker, Settings

from samrad.project.embedded import Cluster, create_database, drop_database

if TYPE_CHECKING:  # imported when Django is ready
    from tests.cast import Cast

    type Tell = Callable[[Cast], object]

ROOT = Path(__file__).resolve().parent.parent
os.environ.setdefault("SAMRAD_TEST_FOLDER", str(ROOT / ".tests"))
CLUSTER = Cluster(Path(os.environ["SAMRAD_TEST_FOLDER"]), fast=True)
QUICK = ["django.contrib.auth.hashers.MD5PasswordHasher"]
type Stage = tuple[str, bytes]
MIGRATED, MAKING = "samrad_migrated_", "samrad_being_made"


def pytest_configure(config: pytest.Config) -> None:
    """The first process starts the server; xdist's workers share it."""
    if not hasattr(config, "workerinput"):
        config.stash[STARTED] = CLUSTER.start()
    os.environ["SAMRAD_DATABASE_HOST"] = str(CLUSTER.socket)


def pytest_unconfigure(config: pytest.Config) -> None:
    if config.stash.get(STARTED, False):
        CLUSTER.stop()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """What a test counted, such as the cells of the isolation matrix, is told at the end."""
    for report in terminalreporter.getreports("passed"):
        for name, value in report.user_properties:
            terminalreporter.write_line(f"{value} {name}")


STARTED = pytest.StashKey[bool]()


@pytest.fixture(scope="session")
def django_db_modify_db_settings() -> None:
    """Our own database names stand."""


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """A migrated database made as an operator makes it: tables owned by one role, used by another."""
    from samrad.project.database import set_guard_key

    name = f"samrad_test_{os.getpid()}"
    with django_db_blocker.unblock():
        create_database(CLUSTER, name, template=_migrated())
        point_connections_at(name)
        set_guard_key()
        yield
        close_connections()
    drop_database(CLUSTER, name)


def _migrated() -> str:
    """The name of a database in which every migration has run: made once, and anew when what makes it changes."""
    from samrad.project.database import migrate

    wanted = f"{MIGRATED}{_fingerprint()}"
    with CLUSTER.superuser() as root:
        root.execute("select pg_advisory_lock(8)")  # the other workers wait for the one that makes it
        known = "select datname from pg_database where datname like %s"
        there = {str(row[0]) for row in root.execute(known, [f"{MIGRATED}%"])}
        if wanted not in there:
            for old in there | {MAKING}:
                drop_database(CLUSTER, old)
            create_database(CLUSTER, MAKING)
            point_connections_at(MAKING)
            migrate()
            close_connections()
            root.execute(f'alter database "{MAKING}" rename to "{wanted}"')
    return wanted


def _fingerprint() -> str:
    """Of the migrations, the walls that they build, what they read, and how a database is made."""
    package, digest = ROOT / "src" / "samrad", sha256()
    made_of = ["*/migrations/*.py", "*/wall.py", "*/reference/*", "kernel/ids.py"]
    made_of += [f"project/{name}.py" for name in ("database", "embedded", "migrating", "settings")]
    for path in sorted(path for pattern in made_of for path in package.glob(pattern)):
        digest.update(f"{path.relative_to(package)}\n".encode() + path.read_bytes())
    return digest.hexdigest()[:16]


@pytest.fixture(scope="session")
def stage(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Stage]:
    """The name of a database in which the cast stands, and the cast, packed: gathered once for each worker, when a test first asks for it."""
    from django.test import override_settings

    from tests.cast import gather

    before = f"samrad_test_{os.getpid()}"
    with django_db_blocker.unblock(), _at_a_copy_of(before, "cast") as name:
        with override_settings(PASSWORD_HASHERS=QUICK):
            packed = pickle.dumps(gather())
        point_connections_at(before)
        yield name, packed


@pytest.fixture(scope="session")
def told_on(django_db_blocker: DjangoDbBlocker) -> "Callable[[Stage, Tell], AbstractContextManager[Stage]]":
    """A stage on which more has been told. A class that reads a long story, and a story alone, has its own `stage` made of this."""

    @contextmanager
    def told(stage: Stage, tell: "Tell") -> Iterator[Stage]:
        name, packed = stage
        cast = pickle.loads(packed)
        with django_db_blocker.unblock(), _at_a_copy_of(name, "told") as further:
            tell(cast)
            point_connections_at(f"samrad_test_{os.getpid()}")
            yield further, pickle.dumps(cast)

    return told


@pytest.fixture
def at_its_database(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> None:
    """Each test in its own transaction: those who ask for the cast where it stands, all others where nothing is."""
    from django.db import connection

    name = f"samrad_test_{os.getpid()}"
    if "cast" in request.fixturenames:
        name, _packed = request.getfixturevalue("stage")
    with django_db_blocker.unblock():
        if connection.settings_dict["NAME"] != name:
            point_connections_at(name)


@pytest.fixture
def _django_db_helper(at_its_database: None, _django_db_helper: None) -> None:
    """What `db` and the mark `django_db` build on: the transaction begins at the right database."""


@pytest.fixture
def own_database(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """A database for one test alone, where what is done is committed: for two people at the same instant."""
    with django_db_blocker.unblock(), _at_a_copy_of(f"samrad_test_{os.getpid()}", "own"):
        yield


@pytest.fixture
def demo_database(demo_template: str, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The demo's world in a database for one test alone: a copy of the one that this process has built."""
    from samrad.web.kept import KEPT

    with django_db_blocker.unblock(), _at_a_copy_of(demo_template, "own"):
        KEPT.clear()  # two copies number what happens in them alike
        yield
        KEPT.clear()


@pytest.fixture(scope="session")
def demo_template(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """The name of a database with the demo's world, built once for each worker, when a test first asks for it."""
    with django_db_blocker.unblock(), _at_a_copy_of(f"samrad_test_{os.getpid()}", "world") as name:
        # A browser's loop may run in this thread, and sealing needs one without.
        with ThreadPoolExecutor(1) as maker:
            maker.submit(_build_the_demo).result()
        point_connections_at(f"samrad_test_{os.getpid()}")
        yield name


def _build_the_demo() -> None:
    from django.test import override_settings

    from samrad.project.demo_world import build_demo_world

    with override_settings(PASSWORD_HASHERS=QUICK):
        build_demo_world()
    close_connections()


@contextmanager
def _at_a_copy_of(template: str, what: str) -> Iterator[str]:
    """All connections go to a new copy inside this block. It is thrown away after it."""
    from django.db import connection

    before, name = connection.settings_dict["NAME"], f"samrad_{what}_{os.getpid()}"
    close_connections()
    with CLUSTER.superuser() as root:  # a copy is made only of what nobody else looks at
        root.execute("select pg_terminate_backend(pid) from pg_stat_activity where datname = %s", [template])
    create_database(CLUSTER, name, template=template)
    point_connections_at(name)
    yield name
    point_connections_at(before)
    drop_database(CLUSTER, name)


@pytest.fixture(autouse=True)
def quick_passwords(settings: Settings) -> None:
    """Hashing that takes no time: the tests log in often, and guard no secret."""
    settings.PASSWORD_HASHERS = QUICK


@pytest.fixture
def cast(stage: Stage, db: None) -> Iterator["Cast"]:
    """Everybody in place. See `tests/cast.py`. What a test does to them is undone after it."""
    from django.db import connection

    name, packed = stage
    assert connection.settings_dict["NAME"] == name
    _forget_what_was_drawn()
    yield pickle.loads(packed)  # as it was fetched, with what was fetched along
    _forget_what_was_drawn()


def _forget_what_was_drawn() -> None:
    """What a process keeps of its pages goes by the identifiers of the cast, and they are alike in every test."""
    from samrad.web import kept
    from samrad.web.country.views import _drawn as country
    from samrad.web.knowledge.page import _drawn as figures
    from samrad.web.knowledge.page import _table as table
    from samrad.web.plans.drawn import _kept as plans
    from samrad.web.status import views
    from samrad.web.status.country import _drawn as status

    kept.KEPT.clear()
    views.KEPT.clear()
    for drawn in (country, figures, table, plans, status):
        drawn.cache_clear()


@pytest.fixture
def heard() -> Iterator[list[object]]:
    """Every event that is recorded, in its order."""
    from samrad.kernel.records import plug_in

    events: list[object] = []
    unplug = plug_in(lambda event, **_given: events.append(event))
    yield events
    unplug()


def point_connections_at(name: str) -> None:
    """Both connections, without a pool: a test closes what it opens."""
    from django.db import connections

    for alias in ("default", "owner"):
        settings = connections[alias].settings_dict
        settings["NAME"], settings["HOST"] = name, str(CLUSTER.socket)
        settings["OPTIONS"].pop("pool", None)
    close_connections()


def close_connections() -> None:
    from django.db import connections

    connections.close_all()
