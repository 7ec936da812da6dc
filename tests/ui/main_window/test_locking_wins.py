"""Whatever is open when somebody leaves: the vault locks at once, nothing asks, what was typed is kept, nothing stays on view."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QTableView,
    QWidget,
)

from cocdesk.model.actions.opening import open_desk, prepare
from cocdesk.model.actions.practice import PASSPHRASE
from cocdesk.model.queries import case_view
from cocdesk.model.queries.case_list import ids, rows
from cocdesk.model.queries.team import team_view
from cocdesk.ui.dialogs.clipboard import copy_for_a_moment
from cocdesk.ui.dialogs.files import choose_file, choose_folder
from cocdesk.ui.dialogs.leaving import ask_before_losing
from cocdesk.ui.plain import PlainEdit
from cocdesk.ui.scenes import _ACTS as ACTS

LONGEST = 2.0
FORMS = ACTS if os.environ.get("COCDESK_EVERY_FORM") else ("met", "told:reported")
"""One of each kind of dialog; with the variable set, every form of the procedure (a minute)."""
CANARY = "ZZCANARY words nobody else would type"


class Seats:
    """Sits down again and again without paying for the passphrase each time."""

    def __init__(self, window, folder) -> None:
        self._window, self._key = window, prepare(folder, passphrase=PASSPHRASE)
        self._bytes = bytes(self._key.db_key)

    def sit(self) -> None:
        key = replace(self._key, db_key=bytearray(self._bytes))
        self._window.locked.desk_opened.emit(open_desk(key))
        QApplication.processEvents()


@pytest.fixture
def seats(window, vault):
    return Seats(window, vault)


def lock(window) -> float:
    """Somebody leaves; how many seconds until the unlock page stands there."""
    began = time.perf_counter()
    window.autolock.leave()
    took = time.perf_counter() - began
    assert window.rooms.currentWidget() is window.locked
    assert not window.session.open
    QApplication.processEvents()
    assert [w for w in QApplication.topLevelWidgets() if w is not window and w.isVisible()] == []
    return took


def shown() -> Iterator[str]:
    """Every word that any widget holds, seen or not."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    for widget in QApplication.allWidgets():
        yield from _words(widget)


def _words(widget: QWidget) -> Iterator[str]:
    yield from (widget.accessibleName(), widget.accessibleDescription(), widget.toolTip(), widget.windowTitle())
    if isinstance(widget, (QLabel, QLineEdit, QPushButton)):
        yield widget.text()
    elif isinstance(widget, QPlainTextEdit):
        yield widget.toPlainText()
    elif isinstance(widget, QComboBox):
        yield from (widget.itemText(row) for row in range(widget.count()))
    elif isinstance(widget, QListWidget):
        yield from (widget.item(row).text() for row in range(widget.count()))
    elif isinstance(widget, QTableView) and widget.model() is not None:
        assert widget.model().rowCount() == 0


def secrets_of(window) -> set[str]:
    """What only this vault knows: code names, titles and people of its cases."""
    found: set[str] = set()
    for row in rows(window.session.desk, ids(window.session.desk, "all")).values():
        view = window.session.ask(case_view.case_view, row.id)
        found |= {row.code_name, view.case.title, *(person.person.name for person in view.people)}
    return {words for words in found if len(words) > 3}


@pytest.mark.slow
def test_promise_16_every_form_of_a_case_gives_way_and_keeps_what_was_typed(window, seats):
    slowest, kept, case = 0.0, 0, ""
    for kind in (*FORMS, "noted", "assessed", "closed", "person-added", "amended"):
        seats.sit()
        case = case or next(iter(rows(window.session.desk, ids(window.session.desk, "open")).values())).id
        window.cases.case_wanted.emit(case)
        window.case.doors.act(window.case.view, kind)
        sheet = window.case.doors.open_dialog
        assert sheet is not None
        field = next((each for each in sheet.findChildren(PlainEdit) if each.isVisible()), None)
        if field is not None:
            field.setPlainText(CANARY)
        kept += field is not None and window.case.doors._keeper is not None and sheet.typed()
        slowest = max(slowest, lock(window))
        assert not any(CANARY in words for words in shown()), kind
    assert slowest < LONGEST
    assert kept >= 4
    seats.sit()
    window.cases.case_wanted.emit(case)
    assert window.case.unfinished.isVisible()
    assert len(window.session.ask(case_view.unfinished, case)) >= kept


