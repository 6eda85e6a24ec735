"""A visit to a page, and everything that holds of every page of ours."""

import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from xml.etree.ElementTree import Element

import html5lib
from django.test import Client

SPACE = "{http://www.w3.org/1999/xhtml}"
HEADERS = {
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
UNNAMED = {"hidden", "submit", "button"}


@dataclass
class Page:
    """A page as it came: its status, its text, its tree."""

    status: int
    html: str
    root: Element
    url: str

    @property
    def text(self) -> str:
        body = self.root.find(f"{SPACE}body")
        assert body is not None
        return " ".join(" ".join(body.itertext()).split())

    @property
    def h1(self) -> str:
        return " ".join("".join(self.all("h1")[0].itertext()).split())

    def all(self, tag: str) -> list[Element]:
        return list(self.root.iter(f"{SPACE}{tag}"))

    @property
    def links(self) -> list[str]:
        return [link.get("href", "") for link in self.all("a")]


def login_as(username: str) -> Client:
    """A browser in which this person has logged in, through the login page itself."""
    client = Client()
    response = client.post("/logg-inn/", {"username": username, "password": "samrad-demo"})
    assert response.status_code == 302, response.content.decode()
    return client


def visit(client: Client, url: str, *, status: int = 200, **given: object) -> Page:
    """Fetch a page and inspect it."""
    return inspected(client.get(url, **given), url, status)


def send(client: Client, url: str, data: dict[str, object] | None = None, *, status: int = 200) -> Page:
    """Send a form, follow where it leads, and inspect what comes."""
    return inspected(client.post(url, data or {}, follow=True), url, status)


def inspected(response: object, url: str, status: int) -> Page:
    html = response.content.decode()  # type: ignore[attr-defined]
    assert response.status_code == status, f"{url}: {response.status_code}\n{html[-2000:]}"  # type: ignore[attr-defined]
    parser = html5lib.HTMLParser(strict=False)
    root = uncounted(lambda: parser.parse(html))
    faults = [error for error in parser.errors if error[1] not in {"expected-doctype-but-got-chars"}]
    assert faults == [], f"{url}: {faults[:3]}"
    page = Page(status, html, root, url)
    for name, value in HEADERS.items():
        assert response.headers.get(name) == value, (url, name)  # type: ignore[attr-defined]
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]  # type: ignore[index,attr-defined]
    _well_made(page)
    return page


def uncounted[R](work: Callable[[], R]) -> R:
    """Done without a count of the lines that run, which doubles what it takes: what is not ours, and walks past every address.

    Only when somebody has logged in before: what is imported for the first page of all would not be counted either.
    """
    counting = sys.gettrace()
    sys.settrace(None)
    try:
        return work()
    finally:
        sys.settrace(counting)


def _well_made(page: Page) -> None:
    title = page.all("title")[0].text or ""
    assert re.fullmatch(r"\S.* – Samråd", title), (page.url, title)
    assert page.root.get("lang") in {"nb", "nn", "en"}
    assert len(page.all("h1")) == 1, page.url
    assert page.h1
    assert len(page.all("main")) == 1
    ids = [element.get("id") for element in page.root.iter() if element.get("id")]
    assert len(ids) == len(set(ids)), (page.url, sorted(i for i in ids if ids.count(i) > 1))
    assert not re.search(r"<[^>]+\sstyle=|<[^>]+\son\w+=", page.html), page.url
    assert all(script.get("src") for script in page.all("script")), page.url
    assert all("".join(link.itertext()).strip() for link in page.all("a")), page.url
    _labelled(page, set(ids))


def _labelled(page: Page, ids: set[str | None]) -> None:
    named = {label.get("for") for label in page.all("label")}
    controls = [c for tag in ("input", "select", "textarea") for c in page.all(tag)]
    for control in controls:
        if control.get("type") in UNNAMED:
            continue
        assert control.get("id") in named or control.get("aria-label"), (page.url, control.attrib)
    assert named <= ids, (page.url, named - ids)
