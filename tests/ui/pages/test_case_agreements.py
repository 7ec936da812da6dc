"""The tab of agreements: each answer in words, a door to ask and one to take back, and who knows below it."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from cocdesk.model.actions import respond
from cocdesk.model.queries.case_view import case_view
from cocdesk.model.records import entries as e
from cocdesk.ui.forms.catalogue import act_form
from cocdesk.ui.forms.situation import Situation
from cocdesk.ui.pages.case_agreements import AgreementsTab
from cocdesk.ui.widgets.notice_bar import NoticeBar
from cocdesk.ui.widgets.pill import Pill
from tests.ui.accessibility import problems
from tests.ui.case_desks import MARKUP, desk_with, told_at_the_desk

AGREED = e.Consented(answer="agreed", whom="reporter", what="identity", to_whom="venue", words=MARKUP)


@pytest.fixture
def desk(tmp_path):
    with desk_with(tmp_path, "django-events") as desk:
        yield desk


def test_answers_can_be_read_and_taken_back_and_those_who_know_are_counted(qtbot, themed, desk):
    case = told_at_the_desk(desk)
    respond.record(desk, case, AGREED)
    respond.record(desk, case, e.Met(attendees=("Ana", "Kim", "Sam", "Lee")))
    tab = AgreementsTab()
    qtbot.addWidget(tab)
    tab.show_case(case_view(desk, case))
    tab.show()
    QApplication.processEvents()
    words = [label.text() for label in tab.findChildren(QLabel)]
    assert "To the venue: their name" in words
    assert f"“{MARKUP}”" in words
    assert "4 people" in tab.findChild(NoticeBar).text
    assert not any("Žižek" in word for word in words)
    assert problems(tab) == []
    wishes = []
    tab.act_wanted.connect(wishes.append)
    back = next(b for b in tab.findChildren(QPushButton) if b.accessibleName().startswith("Took it back"))
    back.click()
    view = case_view(desk, case)
    form = act_form(wishes[0], Situation(case=view.case, policy=view.policy, event=view.event, member="Ana", now=desk.now()))
    respond.record(desk, case, form.make({"words": "no more"}))
    tab.show_case(case_view(desk, case))
    QApplication.processEvents()
    states = [pill.text for pill in tab.findChildren(Pill) if pill.isVisibleTo(tab)]
    assert "Withdrew an agreement" in states and "Not covered any more" in states
    tab.drop()
    QApplication.processEvents()
    assert tab.column.count() == 0
