"""A paper about every case from the window: drawn beside it, counted as it goes, and ended when somebody says so."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from cocdesk.ui.jobs import Jobs
from cocdesk.ui.pages.all_cases import AllCases
from cocdesk.ui.session import Session
from cocdesk.ui.widgets.progress import Progress
from tests.ui.case_desks import desk_with, told_at_the_desk


def test_they_are_saved_one_after_another_and_stopped_in_between(qtbot, themed, tmp_path):
    whole, half = tmp_path / "whole", tmp_path / "half"
    for folder in (whole, half):
        folder.mkdir()
    with desk_with(tmp_path) as desk:
        for number in range(3):
            told_at_the_desk(desk, behaviour=f"A remark, number {number}")
        session = Session()
        session.sit(desk)
        page = QWidget()
        qtbot.addWidget(page)
        progress = Progress(page)
        papers = AllCases(session, Jobs(page), progress, page)
        heard = []
        session.changed.connect(heard.append)
        with qtbot.waitSignal(papers.finished, timeout=20_000) as ended:
            papers.begin("incident-form", "Incident form", whole)
        assert ended.args[1]
        assert [len(change.cases) for change in heard] == [3], "pages that are open hear of it, once"
        assert "3 papers saved" in ended.args[0] and "not encrypted" in ended.args[0]
        assert len(list(whole.iterdir())) == 3
        with qtbot.waitSignal(papers.finished, timeout=20_000) as ended:
            papers.begin("incident-form", "Incident form", half)
            progress.cancel_wanted.emit()
        assert not ended.args[1]
        assert ended.args[0].startswith("Stopped as you asked.")
        assert len(list(half.iterdir())) == 1
        with qtbot.waitSignal(papers.finished) as ended:
            papers.begin("incident-form", "Incident form", tmp_path / "nowhere")
        assert "no such folder" in ended.args[0]
