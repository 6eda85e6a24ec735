"""Several rooms ask the same while one page is made: it is read one time, and never for somebody else."""

from samrad.kernel.once import read_once, reading_once

READ: list[tuple[str, str]] = []


@read_once
def found(who: str, *, kind: str = "") -> list[str]:
    READ.append((who, kind))
    return [who]


def test_a_read_is_done_once_for_each_person_while_a_page_is_made() -> None:
    READ.clear()
    with reading_once():
        assert [found("a"), found("a"), found("b"), found("a", kind="x")] == [["a"], ["a"], ["b"], ["a"]]
    assert READ == [("a", ""), ("b", ""), ("a", "x")]


def test_nothing_is_remembered_after_the_page_nor_outside_one() -> None:
    READ.clear()
    with reading_once():
        found("a")
    found("a")
    found("a")
    with reading_once():
        found("a")
    assert READ == [("a", "")] * 4
