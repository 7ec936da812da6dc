"""What keeps the desk quick, told by structure instead of by clock: which index a query walks, how much a save says."""

from __future__ import annotations

import gc
import sys

import pytest

from cocdesk.model.actions import respond
from cocdesk.model.actions.report import take_report
from cocdesk.model.queries import case_list
from cocdesk.model.records import entries as e
from cocdesk.model.records.report import Report, ReportDraft
from cocdesk.model.store import cases, entries

MOST_FOR_A_NOTE = 26
MOST_FOR_A_LETTER = 4
IMMORTAL = sys.version_info >= (3, 12)


def _filed(desk):
    return take_report(desk, ReportDraft(quick="words in the foyer", report=Report(place="Foyer"))).value


class _Said:
    """The statements a connection was given, leaving out what its search tables say among themselves."""

    def __init__(self, desk):
        self.desk, self.statements = desk, []

    def __enter__(self):
        self.desk.db.connection.set_trace_callback(self.statements.append)
        return self

    def __exit__(self, *_error):
        self.desk.db.connection.set_trace_callback(None)

    def own(self):
        return [statement for statement in self.statements if not statement.startswith("--")]


def _plans(desk, read):
    with _Said(desk) as said:
        read()
    return [" | ".join(row[3] for row in desk.db.all("EXPLAIN QUERY PLAN " + one)) for one in said.own() if one[:6] == "SELECT"]


@pytest.mark.parametrize("wanted", ["open", "mine", "overdue", "closed", "all"])
def test_each_filter_of_the_list_walks_its_covering_index_and_sorts_nothing(desk, wanted):
    (plan,) = _plans(desk, lambda: cases.ids(desk.db, wanted, 1, 1))
    assert plan == "SCAN case_row USING COVERING INDEX case_list"


def test_the_counts_of_the_chips_come_from_the_same_index(desk):
    (plan,) = _plans(desk, lambda: cases.counts(desk.db, 1, 1))
    assert plan == "SCAN case_row USING COVERING INDEX case_list"


def test_the_matrix_counts_in_the_order_of_its_index(desk):
    (plan,) = _plans(desk, lambda: cases.matrix(desk.db))
    assert plan == "SCAN case_row USING COVERING INDEX case_cell"


def test_a_cell_of_the_matrix_is_listed_without_sorting(desk):
    (plan,) = _plans(desk, lambda: cases.in_cell(desk.db, "low", "high"))
    assert plan == "SCAN case_row USING COVERING INDEX case_list"


def test_rows_of_the_list_are_looked_up_by_their_number(desk):
    (plan,) = _plans(desk, lambda: cases.rows(desk.db, [1, 2, 3]))
    assert "SEARCH c USING INTEGER PRIMARY KEY" in plan
    assert "SCAN" not in plan and "TEMP B-TREE" not in plan


def test_a_search_looks_up_no_entry(desk):
    plans = [plan for plan in _plans(desk, lambda: cases.search(desk.db, "foyer")) if not plan.endswith("_search_config")]
    assert plans and all("VIRTUAL TABLE" in plan and "entry" not in plan for plan in plans)


@pytest.mark.parametrize(
    "read",
    [
        lambda db: entries.of_subject(db, 1),
        lambda db: entries.previous(db, 1, 1),
        lambda db: entries.head_ids(db, 1),
        lambda db: entries.first_author(db, 1),
    ],
)
def test_the_journal_of_one_case_is_read_through_its_index(desk, read):
    for plan in _plans(desk, lambda: read(desk.db)):
        assert "entry_subject (subject=?)" in plan, plan


def test_the_newest_moment_of_the_journal_is_found_without_reading_it(desk):
    (plan,) = _plans(desk, lambda: entries.newest_at(desk.db))
    assert "SCAN entry" not in plan and "TEMP B-TREE" not in plan and "entry_number (device=?)" in plan


def test_the_newest_moment_is_the_highest_of_the_journal(desk):
    _filed(desk)
    assert entries.newest_at(desk.db) == desk.db.value("SELECT max(at) FROM entry") > 0


def test_saving_a_note_takes_a_bounded_number_of_statements_however_long_the_case(desk):
    case = _filed(desk)
    taken = []
    for number in range(3):
        with _Said(desk) as said:
            respond.record(desk, case, e.Noted(text=f"note {number}"))
        taken.append(len(said.own()))
    assert taken[1] == taken[2] <= taken[0] <= MOST_FOR_A_NOTE


def test_a_letter_typed_in_the_search_takes_a_bounded_number_of_statements(desk):
    _filed(desk)
    case_list.ids(desk, search="f")
    with _Said(desk) as said:
        assert len(case_list.ids(desk, search="foy")) == 1
    assert len(said.own()) <= MOST_FOR_A_LETTER


def test_what_was_kept_of_the_list_is_forgotten_when_something_is_saved(desk, watch):
    first = _filed(desk)
    assert len(case_list.ids(desk)) == 1
    _filed(desk)
    assert len(case_list.ids(desk)) == 2
    watch.forward(minutes=1)
    respond.record(desk, first, e.Noted(text="now it is the newest"))
    assert case_list.rows(desk, case_list.ids(desk)[:1])[case_list.ids(desk)[0]].id == first


@pytest.mark.skipif(IMMORTAL, reason="None and True have no count to lose")
def test_signals_and_repaints_lose_no_reference(qtbot):
    from PySide6.QtCore import QAbstractTableModel, QObject, Signal
    from PySide6.QtWidgets import QTableView

    class Sender(QObject):
        said = Signal(object)

    class Rows(QAbstractTableModel):
        def rowCount(self, parent=None):
            return 5

        def columnCount(self, parent=None):
            return 2

        def data(self, index, role=0):
            return None

    sender, view, model = Sender(), QTableView(), Rows()
    qtbot.addWidget(view)
    view.setModel(model)
    view.show()

    def work(times):
        for _ in range(times):
            sender.said.emit(None)
            view.viewport().repaint()

    work(10)
    gc.collect()
    before = [sys.getrefcount(single) for single in (None, True)]
    work(1000)
    gc.collect()
    lost = [was - sys.getrefcount(single) for was, single in zip(before, (None, True), strict=True)]
    assert max(lost) < 500
