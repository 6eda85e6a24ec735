"""The installation: settings, embedded database, catalogs, commands, server, and the demo's world."""

import json
import os
import re
import signal
import subprocess
import sys
import threading
import urllib.request
from pathlib import Path

import polib
import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction
from django.test import Client
from typer.testing import CliRunner

from samrad.agreements.models import Template
from samrad.cooperation import wall
from samrad.kernel.clock import today
from samrad.parties.actor import Actor
from samrad.parties.queries import demo_people
from samrad.project import anchors, catalogs, cli, configuration, demo, embedded, server
from samrad.project.demo_passwords import QuickHasher
from samrad.project.embedded import Cluster, NoPostgres
from samrad.project.sessions import SessionStore
from tests.visit import Page, login_as, send, visit

RUN = CliRunner()


def _first_agreement(username: str, slug: str) -> Page:
    """The first agreement on a cooperation's list, as this person sees it."""
    client = login_as(username)
    listed = visit(client, f"/samarbeid/{slug}/avtaler/")
    return visit(client, next(link for link in listed.links if link.startswith("/avtale/")))


def run(*arguments: str, code: int = 0, **environment: str) -> str:
    result = RUN.invoke(cli.app, arguments, env=environment)
    assert result.exit_code == code, result.output
    return str(result.output)


