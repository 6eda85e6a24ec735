"""The demo: everything from nothing, in one folder, for one machine."""

import gc
import os
import secrets
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from pathlib import Path

from samrad.project.demo_post import mail_kept_in, point_mail_at
from samrad.project.embedded import Cluster, create_database, running
from samrad.typeset.seal_keys import has_seal_key, make_seal_key

NAME = "samrad_demo"
NOBODY = "000000000"  # no organisation has this number


def prepare_environment(folder: Path, cluster: Cluster) -> None:
    """The settings of a demo. Its secrets are made once and stay in its folder."""
    folder.mkdir(parents=True, exist_ok=True)
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "samrad.project.settings",
        "SAMRAD_DEMO": "1",
        "SAMRAD_HTTPS": "0",
        "SAMRAD_DATABASE_NAME": NAME,
        "SAMRAD_DATABASE_HOST": str(cluster.socket),
        "SAMRAD_SECRET_KEY": kept_secret(folder / "secret-key"),
        "SAMRAD_GUARD_KEY": kept_secret(folder / "guard-key"),
        "SAMRAD_SEAL_FOLDER": str(kept_seal(folder / "seal")),
    }


def kept_secret(file: Path) -> str:
    if not file.exists():
        file.touch(mode=0o600)
        file.write_text(secrets.token_urlsafe(60))
    return file.read_text()


def kept_seal(folder: Path) -> Path:
    """A seal of the demo's own. Its organisation number is nobody's."""
    if not has_seal_key(folder):
        make_seal_key(folder, name="Samråd demo", organisation_number=NOBODY)
    return folder


def run(folder: Path, port: int) -> None:
    """Start database and mail server, fill the database the first time, and serve and work until stopped."""
    cluster, mail = Cluster(folder), folder / "mail"
    with running(cluster), mail_kept_in(mail) as mail_port:
        prepare_environment(folder, cluster)
        point_mail_at(mail_port, mail, port)
        create_database(cluster, NAME)
        with ThreadPoolExecutor(max_workers=1) as beside:
            filled = beside.submit(fill_apart)
            read_ahead()
            filled.result()
        print_welcome(port)
        serve_and_work(port)


def read_ahead() -> None:
    """Read what the pages and the worker need, while the database is filled. Asks the database nothing."""
    import django  # settings are read now, after the environment is set

    django.setup()
    from django.urls import get_resolver

    for name in ("samrad.project.server", "samrad.project.worker"):
        import_module(name)
    list(get_resolver().url_patterns)


def serve_and_work(port: int) -> None:
    """The pages and the worker, in this process."""
    from samrad.project.server import serve
    from samrad.project.worker import working_beside

    with working_beside():
        serve("127.0.0.1", port)


def fill_apart() -> None:
    """In a process of its own, so that the server keeps none of the memory that a whole world took to build.

    It waits for no disk at its hundreds of small steps: all of it lies there a moment after the last.
    """
    without_waiting = os.environ | {"PGOPTIONS": "-c synchronous_commit=off"}
    subprocess.run(
        [sys.executable, "-c", "from samrad.project.demo import fill; fill()"],
        check=True,
        env=without_waiting,
    )


def fill() -> None:
    """Migrate, and build the demo's world where there is none."""
    import django  # settings are read now, after the environment is set

    django.setup()
    from samrad.oversight.tasks import look_at_everything
    from samrad.parties.queries import demo_people
    from samrad.project.database import migrate
    from samrad.project.demo_world import build_demo_world

    gc.disable()  # a process that lives for half a minute, and gives all back when it ends
    migrate()
    if not demo_people():
        build_demo_world()
        look_at_everything(0)


def print_welcome(port: int) -> None:
    import typer

    typer.echo(f"Samråd: http://127.0.0.1:{port}")
    typer.echo(f"The mail it sends: http://127.0.0.1:{port}/utboks/")
    typer.echo("Log in as one of the demo's people with the password samrad-demo; all of them are invented.")
