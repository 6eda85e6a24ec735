"""From agreed to sealed in a real browser, in nynorsk, by keyboard alone and without script; axe beside it at every width."""

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.test_journey import address, browser, enter, seen_at_every_width  # noqa: F401 # fixtures
from tests.pdf import seal_folder

pytestmark = [pytest.mark.browser]
MOST_STOPS = 150  # keys pressed before we say that something cannot be reached


def reach(page: Page, name: str) -> None:
    """Step with Tab until the link, button or field with this name has the focus."""
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        focused = page.locator(":focus")
        if focused.count() and name in (focused.inner_text().strip(), focused.get_attribute("id")):
            return
    raise AssertionError(f"{name} is not reached by keyboard on {page.url}")


def press(page: Page, name: str) -> None:
    reach(page, name)
    enter_key(page)


def enter_key(page: Page) -> None:
    with page.expect_navigation():
        page.keyboard.press("Enter")


def say(page: Page, words: str) -> None:
    assert words in page.locator("main").inner_text(), (page.url, words)


def test_from_agreed_to_sealed_by_keyboard_in_nynorsk_without_script(browser: Browser, address: str) -> None:  # noqa: F811
    """A-om-b."""
    seal_folder()
    looking = {
        who: browser.new_context(locale="nn-NO").new_page() for who in ("politikontakt", "kommunedirektor")
    }
    for who, page in looking.items():
        enter(page, address, who)
    people = {}
    for who in ("politikontakt", "slt", "kommunedirektor", "enhetsleder"):
        people[who] = browser.new_context(java_script_enabled=False, locale="nn-NO").new_page()
        enter(people[who], address, who)
    police, town = people["politikontakt"], people["slt"]

    press(police, "Opne runden")
    agreement = police.url
    looking["politikontakt"].goto(agreement)
    seen_at_every_width(looking["politikontakt"], f"{agreement}ferdig/")
    press(police, "Godta ordlyden")
    police.goto(f"{agreement}runde/")
    press(police, "Lever runden")
    seen_at_every_width(looking["politikontakt"], agreement)
    press(police, "Gjer ferdig avtalen")
    seen_at_every_width(looking["politikontakt"], f"{agreement}ferdig/")
    press(police, "Lås teksten for godkjenning")
    say(police, "Teksten er låst som versjon 1.")
    seen_at_every_width(looking["politikontakt"], agreement)

    town.goto(agreement)
    press(town, "Godkjenn versjon 1")
    seen_at_every_width(looking["kommunedirektor"], f"{agreement}versjon/1/godkjenn/")
    reach(town, "id_form_0")
    town.keyboard.press("ArrowDown")  # political
    reach(town, "id_case_number")
    town.keyboard.type("87/26")
    enter_key(town)
    say(town, "Skriv kva organ som godkjende avtalen.")
    assert town.input_value("#id_case_number") == "87/26"
    reach(town, "id_body")
    town.keyboard.type("Kommunestyret")
    enter_key(town)
    say(town, "Nordre politidistrikt har neste trekk")
    police.goto(f"{agreement}versjon/1/godkjenn/")
    press(police, "Godkjenn versjon 1")

    seen_at_every_width(looking["kommunedirektor"], f"{agreement}versjon/1/apne-igjen/")
    seen_at_every_width(looking["kommunedirektor"], f"{agreement}versjon/1/undertegn/")
    for who in ("kommunedirektor", "enhetsleder"):
        signing = people[who]
        signing.goto(agreement)
        press(signing, "Underteikn avtalen")
        say(signing, "Dette betyr underskrifta")
        press(signing, "Underteikn avtalen")
    say(people["enhetsleder"], "Avtalen er forsegla. Han kan ikkje endrast lenger.")
    seen_at_every_width(looking["politikontakt"], f"{agreement}versjon/1/")
    for page in (*looking.values(), *people.values()):
        page.context.close()


def test_an_opened_text_shows_its_evidence_at_every_width(browser: Browser, address: str) -> None:  # noqa: F811
    page = browser.new_page(locale="nb-NO")
    enter(page, address, "politikontakt")
    page.get_by_role("link", name="Åpne runden").click()
    agreement = page.url
    page.get_by_role("button", name="Godta ordlyden").click()
    page.goto(f"{agreement}runde/")
    page.get_by_role("button", name="Lever runden").click()
    page.goto(f"{agreement}ferdig/")
    page.get_by_role("button", name="Lås teksten for godkjenning").click()
    page.goto(f"{agreement}versjon/1/godkjenn/")
    page.get_by_role("button", name="Godkjenn versjon 1").click()
    page.goto(f"{agreement}versjon/1/apne-igjen/")
    page.get_by_label("Hvorfor").fill("Fire møter, ikke to.")
    page.get_by_role("button", name="Åpne teksten igjen").click()
    seen_at_every_width(page, agreement)
    seen_at_every_width(page, f"{agreement}versjon/1/")
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(agreement)
    clauses = page.locator("details.folded")
    assert not clauses.locator("ol").is_visible()
    clauses.locator("summary").click()
    assert clauses.locator("ol").is_visible()
    page.set_viewport_size({"width": 1440, "height": 800})
    assert not clauses.is_visible()
    page.context.close()
