"""The set-up of the event: what the procedure leaves open stands in groups, in words people choose from."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QComboBox

from cocdesk.ui.pages.event import EventPage
from cocdesk.ui.session import Session
from cocdesk.ui.widgets.card import Card
from tests.ui.accessibility import problems
from tests.ui.case_desks import desk_with


@pytest.fixture
def page(qtbot, themed, tmp_path):
    with desk_with(tmp_path) as desk:
        session = Session()
        session.sit(desk)
        page = EventPage(session)
        page._kept = session
        qtbot.addWidget(page)
        page.resize(1280, 720)
        page.refresh()
        page.show()
        yield page


def test_what_is_chosen_is_kept_in_its_words_and_means_a_time_to_the_program(page):
    from cocdesk.model.rules import choices

    field = page.fields["receipt"]
    assert isinstance(field, QComboBox)
    assert field.currentText() == "Not settled yet"
    assert not page.save.isEnabled()
    field.setCurrentText("Within a day")
    page.save.click()
    desk = page._session.desk
    event = desk.event()
    assert event.settings["receipt"] == "Within a day"
    assert choices.period(desk.policy(event.policy_hash), event, "receipt_within") == "P1D"
    assert not page.save.isEnabled()


def test_every_setting_stands_under_a_heading_and_nothing_is_without_a_name(page):
    assert len(page.findChildren(Card)) >= 6
    policy = page._session.desk.policy(page._session.desk.event().policy_hash)
    assert set(page.fields) == {setting.id for setting in policy.settings}
    assert problems(page) == []
