"""Promises 20 to 22: whatever anybody writes is only words, in every paper, and files that are traps are refused."""

from __future__ import annotations

import csv
import email
import email.policy
import io
import json
import re
import shutil
import sys
import time
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from msgspec.structs import replace

from cocdesk.model.actions.attach import clean_name
from cocdesk.model.documents.blocks import Table
from cocdesk.model.documents.kind import Kind
from cocdesk.model.documents.render import render
from cocdesk.model.errors import KnownError
from cocdesk.model.records import entries as e
from cocdesk.model.records.case_file import CaseFile, Participant
from cocdesk.model.rules import given_file, report_file
from cocdesk.model.rules.searching import searchable
from cocdesk.model.rules.text import clean
from tests.model.documents import invented_case as invented
from tests.model.documents.every_kind import KINDS, PROCEDURE, made
from tests.model.documents.render.samples import made_of
from tests.model.documents.spreadsheets import in_libreoffice, of_csv, of_xlsx
from tests.model.policy.shipped_packs import pack
from tests.security.hostile_words import MARKED, WORDS

OF_A_CASE = [kind for kind in KINDS if kind.needs_case]
_watching: list[str] | None = None


def _heard(event: str, given: tuple[object, ...]) -> None:
    if _watching is not None and (event.startswith("socket.") or (event == "open" and "zz-marked" in str(given[0]))):
        _watching.append(f"{event} {given}")


sys.addaudithook(_heard)


@pytest.fixture
def touched() -> Iterator[list[str]]:
    """What of the marked place was opened, and every socket that was asked for."""
    global _watching
    _watching = []
    yield _watching
    _watching = None


@cache
def hostile_case() -> CaseFile:
    """The invented case with every hostile word in it, as it comes out of the vault: cleaned once, at its door."""
    words = clean("\n".join(WORDS))
    report = replace(
        invented.PARTY,
        what=words,
        behaviour=words,
        circumstances=words,
        impact=words,
        place=clean(WORDS[0]),
        happened=clean(WORDS[16]),
    )
    people = [
        Participant(person=replace(person, name=clean(word)), role=role, words=clean(WORDS[1]), shown=clean(word))
        for person, role, word in zip(
            (invented.REPORTER, invented.REPORTED, invented.WITNESS), ("reporter", "reported", "witness"), WORDS[1:20:8],
            strict=True,
        )
    ]  # fmt: skip
    bodies = [*invented.opening(report), *invented.course(), (e.Noted(text=words), 300)]
    return invented.case_file(pack(PROCEDURE), bodies, tuple(people))


def paper(kind: Kind, form: str) -> bytes:
    return render(made(kind, case=hostile_case()), form)


@pytest.mark.parametrize(
    ("kind", "form"), [(kind, form) for kind in OF_A_CASE for form in kind.formats if form not in ("pdf", "png")],
    ids=lambda part: getattr(part, "id", part),
)  # fmt: skip
def test_promise_20_no_paper_about_a_case_opens_runs_or_addresses_anything(kind, form, touched):
    data = paper(kind, form)
    assert touched == []
    if form == "eml":
        mail = email.message_from_bytes(data, policy=email.policy.default)
        assert not {"bcc", "cc"} & {name.lower() for name in mail}
        assert not list(mail.iter_attachments())
    elif form == "csv":
        cells = [cell for row in csv.reader(io.StringIO(data.decode("utf-8-sig"))) for cell in row]
        assert not [cell for cell in cells if cell.strip()[:1] in tuple("=+-@＝")]


@pytest.mark.parametrize(
    "kind", [kind for kind in OF_A_CASE if kind.id in ("incident-form", "case-file")], ids=lambda kind: kind.id
)
def test_promise_20_a_printed_paper_shows_the_words_and_holds_no_link_script_or_file(kind, touched):
    import pypdfium2

    data = paper(kind, "pdf")
    assert touched == []
    for forbidden in (b"/URI", b"/JavaScript", b"/Launch", b"/EmbeddedFile", b"/GoToR", b"/SubmitForm", b"/OpenAction"):
        assert forbidden not in data
    file = pypdfium2.PdfDocument(data)
    told = "".join("".join(file[n].get_textpage().get_text_range().split()) for n in range(len(file)))
    file.close()
    for word in WORDS:
        # Letters of scripts that join are drawn in another order than they are written; their own tests look at those.
        if word.isascii() and word.isprintable():
            assert "".join(word.split()) in told, word
    assert MARKED in told


