"""The frame's own parts that depend on the reader: `{% load framing %}`.

{% place_menu own here %}      the reader's cooperations, and which of them they are in
{% room_list rooms as list %}  the rooms of a cooperation as list items
"""

from collections.abc import Iterable

from django import template
from django.utils.safestring import SafeString

from samrad.web.frame import Place
from samrad.web.pages import Here, Room
from samrad.web.templatetags.samrad import drawing

register = template.Library()


@register.simple_tag
@drawing("frame/room_list.html", most=500)
def room_list(rooms: tuple[Room, ...]) -> dict[str, object]:
    """The rooms as list items: the frame shows them twice, side by side on a desk and folded on a phone."""
    return {"rooms": rooms}


@register.simple_tag
def place_menu(own: Iterable[Place], here: Here | None = None) -> SafeString:
    """The reader's cooperations, and which of them they are in."""
    return _place_menu(tuple(own), here.name if here else "", here.url if here else "")


@drawing("frame/place.html", most=500)
def _place_menu(own: tuple[Place, ...], name: str, url: str) -> dict[str, object]:
    return {"own": own, "name": name, "url": url}
