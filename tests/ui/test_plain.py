"""What a person typed is shown as typed, and a field for words behaves like one."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtWidgets import QLabel, QMessageBox, QWidget

from cocdesk.ui import plain
from tests.ui.accessibility import problems

NASTY = "<b>Robin</b> <img src='file:///x'> & co"


def test_a_label_never_reads_markup(qtbot):
    made = plain.label(NASTY, "muted", selectable=True)
    qtbot.addWidget(made)
    assert (made.text(), made.textFormat()) == (NASTY, Qt.TextFormat.PlainText)


def test_a_tip_is_escaped_since_qt_would_guess(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    plain.set_tip(made, NASTY)
    assert "<img" not in made.toolTip()
    assert "&lt;b&gt;Robin" in made.toolTip()


def test_every_word_of_a_message_box_is_plain(qtbot):
    parent = QWidget()
    qtbot.addWidget(parent)
    box = plain.message(parent, "Strike", NASTY, more=NASTY, icon=QMessageBox.Icon.Warning)
    formats = {label.textFormat() for label in box.findChildren(QLabel) if label.text()}
    assert formats == {Qt.TextFormat.PlainText}


@pytest.fixture
def field(qtbot):
    page = QWidget()
    qtbot.addWidget(page)
    made = plain.PlainEdit(page, lines=2, most_lines=6, name="Notes")
    made.resize(300, 80)
    page.show()
    yield made
    page.close()


def test_pasted_markup_comes_in_as_characters(field):
    mime = QMimeData()
    mime.setHtml("<b>Robin</b>")
    mime.setText(NASTY)
    field.insertFromMimeData(mime)
    assert field.toPlainText() == NASTY


def test_a_picture_cannot_be_pasted(field):
    mime = QMimeData()
    mime.setData("image/png", b"x")
    assert not field.canInsertFromMimeData(mime)


def test_escape_takes_no_letter_away(field, qtbot):
    qtbot.keyClicks(field, "They said")
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == "They said"


def test_the_field_grows_with_what_is_written_up_to_its_limit(field, qtbot):
    before = field.minimumHeight()
    field.setPlainText("one\ntwo\nthree\nfour")
    grown = field.minimumHeight()
    field.setPlainText("line\n" * 40)
    assert before < grown < field.minimumHeight() < before * 6


def test_a_named_field_has_no_accessibility_problem(field):
    assert problems(field.parentWidget()) == []
