"""The ledger by the terminal: answers go in, come out again, and decide what may leave."""

from __future__ import annotations


def test_answers_are_recorded_shown_and_decide_what_may_leave(terminal, vault, tmp_path):
    code_name = terminal.filed(vault)

    def answered(answer):
        text = f'whom = "reporter"\nto_whom = "dsf"\nwhat = "details"\nanswer = "{answer}"\nwords = "as I said"'
        assert terminal("record", vault, code_name, "consent", "--from", terminal.file("act.toml", text)).status == 0

    def mailed(*more):
        out = tmp_path / f"{len(list(tmp_path.iterdir()))}.txt"
        return terminal("document", vault, "dsf-email", code_name, "--for", "dsf", "--naming", "named", "--out", out, *more)

    answered("agreed")
    answered("withdrawn")
    refused = mailed()
    assert (refused.status, refused.out) == (1, "")
    assert "took it back" in refused.err and "Traceback" not in refused.err
    assert mailed("--because", "a judge asks for it").status == 0
    answered("agreed")
    assert mailed().status == 0
    shown = terminal("show", vault, code_name, "--json").json
    assert [line["answer"] for line in shown["agreements"]][-3:] == ["agreed", "withdrawn", "agreed"]
    assert [line["counts"] for line in shown["agreements"]][-3:] == [False, False, True]
    assert any("judge" in remark["sentence"] for remark in shown["remarks"])
    assert {"who", "since", "what", "in_team", "entry"} == set(shown["who_knows"][0])
    read = terminal("show", vault, code_name).out
    assert "to the umbrella organisation: what happened" in read
    assert "Who knows:" in read
