"""A case kept from some of the team, as a person types it."""

from __future__ import annotations

import pytest

from cocdesk import places
from cocdesk.model.actions import members
from tests.cli.conftest import CHEAP
from tests.cli.desk import REPORT


@pytest.fixture
def team(terminal, vault, tmp_path, monkeypatch):
    """A vault with Ana, Bo and Cy, and the files the passphrases of the last two come from."""
    monkeypatch.setattr(places, "state", lambda: tmp_path / "state")
    monkeypatch.setitem(members.add.__kwdefaults__, "kdf", CHEAP)
    files = {}
    for name in ("Bo", "Cy"):
        files[name] = tmp_path / f"{name}.txt"
        files[name].write_text(f"{name} and six more words in a row\n", encoding="utf-8")
        told = terminal("members", vault, "add", name, "--role", "responder", "--new-passphrase-file", files[name], "--as", "Ana")
        assert told.status == 0
    (tmp_path / "report.toml").write_text(REPORT, encoding="utf-8")
    return files


def test_a_report_is_sealed_from_its_first_word_and_the_others_list_nothing(terminal, vault, team, tmp_path):
    filed = terminal("report", vault, "--from", tmp_path / "report.toml", "--sealed-from", "Cy", "--as", "Ana", "--json").json
    listed = terminal("cases", vault, "--as", "Bo", "--passphrase-file", team["Bo"], "--json").json["cases"]
    assert [(case["id"], case["sealed"]) for case in listed] == [(filed["case"], 2)]
    shown = terminal("show", vault, filed["code_name"], "--as", "Ana", "--json").json
    assert shown["holders"] == ["Ana", "Bo"] and len(shown["people"]) == 4
    note = tmp_path / "note.toml"
    note.write_text('text = "a word about kestrels"', encoding="utf-8")
    assert terminal("record", vault, filed["code_name"], "note", "--from", note, "--as", "Ana").status == 0
    assert len(terminal("cases", vault, "--search", "kestrels", "--as", "Ana", "--json").json["cases"]) == 1
    theirs = ("--as", "Cy", "--passphrase-file", team["Cy"])
    assert terminal("cases", vault, *theirs, "--json").json == {"cases": []}
    refused = terminal("show", vault, filed["code_name"], *theirs)
    assert refused.status == 1 and filed["code_name"] not in refused.err
    health = terminal("verify", vault, *theirs, "--json").json
    assert health["ok"] and any(check["name"] == "sealed" for check in health["checks"])


def test_a_case_is_sealed_later_changed_and_unsealed(terminal, vault, team, tmp_path):
    filed = terminal("report", vault, "--from", tmp_path / "report.toml", "--as", "Ana", "--json").json
    told = terminal("seal", vault, filed["code_name"], "--sealed-from", "Cy", "--as", "Ana")
    assert told.status == 0 and "Ana, Bo" in told.out and "copy" in told.err
    again = terminal("seal", vault, filed["code_name"], "--sealed-from", "Bo", "--sheet-opens", "--as", "Ana", "--json").json
    assert again["holders"] == ["Ana", "Cy"] and again["sheet"]
    assert terminal("cases", vault, "--as", "Bo", "--passphrase-file", team["Bo"], "--json").json == {"cases": []}
    paper = tmp_path / "form.pdf"
    assert terminal("document", vault, "incident-form", filed["code_name"], "--out", paper, "--as", "Ana").status == 0
    assert terminal("unseal", vault, filed["code_name"], "--as", "Ana").status == 0
    assert len(terminal("cases", vault, "--as", "Bo", "--passphrase-file", team["Bo"], "--json").json["cases"]) == 1
    assert terminal("verify", vault, "--as", "Ana").status == 0


@pytest.mark.parametrize("names", [["Ana"], ["Zed"], ["Bo", "Cy"]])
def test_a_choice_that_nobody_could_rely_on_is_refused_and_nothing_is_filed(terminal, vault, team, tmp_path, names):
    away = [word for name in names for word in ("--sealed-from", name)]
    refused = terminal("report", vault, "--from", tmp_path / "report.toml", *away, "--as", "Ana")
    assert refused.status == 1 and refused.err
    assert terminal("cases", vault, "--as", "Ana", "--json").json == {"cases": []}
    assert not list(vault.glob("sealed-*"))


def test_a_case_sealed_away_from_the_chair_is_erased_by_nobody_until_the_chair_may_see_it(terminal, vault, team, tmp_path):
    bo = ("--as", "Bo", "--passphrase-file", team["Bo"])
    filed = terminal("report", vault, "--from", tmp_path / "report.toml", "--sealed-from", "Ana", *bo, "--json").json
    name = filed["code_name"]
    refused = terminal("purge", vault, name, *bo, "--confirm", name)
    assert refused.status == 1 and "sealed away from the chair" in refused.err and "until it is unsealed" in refused.err
    assert terminal("unseal", vault, name, *bo).status == 0
    assert terminal("purge", vault, name, "--as", "Ana", "--confirm", name).status == 0
