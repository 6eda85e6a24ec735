"""The annual wheel as a drawing: every point at its day, no label on another, and all of it in words."""

from datetime import date, timedelta
from itertools import pairwise
from math import hypot

import pytest
from django.template import Context, Template
from django.utils import translation

from samrad.web.forums.drawing import (
    APART,
    NODE,
    PHONE,
    SMALL,
    WHOLE,
    Node,
    counted_in_words,
    done_arc,
    joined,
    months,
    placed,
    share_of_year,
    shortened,
    spread,
    today_tick,
)

TODAY = date(2026, 10, 13)


def a_node(on: date, state: str = "coming", mover: str = "both", name: str = "Møte") -> Node:
    return Node(name, on, state, mover, "begges trekk", f"{on:%d.%m}", "/her/")


def test_the_year_begins_at_the_top_and_goes_clockwise() -> None:
    assert share_of_year(date(2026, 1, 1)) == 0
    assert WHOLE.at(0) == (438, 82)
    x, y = WHOLE.at(0.25)
    assert (round(x), round(y)) == (438 + 214, 296)
    assert share_of_year(date(2028, 12, 31)) == 365 / 366


def test_labels_stand_apart_in_their_order_and_inside_the_drawing() -> None:
    found = spread([100, 101, 102, 500], low=26, high=554)
    assert found == [100, 147, 194, 500]
    crowded = spread([540.0] * 12, low=26, high=554)
    assert crowded[-1] == 554
    assert {round(below - above, 3) for above, below in pairwise(crowded)} == {APART}


def test_every_node_lies_on_the_ring_at_its_day() -> None:
    nodes = [a_node(date(2026, month, 9)) for month in range(1, 13)]
    for each in placed(nodes, WHOLE, with_words=True):
        away = hypot(float(each.x) - WHOLE.x, float(each.y) - WHOLE.y)
        assert away == pytest.approx(WHOLE.radius, abs=0.1)
        assert each.anchor == ("start" if each.node.on.month <= 6 else "end")
        assert 0 <= float(each.label_x) <= WHOLE.width
        assert 0 < float(each.label_y) <= WHOLE.height - 17


def test_without_words_only_the_places_are_given() -> None:
    (only,) = placed([a_node(TODAY)], PHONE, with_words=False)
    assert (only.label_x, only.leader, only.name) == ("", "", "")


class TestMany:
    def test_a_full_year_is_joined_by_month_and_the_late_one_shows(self) -> None:
        nodes = [a_node(date(2026, month, 9)) for month in range(1, 13)]
        found = joined([*nodes, a_node(date(2026, 10, 1), "late", "police")], WHOLE, "/alle/")
        october = found[9]
        assert len(found) == 12
        assert (october.name, october.state, october.mover, october.joined, october.url) == (
            "2 punkter", "late", "both", 2, "/alle/",
        )  # fmt: skip

    def test_two_that_would_lie_on_each_other_become_one(self) -> None:
        near = [a_node(TODAY), a_node(TODAY + timedelta(days=2))]
        far = [a_node(TODAY), a_node(TODAY + timedelta(days=14))]
        assert [len(joined(each, WHOLE, "/")) for each in (near, far)] == [1, 2]
        assert len(joined(far, SMALL, "/")) == 2
        places = [(float(d.x), float(d.y)) for d in placed(joined(far, WHOLE, "/"), WHOLE, with_words=False)]
        assert hypot(places[0][0] - places[1][0], places[0][1] - places[1][1]) > 2 * NODE

    def test_those_of_one_side_keep_their_side(self) -> None:
        nodes = [a_node(TODAY, mover="police"), a_node(TODAY, "done"), a_node(TODAY, mover="police")]
        (one,) = joined(nodes, WHOLE, "/")
        assert (one.mover, one.state) == ("police", "coming")

    def test_when_all_is_done_the_one_is_done(self) -> None:
        (one,) = joined([a_node(TODAY, "done"), a_node(TODAY, "done")], WHOLE, "/")
        assert one.state == "done"


def test_the_ring_is_green_as_far_as_the_year_has_come() -> None:
    assert done_arc(WHOLE, 2027, TODAY) == ""
    assert done_arc(WHOLE, 2026, TODAY).startswith("M438.0 82.0A214 214 0 1 1 ")
    assert done_arc(WHOLE, 2026, date(2026, 3, 1)).startswith("M438.0 82.0A214 214 0 0 1 ")
    assert done_arc(WHOLE, 2025, TODAY).endswith("1 1 438.0 82.0")
    assert [bool(today_tick(WHOLE, year, TODAY)) for year in (2025, 2026, 2027)] == [False, True, False]


def test_the_months_are_named_short_and_this_one_is_marked() -> None:
    with translation.override("nb"):
        names = months(WHOLE, 2026, TODAY, initials=False)
        letters = months(SMALL, 2026, TODAY, initials=True)
    assert [month.name for month in names] == [
        "jan", "feb", "mar", "apr", "mai", "jun", "jul", "aug", "sep", "okt", "nov", "des",
    ]  # fmt: skip
    assert "".join(month.name for month in letters) == "JFMAMJJASOND"
    assert [month.name for month in names if month.is_now] == ["okt"]


def test_a_name_too_long_for_its_room_is_cut_in_the_drawing_only() -> None:
    assert (shortened("Møte", 4), shortened("Møterom og mer", 8.9)) == ("Møte", "Møterom…")
    long = a_node(date(2026, 3, 20), name="Et svært langt navn på noe som skal skje i mars")
    (drawn,) = placed([long], WHOLE, with_words=True)
    assert drawn.name.endswith("…") and long.name.startswith(drawn.name[:-1])
    assert drawn.node.name == long.name


def test_the_counts_are_said_in_words() -> None:
    nodes = [a_node(TODAY, state) for state in ("done", "late", "coming")]
    assert counted_in_words(nodes) == "1 av 3 gjort · 1 forsinket"
    assert counted_in_words(nodes[::2]) == "1 av 2 gjort"


def test_the_picture_says_in_words_what_it_draws() -> None:
    nodes = [a_node(TODAY, name="Høstmøte"), a_node(date(2026, 1, 22), "done", name="Bestill <kunnskap>")]
    drawn = Template("{% load wheel %}{% annual_wheel 2026 nodes today '/alle/' %}").render(
        Context({"nodes": nodes, "today": TODAY})
    )
    assert 'aria-label="Årshjulet for 2026: 1 av 2 gjort"' in drawn
    assert drawn.count('<a class="wheel-link" href="/her/">') == 2
    assert drawn.count("<title>begges trekk</title>") == 1
    assert drawn.count("Bestill &lt;kunnskap&gt;") == 1
    assert drawn.count('role="img"') == 1  # the one for phones has no links
    assert "style=" not in drawn
