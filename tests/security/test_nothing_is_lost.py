"""Promises 1 to 5, 13 and 23: years stay quick, and what was acknowledged is there, whatever ends the program or fills a disk."""

from __future__ import annotations

import errno
import os
import shutil
import stat
import subprocess
import sys
from datetime import timedelta

import pytest

from cocdesk.model.actions import members, purge, report, respond, safety
from cocdesk.model.errors import DiskFull, KnownError, NotAVault, VaultInUse, VaultReadOnly
from cocdesk.model.queries import checks
from cocdesk.model.queries.case_list import counts
from cocdesk.model.records import entries as e
from cocdesk.model.records.report import ReportDraft
from cocdesk.model.vault import folder as places
from cocdesk.model.vault import vault as vaults
from tests.model.desks import FAST, PASSPHRASE, Watch
from tests.soak.disk import Disk

strace = pytest.mark.skipif(not shutil.which("strace"), reason="strace is not here")


def soak(*command: str) -> str:
    """A long run, cut short, in a program of its own."""
    told = subprocess.run([sys.executable, "-m", *command], capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stdout + told.stderr
    return told.stdout


@pytest.mark.skipif(sys.platform != "linux", reason="memory is asked for as Linux tells it")
def test_promise_01_years_of_a_team_stay_quick(tmp_path):
    from tests.soak.load import run

    assert "none too much" in run(100, 1, tmp_path)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="programs are killed as Unix kills them")
def test_promise_02_kill_9_loses_nothing_acknowledged(tmp_path):
    assert "none bad" in soak("tests.soak.kills", "2")


@strace
def test_promise_03_a_power_cut_loses_nothing_acknowledged(tmp_path):
    from tests.soak.power_cuts import replay

    outcome = replay("report", most=1, every=30)
    assert outcome.judged > 5
    assert not outcome.faults, outcome.line()


def test_promise_04_whatever_write_of_a_new_generation_fails_exactly_one_set_of_keys_works(made, monkeypatch):
    real, count = places.sync_file, [0]

    def failing_at(number):
        def sync(descriptor):
            count[0] += 1
            if count[0] == number:
                raise OSError(errno.ENOSPC, "no room")
            real(descriptor)

        return sync

    desk = made.sit()
    for number in range(1, 7):
        count[0] = 0
        monkeypatch.setattr(places, "sync_file", failing_at(number))
        generation = desk.vault.generation
        try:
            members.remove(desk, member="Bo")
        except KnownError:
            monkeypatch.undo()
        else:
            break
        assert desk.vault.generation in (generation, generation + 1)
        if desk.vault.generation > generation:
            break
        assert {member.name for member in desk.vault.members} == {"Ann", "Bo"}
        respond.record(desk, made.cases[0], e.Noted(text=f"still here after {number}"))
    monkeypatch.undo()
    names = {member.name for member in desk.vault.members}
    desk.close()
    again = made.sit()
    assert {member.name for member in again.vault.members} == names
    assert [check.name for check in checks.vault_checks(again) if not check.ok] == []
    again.close()


def test_promise_05_a_full_disk_is_a_sentence_and_the_reserve_lets_the_last_words_in(made, monkeypatch):
    desk = made.sit()
    before = desk.case(made.cases[0]).entries
    desk.vault.connection.execute("PRAGMA max_page_count=1")
    with pytest.raises(DiskFull, match="full"):
        respond.record(desk, made.cases[0], e.Noted(text="x" * 200_000))
    assert not (made.folder / "ballast").exists(), "the reserve was given back"
    desk.vault.connection.execute("PRAGMA max_page_count=1073741823")
    respond.record(desk, made.cases[0], e.Noted(text="the last words"))
    assert desk.case(made.cases[0]).entries == before + 1
    desk.close()


def test_promise_05_a_folder_that_takes_no_writing_is_a_sentence_and_can_still_be_checked(made, monkeypatch):
    for path in (*made.folder.rglob("*"), made.folder):
        path.chmod(path.stat().st_mode & ~(stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH))
    real = os.access
    monkeypatch.setattr(places.os, "access", lambda path, mode: mode == os.R_OK and real(path, mode))
    with pytest.raises(VaultReadOnly, match="does not accept writing"):
        vaults.prepare(made.folder, passphrase=PASSPHRASE, member="Ann")
    from cocdesk.model.actions.opening import look_at_desk

    before = {path: (path.stat().st_mtime_ns, path.stat().st_size) for path in made.folder.rglob("*")}
    desk = look_at_desk(made.folder, passphrase=PASSPHRASE, member="Ann")
    assert [check.name for check in checks.vault_checks(desk) if not check.ok] == []
    with pytest.raises(VaultReadOnly):
        respond.record(desk, made.cases[0], e.Noted(text="no"))
    desk.close()
    assert {path: (path.stat().st_mtime_ns, path.stat().st_size) for path in made.folder.rglob("*")} == before
    for path in (made.folder, *made.folder.rglob("*")):
        path.chmod(path.stat().st_mode | stat.S_IWUSR)


