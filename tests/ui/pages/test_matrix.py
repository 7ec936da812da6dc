"""The matrix of all cases: counts, doors to the list, and a place for what has none."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from cocdesk.model.actions import respond
from cocdesk.model.records import entries as e
from cocdesk.ui.dialogs.assess import AssessDialog
from cocdesk.ui.pages.matrix import MatrixPage
from cocdesk.ui.session import Session
from tests.ui.accessibility import problems
from tests.ui.case_desks import MARKUP, PACKS, desk_with, told_at_the_desk


@pytest.fixture
def page(qtbot, themed, desk):
    session = Session()
    session.sit(desk)
    page = MatrixPage(session)
    page._kept = session
    qtbot.addWidget(page)
    page.resize(1280, 720)
    page.refresh()
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    yield page
    page.doors.shut()


def test_a_cell_says_how_many_cases_stand_there_and_opens_their_list(qtbot, page, desk):
    case = told_at_the_desk(desk)
    respond.record(desk, case, e.Assessed(risk="low", impact="high"))
    page.refresh()
    cell = page.grid.cell("low", "high")
    assert "1 case" in cell.accessibleName()
    with qtbot.waitSignal(page.cell_wanted) as wanted:
        qtbot.mouseClick(cell, Qt.MouseButton.LeftButton)
    assert wanted.args == ["low", "high"]
    assert page.grid.chosen is None


def test_a_case_without_a_place_is_placed_by_keys_alone(qtbot, page, desk):
    case = told_at_the_desk(desk)
    page.refresh()
    page.unplaced.list.setFocus()
    qtbot.keyClick(page.unplaced.list, Qt.Key.Key_Return)
    assert page.notice.isVisible()
    qtbot.keyClick(page.grid.cell("low", "high"), Qt.Key.Key_Right)
    assert page.grid.cell("high", "high").hasFocus()
    with qtbot.assertNotEmitted(page.cell_wanted):
        qtbot.keyClick(page.grid.cell("high", "high"), Qt.Key.Key_Return)
    sheet = page.doors.open_dialog
    assert isinstance(sheet, AssessDialog) and sheet.grid.chosen == ("high", "high")
    sheet.save()
    placed = desk.case(case)
    assert (placed.risk, placed.impact) == ("high", "high")
    assert page.unplaced.list.count() == 0 and page.unplaced.empty.isVisible()


def test_escape_puts_a_case_back(qtbot, page, desk):
    told_at_the_desk(desk)
    page.refresh()
    qtbot.mouseClick(page.unplaced.place, Qt.MouseButton.LeftButton)
    qtbot.keyClick(page.grid.cell("low", "high"), Qt.Key.Key_Escape)
    assert not page.notice.isVisible()
    with qtbot.waitSignal(page.cell_wanted):
        qtbot.mouseClick(page.grid.cell("low", "low"), Qt.MouseButton.LeftButton)


def test_an_unplaced_case_can_be_opened(qtbot, page, desk):
    case = told_at_the_desk(desk)
    page.refresh()
    with qtbot.waitSignal(page.case_wanted) as wanted:
        qtbot.mouseClick(page.unplaced.open_case, Qt.MouseButton.LeftButton)
    assert wanted.args == [case]


def test_it_can_be_used_by_ear_empty_and_full(page, desk):
    assert problems(page) == []
    told_at_the_desk(desk, title=MARKUP)
    page.refresh()
    assert problems(page) == []
    assert page.unplaced.list.item(0).text() == MARKUP


def test_locking_drops_the_cases(page, desk):
    told_at_the_desk(desk)
    page.refresh()
    page._kept.lock()
    assert page.unplaced.list.count() == 0


@pytest.mark.parametrize("pack", PACKS)
def test_the_matrix_of_every_pack_is_described(pack, qtbot, themed, tmp_path):
    with desk_with(tmp_path, pack) as desk:
        session = Session()
        session.sit(desk)
        page = MatrixPage(session)
        qtbot.addWidget(page)
        page.refresh()
        matrix = desk.policy(desk.event().policy_hash).matrix
        seen = [label.text() for label in page.meanings.findChildren(QLabel)]
        assert all(cell.response in seen for cell in matrix.cells)
