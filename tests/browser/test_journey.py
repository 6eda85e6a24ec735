"""The main job in a real browser: readable by all, at every width, by keyboard, and without script."""

import os
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Literal
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from samrad.project.server import wsgi

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text(encoding="utf-8")
WIDTHS = (320, 768, 1440)
MOST_STOPS = 150  # keys pressed before we say that something cannot be reached
LONGEST = 30_000  # milliseconds that a slow machine may need for one page
CHROMIUM = shutil.which("chromium") or ""
pytestmark = [pytest.mark.browser]


class Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    expect.set_options(timeout=LONGEST)
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
def address(demo_database: None) -> Iterator[str]:
    """The demo's world, served by threads with their own connections."""
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
    with page.expect_navigation(url=f"{address}/"):
        page.keyboard.press("Enter")


def follow(page: Page, role: Literal["button", "link"], name: str) -> None:
    """Press what leads to another page, and wait until that page is there: a click alone does not wait."""
    with page.expect_navigation():
        page.get_by_role(role, name=name).first.click()


def says(page: Page, words: str, place: str = "main") -> None:
    expect(page.locator(place)).to_contain_text(words)


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
    page.goto(f"{address}/samarbeid/lyngvik/avtaler/")
    follow(page, "link", "2027")
    agreement = page.url
    seen_at_every_width(page, agreement)
    change = page.get_by_role("link", name="Lag motforslag").get_attribute("href")
    seen_at_every_width(page, f"{address}{change}")
    seen_at_every_width(page, f"{agreement}runde/")
    page.context.close()

    plain = browser.new_context(java_script_enabled=False, locale="nn-NO").new_page()
    plain.goto(f"{address}/logg-inn/")
    follow(plain, "button", "Politikontakt, Lyngvik")
    plain.goto(agreement)
    follow(plain, "button", "Godta ordlyden")
    says(plain, "Svaret er lagra.", "body")
    plain.goto(f"{agreement}runde/")
    follow(plain, "button", "Lever runden")
    says(plain, "Runde 4 er levert.", "body")
    says(plain, "De er samde om alle punkta", "body")


def test_everything_is_reached_by_keyboard(browser: Browser, address: str) -> None:
    page = browser.new_page(locale="nb-NO")
    enter(page, address, "slt")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Hopp til innholdet"
    page.keyboard.press("Enter")
    wanted = {"Se hele landet", "Hjelp", "Tilgjengelighet"}
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        wanted.discard(page.evaluate("(document.activeElement.textContent || '').trim()"))
        if not wanted:
            break
    assert wanted == set()
