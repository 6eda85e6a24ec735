"""Plans in a real browser: one tells how a measure goes without script, one brings measures in by keyboard; every page is sound."""

from playwright.sync_api import Browser

from tests.browser.test_journey import address, browser, enter, follow, pytestmark, says, seen_at_every_width

__all__ = ["address", "browser", "pytestmark"]  # the same browser and the same world
HOME = "/samarbeid/lyngvik/planer/"
SHEET = "Tiltak;Ansvarlig;Begynner\nLekser på biblioteket;Politikontakt;01.09.2026\nUten ansvarlig;;\n"


def test_telling_reading_and_bringing_in_measures(browser: Browser, address: str) -> None:
    """The police contact tells without script, in nynorsk; the coordinator reads every view and brings a sheet in by keyboard."""
    plain = browser.new_context(java_script_enabled=False, locale="nn-NO").new_page()
    plain.goto(f"{address}/logg-inn/")
    follow(plain, "button", "Politikontakt, Lyngvik")
    plain.goto(f"{address}{HOME}")
    follow(plain, "link", "Trygge unge i Lyngvik")
    follow(plain, "link", "Fast patrulje til fots i sentrum")
    follow(plain, "link", "Fortel korleis det går")
    plain.get_by_label("Går som planlagt").check()
    plain.get_by_role("textbox").first.fill("Patruljen gjekk elleve kveldar.")
    follow(plain, "button", "Send svaret")
    says(plain, "Patruljen gjekk elleve kveldar.")
    plain.context.close()

    page = browser.new_page(locale="nb-NO")
    enter(page, address, "slt")
    seen_at_every_width(page, f"{address}{HOME}")
    follow(page, "link", "Trygge unge i Lyngvik")
    plan = page.url
    for view in ("", "?vis=tavle", "?vis=tid", "?vis=sted"):
        seen_at_every_width(page, f"{plan}{view}")
    for place in ("utfordringer", "ovelser", "satsingsomrader"):
        seen_at_every_width(page, f"{address}/samarbeid/lyngvik/{place}/")
    page.goto(f"{address}/samarbeid/lyngvik/utfordringer/")
    page.get_by_role("main").get_by_role("link").first.click()
    seen_at_every_width(page, page.url)
    page.goto(plan)
    follow(page, "link", "Ungdomshuset åpent to kvelder til")
    seen_at_every_width(page, page.url)

    page.goto(plan)
    page.get_by_role("link", name="Hent inn tiltak fra et regneark").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    seen_at_every_width(page, page.url)
    faulty = {"name": "t.csv", "mimeType": "text/csv", "buffer": SHEET.encode()}
    page.get_by_label("Regneark").set_input_files(faulty)
    with page.expect_navigation():
        page.get_by_role("button", name="Hent inn tiltakene").press("Enter")
    says(page, "Rad 3: ingen ansvarlig. Skriv stillingen.")
    whole = faulty | {"buffer": SHEET.rsplit("\n", 2)[0].encode()}
    page.get_by_label("Regneark").set_input_files(whole)
    with page.expect_navigation():
        page.get_by_role("button", name="Hent inn tiltakene").press("Enter")
    says(page, "Lekser på biblioteket")
    page.context.close()
