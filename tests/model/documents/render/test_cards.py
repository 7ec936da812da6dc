"""Cards to cut out, things beside each other, and type that gives way until a paper has to do with its pages."""

from __future__ import annotations

import io

import pypdf
import pytest

from cocdesk.model.documents.blocks import Beside, Cards, Heading, Table, Text
from cocdesk.model.documents.render.pdf import SMALLEST, pdf
from cocdesk.model.documents.render.preview import page_count
from cocdesk.model.documents.render.text import text
from tests.model.documents.render.samples import made_of


def spoken(data: bytes) -> int:
    """How many marks a screen reader walks through."""
    import re

    return sum(len(re.findall(rb"/MCID \d+", page.get_contents().get_data())) for page in pypdf.PdfReader(io.BytesIO(data)).pages)


def card(words: str) -> tuple[Text]:
    return (Text(text=words),)


@pytest.mark.parametrize("columns", [1, 2, 3])
def test_copies_of_a_card_are_for_the_eye_only(columns: int) -> None:
    once = pdf(made_of(Text(text="one")))
    filled = pdf(made_of(Cards(cards=(card("one"),), columns=columns, fill=True)))
    assert spoken(filled) == spoken(once)
    assert page_count(filled) == 1
    words = pypdf.PdfReader(io.BytesIO(filled)).pages[0].extract_text()
    assert words.count("one") >= 10 * columns


@pytest.mark.parametrize("count", [1, 2, 3, 7, 40])
def test_every_card_is_there_and_none_is_parted(count: int) -> None:
    cards = tuple(card(f"first{number}:\nlast{number}:") for number in range(count))
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf(made_of(Cards(cards=cards))))).pages]
    for number in range(count):
        assert [f"first{number}:" in page for page in pages] == [f"last{number}:" in page for page in pages]
        assert sum(f"first{number}:" in page for page in pages) == 1


def test_a_card_longer_than_a_page_loses_no_word() -> None:
    said = " ".join(f"w{number}" for number in range(1500))
    reader = pypdf.PdfReader(io.BytesIO(pdf(made_of(Cards(cards=(card(said),), columns=1)))))
    assert {f"w{number}" for number in range(1500)} <= set(" ".join(page.extract_text() for page in reader.pages).split())


def test_a_text_holds_cards_one_after_the_other_and_left_before_right() -> None:
    told = text(made_of(Cards(cards=(card("one"), card("two")), fill=True), Beside(left=card("three"), right=card("four"))))
    assert [told.index(word) for word in ("one", "- - -", "two", "three", "four")] == sorted(
        told.index(word) for word in ("one", "- - -", "two", "three", "four")
    )


def test_an_empty_row_to_write_on_names_its_columns() -> None:
    assert "- Day ______ · Talk ______" in text(made_of(Table(header=("Day", "Talk"), rows=(("", ""),), tall=True)))


@pytest.mark.parametrize("lines", [10, 34, 36, 38])
def test_type_gives_way_until_it_fits(lines: int) -> None:
    long = Text(text="\n".join(["a line of words"] * lines))
    assert page_count(pdf(made_of(Heading(text="Head"), long, fit=1))) == 1


def test_what_never_fits_stays_readable_and_whole() -> None:
    long = Text(text="\n".join(f"line{number}" for number in range(300)))
    reader = pypdf.PdfReader(io.BytesIO(pdf(made_of(long, fit=1))))
    assert len(reader.pages) > 1
    assert SMALLEST >= 0.8
    assert "line299" in reader.pages[-1].extract_text()


def test_large_type_is_for_a_paper_with_few_words() -> None:
    few = made_of(Text(text="word " * 60), fit=1, largest=1.4)
    assert pdf(few, invariant=True) != pdf(made_of(Text(text="word " * 60), fit=1), invariant=True)
    assert page_count(pdf(few)) == 1
