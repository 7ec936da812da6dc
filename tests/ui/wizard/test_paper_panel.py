"""Ten large photos beside one report: only the one that is looked at is read and unpacked."""

from __future__ import annotations

from cocdesk.model.records.report import ReportDraft
from cocdesk.ui.wizard.paper_panel import PaperPanel
from cocdesk.ui.wizard.write_step import WriteStep
from tests.model.documents import photos


def test_only_the_picture_that_is_looked_at_is_read(qtbot, themed):
    kept = [("image/png", photos.png(photos.page().resize((60, 80)))), ("image/png", b"damaged"), None]
    read = []

    def reading(place):
        read.append(place)
        return kept[place]

    panel = PaperPanel()
    qtbot.addWidget(panel)
    panel.show_pictures(len(kept), reading)
    panel.larger.click()
    panel.turn.click()
    assert read == [0] and not panel.sheet.pixmap().isNull()
    panel.after.click()
    assert read == [0, 1] and panel.sheet.pixmap().isNull() and "kept whole" in panel.sheet.text()
    panel.after.click()
    panel.before.click()
    panel.before.click()
    assert read == [0, 1, 2, 1, 0] and not panel.sheet.pixmap().isNull() and panel.place.text() == "1 of 3"
    panel.forget()
    assert panel.sheet.pixmap().isNull() and read[-1] == 0 and len(read) == 5


def test_whoever_copies_a_paper_is_asked_for_what_stands_on_it(qtbot, themed):
    step = WriteStep()
    qtbot.addWidget(step)
    step.fill(ReportDraft(pictures=2))
    assert "paper" in step.edit.placeholderText()
    step.fill(ReportDraft())
    assert "hear" in step.edit.placeholderText()
