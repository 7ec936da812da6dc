"""Promise 27: what leaves the vault was asked for, is whole or not there, is for its owner only, and is written down."""

from __future__ import annotations

import errno
import stat

import pytest

from cocdesk.model.actions import print as printing
from cocdesk.model.errors import KnownError
from cocdesk.model.queries.case_view import case_view


def test_promise_27_a_paper_is_whole_for_its_owner_only_and_in_the_record(made, tmp_path):
    out = tmp_path / "out"
    out.mkdir()
    path = out / "form.pdf"
    desk = made.sit()
    paper = printing.make(desk, "incident-form", case=made.cases[0], audience="team", naming="named")
    printing.save(desk, paper, path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [entry.name for entry in out.iterdir()] == ["form.pdf"]
    assert [line.kind for line in case_view(desk, made.cases[0]).timeline].count("exported") == 1
    desk.close()


@pytest.mark.parametrize("step", ["write", "sync"])
def test_promise_27_a_disk_that_fills_up_half_way_leaves_no_half_a_file(tmp_path, monkeypatch, step):
    def full(*_given):
        raise OSError(errno.ENOSPC, "no room")

    monkeypatch.setattr(printing.os, "fsync", full)
    if step == "write":
        monkeypatch.setattr(printing.os, "O_TMPFILE", 0, raising=False)
    with pytest.raises(KnownError):
        printing.write(tmp_path / "form.pdf", b"x" * 100_000)
    monkeypatch.undo()
    assert list(tmp_path.iterdir()) == []


def test_promise_27_a_file_that_is_there_is_not_replaced_unasked(tmp_path):
    path = tmp_path / "form.pdf"
    path.write_bytes(b"somebody's")
    with pytest.raises(printing.FileThere):
        printing.write(path, b"ours")
    assert path.read_bytes() == b"somebody's"
    assert [entry.name for entry in tmp_path.iterdir()] == ["form.pdf"]
