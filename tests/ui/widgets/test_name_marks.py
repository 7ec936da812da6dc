"""Names under a text field: seen, told, and replaced without losing a letter of the rest."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget

from cocdesk.model.records.case import Person
from cocdesk.model.rules.name_guard import marks
from cocdesk.model.rules.name_index import NameIndex
from cocdesk.ui.plain import PlainEdit
from cocdesk.ui.widgets.name_marks import NameMarks
from cocdesk.ui.widgets.text_marks import mark_places

KNOWN = NameIndex([Person(id="1", code_name="Heron", name="Ana López"), Person(id="2", code_name="Wren", name="李小龙")])


@pytest.fixture
def field(qtbot, themed):
    form = QWidget()
    qtbot.addWidget(form)
    edit = PlainEdit(form, name="What was said")
    under = NameMarks(edit, form)
    under.look_with(lambda text: marks(text, KNOWN))
    yield edit, under


def test_names_are_marked_told_and_replaced_in_one_step_that_can_be_undone(field):
    edit, under = field
    text = "😀 Ana met 李小龙, 😀 and López left"
    edit.setPlainText(text)
    under.look_now()
    assert under.sentence.text() == "2 people are named here."
    assert [selection.cursor.selectedText() for selection in edit.extraSelections()] == ["Ana", "李小龙", "López"]
    under.replace_all()
    assert edit.toPlainText() == "😀 Heron met Wren, 😀 and Heron left"
    assert under.isHidden() and not edit.extraSelections()
    edit.undo()
    assert edit.toPlainText() == text


def test_marks_of_somebody_else_in_the_same_field_stay(field):
    edit, under = field
    edit.setPlainText("Ana spoke")
    mark_places(edit, "wording", [(4, 9, "info")])
    under.look_now()
    assert len(edit.extraSelections()) == 2
    edit.setPlainText("She spoke")
    under.look_now()
    assert len(edit.extraSelections()) == 1


def test_it_looks_by_itself_a_moment_after_the_last_letter(field, qtbot):
    edit, under = field
    with qtbot.waitSignal(under.found):
        edit.setPlainText("Ana")
    assert [mark.code_name for mark in under.marks] == ["Heron"]
