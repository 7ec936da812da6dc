"""Makes the golden vault of a version: ``python -m tests.golden.make 0.1``, once, when the version is released.

What lies in the folder then stays as it is for good: every later version has to open it. Its passphrase, its sheet and all that
stands in it are public and invented.
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from pathlib import Path

from cocdesk.model.actions import attach, members, practice, purge, report, respond, safety, sealing
from cocdesk.model.actions.opening import create_desk, open_desk, packs, prepare_new
from cocdesk.model.records import entries as e
from cocdesk.model.records.report import ReportDraft, ReportedGiven
from cocdesk.model.vault.vault import prepare
from tests.golden.digest import told
from tests.model.desks import FAST, PASSPHRASE

HERE = Path(__file__).parent
SECOND = "otters rest under the wide pier"


def make(version: str) -> None:
    """The vault, a safety copy of it, and ``told.json``: what stands in both. Raises ``FileExistsError``."""
    into = HERE / version
    into.mkdir()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch, "vault")
        sheet = _fill(folder)
        desk = open_desk(prepare(folder, passphrase=PASSPHRASE, member="Ann"))
        try:
            shutil.copy2(safety.keep_copy(desk, "by hand").path, into / "copy.cocbackup")
            first = told(desk)
        finally:
            desk.close()
        other = open_desk(prepare(folder, passphrase=SECOND, member="Bo"))
        try:
            second = told(other)
        finally:
            other.close()
        for file in sorted(folder.iterdir()):
            if file.is_file() and file.name not in ("ballast", "lock"):
                shutil.copy2(file, into / file.name)
    expected = {"passphrases": {"Ann": PASSPHRASE, "Bo": SECOND}, "sheet": sheet, "told": {"Ann": first, "Bo": second}}
    (into / "told.json").write_text(json.dumps(expected, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _fill(folder: Path) -> str:
    """Cases in every state, a file, a draft, a case sealed from the second member, one that was purged; the key of its sheet."""
    policy = packs()["conference"]
    new = prepare_new(member="Ann", role="chair", passphrase=PASSPHRASE, kdf=FAST)
    desk, sheet = create_desk(folder, new, policy, event="Practice conference", zone="Europe/Berlin", exercise=True)
    try:
        members.add(desk, name="Bo", role="responder", passphrase=SECOND, kdf=FAST)
        members.add(desk, name="Cy", role="responder", passphrase="three calm geese on a lake", kdf=FAST)
        first, *_others = practice.fill(desk, policy)
        attach.attach(desk, first, name="slide.png", data=b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40)
        report.save_draft(desk, ReportDraft(quick="Half a sentence — 不要"), number=None)
        about = ReportDraft(quick="About somebody of the team.", reported=(ReportedGiven(name="Bo"),))
        sealed = report.take_report(desk, about).value
        sealing.seal_case(desk, sealed, sealing.all_but(desk, ["Bo"]))
        gone = report.take_report(desk, ReportDraft(quick="To be forgotten.")).value
        respond.record(desk, gone, e.Noted(text="Nothing of this stays."))
        purge.purge(desk, gone)
    finally:
        desk.close()
    return sheet


if __name__ == "__main__":
    make(sys.argv[1])
