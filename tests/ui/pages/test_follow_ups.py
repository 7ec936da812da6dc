"""The Follow-ups page: its groups, its filters, and the door each line is."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from cocdesk.model.actions import respond
from cocdesk.model.records import entries as e
from cocdesk.ui.pages.follow_ups import NOTHING_HERE, NOTHING_WAITS, FollowUpsPage
from cocdesk.ui.session import Session
from cocdesk.ui.tables.follow_up_list import spoken
from tests.ui.accessibility import problems
from tests.ui.case_desks import told_at_the_desk


@pytest.fixture
def page(qtbot, themed, desk):
    session = Session()
    page = FollowUpsPage(session)
    qtbot.addWidget(page)
    page.resize(1000, 640)
    session.sit(desk)
    page.show()
    return page


def rows(page):
    model = page.list.rows
    return [model.index(row, 0).data(Qt.ItemDataRole.UserRole) for row in range(model.rowCount())]


def test_an_empty_desk_waits_for_nothing_and_a_report_brings_its_first_step(qtbot, page, desk):
    assert page._stack.currentIndex() == NOTHING_WAITS
    told_at_the_desk(desk)
    with qtbot.waitSignal(page.counted) as told:
        page.refresh()
    assert page.chips.chip("today").text().endswith(f"  {told.args[0]}")
    assert next(row for row in rows(page) if isinstance(row, str)) in ("Today", "Tomorrow")
    assert problems(page) == []


def test_enter_opens_the_case_at_the_form_and_arrows_pass_over_headings(qtbot, page, desk):
    case = told_at_the_desk(desk)
    sanction = desk.policy(desk.event().policy_hash).sanctions[-1].id
    respond.record(desk, case, e.Decided(sanction=sanction, horizon="later", by="2026-05-23"))
    page.refresh()
    place = next(n for n, row in enumerate(rows(page)) if not isinstance(row, str) and row.act == "acted" and row.id != "act")
    for _key in range(len(rows(page))):
        if page.list.currentIndex().row() == place:
            break
        qtbot.keyClick(page.list, Qt.Key.Key_Down)
    line = page.list.rows.line(place)
    assert (line.when, page.list.chosen) == ("tomorrow", (case, line.id))
    assert all(part in spoken(line) for part in (line.code_name, line.what, "tomorrow"))
    with qtbot.waitSignal(page.step_wanted) as wanted:
        qtbot.keyClick(page.list, Qt.Key.Key_Return)
    assert wanted.args == [case, "acted"]


def test_a_filter_that_shows_nothing_says_so_and_locking_leaves_nothing(qtbot, page, desk):
    told_at_the_desk(desk)
    page.refresh()
    qtbot.mouseClick(page.chips.chip("overdue"), Qt.MouseButton.LeftButton)
    assert page._stack.currentIndex() == NOTHING_HERE
    qtbot.mouseClick(page.nothing_here.action, Qt.MouseButton.LeftButton)
    assert rows(page)
    page.drop()
    assert rows(page) == []