@pytest.mark.slow
def test_promise_16_every_other_dialog_gives_way_even_one_over_another(window, seats):
    seats.sit()
    secrets = secrets_of(window)
    assert len(secrets) > 6
    slowest = 0.0
    for doors in (pages_and_papers(window), team_dialogs(window), questions(window)):
        if not window.session.open:
            seats.sit()
        window.cases.case_wanted.emit(next(iter(rows(window.session.desk, ids(window.session.desk, "open")).values())).id)
        for door in doors:
            door()
            QApplication.processEvents()
        for dialog in (w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.isVisible()):
            for field in dialog.findChildren(QLineEdit):
                field.setText(CANARY)
        copy_for_a_moment(CANARY)
        slowest = max(slowest, lock(window))
        assert QApplication.clipboard().text() != CANARY
        left = {words for words in shown() for secret in (*secrets, CANARY) if secret in words}
        assert left == set()
    assert slowest < LONGEST


def pages_and_papers(window):
    """Every page of the rail, then the papers and the small dialogs."""
    acts = window.acts
    return [
        *(room.trigger for room in acts.rooms.values()), lambda: window._open_current(), acts.paper.trigger, acts.mail.trigger,
        acts.blank.trigger, acts.keys.trigger, acts.preferences.trigger, acts.about.trigger,
    ]  # fmt: skip


def team_dialogs(window):
    """Everything about who can open the vault, the check in its middle, and a new sheet on the page."""
    team = window.team.doors
    view = window.session.ask(team_view) if window.session.open else None

    def now():
        return view or window.session.ask(team_view)

    return [
        window.acts.rooms["team"].trigger, team.new_sheet, lambda: team.add(now()), team.own_passphrase,
        lambda: team.member(now().lines[0], now()), lambda: team.set_anew(now().lines),
        lambda: team.remove(now().lines[0]), lambda: team.hand_over(now()), team.check,
    ]  # fmt: skip


def questions(window):
    """The file dialogs, the question before words are lost, and the plain notes over a report that is being written."""
    return [
        window.acts.new.trigger, lambda: choose_file(window, "Which?", lambda _path: None),
        lambda: choose_folder(window, "Where?", None, lambda _path: None), lambda: ask_before_losing(window, window.close),
        window.acts.hide.trigger, lambda: window.menuBar().actions()[0].menu().popup(QPoint(9, 9)),
    ]  # fmt: skip


def test_the_report_that_is_being_written_is_kept_word_for_word(window, seats):
    seats.sit()
    window.acts.new.trigger()
    QApplication.processEvents()
    field = next(each for each in window.wizard.findChildren(PlainEdit) if each.isVisible())
    field.setPlainText(CANARY)
    assert lock(window) < LONGEST
    assert not any(CANARY in words for words in shown())
    seats.sit()
    assert any(CANARY.encode() in draft.body for draft in window.session.ask(case_view.waiting_drafts))


def test_what_somebody_else_copied_meanwhile_stays_on_the_clipboard(window, seats):
    seats.sit()
    copy_for_a_moment(CANARY)
    QApplication.clipboard().setText("a shopping list")
    lock(window)
    assert QApplication.clipboard().text() == "a shopping list"
    QApplication.clipboard().clear()


def test_a_second_window_on_the_same_vault_is_told_so_in_a_sentence(window, seats, vault, qtbot, jobs, preferences):
    seats.sit()
    from cocdesk.ui.pages.unlock import UnlockPage

    other = UnlockPage(jobs, preferences, pause_ms=0)
    qtbot.addWidget(other)
    other.show_vault(vault)
    other.passphrase.setText(PASSPHRASE)
    other.unlock.click()
    qtbot.waitUntil(lambda: "another window" in other.notice.text, timeout=10_000)
