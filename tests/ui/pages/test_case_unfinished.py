"""A half-written act of a case: it outlives a lock, is offered again, and goes when it is recorded or put away."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox

from cocdesk.model.actions import respond
from cocdesk.model.desk import Desk
from cocdesk.model.laptop import Laptop
from cocdesk.model.queries.case_view import unfinished
from cocdesk.model.records import entries as e
from cocdesk.model.vault.vault import unlock
from cocdesk.ui.dialogs.assess import AssessDialog
from cocdesk.ui.dialogs.leaving import ask_before_losing
from cocdesk.ui.pages.case import CasePage
from cocdesk.ui.session import Session
from cocdesk.ui.unsaved import WAIT
from tests.ui.accessibility import problems
from tests.ui.case_desks import Clock, told_at_the_desk


@pytest.fixture
def session(desk):
    made = Session()
    made.sit(desk)
    yield made
    made.lock()


@pytest.fixture
def page(qtbot, themed, session, desk):
    made = CasePage(session)
    qtbot.addWidget(made)
    made.resize(1280, 720)
    made.show()
    made.show_case(told_at_the_desk(desk))
    yield made
    made.doors.shut()


@pytest.fixture
def back(tmp_path):
    """Unlocks the vault again and shows the case."""

    def sit(page, session):
        desk = Desk(
            unlock(tmp_path / "vault", passphrase="heron walks by the long jetty"),
            laptop=Laptop(tmp_path / "laptop"),
            clock=Clock(),
        )
        session.sit(desk)
        page.show_case(page.shown_before)

    return sit


def click(qtbot, button):
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def lock(page, session):
    page.shown_before = page.view.case.id
    session.lock()


def waiting(page):
    return unfinished(page._session.desk, page.view.case.id)


def pressed(widget, words):
    box = next(box for box in widget.window().findChildren(QMessageBox) if box.isVisible())
    next(button for button in box.buttons() if button.text() == words).click()


def test_a_half_typed_meeting_is_there_after_locking_and_can_be_recorded(qtbot, page, session, back):
    page.doors.act(page.view, "met")
    sheet = page.doors.open_dialog
    sheet.fields.editor("at").setText("Friday at noon")
    qtbot.keyClicks(sheet.fields.editor("what_happened"), "We read the report, and")
    lock(page, session)
    assert not sheet.isVisible() and not page.unfinished.isVisible()
    assert page.unfinished.words.text() == ""
    back(page, session)
    assert page.unfinished.isVisible()
    assert page.unfinished.words.text().startswith("Unfinished: The team met, from ")
    click(qtbot, page.unfinished.go_on)
    again = page.doors.open_dialog
    assert again.fields.values()["what_happened"] == "We read the report, and"
    assert again.fields.values()["at"] == "Friday at noon"
    assert not page.unfinished.isVisible()
    qtbot.keyClicks(again.fields.editor("doing_anything"), "Yes.")
    click(qtbot, again.save_button)
    met = page.view.case.happenings[-1].body
    assert (met.what_happened, met.doing_anything, met.at) == ("We read the report, and", "Yes.", "Friday at noon")
    assert waiting(page) == () and not page.unfinished.isVisible()
    session.lock()


def test_typing_is_in_the_vault_within_a_second_without_any_lock(qtbot, page):
    page.doors.note(page.view)
    qtbot.keyClicks(page.doors.open_dialog.fields.editor("text"), "They came back")
    assert WAIT < 1000
    qtbot.waitUntil(lambda: len(waiting(page)) == 1, timeout=2000)
    assert waiting(page)[0].draft.values == {"text": "They came back"}
    assert not page.unfinished.isVisible()


def test_a_dialog_that_was_only_looked_at_leaves_no_draft(page, session):
    page.doors.act(page.view, "decided")
    assert page.save_now()
    session.locking.emit()
    assert waiting(page) == ()


def test_what_was_just_recorded_does_not_come_back_as_a_draft(qtbot, page, session):
    page.doors.note(page.view)
    sheet = page.doors.open_dialog
    qtbot.keyClicks(sheet.fields.editor("text"), "They came back")
    assert page.save_now() and len(waiting(page)) == 1
    qtbot.keyClicks(sheet.fields.editor("text"), " twice")
    click(qtbot, sheet.save_button)
    session.locking.emit()
    assert waiting(page) == ()


def test_putting_away_asks_once(qtbot, page):
    page.doors.note(page.view)
    sheet = page.doors.open_dialog
    qtbot.keyClicks(sheet.fields.editor("text"), "They came back")
    page.save_now()
    page.doors.shut()
    page.show_case(page.view.case.id)
    assert problems(page) == []
    click(qtbot, page.unfinished.put_away)
    pressed(page, "Keep it")
    assert len(waiting(page)) == 1 and page.unfinished.isVisible()
    click(qtbot, page.unfinished.put_away)
    pressed(page, "Throw away")
    assert waiting(page) == () and not page.unfinished.isVisible()


def test_leaving_a_dialog_offers_to_finish_it_later(qtbot, page):
    page.doors.note(page.view)
    sheet = page.doors.open_dialog
    qtbot.keyClicks(sheet.fields.editor("text"), "They came back")
    click(qtbot, sheet.cancel_button)
    pressed(sheet, "Finish later")
    assert not sheet.isVisible() and page.unfinished.isVisible()
    click(qtbot, page.unfinished.go_on)
    again = page.doors.open_dialog
    assert again.typed()
    click(qtbot, again.cancel_button)
    pressed(again, "Throw away")
    assert waiting(page) == () and not page.unfinished.isVisible()


def test_several_wait_under_one_another(qtbot, page):
    for words in ("first", "second"):
        page.doors.note(page.view)
        qtbot.keyClicks(page.doors.open_dialog.fields.editor("text"), words)
        page.save_now()
        page.doors.shut()
    page.show_case(page.view.case.id)
    assert page.unfinished.words.text().endswith("1 more waits")
    click(qtbot, page.unfinished.go_on)
    assert page.doors.open_dialog.fields.values()["text"] == "second"
    assert page.unfinished.isVisible()


def test_an_assessment_comes_back_with_its_answers_and_its_place(qtbot, page):
    page.doors.assess(page.view)
    sheet = page.doors.open_dialog
    question = next(iter(sheet.questions))
    sheet.questions[question].answer("unknown").click()
    click(qtbot, sheet.grid.cell("low", "high"))
    page.save_now()
    page.doors.shut()
    page.doors.resume(page.view, waiting(page)[0])
    again = page.doors.open_dialog
    assert isinstance(again, AssessDialog)
    assert (again.answers(), again.grid.chosen) == ({question: "unknown"}, ("low", "high"))


def test_a_correction_that_waited_does_not_take_back_what_somebody_corrected_meanwhile(qtbot, page, desk):
    page.doors.amend(page.view, "What was reported", ("place", "happened"))
    page.doors.open_dialog.fields.editor("place").setText("The boat")
    page.save_now()
    page.doors.shut()
    respond.amend(desk, page.view.case.id, {"happened": "On Saturday"})
    page.show_case(page.view.case.id)
    click(qtbot, page.unfinished.go_on)
    click(qtbot, page.doors.open_dialog.save_button)
    assert (page.view.case.report.place, page.view.case.report.happened) == ("The boat", "On Saturday")
    assert waiting(page) == ()


def test_a_strike_and_a_person_find_what_they_were_about(qtbot, page, desk):
    note = respond.record(desk, page.view.case.id, e.Noted(text="Wrong case.")).value
    page.show_case(page.view.case.id)
    line = next(line for line in page.view.timeline if line.entry == note)
    page.doors.strike(page.view, line)
    qtbot.keyClicks(page.doors.open_dialog.fields.editor("why"), "another report")
    page.save_now()
    page.doors.shut()
    page.doors.resume(page.view, waiting(page)[0])
    click(qtbot, page.doors.open_dialog.save_button)
    assert note in page.view.case.struck
    found = page.view.people[0]
    page.doors.edit_person(page.view, found)
    page.doors.open_dialog.fields.editor("phone").setText("000 1")
    page.save_now()
    page.doors.shut()
    page.doors.resume(page.view, waiting(page)[0])
    click(qtbot, page.doors.open_dialog.save_button)
    assert page.view.people[0].person.phone == "000 1"
    assert page.view.people[0].person.name == found.person.name
    assert waiting(page) == ()


def test_on_a_full_disk_the_dialog_says_so_and_the_window_can_ask_before_it_closes(qtbot, page, desk):
    page.doors.note(page.view)
    sheet = page.doors.open_dialog
    sheet.fields.editor("text").setPlainText("word " * 40_000)
    pages = desk.db.value("PRAGMA page_count")
    desk.db.run(f"PRAGMA max_page_count = {pages}")
    assert not page.save_now()
    assert "full" in sheet.notice.text and sheet.isVisible()
    closed = []
    box = ask_before_losing(page, lambda: closed.append(True))
    assert problems(box) == []
    next(button for button in box.buttons() if button.text() == "Close all the same").click()
    assert closed == [True]
    desk.db.run("PRAGMA max_page_count = 1073741823")
    assert page.save_now()
    assert sheet.notice.isHidden() and len(waiting(page)) == 1


def test_a_member_steps_back_without_a_reason(qtbot, page):
    page.doors.act(page.view, "recused")
    click(qtbot, page.doors.open_dialog.save_button)
    assert page.view.case.happenings[-1].body == e.Recused(member="Ana")
    assert page.view.timeline[-1].text == "Ana · takes no part in this case at all"


def test_somebody_put_in_by_mistake_is_taken_out_and_stays_in_the_history(qtbot, page):
    page.show_case(page.view.case.id)
    witness = next(found for found in page.view.people if found.role == "witness")
    page.people.remove_wanted.emit(witness.person.id)
    sheet = page.doors.open_dialog
    assert sheet.fields.values()["part"] == f"{witness.person.id}:witness"
    click(qtbot, sheet.save_button)
    assert witness.person.id not in {found.person.id for found in page.view.people}
    assert page.view.timeline[-1].text.startswith(witness.person.code_name)
