"""Printed documents: whole, readable in every script, tagged, and deaf to what people write."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pypdf
import pypdfium2
import pytest

from cocdesk.model.documents.blocks import Bullets, Facts, Heading, KeepTogether, Table, Text
from cocdesk.model.documents.render import pdf as pages_of
from cocdesk.model.documents.render.pdf import pdf
from cocdesk.model.documents.render.preview import page_count, pages
from tests.model.documents.render.samples import NAMES, PAYLOAD, everything, made_of

HOSTILE = (
    '<img src="/etc/hostname"/>',
    '<font color="red" size="900">big</font>',
    '<a href="javascript:alert(1)">click</a>',
    "</para><para>x & y &amp; &#65;",
    "<b><i>unclosed",
    "(paren) \\ endobj stream %PDF",
)


def opened(data: bytes) -> Any:
    return pypdf.PdfReader(io.BytesIO(data))


def texts(data: bytes) -> list[str]:
    file = pypdfium2.PdfDocument(data)
    try:
        return [file[number].get_textpage().get_text_range() for number in range(len(file))]
    finally:
        file.close()


def words(data: bytes) -> str:
    return "\n".join(texts(data)).replace("\r\n", "\n")


def test_every_script_can_be_found_in_the_text() -> None:
    found = words(pdf(made_of(*(Text(text=name) for name in NAMES.values()))))
    assert [script for script, name in NAMES.items() if name not in found] == []


def test_every_script_can_be_found_in_bold_and_in_tables() -> None:
    document = made_of(
        Table(header=tuple(NAMES)[:2], rows=tuple((script, name) for script, name in NAMES.items())),
        *(Heading(text=name) for name in NAMES.values()),
    )
    found = words(pdf(document))
    assert [script for script, name in NAMES.items() if found.count(name) < 2] == []


def test_a_character_no_font_has_prints_as_a_box() -> None:
    blank, boxed = (next(pages(pdf(made_of(Text(text=said))), 1.0)).data for said in ("a b", "a\U0001fffab"))
    assert blank != boxed


def test_all_fonts_are_inside() -> None:
    fonts = opened(pdf(everything())).pages[0]["/Resources"]["/Font"]
    for reference in fonts.values():
        font = reference.get_object()
        assert font["/Subtype"] == "/Type3" or "/FontFile2" in font["/FontDescriptor"], font.get("/BaseFont")


@pytest.mark.skipif(shutil.which("qpdf") is None, reason="qpdf is not installed")
def test_qpdf_finds_nothing_wrong(tmp_path: Path) -> None:
    file = tmp_path / "sample.pdf"
    file.write_bytes(pdf(made_of(*everything().blocks, *(Text(text=name) for name in NAMES.values()))))
    done = subprocess.run(["qpdf", "--check", str(file)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.skipif(shutil.which("pdffonts") is None, reason="poppler is not installed")
def test_poppler_finds_every_font_embedded(tmp_path: Path) -> None:
    file = tmp_path / "sample.pdf"
    file.write_bytes(pdf(made_of(*(Text(text=name) for name in NAMES.values()))))
    listed = subprocess.run(["pdffonts", str(file)], capture_output=True, text=True, check=True).stdout.splitlines()[2:]
    assert listed
    assert all(re.search(r"\byes (yes|no) +yes\b", line) for line in listed), listed


def test_the_file_says_title_and_language_and_nothing_of_who_printed_it() -> None:
    reader = opened(pdf(made_of(Text(text="x"), title="Case Žlahtni 龍", language="sl")))
    root = reader.trailer["/Root"]
    assert reader.metadata is not None
    assert (reader.metadata.title, reader.metadata.author) == ("Case Žlahtni 龍", "cocdesk")
    assert root["/Lang"] == "sl"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]


def test_headings_are_bookmarks() -> None:
    document = made_of(Heading(text="Report", level=1), Heading(text="Before"), Text(text="x"), Heading(text="李 after"))
    outline = opened(pdf(document)).outline
    assert outline[0]["/Title"] == "Report"
    assert [entry["/Title"] for entry in outline[1]] == ["Before", "李 after"]


def test_the_page_is_tagged_and_every_mark_has_its_element() -> None:
    reader = opened(pdf(everything()))
    root = reader.trailer["/Root"]
    assert str(root["/MarkInfo"]["/Marked"]) in ("True", "true")
    numbers = root["/StructTreeRoot"]["/ParentTree"]["/Nums"]
    for index, page in enumerate(reader.pages):
        marks = re.findall(rb"/MCID (\d+)", page.get_contents().get_data())
        assert str(page["/StructParents"]) == str(index)
        assert len(numbers[2 * index + 1]) == len(marks)

    def tags(element: Any) -> set[str]:
        kids = [kid.get_object() for kid in element["/K"] if "/S" in kid.get_object()]
        return {str(element["/S"])}.union(*map(tags, kids))

    found = tags(root["/StructTreeRoot"]["/K"][0].get_object())
    assert {"/H1", "/H2", "/P", "/L", "/LI", "/Lbl", "/LBody", "/Table", "/TR", "/TH", "/TD", "/Figure"} <= found


@pytest.mark.parametrize("said", HOSTILE)
def test_markup_is_only_text(said: str) -> None:
    blocks = (Heading(text=said), Text(text=said), Facts(rows=((said, said),)))
    document = made_of(*blocks, title=said, footer=said, notice=said)
    data = pdf(document)
    reader = opened(data)
    assert words(data).count(said) >= 6
    assert all("/Annots" not in page and "/XObject" not in page["/Resources"] for page in reader.pages)


def test_controls_and_lone_surrogates_print_as_replacements() -> None:
    assert "a\ufffdb\ufffdc" in words(pdf(made_of(Text(text="a\x00b\ud800c")))).replace("\ufffe", "\ufffd")


@pytest.mark.parametrize("said", ["x" * 5000, "محمد" * 1500, "क्षत्रिय" * 800, "\u0301" * 3000, "😀" * 3000, "\u202b" * 500 + "x"])
def test_a_run_without_spaces_stays_on_the_paper(said: str) -> None:
    page = next(pages(pdf(made_of(Text(text=said), Facts(rows=(("a", said),)))), 1.0))
    margin = int(page.width * 0.9)
    for row in range(page.height):
        right = page.data[row * page.stride + margin * 4 + 40 : row * page.stride + page.width * 4]
        assert set(right) <= {255, right[3] if right else 255}


@pytest.mark.parametrize(("paper", "size"), [("A4", (595, 842)), ("Letter", (612, 792))])
def test_the_paper_has_its_size(paper: str, size: tuple[int, int]) -> None:
    box = opened(pdf(made_of(Text(text="x"), paper=paper))).pages[0].mediabox
    assert (round(box.width), round(box.height)) == size


def test_long_text_goes_on_over_the_pages_and_loses_no_word() -> None:
    said = " ".join(f"word{number}" for number in range(9000))
    data = pdf(made_of(Text(text=said), footer="foot"))
    count = page_count(data)
    found = words(data)
    assert count > 5
    assert set(said.split()) <= set(found.split())
    assert f"Page 1 of {count}" in found
    assert f"Page {count} of {count}" in found
    assert found.count("foot") == count


def test_a_table_of_five_hundred_rows_repeats_its_header() -> None:
    rows = tuple((f"row{number}", "words " * (number % 40)) for number in range(500))
    data = pdf(made_of(Table(header=("Zulu", "Yankee"), rows=rows)))
    found = words(data)
    assert page_count(data) > 10
    assert found.count("Zulu") == page_count(data)
    assert {f"row{number}" for number in range(500)} <= set(found.split())


def test_one_cell_longer_than_a_page_is_divided() -> None:
    data = pdf(made_of(Facts(rows=(("Said", " ".join(f"w{number}" for number in range(4000))),))))
    assert page_count(data) > 2
    assert {f"w{number}" for number in range(4000)} <= set(words(data).split())


@pytest.mark.parametrize("lines", range(30, 40))
def test_what_belongs_together_is_not_parted_by_a_page(lines: int) -> None:
    together = KeepTogether(blocks=tuple(Text(text=f"part{number}") for number in range(6)))
    found = texts(pdf(made_of(Text(text="\n".join(["line"] * lines)), together)))
    assert sum("part" in text for text in found) == 1


@pytest.mark.parametrize("lines", range(30, 40))
def test_a_heading_never_ends_a_page(lines: int) -> None:
    document = made_of(Text(text="\n".join(["line"] * lines)), Heading(text="Head"), Text(text="beneath"))
    assert all(("Head" in text) == ("beneath" in text) for text in texts(pdf(document)))


def test_beyond_the_page_limit_a_sentence_says_where_the_rest_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages_of, "MOST_PAGES", 12)
    data = pdf(made_of(Bullets(items=("x\ny\nz",) * 1_200)))
    assert page_count(data) == 12
    assert "longer than 12 pages" in texts(data)[-1]
    assert "kept in the vault" in texts(data)[-1]


def test_an_exercise_says_so_on_every_page() -> None:
    found = texts(pdf(made_of(Text(text="word " * 3000), exercise=True)))
    assert len(found) > 2
    assert all("EXERCISE – practice only" in text for text in found)


def test_the_code_on_a_form_holds_the_number_and_nothing_else() -> None:
    zxingcpp = pytest.importorskip("zxingcpp")
    from PIL import Image

    page = next(pages(pdf(everything()), 2.0))
    picture = Image.frombytes("RGB", (page.width, page.height), page.data, "raw", "BGRX", page.stride).convert("L")
    [code] = zxingcpp.read_barcodes(picture)
    assert code.text == PAYLOAD
    assert (code.position.top_right.x - code.position.top_left.x) / 2 / 72 * 25.4 > 25


def test_the_same_document_gives_the_same_bytes() -> None:
    assert pdf(everything(), invariant=True) == pdf(everything(), invariant=True)


def test_the_renderers_are_loaded_only_when_they_are_used() -> None:
    program = (
        "import sys, cocdesk.model.documents.render, cocdesk.model.documents.render.pdf;"
        "print({'reportlab', 'uharfbuzz', 'pypdfium2', 'bidi', 'pymupdf_fonts'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_a_mark_belongs_only_to_the_letter_it_was_written_on() -> None:
    found = words(pdf(made_of(Text(text="ที่ ท"), Text(text="e\u0304 e"), Text(text="ท"))))
    assert "ที่ ท" in found
    assert found.count("\u0304") == 1
    assert found.split().count("ท") == 2
