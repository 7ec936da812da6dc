"""What is being typed in a case when the idle clock strikes: away with the window, back after unlocking."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from cocdesk.model.actions.opening import open_desk, prepare
from cocdesk.model.actions.practice import PASSPHRASE


def test_a_meeting_half_typed_when_the_vault_locks_is_gone_on_with_after_unlocking(open_window, vault, qtbot):
    w = open_window
    qtbot.waitUntil(lambda: bool(w.cases.current))
    w.acts.open_case.trigger()
    case = w.case.view.case.id
    w.case.doors.act(w.case.view, "met")
    qtbot.keyClicks(w.case.doors.open_dialog.fields.editor("what_happened"), "half a")
    w.autolock.lock_wanted.emit()
    QApplication.processEvents()
    assert not w.session.open and QApplication.activeModalWidget() is None
    w.locked.desk_opened.emit(open_desk(prepare(vault, passphrase=PASSPHRASE)))
    w.cases.case_wanted.emit(case)
    assert w.case.unfinished.isVisible()
    w.case.unfinished.go_on.click()
    d = w.case.doors.open_dialog
    assert d.fields.values()["what_happened"] == "half a"
    d.save_button.click()
    assert not w.case.unfinished.isVisible()
    assert w.case.view.case.happenings[-1].body.what_happened == "half a"