def test_promise_05_a_stick_that_was_pulled_out_is_a_sentence(made):
    desk = made.sit()
    elsewhere = made.folder.with_name("pulled out")
    made.folder.rename(elsewhere)
    with pytest.raises(KnownError):
        for _again in range(2):
            report.take_report(desk, ReportDraft(quick="nobody home"))
    desk.close()
    with pytest.raises(NotAVault, match="not there"):
        made.sit()
    elsewhere.rename(made.folder)
    again = made.sit()
    assert [check.name for check in checks.vault_checks(again) if not check.ok] == []
    again.close()


def _deeds(case, elsewhere):
    """Everything that writes a file of its own, beside what the database writes."""
    return {
        "somebody more": lambda desk: members.add(
            desk, name="Cy", role="reader", passphrase="another six words in a row", kdf=FAST
        ),
        "another part": lambda desk: members.change_role(desk, member="Bo", role="reader"),
        "a new sheet": members.new_sheet,
        "somebody removed": lambda desk: members.remove(desk, member="Bo"),
        "a case purged": lambda desk: purge.purge(desk, case),
        "a safety copy": lambda desk: safety.keep_copy(desk, "by hand"),
        "a safety copy elsewhere": lambda desk: safety.back_up(desk, elsewhere / "copy.cocbackup"),
    }


@pytest.mark.parametrize("fault", ["gone", "full", "read-only", "faulty"])
def test_promise_05_whatever_is_done_on_a_disk_that_fails_is_a_sentence_and_can_be_done_again(made, tmp_path, fault):
    code = {"full": errno.ENOSPC, "read-only": errno.EROFS, "faulty": errno.EIO}.get(fault, 0)

    def refused(*_given):
        raise OSError(code, os.strerror(code))

    desk = made.sit()
    before = {member.name for member in desk.vault.members}
    for name, deed in _deeds(made.cases[0], tmp_path / "elsewhere").items():
        (tmp_path / "elsewhere").mkdir(exist_ok=True)
        with pytest.MonkeyPatch.context() as patch:
            if fault == "gone":
                made.folder.rename(tmp_path / "gone")
                (tmp_path / "elsewhere").rmdir()
            else:
                patch.setattr(os, "fsync", refused)
            with pytest.raises(KnownError) as told:
                deed(desk)
        assert str(told.value).count(".") >= 2, name
        if fault == "gone":
            (tmp_path / "gone").rename(made.folder)
    assert {member.name for member in desk.vault.members} == before
    assert desk.vault.generation == 1
    assert [check.name for check in checks.vault_checks(desk) if not check.ok] == []
    respond.record(desk, made.cases[0], e.Noted(text="as if nothing had been"))
    desk.close()


def test_promise_13_no_clock_and_no_passing_of_time_purges_anything(made):
    whole = None
    for years in (0, 10, -1, 0):
        desk = made.sit(clock=Watch(Watch().now + timedelta(days=366 * years)))
        now = (counts(desk).all, desk.case(made.cases[0]).entries, desk.vault.generation)
        whole = whole or now
        assert now == whole
        assert desk.clock_ahead is (years < 0), "a clock that went back is said"
        desk.close()


def test_promise_23_one_vault_one_writer(made):
    desk = made.sit_by_sheet()
    for _again in range(4):
        with pytest.raises(VaultInUse, match="open in another"):
            vaults.unlock_with_recovery(made.folder, made.sheet)
    desk.close()
    vaults.unlock_with_recovery(made.folder, made.sheet).close()


OPS = [("make", "/v/a"), ("write", "/v/a", 0, b"x" * 1024), ("sync", "/v/a"), ("rename", "/v/a", "/v/b"), ("sync-folder", "/v")]


@pytest.mark.parametrize("done", range(len(OPS) + 1))
def test_the_disk_that_power_cuts_are_tried_on_keeps_what_was_synced_and_nothing_else_for_certain(done):
    import random
    from pathlib import Path

    disk = Disk(Path("/nonexistent"))
    for op in OPS[:done]:
        disk.do(op)
    found = dict(disk.states(random.Random(1), 0))
    assert found["none"] == ({"/v/b": b"x" * 1024} if done == 5 else {})
    assert found["names only"].get("/v/a" if done < 4 else "/v/b", b"") == (b"x" * 1024 if done > 2 else b"")
    assert found["all"] == {} if done == 0 else len(found["all"]) == 1
