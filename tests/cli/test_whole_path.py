"""The whole path by the terminal, under each of the five procedures: from the report to a closed case, as the steps ask."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

MEETING = (
    'attendees = ["Ana", "Ben", "Cleo"]\nwhat_happened = "A remark, twice."\ndoing_anything = "Yes"\nwho = "Ben"\nwhen = "today"'
)
ACTS: dict[str, tuple[str, str]] = {
    "safety": ("safety", 'threat = "no"'),
    "care": ("support", "help_offered = true"),
    "consent": ("consent", 'answer = "no-objection"'),
    "assess": ("assess", 'risk = "low"\nimpact = "low"'),
    "meet": ("meet", MEETING),
    "hear": ("hear", 'by = "Ben"\nwords = "They see it differently."'),
    "decide": (
        "decide",
        'sanction = "SANCTION"\nwho = "Ben"\ndeciders = ["Ana", "Ben", "Cleo"]\nvote = "agreed"\nsafe_enough = "yes"',
    ),
    "agree": ("agree", 'role = "event-lead"\nwho = "Dora"\nanswer = "agreed"'),
    "act": ("act", 'sanction = "SANCTION"\nwho = "Ben"'),
    "tell-reported": ("tell", 'whom = "reported"\nabout = "outcome"\nbehaviour = "The remark."\nchange = "Keep away."'),
    "tell-reporter": ("tell", 'whom = "reporter"\nabout = "outcome"\ntext = "We have spoken with them."'),
    "report-up": ("notify", 'to = "ADDRESS"'),
    "close": ("close", 'outcome = "warning"\nwhy = "done"'),
}
TALK = ("talk", 'by = ["Ben", "Cleo"]\nlength = 10\nmanner = "sorry"\napologised = "yes"\nwords = "Calm."')
WHO = {
    "spec": {"agree": None, "announce": "Host", "close": "Host"},
    "imgix": {"agree": None, "announce": "Anti-Abuse team", "close": "Anti-Abuse team"},
    "conference": {
        "agree": "Event Lead Organiser",
        "announce": "Event Lead Organiser",
        "close": "Code of Conduct representative",
    },
    "django-events": {"agree": None, "announce": "Code of Conduct team, Conference Chair"},
    "workshop": {"agree": None, "announce": "Organizer, The organizer’s delegate", "close": "Workshop coordinator"},
}
# The path as the steps ask for it; what was written down with the report is done already.
PATHS = {
    "spec": "hear meet decide act tell-reported close",
    "imgix": "hear meet decide act tell-reported close",
    "conference": "assess meet decide agree hear act tell-reporter report-up close",
    "django-events": "hear meet decide act tell-reported tell-reporter report-up close",
    "workshop": "meet hear decide act tell-reported close",
}
HALF_A_DAY = timedelta(hours=12)


def step_of(shown: Any, name: str) -> Any:
    return next((step for step in shown["next_steps"] if step["id"] == name), None)


@pytest.mark.parametrize("policy", PATHS)
def test_the_path_the_steps_ask_for_ends_with_a_closed_case(policy, terminal, tmp_path):
    vault = tmp_path / "vault"
    made = terminal(
        "init", vault, "--policy", policy, "--event", "DjangoCon", "--member", "Ana", "--recovery-sheet", tmp_path / "s.pdf",
        "--zone", "Europe/Berlin", "--starts", "2018-05-23", "--ends", "2018-05-27",
        "--set", "contact=the front desk",
    )  # fmt: skip
    assert made.status == 0, made.err
    if policy == "spec":
        settled = terminal("event", vault, "--json").json["settings"]
        assert next(line["value"] for line in settled if line["key"] == "contact") == "the front desk"
    known = next(found for found in terminal("policies", "--json").json["policies"] if found["id"] == policy)
    code_name = terminal.filed(vault)
    warning = known["sanctions"][0]["id"]
    to = "conduct@djangoproject.com" if policy == "django-events" else "Safety and Diversity Officer"
    path: list[str] = []
    begun = terminal("show", vault, code_name, "--json")
    assert begun.status == 0, begun.err
    asked_first = coming = begun.json
    for _turn in range(25):
        if coming["stage"] == "closed":
            break
        step = coming["next_step"]
        path.append(step)
        if step == "hear" and known["hearing"] == "after-deciding":
            action, text = TALK
        else:
            action, text = ACTS[step]
        file = terminal.file("act.toml", text.replace("SANCTION", warning).replace("ADDRESS", to))
        done = terminal("record", vault, code_name, action, "--from", file, "--json")
        assert done.status == 0, (step, done.err)
        coming = done.json
    shown = terminal("show", vault, code_name, "--json").json
    assert shown["next_steps"] == coming["next_steps"]
    assert " ".join(step for step in path if step not in ("safety", "consent")) == PATHS[policy]
    assert shown["stage"] == "closed"
    assert {step["state"] for step in shown["next_steps"]} <= {"done", "not-needed"}

    for name, wanted in WHO[policy].items():
        line = step_of(asked_first, name)
        if wanted is not None:
            who = line["who"] if isinstance(line["who"], str) else ", ".join(line["who"])
            assert who == wanted
        elif name == "agree":
            assert line is None
    assert known["agree"] == (["event-lead"] if policy == "conference" else [])

    due = step_of(asked_first, "act")["due"]
    received = datetime.fromisoformat(asked_first["received_at"])
    assert (datetime.fromisoformat(due) - received == HALF_A_DAY) if policy != "workshop" else due is None
    for left in ("receipt", "status", "proposal", "roll-out"):
        line = step_of(shown, left)
        assert line is None or line["state"] == "not-needed"


@pytest.mark.parametrize(
    ("policy", "count"), [("spec", 11), ("imgix", 11), ("conference", 4), ("django-events", 12), ("workshop", 7)]
)
def test_the_list_of_procedures_tells_their_own_measures_apart_from_further_ones(policy, count, terminal):
    known = next(found for found in terminal("policies", "--json").json["policies"] if found["id"] == policy)
    own, further = ({sanction["id"] for sanction in known[key]} for key in ("sanctions", "further_sanctions"))
    assert len(own) == count
    assert {"suspension", "final-warning"} <= further
    assert not own & further
    assert {"receipt_within", "appeal.within"} <= {choice["chooses"] for choice in known["choices"]}
