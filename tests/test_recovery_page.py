"""docs/recovery.md, done as it stands: the sheet and public tools read a vault of ours, with no line of ours."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

import cocdesk
from cocdesk.model.actions import attach, report, respond, safety
from cocdesk.model.actions.opening import create_desk, packs, prepare_new
from cocdesk.model.records import entries as e
from cocdesk.model.records.report import ReportDraft, ReportedGiven
from tests.model.desks import FAST, PASSPHRASE, Watch

PAGE = Path(__file__).parents[1] / "docs" / "recovery.md"
WITHOUT_US = "import sys; sys.modules['cocdesk'] = sys.modules['tests'] = sys.modules['sqlcipher3'] = None\n"


def blocks(kind: str) -> str:
    """The code of the page, block after block."""
    found = re.findall(rf"^```{kind}\n(.*?)^```$", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    return "\n".join(found)


def test_the_page_uses_nothing_of_ours():
    code = blocks("python") + blocks("python unpack")
    imported = set(re.findall(r"^(?:from|import) (\w+)", code, re.MULTILINE))
    assert imported == {"apsw", "cryptography", "datetime", "hashlib", "hmac", "json", "pathlib", "sys"}


@pytest.fixture
def filled(tmp_path):
    """A vault with a case, and the key on its sheet; locked."""
    new = prepare_new(member="Ann", role="chair", passphrase=PASSPHRASE, kdf=FAST)
    desk, sheet = create_desk(tmp_path / "vault", new, packs()["conference"], event="PyTide 2026", clock=Watch())
    draft = ReportDraft(quick="They would not stop — 不要.", reported=(ReportedGiven(name="Žofie Žižková"),))
    case = report.take_report(desk, draft).value
    attach.attach(desk, case, name="slide ../1.png", data=b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 5000)
    respond.record(desk, case, e.Noted(text="called back on Monday"))
    copy = safety.keep_copy(desk, "by hand").path
    desk.close()
    return tmp_path / "vault", copy, sheet


def run(folder, name, code, *given, typed=""):
    (folder / name).write_text(WITHOUT_US + code, encoding="utf-8")
    command = [sys.executable, "-I", name, *map(str, given)]
    return subprocess.run(command, cwd=folder, input=typed, capture_output=True, text=True, check=False)


def test_the_sheet_and_public_tools_read_the_cases(filled, tmp_path):
    vault, copy, sheet = filled
    unpacked = run(tmp_path, "unpack.py", blocks("python unpack"), copy, tmp_path / "unpacked")
    assert unpacked.returncode == 0, unpacked.stderr
    for number, folder in enumerate((vault, tmp_path / "unpacked")):
        out = tmp_path / f"out-{number}"
        told = run(tmp_path, "rescue.py", blocks("python"), folder, out, typed=sheet.lower().replace("0", "o") + "\n")
        assert told.returncode == 0, told.stderr
        assert "The key file is genuine." in told.stdout
        assert re.search(r"\d+ entries, 0 of them not signed", told.stdout)
        texts = "".join(path.read_text(encoding="utf-8") for path in out.glob("*.txt"))
        for words in ("They would not stop — 不要.", "Žofie Žižková", "called back on Monday", "PyTide 2026"):
            assert words in texts
        (picture,) = out.glob("file-*")
        assert picture.read_bytes() == b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 5000
    wrong = run(tmp_path, "rescue.py", blocks("python"), vault, tmp_path / "no", typed="0" * 29 + "\n")
    assert wrong.returncode == 1
    assert "mistyped" in wrong.stderr


def test_every_sentence_the_page_explains_is_one_the_program_says():
    said = "\n".join(path.read_text(encoding="utf-8") for path in Path(cocdesk.__file__).parent.rglob("*.py"))
    first = [line.split("|")[1] for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("| “")]
    parts = [part.strip(" .,") for cell in first for sentence in re.findall("“(.*?)”", cell) for part in sentence.split("…")]
    assert len(parts) > 12
    assert [part for part in parts if part not in said] == []
