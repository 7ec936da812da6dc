"""One case on its page: every step opens a door, what is recorded is seen at once, and nothing stays after locking."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import QBuffer, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from cocdesk.model.actions import attach, respond
from cocdesk.model.actions.print import FileThere
from cocdesk.model.queries.case_view import case_view
from cocdesk.model.queries.papers import paper_kinds
from cocdesk.model.records import entries as e
from cocdesk.ui.dialogs.assess import AssessDialog
from cocdesk.ui.dialogs.sheet import Sheet
from cocdesk.ui.pages.case import ENTRIES_AT_FIRST, CasePage
from cocdesk.ui.session import Session
from tests.ui.accessibility import problems
from tests.ui.case_desks import MARKUP, PACKS, busy, desk_with, told_at_the_desk


@pytest.fixture
def session(desk):
    session = Session()
    session.sit(desk)
    return session


@pytest.fixture
def page(qtbot, themed, session):
    page = CasePage(session)
    qtbot.addWidget(page)
    page.resize(1280, 720)
    page.show()
    yield page
    page.doors.shut()


SLACK = 1.5  # as the benches: other work on the machine takes from the same caches


def click(qtbot, button):
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def look_at(page, tab):
    page.tabs.setCurrentIndex(next(n for n in range(page.tabs.count()) if page.tabs.tabText(n) == tab))


def words(widget):
    # What was just put into a layout is shown when the events are done.
    QApplication.processEvents()
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget)]


def named(widget, name):
    QApplication.processEvents()
    return next(b for b in widget.findChildren(QPushButton) if b.accessibleName() == name and b.isVisibleTo(widget))


@pytest.mark.parametrize("pack", PACKS)
def test_every_step_of_every_pack_opens_a_dialog(pack, qtbot, themed, tmp_path):
    with desk_with(tmp_path, pack) as desk:
        session = Session()
        session.sit(desk)
        page = CasePage(session)
        qtbot.addWidget(page)
        page.show_case(told_at_the_desk(desk))
        opened = 0
        for step in page.view.steps:
            page.doors.step(page.view, step)
            assert isinstance(page.doors.open_dialog, Sheet), step.id
            page.doors.shut()
            opened += 1
        assert opened >= 3


def test_the_next_step_is_the_one_primary_button_and_recording_moves_it_on(qtbot, page, desk):
    case = told_at_the_desk(desk)
    page.show_case(case)
    before = page.view.next
    assert before is not None and page.next.words.text() == before.title
    primary = [b for b in page.findChildren(QPushButton) if b.property("look") == "primary" and b.isVisibleTo(page)]
    assert primary == [page.next.button]
    click(qtbot, page.next.button)
    sheet = page.doors.open_dialog
    assert isinstance(sheet, AssessDialog)
    click(qtbot, sheet.grid.cell("low", "low"))
    click(qtbot, sheet.save_button)
    assert page.doors.open_dialog is None
    assert page.view.next != before and page.next.words.text() == page.view.next.title


def test_an_assessment_shows_in_the_header_at_once(qtbot, page, desk):
    page.show_case(told_at_the_desk(desk))
    assert "Not yet placed" in words(page.header)
    page.doors.act(page.view, "assessed")
    sheet = page.doors.open_dialog
    assert isinstance(sheet, AssessDialog)
    click(qtbot, sheet.grid.cell("low", "high"))
    click(qtbot, sheet.save_button)
    assert "High impact, low risk" in words(page.header)
    assert page.header.stage.text == "Assessed"


def test_a_refused_act_leaves_the_dialog_open_with_what_was_typed(qtbot, page, desk):
    case = told_at_the_desk(desk)
    page.show_case(case)
    page.doors.act(page.view, "reopened")
    sheet = page.doors.open_dialog
    qtbot.keyClicks(sheet.fields.editor("why"), "Something new.")
    click(qtbot, sheet.save_button)
    assert sheet.isVisible() and "not closed" in sheet.notice.text
    assert sheet.fields.values()["why"] == "Something new."


def test_names_are_hidden_until_asked_for_and_again_after_leaving(qtbot, page, desk):
    first, second = told_at_the_desk(desk), told_at_the_desk(desk, title="Another")
    page.show_case(first)
    page.tabs.setCurrentWidget(page.tabs.widget(1))
    assert "Marisol Žižek" not in words(page)
    reporter = next(found.person for found in page.view.people if found.role == "reporter")
    click(qtbot, named(page.people, f"Show name: {reporter.code_name}"))
    assert "Marisol Žižek" in words(page.people)
    page.show_case(second)
    page.show_case(first)
    look_at(page, "People")
    assert "Marisol Žižek" not in words(page.people)


def test_what_was_asked_and_not_offered_is_said(page, desk):
    page.show_case(told_at_the_desk(desk))
    assert "Asked, and not offered" in words(page.report)


def test_another_case_begins_at_its_beginning_and_a_change_in_the_same_leaves_one_where_one_reads(qtbot, page, desk):
    page.resize(1280, 360)
    one = told_at_the_desk(desk)
    page.show_case(one)
    look_at(page, "Report")
    bar = page.tabs.currentWidget().verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 60)
    bar.setValue(50)
    page._session.do(respond.record, one, e.Noted(text="Meanwhile."))
    QApplication.processEvents()
    assert bar.value() == 50
    page.show_case(told_at_the_desk(desk, what="Something else."))
    look_at(page, "Report")
    QApplication.processEvents()
    assert bar.maximum() > 60 and bar.value() == 0


def test_text_of_people_is_never_read_as_markup(page, desk):
    case = told_at_the_desk(desk, behaviour=MARKUP, place=MARKUP, title=MARKUP)
    respond.record(desk, case, e.Noted(text=MARKUP))
    page.show_case(case)
    assert page.header.title.text() == MARKUP
    assert words(page.report).count(MARKUP) == 2
    look_at(page, "Timeline")
    assert MARKUP in words(page.timeline)
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in page.findChildren(QLabel))


def test_a_text_as_long_as_a_book_is_cut_with_a_word_where_the_rest_is(page, desk):
    page.show_case(told_at_the_desk(desk, what="word " * 60_000))
    shown = max(words(page.report), key=len)
    assert len(shown) < 13_000 and "whole text" in shown


def test_a_struck_entry_stays_visible_with_who_and_why(qtbot, page, desk):
    case = told_at_the_desk(desk)
    wrong = respond.record(desk, case, e.Noted(text="Wrong case.")).value
    page.show_case(case)
    look_at(page, "Timeline")
    page.timeline.entry_wanted.emit(wrong)
    sheet = page.doors.open_dialog
    qtbot.keyClicks(sheet.fields.editor("why"), "another report")
    click(qtbot, sheet.save_button)
    shown = words(page.timeline)
    assert "Wrong case." in shown
    assert any(text.startswith("Struck by Ana") and text.endswith("another report") for text in shown)


def test_papers_are_a_wish_of_the_page(qtbot, page, desk):
    case = busy(desk)
    page.show_case(case)
    look_at(page, "Papers")
    with qtbot.waitSignal(page.paper_wanted) as wanted:
        click(qtbot, next(b for b in page.papers.findChildren(QPushButton) if b.text() == "Incident form…"))
    assert wanted.args == ["incident-form", case]
    kinds = {f"{kind.title}…" for kind in paper_kinds(page.view.policy, about_case=True)}
    menu = next(b.menu() for b in page.papers.findChildren(QPushButton) if b.menu() is not None)
    assert kinds == {b.text() for b in page.papers.findChildren(QPushButton)} & kinds | {act.text() for act in menu.actions()}
    assert any("code names only" in text for text in words(page.papers))


def test_a_file_is_kept_looked_at_and_copied_with_a_trace(qtbot, page, desk, tmp_path):
    case = told_at_the_desk(desk)
    page.show_case(case)
    look_at(page, "Papers")
    image = QImage(20, 20, QImage.Format.Format_RGB32)
    image.fill(0)
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    source = tmp_path / "slide.png"
    source.write_bytes(bytes(buffer.data()))
    page.doors.attach(page.view, source)
    sheet = page.doors.open_dialog
    qtbot.keyClicks(sheet.fields.editor("about"), "The slide")
    click(qtbot, sheet.save_button)
    kept = page.view.case.attachments[0]
    assert (kept.about, kept.media_type) == ("The slide", "image/png")
    click(qtbot, named(page.papers, "Look at The slide"))
    assert problems(page.doors.open_dialog) == []
    page.doors.shut()
    page.doors.save_copy(page.view, kept)
    assert "not be encrypted" in page.doors.open_dialog.text()
    page.doors.shut()
    copy = tmp_path / "copy.png"
    page.doors.write_copy(page.view, kept, copy)
    assert copy.read_bytes() == source.read_bytes()
    assert page.view.timeline[-1].kind == "exported"
    with pytest.raises(FileThere):
        page.doors.write_copy(page.view, kept, copy)
    assert desk.case(case).attachments == (kept,)


def test_a_file_that_is_too_large_is_refused_with_a_sentence(qtbot, page, desk, session, tmp_path):
    page.show_case(told_at_the_desk(desk))
    large = tmp_path / "large.bin"
    with large.open("wb") as file:
        file.truncate(attach.LARGEST + 1)
    with qtbot.waitSignal(session.failed) as failed:
        page.doors.attach(page.view, large)
    assert "25 MB" in failed.args[0]
    assert page.doors.open_dialog is None


def test_a_closed_case_offers_to_be_reopened(qtbot, page, desk):
    case = told_at_the_desk(desk)
    respond.record(desk, case, e.Closed(outcome="A talk", why="They left."))
    page.show_case(case)
    assert page.header.stage.text == "Closed"
    click(qtbot, page.next.button)
    sheet = page.doors.open_dialog
    qtbot.keyClicks(sheet.fields.editor("why"), "More came up.")
    click(qtbot, sheet.save_button)
    assert page.view.case.stage != "closed"


def test_every_tab_can_be_used_by_ear(page, desk):
    page.show_case(busy(desk))
    for number in range(page.tabs.count()):
        page.tabs.setCurrentIndex(number)
        assert problems(page) == []


def test_a_narrow_window_puts_the_steps_into_the_first_tab(qtbot, page, desk):
    page.show_case(busy(desk))
    assert page.tabs.tabText(0) == "Report"
    page.resize(700, 560)
    assert page.tabs.tabText(0) == "Next steps"
    assert page.steps.isVisibleTo(page)
    page.resize(1280, 720)
    assert page.tabs.tabText(0) == "Report"
    assert page.steps.isVisibleTo(page)


def test_locking_drops_everything_that_was_shown(page, desk, session):
    page.show_case(busy(desk))
    page.doors.act(page.view, "noted")
    sheet = page.doors.open_dialog
    session.lock()
    assert page.view is None
    assert not sheet.isVisible() and page.doors.open_dialog is None
    seen = " ".join(words(page))
    assert "remarks" not in seen.lower() and "PyTide" not in seen


def test_a_case_with_five_hundred_entries_shows_at_once(qtbot, page, desk):
    case = told_at_the_desk(desk)
    with desk.transaction() as recorder:
        for number in range(500):
            recorder.add(case, e.Noted(text=f"Note {number}: somebody came back to the desk and added a little."))
    view = case_view(desk, case)
    assert len(view.timeline) > 500
    other = told_at_the_desk(desk)
    page.show_case(other)
    QApplication.processEvents()
    taken = []
    for _attempt in range(5):
        start = time.process_time()
        page.show_case(case)
        QApplication.processEvents()
        page.repaint()
        taken.append(time.process_time() - start)
        page.show_case(other)
        QApplication.processEvents()
    best = min(taken)
    assert best < 0.1 * SLACK
    page.show_case(case)
    look_at(page, "Timeline")
    shown = [b for b in page.timeline.findChildren(QPushButton) if b.text() == "Strike…" and b.isVisibleTo(page.timeline)]
    assert len(shown) == ENTRIES_AT_FIRST
    click(qtbot, page.earlier)
    shown = [b for b in page.timeline.widget().findChildren(QPushButton) if b.text() == "Strike…"]
    assert len(shown) == 2 * ENTRIES_AT_FIRST
