"""Hints under a field: quiet, in reach of every key, and gone when they are not wanted."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from cocdesk.ui.coaching import Coaching
from cocdesk.ui.plain import PlainEdit
from cocdesk.ui.widgets.wording_hints import WordingHints
from tests.model.cases import policies
from tests.ui.accessibility import problems


@pytest.fixture
def field(qtbot, themed):
    def make(text="", edit=None, wanted=lambda: True, place="note"):
        page = QWidget()
        qtbot.addWidget(page)
        column = QVBoxLayout(page)
        edit = edit or PlainEdit(name="Note")
        edit.setAccessibleName("Note")
        hints = WordingHints(edit, Coaching(policies()["conference"], wanted).looks(place))
        column.addWidget(edit)
        column.addWidget(hints)
        page.show()
        edit.setText(text) if isinstance(edit, QLineEdit) else edit.setPlainText(text)
        hints.look()
        return page, edit, hints

    return make


def buttons(hints):
    return {made.text(): made for made in hints.findChildren(QPushButton) if made.isVisible()}


def test_one_quiet_line_opens_to_sentences_and_a_suggestion_takes_the_place_of_the_words(qtbot, field):
    page, edit, hints = field("😀 The harasser left. “What a creep.”")
    assert hints.opener.text() == "1 hint on the words"
    assert len(edit.extraSelections()) == 1
    assert edit.extraSelections()[0].cursor.selectedText() == "harasser"
    qtbot.mouseClick(hints.opener, Qt.MouseButton.LeftButton)
    assert problems(page) == []
    qtbot.mouseClick(buttons(hints)["Use “person reported”"], Qt.MouseButton.LeftButton)
    assert edit.text() == "😀 The person reported left. “What a creep.”"
    assert not hints.isVisible()
    edit.undo()
    assert "harasser" in edit.text()


def test_words_that_were_left_as_they_are_are_not_mentioned_again(qtbot, field):
    _page, edit, hints = field("A creep.")
    hints.opener.setChecked(True)
    qtbot.mouseClick(buttons(hints)["Leave as it is"], Qt.MouseButton.LeftButton)
    edit.setPlainText("A creep, I say.")
    hints.look()
    assert not hints.isVisible()


def test_a_line_is_coached_too(field):
    _page, edit, hints = field("He was loud", QLineEdit(), place="title")
    hints.use(hints.hints[0])
    assert edit.text() == "The person was loud"


def test_turned_off_there_is_nothing(field):
    _page, edit, hints = field("The harasser left.", wanted=lambda: False)
    assert not hints.isVisible()
    assert edit.extraSelections() == []


def test_an_emptied_field_forgets_its_hints_at_once(field):
    _page, edit, hints = field("The harasser left.")
    edit.clear()
    assert hints.hints == ()
    assert not hints.isVisible()
