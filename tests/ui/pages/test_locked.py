"""Before the desk: a vault that was only just made locks by itself too, and is there with something to train with."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from cocdesk.model.actions.opening import packs, prepare_new
from cocdesk.model.actions.practice import PASSPHRASE, QUICK, make_vault
from cocdesk.ui.jobs import Jobs
from cocdesk.ui.pages.locked import LockedPage
from cocdesk.ui.preferences import Preferences


@pytest.fixture
def locked(qtbot, themed, qapp, tmp_path):
    jobs = Jobs()
    page = LockedPage(jobs, Preferences(tmp_path / "settings.ini"), kdf=QUICK, pause_ms=0)
    qtbot.addWidget(page)
    page.show()
    yield page
    page.abandon()
    assert jobs.finish()


@pytest.fixture
def made(locked, tmp_path):
    desk, key, _cases = make_vault(tmp_path / "vault", packs()["conference"])
    locked.new_vault.created.emit(desk, key)
    return desk, key


def test_a_new_vault_behind_its_sheet_locks_when_nobody_is_there(locked, made, tmp_path):
    desk, _key = made
    assert locked.sheet.isVisible()
    locked._idle.lock_wanted.emit()
    assert desk.vault.closed
    assert locked.unlock.isVisible() and "nobody was here" in locked.unlock.notice.text
    assert locked.unlock.folder == tmp_path / "vault"
    assert locked.sheet._key == "" and locked.sheet.groups.count() == 0
    assert all(not field.text() for field in locked.sheet.fields)


def test_the_idle_clock_of_the_sheet_stops_when_it_is_kept(qtbot, locked, made):
    desk, key = made
    idle = locked._idle
    assert idle.watching and idle.minutes == locked._preferences.idle_minutes
    for number, field in zip(locked.sheet.asked, locked.sheet.fields, strict=True):
        field.setText(key.split("-")[number - 1])
    with qtbot.waitSignal(locked.desk_opened):
        locked.sheet.go_on.click()
    assert not idle.watching and locked._idle is None
    assert locked.sheet.groups.count() == 0
    desk.close()


def test_a_fault_of_ours_while_filling_a_practice_vault_leaves_no_vault_without_its_sheet(locked, tmp_path, monkeypatch):
    def broken(_desk, _policy):
        raise ZeroDivisionError

    monkeypatch.setattr("cocdesk.ui.pages.create_vault.practice.fill", broken)
    page = locked.new_vault
    page.begin(exercise=True)
    page.folder.setText(str(tmp_path / "vault"))
    with pytest.raises(ZeroDivisionError):
        page._make(prepare_new(member="Robin", role="representative", passphrase=PASSPHRASE, kdf=QUICK))
    assert list((tmp_path / "vault").iterdir()) == []


def test_each_step_of_a_new_vault_begins_at_its_beginning(locked):
    locked.resize(600, 160)
    locked.show()
    locked.unlock.create_wanted.emit(False)
    QApplication.processEvents()
    bar = locked._stack.currentWidget().verticalScrollBar()
    bar.setValue(bar.maximum())
    assert bar.value() > 0
    locked.new_vault.name.setText("Our event")
    locked.new_vault.next.click()
    assert bar.value() == 0
