"""When the disk is the trouble: a sentence, and everything saved before is still there."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from cocdesk.model.actions import report, respond
from cocdesk.model.errors import DiskFull, VaultDamaged, VaultInUse, VaultReadOnly
from cocdesk.model.queries.case_view import waiting_drafts
from cocdesk.model.records import entries as e
from cocdesk.model.records.report import ReportDraft
from cocdesk.model.vault.vault import unlock
from tests.model.desks import PASSPHRASE, Watch, copied, make_vault, open_vault


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_vault(tmp_path_factory.mktemp("template") / "vault", "workshop")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of sixteen megabytes of its own; only root can make one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=16m", "cocdesk-test", disk]
    if not shutil.which("mount") or os.geteuid() or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("a small disk can only be made by root")
    yield disk
    # Lazily: a desk that a failing test left open must not fail it a second time.
    subprocess.run(["umount", "-l", disk], check=True)


def fill(filler: Path) -> None:
    """Leave no room on a disk, to the last block."""
    with filler.open("wb", buffering=0) as file:
        for piece in (65536, 4096, 1):
            with contextlib.suppress(OSError):
                while file.write(b"\0" * piece):
                    pass


def test_on_a_full_disk_a_save_says_so_and_what_was_saved_stays(template: Path, small_disk: Path, tmp_path: Path) -> None:
    desk = open_vault(copied(template, small_disk / "vault"), tmp_path / "laptop", Watch())
    case = report.take_report(desk, ReportDraft(quick="Before the disk was full.")).value
    fill(small_disk / "filler")
    with pytest.raises(DiskFull, match="full"):
        for number in range(400):
            respond.record(desk, case, e.Noted(text=f"note {number} " + "x" * 4000))
    kept = desk.case(case)
    (small_disk / "filler").unlink()
    respond.record(desk, case, e.Noted(text="room again"))
    assert desk.case(case).entries == kept.entries + 1
    desk.close()
    again = open_vault(small_disk / "vault", tmp_path / "laptop", Watch())
    assert again.case(case).report.what == "Before the disk was full."
    again.close()


def test_a_second_program_at_the_same_vault_is_told_so(template: Path, tmp_path: Path) -> None:
    folder = copied(template, tmp_path / "vault")
    desk = open_vault(folder, tmp_path / "laptop")
    code = (
        "import sys; from pathlib import Path; from cocdesk.model.vault.vault import unlock\n"
        "try: unlock(Path(sys.argv[1]), passphrase=sys.argv[2])\n"
        "except Exception as fault: print(type(fault).__name__)\n"
    )
    told = subprocess.run([sys.executable, "-c", code, folder, PASSPHRASE], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == VaultInUse.__name__
    desk.close()
    unlock(folder, passphrase=PASSPHRASE).close()


def test_a_vault_cut_short_is_not_taken_for_an_empty_one(template: Path, tmp_path: Path) -> None:
    folder = copied(template, tmp_path / "vault")
    database = next(folder.glob("cases-*.db"))
    os.truncate(database, 8192)
    with pytest.raises(VaultDamaged):
        open_vault(folder, tmp_path / "laptop").case("0" * 32)


def test_a_folder_that_vanished_while_open_is_a_sentence(template: Path, tmp_path: Path) -> None:
    folder = copied(template, tmp_path / "vault")
    desk = open_vault(folder, tmp_path / "laptop")
    shutil.rmtree(folder)
    with pytest.raises((VaultReadOnly, VaultDamaged, DiskFull)):
        for number in range(3):
            report.take_report(desk, ReportDraft(quick=f"{number}"))
    desk.close()


def test_typing_on_a_full_disk_uses_the_room_kept_for_it(template: Path, small_disk: Path, tmp_path: Path) -> None:
    desk = open_vault(copied(template, small_disk / "vault"), tmp_path / "laptop", Watch())
    fill(small_disk / "filler")
    number = report.save_draft(desk, ReportDraft(quick="typed while the disk was full " * 400), number=None).value
    assert not (desk.folder / "ballast").exists() or (desk.folder / "ballast").stat().st_size == 0
    desk.close()
    again = open_vault(small_disk / "vault", tmp_path / "laptop", Watch())
    assert [row.id for row in waiting_drafts(again)] == [number]
    again.close()
