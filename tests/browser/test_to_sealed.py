"""From agreed to sealed in a real browser, in nynorsk, by keyboard alone and without script; axe beside it at every width."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_journey import (  # noqa: F401 # fixtures
    MOST_STOPS,
    address,
    browser,
    enter,
    follow,
    says,
    seen_at_every_width,
)
from tests.pdf import seal_folder

pytestmark = [pytest.mark.browser]


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
    says(police, "Teksten er låst som versjon 1.")
    seen_at_every_width(looking["politikontakt"], agreement)

    town.goto(agreement)
    press(town, "Godkjenn versjon 1")
    seen_at_every_width(looking["kommunedirektor"], f"{agreement}versjon/1/godkjenn/")
    reach(town, "id_form_0")
    town.keyboard.press("ArrowDown")  # political
    reach(town, "id_case_number")
    town.keyboard.type("87/26")
    enter_key(town)
    says(town, "Skriv kva organ som godkjende avtalen.")
    expect(town.locator("#id_case_number")).to_have_value("87/26")
    reach(town, "id_body")
    town.keyboard.type("Kommunestyret")
    enter_key(town)
    says(town, "Nordre politidistrikt har neste trekk")
    police.goto(f"{agreement}versjon/1/godkjenn/")
    press(police, "Godkjenn versjon 1")

    seen_at_every_width(looking["kommunedirektor"], f"{agreement}versjon/1/apne-igjen/")
    seen_at_every_width(looking["kommunedirektor"], f"{agreement}versjon/1/undertegn/")
    for who in ("kommunedirektor", "enhetsleder"):
        signing = people[who]
        signing.goto(agreement)
        press(signing, "Underteikn avtalen")
        says(signing, "Dette betyr underskrifta")
        press(signing, "Underteikn avtalen")
    says(people["enhetsleder"], "Avtalen er forsegla. Han kan ikkje endrast lenger.")
    seen_at_every_width(looking["politikontakt"], f"{agreement}versjon/1/")
    for page in (*looking.values(), *people.values()):
        page.context.close()


def test_an_opened_text_shows_its_evidence_at_every_width(browser: Browser, address: str) -> None:  # noqa: F811
    page = browser.new_page(locale="nb-NO")
    enter(page, address, "politikontakt")
    follow(page, "link", "Åpne runden")
    agreement = page.url
    follow(page, "button", "Godta ordlyden")
    page.goto(f"{agreement}runde/")
    follow(page, "button", "Lever runden")
    page.goto(f"{agreement}ferdig/")
    follow(page, "button", "Lås teksten for godkjenning")
    page.goto(f"{agreement}versjon/1/godkjenn/")
    follow(page, "button", "Godkjenn versjon 1")
    page.goto(f"{agreement}versjon/1/apne-igjen/")
    page.get_by_label("Hvorfor").fill("Fire møter, ikke to.")
    follow(page, "button", "Åpne teksten igjen")
    seen_at_every_width(page, agreement)
    seen_at_every_width(page, f"{agreement}versjon/1/")
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(agreement)
    clauses = page.locator("details.folded")
    expect(clauses.locator("ol")).to_be_hidden()
    clauses.locator("summary").click()
    expect(clauses.locator("ol")).to_be_visible()
    page.set_viewport_size({"width": 1440, "height": 800})
    expect(clauses).to_be_hidden()
    page.context.close()
