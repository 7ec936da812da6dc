"""Who can open the vault, changed by those who may, and nobody else."""

from __future__ import annotations

import os
import shutil
import tempfile

import pytest

from cocdesk.model.actions import members, purge, report, respond, safety
from cocdesk.model.desk import Desk
from cocdesk.model.errors import DiskFull, NotAllowed, VaultDamaged, WrongPassphrase
from cocdesk.model.laptop import Laptop
from cocdesk.model.queries.sealing import can_seal
from cocdesk.model.queries.team import handing_over, team_view, why_not_write
from cocdesk.model.records import entries as e
from cocdesk.model.records.report import ReportDraft
from cocdesk.model.vault import backup, looking
from cocdesk.model.vault.vault import add_member, unlock, unlock_with_recovery
from tests.model.desks import FAST, MEMBER, PASSPHRASE, Watch, copied, open_vault

BO = "seven other words in one row"


@pytest.fixture(scope="module")
def with_three(template, tmp_path_factory):
    """A vault with a chair, a responder and a reader; made once, for keys take their time."""
    folder = tmp_path_factory.mktemp("team") / "vault"
    opened = open_vault(copied(template, folder), folder.parent / "laptop")
    for name, role in (("Bo", "responder"), ("Cy", "reader")):
        members.add(opened, name=name, role=role, passphrase=BO, kdf=FAST)
    opened.close()
    return folder


@pytest.fixture
def team(with_three, tmp_path):
    """The chair at the desk, with a responder and a reader."""
    folder = copied(with_three, tmp_path / "vault")
    opened = Desk(unlock(folder, passphrase=PASSPHRASE, member=MEMBER), laptop=Laptop(tmp_path / "laptop"), clock=Watch())
    yield opened
    opened.close()


def test_the_team_is_shown_with_what_each_may_do(team):
    view = team_view(team)
    assert [(line.name, line.you, line.chair) for line in view.lines] == [
        (MEMBER, True, True),
        ("Bo", False, False),
        ("Cy", False, False),
    ]
    assert [line.may for line in view.lines] == [
        "May record, and changes who can open this vault.", "May record.", "May read everything here and change nothing.",
    ]  # fmt: skip
    assert (view.why_not, view.by_sheet, view.has_chair) == ("", False, True)


def test_a_removal_goes_by_paces_and_leaves_only_copies_the_removed_cannot_open(team):
    folder = team.folder
    said = []
    paces, answer = members.remove_by_paces(team, member="Bo"), None
    while True:
        try:
            pace = paces.send(answer)
        except StopIteration as end:
            done = end.value.value
            break
        said.append(pace.words)
        answer = pace.beside() if pace.beside is not None else None
    assert len(said) == 4
    assert team.sheet_owed
    assert done.copies_forgotten == 1 and done.no_copy == ""
    (copy,) = backup.kept(folder)
    assert [member.name for member in safety.look(copy).members] == [MEMBER, "Cy"]
    members.confirm_sheet(team)
    assert not team.sheet_owed
    team.close()
    with unlock_with_recovery(folder, done.recovery_key) as opened:
        assert [member.name for member in opened.members] == [MEMBER, "Cy"]


def test_a_removal_that_is_stopped_before_the_new_file_changed_nothing(team):
    paces = members.remove_by_paces(team, member="Bo")
    next(paces)
    pace = next(paces)
    assert pace.beside is not None
    pace.beside()
    paces.close()
    assert [member.name for member in team.vault.members] == [MEMBER, "Bo", "Cy"]
    assert not team.sheet_owed


def test_a_removal_that_is_stopped_while_its_copy_waits_leaves_no_key_in_memory(team):
    paces = members.remove_by_paces(team, member="Bo")
    next(paces)
    begun = next(paces).beside.args[0]
    assert any(begun.key)
    paces.close()
    assert not any(begun.key)