class TestTheDemo:
    @pytest.mark.usefixtures("demo_database")
    def test_is_a_whole_country_with_years_behind_it(self) -> None:
        assert len(demo_people()) == 11
        police = login_as("politikontakt")
        page = visit(police, "/")
        assert "Svar i forhandlingen om avtale" in page.text
        link = next(link for link in page.links if link.startswith("/avtale/"))
        table = visit(police, link)
        assert ("1 punkt venter på svar." in table.text, "leverte runde 3" in table.text) == (True, True)
        assert "Bygger på avtale" in table.text
        town = login_as("slt")
        assert "Nordre politidistrikt har neste trekk" in visit(town, link).text
        assert visit(town, link).h1.startswith("Ny avtale for")
        year = today().year
        listed = visit(town, "/samarbeid/lyngvik/avtaler/").text
        assert f"{year - 2}–{year} I kraft til 31. desember {year}" in listed
        assert "Politirådsavtale (tidligere type) 2019–2023 Gikk ut 31. desember 2023" in listed
        assert run("verify") == "The ledger holds.\n"
        for stranger in ("nabokommune", "direktorat", "fylke"):
            assert visit(login_as(stranger), link, status=404).h1 == "Vi finner ikke siden"

    @pytest.mark.usefixtures("demo_database")
    def test_has_something_in_every_kind_of_cooperation(self) -> None:
        """V-3-j, V-3-k."""
        year = today().year
        read = _first_agreement("nabokommune", "storvik")
        assert "Begge har undertegnet samme versjon." in read.text
        assert [a.get("lang") for a in read.all("article")] == ["nn"]
        answer = login_as("nabopoliti").get(f"{read.url}pdf/")
        checked = send(Client(), "/kontroller/", {"file": SimpleUploadedFile("a.pdf", answer.content)})
        assert "Filen er uendret" in checked.text
        assert f"{year - 1}–{year + 2}" in checked.text
        assert "Svar på tilbudet om politiråd" in visit(login_as("nabokommune"), "/").text
        assert "Begge har undertegnet" in _first_agreement("fylke", "ytre-fjordane-og-nordre").text
        school = _first_agreement("skole", "lyngvik-videregaende-og-politiet")
        assert ("Dere har neste trekk" in school.text, "Ramme: Avtale om samarbeid" in school.text) == (
            True,
            True,
        )
        region = _first_agreement("politikontakt", "fjordregionen")
        assert ("Havnes kommune har neste trekk" in region.text, "Godta ordlyden" in region.text) == (
            True,
            False,
        )

    @pytest.mark.usefixtures("demo_database")
    def test_shows_an_imported_template_at_work(self, tmp_path: Path) -> None:
        """A-om-f, A-om-h."""
        file = tmp_path / "mal.txt"
        for text, who, town, own in (
            ("Avtale\nFormål\nPartane vil ikkje vente, men vere tidleg ute.\nEvaluering\n", "nabopoliti", "storvik",
             "Partane ser tilbake på samarbeidet ein gong i året."),
            ("Avtale\nFormål\nPartene vil ikke vente, men være tidlig ute.\nEvaluering\n", "enhetsleder", "havnes",
             "Partene ser tilbake på samarbeidet en gang i året."),
        ):  # fmt: skip
            file.write_text(text, encoding="utf-8")
            said = run("import-template", str(file))
            assert f"{town.capitalize()} kommune has handed over an agreement made from it: /avtale/" in said
            page = visit(login_as(who), said.split()[-1])
            assert "2 punkter venter på svar." in page.text
            clauses = {link for link in page.links if re.fullmatch(r"/avtale/[^/]+/punkt/[^/]+/", link)}
            assert sum(own in visit(login_as(who), clause).text for clause in clauses) == 1
            assert "has an agreement under way already" in run("import-template", str(file))

    def test_keeps_its_secrets_in_its_own_folder(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for name in (
            "DEMO",
            "HTTPS",
            "DATABASE_NAME",
            "DATABASE_HOST",
            "SECRET_KEY",
            "GUARD_KEY",
            "SEAL_FOLDER",
        ):
            monkeypatch.setenv(f"SAMRAD_{name}", "before")
        monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "samrad.project.settings")
        cluster = Cluster(tmp_path / "demo")
        demo.prepare_environment(tmp_path / "demo", cluster)
        first = configuration.GUARD_KEY.value
        demo.prepare_environment(tmp_path / "demo", cluster)
        assert configuration.GUARD_KEY.value == first != configuration.SECRET_KEY.value
        assert (tmp_path / "demo" / "guard-key").stat().st_mode & 0o777 == 0o600
        assert configuration.SEAL_FOLDER.value == str(tmp_path / "demo" / "seal")
        assert (tmp_path / "demo" / "seal" / "seal-key.pem").stat().st_mode & 0o777 == 0o600

    @pytest.mark.django_db
    def test_is_filled_once_and_served(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        served: list[tuple[str, int]] = []
        monkeypatch.setattr(server, "serve", lambda host, port: served.append((host, port)))
        monkeypatch.setattr(demo, "fill_apart", lambda: served.append(("filled", 0)))
        monkeypatch.setattr(demo, "prepare_environment", lambda folder, cluster: None)
        monkeypatch.setattr(demo, "point_mail_at", lambda port, folder, web_port: None)
        demo.run(tmp_path, 8123)
        assert served == [("filled", 0), ("127.0.0.1", 8123)]
        said = capsys.readouterr().out
        assert ("http://127.0.0.1:8123\n" in said, "http://127.0.0.1:8123/utboks/" in said) == (True, True)
        assert not Cluster(tmp_path).is_running()

    def test_hashes_its_printed_password_quickly_and_nothing_else_so(self) -> None:
        quick = QuickHasher()
        made = quick.encode("samrad-demo", quick.salt())
        assert quick.verify("samrad-demo", made)
        assert not quick.verify("another", made)
        printed = subprocess.run(
            [sys.executable, "-c", "from samrad.project import settings; print(settings.PASSWORD_HASHERS)"],
            env={"SAMRAD_DEMO": ""},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        assert printed == "['django.contrib.auth.hashers.PBKDF2PasswordHasher']\n"

    def test_is_filled_in_a_process_of_its_own(self, monkeypatch: pytest.MonkeyPatch) -> None:
        asked: list[tuple[list[str], str]] = []
        monkeypatch.setattr(
            demo.subprocess, "run", lambda call, check, env: asked.append((call, env["PGOPTIONS"]))
        )
        demo.fill_apart()
        assert asked == [
            (
                [sys.executable, "-c", "from samrad.project.demo import fill; fill()"],
                "-c synchronous_commit=off",
            )
        ]

    def test_is_filled_once_only(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("samrad.project.database.migrate", lambda: None)
        built: list[int] = []
        monkeypatch.setattr("samrad.project.demo_world.build_demo_world", lambda: built.append(1))
        monkeypatch.setattr("samrad.parties.queries.demo_people", lambda: built)
        demo.fill()
        demo.fill()
        assert built == [1]


class TestCommands:
    @pytest.mark.django_db
    def test_load_the_register_and_a_template(self, tmp_path: Path) -> None:
        assert run("load-reference") == "357 municipalities loaded.\n"
        file = tmp_path / "mal.txt"
        file.write_text("Avtale\n1. Formål\nVi samarbeider.\n", encoding="utf-8")
        assert run("import-template", str(file)) == "Avtale: 1 clauses.\n"
        assert Template.objects.filter(source="mal.txt").count() == 1
        file.write_text("", encoding="utf-8")
        assert "ingen overskrifter" in run("import-template", str(file), code=1)
        assert "There is no file" in run("import-template", str(tmp_path / "none"), code=1)

    @pytest.mark.django_db
    def test_verify_and_anchor_the_ledger(
        self, tmp_path: Path, settings: object, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        assert "SAMRAD_ANCHOR_FILE is not set" in run("anchor", code=1)
        monkeypatch.setenv("SAMRAD_ANCHOR_FILE", str(tmp_path / "anchors"))
        settings.ANCHOR_FILE = str(tmp_path / "anchors")  # type: ignore[attr-defined]
        assert anchors.kept() == []
        run("load-reference")
        assert run("anchor") == "1 heads anchored.\n"
        assert run("verify") == "The ledger holds.\n"
        (tmp_path / "anchors").write_text(json.dumps({"chain": "system", "seq": 1, "hash": "0"}) + "\n")
        assert run("verify", code=1) == "system 1: anchor\nThe ledger does not hold.\n"

    def test_make_a_seal_key_once(self, tmp_path: Path) -> None:
        folder = str(tmp_path / "seal")
        given = {"SAMRAD_SEAL_FOLDER": folder}
        assert "SAMRAD_SEAL_FOLDER is not set." in run("seal-key", code=1, SAMRAD_SEAL_FOLDER="")
        assert (
            run("seal-key", "--number", "12", code=1, **given) == "An organisation number has nine digits.\n"
        )
        assert run("seal-key", **given) == f"A seal key for trials lies in {folder}.\n"
        assert "is there already. A seal key is never written over." in run("seal-key", code=1, **given)
        (tmp_path / "file").touch()
        blocked = {"SAMRAD_SEAL_FOLDER": str(tmp_path / "file" / "seal")}
        assert "The seal key could not be written" in run("seal-key", code=1, **blocked)

    def test_settings_are_listed_with_help(self) -> None:
        printed = run("settings")
        assert all(f"{setting.name} (default: " in printed for setting in configuration.ALL)

    def test_serve_wants_its_secrets(self, monkeypatch: pytest.MonkeyPatch) -> None:
        assert "SAMRAD_SECRET_KEY is not set." in run("serve", code=1, SAMRAD_SECRET_KEY="")
        asked: list[tuple[str, int]] = []
        monkeypatch.setattr(server, "serve", lambda host, port: asked.append((host, port)))
        run("serve", "--port", "8124")
        assert asked == [("127.0.0.1", 8124)]

    @pytest.mark.parametrize("name", ["SAMRAD_SECRET_KEY", "SAMRAD_GUARD_KEY"])
    def test_nothing_begins_without_its_secrets(self, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
        """An empty guard key would be known to whoever tries the empty one."""
        monkeypatch.setenv(name, "")
        assert f"{name} is not set." in run("migrate", code=1)
        assert f"{name} is not set." in run("serve", code=1)
        with pytest.raises(ImproperlyConfigured, match=f"{name} is not set."):
            server._Application()({}, lambda *_answer: None)

    @pytest.mark.django_db
    def test_the_guard_knows_no_empty_secret(self, settings: object) -> None:
        settings.GUARD_KEY = ""  # type: ignore[attr-defined]
        with pytest.raises(DatabaseError, match="does not know this process"), transaction.atomic():
            wall.enter(Actor.nobody())

    def test_migrate_says_when_it_is_done(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("samrad.project.database.migrate", lambda: None)
        assert run("migrate") == "The database is up to date.\n"

    def test_a_database_that_does_not_answer_is_one_sentence(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def broken() -> None:
            raise DatabaseError("no such server\nmore")

        monkeypatch.setattr("samrad.project.database.migrate", broken)
        assert run("migrate", code=1) == "The database did not answer as it should: no such server\n"

    def test_the_demo_without_postgres_says_what_to_do(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def missing(folder: Path, port: int) -> None:
            raise NoPostgres("Install it.")

        monkeypatch.setattr(demo, "run", missing)
        assert run("demo", code=1) == "Install it.\n"

    @pytest.mark.django_db
    def test_a_demo_in_this_folder_is_what_is_meant(
        self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        (tmp_path / "pg").mkdir()
        monkeypatch.setattr(cli, "KEPT", tmp_path)
        monkeypatch.setenv("SAMRAD_DATABASE_HOST", "")
        monkeypatch.setattr(cli, "prepare_environment", lambda folder, cluster: None)
        monkeypatch.setattr(Cluster, "start", lambda self: False)
        assert run("verify") == "The ledger holds.\n"


class TestTheDatabase:
    def test_without_binaries_says_what_to_do(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(embedded, "find_spec", lambda name: None)
        monkeypatch.setattr(embedded.glob, "glob", lambda pattern: [])
        monkeypatch.delenv("SAMRAD_PG_BIN", raising=False)
        with pytest.raises(NoPostgres, match="SAMRAD_PG_BIN"):
            embedded.postgres_binaries()

    def test_a_server_that_cannot_start_says_why(self, tmp_path: Path) -> None:
        (tmp_path / "pg").mkdir()
        (tmp_path / "pg" / "PG_VERSION").write_text("1")
        with pytest.raises(NoPostgres, match="pg_ctl could not do its work"):
            Cluster(tmp_path).start()

    @pytest.mark.django_db
    def test_is_made_once(self) -> None:
        cluster = Cluster(Path(os.environ["SAMRAD_TEST_FOLDER"]), fast=True)
        embedded.create_database(cluster, connection.settings_dict["NAME"])

    def test_root_is_not_used(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(embedded.os, "geteuid", lambda: 1000)
        assert embedded._as_ordinary_user() == []
        monkeypatch.setattr(embedded.os, "geteuid", lambda: 0)
        monkeypatch.setattr(
            embedded.subprocess, "run", lambda *a, **k: embedded.subprocess.CompletedProcess(a, 1)
        )
        assert embedded._as_ordinary_user()[0] == "setpriv"


@pytest.mark.django_db
def test_a_session_is_kept_by_the_hash_of_its_key() -> None:
    store = SessionStore()
    store["who"] = "me"
    store.save()
    key = store.session_key
    assert key
    with connection.cursor() as cursor:
        cursor.execute(f"select session_key from {store.model._meta.db_table}")
        assert cursor.fetchone()[0] != key
    assert SessionStore(key)["who"] == "me"
    assert SessionStore("unknown").get("who") is None
    assert store.exists(key)
    SessionStore(key).delete()
    assert SessionStore(key).get("who") is None
    SessionStore().delete()


class TestTheServer:
    def test_answers_and_stops(self, monkeypatch: pytest.MonkeyPatch) -> None:
        found: dict[str, object] = {}
        monkeypatch.setattr(
            server.signal, "signal", lambda number, act: found.update({"on": number, "act": act})
        )
        monkeypatch.setattr(server.uvicorn, "run", lambda application, **given: found.update(given))
        server.serve("127.0.0.1", 8125)
        assert (found["on"], found["port"]) == (signal.SIGTERM, 8125)
        with pytest.raises(KeyboardInterrupt):
            found["act"](0, None)  # type: ignore[operator]

    def test_serves_django(self) -> None:
        from wsgiref.simple_server import make_server

        httpd = make_server("127.0.0.1", 0, server.wsgi)
        thread = threading.Thread(target=httpd.handle_request)
        thread.start()
        with urllib.request.urlopen(f"http://127.0.0.1:{httpd.server_port}/static/samrad/base.css") as answer:
            assert answer.status == 200
        thread.join()
        httpd.server_close()


class TestTheCatalogs:
    def test_are_whole(self) -> None:
        assert catalogs.main(["check"]) == 0

    def test_a_missing_a_broken_and_an_old_text_are_found(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.setattr(catalogs, "LOCALE", tmp_path)
        wanted = {
            ("", "Hei", ""),
            ("", "%(n)s ting", "%(n)s tinger"),
            ("date", "j. N", ""),
            ("", "Se %(it)s", ""),
        }
        monkeypatch.setattr(catalogs, "messages", lambda: wanted)
        catalogs.fill(
            "nn", {"Hei": "Hei", "%(n)s ting": ["éin", "%(n)s ting"], "date|j. N": "j. N", "Se %(it)s": "Sjå"}
        )
        assert catalogs.missing("nn") == [("", "Se %(it)s", "")]
        given = tmp_path / "words.json"
        given.write_text(json.dumps({"Se %(it)s": "Sjå %(it)s"}))
        assert catalogs.main(["fill", "nn", str(given)]) == 0
        assert catalogs.missing("nn") == []
        assert catalogs.main(["check"]) == 1
        assert "en: missing or broken: ('', 'Hei', '')" in capsys.readouterr().out
        catalog = catalogs.catalog_of("nn")
        catalog.append(polib.POEntry(msgid="Gammel", msgstr="Gamal"))
        catalog.save(str(catalogs.path_of("nn")))
        assert catalogs.obsolete("nn") == ["Gammel"]
        assert catalogs.main(["compile"]) == 0
        assert catalogs.path_of("nn").with_suffix(".mo").exists()
        assert catalogs.main(["missing", "en"]) == 0
        assert catalogs.main([]) == 2

    def test_a_plural_without_any_form_is_missing(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(catalogs, "LOCALE", tmp_path)
        monkeypatch.setattr(catalogs, "messages", lambda: {("", "%(n)s ting", "%(n)s tinger")})
        catalogs.fill("nn", {})
        assert catalogs.missing("nn") == [("", "%(n)s ting", "%(n)s tinger")]

    def test_every_text_in_code_and_pages_is_seen(self) -> None:
        texts = {text for _context, text, _plural in catalogs.messages()}
        assert {"Logg inn", "Dere har neste trekk", "Runde %(number)s er levert."} <= texts
