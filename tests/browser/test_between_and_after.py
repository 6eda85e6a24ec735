"""Around a meeting in a real browser: the agenda as each reader will see it, a matter between the parties, the published minutes, and a post that changes hands."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.test_journey import (
    MOST_STOPS,
    browser,
    enter,
    follow,
    pytestmark,
    says,
    seen_at_every_width,
)
from tests.served import served

__all__ = ["browser", "pytestmark"]  # the same browser
READERS = ("parties", "forum", "public")


@pytest.fixture
def address(demo_database: None) -> Iterator[str]:
    with served() as port:
        yield f"http://127.0.0.1:{port}"


def test_the_agenda_the_matter_the_minutes_and_the_post(browser: Browser, address: str) -> None:
    page = browser.new_page(locale="nb-NO")
    seen_at_every_width(page, f"{address}/kommune/lyngvik/referater/")
    follow(page, "link", "politirådet")
    seen_at_every_width(page, page.url)
    enter(page, address, "slt")
    _the_agenda_as_each_reader(page, address)
    _a_matter_between_the_parties(page, address)
    _a_post_that_changes_hands(page, address)
    page.context.close()


def _the_agenda_as_each_reader(page: Page, address: str) -> None:
    page.goto(f"{address}/samarbeid/lyngvik/moter/")
    follow(page, "link", "Vintermøte i politirådet")
    meeting = page.url
    seen_at_every_width(page, meeting)
    for reader in READERS:
        seen_at_every_width(page, f"{meeting}innkalling/?leser={reader}")
        says(page, "Slik ser sakslisten ut for")
    page.locator("main h1").click()
    for _stop in range(MOST_STOPS):
        page.keyboard.press("Tab")
        if page.evaluate("(document.activeElement.textContent || '').trim()") == "Send innkalling":
            break
    else:
        pytest.fail("the button that sends the call is not reached by keyboard")


def _a_matter_between_the_parties(page: Page, address: str) -> None:
    page.goto(f"{address}/samarbeid/lyngvik/moter/")
    follow(page, "link", "Vintermøte i politirådet")
    page.locator("main a[href^='/sak/']").first.click()
    page.wait_for_url("**/sak/**")
    matter = page.url
    seen_at_every_width(page, matter)
    seen_at_every_width(page, f"{matter}samordning/")
    seen_at_every_width(page, f"{matter}endre/")


def _a_post_that_changes_hands(page: Page, address: str) -> None:
    seen_at_every_width(page, f"{address}/stillinger/")
    page.locator("main a[href$='/overlevering/']").first.click()
    page.wait_for_url("**/overlevering/")
    seen_at_every_width(page, page.url)
    seen_at_every_width(page, f"{address}/stillinger/skifte/")
