"""Forms that come back through the window: read beside it, kept where they belong, and typed in beside their picture."""

from __future__ import annotations

import pytest

from cocdesk.model.documents import form_code
from cocdesk.model.queries.case_view import waiting_drafts
from cocdesk.ui.dialogs.take_in import FormNumberDialog
from tests.model.documents import photos
from tests.model.documents.filling import NUMBER, SCRIPTS, filled
from tests.ui.accessibility import problems


@pytest.fixture
def taking(open_window, jobs, tmp_path, qtbot):
    """Takes a file in and waits until its reading is over; returns the window."""

    def take(name: str, data: bytes):
        path = tmp_path / name
        path.write_bytes(data)
        open_window.dialogs.take_in(path)
        qtbot.waitUntil(lambda: not jobs.busy)
        return open_window

    return take


def test_a_filled_form_opens_as_a_report_to_look_through(taking):
    window = taking("form.pdf", filled(SCRIPTS["Chinese"]))
    assert window.wizard.draft is not None and window.wizard.draft.report.what == SCRIPTS["Chinese"]["what"]
    assert window.wizard.paper_button.isHidden()
    window.wizard.leave()
    window = taking("again.pdf", filled(SCRIPTS["Chinese"]))
    assert "not taken in twice" in window.notice.words.text() and len(window.session.ask(waiting_drafts)) == 1


def test_a_photograph_lies_beside_the_fields_and_can_be_turned_and_enlarged(taking, qtbot):
    window = taking("photo.jpg", photos.jpeg(photos.turned(17)(photos.page())))
    wizard = window.wizard
    assert wizard.draft is not None and wizard.draft.form_number == NUMBER
    assert wizard.beside.currentWidget() is wizard.paper and not wizard.paper.sheet.pixmap().isNull()
    assert problems(wizard.paper) == []
    wide = wizard.paper.sheet.pixmap().width()
    wizard.paper.larger.click()
    assert wizard.paper.sheet.pixmap().width() > wide
    wizard.paper.turn.click()
    wizard.paper_button.click()
    assert wizard.beside.currentWidget() is wizard.guidance
    window.session.lock()
    assert wizard.paper.sheet.pixmap().isNull()


def test_where_there_is_no_room_beside_the_step_the_paper_takes_its_place_and_gives_it_back(taking, qtbot, monkeypatch):
    window = taking("photo.jpg", photos.jpeg(photos.page()))
    wizard = window.wizard
    monkeypatch.setattr(type(wizard), "folded", property(lambda _self: True))
    wizard.go("reported")
    assert wizard.stack.isVisible() and not wizard.beside.isVisible()
    for shown in (wizard.paper, None, wizard.paper):
        wizard.paper_button.click()
        assert wizard.stack.isVisible() is (shown is None)
        assert shown is None or (wizard.beside.isVisible() and wizard.beside.currentWidget() is shown)
    wizard.guidance_button.click()
    assert wizard.stack.isVisible()
    wizard.guidance_button.click()
    assert wizard.beside.isVisible() and wizard.beside.currentWidget() is wizard.guidance
    wizard.paper_button.click()
    assert wizard.beside.currentWidget() is wizard.paper
    window.session.lock()


def test_where_no_number_is_read_it_is_asked_for_and_what_is_none_of_ours_is_refused(taking, monkeypatch, qtbot, qapp):
    monkeypatch.setattr(form_code, "SECONDS", 0.05)
    window = taking("blank.png", photos.png(photos.page().crop((0, 600, 300, 900))))
    dialog = window.findChild(FormNumberDialog)
    assert problems(dialog) == []
    dialog.fields.put({"number": "hello"})
    dialog.save_button.click()
    assert dialog.isVisible()
    dialog.fields.put({"number": "f2345-67"})
    dialog.save_button.click()
    assert window.wizard.draft.form_number == "F-2345-67"
    window.wizard.leave()
    for name, data, said in (
        ("book.xlsx", b"PK\3\4" + b"\0" * 99, "neither a filled form"), ("torn.pdf", b"%PDF-1.7 torn", "damaged"),
        ("locked.pdf", filled({"what": "x"}, password="word"), "password"),
    ):  # fmt: skip
        assert said in taking(name, data).notice.text
    assert len(window.session.ask(waiting_drafts)) == 1
