"""What makes a page calm: nothing alone at its end, titles of even lines, words kept whole, no last page for a signature."""

from __future__ import annotations

import pytest

from cocdesk.model.documents.blocks import Blank, Block, Facts, Heading, KeepTogether, PageBreak, Table, Text
from cocdesk.model.documents.render.pdf import pdf
from cocdesk.model.documents.render.text import text
from tests.model.documents.render.samples import made_of
from tests.model.documents.test_every_pdf import told


def pages(*blocks: Block, title: str = "A case") -> list[str]:
    return told(pdf(made_of(*blocks, title=title)))


def filler(lines: int) -> Text:
    return Text(text="\n".join(f"line {number}" for number in range(lines)))


@pytest.mark.parametrize("lines", range(24, 36))
def test_a_heading_stands_with_what_it_leads_into(lines: int) -> None:
    act = KeepTogether(
        blocks=(Text(text="The act", tone="strong"), Facts(rows=(("When", "now"), ("Who", "both"), ("Why", "so"))))
    )
    for page in pages(filler(lines), Heading(text="What was done"), act, PageBreak(), filler(30)):
        assert ("What was done" in page) is ("The act" in page) is ("Why" in page)


@pytest.mark.parametrize("lines", range(24, 36))
def test_a_lead_in_is_never_the_last_line_of_a_page(lines: int) -> None:
    for page in pages(filler(lines), Text(text="Lead in", tone="strong"), Text(text="what follows"), PageBreak(), filler(30)):
        assert ("Lead in" in page) is ("what follows" in page)


@pytest.mark.parametrize("rows", range(24, 34))
def test_no_last_row_of_a_table_stands_alone_on_a_page(rows: int) -> None:
    made = pages(Facts(rows=tuple((f"label{number}", f"value {number}") for number in range(rows))), PageBreak(), filler(30))
    holding = [page.count("label") for page in made if "label" in page]
    assert sum(holding) == rows
    assert len(holding) == 1 or min(holding) > 1


def test_a_title_of_two_lines_leaves_no_word_alone() -> None:
    import pypdfium2

    file = pypdfium2.PdfDocument(pdf(made_of(Text(text="x"), title="Incident report: quiet-lantern, DjangoCon Europe 2018")))
    lines = file[0].get_textpage().get_text_range().splitlines()[:2]
    file.close()
    assert min(len(line.split()) for line in lines) >= 2


def test_a_long_word_widens_its_column_and_stays_whole() -> None:
    row = ("birch-lantern", "somebody", "a long account of what happened in the hall that evening " * 3)
    [page] = pages(Table(header=("Case", "Who", "What"), rows=(row,), widths=(1, 1, 20)))
    assert "birch-lantern" in page and "somebody" in page


def test_a_word_wider_than_the_sheet_is_broken_and_nothing_is_lost() -> None:
    [page] = pages(Table(header=("Case", "What"), rows=(("x" * 300, "words"),)))
    assert page.count("x") >= 300 and "words" in page


def test_a_last_page_for_a_signature_alone_is_saved_by_smaller_type() -> None:
    signature = Blank(label="Name, date")
    longest = next(lines for lines in range(20, 40) if len(pages(filler(lines), PageBreak(), filler(30))) == 3) - 1
    assert len(pages(filler(longest), signature)) == 1
    assert len(pages(*(filler(40),) * 2)) > 1


def test_lines_that_belong_together_are_set_close_and_never_parted() -> None:
    end = Text(text="Kind regards\nThe team\nteam@conf.example", close=True)
    assert "Kind regards\nThe team\nteam@conf.example" in text(made_of(end))
    for lines in range(28, 34):
        for page in pages(filler(lines), end, PageBreak(), filler(30)):
            assert ("Kind regards" in page) is ("team@conf.example" in page)
