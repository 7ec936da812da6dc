"""Every step, act and sanction of every procedure, one by one: a sixth pack is tried by being there."""

from __future__ import annotations

from typing import get_args

import msgspec
import pytest

from cocdesk.model.records import entries as e
from cocdesk.model.records.case import Event
from cocdesk.model.records.report import Report
from cocdesk.model.rules.acting import refusal
from cocdesk.model.rules.procedure import next_steps
from cocdesk.model.rules.telling import tell
from cocdesk.model.rules.timeline import fold
from tests.model.cases import entry, journal, opening, policies
from tests.model.rules.walking import bodies_for, event_with, everything_chosen

POLICIES = policies()
STEPS = [(pack, step.id, act) for pack, policy in POLICIES.items() for step in policy.steps for act in step.done_by]
KINDS = [kind for kind in get_args(e.CaseBody) if kind is not e.Reported]
KNOWN = (e.PersonAdded(person="1" * 32, role="reporter"), e.PersonAdded(person="2" * 32, role="reported"))


def filled(kind: type, pack: str) -> e.CaseBody:
    """An entry of a kind with something in every field that has no value of its own."""
    known = {
        "answer": "agreed", "risk": "low", "impact": "high", "threat": "no", "role": "reporter", "answers": {},
        "whom": "reporter", "sanction": POLICIES[pack].sanctions[0].id, "changes": {"place": "Hall"},
        "offered": [POLICIES[pack].care[0].id], "given": [], "needs": ["water"], "called": ["police"], "naming": "named",
        "how": "printed", "size": 2048, "kind": "hard", "horizon": "now", "on_wish_of": "team", "attendees": ["Ana"],
    }  # fmt: skip
    values = {}
    for field in kind.__struct_fields__:
        values[field] = known.get(field, "words")
    for field, plain in (("contacts_given", True), ("help_offered", True), ("told", True)):
        if field in values:
            values[field] = plain
    own = {
        e.Appealed: {"answer": "upheld", "heard_by": ["Ana"]},
        e.ApologyOffered: {"answer": "relayed", "wanted": "yes"},
        e.Heard: {"manner": "calm"},
        e.Talked: {"by": ["Ana"], "length": 5, "manner": "sorry", "apologised": "yes", "understood": "yes"},
        e.Decided: {"deciders": ["Ana"], "safe_enough": "yes", "grant_condition": "yes", "stands": "yes", "urgent": True},
        e.Acted: {"urgent": True},
        e.RolledOut: {"done": True, "checked": False},
        e.Told: {"about": "outcome"},
        e.Recused: {"confirmed": True},
        e.PaperMoved: {"shredded": True},
        e.Warned: {"person": "1" * 32},
        e.Linked: {"how": "retaliation"},
        e.Evaluated: {"found": "new-example", "debriefed": True},
        e.Closed: {"open_steps": ["close"], "standing": "resolved"},
    }
    values |= own.get(kind, {})
    if kind is e.PersonAdded or kind is e.PersonRemoved:
        values["person"] = "1" * 32
    return msgspec.convert(values, kind)


@pytest.mark.parametrize(("pack", "step", "act"), STEPS)
def test_the_act_of_a_step_completes_it(pack: str, step: str, act: str) -> None:
    report = Report(heard_at="2026-05-24T12:00:00+02:00", what="x", threat=True)
    decided = (e.Decided(sanction="none"),) if act.startswith(("told", "announced")) else ()
    bodies = () if act == "reported" else (*decided, *bodies_for(act, POLICIES[pack]))
    case = fold([entry(body, n) for n, body in enumerate((opening(report), *KNOWN, *bodies), 1)])
    event = event_with(POLICIES[pack], **everything_chosen(POLICIES[pack]))
    line = next(line for line in next_steps(case, POLICIES[pack], event) if line.id == step)
    assert line.state == "done"
    assert line.done_at is not None


@pytest.mark.parametrize("pack", sorted(POLICIES))
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: str(kind.__struct_config__.tag))
def test_every_entry_is_told_in_words_under_every_procedure(pack: str, kind: type) -> None:
    told = tell(filled(kind, pack), POLICIES[pack], {"1" * 32: "Heron"})
    assert told.strip()
    assert "1" * 32 not in told


@pytest.mark.parametrize(("pack", "sanction"), [(pack, s.id) for pack, policy in POLICIES.items() for s in policy.sanctions])
def test_every_sanction_of_a_procedure_may_be_decided_and_is_told_by_its_title(pack: str, sanction: str) -> None:
    policy = POLICIES[pack]
    body = e.Decided(sanction=sanction)
    assert refusal(fold(journal()), body, policy) == ""
    title = next(s.title for s in policy.sanctions if s.id == sanction)
    assert title in tell(body, policy, {})


@pytest.mark.parametrize("pack", sorted(POLICIES))
def test_without_dates_of_the_event_the_clocks_still_run(pack: str) -> None:
    undated = Event(id="e" * 32, name="x", policy=pack, policy_hash="")
    assert [line.id for line in next_steps(fold(journal()), POLICIES[pack], undated)]
