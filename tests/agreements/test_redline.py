"""The redline: whole words, as few as can be, moved clauses named as moved."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samrad.agreements.redline import ClauseText, compare_documents, redline

WORDS = st.lists(
    st.sampled_from(
        ["Rådet", "møtes", "to", "fire", "ganger", "i", "året.", "Kommunen", "og", "politiet\n", "deler"]
    ),
    max_size=40,
)


def joined(before: str, after: str) -> tuple[str, str]:
    pieces = redline(before, after)
    old = "".join(piece.text for piece in pieces if piece.kind != "insert")
    new = "".join(piece.text for piece in pieces if piece.kind != "delete")
    return old, new


@settings(max_examples=300, deadline=None)
@given(WORDS, WORDS)
def test_it_holds_both_texts_to_the_letter(before: list[str], after: list[str]) -> None:
    old, new = " ".join(before), " ".join(after)
    assert joined(old, new) == (old, new)


@pytest.mark.parametrize(
    ("before", "after", "marked"),
    [
        ("Rådet møtes to ganger.", "Rådet møtes fire ganger.", [("delete", "to"), ("insert", "fire")]),
        ("Likt.", "Likt.", []),
        ("", "Nytt.", [("insert", "Nytt.")]),
        ("Bort.", "", [("delete", "Bort.")]),
        ("Møte 1.1.2027.", "Møte 2.1.2027.", [("delete", "1.1.2027"), ("insert", "2.1.2027")]),
        ("En. To.", "En. Ny. To.", [("insert", " Ny.")]),
        ("En. Ny. To.", "En. To.", [("delete", " Ny.")]),
        ("!", "?", [("delete", "!"), ("insert", "?")]),
    ],
)
def test_it_marks_the_words_that_changed(before: str, after: str, marked: list[tuple[str, str]]) -> None:
    found = [(piece.kind, piece.text) for piece in redline(before, after) if piece.kind != "equal"]
    assert [(kind, text.strip()) for kind, text in found] == [(kind, text.strip()) for kind, text in marked]


def test_a_sentence_that_is_rewritten_shows_old_above_new() -> None:
    pieces = redline("Vi liker ikke dette her.", "Partene deler kunnskap hver måned.")
    assert [(p.kind, p.whole) for p in pieces if p.kind != "equal"] == [("delete", True), ("insert", True)]


def test_texts_far_too_long_and_different_are_all_out_and_all_in() -> None:
    old, new = " ".join(f"a{n}" for n in range(10_500)), " ".join(f"b{n}" for n in range(10_500))
    assert joined(old, new) == (old, new)


def clause(key: str, text: str = "Likt.") -> ClauseText:
    return ClauseText(key, "1", f"Punkt {key}", text)


def test_moved_changed_added_and_removed_clauses_are_named() -> None:
    old = [clause("a"), clause("b"), clause("c"), clause("d")]
    new = [clause("c"), clause("a"), clause("b", "Endret."), clause("e")]
    changes = compare_documents(old, new)
    assert [(change.kind, (change.new or change.old or clause("?")).key) for change in changes] == [
        ("moved", "c"),
        ("unchanged", "a"),
        ("changed", "b"),
        ("removed", "d"),
        ("added", "e"),
    ]


def test_a_clause_can_be_moved_and_changed_and_the_first_removed() -> None:
    old = [clause("a"), clause("b"), clause("c"), clause("d")]
    new = [clause("d", "Nytt."), clause("b"), clause("c")]
    kinds = [change.kind for change in compare_documents(old, new)]
    assert kinds == ["removed", "moved_and_changed", "unchanged", "unchanged"]
    assert compare_documents([], []) == []
