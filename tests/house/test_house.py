"""The house itself: its contracts, held by tests so that nobody has to remember them."""

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from samrad.kernel.deeds import COMMANDS
from samrad.project import configuration

ROOT = Path(__file__).resolve().parents[2]
CODE = sorted((ROOT / "src" / "samrad").rglob("*.py"))
OURS = [path for path in CODE if "migrations" not in path.parts]
PAGES = sorted((ROOT / "src" / "samrad" / "web" / "templates").rglob("*.html"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))
DOORS = {"all", "people", "fresh"}
BORROWED = ("allauth", "django")
FOLLOWS_A_DEED = {"follow_agreement"}  # asked by the deed it follows, which has asked its own permission


def text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def functions(path: Path) -> Iterator[ast.FunctionDef]:
    return (node for node in ast.walk(ast.parse(text(path))) if isinstance(node, ast.FunctionDef))


def views(patterns: list[URLPattern | URLResolver] | None = None) -> Iterator[URLPattern]:
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLResolver):
            yield from views(pattern.url_patterns)
        else:
            yield pattern


def test_every_address_has_one_door() -> None:
    found = [view for view in views() if not view.callback.__module__.startswith(BORROWED)]
    assert len(found) > 25
    assert [str(view.pattern) for view in found if getattr(view.callback, "door", "") not in DOORS] == []


def commands() -> list[ast.FunctionDef]:
    found = []
    for path in OURS:
        if "commands" in path.parts or path.name == "commands.py":
            found += [
                f for f in functions(path) if any(getattr(d, "id", "") == "command" for d in f.decorator_list)
            ]
    return found


def called(function: ast.FunctionDef) -> set[str]:
    return {
        node.func.id
        for node in ast.walk(function)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }


def every_command_is_loaded() -> None:
    for path in OURS:
        if "commands" in path.parts or path.name == "commands.py":
            import_module(".".join(path.relative_to(ROOT / "src").with_suffix("").parts))


def test_every_command_names_its_actor_asks_and_records() -> None:
    every_command_is_loaded()
    found = commands()
    assert {f.name for f in found} <= {deed.__name__ for deed in COMMANDS}
    for command in found:
        assert not command.args.args, f"{command.name} takes a positional argument"
        assert command.args.kwonlyargs[0].arg == "actor", command.name
        names = called(command)
        asks = any(name.startswith("may_") or name in {"denied", "_clause_to_change"} for name in names)
        assert asks or command.name in FOLLOWS_A_DEED, f"{command.name} asks no permission"
        assert any(name == "record" or name.startswith("_say_") for name in names), (
            f"{command.name} records nothing"
        )


def test_no_file_is_too_long_and_no_function_either() -> None:
    long_files = [str(path) for path in [*OURS, *TESTS] if len(text(path).splitlines()) > 400]
    assert [path for path in long_files if "test_negotiation" not in path] == []
    long = [
        (f.name, f.end_lineno - f.lineno)
        for p in OURS
        for f in functions(p)
        if (f.end_lineno or 0) - f.lineno >= 40
    ]
    assert [name for name, lines in long if lines > 47] == []


def test_pages_never_touch_the_orm() -> None:
    web = [path for path in OURS if "web" in path.parts]
    assert [
        str(path) for path in web if re.search(r"\.objects\b|(?<!form)\.save\(\)|\.delete\(\)", text(path))
    ] == []


def test_only_the_web_knows_http() -> None:
    known = re.compile(
        r"^from django\.(http|shortcuts|views|urls)|^import django\.(http|shortcuts|views|urls)", re.M
    )
    others = [path for path in OURS if not {"web", "project"} & set(path.parts)]
    assert [str(path) for path in others if known.search(text(path))] == []


def test_pages_hold_no_style_and_no_script() -> None:
    wrong = re.compile(r"\sstyle=|\son[a-z]+=|<style|<script(?![^>]*\ssrc=)|\|safe\b|autoescape off")
    assert [str(path) for path in PAGES if wrong.search(text(path))] == []


