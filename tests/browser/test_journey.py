"""The main job in a real browser: readable by all, at every width, by keyboard, and without script."""

import os
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from samrad.project.demo_world import build_demo_world
from samrad.project.server import wsgi

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text(encoding="utf-8")
WIDTHS = (320, 768, 1440)
CHROMIUM = shutil.which("chromium") or ""
pytestmark = [pytest.mark.browser]


class Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as driver:
        given = {"executable_path": CHROMIUM} if CHROMIUM else {}
        if not CHROMIUM and not Path(driver.chromium.executable_path).exists():
            if os.environ.get("CI"):
                pytest.fail("CI has no browser")
            pytest.skip("there is no browser on this machine")
        found = driver.chromium.launch(args=["--no-sandbox"], **given)
        yield found
        found.close()


@pytest.fixture
def address(own_database: None) -> Iterator[str]:
    """The demo's world, served by one thread with its own connection."""
    build_demo_world()
    httpd = make_server("127.0.0.1", 0, wsgi, handler_class=Quiet)
    thread = threading.Thread(target=httpd.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{httpd.server_port}"
    httpd.shutdown()
    thread.join()
    httpd.server_close()


def enter(page: Page, address: str, username: str) -> None:
    page.goto(f"{address}/logg-inn/")
    page.fill("#id_username", username)
    page.fill("#id_password", "samrad-demo")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{address}/")


def sound(page: Page) -> None:
    """No fault that axe can find, and nothing to scroll sideways for."""
    page.evaluate(AXE)
    found = page.evaluate("async () => (await axe.run()).violations.map(v => v.id + ' ' + v.nodes[0].html)")
    assert found == [], (page.url, found)
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, (page.url, page.viewport_size)


def seen_at_every_width(page: Page, url: str) -> None:
    page.goto(url)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        sound(page)


def test_the_main_job_at_every_width_without_script(browser: Browser, address: str) -> None:
    """The police accept the last wording and hand over; every page on the way is sound."""
    page = browser.new_page(locale="nb-NO")
    for open_page in (
        "/logg-inn/",
        "/landet/",
        "/landet/sok/?sok=aas",
        "/kommune/alesund/",
        "/hjelp/",
        "/hvem-ser-hva/",
        "/veilederen/",
        "/veilederen/4.1.2/",
        "/veilederen/9/",
    ):
        seen_at_every_width(page, address + open_page)
    enter(page, address, "politikontakt")
    seen_at_every_width(page, f"{address}/")
    seen_at_every_width(page, f"{address}/samarbeid/lyngvik/")
    seen_at_every_width(page, f"{address}/samarbeid/lyngvik/hendelser/")
    seen_at_every_width(page, f"{address}/samarbeid/lyngvik/forum/")
    page.get_by_role("link", name="Politirådet i Lyngvik").click()
    forum = page.url
    seen_at_every_width(page, forum)
    page.goto(forum)
    page.get_by_role("link", name="Rapport til kommunestyret").first.click()
    seen_at_every_width(page, page.url)
    seen_at_every_width(page, f"{forum}medlemmer/")
    seen_at_every_width(page, f"{address}/samarbeid/lyngvik/forum/nytt/")
    page.goto(f"{address}/samarbeid/lyngvik/avtaler/")
    page.get_by_role("link", name="2027").first.click()
    agreement = page.url
    seen_at_every_width(page, agreement)
    change = page.get_by_role("link", name="Lag motforslag").get_attribute("href")
    seen_at_every_width(page, f"{address}{change}")
    seen_at_every_width(page, f"{agreement}runde/")
    page.context.close()

    plain = browser.new_context(java_script_enabled=False, locale="nn-NO").new_page()
    plain.goto(f"{address}/logg-inn/")
    plain.get_by_role("button", name="Politikontakt, Lyngvik").click()
    plain.goto(agreement)
    plain.get_by_role("button", name="Godta ordlyden").click()
    assert "Svaret er lagra." in plain.content()
    plain.goto(f"{agreement}runde/")
    plain.get_by_role("button", name="Lever runden").click()
    assert "Runde 4 er levert." in plain.content()
    assert "De er samde om alle punkta" in plain.content()


def test_everything_is_reached_by_keyboard(browser: Browser, address: str) -> None:
    page = browser.new_page(locale="nb-NO")
    enter(page, address, "slt")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Hopp til innholdet"
    page.keyboard.press("Enter")
    reached = set()
    for _ in range(60):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("(document.activeElement.textContent || '').trim()"))
    assert {"Se hele landet", "Hjelp", "Tilgjengelighet"} <= reached
