"""A whole session at the window with a canary in every field, run by ``tests.soak.traced``: report, print, lock, unlock, quit."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from cocdesk.model.actions import safety
from tests.journeys.canary import CANARY
from tests.journeys.test_window import CTRL, Person, person

__all__ = ["person"]


def test_a_whole_session(person: Person, tmp_path: Path) -> None:
    window = person.window
    person.make_a_vault("django-events")
    person.write_down(CANARY)
    wizard = window.wizard
    for key, step in wizard.steps.items():
        wizard.go(key)
        for edit in (*step.findChildren(QLineEdit), *step.findChildren(QPlainTextEdit)):
            of_a_date = edit.parentWidget().inherits("QDateTimeEdit")
            if edit.isEnabled() and edit.isVisible() and not edit.isReadOnly() and not of_a_date:
                person.type(edit, f"{edit.accessibleName()} {CANARY}")
    assert wizard.save_now()
    with person.qtbot.waitSignal(wizard.report_taken):
        person.qtbot.keyClick(wizard, Qt.Key.Key_Return, CTRL)
    person.assess()
    code_name = person.view().case.code_name
    window.search.setText(CANARY)
    person.qtbot.waitUntil(lambda: window.cases.model.rowCount() == 1)
    window.cases.table.selectRow(0)
    person.qtbot.keyClick(window.cases.table, Qt.Key.Key_Return)
    form = person.paper("paper")
    exports = tmp_path / "exports"
    exports.mkdir()
    person.print_to(form, exports / "printed.pdf")
    person.save_to(form, "pdf", exports / "form.pdf")
    form.reject()
    safety.keep_copy(window.session.desk, "by hand")
    window.lock()
    person.unlock()
    window.session.desk.find_case(code_name)
    window.lock()
