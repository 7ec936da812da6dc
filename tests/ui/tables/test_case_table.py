"""The list of cases: all reachable, few read, each in one spoken sentence."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from cocdesk.ui.tables.case_table import (
    BLOCK,
    CASE,
    DUE,
    KEPT,
    PLACE,
    STAGE,
    CaseTable,
    CaseTableModel,
    cell_words,
    shown_title,
    spoken,
)
from tests.ui.accessibility import problems
from tests.ui.invented import invented_rows

ROWS = invented_rows(12)


class Store:
    """Gives rows and remembers what was asked."""

    def __init__(self, count):
        self.rows, self.asked = invented_rows(10), []
        self.count = count

    def __call__(self, ids):
        self.asked.append(list(ids))
        return {number: self.rows[number % 10] for number in ids}


def test_nothing_is_read_before_it_is_seen_and_then_one_block():
    store = Store(100_000)
    model = CaseTableModel(range(100_000), store)
    assert model.rowCount() == 100_000
    assert store.asked == []
    assert model.data(model.index(5000, CASE)) == ROWS[0].title
    assert model.data(model.index(5001, STAGE)) == ROWS[1].stage
    assert [len(asked) for asked in store.asked] == [BLOCK]


def test_old_blocks_are_let_go():
    store = Store(100_000)
    model = CaseTableModel(range(100_000), store)
    for number in range(KEPT + 1):
        model.record(number * BLOCK)
    model.record(BLOCK)
    assert len(store.asked) == KEPT + 1
    model.record(0)
    assert len(store.asked) == KEPT + 2


def test_another_order_forgets_what_was_read():
    store = Store(10)
    model = CaseTableModel(range(10), store)
    model.record(0)
    model.set_ids([7, 3])
    assert model.rowCount() == 2
    assert [model.case_id(row) for row in range(-1, 3)] == [None, 7, 3, None]
    assert model.record(0) is store.rows[7]
    assert store.asked[-1] == [7, 3]


def test_a_case_that_is_gone_meanwhile_leaves_an_empty_row():
    model = CaseTableModel([1, 2], lambda ids: {2: ROWS[2]})
    assert model.data(model.index(0, CASE)) is None
    assert model.data(model.index(1, CASE)) == ROWS[2].title
    assert model.record(99) is None


def test_a_row_is_spoken_as_one_sentence():
    words = spoken(ROWS[0])
    assert words == (
        "Unwelcome comments at the social event, Amber Heron 12, Conference party, Open, impact high, risk low, due in 2 h 10 min"
    )
    model = CaseTableModel([0], lambda ids: {0: ROWS[0]})
    assert model.data(model.index(0, CASE), Qt.ItemDataRole.AccessibleTextRole) == words


def test_a_covered_case_shows_its_title_nowhere():
    covered = ROWS[8]
    assert covered.blurred
    assert covered.title not in (shown_title(covered), spoken(covered).split(",")[0])


@pytest.mark.parametrize(
    ("risk", "impact", "words"),
    [
        ("low", "high", "High · low"),
        ("high", "low", "Low · high"),
        ("", "", "Not placed"),
        ("low", "", "Not placed"),
        ("odd", "low", "Not placed"),
    ],
)
def test_a_place_in_the_matrix_is_told_impact_first(risk, impact, words):
    assert cell_words(risk, impact) == words


@pytest.fixture
def table(qtbot, themed):
    made = CaseTable()
    qtbot.addWidget(made)
    made.show_cases(CaseTableModel(range(10), Store(10), made))
    made.resize(1000, 400)
    made.show()
    return made


def test_the_list_has_a_name_and_lets_tab_out(table):
    assert problems(table) == []


def test_return_opens_the_selected_case_and_the_arrows_move(table, qtbot):
    table.selectRow(3)
    with qtbot.waitSignal(table.case_selected) as moved:
        qtbot.keyClick(table, Qt.Key.Key_Down)
    with qtbot.waitSignal(table.case_wanted) as opened:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert (moved.args, opened.args) == ([4], [4])


def test_the_title_keeps_its_room_when_the_window_is_narrow(table):
    assert not any(table.isColumnHidden(column) for column in (STAGE, PLACE, DUE))
    table.resize(320, 400)
    assert table.isColumnHidden(STAGE)
    assert table.isColumnHidden(PLACE)
    assert table.columnWidth(CASE) >= table.fontMetrics().averageCharWidth() * 24


def test_every_row_paints_in_the_room_it_has(table):
    for width in (1000, 600, 320):
        table.resize(width, 400)
        assert table.grab().width() == width


def test_where_room_is_short_the_last_columns_leave_what_they_do_not_need_to_the_titles(qtbot, themed):
    table = CaseTable()
    qtbot.addWidget(table)
    wide = table.fontMetrics().averageCharWidth()
    short = [replace(row, stage="Open", due_words="in 2 h") for row in invented_rows(10).values()]
    model = CaseTableModel(range(10), lambda ids: {number: short[number] for number in ids})
    table.show_cases(model)
    table.resize(wide * 80, 300)
    table.show()
    assert table.columnWidth(DUE) < wide * 19 and table.columnWidth(STAGE) < wide * 19
    metrics = table.fontMetrics()
    assert all(metrics.horizontalAdvance(row.due_words) < table.columnWidth(DUE) for row in short)
    table.resize(wide * 120, 300)
    assert table.columnWidth(DUE) == table.columnWidth(STAGE) == wide * 19
