"""Folded text that knows where it came from."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cocdesk.model.rules.folding import behind_marks, folded, folded_with_origin


@given(st.text())
def test_every_folded_letter_points_into_the_text_and_never_back(text: str) -> None:
    letters, origin = folded_with_origin(text)
    assert len(letters) == len(origin)
    assert all(0 <= place < len(text) for place in origin)
    assert origin == sorted(origin)


@given(st.text())
def test_folding_what_is_folded_changes_nothing_more(text: str) -> None:
    once = folded_with_origin(text)[0]
    twice = folded_with_origin(once)[0]
    assert folded_with_origin(twice)[0] == twice


@given(st.one_of(st.text(), st.text(st.characters(max_codepoint=127))))
def test_the_quick_way_folds_as_the_slow_one_does(text: str) -> None:
    assert folded(text) == folded_with_origin(text)[0]


@given(st.text(), st.integers(0, 50))
def test_marks_behind_a_letter_never_lead_out_of_the_text(text: str, end: int) -> None:
    end = min(end, len(text))
    assert end <= behind_marks(text, end) <= len(text)
