"""A meeting held by two in real browsers: followed live, written without a network, and without script."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_journey import (
    browser,
    enter,
    follow,
    pytestmark,
    says,
    seen_at_every_width,
    sound,
)
from tests.served import served

__all__ = ["browser", "pytestmark"]  # the same browser
STORED = "Object.entries(localStorage).map(each => each.join(' ')).join(' ')"


@pytest.fixture
def address(demo_database: None) -> Iterator[str]:
    """The demo's world, served as it is served: with the streams."""
    with served() as port:
        yield f"http://127.0.0.1:{port}"


def begun(page: Page, address: str) -> str:
    """The called meeting, begun by its secretary. Gives its address."""
    enter(page, address, "slt")
    page.goto(f"{address}/samarbeid/lyngvik/moter/")
    follow(page, "link", "Vintermøte i politirådet")
    follow(page, "button", "Start møtet")
    page.wait_for_selector("[data-live]")
    return page.url.split("?")[0]


def next_matter(page: Page) -> None:
    page.get_by_role("button", name="Neste sak").click()


def keeping(page: Page) -> None:
    page.wait_for_selector("[data-keeps]")


def test_a_meeting_with_two_writers_and_a_lost_network(browser: Browser, address: str) -> None:
    page = browser.new_page(locale="nb-NO")
    meeting = begun(page, address)
    next_matter(page)
    seen_at_every_width(page, meeting)
    other = browser.new_page(locale="nb-NO")
    enter(other, address, "politikontakt")
    other.goto(meeting)
    _nothing_typed_is_lost(page)
    expect(other.locator("#live-outcome")).to_contain_text("Skolen ser mer uro.")
    _two_write_at_once(page, other, meeting)
    _a_lost_connection_catches_up(page, other)
    _the_wall_screen_follows(page, other, meeting)
    _held_without_script(browser, address, meeting)
    for each in (page, other):
        each.context.close()


def _nothing_typed_is_lost(page: Page) -> None:
    keeping(page)
    text = page.locator("#id_note-text")
    text.fill("Skolen ser mer uro.")
    page.locator("#id_task-text").fill("Snakk med elevrådet")
    page.context.set_offline(True)
    page.get_by_role("button", name="Lagre referatet").click()
    expect(page.locator("[data-when=unsaved]")).to_be_visible()
    expect(text).to_have_value("Skolen ser mer uro.")
    stored = page.evaluate(STORED)
    assert "samrad:kept:" in stored
    assert "Skolen" not in stored  # nobody else on this machine can read it
    page.context.set_offline(False)
    page.reload()
    keeping(page)
    expect(text).to_have_value("Skolen ser mer uro.")
    expect(page.locator("[data-kept-words]:visible").first).to_contain_text("det ble ikke lagret")
    sound(page)
    page.get_by_role("button", name="Lagre referatet").click()
    page.wait_for_selector("[data-saved]")
    keeping(page)
    expect(page.locator("#id_task-text")).to_have_value("Snakk med elevrådet")
    page.get_by_role("button", name="Ta det bort").last.click()
    page.wait_for_function(f"!{STORED}.includes('samrad:kept:')")
    expect(page.locator("#id_task-text")).to_have_value("")


def _two_write_at_once(page: Page, other: Page, meeting: str) -> None:
    """Both have the same text before them; both texts stand in the end."""
    other.goto(meeting)
    page.goto(meeting)
    for writer, text in ((page, "Først.\nSkolen ser mer uro."), (other, "Skolen ser mer uro.\nSist.")):
        keeping(writer)
        writer.locator("#id_note-text").fill(text)
    for writer in (page, other):
        writer.get_by_role("button", name="Lagre referatet").click()
        writer.wait_for_selector("[data-saved]")
    expect(other.locator("#id_note-text")).to_have_value("Først.\nSkolen ser mer uro.\nSist.")


def _a_lost_connection_catches_up(page: Page, other: Page) -> None:
    other.context.set_offline(True)
    expect(other.locator("[data-when=lost]")).to_be_visible()
    page.reload()
    keeping(page)
    page.locator("#id_note-text").fill("Skolen ser mer uro.\nRådet vil vite mer.")
    page.get_by_role("button", name="Lagre referatet").click()
    page.wait_for_selector("[data-saved]")
    other.context.set_offline(False)
    expect(other.locator("#live-outcome")).to_contain_text("Rådet vil vite mer.")
    expect(other.locator("[data-when=lost]")).to_be_hidden()


def _the_wall_screen_follows(page: Page, other: Page, meeting: str) -> None:
    seen_at_every_width(other, f"{meeting}storskjerm/")
    expect(other.locator("button, input, textarea")).to_have_count(0)
    expect(other.locator("h2")).to_have_text("Kunnskapsgrunnlag for neste år")
    next_matter(page)
    expect(other.locator("h2")).to_have_text("Uro rundt den videregående skolen")
    next_matter(page)
    expect(other.locator("h2")).to_have_text("Saken vises ikke på storskjermen")


def _held_without_script(browser: Browser, address: str, meeting: str) -> None:
    plain = browser.new_context(java_script_enabled=False, locale="nn-NO").new_page()
    enter_plainly(plain, address)
    plain.goto(meeting)
    plain.fill("#id_note-text", "Utan script går det òg.")
    follow(plain, "button", "Lagre referatet")
    says(plain, "Utan script går det òg.", "#live-outcome")
    plain.context.close()


def enter_plainly(page: Page, address: str) -> None:
    page.goto(f"{address}/logg-inn/")
    follow(page, "button", "SLT-koordinator, Lyngvik")


def test_what_was_typed_is_gone_after_a_logout_and_another_persons_stays_closed(
    browser: Browser, address: str
) -> None:
    page = browser.new_page(locale="nb-NO")
    meeting = begun(page, address)
    next_matter(page)
    keeping(page)
    page.locator("#id_note-text").fill("Bare mitt.")
    page.wait_for_function(f"{STORED}.includes('samrad:kept:')")
    page.context.clear_cookies()  # somebody else sits down at the same machine
    enter(page, address, "politikontakt")
    page.goto(meeting)
    keeping(page)
    expect(page.locator("#id_note-text")).to_have_value("")
    page.context.clear_cookies()
    enter(page, address, "slt")
    page.goto(meeting)
    keeping(page)
    expect(page.locator("#id_note-text")).to_have_value("Bare mitt.")
    page.evaluate("document.querySelector('form[action=\"/logg-ut/\"]').requestSubmit()")
    page.wait_for_url(f"{address}/logg-inn/")
    assert "samrad:kept:" not in page.evaluate(STORED)
    page.context.close()
