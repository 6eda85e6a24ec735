"""One clock: it can be set for a block, and shows the day as a wall calendar in Norway does."""

import re
import threading
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from samrad.kernel import clock

THEN = datetime(2023, 12, 31, 23, 30, tzinfo=UTC)
ROOM = Path(clock.__file__).parents[1]


def test_it_stands_still_inside_the_block_and_goes_on_after_it() -> None:
    with clock.set_to(THEN):
        assert (clock.now(), clock.today()) == (THEN, date(2024, 1, 1))
        with clock.set_to(THEN - timedelta(days=1)):
            assert clock.today() == date(2023, 12, 31)
        assert clock.now() == THEN
    assert abs(clock.now() - timezone.now()) < timedelta(seconds=5)


def test_it_goes_on_after_a_fault_too() -> None:
    with pytest.raises(RuntimeError), clock.set_to(THEN):
        raise RuntimeError
    assert clock.now() > THEN


def test_another_thread_keeps_its_own_time() -> None:
    seen: list[datetime] = []
    with clock.set_to(THEN):
        other = threading.Thread(target=lambda: seen.append(clock.now()))
        other.start()
        other.join()
    assert seen[0] > THEN


def test_only_the_demo_sets_it() -> None:
    """What people do is dated when they do it."""
    sets = [path for path in ROOM.rglob("*.py") if re.search(r"\bset_to\b", path.read_text(encoding="utf-8"))]
    assert {str(path.relative_to(ROOM)) for path in sets} <= {
        "kernel/clock.py",
        "project/demo_story.py",
        "project/demo_meetings.py",
    }
