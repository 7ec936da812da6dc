"""Which way words read."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from cocdesk.model.documents.render.directions import in_visual_order, levels_of


@dataclass(frozen=True)
class Piece:
    text: str
    level: int


def test_latin_text_reads_from_the_left() -> None:
    assert levels_of("Ana (1)") == ((0,) * 7, False)


def test_arabic_text_reads_from_the_right() -> None:
    levels, from_right = levels_of("محمد علي")
    assert from_right
    assert set(levels) == {1}


def test_in_a_cell_only_the_words_turn() -> None:
    levels, from_right = levels_of("علي (Ali), 4711", leads=False)
    assert not from_right
    assert levels == (1, 1, 1) + (0,) * 12


def test_a_pair_of_brackets_reads_one_way() -> None:
    text = "علي (Ali) قال"
    levels, _right = levels_of(text)
    assert levels[text.index("(")] == levels[text.index(")")] == 1


def test_runs_stand_in_the_order_they_are_seen() -> None:
    runs = [Piece("a", 0), Piece("ב", 1), Piece("12", 2), Piece("ג", 1), Piece("z", 0)]
    assert [run.text for run in in_visual_order(runs)] == ["a", "ג", "12", "ב", "z"]


@given(st.text(alphabet="aב ع1(),\u2067\u2069\u202b\u202c\u200f\n", max_size=60))
def test_every_character_gets_a_level(text: str) -> None:
    levels, _right = levels_of(text)
    assert len(levels) == len(text)
