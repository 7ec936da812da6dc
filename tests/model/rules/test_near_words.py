"""Slips of the keys: what counts as one, and what is another word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cocdesk.model.rules.near_words import NearWords, edits

LETTERS = st.text("abcd", max_size=9)


@pytest.mark.parametrize(
    ("one", "other", "count"),
    [("anna", "anna", 0), ("anna", "ana", 1), ("anna", "nana", 1), ("anna", "hanna", 1), ("anna", "emma", 3)],
)
def test_letters_put_in_left_out_changed_or_swapped_count_one(one: str, other: str, count: int) -> None:
    assert edits(one, other, 3) == count


@given(LETTERS, LETTERS, st.integers(0, 3))
def test_edits_count_the_same_both_ways_and_stop_at_the_limit(one: str, other: str, most: int) -> None:
    assert edits(one, other, most) == edits(other, one, most) <= most + 1
    assert (edits(one, other, most) == 0) == (one == other)


@pytest.mark.parametrize(
    ("known", "written", "found"),
    [
        ("anna", "ana", False), ("marta", "marte", True), ("marta", "mrata", True), ("marta", "amrta", True),
        ("marta", "carta", False), ("marta", "marten", False), ("bartholomew", "bartolomow", True),
        ("catherine", "katherine", False), ("marisol", "marsl", False),
    ],
)  # fmt: skip
def test_short_names_need_to_be_whole_and_long_ones_forgive_two(known: str, written: str, found: bool) -> None:
    assert (NearWords([known]).of(written) == (known,)) is found


@given(st.text("abcdefgh", min_size=5, max_size=12), st.data())
def test_every_single_slip_behind_the_first_letter_is_found(word: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(1, len(word) - 1))
    left_out, changed = word[:place] + word[place + 1 :], word[:place] + "z" + word[place + 1 :]
    put_in = word[:place] + "z" + word[place:]
    for written in {left_out, changed, put_in} - {word}:
        assert word in NearWords([word]).of(written)
