"""The Team page: who can open the vault, changed by those who may; and copies that are kept by themselves."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QPushButton

from cocdesk.model.actions import members, safety
from cocdesk.model.desk import Desk
from cocdesk.model.laptop import Laptop
from cocdesk.model.vault import backup
from cocdesk.model.vault.members import describe
from cocdesk.model.vault.vault import open_prepared, prepare, unlock
from cocdesk.ui.dialogs.hand_over import HandOverDialog
from cocdesk.ui.dialogs.restore import RestoreDialog
from cocdesk.ui.dialogs.team_forms import AddMemberDialog, AnewDialog, MemberDialog, OwnPassphraseDialog, RemoveDialog
from cocdesk.ui.dialogs.vault_check import VaultCheckDialog
from cocdesk.ui.jobs import Jobs
from cocdesk.ui.pages.team import TeamPage
from cocdesk.ui.preferences import Preferences
from cocdesk.ui.session import Session
from cocdesk.ui.widgets.new_passphrase import OWN, WORDS, NewPassphrase
from tests.model.desks import copied
from tests.ui.accessibility import problems
from tests.ui.case_desks import CHEAP, Clock, desk_with

ANA, BO = "heron walks by the long jetty", "seven other words in one row"
NEW = "nine quite different words in a long row"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("team")
    with desk_with(folder) as desk:
        for name, role in (("Bo", "responder"), ("Cy", "reader")):
            members.add(desk, name=name, role=role, passphrase=BO, kdf=CHEAP)
    return folder / "vault"


@pytest.fixture(scope="module")
def keys(made):
    """Unlocked once: making a key of a passphrase takes its time on purpose."""
    return {name: prepare(made, passphrase=ANA if name == "Ana" else BO, member=name) for name in ("Ana", "Cy")}


@pytest.fixture
def page_of(qtbot, themed, tmp_path, made, keys):
    folder = copied(made, tmp_path / "vault")
    desks, jobs, session = [], Jobs(), Session()

    def opened(name: str = "Ana") -> TeamPage:
        vault = open_prepared(replace(keys[name], folder=folder, db_key=bytearray(keys[name].db_key)))
        desks.append(Desk(vault, laptop=Laptop(tmp_path / "laptop"), clock=Clock()))
        page = TeamPage(session, jobs, Preferences(tmp_path / "settings.ini"), kdf=CHEAP)
        qtbot.addWidget(page)
        session.sit(desks[-1])
        page.resize(1180, 640)
        page.show()
        return page

    yield opened
    session.lock()
    assert jobs.finish()


def names(page: TeamPage) -> list[str]:
    return [member.name for member in page._session.desk.vault.members]


def test_the_chair_sees_everybody_and_may_change_the_others(page_of):
    page = page_of()
    assert [act.text() for _row, act in page._people] == ["Your passphrase…", "Change…", "Change…"]
    assert page.add.isVisible() and page.hand_over.isVisible() and page.new_sheet.isVisible()
    assert not page._back_in.isVisible()
    assert problems(page) == []


def test_a_reader_sees_everybody_and_may_change_only_their_own_passphrase(page_of):
    page = page_of("Cy")
    assert [act and act.text() for _row, act in page._people] == [None, None, "Your passphrase…"]
    assert not page.add.isVisible() and not page.new_sheet.isVisible()
    assert "Ana" in page._why.text()


def test_a_member_is_added_with_words_that_were_really_read(page_of, qtbot):
    page = page_of()
    page.add.click()
    dialog = page.doors.open_dialog
    assert isinstance(dialog, AddMemberDialog)
    assert problems(dialog) == []
    dialog.name.setText("Di")
    words = dialog.words.shown.text()
    assert len(words.split()) == 6
    assert not dialog.save_button.isEnabled()
    dialog.words.again.setText(words)
    dialog.save_button.click()
    qtbot.waitUntil(lambda: names(page) == ["Ana", "Bo", "Cy", "Di"])
    assert "Di can open" in page.notice.text
    assert len(page._people) == 4


def test_a_passphrase_is_changed_only_with_the_present_one(page_of, qtbot):
    page = page_of()
    page.doors.own_passphrase()
    dialog = page.doors.open_dialog
    assert isinstance(dialog, OwnPassphraseDialog)
    dialog.words.kind.answer(OWN).click()
    dialog.words.first.setText(NEW)
    dialog.words.again.setText(NEW)
    dialog.old.setText("not the present one, by far")
    dialog.save()
    qtbot.waitUntil(lambda: not dialog.notice.isHidden())
    dialog.old.setText(ANA)
    dialog.save()
    qtbot.waitUntil(lambda: page.doors.open_dialog is None)
    folder = page._session.desk.folder
    page._session.lock()
    unlock(folder, passphrase=NEW, member="Ana").close()


def test_another_part_for_a_member_counts_at_once(page_of):
    page = page_of()
    page._people[1][1].click()
    dialog = page.doors.open_dialog
    assert isinstance(dialog, MemberDialog)
    assert not dialog.save_button.isEnabled()
    dialog.part.choose("reader")
    dialog.save_button.click()
    assert [member.role for member in page._session.desk.vault.members] == ["chair", "reader", "reader"]
    assert page.doors.open_dialog is None


def test_a_removal_names_what_stays_runs_by_paces_and_ends_with_a_sheet_to_type_back(page_of, qtbot):
    page = page_of()
    view = page._view
    page.doors.remove(view.others[0])
    dialog = page.doors.open_dialog
    assert isinstance(dialog, RemoveDialog)
    dialog.save_button.click()
    assert page.progress.isVisible()
    qtbot.waitUntil(lambda: page._stack.currentIndex() == 1, timeout=20_000)
    assert names(page) == ["Ana", "Cy"]
    assert page._session.desk.sheet_owed
    assert not page.sheet.back.isVisible()
    for number, field in zip(page.sheet.asked, page.sheet.fields, strict=True):
        field.setText(page.sheet._key.split("-")[number - 1])
    page.sheet.go_on.click()
    assert not page._session.desk.sheet_owed
    assert page._stack.currentIndex() == 0
    assert len(page._people) == 2


def test_locking_in_the_middle_of_a_removal_changes_nothing(page_of, qtbot):
    page = page_of()
    folder = page._session.desk.folder
    page.doors.remove(page._view.others[0])
    page.doors.open_dialog.save()
    page._session.lock()
    assert not page.doors.paced.busy and not page.progress.isVisible()
    assert [member.name for member in describe(folder).members] == ["Ana", "Bo", "Cy"]


def test_a_new_sheet_counts_only_when_two_groups_came_back(page_of):
    page = page_of()
    before = page._session.desk.vault.keys.recovery
    page.new_sheet.click()
    page.sheet.back.click()
    assert page._session.desk.vault.keys.recovery == before
    page.new_sheet.click()
    for number, field in zip(page.sheet.asked, page.sheet.fields, strict=True):
        field.setText(page.sheet._key.split("-")[number - 1])
    page.sheet.go_on.click()
    assert page._session.desk.vault.keys.recovery != before


def test_the_chair_goes_over_after_the_sheet_that_goes_along(page_of):
    page = page_of()
    page.hand_over.click()
    dialog = page.doors.open_dialog
    assert isinstance(dialog, HandOverDialog)
    assert problems(dialog) == []
    dialog.save_button.click()
    assert page._stack.currentIndex() == 1
    assert [member.role for member in page._session.desk.vault.members] == ["chair", "responder", "reader"]
    for number, field in zip(page.sheet.asked, page.sheet.fields, strict=True):
        field.setText(page.sheet._key.split("-")[number - 1])
    page.sheet.go_on.click()
    assert [member.role for member in page._session.desk.vault.members] == ["responder", "chair", "reader"]
    assert not page.add.isVisible()


def test_a_sheet_that_is_put_aside_in_a_handover_says_that_the_chair_stayed(page_of):
    page = page_of()
    page.hand_over.click()
    page.doors.open_dialog.save_button.click()
    page.sheet.back.click()
    assert "The chair was not handed over." in page.notice.text
    assert [member.role for member in page._session.desk.vault.members] == ["chair", "responder", "reader"]
    page.new_sheet.click()
    page.sheet.back.click()
    assert "chair" not in page.notice.text


def test_the_daily_copy_waits_until_nobody_is_at_the_keys_and_locking_leaves_nothing_of_one_that_waits(page_of, qtbot):
    page = page_of()
    folder, jobs, gate = page._session.desk.folder, page.doors._jobs, threading.Event()
    page.copies._soon.stop()
    page.copies.idle = lambda: 1.0
    page.copies.when_quiet()
    assert not page.copies.busy and page.copies._soon.isActive()
    page.copies.idle = lambda: 30.0
    jobs.run(gate.wait, 5)
    page.copies.when_quiet()
    begun = page.copies._begun
    assert page.copies.busy and any(begun.key)
    page._session.lock()
    assert not any(begun.key) and list((folder / backup.FOLDER).iterdir()) == []
    gate.set()
    qtbot.waitUntil(lambda: not jobs.busy)


def test_a_copy_is_made_by_itself_when_one_is_due_and_only_then(page_of, qtbot):
    page = page_of()
    folder = page._session.desk.folder
    assert page.copies._soon.isActive() and page.copies._again.isActive()
    page.copies.held = True
    page.copies.when_quiet()
    assert not page.copies.busy
    page.copies.held = False
    with qtbot.waitSignal(page.copies.made):
        page.copies.when_quiet()
    assert len(backup.kept(folder)) == 1
    assert page.safety.last.text() and page.safety.acts()
    page.copies.when_quiet()
    assert not page.copies.busy
    with qtbot.waitSignal(page.copies.made):
        page.copies.elsewhere(folder.parent / "stick.cocbackup")
    assert safety.look(folder.parent / "stick.cocbackup").members


def test_the_check_tells_line_by_line_that_all_is_well(page_of, qtbot):
    page = page_of()
    page.safety.check.click()
    dialog = page.doors.open_dialog
    assert isinstance(dialog, VaultCheckDialog)
    qtbot.waitUntil(lambda: dialog.save_button.isEnabled(), timeout=20_000)
    assert "whole" in dialog.words.text()
    assert problems(dialog) == []
    dialog.save_button.click()


def test_a_copy_is_told_and_looked_into_before_it_is_restored_beside_the_vault(page_of, qtbot, tmp_path):
    page = page_of()
    safety.keep_copy(page._session.desk, "daily")
    page.safety.refresh()
    page.safety._kept.itemAt(0).widget().findChild(QPushButton).click()
    qtbot.waitUntil(lambda: page.doors.open_dialog is not None)
    dialog = page.doors.open_dialog
    assert isinstance(dialog, RestoreDialog)
    assert problems(dialog) == []
    # The open vault's own key tells how much it holds.
    assert dialog.inside.isVisible() and "no case" in dialog.inside.text()
    dialog.folder.setText(str(page._session.desk.folder))
    dialog.save_button.click()
    qtbot.waitUntil(lambda: not dialog.notice.isHidden())
    assert "There is a vault in this folder already" in dialog.notice.text
    dialog.folder.setText(str(tmp_path / "again"))
    dialog.save_button.click()
    qtbot.waitUntil(lambda: page.doors.open_dialog is None)
    assert [member.name for member in describe(tmp_path / "again").members] == ["Ana", "Bo", "Cy"]
    assert "restored" in page.notice.text


def test_a_forgotten_passphrase_is_set_anew_by_somebody_else(page_of, qtbot):
    page = page_of()
    page.doors.set_anew(page._view.others)
    dialog = page.doors.open_dialog
    assert isinstance(dialog, AnewDialog)
    dialog.words.again.setText(dialog.words.shown.text())
    words = dialog.words.shown.text()
    dialog.save_button.click()
    qtbot.waitUntil(lambda: page.doors.open_dialog is None)
    folder = page._session.desk.folder
    page._session.lock()
    unlock(folder, passphrase=words, member="Bo").close()


def test_nothing_of_the_team_stays_on_the_page_after_locking(page_of):
    page = page_of()
    page.new_sheet.click()
    page._session.lock()
    assert page._people == [] and page.sheet._key == "" and page._view is None


@pytest.mark.parametrize(
    ("kind", "first", "again", "ready"),
    [
        (OWN, NEW, NEW, True), (OWN, NEW, NEW + "x", False), (OWN, "short", "short", False), (OWN, "", "", False),
        (WORDS, "", "", False), (WORDS, "", "other words than these were shown", False),
    ],
)  # fmt: skip
def test_a_new_passphrase_is_ready_only_when_it_will_do_twice(qtbot, themed, kind, first, again, ready):
    fields = NewPassphrase()
    qtbot.addWidget(fields)
    fields.kind.answer(kind).click()
    fields.first.setText(first)
    fields.again.setText(again)
    assert bool(fields.passphrase) is ready
    fields.forget()
    assert not fields.typed and fields.shown.text() == ""
