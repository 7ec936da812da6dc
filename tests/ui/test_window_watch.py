"""Input is met at the windows, in whatever order windows come; the program's own talk is not."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from cocdesk.ui.window_watch import WindowWatch


class Seen(WindowWatch):
    """Writes down what came; keeps what it is told to keep."""

    def __init__(self, app):
        super().__init__(app, app)
        self.kinds, self.keeps = [], False

    def came(self, event):
        self.kinds.append(event.type())
        return self.keeps


@pytest.fixture
def seen(qapp):
    made = Seen(qapp)
    made.watch()
    yield made
    made.rest()
    made.deleteLater()


def test_a_key_is_seen_before_the_field_has_it_and_may_be_kept_from_it(seen, field):
    QTest.keyClick(field.windowHandle(), Qt.Key.Key_A)
    seen.keeps = True
    QTest.keyClick(field.windowHandle(), Qt.Key.Key_B)
    assert field.text() == "a"
    assert QEvent.Type.KeyPress in seen.kinds


def test_a_key_for_a_menu_that_just_opened_is_seen(seen, field):
    menu = QMenu(field)
    menu.addAction("one")
    menu.popup(field.mapToGlobal(field.rect().bottomLeft()))
    seen.kinds.clear()
    QTest.keyClick(field.windowHandle(), Qt.Key.Key_Down)
    assert QEvent.Type.KeyPress in seen.kinds
    menu.close()


def test_at_rest_it_neither_sees_nor_keeps_anything(seen, field):
    seen.keeps = True
    seen.rest()
    seen.kinds.clear()
    QTest.keyClick(field.windowHandle(), Qt.Key.Key_A)
    assert (field.text(), seen.kinds) == ("a", [])


def test_what_the_program_says_to_itself_is_not_asked_about(seen, field):
    seen.kinds.clear()
    for word in ("one", "two"):
        field.setText(word)
        field.setVisible(not field.isVisible())
        QApplication.sendPostedEvents()
    assert set(seen.kinds) <= {QEvent.Type.MouseMove, QEvent.Type.Enter, QEvent.Type.Leave}
