"""Where to go next: only ever to an address of our own."""

import functools
from urllib.parse import urlsplit

from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from samrad.web.requests import Request


@functools.lru_cache(maxsize=10_000)
def made(name: str, *about: object) -> str:
    """An address by its full name. It never changes while the process lives, so it is made once."""
    return reverse(name, args=about)


def address(name: str, *about: object) -> str:
    """The address of a page of ours."""
    return made(f"web:{name}", *about)


def next_page(request: Request) -> str:
    """Where the person was going, if that is one of our own addresses; else the start page."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    if wanted.startswith("/") and url_has_allowed_host_and_scheme(
        wanted, {request.get_host()}, require_https=request.is_secure()
    ):
        return wanted
    return reverse("web:start")


def came_from(request: Request) -> str:
    """The page the person came from, if it is one of ours; else the start page. A form leads back to itself, as it is now."""
    page = _page_before(request)
    opened_again = request.method in {"GET", "HEAD"} and urlsplit(page).path == request.path
    return reverse("web:start") if opened_again else page


def way_back(request: Request) -> str:
    """Where to go after a login. A sent form is not sent again: the page it stood on is shown, its own or another."""
    return request.get_full_path() if request.method in {"GET", "HEAD"} else _page_before(request)


def _page_before(request: Request) -> str:
    try:
        came = urlsplit(request.headers.get("Referer", ""))
    except ValueError:  # not an address
        return reverse("web:start")
    if came.netloc != request.get_host():
        return reverse("web:start")
    page = f"{came.path}?{came.query}" if came.query else came.path
    return page if url_has_allowed_host_and_scheme(page, None) else reverse("web:start")
