"""The frame of the dialogs: it makes room for what opens, and shows where the cursor stands."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit

from cocdesk.ui.dialogs.sheet import Sheet


@pytest.fixture
def sheet(qtbot, themed):
    made = Sheet("A sheet")
    qtbot.addWidget(made)
    return made


def turn():
    for _turn in range(3):
        QApplication.processEvents()


def test_a_sheet_grows_with_what_is_opened_in_it_and_does_not_shrink_again(sheet):
    opened = QLabel("Hints")
    opened.setFixedHeight(320)
    opened.hide()
    sheet.column.addWidget(QLineEdit())
    sheet.column.addWidget(opened)
    sheet.open()
    turn()
    before = sheet.height()
    opened.show()
    turn()
    assert sheet.height() >= before + 150
    grown = sheet.height()
    opened.hide()
    turn()
    assert sheet.height() == grown
    assert grown <= sheet.screen().availableSize().height()


def test_a_field_below_the_fold_is_brought_into_sight_at_first_and_when_the_cursor_goes_there(sheet, qtbot):
    first, last = QLineEdit(), QLineEdit()
    tall = QLabel("Much to read")
    tall.setFixedHeight(2000)
    for part in (first, tall, last):
        sheet.column.addWidget(part)
    last.setFocus()
    with qtbot.waitActive(sheet):
        sheet.open()
        sheet.activateWindow()
    turn()

    def seen(field):
        view = sheet._scroll.viewport()
        return view.rect().contains(field.mapTo(view, field.rect().center()))

    assert seen(last) and not seen(first)
    first.setFocus(Qt.FocusReason.ShortcutFocusReason)
    turn()
    assert seen(first) and not seen(last)
