"""The main job through the real window, under every procedure: from an empty folder to paper, and back after locking."""

from __future__ import annotations

import email
from collections.abc import Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from cocdesk.model.queries.case_list import counts
from cocdesk.model.queries.case_view import CaseView, case_view, waiting_drafts
from cocdesk.ui.dialogs.assess import AssessDialog
from cocdesk.ui.dialogs.paper import PaperDialog
from cocdesk.ui.jobs import Jobs
from cocdesk.ui.main_window import MainWindow
from cocdesk.ui.preferences import Preferences
from tests.journeys.canary import CANARY, hits
from tests.model.cases import policies
from tests.model.desks import FAST, PASSPHRASE

CTRL = Qt.KeyboardModifier.ControlModifier
OFFERED = sorted(name for name, policy in policies().items() if policy.offered)
ACCOUNT = "He kept standing in my way after I said no. Žižek, 李小龙, محمد and हिन्दी were near."


class Person:
    """Somebody at the laptop: presses, types, and looks."""

    def __init__(self, window: MainWindow, qtbot: QtBot, folder: Path) -> None:
        self.window, self.qtbot, self.folder = window, qtbot, folder

    def make_a_vault(self, policy: str) -> None:
        """New vault → event → member → folder → the sheet's two groups typed back."""
        self.window.locked.unlock.new.click()
        create = self.window.locked.new_vault
        create.procedure.choose(policy)
        self.type(create.name, "PyTide 2026")
        create.next.click()
        self.type(create.member, "Robin")
        for field in (create.passphrase, create.again):
            self.type(field, PASSPHRASE)
        create.next.click()
        create.folder.setText(str(self.folder))
        with self.qtbot.waitSignal(create.created, timeout=20_000) as made:
            create.next.click()
        sheet = self.window.locked.sheet
        for number, field in zip(sheet.asked, sheet.fields, strict=True):
            field.setText(made.args[1].split("-")[number - 1])
        with self.qtbot.waitSignal(self.window.session.unlocked):
            sheet.go_on.click()

    def type(self, field: QWidget, text: str) -> None:
        field.setFocus()
        if isinstance(field, QLineEdit):
            field.clear()
        if text.isascii():
            self.qtbot.keyClicks(field, text)
        elif isinstance(field, QPlainTextEdit):
            field.insertPlainText(text)
        else:
            field.setText(text)

    def write_down(self, text: str) -> None:
        """Ctrl+N and type: no other click is needed."""
        self.window.activateWindow()
        self.qtbot.keyClick(self.window, Qt.Key.Key_N, CTRL)
        wizard = self.window.wizard
        self.qtbot.waitUntil(lambda: self.window.pages.currentWidget() is wizard)
        edit = wizard.steps["write"].edit
        self.type(edit, text)

    def finish_the_report(self) -> None:
        """Through the other steps, and save."""
        wizard = self.window.wizard
        wizard.go("safety")
        wizard.steps["safety"].threat.answer("no").click()
        wizard.go("reported")
        self.type(wizard.steps["reported"].blocks["behaviour"].edit, "Stood in the way of another attendee")
        wizard.go("people")
        names = [field for field in wizard.steps["people"].reported.findChildren(QLineEdit) if field.isVisible()]
        self.type(names[0], "Kim Müller")
        wizard.go("check")
        with self.qtbot.waitSignal(wizard.report_taken):
            self.qtbot.keyClick(wizard, Qt.Key.Key_Return, CTRL)

    def assess(self) -> None:
        """Place the open case by the keyboard."""
        page = self.window.case
        step = next(line for line in self.view().steps if "assessed" in line.acts)
        page.steps.step_wanted.emit(step.id)
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, AssessDialog)
        cell = dialog.grid.cell("low", "high")
        cell.setFocus()
        self.qtbot.keyClick(cell, Qt.Key.Key_Space)
        assert dialog.grid.chosen == ("low", "high")
        dialog.save_button.click()
        self.qtbot.waitUntil(lambda: self.view().case.impact == "high")

    def view(self) -> CaseView:
        return self.window.session.ask(case_view, self.window._case)

    def paper(self, act: str) -> PaperDialog:
        getattr(self.window.acts, act).trigger()
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, PaperDialog)
        self.qtbot.waitUntil(lambda: dialog._paper is not None)
        return dialog

    def print_to(self, dialog: PaperDialog, path: Path) -> None:
        """Press Print, and name a file: on a machine without a printer that is the printer there is."""
        dialog.print_button.click()
        asked = dialog.findChild(QPrintDialog)
        assert asked is not None
        asked.findChild(QLineEdit, "filename").setText(str(path))
        asked.accept()
        self.qtbot.waitUntil(path.exists)

    def save_to(self, dialog: PaperDialog, kind: str, path: Path) -> None:
        dialog.save_buttons[kind].click()
        asked = QApplication.activeModalWidget()
        assert isinstance(asked, QFileDialog)
        asked.selectFile(str(path))
        asked.accept()
        self.qtbot.waitUntil(path.exists)

    def unlock(self) -> None:
        unlock = self.window.locked.unlock
        self.qtbot.waitUntil(unlock.isVisible)
        self.type(unlock.passphrase, PASSPHRASE)
        with self.qtbot.waitSignal(self.window.session.unlocked, timeout=20_000):
            self.qtbot.keyClick(unlock.passphrase, Qt.Key.Key_Return)


