"""A case erased for good from the terminal: only with its code name typed once more."""

from __future__ import annotations

from cocdesk import places


def test_a_case_goes_only_when_its_code_name_is_typed_once_more(terminal, vault, tmp_path, monkeypatch):
    # Other tests begin with copies of the same vault: what the laptop remembers of those must not count here.
    monkeypatch.setattr(places, "state", lambda: tmp_path / "state")
    goes, stays = terminal.filed(vault), terminal.filed(vault, 'what = "something else"')
    for wrong in ((), ("--confirm", stays)):
        refused = terminal("purge", vault, goes, *wrong)
        assert refused.status == 1
        assert "nothing was erased" in refused.err
    told = terminal("purge", vault, goes, "--confirm", goes.upper(), "--json")
    assert told.status == 0, told.err
    assert told.json["entries"] > 1
    assert told.json["generation"] == 2
    listed = terminal("cases", vault, "--json")
    assert listed.status == 0, listed.err
    assert [case["code_name"] for case in listed.json["cases"]] == [stays]
    assert terminal("show", vault, goes).status == 1
    verified = terminal("verify", vault, "--json")
    assert verified.status == 0, verified.out + verified.err
