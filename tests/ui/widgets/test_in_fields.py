"""What stands inside a field: as large as the text, clear of what is typed, and cut only where it says so."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QToolButton

from cocdesk.ui import theme
from cocdesk.ui.widgets.eliding_box import ElidingBox
from cocdesk.ui.widgets.secret_field import secret_field, show_secret
from tests.ui.accessibility import problems

PATH = "practice  ·  in /somewhere/far/down/among/many/folders/with/long/names/on/a/laptop"


@pytest.fixture
def at_200_percent(themed):
    theme.apply(themed, "light", text_scale=2.0)
    yield
    theme.apply(themed, "light")


def test_a_path_is_cut_in_its_middle_and_whole_in_the_tip(qtbot, themed):
    box = ElidingBox("Vault", cut=Qt.TextElideMode.ElideMiddle)
    qtbot.addWidget(box)
    box.addItems([PATH, "short"])
    box.resize(300, 40)
    box.show()
    assert "…" in box.shown and box.shown.startswith("practice") and box.shown.endswith("laptop")
    assert PATH in box.toolTip() and box.currentText() == PATH
    # All of the room before the arrow is used.
    assert box.fontMetrics().horizontalAdvance(box.shown) > 300 - 8 * theme.space()
    box.setCurrentText("short")
    assert box.shown == "short"
    assert problems(box) == []


def test_the_eye_of_a_secret_grows_with_the_text_and_keeps_clear_of_it(qtbot, at_200_percent):
    field = secret_field("Passphrase")
    qtbot.addWidget(field)
    field.resize(400, field.sizeHint().height())
    field.show()
    eye = field.findChild(QToolButton, "eye")
    assert eye.iconSize().height() >= field.fontMetrics().height() * 0.7
    assert field.rect().contains(eye.geometry()) and field.width() - eye.geometry().right() > 2
    assert field.textMargins().right() >= eye.width()
    qtbot.mouseClick(eye, Qt.MouseButton.LeftButton)
    assert field.echoMode() == QLineEdit.EchoMode.Normal
    show_secret(field, shown=False)
    assert field.echoMode() == QLineEdit.EchoMode.Password and not eye.isChecked()
