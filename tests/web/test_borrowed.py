"""The borrowed files are the ones in the manifest, and a change to one is seen."""

import importlib.util
import shutil
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def vendor() -> ModuleType:
    spec = importlib.util.spec_from_file_location("vendor", ROOT / "scripts" / "vendor.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_borrowed_file_is_as_the_manifest_says(vendor: ModuleType):
    assert vendor.differences() == []


def test_a_file_that_is_changed_missing_or_unknown_is_named(
    vendor: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    for folder in (vendor.STATIC, vendor.ICONS, "tests/browser/vendor"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    monkeypatch.setattr(vendor, "ROOT", tmp_path)
    (tmp_path / vendor.STATIC / "htmx.min.js").write_text("changed")
    (tmp_path / vendor.STATIC / "stranger.js").write_text("new")
    (tmp_path / vendor.ICONS / "bell.svg").unlink()
    assert vendor.differences() == [
        f"{vendor.STATIC}stranger.js: not in manifest.json",
        f"{vendor.STATIC}htmx.min.js: changed",
        f"{vendor.ICONS}bell.svg: missing",
    ]
