"""A whole installation of its own: an embedded PostgreSQL in a folder that is thrown away, migrated and filled."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from samrad.project.demo import prepare_environment
from samrad.project.embedded import Cluster, create_database, running

NAME = "samrad_bench"


@contextmanager
def site() -> Iterator[Cluster]:
    """Samråd with the demo's world. The database keeps the durability it has in use; it also counts statements."""
    with tempfile.TemporaryDirectory(prefix="samrad-bench-") as folder:
        os.chmod(folder, 0o755)  # noqa: S103 # the database runs as another user, and makes its own folder within
        cluster = Cluster(Path(folder) / "site")
        with running(cluster), cluster.superuser() as root:
            root.execute("alter system set shared_preload_libraries = 'pg_stat_statements'")
        with running(cluster):
            create_database(cluster, NAME)
            with cluster.superuser(NAME) as root:
                root.execute("create extension pg_stat_statements")
            _fill(cluster)
            yield cluster


def _fill(cluster: Cluster) -> None:
    prepare_environment(cluster.folder, cluster)
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "bench.settings",
        "SAMRAD_DATABASE_NAME": NAME,
        "SAMRAD_HOSTS": "testserver,127.0.0.1",
    }
    import django  # the settings are read now

    django.setup()
    from samrad.project.database import migrate
    from samrad.project.demo_world import build_demo_world

    migrate()
    build_demo_world()


def as_the_product() -> dict[str, str]:
    """The environment of a command that an operator runs on this installation."""
    return os.environ | {"DJANGO_SETTINGS_MODULE": "samrad.project.settings"}
