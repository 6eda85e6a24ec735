"""The map of the country in equal tiles: `{% load tiles %}`.

{% tile_map tiles label least=0 %}       tiles: .tile_x .tile_y .name .url .tone .label, as objects or dicts;
                                         tone: yes, work, other, none, missing
{% tile tone %}                          one tile for a legend
{% shares yes work other none %}         a bar of four counts
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import template

from samrad.web.templatetags.samrad import drawing

register = template.Library()

PITCH, TILE = 19, 17  # units of the drawing from tile to tile, and the tile itself
BAR = 130  # units; the whole width of a bar of shares


@register.inclusion_tag("components/tile_map.html")
def tile_map(tiles: Iterable[object], label: str, least: int = 0) -> dict[str, object]:
    """Equal tiles at their places; the drawing is as large as the tiles need, and at least so many tiles wide."""
    names = ("tile_x", "tile_y", "name", "url", "tone", "label")
    rows = [{name: _of(tile, name) for name in names} for tile in tiles]
    placed = [row | {"left": row["tile_x"] * PITCH + 1, "top": row["tile_y"] * PITCH + 1} for row in rows]
    width = max(max((row["left"] for row in placed), default=0) + PITCH, least * PITCH)
    height = max((row["top"] for row in placed), default=0) + PITCH
    return {"tiles": placed, "label": label, "width": width, "height": height}


def _of(tile: object, name: str) -> Any:
    return tile[name] if isinstance(tile, Mapping) else getattr(tile, name)


@register.simple_tag
@drawing("components/tile.html")
def tile(tone: str, size: int = TILE) -> dict[str, object]:
    return {"tone": tone, "size": size}


@register.inclusion_tag("components/shares.html")
def shares(yes: int, work: int, other: int, none: int) -> dict[str, object]:
    """The bar stands beside the same figures as text, so it is decoration."""
    counts: Sequence[tuple[str, int]] = (("yes", yes), ("work", work), ("other", other), ("none", none))
    whole, left, parts = sum(count for _tone, count in counts) or 1, 0.0, []
    for tone, count in counts:
        width = BAR * count / whole
        if count:
            parts.append({"tone": tone, "left": f"{left:.2f}", "width": f"{max(width - 1.5, 1):.2f}"})
        left += width
    return {"parts": parts, "bar": BAR}
