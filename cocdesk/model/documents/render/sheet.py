"""The tables of a document for a spreadsheet: every cell is text, whatever people wrote, and nothing touches the disk."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from cocdesk.model.documents import blocks as b
from cocdesk.model.documents.render.clean import clean, one_line
from cocdesk.words import _

LONGEST_CELL = 32_000  # a spreadsheet holds 32,767 characters in a cell, and drops a longer one
_LINE, _HIGHEST_ROW = 15.0, 409.0  # points
_FILLED = 0.9  # of a line, for words are not broken
_STARTS_A_FORMULA = frozenset("=+-@\u2212")  # with the mathematical minus; wide and small twins are folded onto these


def csv(document: b.Document) -> bytes:
    """The tables as CSV: all cells quoted, UTF-8 with its mark, lines ended as spreadsheets expect."""
    import csv as writing
    import io

    buffer = io.StringIO(newline="")
    writer = writing.writer(buffer, quoting=writing.QUOTE_ALL, lineterminator="\r\n")
    for row in _rows(document):
        writer.writerow([harmless(cell) for cell in row])
    return b"\xef\xbb\xbf" + buffer.getvalue().encode("utf-8", "replace")


def harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula when it opens a CSV file: where it would, an apostrophe leads it.

    Blanks before the sign do not help a formula through, nor do wide twins of the signs.
    """
    told = _told(cell)
    bare = told.lstrip("".join({c for c in told if unicodedata.category(c)[0] in "ZC"} | {"\ufffd"}))
    first = unicodedata.normalize("NFKC", bare[0])[:1] if bare else ""
    risky = cell[:1] in ("\t", "\r", "\n") or first in _STARTS_A_FORMULA
    return f"'{told}" if risky else told


def xlsx(document: b.Document) -> bytes:
    """The tables as a workbook: the header stands still and is printed on each page; cells are written as text, never read."""
    import io

    from xlsxwriter import Workbook

    buffer = io.BytesIO()
    # Without in_memory the library writes the sheet, in clear, to the folder for temporary files.
    options = {"in_memory": True, "constant_memory": False, "strings_to_formulas": False, "strings_to_urls": False}
    book = Workbook(buffer, options)
    book.set_properties({"title": one_line(document.title), "author": "cocdesk"})
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1, "num_format": "@"})
    body = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
    practice = book.add_format({"bold": True, "num_format": "@"})
    sheet = book.add_worksheet()
    sheet.set_landscape()
    sheet.set_paper(1 if document.paper == "Letter" else 9)
    sheet.fit_to_pages(1, 0)
    above = 1 if document.exercise else 0
    sheet.freeze_panes(above + 1, 1)
    sheet.repeat_rows(0, above)
    widths = list(_widths(document))
    for column, wide in enumerate(widths):
        sheet.set_column(column, column, wide)
    for number, row in enumerate(_rows(document)):
        if number >= above:
            # Said here, for not every program that opens it works out by itself how high a row has to be.
            sheet.set_row(number, min(_HIGHEST_ROW, _LINE * max(map(_lines, row, widths), default=1)))
        for column, cell in enumerate(row):
            sheet.write_string(number, column, _told(cell), practice if number < above else head if number == above else body)
    book.close()
    return buffer.getvalue()


def _rows(document: b.Document) -> Iterator[tuple[str, ...]]:
    """Header and rows of each table; practice is said in the first line."""
    if document.exercise:
        yield (_("EXERCISE – practice only, this did not happen"),)
    for table in _tables(document):
        yield table.header
        yield from table.rows


def _tables(document: b.Document) -> Iterator[b.Table]:
    yield from (block for block in document.blocks if isinstance(block, b.Table))


def _widths(document: b.Document) -> Iterator[float]:
    table = next(_tables(document), None)
    if table is not None:
        shares = table.widths if len(table.widths) == len(table.header) else (1.0,) * len(table.header)
        yield from (max(12.0, 150 * share / sum(shares)) for share in shares)


def _lines(cell: str, width: float) -> int:
    """About how many lines a cell needs; Chinese and other wide letters take two places."""
    long = (sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line) for line in _told(cell).split("\n"))
    return sum(1 + int(each / (width * _FILLED)) for each in long)


def _told(cell: str) -> str:
    """A cell's text: breaks kept as line feeds, controls gone, and not longer than a cell may be."""
    told = clean(cell)
    return told if len(told) <= LONGEST_CELL else told[:LONGEST_CELL] + " …"
