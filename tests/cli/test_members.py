"""Who can open a vault, safety copies and restoring, as a person types it."""

from __future__ import annotations

import pytest

from cocdesk import places
from cocdesk.model.actions import members
from cocdesk.model.vault.members import describe
from tests.cli.conftest import CHEAP
from tests.cli.desk import PASSPHRASE

NEW = "nine quite different words in a long row"
BO = "seven other words in one row"


@pytest.fixture(autouse=True)
def _cheap(monkeypatch, tmp_path):
    # Every test starts with a copy of one vault: what the laptop remembers of another copy must not count here.
    monkeypatch.setattr(places, "state", lambda: tmp_path / "state")
    for act in (members.add, members.change_passphrase, members.set_anew):
        monkeypatch.setitem(act.__kwdefaults__, "kdf", CHEAP)


@pytest.fixture
def second(terminal, vault, tmp_path):
    """A vault with Bo in it, and the files their passphrases come from."""
    words = tmp_path / "bo.txt"
    words.write_text(BO + "\n", encoding="utf-8")
    assert terminal("members", vault, "add", "Bo", "--role", "responder", "--new-passphrase-file", words).status == 0
    return words


def test_the_list_names_everybody_and_the_sheet(terminal, vault):
    told = terminal("members", vault)
    assert told.status == 0
    assert "Ana" in told.out
    assert "recovery sheet" in told.out


def test_a_member_is_added_and_opens_the_vault(terminal, vault, second):
    told = terminal("members", vault, "--as", "Bo", "--passphrase-file", second, "--json").json
    assert [(m["name"], m["role"], m["you"]) for m in told["members"]] == [("Ana", "chair", False), ("Bo", "responder", True)]


def test_a_case_bo_steps_back_from_is_told_to_bo_by_no_command(terminal, vault, second, tmp_path):
    report = terminal.file("report.toml", 'what = "Something was said."')
    bo = ("--as", "Bo", "--passphrase-file", second)
    code_name = terminal("report", vault, "--from", report, "--as", "Ana", "--json").json["code_name"]
    told = terminal("record", vault, code_name, "recuse", "--from", terminal.file("r.toml", 'member = "bo"'), *bo)
    assert told.status == 0 and "not shown to you" in told.out and code_name not in told.out
    assert terminal("cases", vault, "--json", *bo).json == {"cases": []}
    for words in (("show", vault, code_name), ("document", vault, "incident-form", code_name, "--out", tmp_path / "f.pdf")):
        refused = terminal(*words, *bo)
        assert (refused.status, refused.out) == (1, "") and "stepped back" in refused.err
    assert code_name in terminal("cases", vault, "--as", "Ana").out


@pytest.mark.parametrize("word", ["raeder", "recovery"])
def test_a_mistyped_part_is_refused_with_those_there_are(terminal, vault, second, word):
    for act in (("add", "Cy", "--new-passphrase-file", second), ("role", "Bo")):
        told = terminal("members", vault, *act, "--role", word, "--as", "Ana")
        assert told.status == 1
        assert f"does not know the part “{word}”" in told.err and "reader" in told.err
    assert [(m.name, m.role) for m in describe(vault).members] == [("Ana", "chair"), ("Bo", "responder")]


def test_the_last_chair_keeps_the_chair_until_somebody_else_has_it(terminal, vault, second):
    told = terminal("members", vault, "role", "Ana", "--role", "responder", "--as", "Ana")
    assert told.status == 1
    assert "Hand over the chair" in told.err
    assert terminal("members", vault, "role", "Bo", "--role", "chair", "--as", "Ana").status == 0
    assert terminal("members", vault, "role", "Ana", "--role", "responder", "--as", "Ana").status == 0


def test_a_member_without_the_chair_is_told_who_may_erase_a_case(terminal, vault, second):
    words = terminal.file("r.toml", 'what = "Something was said."')
    case = terminal("report", vault, "--from", words, "--as", "Ana", "--json").json["code_name"]
    told = terminal("purge", vault, case, "--confirm", case, "--as", "Bo", "--passphrase-file", second)
    assert told.status == 1
    assert "by the chair: Ana" in told.err
    assert case in terminal("cases", vault, "--as", "Ana").out


def test_only_the_chair_changes_who_can_open_the_vault(terminal, vault, second, tmp_path):
    told = terminal(
        "members", vault, "remove", "Ana", "--as", "Bo", "--passphrase-file", second, "--recovery-sheet", tmp_path / "s.pdf"
    )
    assert told.status == 1
    assert "Ana" in told.err
    assert [m.name for m in describe(vault).members] == ["Ana", "Bo"]


def test_a_removed_member_is_out_and_what_they_signed_stays_signed(terminal, vault, second, tmp_path):
    note = tmp_path / "report.toml"
    note.write_text('what = "Something was said."\n', encoding="utf-8")
    case = terminal("report", vault, "--from", note, "--as", "Bo", "--passphrase-file", second, "--json").json["code_name"]
    sheet = tmp_path / "sheet.pdf"
    told = terminal("members", vault, "remove", "Bo", "--as", "Ana", "--recovery-sheet", sheet)
    assert told.status == 0, told.err
    assert sheet.read_bytes().startswith(b"%PDF")
    assert "may have kept a copy" in told.err
    out = terminal("cases", vault, "--as", "Bo", "--passphrase-file", second)
    assert out.status == 1
    assert case in terminal("cases", vault).out
    health = terminal("verify", vault, "--json").json
    assert health["ok"], [check for check in health["checks"] if not check["ok"]]
    assert (describe(vault).generation, len(list((vault / "backups").iterdir()))) == (2, 1)


def test_a_passphrase_is_changed(terminal, vault, tmp_path):
    words = tmp_path / "new.txt"
    words.write_text(NEW + "\n", encoding="utf-8")
    told = terminal("members", vault, "passphrase", "--new-passphrase-file", words)
    assert told.status == 0, told.err
    assert terminal("members", vault).status == 1
    assert terminal("members", vault, "--passphrase-file", words).status == 0


def test_the_new_passphrase_never_comes_from_the_variable_of_the_old_one(terminal, vault):
    told = terminal("members", vault, "passphrase")
    assert told.status == 1
    assert "--new-passphrase-file" in told.err
    assert terminal("members", vault).status == 0


def test_a_safety_copy_is_made_and_becomes_a_vault_again(terminal, vault, tmp_path):
    copy = tmp_path / "safe.cocbackup"
    assert terminal("backup", vault, copy).status == 0
    again = terminal("backup", vault, copy)
    assert again.status == 1
    assert "already" in again.err
    told = terminal("restore", copy, tmp_path / "restored", "--json").json
    assert told["members"] == ["Ana"]
    health = terminal("verify", tmp_path / "restored", "--json").json
    assert health["ok"], [check for check in health["checks"] if not check["ok"]]
    assert terminal("restore", copy, vault).status == 1
    assert PASSPHRASE.encode() not in copy.read_bytes()


def test_a_damaged_safety_copy_is_refused_with_a_sentence(terminal, vault, tmp_path):
    copy = tmp_path / "safe.cocbackup"
    assert terminal("backup", vault, copy).status == 0
    content = bytearray(copy.read_bytes())
    content[len(content) // 2] ^= 1
    copy.write_bytes(content)
    told = terminal("restore", copy, tmp_path / "restored")
    assert told.status == 1
    assert "damaged" in told.err
    assert not (tmp_path / "restored").exists()
