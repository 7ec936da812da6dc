"""The papers about a whole event, through the window: chosen, looked at, saved, and written down with their version."""

from __future__ import annotations

import pytest

from cocdesk.model.queries.papers import paper_kinds
from cocdesk.model.records.event_entries import EventExported
from cocdesk.ui.dialogs.paper import PaperDialog
from tests.ui.accessibility import problems


def kind_of(wanted: str):
    return next(kind for kind in paper_kinds() if kind.id == wanted)


@pytest.fixture
def opened(open_window, qtbot):
    """Opens the preview of a paper about the newest event, as the Papers page does."""

    def show(wanted: str) -> PaperDialog:
        event = open_window.session.desk.event()
        open_window.dialogs.preview(kind_of(wanted), event.id)
        dialog = open_window.findChild(PaperDialog)
        qtbot.waitUntil(lambda: dialog._paper is not None)
        return dialog

    return show


def test_the_report_to_the_public_is_made_in_the_version_that_was_chosen_and_left_says_so(
    opened, open_window, qtbot, tmp_path, monkeypatch
):
    page = open_window.papers
    open_window.acts.rooms["papers"].trigger()
    dialog = opened("transparency-report")
    assert problems(dialog) == []
    dialog.reader.setCurrentIndex(dialog.reader.findData("public"))
    dialog.publishing.people.setValue(400)
    dialog.publishing.edition.choose("first")
    dialog.publishing.edition.changed.emit("first")
    qtbot.waitUntil(lambda: dialog._paper.edition == "first" and dialog._paper.audience == "public")
    assert "3 reports have reached us so far" in repr(dialog._paper.document)
    assert dialog.uncovered.isHidden() and dialog.named.isHidden()
    place = tmp_path / "report.pdf"
    monkeypatch.setattr("cocdesk.ui.dialogs.paper.save_as", lambda *given: given[-1](place, False))
    dialog.save_buttons["pdf"].click()
    dialog.close()
    desk = open_window.session.desk
    left = [entry.body for entry in desk.entries_of(desk.event().id) if isinstance(entry.body, EventExported)]
    assert place.read_bytes().startswith(b"%PDF") and [(b.document, b.edition, len(b.cases)) for b in left] == [
        ("transparency-report", "first", 3)
    ]
    page.refresh()
    told = " ".join(label.text() for label in page.findChildren(type(page.after_words)))
    assert "First version: left the vault on" in told


def test_a_landscape_paper_is_shown_in_its_whole_width(opened):
    dialog = opened("register")
    assert problems(dialog) == []
    assert dialog.view.horizontalScrollBar().maximum() == 0
    dialog.close()
