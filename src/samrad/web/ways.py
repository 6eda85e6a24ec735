"""Where to go next: only ever to an address of our own."""

from urllib.parse import urlsplit

from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from samrad.web.requests import Request


def next_page(request: Request) -> str:
    """Where the person was going, if that is one of our own addresses; else the start page."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    if wanted.startswith("/") and url_has_allowed_host_and_scheme(
        wanted, {request.get_host()}, require_https=request.is_secure()
    ):
        return wanted
    return reverse("web:start")


def came_from(request: Request) -> str:
    """The page the person came from, if it was another one of ours; else the start page."""
    page = _page_before(request)
    return page if urlsplit(page).path != request.path else reverse("web:start")


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
