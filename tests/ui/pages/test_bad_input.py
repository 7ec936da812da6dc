"""What people get wrong in a hurry, through the windows: each time one sentence, and nothing that was typed is lost."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from cocdesk.model.actions import respond
from cocdesk.model.records import entries as e
from cocdesk.ui.pages.case import CasePage
from cocdesk.ui.session import Session
from tests.ui.case_desks import desk_with, told_at_the_desk

MINUTES = "word " * 10_000


@pytest.fixture
def page(qtbot, themed, tmp_path):
    with desk_with(tmp_path, "django-events") as desk:
        session = Session()
        session.sit(desk)
        page = CasePage(session)
        qtbot.addWidget(page)
        page.show_case(told_at_the_desk(desk))
        with qtbot.waitActive(page):
            page.show()
            page.activateWindow()
        page.desk = desk
        yield page
        page.doors.shut()


def test_what_people_get_wrong_is_said_and_nothing_is_lost(qtbot, page):
    def opened(kind):
        page.doors.act(page.view, kind)
        sheet = page.doors.open_dialog
        sheet.activateWindow()
        qtbot.waitUntil(lambda: QApplication.activeWindow() is sheet)
        return sheet

    def recorded(control):
        """Ctrl+Enter, from inside a field."""
        control.setFocus()
        qtbot.keyClick(control, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        return page.doors.open_dialog is None

    def bodies(kind):
        return [h.body for h in page.view.case.happenings if isinstance(h.body, kind)]

    def remarks():
        return " ".join(remark.sentence for remark in page.view.remarks)

    # A meeting with the person reported in the room, its times turned round, and minutes as long as a booklet.
    sheet = opened("met")
    sheet.fields.put({"attendees": ("Ana", "李小龙"), "at": "2026-05-22 17:30", "ended": "2026-05-22 17:10", "minutes": MINUTES})
    assert not recorded(sheet.fields.editor("minutes"))
    assert "stays out of the meeting" in sheet.notice.text and "李" not in sheet.notice.text
    assert sheet.fields.values()["minutes"].split() == MINUTES.split() and bodies(e.Met) == []
    sheet.fields.put({"attendees": ("Ana",)})
    assert "before the beginning" in sheet.fields.said("remarked-meeting")
    assert recorded(sheet.fields.editor("at"))
    assert bodies(e.Met)[0].minutes.split() == MINUTES.split() and "before the beginning" in remarks()

    # A decision of one where two decide, and who then steps back.
    sheet = opened("decided")
    sheet.fields.put({"sanction": "none", "deciders": ("Ana",)})
    assert "At least 2 people" in sheet.fields.said("lacking")
    assert recorded(sheet.fields.editor("why"))
    assert bodies(e.Decided)[0].deciders == ("Ana",) and "At least 2 people" in remarks()
    assert recorded(opened("recused").fields.editor("member"))
    assert "stepped back later" in remarks()

    # Somebody else closed it while the words were being written.
    sheet = opened("closed")
    why = sheet.fields.editor("why")
    sheet.fields.put({"outcome": "warned", "why": "the event is over"})
    respond.record(page.desk, page.view.case.id, e.Closed(outcome="warned", why="over"))
    assert not recorded(why)
    assert "closed already" in sheet.notice.text and sheet.fields.values()["why"] == "the event is over"
