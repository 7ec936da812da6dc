"""Vaults of earlier versions open in this one, and without it; see tests/golden/make.py."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from cocdesk.model.actions.opening import open_desk
from cocdesk.model.queries import checks
from cocdesk.model.vault import backup
from cocdesk.model.vault.vault import prepare, unlock_with_recovery
from tests.golden.digest import told
from tests.model.desks import copied
from tests.test_recovery_page import blocks, run

GOLDEN = Path(__file__).parents[1] / "golden"
Golden = tuple[Path, dict[str, Any]]
VERSIONS = sorted(path.parent for path in GOLDEN.glob("*/told.json"))


@pytest.fixture(params=VERSIONS, ids=lambda path: path.name)
def golden(request: pytest.FixtureRequest, tmp_path: Path) -> Golden:
    """A copy of a vault of that version, and what stands in it."""
    return copied(request.param, tmp_path / "vault"), json.loads((request.param / "told.json").read_text(encoding="utf-8"))


def test_promise_15_there_is_a_vault_to_open() -> None:
    assert VERSIONS


def test_promise_15_each_member_finds_what_they_left(golden: Golden) -> None:
    folder, expected = golden
    for member, passphrase in expected["passphrases"].items():
        desk = open_desk(prepare(folder, passphrase=passphrase, member=member))
        try:
            assert told(desk) == expected["told"][member]
            assert [check.name for check in checks.vault_checks(desk) if not check.ok] == []
        finally:
            desk.close()


def test_promise_15_its_safety_copy_is_restored_and_its_sheet_opens_it(golden: Golden, tmp_path: Path) -> None:
    folder, expected = golden
    backup.restore(folder / "copy.cocbackup", tmp_path / "restored")
    desk = open_desk(prepare(tmp_path / "restored", passphrase=expected["passphrases"]["Ann"], member="Ann"))
    try:
        assert told(desk) == expected["told"]["Ann"]
    finally:
        desk.close()
    with unlock_with_recovery(folder, expected["sheet"]) as opened:
        assert opened.connection.execute("SELECT count(*) FROM entry").fetchone()[0] > 20


def test_promise_15_public_tools_and_the_sheet_read_it_without_us(golden: Golden, tmp_path: Path) -> None:
    folder, expected = golden
    done = run(tmp_path, "rescue.py", blocks("python"), folder, tmp_path / "out", typed=expected["sheet"] + "\n")
    assert done.returncode == 0, done.stderr
    assert "The key file is genuine." in done.stdout
    said = "".join(path.read_text(encoding="utf-8") for path in (tmp_path / "out").glob("*.txt"))
    sealed = set(expected["told"]["Ann"]["cases"]) - set(expected["told"]["Bo"]["cases"])
    assert len(sealed) == 1
    assert all(case in said for case in set(expected["told"]["Bo"]["cases"]))
    assert "To be forgotten" not in said
