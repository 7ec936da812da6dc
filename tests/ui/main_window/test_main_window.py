"""The whole window: sitting down, going round by keys, hiding, locking."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit

from cocdesk.model.actions.opening import open_desk, prepare
from cocdesk.model.actions.practice import PASSPHRASE, QUICK
from cocdesk.model.queries import case_list, case_view
from cocdesk.ui.dialogs.clipboard import copy_for_a_moment
from cocdesk.ui.main_window import MainWindow
from cocdesk.ui.preferences import Preferences
from tests.ui.accessibility import problems

CTRL = Qt.KeyboardModifier.ControlModifier


def test_a_report_is_taken_by_keyboard_alone_from_the_passphrase_on(window, qtbot):
    focus = QApplication.focusWidget
    qtbot.waitUntil(lambda: focus() is window.locked.unlock.passphrase)
    qtbot.keyClicks(focus(), PASSPHRASE)
    with qtbot.waitSignal(window.session.unlocked):
        qtbot.keyClick(focus(), Qt.Key.Key_Return)
    window.activateWindow()
    before = window.session.ask(case_list.counts).all
    qtbot.waitUntil(lambda: focus() is window.cases.table)
    qtbot.keyClick(focus(), Qt.Key.Key_N, CTRL)
    assert window.pages.currentWidget() is window.wizard
    qtbot.waitUntil(lambda: window.wizard.isAncestorOf(focus()))
    qtbot.keyClicks(focus(), "Somebody would not stop after being asked.")
    with qtbot.waitSignal(window.wizard.report_taken):
        qtbot.keyClick(focus(), Qt.Key.Key_Return, CTRL)
    assert window.session.ask(case_list.counts).all == before + 1
    assert window.pages.currentWidget() is window.case


def test_a_wrong_passphrase_is_told_and_lets_one_try_again(window, qtbot):
    unlock = window.locked.unlock
    unlock.passphrase.setText("not the passphrase at all")
    unlock.unlock.click()
    qtbot.waitUntil(lambda: not unlock.notice.isHidden())
    assert "passphrase" in unlock.notice.text
    unlock.passphrase.setText(PASSPHRASE)
    qtbot.waitUntil(unlock.unlock.isEnabled)
    with qtbot.waitSignal(window.session.unlocked):
        unlock.unlock.click()
    assert window._preferences.recent == (unlock.folder,)


@pytest.mark.parametrize("room", ["cases", "matrix", "follow-ups", "papers", "guidance", "event", "team"])
def test_every_room_is_reached_by_its_key_and_names_its_controls(open_window, qtbot, room):
    open_window.acts.rooms[room].trigger()
    QApplication.processEvents()
    assert open_window.rail.key == room
    assert problems(open_window) == []
    assert [
        label.text()
        for label in open_window.findChildren(QLabel)
        if label.textFormat() != Qt.TextFormat.PlainText and label.text()
    ] == []


def test_a_follow_up_opens_its_case_at_its_form_and_the_rail_counts_what_presses(open_window, qtbot):
    open_window.acts.rooms["follow-ups"].trigger()
    page = open_window.follow_ups
    line = next(found for row in range(9) if (found := page.list.rows.line(row)) is not None)
    qtbot.keyClick(page.list, Qt.Key.Key_Return)
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    assert open_window.case.view.case.id == line.case
    dialog.close()
    open_window.rail.set_count("follow-ups", 3, "3 overdue or due today")
    said = open_window.rail.item(2).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Follow-ups, 3 overdue or due today"


def test_the_locked_pages_name_their_controls(window):
    assert problems(window) == []
    window.locked.unlock.create_wanted.emit(False)
    assert problems(window) == []
    window.locked.show_sheet("ABCDE-FGHJK", vault="v", event="e", exercise=False)
    assert problems(window) == []


@pytest.mark.parametrize("act", ["paper", "mail", "blank", "keys", "preferences", "about"])
def test_every_dialog_names_its_controls_and_escape_closes_it(open_window, qtbot, act):
    qtbot.waitUntil(lambda: bool(open_window.cases.current))
    getattr(open_window.acts, act).trigger()
    QApplication.processEvents()
    dialog = QApplication.activeModalWidget()
    assert problems(dialog) == []
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert QApplication.activeModalWidget() is None


def test_locking_wins_over_an_open_dialog_and_leaves_nothing_on_screen(open_window, qtbot):
    qtbot.waitUntil(lambda: bool(open_window.cases.current))
    open_window.acts.paper.trigger()
    relaunched = []
    open_window._relaunch = lambda: relaunched.append(True)
    open_window.autolock.lock_wanted.emit()
    QApplication.processEvents()
    assert relaunched == [True]
    assert QApplication.activeModalWidget() is None
    assert not open_window.session.open
    assert open_window.rooms.currentWidget() is open_window.locked
    assert open_window.cases.model.rowCount() == 0
    assert not open_window.acts.new.isEnabled()


def test_typing_is_kept_as_a_draft_when_the_vault_locks(open_window, vault, qtbot):
    open_window.acts.new.trigger()
    qtbot.waitUntil(lambda: open_window.wizard.isAncestorOf(QApplication.focusWidget()))
    qtbot.keyClicks(QApplication.focusWidget(), "half a sentence")
    open_window.lock()
    open_window.locked.unlock.passphrase.setText(PASSPHRASE)
    with qtbot.waitSignal(open_window.session.unlocked):
        open_window.locked.unlock.unlock.click()
    assert b"half a sentence" in open_window.session.ask(case_view.waiting_drafts)[0].body
    assert open_window.cases.draft_card.isVisible()
    open_window.cases.go_on.click()
    assert open_window.pages.currentWidget() is open_window.wizard


def test_hiding_shows_plain_notes_and_the_same_key_comes_back(open_window):
    open_window.acts.hide.trigger()
    assert open_window.rooms.currentWidget() is open_window.hidden
    assert open_window.windowTitle() == "Notes"
    assert not open_window.menuBar().isVisible()
    open_window.acts.hide.trigger()
    assert open_window.session.open
    assert open_window.rooms.currentWidget() is not open_window.hidden


def test_a_vault_that_locked_while_hidden_asks_for_its_passphrase(open_window):
    open_window.acts.hide.trigger()
    open_window.lock()
    assert open_window.rooms.currentWidget() is open_window.locked
    assert not open_window.acts.hide.isEnabled()


def test_the_title_never_carries_a_case(open_window, qtbot):
    qtbot.waitUntil(lambda: bool(open_window.cases.current))
    open_window.acts.open_case.trigger()
    assert open_window.windowTitle() == "cocdesk"


def test_a_practice_vault_says_exercise(open_window):
    assert open_window.band.isVisible()


def test_what_rewrites_the_vault_knows_of_the_copies_and_these_of_whoever_is_at_the_keys(open_window):
    copies, lock = open_window.team.copies, open_window.autolock
    assert open_window.case.doors.copies is copies and open_window.matrix.doors.copies is copies
    assert 0 <= copies.idle() < 60 and not lock.works_on()


def test_search_narrows_the_list_and_says_when_nothing_fits(open_window, qtbot):
    every = open_window.cases.model.rowCount()
    open_window.search.setText("zzzz")
    qtbot.waitUntil(lambda: open_window.cases.model.rowCount() == 0)
    assert open_window.cases.nothing_here.isVisible()
    open_window.cases.nothing_here.action.click()
    qtbot.waitUntil(lambda: open_window.cases.model.rowCount() >= every)
    assert open_window.search.text() == ""


def test_a_cell_of_the_matrix_filters_the_list_until_its_chip_is_pressed(open_window):
    open_window.matrix.cell_wanted.emit("high", "high")
    cases = open_window.cases
    assert cases.cell_chip.isVisible()
    assert cases.model.rowCount() == open_window.session.ask(case_list.matrix).get(("high", "high"), (0, 0))[0]
    cases.cell_chip.click()
    assert cases.cell_chip.isHidden()
    assert cases.model.rowCount() == open_window.session.ask(case_list.counts).all


def test_a_new_vault_is_made_in_three_steps_and_its_key_typed_back(window, qtbot, tmp_path):
    window.locked.unlock.create_wanted.emit(True)
    create = window.locked.new_vault
    create.next.click()
    create.member.setText("Ana")
    create.passphrase.setText("too short")
    assert not create.next.isEnabled()
    for field in (create.passphrase, create.again):
        field.setText("a lantern over the quiet harbour")
    create.next.click()
    create.folder.setText(str(tmp_path / "fresh"))
    with qtbot.waitSignal(create.created) as made:
        create.next.click()
    _desk, key = made.args
    sheet = window.locked.sheet
    for field in sheet.fields:
        field.setText("WRONG")
    sheet.go_on.click()
    assert not sheet.notice.isHidden()
    for number, field in zip(sheet.asked, sheet.fields, strict=True):
        field.setText(key.split("-")[number - 1].lower())
    with qtbot.waitSignal(window.session.unlocked):
        sheet.go_on.click()
    assert window.cases.model.rowCount() > 0
    assert window.band.isVisible()


def test_the_event_is_changed_and_saved(open_window):
    page = open_window.event_page
    open_window.acts.rooms["event"].trigger()
    assert not page.save.isEnabled()
    field = page.fields["contact"]
    assert isinstance(field, QLineEdit)
    field.setText("the desk in the foyer")
    page.save.click()
    assert open_window.session.desk.event().settings["contact"] == "the desk in the foyer"
    assert not page.save.isEnabled()


def test_copying_a_paper_is_written_down_in_its_case(open_window, qtbot):
    qtbot.waitUntil(lambda: bool(open_window.cases.current))
    case = open_window.cases.current
    open_window.acts.mail.trigger()
    dialog = QApplication.activeModalWidget()
    qtbot.waitUntil(dialog.copy_button.isEnabled)
    qtbot.waitUntil(lambda: dialog._paper is not None)
    dialog.copy_button.click()
    titles = [line.kind for line in open_window.session.ask(case_view.case_view, case).timeline]
    assert titles.count("exported") == 1
    assert QGuiApplication.clipboard().mimeData().hasFormat("x-kde-passwordManagerHint")
    QGuiApplication.clipboard().clear()
    dialog.close()


def test_guidance_leaves_only_what_holds_the_words(open_window):
    # It is read when somebody looks at it, not before.
    open_window.acts.rooms["guidance"].trigger()
    page = open_window.guidance
    every = page.contents.count()
    page.finder.setText("apology")
    assert 0 < page.contents.count() < every
    page.finder.setText("")
    assert page.contents.count() == every


def test_preferences_are_kept_and_the_lock_cannot_be_turned_off(tmp_path, qapp):
    kept = Preferences(tmp_path / "s.ini")
    kept.idle_minutes, kept.scheme, kept.paper = 99, "dark", "Letter"
    kept.remember(tmp_path / "a")
    kept.remember(tmp_path / "b")
    kept.remember(tmp_path / "a")
    kept.save()
    again = Preferences(tmp_path / "s.ini")
    assert (again.idle_minutes, again.scheme, again.paper) == (15, "dark", "Letter")
    assert again.recent == (tmp_path / "a", tmp_path / "b")
    again.forget_recent()
    assert again.recent == ()


def test_building_the_desk_shows_no_other_window(window, qtbot):
    """A part that is shown before it has its place would stand on the screen by itself, and take the cursor."""
    qtbot.waitUntil(lambda: window._furnished)
    assert QApplication.activeWindow() is window
    assert QApplication.focusWidget() is window.locked.unlock.passphrase


def test_sitting_down_before_the_desk_is_built_waits_for_the_rest(themed, qtbot, jobs, preferences, vault):
    made = MainWindow(jobs, preferences, folder=vault, kdf=QUICK, pause_ms=0)
    qtbot.addWidget(made)
    made.locked.desk_opened.emit(open_desk(prepare(vault, passphrase=PASSPHRASE)))
    assert made.cases.model.rowCount() > 0
    made.close()


def test_locking_takes_what_was_copied_off_the_clipboard(open_window):
    copy_for_a_moment("a case in words")
    open_window.lock()
    assert QGuiApplication.clipboard().text() == ""


def test_closing_takes_what_was_copied_off_the_clipboard(open_window):
    copy_for_a_moment("a case in words")
    open_window.close()
    assert QGuiApplication.clipboard().text() == ""
