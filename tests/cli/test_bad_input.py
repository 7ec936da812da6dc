"""What people get wrong in a hurry, by the terminal: each time one sentence, and nothing that was written is lost.

Deciding without the numbers, stepping back after the vote and closing twice stand in test_whole_procedure.
"""

from __future__ import annotations

from datetime import datetime

from tests.cli.desk import REPORT
from tests.model.desks import copied

MINUTES = "They spoke of it for a long while. " * 1_700  # well over ten thousand words

# What happened all the same is written down, and said: action, file, a word of the sentence.
KEPT = [
    ("meet", 'attendees = ["Ana"]\nat = "2018-05-24 21:00"\nended = "2018-05-24 20:00"', "before the beginning"),
    ("plan", 'text = "Asks first."\ncheck_on = "2019-03-31 02:30"', "put forward"),
    ("meet", f'attendees = ["Ana"]\nat = "2018-05-24T18:30:00+09:00"\nminutes = "{MINUTES}"', "before the report was made"),
]
# What makes no sense is refused, and nothing is recorded.
REFUSED = [
    ("meet", 'attendees = ["Ana", "李小龙"]', "stays out of the meeting"),
    ("decide", 'sanction = "none"\nfrom = "2018-05-24T18:30:00+99:00"', "“from”"),
]


def test_what_people_get_wrong_is_one_sentence_each_and_nothing_is_lost(terminal, _patterns, tmp_path):
    vault = copied(_patterns("spec"), tmp_path / "vault")
    code_name = terminal.filed(vault)
    for action, text, words in KEPT + REFUSED:
        answer = terminal("record", vault, code_name, action, "--from", terminal.file("act.toml", text))
        assert words in answer.err and "李" not in answer.err, (action, answer.err)
        if (action, text, words) in REFUSED:
            assert (answer.status, answer.out, answer.err.count("\n")) == (1, "", 1)
        else:
            assert answer.status == 0
    lines = [line for line in terminal("show", vault, code_name, "--json").json["timeline"] if line["kind"] in ("met", "planned")]
    assert [line["kind"] for line in lines] == [{"meet": "met", "plan": "planned"}[action] for action, _text, _words in KEPT]
    assert lines[-1]["text"].count("long while") == MINUTES.count("long while")


def test_half_a_day_is_twelve_hours_across_the_night_the_clocks_change(terminal, vault):
    code_name = terminal.filed(vault, REPORT.replace("2018-05-24T18:30:00+02:00", "2017-10-28T20:00:00+02:00"))
    shown = terminal("show", vault, code_name, "--json").json
    due = datetime.fromisoformat(next(step["due"] for step in shown["next_steps"] if step["id"] == "act"))
    assert (due - datetime.fromisoformat(shown["received_at"])).total_seconds() == 12 * 3600
    assert "07:00" in due.isoformat() and due.utcoffset().total_seconds() == 3600
