"""The questions before something that names people leaves."""

from __future__ import annotations

from PySide6.QtWidgets import QMessageBox

from cocdesk.model.actions import respond
from cocdesk.model.queries import outgoing
from cocdesk.model.queries.papers import paper_kinds
from cocdesk.model.records import entries as e
from cocdesk.model.records.case import Person
from cocdesk.model.rules.name_index import NameIndex
from cocdesk.ui.dialogs.clipboard import clear_now
from cocdesk.ui.dialogs.form_fields import Field
from cocdesk.ui.dialogs.form_sheet import FormSheet
from cocdesk.ui.dialogs.guarding import Guarding
from cocdesk.ui.dialogs.names_found import NamesFound
from cocdesk.ui.dialogs.paper import PaperDialog
from cocdesk.ui.dialogs.uncovered import Uncovered
from cocdesk.ui.preferences import Preferences
from cocdesk.ui.session import Session
from tests.ui.accessibility import problems
from tests.ui.case_desks import desk_with, told_at_the_desk

KNOWN = NameIndex([Person(id="1", code_name="Heron", name="Ana López")])


class Announcing(FormSheet):
    def __init__(self):
        super().__init__("Tell everyone")
        self.column.addWidget(self.ask((Field(key="text", label="What was said", kind="text"),)))


def test_the_places_are_shown_and_one_of_two_ways_is_chosen(qtbot, themed):
    sheet = NamesFound(outgoing.look("Then Ana " + "spoke and spoke " * 60 + "and Ana López left", KNOWN))
    qtbot.addWidget(sheet)
    sheet.open()
    assert problems(sheet) == []
    sheet.reason.setText("everybody saw it")
    with qtbot.waitSignal(sheet.let_go) as went:
        sheet.go_button.click()
    assert went.args == ["everybody saw it"]


def test_one_reason_serves_for_the_names_and_for_what_nobody_agreed_to(qtbot, themed):
    uncovered = Uncovered()
    qtbot.addWidget(uncovered)
    assert uncovered.take("everybody saw it") == "everybody saw it"
    uncovered.ask("Nobody agreed to this.")
    uncovered.show()
    assert uncovered.take("everybody saw it") == "" and uncovered.because == "everybody saw it"
    assert uncovered.take("another word") == "another word" and uncovered.because == "everybody saw it"
    sheet = NamesFound(outgoing.look("Ana López left", KNOWN), reasoned=True)
    qtbot.addWidget(sheet)
    sheet.open()
    assert not sheet.reason.isVisible()
    sheet.leave()


def test_a_paper_that_names_somebody_asks_before_it_is_copied_and_can_be_spared(qtbot, themed, tmp_path):
    with desk_with(tmp_path) as desk:
        case = told_at_the_desk(desk, behaviour="They stood very close to Oriol Ferran.")
        other = told_at_the_desk(desk, title="Another")
        respond.add_person(desk, other, "witness", e.Identified(code_name="", name="Oriol Ferran"))
        session = Session()
        session.sit(desk)
        kind = next(kind for kind in paper_kinds() if kind.id == "dsf-email")
        dialog = PaperDialog(session, Preferences(tmp_path / "settings.ini"), kind, case=case)
        dialog.open()
        qtbot.waitUntil(lambda: not dialog.named.isHidden())
        dialog.copy_button.click()
        sheet = dialog.findChild(NamesFound)
        assert sheet is not None and not [line for line in desk.case(case).happenings if isinstance(line.body, e.Exported)]
        sheet.save_button.click()
        qtbot.waitUntil(dialog.named.isHidden)
        dialog.copy_button.click()
        assert len([line for line in desk.case(case).happenings if isinstance(line.body, e.Exported)]) == 1
        dialog.close()
        # As at locking: what still lies there when the program ends is let go of too late.
        clear_now()


def test_an_announcement_that_names_somebody_asks_once_before_it_is_recorded(qtbot, themed, tmp_path):
    with desk_with(tmp_path) as desk:
        case = told_at_the_desk(desk)
        session = Session()
        session.sit(desk)
        sheet = Announcing()
        guarding = Guarding(session, case, "announced", sheet)
        sheet.open()
        done = []
        edit, _under = guarding.under[0]
        edit.setPlainText("Nobody is named here")
        guarding.then(lambda: done.append("plain"))
        edit.setPlainText("Marisol told us")
        guarding.then(lambda: done.append("named"))
        assert done == ["plain"]
        box = sheet.findChild(QMessageBox)
        assert "Marisol" not in box.text()
        next(button for button in box.buttons() if box.buttonRole(button) == QMessageBox.ButtonRole.AcceptRole).click()
        assert done == ["plain", "named"]
        sheet.leave()
