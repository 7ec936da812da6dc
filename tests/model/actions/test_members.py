"""Who can open the vault, changed by those who may, and nobody else."""

from __future__ import annotations

import pytest

from cocdesk.model.actions import members, safety
from cocdesk.model.desk import Desk
from cocdesk.model.errors import NotAllowed, WrongPassphrase
from cocdesk.model.laptop import Laptop
from cocdesk.model.queries.team import handing_over, team_view
from cocdesk.model.vault import backup
from cocdesk.model.vault.vault import unlock, unlock_with_recovery
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
        members.change_passphrase(reader, old=BO, new="nine quite different words in a long row", kdf=FAST)
    finally:
        reader.close()


def test_a_copy_is_looked_into_with_a_passphrase_of_its_day_before_it_is_restored(desk, tmp_path):
    copy = safety.keep_copy(desk, "daily")
    assert safety.look_inside(copy, passphrase=PASSPHRASE, member=MEMBER) == safety.Inside(cases=0, open=0)
    with pytest.raises(WrongPassphrase):
        safety.look_inside(copy, passphrase="some other words that open nothing", member=MEMBER)
    assert safety.restore(copy.path, tmp_path / "again").header == copy.header
    with pytest.raises(NotAllowed):
        safety.restore(copy.path, tmp_path / "again")