def test_the_new_recovery_key_is_told_whatever_the_old_copies_say_to_their_removal(team, monkeypatch):
    def stuck(_path):
        raise VaultDamaged("The disk reported a fault.")

    folder = team.folder
    monkeypatch.setattr(backup, "forget", stuck)
    done = members.remove(team, member="Bo").value
    assert "Older safety copies could not all be removed: The disk reported a fault." in done.no_copy
    assert done.copies_forgotten == 0 and len(backup.kept(folder)) == 2
    monkeypatch.undo()
    team.close()
    with unlock_with_recovery(folder, done.recovery_key) as opened:
        assert [member.name for member in opened.members] == [MEMBER, "Cy"]


@pytest.mark.parametrize(
    ("idle", "waited", "now"),
    [(0, 0, False), (9.9, 0, False), (10, 0, True), (9.9, 599, False), (1.9, 600, False), (2, 600, True), (0, 9999, False)],
)
def test_the_pages_are_copied_only_while_nobody_is_at_the_keys(idle, waited, now):
    assert safety.quiet_enough(idle=idle, waited=waited) is now


def test_a_look_into_a_copy_counts_no_case_somebody_stepped_back_from(team):
    for what in ("by the lifts", "in the foyer"):
        case = report.take_report(team, ReportDraft(quick=what)).value
    before = safety.keep_copy(team, "daily")
    respond.record(team, case, e.Recused(member="bo"))
    after = safety.keep_copy(team, "daily")
    assert safety.inside_of(team, after).cases == 2
    assert safety.look_inside(before, passphrase=BO, member="Bo").cases == 2, "on that day it was shown"
    assert safety.look_inside(after, passphrase=BO, member="Bo").cases == 1
    folder = team.folder
    team.close()
    bo = Desk(unlock(folder, passphrase=BO, member="Bo"), laptop=Laptop(folder.parent / "laptop"))
    assert [safety.inside_of(bo, copy) for copy in (before, after)] == [safety.Inside(cases=1, open=1)] * 2
    bo.close()


def test_handing_over_leaves_one_chair_and_takes_the_keys_from_the_former(team):
    assert any("Bo" in sentence for sentence in handing_over(team, "Bo", leaves=False))
    members.hand_over_chair(team, to="Bo", stay_as="responder")
    view = team_view(team)
    assert [line.name for line in view.lines if line.chair] == ["Bo"]
    assert "Bo" in view.why_not
    for act in (
        lambda: members.draw_sheet(team),
        lambda: members.prepare_add(team, name="X", role="reader", passphrase=BO, kdf=FAST),
    ):
        with pytest.raises(NotAllowed, match="Bo"):
            act()


def test_a_reader_sees_the_team_and_changes_only_their_own_passphrase(team):
    folder = team.folder
    team.close()
    reader = Desk(unlock(folder, passphrase=BO, member="Cy"), laptop=Laptop(folder.parent / "laptop"))
    try:
        assert len(team_view(reader).lines) == 3
        assert MEMBER in team_view(reader).why_not
        with pytest.raises(NotAllowed):
            members.change_role(reader, member="Bo", role="chair")
        with pytest.raises(NotAllowed):
            next(members.remove_by_paces(reader, member="Bo"))
        with pytest.raises(NotAllowed):
            members.prepare_passphrase(reader, old=BO, new="short")
        members.change_passphrase(reader, old=BO, new="nine quite different words in a long row", kdf=FAST)
    finally:
        reader.close()


@pytest.mark.parametrize("word", ["raeder", "bananas", "recovery", "", "two\nlines"])
def test_a_part_nobody_knows_is_refused_and_nothing_changes(team, word):
    before = team.vault.members
    for act in (
        lambda: members.prepare_add(team, name="Di", role=word, passphrase=BO, kdf=FAST),
        lambda: members.change_role(team, member="Cy", role=word),
        lambda: members.hand_over_chair(team, to="Bo", stay_as=word),
    ):
        with pytest.raises(NotAllowed):
            act()
    assert team.vault.members == before


