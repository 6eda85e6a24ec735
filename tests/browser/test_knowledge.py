"""Knowledge in a real browser: every page of it at every width, and a yes to the joint description without script."""

from playwright.sync_api import Browser

from tests.browser.test_journey import address, browser, enter, follow, pytestmark, says, seen_at_every_width

__all__ = ["address", "browser", "pytestmark"]  # the same browser and the same world
HOME = "/samarbeid/lyngvik/kunnskap/"


def test_the_police_read_what_is_known_and_agree_on_the_problem(browser: Browser, address: str) -> None:
    """V-4-g, V-4.1.5-g."""
    page = browser.new_page(locale="nb-NO")
    enter(page, address, "politikontakt")
    for place in (HOME, "/samarbeid/lyngvik/prosesser/", "/samarbeid/lyngvik/egne-tall/"):
        seen_at_every_width(page, f"{address}{place}")
    for name in ("Trygg skolevei", "Ungdom i sentrum på kveldstid", "Satsingsområder for året"):
        page.goto(f"{address}{HOME}")
        follow(page, "link", name)
        seen_at_every_width(page, page.url)
    page.goto(f"{address}{HOME}")
    follow(page, "link", "Satsingsområder de neste fire årene")
    follow(page, "link", "Gjør vår vurdering")
    seen_at_every_width(page, page.url)
    page.context.close()

    plain = browser.new_context(java_script_enabled=False, locale="nn-NO").new_page()
    enter(plain, address, "politikontakt")
    plain.goto(f"{address}{HOME}#bilde")
    follow(plain, "link", "Byrj eit bilete for")
    plain.go_back()
    plain.locator("#bilde").get_by_role("link", name="Rusmidler blant unge").click()
    follow(plain, "button", "Ja, dette er vi samde i")
    says(plain, "Nordre: ja")
    plain.context.close()
