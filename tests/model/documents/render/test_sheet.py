"""Tables for spreadsheets: what people wrote stays text, in both formats, with the same cells."""

from __future__ import annotations

import io
import tempfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cocdesk.model.documents.blocks import Document, Table, Text
from cocdesk.model.documents.render import render
from cocdesk.model.documents.render.sheet import LONGEST_CELL, harmless
from tests.model.documents.spreadsheets import of_csv, of_xlsx

FORMULAS = (
    "=HYPERLINK(\"http://x.example\")", "+cmd|' /C calc'!A0", "@SUM(1;1)", "-1+1", "\t=1+1", "\r=1+1", "\n=1+1", "  =1",
    "\u00a0=1",
    "\u200b=1", "\ufeff=1", "＝1+1", "＋1", "－1", "＠SUM", "﹢1", "﹣1", "−1", "　＝1", "\x00=1",
)  # fmt: skip
PLAIN = ("Zoë Žižek", "– a dash", "a = b", "a@b.example", "12", "", "'quoted'", "李小龙", "first\nsecond", 'say "so", then; go')


def made(*rows: tuple[str, ...], exercise: bool = False) -> Document:
    blocks = (Text(text="Not in the sheet"), Table(header=("A", "B"), rows=rows))
    return Document(kind="register", title="Register", blocks=blocks, exercise=exercise)


@pytest.mark.parametrize("cell", FORMULAS)
def test_a_formula_is_led_by_an_apostrophe(cell: str) -> None:
    assert harmless(cell).startswith("'")


@pytest.mark.parametrize("cell", PLAIN)
def test_plain_words_stay_as_they_are(cell: str) -> None:
    assert harmless(cell) == cell


@given(st.text())
def test_whatever_was_written_no_cell_begins_like_a_formula(cell: str) -> None:
    told = harmless(cell)
    assert not told.startswith(("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"))
    assert not told.strip().startswith(("=", "+", "-", "@"))


def test_both_formats_hold_the_same_cells_and_none_of_them_is_a_formula() -> None:
    document = made(*((cell, "x") for cell in (*FORMULAS, *PLAIN)))
    written, book = of_csv(render(document, "csv")), of_xlsx(render(document, "xlsx"))
    assert written[0] == book[0] == ["A", "B"]
    assert len(written) == len(book) == 1 + len(FORMULAS) + len(PLAIN)
    for (told, _x), (kept, _y), meant in zip(written[1:], book[1:], (*FORMULAS, *PLAIN), strict=True):
        assert isinstance(kept, str)
        assert told == (f"'{kept}" if meant in FORMULAS else kept)


def test_the_workbook_has_no_formula_no_link_and_no_name_but_ours() -> None:
    import zipfile

    with zipfile.ZipFile(io.BytesIO(render(made(*((cell, "x") for cell in FORMULAS)), "xlsx"))) as parts:
        text = "".join(parts.read(name).decode() for name in parts.namelist())
    assert "<f>" not in text
    assert "hyperlinks" not in text
    assert "<dc:creator>cocdesk</dc:creator>" in text


def test_each_cell_of_the_csv_is_quoted() -> None:
    assert render(made(("1", "two")), "csv").decode("utf-8-sig") == '"A","B"\r\n"1","two"\r\n'


def test_practice_is_said_in_the_first_line_of_both() -> None:
    document = made(("1", "2"), exercise=True)
    assert of_csv(render(document, "csv"))[0][0].startswith("EXERCISE")
    assert str(of_xlsx(render(document, "xlsx"))[0][0]).startswith("EXERCISE")


def test_a_cell_longer_than_a_spreadsheet_holds_is_cut_and_not_dropped() -> None:
    (kept,) = [row[0] for row in of_xlsx(render(made(("word " * 10_000, "x")), "xlsx"))[1:]]
    assert isinstance(kept, str)
    assert LONGEST_CELL <= len(kept) < 32_767
    assert kept.endswith("…")


def test_nothing_is_put_into_the_folder_for_temporary_files(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: object, **_more: object) -> None:
        raise AssertionError("a temporary file was asked for")

    for name in ("mkstemp", "NamedTemporaryFile", "TemporaryFile", "mkdtemp"):
        monkeypatch.setattr(tempfile, name, refuse)
    assert render(made(*((cell, "x") for cell in FORMULAS)), "xlsx")[:2] == b"PK"