def test_a_refused_part_names_those_there_are_and_a_known_one_is_kept_as_the_procedure_writes_it(team):
    with pytest.raises(NotAllowed, match=r"“raeder”.*chair, responder, reader"):
        members.change_role(team, member="Bo", role="raeder")
    assert members.change_role(team, member="Bo", role=" Reader ").value.role == "reader"


def test_the_last_chair_is_given_no_other_part_and_not_removed_before_the_chair_is_handed_over(team):
    with pytest.raises(NotAllowed, match="Hand over the chair first"):
        members.change_role(team, member=MEMBER, role="responder")
    assert members.change_role(team, member=MEMBER, role="chair").value.role == "chair"
    with pytest.raises(NotAllowed, match="Hand over the chair first"):
        next(members.remove_by_paces(team, member=MEMBER))
    members.change_role(team, member="Bo", role="chair")
    members.change_role(team, member=MEMBER, role="responder")
    assert [line.name for line in team_view(team).lines if line.chair] == ["Bo"]


def test_the_recovery_sheet_does_not_leave_a_team_without_its_chair_either(team):
    key, folder = members.new_sheet(team).value, team.folder
    team.close()
    by_sheet = Desk(unlock_with_recovery(folder, key), laptop=Laptop(folder.parent / "laptop"))
    try:
        for act in (
            lambda: members.change_role(by_sheet, member=MEMBER, role="reader"),
            lambda: next(members.remove_by_paces(by_sheet, member=MEMBER)),
        ):
            with pytest.raises(NotAllowed, match="only one who has the chair"):
                act()
    finally:
        by_sheet.close()


def test_a_copy_is_looked_into_with_a_passphrase_of_its_day_before_it_is_restored(desk, tmp_path):
    copy = safety.keep_copy(desk, "daily")
    assert safety.look_inside(copy, passphrase=PASSPHRASE, member=MEMBER) == safety.Inside(cases=0, open=0)
    with pytest.raises(WrongPassphrase):
        safety.look_inside(copy, passphrase="some other words that open nothing", member=MEMBER)
    assert safety.restore(copy.path, tmp_path / "again").header == copy.header
    with pytest.raises(NotAllowed):
        safety.restore(copy.path, tmp_path / "again")


def test_a_look_that_was_stopped_is_swept_away_and_one_without_room_writes_nothing(desk, tmp_path, monkeypatch):
    copy = safety.keep_copy(desk, "daily")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    left, going_on, of_others = (tmp_path / name for name in ("cocdesk-look-old", "cocdesk-look-new", "something-else"))
    for folder in (left, going_on, of_others):
        folder.mkdir()
        (folder / "cases-0001.db").write_bytes(b"pages")
        os.utime(folder, (1, 1) if folder is not going_on else None)
    looking.sweep()
    assert not left.exists()
    assert going_on.exists() and (of_others / "cases-0001.db").exists()
    full = shutil.disk_usage(tmp_path)._replace(free=1024)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: full)
    with pytest.raises(DiskFull):
        safety.look_inside(copy, passphrase=PASSPHRASE, member=MEMBER)
    assert [entry for entry in tmp_path.glob("cocdesk-look-*") if entry != going_on] == []


def test_a_misspelt_part_from_an_older_build_only_reads(team, tmp_path):
    folder = team.folder
    add_member(team.vault, name="Di", role="raeder", passphrase=BO, kdf=FAST)
    assert [line.may for line in team_view(team).lines if line.name == "Di"] == ["May read everything here and change nothing."]
    team.close()
    opened = Desk(unlock(folder, passphrase=BO, member="Di"), laptop=Laptop(tmp_path / "another"), clock=Watch())
    try:
        assert "“raeder”" in why_not_write(opened) and not members.may_manage(opened) and not can_seal(opened)
        with pytest.raises(NotAllowed, match="read in this vault"):
            report.take_report(opened, ReportDraft(quick="x"))
        assert purge.why_not(opened)
    finally:
        opened.close()
