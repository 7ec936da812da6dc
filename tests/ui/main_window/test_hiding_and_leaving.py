"""What is on the screen when somebody walks by, and what is kept when somebody goes."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMessageBox

from cocdesk.model.errors import DiskFull
from cocdesk.model.queries.case_view import unfinished
from cocdesk.ui.dialogs.note import NoteDialog
from cocdesk.ui.plain import PlainEdit


@pytest.fixture
def case_window(open_window, qtbot):
    """The window with a case open."""
    qtbot.waitUntil(lambda: bool(open_window._case))
    open_window.acts.open_case.trigger()
    return open_window


def shown() -> list[QDialog]:
    return [w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.isVisible()]


def test_hiding_takes_every_dialog_off_the_screen_and_brings_it_back_with_its_words(case_window, qtbot):
    case_window.case.header.note.click()
    (note,) = shown()
    assert isinstance(note, NoteDialog)
    case_window.acts.hide.trigger()
    assert shown() == []
    case_window.acts.hide.trigger()
    assert shown() == [note]
    case_window.lock()
    assert shown() == []


@pytest.fixture
def note(case_window):
    """The note dialog with words in it."""
    case_window.case.header.note.click()
    (dialog,) = shown()
    typed_in(dialog).setFocus()
    QTest.keyClicks(typed_in(dialog), "by the door")
    return dialog


def typed_in(dialog: QDialog) -> PlainEdit:
    return next(field for field in dialog.findChildren(PlainEdit) if field.isVisibleTo(dialog))


def test_the_key_that_hides_works_while_somebody_types_in_a_dialog(case_window, note):
    QTest.keyClick(typed_in(note), Qt.Key.Key_F12)
    assert shown() == []
    assert case_window.rooms.currentWidget() is case_window.hidden
    QTest.keyClick(case_window.hidden.text, Qt.Key.Key_F12)
    assert shown() == [note]
    assert typed_in(note).toPlainText() == "by the door"
    assert QApplication.activeModalWidget() is note


def test_the_key_that_locks_works_while_somebody_types_in_a_dialog_and_keeps_the_words(case_window, note, monkeypatch):
    case, desk, kept = case_window._case, case_window.session.desk, []
    close = desk.close
    monkeypatch.setattr(desk, "close", lambda: (kept.extend(unfinished(desk, case)), close()))
    QTest.keyClick(typed_in(note), Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert not case_window.session.open
    assert shown() == []
    assert case_window.rooms.currentWidget() is case_window.locked
    assert any("by the door" in str(waiting.draft.values) for waiting in kept)


@pytest.mark.parametrize("pressed", ["hide", "lock"])
def test_both_keys_work_from_an_open_menu_as_the_windowing_system_sends_them(case_window, pressed):
    menu = case_window.menuBar().actions()[0].menu()
    menu.popup(QPoint(9, 9))
    key, held = (Qt.Key.Key_F12, Qt.KeyboardModifier.NoModifier)
    if pressed == "lock":
        key, held = Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier
    QTest.keyClick(case_window.windowHandle(), key, held)
    assert not menu.isVisible()
    assert case_window.rooms.currentWidget() is (case_window.hidden if pressed == "hide" else case_window.locked)


def test_locking_while_hidden_closes_what_was_hidden(case_window):
    case_window.case.header.note.click()
    case_window.acts.hide.trigger()
    case_window.lock()
    case_window.acts.hide.trigger()
    assert shown() == []


def test_a_lock_that_cannot_close_the_vault_still_empties_the_pages(case_window, monkeypatch):
    desk = case_window.session.desk
    close = desk.close

    def broken() -> None:
        close()
        raise RuntimeError("closing failed")

    monkeypatch.setattr(desk, "close", broken)
    with pytest.raises(RuntimeError, match="closing"):
        case_window.lock()
    assert not case_window.session.open
    assert case_window.rooms.currentWidget() is case_window.locked
    assert case_window.cases.model.rowCount() == 0


def test_closing_asks_when_the_last_words_could_not_be_saved(case_window, monkeypatch):
    monkeypatch.setattr(case_window.wizard, "save_now", lambda: False)
    assert not case_window.close()
    (box,) = shown()
    assert isinstance(box, QMessageBox)
    assert case_window.session.open
    next(b for b in box.buttons() if box.buttonRole(b) == QMessageBox.ButtonRole.DestructiveRole).click()
    assert not case_window.session.open


def test_an_older_copy_is_told_until_the_person_knows(window, vault, qtbot, monkeypatch):
    from cocdesk.model.actions.opening import open_desk, prepare
    from cocdesk.model.actions.practice import PASSPHRASE

    desk = open_desk(prepare(vault, passphrase=PASSPHRASE))
    known = []
    monkeypatch.setattr(type(desk), "older_than_remembered", property(lambda _desk: not known))
    monkeypatch.setattr(desk, "settle_older", lambda: known.append(True))
    window.locked.desk_opened.emit(desk)
    assert "older" in window.notice.text
    window.notice.action.click()
    assert known
    assert window.notice.isHidden()


def test_a_full_disk_is_a_sentence_in_the_window(case_window, monkeypatch):
    def full(*_args: object, **_words: object) -> None:
        raise DiskFull("The disk is full.", do="Make room.")

    assert case_window.session.attempt(full) is None
    assert "disk is full" in case_window.notice.text


def test_no_key_reaches_the_case_while_hidden(case_window, qtbot):
    acts = case_window.acts
    acts.hide.trigger()
    assert [act for act in acts.all() if act.isEnabled()] == [acts.hide, acts.lock, acts.leave]
    assert case_window.hidden.text.hasFocus() or not case_window.isActiveWindow()
    acts.hide.trigger()
    assert acts.new.isEnabled()
    assert acts.paper.isEnabled()


def test_good_news_goes_when_somebody_goes_on_and_a_warning_stays(case_window):
    case_window.notice.say("Saved.", "ok")
    case_window.acts.rooms["matrix"].trigger()
    assert case_window.notice.isHidden()
    case_window.notice.say("The disk is nearly full.", "warn")
    case_window.acts.rooms["cases"].trigger()
    assert not case_window.notice.isHidden()
