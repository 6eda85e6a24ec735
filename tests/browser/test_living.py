"""A sealed agreement in a real browser: read, compared and checked at every width, and without script."""

from pathlib import Path

from playwright.sync_api import Browser

from samrad.kernel.clock import today
from tests.browser.test_journey import address, browser, enter, follow, pytestmark, says, seen_at_every_width

__all__ = ["address", "browser", "pytestmark"]  # the same browser and the same world


def test_reading_comparing_and_checking(browser: Browser, address: str, tmp_path: Path) -> None:
    """A-om-a, A-gyld-a, A-gyld-b."""
    page = browser.new_page(locale="nn-NO")
    enter(page, address, "nabokommune")
    seen_at_every_width(page, f"{address}/samarbeid/storvik/avtaler/")
    follow(page, "link", str(today().year - 1))
    agreement = page.url
    seen_at_every_width(page, agreement)
    for view in ("endringer", "side"):
        seen_at_every_width(page, f"{agreement}sammenlign/?fra=runde-1&vis={view}")
    seen_at_every_width(page, f"{agreement}revisjon/")
    seen_at_every_width(page, f"{address}/samarbeid/storvik/avtaler/tidligere/")
    page.goto(agreement)
    with page.expect_download() as coming:
        page.get_by_role("link", name="Last ned PDF").click()
    file = tmp_path / "avtale.pdf"
    coming.value.save_as(file)
    page.context.close()
    _checked_without_script(browser, address, file)


def _checked_without_script(browser: Browser, address: str, file: Path) -> None:
    plain = browser.new_context(java_script_enabled=False, locale="nb-NO").new_page()
    plain.goto(f"{address}/kontroller/")
    plain.set_input_files("#id_file", file)
    follow(plain, "button", "Kontroller filen")
    says(plain, "Filen er uendret")
    says(plain, "Storvik kommune")
    file.write_bytes(file.read_bytes() + b"\n")
    plain.set_input_files("#id_file", file)
    follow(plain, "button", "Kontroller filen")
    says(plain, "Filen er endret etter at den ble forseglet")
    plain.context.close()
    open_page = browser.new_page(locale="en-GB")
    seen_at_every_width(open_page, f"{address}/kontroller/")
    open_page.set_input_files("#id_file", file)
    open_page.get_by_role("button", name="Check the file").click()
    says(open_page, "The file has been changed")
    open_page.context.close()
