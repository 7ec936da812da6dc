"""What a letter asks for in the window: a ticket is cancelled only where a case stands behind it."""

from __future__ import annotations

from cocdesk.model.queries.papers import paper_kinds
from cocdesk.ui.dialogs.paper import PaperDialog
from cocdesk.ui.dialogs.paper_asks import PaperAsks
from cocdesk.ui.preferences import Preferences
from cocdesk.ui.session import Session
from tests.ui.accessibility import problems
from tests.ui.case_desks import desk_with, told_at_the_desk

LETTER = next(kind for kind in paper_kinds() if kind.id == "registration-letter")


def test_cancelling_is_offered_only_with_a_case_and_what_is_typed_is_told(qtbot, themed):
    without, with_case = PaperAsks(LETTER, has_case=False), PaperAsks(LETTER, has_case=True)
    for asks in (without, with_case):
        qtbot.addWidget(asks)
        asks.show()
        assert problems(asks) == []
        assert not asks.rests_on_case
    assert "cancelled" not in without._fields["outcome"]._buttons
    with_case._fields["outcome"].choose("cancelled")
    assert with_case.rests_on_case
    with qtbot.waitSignal(without.changed):
        qtbot.keyClicks(without._fields["name"], "Jonas")
    assert without.words()["name"] == "Jonas"


def test_a_letter_about_somebody_without_a_decision_is_refused_with_a_sentence(qtbot, themed, tmp_path):
    with desk_with(tmp_path) as desk:
        case = told_at_the_desk(desk)
        session = Session()
        session.sit(desk)
        dialog = PaperDialog(session, Preferences(tmp_path / "settings.ini"), LETTER, case=case)
        dialog.open()
        qtbot.waitUntil(lambda: dialog._paper is not None)
        assert dialog._paper.case is None
        dialog.asks._fields["outcome"].choose("cancelled")
        dialog.asks.changed.emit()
        qtbot.waitUntil(lambda: not dialog.notice.isHidden())
        assert dialog._paper is None
        dialog.close()
