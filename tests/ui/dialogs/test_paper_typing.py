"""What is typed into a paper: it is in what leaves, is looked at for names first, and outlives closing and locking."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from cocdesk.model.actions import respond
from cocdesk.model.queries.case_view import paper_words
from cocdesk.model.queries.papers import paper_kinds
from cocdesk.model.records import entries as e
from cocdesk.ui import printing
from cocdesk.ui.dialogs import paper as paper_dialog
from cocdesk.ui.dialogs.names_found import NamesFound
from cocdesk.ui.dialogs.paper import PaperDialog
from cocdesk.ui.preferences import Preferences
from cocdesk.ui.session import Session
from tests.ui.case_desks import desk_with, told_at_the_desk

LETTER = next(kind for kind in paper_kinds() if kind.id == "warning-letter")
GAP = "behaviour"


@pytest.fixture
def letter(qtbot, themed, tmp_path):
    """Opens the letter of one case anew; it has the session, the case and its gaps."""
    with desk_with(tmp_path) as desk:
        case = told_at_the_desk(desk)
        session = Session()
        session.sit(desk)

        def show():
            dialog = PaperDialog(session, Preferences(tmp_path / "settings.ini"), LETTER, case=case)
            dialog.open()
            qtbot.waitUntil(lambda: dialog._paper is not None and GAP in dialog.letter._fields)
            return dialog

        show.session, show.desk, show.case = session, desk, case
        yield show


def left(letter):
    return [h.body for h in letter.desk.case(letter.case).happenings if isinstance(h.body, e.Exported)]


def test_a_name_typed_a_moment_before_is_in_the_paper_and_asked_about_before_it_leaves(letter, monkeypatch, qtbot):
    copied = []
    monkeypatch.setattr(paper_dialog, "copy_for_a_moment", copied.append)
    asked = []
    monkeypatch.setattr(printing, "ask_printer", lambda *_args, **_more: asked.append(1))
    dialog = letter()
    dialog.password.wanted.setChecked(True)
    for field in (dialog.password.field, dialog.record._recipient, dialog.record._purpose):
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            qtbot.keyClick(field, key)
    assert not asked and dialog.isVisible(), "Enter at the end of a field prints nothing"
    dialog.uncovered.reason.setText("the team decided it")
    dialog.letter._fields[GAP].setPlainText("standing very close to Marisol")
    dialog.copy_button.click()
    assert not left(letter) and not copied
    sheet = dialog.findChild(NamesFound)
    assert sheet is not None and "Marisol" in repr(dialog._paper.document)
    sheet.leave()
    dialog.letter._fields[GAP].setPlainText("standing very close, twice")
    dialog.copy_button.click()
    assert "very close, twice" in copied[0] and len(left(letter)) == 1
    dialog.reject()
    assert paper_words(letter.desk, LETTER.id, letter.case) is None


def test_what_was_typed_waits_when_the_paper_is_closed_and_when_the_vault_locks(letter, qtbot):
    dialog = letter()
    dialog.letter._fields[GAP].setPlainText("a remark, three times")
    qtbot.keyClicks(dialog.record._recipient, "by hand")
    dialog.reject()
    again = letter()
    assert again.letter._fields[GAP].toPlainText() == "a remark, three times"
    assert again.record.recipient == "by hand" and "stands in it again" in again.notice.text
    again.notice.action.click()
    qtbot.waitUntil(lambda: GAP in again.letter._fields)
    assert "three times" not in again.letter._fields[GAP].toPlainText() and not again.record.recipient
    assert paper_words(letter.desk, LETTER.id, letter.case) is None
    again.letter._fields[GAP].setPlainText("a remark, and then a shove")
    letter.session.locking.emit()
    assert paper_words(letter.desk, LETTER.id, letter.case).words == {f"gap.{GAP}": "a remark, and then a shove"}
    again.reject()


def test_words_typed_about_one_of_several_never_stand_in_the_paper_of_another(letter):
    respond.add_person(letter.desk, letter.case, "reported", e.Identified(code_name="", name="Bert Hall"))
    dialog = letter()
    alf, bert = (dialog.whom.box.itemData(row) for row in (1, 2))

    def choose(person):
        dialog.whom.box.setCurrentIndex(dialog.whom.box.findData(person))
        dialog._soon.stop()
        dialog._render()
        return dialog.letter._fields[GAP].toPlainText()

    dialog.letter._fields[GAP].setPlainText("what was typed before anybody was chosen")
    assert "before anybody" in choose(alf)
    assert "before anybody" not in choose(bert)
    dialog.letter._fields[GAP].setPlainText("about the other one")
    assert "before anybody" in choose(alf)
    assert choose(bert) == "about the other one"
    dialog.reject()