@pytest.mark.parametrize("word", WORDS)
def test_promise_20_words_come_out_of_a_report_file_as_they_went_in(word):
    given = given_file.parse(b'{"what": ' + json.dumps(word).encode() + b"}", "report.json")
    assert report_file.read(given, "report.json").report.what == clean(word)


@pytest.mark.parametrize("word", WORDS)
def test_promise_20_a_word_looked_for_is_never_a_command_of_the_search(word):
    assert re.fullmatch(r"[\w\s]*", searchable(word))


@pytest.mark.parametrize("word", [*WORDS, "CON", "a:b", "x" * 300, "nul.txt", "..", ".", " ", "a/b\\c", "NUL .png"])
def test_promise_22_the_name_of_a_file_is_only_words(word):
    name = clean_name(word)
    assert name
    assert not set(name) & set('/\\:*?"<>|\x00\n\r')
    assert len(name.encode()) <= 120
    assert name not in (".", "..")
    assert name.split(".")[0].strip().lower() not in {"con", "nul", "prn", "aux"}


@pytest.mark.parametrize("marks", ["\u0301\u0323", "\u0301", "\u0345\u0301\u0323\u0327"])
def test_promise_20_a_letter_under_many_thousand_marks_takes_no_time_and_loses_none(marks):
    said = "a" + marks * (100_000 // len(marks)) + "b"
    began = time.process_time()
    cleaned = clean(said)
    assert time.process_time() - began < 2, "ordering them all at once would take the square of their number"
    assert clean(cleaned) == cleaned
    apart = unicodedata.normalize("NFD", cleaned).replace("\u034f", "")
    assert all(apart.count(mark) == said.count(mark) for mark in marks)
    assert clean("e\u0301" * 1000) == "é" * 1000, "ordinary words stay as they are"


TRAPS = {
    "larger than the limit": b"#" * (given_file.LARGEST_FILE + 1),
    "nested a thousand deep": b"a = " + b"[" * 1000,
    "twenty thousand tables": b"[[reported]]\nname = 'x'\n" * 20_000,
    "twenty thousand keys": "\n".join(f"a{n} = 1" for n in range(20_000)).encode(),
    "dotted keys without end": b".".join([b"a"] * 3000) + b" = 1",
    "JSON nested deep": b'{"a":' * 3000,
    "a key twice": b'{"what": "x", "what": "y"}',
    "a lone surrogate": b'{"what": 1e999, "x": "\\ud800"}',
    "a number of five thousand digits": b"heard_at = " + b"9" * 5000,
    "a day that does not exist": b"heard_at = 2018-02-30T25:00:00",
    "not text": b"\xff\xfe\x00",
}  # fmt: skip


@pytest.mark.parametrize("trap", TRAPS)
def test_promise_21_a_file_that_is_a_trap_is_refused_with_a_sentence(trap):
    began = time.process_time()
    with pytest.raises(KnownError, match="cannot be used"):
        report_file.read(given_file.parse(TRAPS[trap], "report.toml"), "report.toml")
    assert time.process_time() - began < 2


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
@pytest.mark.parametrize("format", ["csv", "xlsx"])
def test_promise_20_libreoffice_reckons_no_cell_and_shows_each_as_it_was_written(format: str, tmp_path: Path) -> None:
    rows = tuple((str(number), word) for number, word in enumerate(WORDS))
    given = tmp_path / f"words.{format}"
    given.write_bytes(render(made_of(Table(header=("number", "words"), rows=rows, widths=(1, 5))), format))
    opened = in_libreoffice(given)
    assert opened == (of_csv if format == "csv" else of_xlsx)(given.read_bytes())
    assert len(opened) == 1 + len(WORDS)
