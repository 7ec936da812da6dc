"""Whoever steps back from a case that stands in front of them sees nothing of it from that moment on."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QLabel

from cocdesk.model.actions import members
from cocdesk.model.actions.practice import QUICK


def test_a_case_somebody_steps_back_from_leaves_their_window(open_window, qtbot):
    w = open_window
    members.add(w.session.desk, name="Bo", role="responder", passphrase="seven other words in one row", kdf=QUICK)
    qtbot.waitUntil(lambda: bool(w.cases.current))
    w.acts.open_case.trigger()
    view, before = w.case.view, w.cases.table.model().rowCount()
    w.case.doors.act(view, "recused")
    w.case.doors.open_dialog.save_button.click()
    QApplication.processEvents()
    assert w.pages.currentWidget() is w.cases and w.case.view is None
    assert "not shown to you" in w.notice.text
    shown = " ".join(label.text() for label in w.findChildren(QLabel))
    assert view.case.code_name not in shown and view.case.title not in shown
    assert w.cases.table.model().rowCount() == before - 1
