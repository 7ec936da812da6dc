"""The new acts by the command line: what is refused, what is remarked on, and what stays open."""

from __future__ import annotations

import pytest


@pytest.fixture
def act(terminal, vault):
    code_name = terminal.filed(vault)

    def record(action, text, *words):
        return terminal("record", vault, code_name, action, "--from", terminal.file("act.toml", text), *words)

    record.code_name = code_name
    record.vault = vault
    record.terminal = terminal
    return record


def test_deciding_without_the_numbers_is_recorded_and_remarked_on(act):
    answer = act("decide", 'sanction = "verbal-warning"\ndeciders = ["Ana", "Ida"]')
    assert answer.status == 0
    assert "At least 3 people decide here; of those named, 2 can." in answer.err and "Remark" not in answer.out
    told = act("meet", 'attendees = ["Ana"]', "--json")
    assert told.json["remarks"] == [] and told.err == ""
    shown = act.terminal("show", act.vault, act.code_name, "--json").json
    assert {"A3", "F6", "F1"} <= {remark["row"] for remark in shown["remarks"]}
    assert "Look at this again" in act.terminal("show", act.vault, act.code_name).out


def test_a_member_who_steps_back_after_voting_is_said(act):
    assert act("decide", 'sanction = "none"\ndeciders = ["Ana", "Ida", "Kim"]').status == 0
    answer = act("recuse", 'member = "ida"')
    assert answer.status == 0 and "stepped back later" in answer.err
    assert act("substitute", 'member = "Lee"\ninstead_of = "Ida"').status == 0
    again = act("recuse", 'member = "Ida"')
    assert again.status == 1 and again.err.count("\n") == 1


def test_every_new_act_is_recorded_and_told_in_words(act):
    other = act.terminal.filed(act.vault)
    for action, text in {
        "talk": 'by = ["Ana", "Ida"]\nlength = 5\nmanner = "embarrassed"\napologised = "yes"',
        "plan": 'text = "Asks before joining a table."\nuntil = 2018-06-01',
        "roll-out": 'system = "badge"\ndone = true',
        "apology": 'answer = "discouraged"',
        "knows": 'who = "the hotel manager"',
        "warn": 'person = "李小龙"\nbehaviour = "loud remarks"',
        "link": f'other = "{other}"\nhow = "same-issue"',
        "evaluate": 'found = "new-example"\nwords = "Remarks at dinner."',
        "tell": 'whom = "reporter"\nabout = "receipt"\ntext = "Thank you."',
    }.items():
        answer = act(action, text)
        assert answer.status == 0, (action, answer.err)
    lines = act.terminal("show", act.vault, act.code_name, "--json").json["timeline"]
    told = {line["kind"]: line["text"] for line in lines}
    assert told["linked"].startswith(other)
    assert "5 minutes" in told["talked"] and told["told"].startswith("Reporter · that the report has arrived")
    assert "李小龙" not in told["warned"]
    twin = act.terminal("show", act.vault, other, "--json").json
    assert [link["code_name"] for link in twin["linked"]] == [act.code_name]
    assert f"linked: {other}" in act.terminal("show", act.vault, act.code_name).out


def test_closing_with_steps_undone_wants_a_reason_and_says_what_is_open(act):
    bare = act("close", 'outcome = "warning"')
    assert bare.status == 0 and "still open" in bare.err and "why" in bare.err
    assert act("reopen", 'why = "it was too early"').status == 0
    closed = act("close", 'outcome = "warning"\nwhy = "The event is over."', "--json")
    assert closed.status == 0 and "decide" in closed.json["open_steps"]
    twice = act("close", 'outcome = "warning"\nwhy = "x"')
    assert twice.status == 1 and "closed already" in twice.err
    assert act("reopen", 'why = "more came"').status == 0


@pytest.mark.parametrize(
    ("action", "text", "words"),
    [
        ("link", 'other = "no-such-case"', "no case of that name"),
        ("talk", "length = -3", "length"),
        ("close", 'outcome = "x"\nwhy = "y"\nopen_steps = ["a"]', "open_steps"),
        ("knows", 'who = " "', "nothing written"),
    ],
)
def test_what_makes_no_sense_is_one_sentence_and_nothing_is_recorded(act, action, text, words):
    answer = act(action, text)
    assert (answer.status, answer.out) == (1, "")
    assert words in answer.err and answer.err.count("\n") == 1


def test_a_time_in_the_wrong_order_is_kept_and_asked_about(act):
    answer = act("tell", 'whom = "reporter"\nabout = "receipt"\nat = 2018-05-24T10:00:00+02:00')
    assert answer.status == 0 and "before the report was made" in answer.err


def test_no_agreement_is_taken_for_granted_and_no_empty_act_ticks_a_step(terminal, vault):
    case = terminal.filed(vault)
    silent = terminal("record", vault, case, "agree", "--from", terminal.file("a.toml", 'role = "event-lead"'))
    assert silent.status == 1 and "answer" in silent.err
    for act in ("act", "talk", "hear", "meet", "announce", "appeal", "support"):
        empty = terminal("record", vault, case, act, "--from", terminal.file("e.toml", ""))
        assert empty.status == 1 and "nothing written in it" in empty.err, act
    kinds = {entry["kind"] for entry in terminal("show", vault, case, "--json").json["timeline"]}
    assert not kinds & {"agreed", "acted", "talked", "heard", "met", "announced", "appealed"}