@pytest.fixture
def person(themed: object, qtbot: QtBot, tmp_path: Path) -> Iterator[Person]:
    jobs = Jobs()
    window = MainWindow(jobs, Preferences(tmp_path / "settings.ini"), kdf=FAST, pause_ms=0)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
    yield Person(window, qtbot, tmp_path / "vault")
    window.close()
    assert jobs.finish()


@pytest.mark.parametrize("policy", OFFERED)
def test_from_an_empty_folder_to_paper_and_back_after_locking(person: Person, policy: str, tmp_path: Path) -> None:
    window = person.window
    person.make_a_vault(policy)
    assert window.cases.nothing_yet.isVisible()

    person.write_down(ACCOUNT)
    window.wizard.leave()
    person.qtbot.waitUntil(lambda: window.pages.currentWidget() is window.cases)
    assert len(window.session.ask(waiting_drafts)) == 1
    window.cases.go_on.click()
    assert window.wizard.draft is not None
    assert window.wizard.draft.quick == ACCOUNT
    person.finish_the_report()
    view = person.view()
    assert view.case.report.what == ACCOUNT
    assert view.case.report.behaviour == "Stood in the way of another attendee"
    assert [(p.role, p.person.name) for p in view.people] == [("reported", "Kim Müller")]

    window.acts.rooms["cases"].trigger()
    assert window.session.ask(counts).open == 1
    assert window.cases.model.rowCount() == 1
    window.cases.table.selectRow(0)
    person.qtbot.keyClick(window.cases.table, Qt.Key.Key_Return)
    assert window.pages.currentWidget() is window.case

    person.assess()
    form = person.paper("paper")
    person.print_to(form, tmp_path / "printed.pdf")
    form.naming.answer("named").click()
    person.qtbot.waitUntil(lambda: form._paper is not None and form._paper.naming == "named")
    person.save_to(form, "pdf", tmp_path / "form.pdf")
    form.reject()
    text = "".join(page.extract_text() for page in PdfReader(tmp_path / "form.pdf").pages)
    assert "Kim Müller" in text
    assert view.case.code_name in text
    assert len(PdfReader(tmp_path / "printed.pdf").pages) == len(PdfReader(tmp_path / "form.pdf").pages)

    mail = person.paper("mail")
    person.save_to(mail, "eml", tmp_path / "summary.eml")
    mail.reject()
    draft = email.message_from_bytes((tmp_path / "summary.eml").read_bytes())
    body = draft.get_payload(decode=True)
    assert isinstance(body, bytes)
    assert draft["X-Unsent"] == "1"
    assert "Kim Müller" not in body.decode() + str(draft["Subject"])
    assert all(heading in body.decode() for heading in ("When", "Where", "What happened"))
    left = [line.text for line in person.view().timeline if line.kind == "exported"]
    assert len(left) == 3

    code_name = view.case.code_name
    window.lock()
    assert not window.session.open
    assert window.rooms.currentWidget() is window.locked
    person.unlock()
    again = window.session.desk
    assert again.case(again.find_case(code_name)).impact == "high"


def test_no_word_typed_into_any_field_lies_on_any_disk(person: Person, tmp_path: Path, own_home: Path) -> None:
    window = person.window
    person.make_a_vault("django-events")
    person.write_down(CANARY)
    wizard = window.wizard
    filled = 0
    for key, step in wizard.steps.items():
        wizard.go(key)
        for field in (*step.findChildren(QLineEdit), *step.findChildren(QPlainTextEdit)):
            of_a_date = field.parentWidget().inherits("QDateTimeEdit")
            if field.isEnabled() and field.isVisible() and not field.isReadOnly() and not of_a_date:
                person.type(field, f"{field.accessibleName() or filled} {CANARY}")
                filled += 1
    assert filled > 15
    assert wizard.save_now()
    assert hits([tmp_path, own_home]) == [], "while it is a draft"
    with person.qtbot.waitSignal(wizard.report_taken):
        person.qtbot.keyClick(wizard, Qt.Key.Key_Return, CTRL)
    person.assess()
    window.search.setText(CANARY)
    person.qtbot.waitUntil(lambda: window.cases.model.rowCount() == 1)
    assert CANARY not in window.windowTitle()
    assert hits([tmp_path, own_home]) == [], "while the case is open"
    window.lock()
    assert hits([tmp_path, own_home]) == [], "after locking"
