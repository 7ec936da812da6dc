"""A letter on its way out of the window: filled in, read by a second person, locked, and written down with its reader."""

from __future__ import annotations

import hashlib
from pathlib import Path

from cocdesk.model.queries.papers import papers_known
from cocdesk.model.records import entries as e
from cocdesk.ui.dialogs import paper as paper_dialog
from cocdesk.ui.dialogs.paper import PaperDialog
from cocdesk.ui.preferences import Preferences
from cocdesk.ui.session import Session
from tests.ui.accessibility import problems
from tests.ui.case_desks import desk_with, told_at_the_desk


def test_a_letter_goes_only_once_read_and_is_written_down_with_who_gets_it(qtbot, themed, tmp_path, monkeypatch):
    out = tmp_path / "letter.pdf"

    def saved_there(_parent, _title, name, _suffix, put):
        assert name.endswith("-warning-letter.pdf")
        put(Path(out), False)

    monkeypatch.setattr(paper_dialog, "save_as", saved_there)
    with desk_with(tmp_path) as desk:
        case = told_at_the_desk(desk)
        session = Session()
        session.sit(desk)
        kind = next(kind for kind in papers_known(desk, case) if kind.id == "warning-letter")
        dialog = PaperDialog(session, Preferences(tmp_path / "settings.ini"), kind, case=case)
        dialog.show()
        qtbot.waitUntil(lambda: dialog._paper is not None)
        assert problems(dialog) == []
        dialog.letter._fields["behaviour"].setPlainText("remarks after being asked to stop")
        dialog.record._recipient.setText("by hand, at the desk")
        dialog.record._purpose.setText("so that it is in writing")
        dialog.save_buttons["pdf"].click()
        assert "second person" in dialog.notice.text
        qtbot.waitUntil(lambda: "asked to stop" in repr(dialog._paper.document))
        dialog.letter.read.setChecked(True)
        dialog.uncovered.reason.setText("the team decided it")
        dialog.password.wanted.setChecked(True)
        dialog.password.field.setText("seven quiet herons")
        dialog.save_buttons["pdf"].click()
        assert "written down" in dialog.notice.text
        left = [h.body for h in desk.case(case).happenings if isinstance(h.body, e.Exported)]
        dialog.close()
    from pypdf import PdfReader

    assert [(one.document, one.recipient) for one in left] == [("warning-letter", "by hand, at the desk")]
    assert "so that it is in writing" in left[0].purpose and "second person" in left[0].purpose
    assert left[0].sha256 == hashlib.sha256(out.read_bytes()).hexdigest()
    assert PdfReader(out).decrypt("seven quiet herons")
