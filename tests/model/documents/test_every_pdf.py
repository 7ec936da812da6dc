"""Every paper as a file, on both sizes of sheet: sound, whole, tagged, in shades of grey, and saying what it has to say."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from cocdesk.model.documents.blocks import Document, Paper
from cocdesk.model.documents.kind import Kind
from cocdesk.model.documents.render import render
from cocdesk.model.documents.texts import passages
from tests.model.documents import invented_case as invented
from tests.model.documents.every_kind import KINDS, PROCEDURE, a_case, made
from tests.model.policy.shipped_packs import pack

TOOLS = all(shutil.which(tool) for tool in ("qpdf", "pdffonts", "pdftotext"))
SIZES: dict[Paper, tuple[int, int]] = {"A4": (595, 842), "Letter": (612, 792)}
COLOURED = re.compile(rb"(?:^|\s)(?:rg|RG|k|K|cs|CS|scn|SCN|sh)(?:\s|$)")
# Said nowhere on: a sheet that opens a vault belongs to no procedure.
NO_PROCEDURE = ("recovery-sheet",)
every_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.id)


@cache
def paper(kind: str, size: Paper) -> tuple[Document, bytes]:
    """On A4 a real one, on Letter one of an exercise."""
    wanted = next(one for one in KINDS if one.id == kind)
    document = made(wanted, paper=size, exercise=size == "Letter")
    return document, render(document, "pdf")


def opened(data: bytes) -> Any:
    import pypdf

    return pypdf.PdfReader(io.BytesIO(data))


def told(data: bytes) -> list[str]:
    """The words of each page, as a viewer finds them."""
    import pypdfium2

    file = pypdfium2.PdfDocument(data)
    try:
        return [" ".join(file[number].get_textpage().get_text_range().split()) for number in range(len(file))]
    finally:
        file.close()


@every_kind
def test_it_says_its_title_and_language_and_has_tags_and_bookmarks(kind: Kind) -> None:
    document, data = paper(kind.id, "A4")
    reader = opened(data)
    root = reader.trailer["/Root"]
    assert (reader.metadata.title, root["/Lang"]) == (document.title, "en")
    assert root["/MarkInfo"]["/Marked"]
    assert root["/StructTreeRoot"]["/K"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.outline, "headings are bookmarks"


@every_kind
@pytest.mark.parametrize("size", SIZES)
def test_every_page_says_which_it_is_of_how_many_on_which_sheet(kind: Kind, size: Paper) -> None:
    _document, data = paper(kind.id, size)
    pages = told(data)
    for number, words in enumerate(pages, 1):
        assert f"Page {number} of {len(pages)}" in words
        assert ("EXERCISE" in words) is (size == "Letter" or kind.id == "role-play")
    for page in opened(data).pages:
        across, down = sorted((round(float(page.mediabox.width)), round(float(page.mediabox.height))))
        assert (across, down) == SIZES[size]


@every_kind
def test_it_says_which_case_or_event_and_under_which_version_of_the_procedure(kind: Kind) -> None:
    words = " ".join(told(paper(kind.id, "A4")[1]))
    policy = pack(PROCEDURE)
    assert ("quiet-lantern" in words) is (kind.needs_case and kind.id != "announcement")
    assert "PyTide 2026" in words if kind.for_the_desk else "DjangoCon Europe 2018" in words
    assert (f"{policy.title}, version {policy.version} of" in words) is (kind.id not in NO_PROCEDURE)


@every_kind
@pytest.mark.parametrize("size", SIZES)
def test_it_is_drawn_in_greys_alone_and_holds_no_script_file_or_link(kind: Kind, size: Paper) -> None:
    reader = opened(paper(kind.id, size)[1])
    for page in reader.pages:
        assert not COLOURED.search(page.get_contents().get_data())
        assert "/Annots" not in page
    assert not {"/OpenAction", "/AA", "/AcroForm", "/Names"} & set(reader.trailer["/Root"])
    assert reader.attachments == {}


@pytest.mark.skipif(not TOOLS, reason="qpdf or poppler is not installed")
@every_kind
@pytest.mark.parametrize("size", SIZES)
def test_other_programs_find_it_sound_its_fonts_inside_and_every_word(kind: Kind, size: Paper, tmp_path: Path) -> None:
    document, data = paper(kind.id, size)
    file = tmp_path / "paper.pdf"
    file.write_bytes(data)
    tools = (["qpdf", "--check", file], ["pdffonts", file], ["pdftotext", "-layout", file, "-"])
    running = [subprocess.Popen(tool, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) for tool in tools]
    checked, fonts, words = (one.communicate()[0].decode() for one in running)
    assert [one.returncode for one in running] == [0, 0, 0], checked
    rows = fonts.splitlines()[2:]
    assert rows
    assert all(re.search(r"\byes (yes|no) +yes\b", row) for row in rows), rows
    assert all(page.strip() for page in words.split("\f")[:-1])
    found = "".join(words.split())
    missing = {word for _where, text in passages(document) for word in text.split() if word not in found}
    assert missing - {word for word in missing if document.mail and word in document.mail.subject} == set()


@pytest.mark.parametrize("name", ["محمد علي", "שלום כהן", "हिन्दी क्षत्रिय", "ไทย สุข", "Nguyễn Thị Hồng", "한국어", "Жанна Ελένη"])
def test_a_letter_greets_a_name_in_any_script(name: str) -> None:
    people = tuple(
        replace(part, person=replace(part.person, name=name), shown=name) if part.role == "reported" else part
        for part in a_case().participants
    )
    letter = next(kind for kind in KINDS if kind.id == "warning-letter")
    words = " ".join(told(render(made(letter, case=replace(a_case(), participants=people)), "pdf")))
    assert f"Hello {name}," in words or all(part in words for part in name.split())
    assert invented.REPORTED.name not in words
