"""A page: a template in the frame, with the cooperation the reader stands in."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from samrad.cooperation.models import Cooperation
from samrad.web.requests import Request
from samrad.web.thread import Station, stations_of
from samrad.web.ways import address


PLACE = (
    f"<!--{secrets.token_hex(8)} %s-->"  # nobody can write it: it is another in each process, and never sent
)


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
    kept: Mapping[str, bytes] | None = None,
    **context: object,
) -> HttpResponse:
    """The page. `cooperation` puts it inside the frame of that cooperation, `room` marks where in it.

    `kept` are large parts that are drawn already, by the names they have in the template: they are laid in as they are.
    """
    if cooperation is not None:
        context |= {"cooperation": cooperation, "here": _here(request, cooperation, room)}
    places = {name: PLACE % name for name in kept or ()}
    context |= {name: mark_safe(place) for name, place in places.items()}  # noqa: S308 # our own sign
    answer = render(request, template, context, status=status)
    if kept:
        body = answer.content
        for name, html in kept.items():
            body = body.replace(places[name].encode(), html)
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
