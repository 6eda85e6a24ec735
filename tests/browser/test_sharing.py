"""Contacts, SLT, sharing and law, and where we stand, in a real browser: at every width, by keyboard, and without script."""

from playwright.sync_api import Browser, Page, expect

from tests.browser.test_journey import address, browser, enter, follow, pytestmark, says, seen_at_every_width

__all__ = ["address", "browser", "pytestmark"]  # the same browser and the same world


def test_the_municipality_looks_around_and_reads_what_was_shared(browser: Browser, address: str) -> None:
    """V-4.1.5-c: what is shared is opened by a press, and both see who did."""
    page = browser.new_page(locale="nb-NO")
    enter(page, address, "ordforer")
    for place in (
        "/samarbeid/lyngvik/barn-og-unge/",
        "/samarbeid/lyngvik/deling/",
        "/samarbeid/lyngvik/deling/delt/",
        "/samarbeid/lyngvik/deling/delt/ny/",
        "/samarbeid/lyngvik/deling/hinder/",
        "/kommune/lyngvik/politivedtekter/",
        "/kommune/lyngvik/hvem/",
        "/lov/",
        "/status/kommune/lyngvik/",
    ):
        seen_at_every_width(page, f"{address}{place}")
    page.goto(f"{address}/samarbeid/lyngvik/deling/delt/")
    expect(page.get_by_role("link", name="Planlagte kontroller av mopeder")).to_have_count(0)
    follow(page, "link", "Uro ved busstasjonen")
    seen_at_every_width(page, page.url)
    by_keyboard(page, "Åpne og les")
    says(page, "fredager mellom 21 og 24")
    page.context.close()
    without_script(browser, address)


def by_keyboard(page: Page, name: str) -> None:
    """Press a button that was reached with the tab key alone."""
    button = page.get_by_role("button", name=name, exact=True)
    expect(button).to_be_visible()
    for _each in range(60):
        page.keyboard.press("Tab")
        if button.evaluate("one => one === document.activeElement"):
            break
    expect(button).to_be_focused()
    with page.expect_navigation():
        page.keyboard.press("Enter")


def without_script(browser: Browser, address: str) -> None:
    plain = browser.new_context(java_script_enabled=False, locale="nn-NO").new_page()
    enter(plain, address, "politikontakt")
    plain.goto(f"{address}/samarbeid/lyngvik/deling/hinder/")
    plain.get_by_label("Skulen").check()
    plain.get_by_label("Vi var usikre på kva lova seier").check()
    follow(plain, "button", "Før det")
    says(plain, "Vi var usikre på kva lova seier")
    plain.context.close()


def test_the_police_and_the_directorate_look_at_contacts_and_status(browser: Browser, address: str) -> None:
    """V-5-c, V-5.1-b: a day is noted by the contact, and stands for the municipality too."""
    page = browser.new_page(locale="nb-NO")
    enter(page, address, "politikontakt")
    page.goto(f"{address}/distrikt/nordre/politikontakter/")
    seen_at_every_width(page, page.url)
    page.get_by_role("link", name="Politikontakt", exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Politikontakt")
    seen_at_every_width(page, page.url)
    follow(page, "link", "Når kontakten var til stede i kommunene")
    seen_at_every_width(page, page.url)
    page.get_by_label("Besøk").check()
    page.get_by_label("Frivillige").check()
    by_keyboard(page, "Før det")
    says(page, "Det er ført at kontakten var der.")
    page.context.close()
    page = browser.new_page(locale="nb-NO")
    enter(page, address, "direktorat")
    for place in (
        "/status/landet/",
        "/status/distrikt/nordre/",
        "/status/kommune/lyngvik/",
        "/godkjenninger/",
    ):
        seen_at_every_width(page, f"{address}{place}")
    page.context.close()
