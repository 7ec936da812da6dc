"""The door for people's text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cocdesk.model.documents.render.clean import clean, one_line, paragraphs


def test_what_cannot_be_shown_is_replaced_and_never_dropped() -> None:
    assert clean("a\x00b\ud800c\u202ed") == "a\ufffdb\ufffdc\ufffdd"


def test_line_breaks_become_one_kind_and_tabs_become_spaces() -> None:
    assert clean("a\r\nb\u2028c\td") == "a\nb\nc    d"


def test_a_header_cannot_be_broken_out_of() -> None:
    assert one_line("a\r\nBcc: evil@example.org\u2028x\x00") == "a Bcc: evil@example.org x"


@given(st.text(alphabet="ab \n", max_size=300), st.integers(min_value=5, max_value=50))
def test_cutting_a_paragraph_loses_no_character(said: str, longest: int) -> None:
    cut = paragraphs(said, longest)
    assert all(len(piece) <= longest for pieces in cut for piece in pieces)
    assert "".join("".join(pieces) for pieces in cut).replace(" ", "") == said.replace("\n", "").replace(" ", "")


def test_a_long_paragraph_is_cut_at_a_space() -> None:
    [pieces] = paragraphs("word " * 1000)
    assert len(pieces) == 3
    assert all(piece.endswith(" ") for piece in pieces)