def test_every_page_is_used() -> None:
    everything = "\n".join(text(path) for path in [*OURS, *PAGES])
    names = [str(path.relative_to(ROOT / "src" / "samrad" / "web" / "templates")) for path in PAGES]
    assert [name for name in names if name not in everything and "icons/" not in name] == []


def test_no_machine_and_no_registry_is_named() -> None:
    tracked = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split()
    named = re.compile(
        "/" + "work/|/" + "root/|registry" + r"\.npmjs|files\.python" + "hosted|pypi" + r"\.org|/" + "home/"
    )
    plain = [ROOT / name for name in tracked if not name.endswith((".png", ".woff2", ".mo", ".js", ".css"))]
    assert [str(path) for path in plain if path.exists() and named.search(text(path))] == []


def test_no_secret_is_kept_here() -> None:
    tracked = subprocess.run(
        ["git", "grep", "-lI", "-e", "BEGIN .*PRIVATE" + " KEY"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (tracked.stdout, tracked.stderr) == ("", "")


def test_every_setting_is_documented() -> None:
    manual = text(ROOT / "docs" / "operations.md")
    assert [setting.name for setting in configuration.ALL if setting.name not in manual] == []


def test_every_requirement_that_is_cited_exists() -> None:
    done = subprocess.run(
        [sys.executable, "scripts/requirements.py"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout
    assert " of 238 requirements are proved" in done.stdout


def test_the_rooms_import_one_way() -> None:
    done = subprocess.run(
        [Path(sys.executable).parent / "lint-imports"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


def test_the_licence_and_what_is_borrowed_are_named() -> None:
    with (ROOT / "pyproject.toml").open("rb") as file:
        assert tomllib.load(file)["project"]["license"] in text(ROOT / "LICENSE")
    notice = text(ROOT / "NOTICE")
    assert [name for name in ("Designsystemet", "htmx", "Inter", "axe") if name not in notice] == []


def test_the_licence_stands_there_whole() -> None:
    licence = text(ROOT / "LICENSE")
    assert [number for number in range(1, 16) if f"\n{number}." not in licence] == []
    for words in (
        "SPDX-License-Identifier: EUPL-1.2",
        "EUROPEAN UNION PUBLIC LICENCE v. 1.2",
        "‘Compatible Licences’",
    ):
        assert licence.count(words) == 1


def test_what_the_public_is_told_is_so() -> None:
    """publiccode.yml has the version, licence and languages that Samråd has."""
    from django.conf import settings

    told = dict(re.findall(r"^ *(\w+): (\S.*)$", text(ROOT / "publiccode.yml"), re.M))
    with (ROOT / "pyproject.toml").open("rb") as file:
        project = tomllib.load(file)["project"]
    assert (told["softwareVersion"], told["license"]) == (project["version"], project["license"])
    languages = sorted(code for code, _name in settings.LANGUAGES)
    assert sorted(told["availableLanguages"].strip("[]").split(", ")) == languages
    assert sorted(re.findall(r"^  (\w\w):$", text(ROOT / "publiccode.yml"), re.M)) == languages
    short = re.findall(r"shortDescription: (.*)", text(ROOT / "publiccode.yml"))
    assert all(len(words) <= 150 for words in short)


@pytest.mark.parametrize("word", ["TODO", "FIXME", "NotImplementedError", "mark_safe", "except Exception"])
def test_nothing_is_left_half_done(word: str) -> None:
    assert [str(path) for path in OURS if word in text(path)] == []


def test_the_tests_run_with_their_own_settings() -> None:
    """An empty guard key would make the second wall weaker here than where it counts."""
    from django.conf import settings

    assert (settings.DEMO, settings.SESSION_COOKIE_SECURE) == (True, False)
    assert settings.GUARD_KEY and settings.SECRET_KEY and settings.SEAL_FOLDER
