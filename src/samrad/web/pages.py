"""A page: a template in the frame, with the cooperation the reader stands in."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from samrad.cooperation.models import Cooperation
from samrad.web.requests import Request
from samrad.web.thread import Station, stations_of
from samrad.web.ways import address

# Stands where a kept part is laid in. Nobody can write it: it is another in each process, and never sent.
SIGN = f"sign{secrets.token_hex(16)}"


@dataclass(frozen=True)
class Room:
    """One station of the thread in the navigation row, with its state; a room beside the thread has none."""

    name: str
    url: str
    is_current: bool
    state: str = ""


@dataclass(frozen=True)
class Here:
    """Where the reader is: the cooperation, and its rooms."""

    name: str
    url: str
    rooms: tuple[Room, ...] = ()
    stations: tuple[Station, ...] = ()


def page(
    request: Request,
    template: str,
    *,
    cooperation: Cooperation | None = None,
    room: str = "",
    status: int = 200,
    **context: object,
) -> HttpResponse:
    """The page. `cooperation` puts it inside the frame of that cooperation, `room` marks where in it."""
    if cooperation is not None:
        context |= {"cooperation": cooperation, "here": _here(request, cooperation, room)}
    return render(request, template, context, status=status)


def page_around(
    request: Request, template: str, kept: Mapping[str, bytes], **context: object
) -> HttpResponse:
    """A page outside the cooperations, around large parts that are drawn already: by their names in the template, laid in as they are."""
    signs = {name: f"{SIGN}-{name}-" for name in kept}
    answer = render(request, template, context | signs)
    body = answer.content
    for name, html in kept.items():
        body = body.replace(signs[name].encode(), html)
    answer.content = body
    return answer


def _here(request: Request, cooperation: Cooperation, room: str) -> Here:
    home = address("cooperation", cooperation.slug)
    history = address("happened", cooperation.slug)
    stations = stations_of(request.actor, cooperation)
    rooms = (
        Room(_("Oversikt"), home, room == "home"),
        *(Room(stop.name, stop.url, room == name, stop.state) for name, stop in stations.items()),
        Room(_("Hva som har skjedd"), history, room == "happened"),
    )
    return Here(cooperation.name, home, rooms, tuple(stations.values()))
