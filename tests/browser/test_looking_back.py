"""Looking back in a real browser: one answers without script, and every page on the way is sound at every width."""

from playwright.sync_api import Browser

from tests.browser.test_journey import address, browser, enter, follow, pytestmark, says, seen_at_every_width

__all__ = ["address", "browser", "pytestmark"]  # the same browser and the same world
HOME = "/samarbeid/lyngvik/evaluering/"


def test_answering_reading_and_walking_the_thread(browser: Browser, address: str) -> None:
    """The police contact answers without script; the coordinator reads what was learned, the report and the thread."""
    plain = browser.new_context(java_script_enabled=False, locale="nn-NO").new_page()
    plain.goto(f"{address}/logg-inn/")
    follow(plain, "button", "Politikontakt, Lyngvik")
    plain.goto(f"{address}{HOME}")
    follow(plain, "link", "Hvordan samarbeider vi?")
    follow(plain, "link", "Svar på evalueringa")
    plain.get_by_role("textbox").first.fill("Det er lett å ringje kvarandre.")
    follow(plain, "button", "Legg svaret i boksen")
    says(plain, "Svaret ditt ligg lukka til alle svara blir opna.", "body")
    plain.context.close()

    page = browser.new_page(locale="nb-NO")
    enter(page, address, "slt")
    seen_at_every_width(page, f"{address}{HOME}")
    follow(page, "link", "Hvordan samarbeider vi?")
    seen_at_every_width(page, page.url)
    seen_at_every_width(page, f"{page.url}svar/")
    page.goto(f"{address}{HOME}")
    follow(page, "link", "Samarbeidet i ")
    seen_at_every_width(page, page.url)
    follow(page, "link", "Det er lett å ta kontakt på tvers")
    seen_at_every_width(page, page.url)
    page.goto(f"{address}{HOME}")
    follow(page, "link", "Lyngvik 2")
    seen_at_every_width(page, page.url)
    seen_at_every_width(page, f"{address}/samarbeid/lyngvik/traden/")
    page.get_by_label("Punkt i avtalen").select_option(label="3 Lokale mål")
    follow(page, "button", "Vis tråden")
    says(page, "Rådet satser i år på et trygt sentrum for ungdom")
    seen_at_every_width(page, page.url)
    page.context.close()
