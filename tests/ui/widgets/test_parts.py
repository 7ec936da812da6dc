"""The small parts: each says what it is, answers the keyboard, and keeps its room at large text."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from cocdesk.ui import theme
from cocdesk.ui.widgets.card import button
from cocdesk.ui.widgets.chips import Chips
from cocdesk.ui.widgets.choice import NOT_OFFERED, Choice
from cocdesk.ui.widgets.empty_state import EmptyState
from cocdesk.ui.widgets.guidance_panel import GuidancePanel
from cocdesk.ui.widgets.half_day_clock import HalfDayClock
from cocdesk.ui.widgets.matrix_grid import PLACES, Cell, MatrixGrid, place_words
from cocdesk.ui.widgets.notice_bar import NoticeBar
from cocdesk.ui.widgets.pill import Pill
from cocdesk.ui.widgets.progress import Progress
from cocdesk.ui.widgets.rail import Rail
from cocdesk.ui.widgets.step_list import StepList
from cocdesk.ui.widgets.timeline import Timeline
from tests.ui import gallery
from tests.ui.accessibility import problems
from tests.ui.invented import ENTRIES, RESPONSES, STEPS


@pytest.fixture
def shown(qtbot, themed):
    def show(widget):
        qtbot.addWidget(widget)
        widget.show()
        return widget

    return show


def words_of(widget):
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget)]


@pytest.mark.parametrize("page", [name for name in gallery.PAGES if name != "popups"])
def test_every_part_can_be_used_without_seeing_it(shown, page):
    assert problems(shown(gallery.PAGES[page]())) == []


def test_the_places_of_the_matrix_are_told_impact_first():
    assert [place_words(place) for place in PLACES] == [
        "High impact, low risk", "High impact, high risk", "Low impact, low risk", "Low impact, high risk",
    ]  # fmt: skip


def test_a_cell_of_the_matrix_speaks_its_count_and_response(shown):
    matrix = MatrixGrid()
    matrix.set_cells(RESPONSES)
    shown(matrix)
    cell = matrix.cell("low", "high")
    assert cell.accessibleName() == "High impact, low risk: 3 cases. Suggested response: Apology in public, leave the event"
    assert QAccessible.queryAccessibleInterface(cell).role() in (QAccessible.Role.Button, QAccessible.Role.CheckBox)
    matrix.set_cells({("low", "high"): Cell(count=1)})
    assert cell.accessibleName() == "High impact, low risk: 1 case."


def test_the_matrix_is_walked_with_arrows_and_chosen_with_return(shown, qtbot):
    matrix = shown(MatrixGrid("place"))
    matrix.cell("low", "high").setFocus()
    qtbot.keyClick(matrix.cell("low", "high"), Qt.Key.Key_Right)
    qtbot.keyClick(matrix.cell("high", "high"), Qt.Key.Key_Down)
    with qtbot.waitSignal(matrix.cell_chosen) as chosen:
        qtbot.keyClick(matrix.cell("high", "low"), Qt.Key.Key_Return)
    assert chosen.args == ["high", "low"]
    assert matrix.focusWidget() is matrix.cell("high", "low")
    assert matrix.chosen == ("high", "low")


def test_choosing_a_cell_again_takes_it_back(shown, qtbot):
    matrix = shown(MatrixGrid())
    matrix.choose(("low", "low"))
    with qtbot.waitSignal(matrix.cell_cleared), qtbot.assertNotEmitted(matrix.cell_chosen):
        matrix.cell("low", "low").click()
    assert matrix.chosen is None


def test_a_filter_is_changed_with_the_arrows_and_told_once(shown, qtbot):
    chips = Chips([("open", "Open"), ("mine", "Mine"), ("all", "All")], name="Filter")
    chips.set_counts({"open": 6, "all": 10})
    shown(chips)
    told = []
    chips.chosen.connect(told.append)
    chips.choose("mine")
    qtbot.keyClick(chips.chip("mine"), Qt.Key.Key_Right)
    qtbot.keyClick(chips.chip("all"), Qt.Key.Key_Right)
    chips.chip("open").click()
    assert told == ["all", "open"]
    assert chips.chip("open").isChecked()
    assert chips.chip("open").accessibleName() == "Open: 6"
    assert chips.chip("mine").text() == "Mine"


def test_chips_go_on_in_the_next_line_when_room_is_short(shown):
    chips = shown(Chips([(str(number), f"A longer word {number}") for number in range(6)], name="Filter"))
    layout = chips.layout()
    assert layout.heightForWidth(200) > layout.heightForWidth(2000)


def test_not_offered_takes_one_key(shown, qtbot):
    choice = shown(Choice("Medical help", not_offered=True))
    with qtbot.waitSignal(choice.changed) as changed:
        qtbot.keyClick(choice.answer("yes"), Qt.Key.Key_N)
    assert changed.args == [NOT_OFFERED]
    assert choice.key == NOT_OFFERED
    assert choice.answer(NOT_OFFERED).isChecked()


def test_an_answer_can_be_taken_back(shown, qtbot):
    choice = shown(Choice("May we use the name?"))
    assert choice.key == ""
    choice.answer("no").click()
    with qtbot.waitSignal(choice.changed) as changed:
        qtbot.keyClick(choice.answer("no"), Qt.Key.Key_Delete)
    assert changed.args == [""]
    assert not choice.answer("no").isChecked()


def test_an_answer_is_a_radio_button_that_names_its_question(shown):
    choice = shown(Choice("May we use the name?"))
    face = QAccessible.queryAccessibleInterface(choice.answer("unknown"))
    assert face.role() == QAccessible.Role.RadioButton
    assert face.text(QAccessible.Text.Name) == "May we use the name?: Unknown"


def test_enter_presses_the_button_the_cursor_is_on(qtbot, themed):
    made, pressed = button("Decide…", "primary"), []
    qtbot.addWidget(made)
    made.clicked.connect(lambda: pressed.append(True))
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
        qtbot.keyClick(made, key)
    assert pressed == [True] * 3
    made.setEnabled(False)
    qtbot.keyClick(made, Qt.Key.Key_Return)
    qtbot.keyClick(made, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert pressed == [True] * 3


def test_the_cursor_comes_to_the_answer_that_was_given(qtbot, themed):
    made = Choice("Safe?")
    qtbot.addWidget(made)
    assert made.focusProxy() is made.answer("yes")
    made.choose("no")
    assert made.focusProxy() is made.answer("no")
    made.choose("")
    assert made.focusProxy() is made.answer("yes")


def test_a_step_is_asked_for_by_its_button_and_only_one_button_is_filled(shown, qtbot):
    steps = StepList()
    steps.set_steps(STEPS)
    shown(steps)
    with qtbot.waitSignal(steps.step_wanted) as wanted:
        steps.button_of("inform").click()
    assert wanted.args == ["inform"]
    assert [step.id for step in STEPS if (made := steps.button_of(step.id)) and made.property("look") == "primary"] == ["meet"]
    assert "Done  ·  Ada, 14:05  ·  Procedure 2.1" in words_of(steps)


def test_the_focus_stays_on_its_step_when_the_list_is_renewed(shown):
    steps = StepList()
    steps.set_steps(STEPS)
    shown(steps)
    steps.button_of("inform").setFocus()
    steps.set_steps(STEPS[1:])
    assert steps.focusWidget() is steps.button_of("inform")
    assert steps.button_of("write") is None


def test_what_was_struck_is_crossed_out_and_says_so_in_words(shown):
    timeline = Timeline()
    timeline.set_entries(ENTRIES)
    shown(timeline)
    struck = next(label for label in timeline.findChildren(QLabel) if label.text().startswith("Wrong case"))
    assert struck.font().strikeOut()
    assert struck.accessibleName().startswith("Struck: ")
    assert "Struck by Grace, 14:31: wrong case" in words_of(timeline)
    assert {label.textFormat() for label in timeline.findChildren(QLabel)} == {Qt.TextFormat.PlainText}


def test_an_entry_is_asked_for_by_its_button(shown, qtbot):
    timeline = Timeline()
    timeline.set_entries(ENTRIES)
    shown(timeline)
    from PySide6.QtWidgets import QPushButton

    with qtbot.waitSignal(timeline.entry_wanted) as wanted:
        timeline.findChild(QPushButton).click()
    assert wanted.args == ["1"]


def test_a_notice_says_its_sentence_and_goes_when_told(shown, qtbot):
    page = QWidget()
    bar = NoticeBar(page)
    shown(page)
    assert bar.isHidden()
    bar.say("The file could not be read.", "error", action="Choose")
    assert bar.isVisible()
    with qtbot.waitSignal(bar.action_wanted):
        bar.action.click()
    with qtbot.waitSignal(bar.closed):
        bar.close_button.click()
    assert bar.isHidden()


def test_progress_covers_the_page_and_gives_the_focus_back(shown, qtbot):
    page = QWidget()
    shown(page).resize(500, 300)
    veil = Progress(page)
    veil.begin("Writing the backup")
    veil.advance(3, 10)
    assert veil.geometry() == page.rect()
    with qtbot.waitSignal(veil.cancel_wanted):
        qtbot.keyClick(veil, Qt.Key.Key_Escape)
    with qtbot.assertNotEmitted(veil.cancel_wanted):
        qtbot.keyClick(veil, Qt.Key.Key_Escape)
    veil.end()
    assert veil.isHidden()


def test_the_clock_says_its_time_in_words(shown):
    clock = shown(HalfDayClock())
    clock.set_time(1.4, "3 h over", under="The report came at 14:05", tone="bad")
    assert clock.accessibleName() == "3 h over. The report came at 14:05"
    assert not clock.grab().isNull()


def test_guidance_shows_only_the_lists_that_have_words(shown):
    panel = shown(GuidancePanel())
    panel.set_guidance("Listening", say=["Thank you for telling us."])
    assert words_of(panel) == ["Listening", "Say", "Thank you for telling us."]


def test_a_page_is_wanted_once_and_restored_quietly(shown, qtbot):
    rail = shown(Rail([("cases", "tray", "Cases"), ("matrix", "squares-four", "Matrix")]))
    told = []
    rail.page_wanted.connect(told.append)
    rail.choose("matrix")
    assert (rail.key, told) == ("matrix", [])
    qtbot.keyClick(rail, Qt.Key.Key_Up)
    assert told == ["cases"]


def test_an_empty_list_says_what_to_do_and_does_it(shown, qtbot):
    empty = shown(EmptyState("tray", "No case yet. Write the first one while you listen.", "New report"))
    with qtbot.waitSignal(empty.action_wanted):
        empty.action.click()
    assert empty.words.height() >= empty.words.heightForWidth(empty.words.width())


def test_a_pill_is_as_wide_as_its_word(shown):
    pill = shown(Pill("Open", "info"))
    before = pill.sizeHint().width()
    pill.set_state("Action taken", "ok")
    assert pill.sizeHint().width() > before
    assert pill.accessibleName() == "Action taken"


def test_a_list_that_is_renewed_keeps_its_rows_and_hides_what_is_left_over(shown):
    steps = StepList()
    steps.set_steps(STEPS)
    shown(steps)
    rows = {step.id: steps.row_of(step.id) for step in STEPS}
    steps.set_steps(list(reversed(STEPS)))
    assert {steps.row_of(step.id) for step in STEPS} == set(rows.values())
    assert [row.step.id for row in steps.findChildren(QFrame) if hasattr(row, "step")] == [step.id for step in reversed(STEPS)]
    steps.set_steps(STEPS[:1])
    assert [row.isVisible() for row in rows.values()].count(True) == 1
    assert steps.row_of(STEPS[1].id) is None
    steps.set_steps(())
    assert "".join(words_of(steps)).strip() == ""


def test_long_work_that_cannot_be_stopped_says_so(shown):
    page = QWidget()
    veil = Progress(page)
    shown(page)
    veil.begin("Writing the vault anew.", cancellable=False, lasting=True)
    assert veil.stays.isVisible() and not veil.cancel.isVisible()
    veil.begin("Unlocking. This takes a second.", cancellable=False)
    assert not veil.stays.isVisible()
    veil.begin("Every case", lasting=True)
    assert veil.cancel.isVisible() and not veil.stays.isVisible()


def test_at_large_text_the_matrix_is_no_higher_than_its_words_and_its_rows_keep_their_names(shown, themed):
    theme.apply(themed, "light", text_scale=2.0)
    try:
        matrix = MatrixGrid()
        matrix.set_cells(RESPONSES)
        shown(matrix).resize(920, 100)
        line = matrix.fontMetrics().height()
        cells = [matrix.cell(*place) for place in PLACES]
        assert all(cell.minimumSizeHint().height() <= line * 5 for cell in cells)
        names = max(matrix.fontMetrics().horizontalAdvance(words) for words in ("High impact", "Low impact"))
        assert all(cell.height() >= names for cell in cells)
    finally:
        theme.apply(themed, "light")
