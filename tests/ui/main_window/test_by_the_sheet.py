"""Back in with the recovery sheet, and what those see who may only read."""

from __future__ import annotations

import pytest

from cocdesk.model.actions import members
from cocdesk.model.actions.opening import open_desk, prepare
from cocdesk.model.actions.practice import MEMBER, PASSPHRASE, QUICK
from cocdesk.ui.dialogs.team_forms import AnewDialog

BO = "seven other words in one row"


@pytest.fixture
def sheet(vault):
    """The key of a vault's recovery sheet, and a reader in its team."""
    desk = open_desk(prepare(vault, passphrase=PASSPHRASE))
    members.add(desk, name="Bo", role="reader", passphrase=BO, kdf=QUICK)
    key = members.new_sheet(desk).value
    desk.close()
    return key


def test_the_sheet_leads_back_to_a_passphrase_and_to_another_sheet(window, sheet, qtbot):
    unlock = window.locked.unlock
    unlock.sheet.click()
    unlock.passphrase.setText(sheet.lower())
    with qtbot.waitSignal(window.session.unlocked, timeout=20_000):
        unlock.unlock.click()
    assert window.rail.key == "team" and "recovery sheet" in window.notice.text
    window.acts.new.trigger()
    assert window.pages.currentWidget() is window.team and "not record" in window.notice.text
    assert not window.acts.new.isEnabled() and "not record" in window.acts.new.toolTip()
    page = window.team
    assert page._back_in.isVisible()
    page.guide.button_of("anew").click()
    dialog = page.doors.open_dialog
    assert isinstance(dialog, AnewDialog)
    words = dialog.words.shown.text()
    dialog.words.again.setText(words)
    dialog.save_button.click()
    qtbot.waitUntil(lambda: page.doors.open_dialog is None, timeout=20_000)
    page.guide.button_of("sheet").click()
    for number, field in zip(page.sheet.asked, page.sheet.fields, strict=True):
        field.setText(page.sheet._key.split("-")[number - 1])
    page.sheet.go_on.click()
    assert not window.session.desk.sheet_owed
    page.guide.button_of("lock").click()
    assert not window.session.open
    desk = open_desk(prepare(window.locked.unlock.folder, passphrase=words, member=MEMBER))
    assert not desk.sheet_owed
    desk.close()


def test_a_reader_is_told_so_and_no_report_is_begun_that_could_not_be_kept(window, vault, sheet):
    window.locked.desk_opened.emit(open_desk(prepare(vault, passphrase=BO, member="Bo")))
    assert "to read" in window.notice.text
    window.acts.new.trigger()
    assert window.pages.currentWidget() is window.cases
    assert not window.acts.new.isEnabled() and "to read" in window.acts.new.toolTip()
    window.acts.rooms["team"].trigger()
    assert not window.team.add.isVisible()


def test_a_vault_is_made_out_of_a_copy_on_the_locked_page(window, vault, qtbot, tmp_path):
    from cocdesk.model.actions import safety
    from cocdesk.ui.dialogs.restore import RestoreDialog

    desk = open_desk(prepare(vault, passphrase=PASSPHRASE))
    copy = safety.keep_copy(desk, "daily").path
    desk.close()
    window.locked.look_into(copy)
    qtbot.waitUntil(lambda: bool(window.locked.findChildren(RestoreDialog)), timeout=20_000)
    (dialog,) = window.locked.findChildren(RestoreDialog)
    dialog.passphrase.setText(PASSPHRASE)
    dialog.look.click()
    qtbot.waitUntil(lambda: dialog.inside.isVisible(), timeout=20_000)
    assert "3 cases, 2 of them open" in dialog.inside.text()
    dialog.folder.setText(str(tmp_path / "again"))
    dialog.save_button.click()
    qtbot.waitUntil(lambda: window.locked.unlock.folder == tmp_path / "again", timeout=20_000)
    assert "restored" in window.locked.unlock.notice.text
    open_desk(prepare(tmp_path / "again", passphrase=PASSPHRASE)).close()


def test_what_is_no_copy_is_told_on_the_locked_page(window, tmp_path, qtbot):
    (tmp_path / "holiday.jpg").write_bytes(b"not a copy")
    window.locked.look_into(tmp_path / "holiday.jpg")
    qtbot.waitUntil(lambda: "not a safety copy" in window.locked.unlock.notice.text)
