"""What the case page asks a second look at: broken rules with their entry, linked cases, and the menu of acts by theme."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from cocdesk.model.actions import respond
from cocdesk.model.records import entries as e
from cocdesk.ui.forms.catalogue import menu
from cocdesk.ui.pages.case import CasePage
from cocdesk.ui.session import Session
from tests.ui.accessibility import problems
from tests.ui.case_desks import told_at_the_desk


@pytest.fixture
def page(qtbot, themed, desk):
    session = Session()
    session.sit(desk)
    page = CasePage(session)
    qtbot.addWidget(page)
    page.resize(1280, 720)
    page.show()
    yield page
    page.doors.shut()


def words(widget):
    QApplication.processEvents()
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget)]


def named(widget, start):
    QApplication.processEvents()
    return next(b for b in widget.findChildren(QPushButton) if b.accessibleName().startswith(start) and b.isVisibleTo(widget))


def test_a_broken_rule_is_said_quietly_and_leads_to_its_entry(page, desk):
    case = told_at_the_desk(desk)
    page.show_case(case)
    assert page.remarks.isHidden()
    respond.record(desk, case, e.Decided(sanction="none", deciders=("Ana",)))
    page.show_case(case)
    assert page.view.remarks and page.view.remarks[0].sentence in words(page.remarks)
    named(page.remarks, "Show:").click()
    QApplication.processEvents()
    assert page.tabs.currentWidget().isAncestorOf(page.timeline)
    assert problems(page) == []


def test_linked_cases_stand_in_both_and_open_at_a_press(qtbot, page, desk):
    first, second = told_at_the_desk(desk), told_at_the_desk(desk, title="Another report")
    page.show_case(first)
    page.doors.act(page.view, "linked")
    sheet = page.doors.open_dialog
    combo = sheet.fields.editor("other")
    assert combo.findData(first) < 0
    combo.setCurrentIndex(combo.findData(second))
    sheet.save_button.click()
    assert page.doors.open_dialog is None
    assert any("Another report" in text for text in words(page.linked))
    with qtbot.waitSignal(page.case_wanted) as wanted:
        named(page.linked, "Open case").click()
    assert wanted.args == [second]
    page.show_case(second)
    assert page.view.linked[0].id == first


def test_a_pressed_apology_ends_in_a_wish_for_a_report(qtbot, page, desk):
    page.show_case(told_at_the_desk(desk))
    page.doors.act(page.view, "apology-offered")
    sheet = page.doors.open_dialog
    sheet.fields.put({"answer": "pressed", "open_report": True})
    with qtbot.waitSignal(page.report_wanted):
        sheet.save_button.click()
    assert page.view.timeline[-1].kind == "apology-offered"


def test_the_places_of_a_measure_are_written_in_one_go(page, desk):
    page.show_case(told_at_the_desk(desk))
    page.doors.act(page.view, "rolled-out")
    sheet = page.doors.open_dialog
    first, second = (place.id for place in page.view.policy.roll_out.places[:2])
    sheet.fields.put({"places": [f"{first}=done:Bo", f"{second}=checked"]})
    sheet.save_button.click()
    bodies = [h.body for h in page.view.case.happenings if isinstance(h.body, e.RolledOut)]
    assert [(b.system, b.owner, b.done, b.checked) for b in bodies] == [
        (first, "Bo", True, False),
        (second, "", True, True),
    ]
    page.doors.act(page.view, "rolled-out")
    again = page.doors.open_dialog
    again.save_button.click()
    assert "Nothing is different" in again.notice.text


def test_the_menu_holds_every_act_of_the_procedure_by_theme(page, desk):
    page.show_case(told_at_the_desk(desk))
    themes = [action.text() for action in page.header._menu.actions() if action.menu() is not None]
    assert themes == [title for title, _acts in menu(page.view.case, page.view.policy)]


def test_a_waiting_step_can_be_opened_too(page, desk):
    page.show_case(told_at_the_desk(desk))
    waiting = next(step for step in page.view.steps if step.state == "waiting")
    page.steps.button_of(waiting.id).click()
    assert page.doors.open_dialog is not None
