"""Erasing a case from its page: nothing happens before its code name is typed, and then nothing of it stays on the screen."""

from __future__ import annotations

import threading

from cocdesk.model.actions import members, purge
from cocdesk.model.queries.case_list import ids
from cocdesk.model.vault import backup
from cocdesk.ui.daily_copy import SafetyCopies
from cocdesk.ui.dialogs.purge import PurgeDialog
from cocdesk.ui.jobs import Jobs
from cocdesk.ui.pages.case import CasePage
from cocdesk.ui.session import Session
from tests.model.desks import FAST
from tests.ui.accessibility import problems
from tests.ui.case_desks import desk_with, told_at_the_desk


def test_only_the_code_name_unlocks_the_button(qtbot, themed):
    dialog = PurgeDialog("blue-heron")
    qtbot.addWidget(dialog)
    dialog.show()
    assert problems(dialog) == []
    assert not dialog.save_button.isEnabled()
    dialog.fields.put({"name": "blue heron"})
    dialog.save()
    assert "not the code name" in dialog.notice.words.text()
    dialog.fields.put({"name": " Blue-Heron "})
    assert dialog.save_button.isEnabled()
    with qtbot.waitSignal(dialog.confirmed):
        dialog.save_button.click()
    assert not dialog.save_button.isEnabled()
    dialog.say("The disk is full.")
    assert dialog.save_button.isEnabled(), "it may be tried again"


def test_a_case_is_erased_after_the_copy_that_is_being_made_and_leaves_the_page_and_the_list(qtbot, themed, tmp_path):
    jobs, gate = Jobs(), threading.Event()
    with desk_with(tmp_path) as desk:
        case = told_at_the_desk(desk)
        session = Session()
        session.sit(desk)
        page = CasePage(session)
        qtbot.addWidget(page)
        page.show_case(case)
        page.show()
        page.doors.copies = copies = SafetyCopies(session, jobs, page)
        jobs.run(gate.wait, 5)
        copies.now("daily")
        page.doors.act(page.view, "purge")
        dialog = page.doors.open_dialog
        assert isinstance(dialog, PurgeDialog)
        dialog.fields.put({"name": page.view.case.code_name})
        dialog.save_button.click()
        qtbot.waitUntil(lambda: "just being made" in dialog.notice.words.text())
        assert desk.case(case)
        with qtbot.waitSignal(copies.made):
            gate.set()
        with qtbot.waitSignal(page.back_wanted):
            dialog.save_button.click()
        assert [backup.look(path).header.generation for path in backup.kept(desk.folder)] == [2]
        assert page.view is None
        assert page.header.title.text() == ""
        assert list(ids(desk, "all")) == []
        assert page.doors.open_dialog is None
    assert jobs.finish()


def test_who_has_not_the_chair_is_told_who_may_and_no_dialog_opens(qtbot, themed, tmp_path):
    with desk_with(tmp_path) as desk:
        members.add(desk, name="Bo", role="responder", passphrase="seven other words in one row", kdf=FAST)
        members.hand_over_chair(desk, to="Bo", stay_as="responder")
        session, told = Session(), []
        session.sit(desk)
        session.failed.connect(told.append)
        page = CasePage(session)
        qtbot.addWidget(page)
        page.show_case(told_at_the_desk(desk))
        page.doors.act(page.view, "purge")
        assert page.doors.open_dialog is None
        assert told == ["A case is erased for good by the chair: Bo."]


def test_whatever_goes_wrong_the_dialog_can_be_closed_again(qtbot, themed, tmp_path, monkeypatch):
    def broken(_desk, _case):
        raise RuntimeError("not foreseen")

    with desk_with(tmp_path) as desk:
        session = Session()
        session.sit(desk)
        page = CasePage(session)
        qtbot.addWidget(page)
        page.show_case(told_at_the_desk(desk))
        monkeypatch.setattr(purge, "purge", broken)
        page.doors.act(page.view, "purge")
        dialog = page.doors.open_dialog
        dialog.fields.put({"name": page.view.case.code_name})
        with qtbot.captureExceptions() as caught:
            dialog.save_button.click()
            qtbot.waitUntil(lambda: bool(caught))
        assert dialog.cancel_button.isEnabled() and "went wrong" in dialog.notice.words.text()
        dialog.cancel_button.click()
        assert page.doors.open_dialog is None
