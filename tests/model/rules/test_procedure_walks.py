"""Walks through the procedure of every pack: whatever is chosen and in whatever order, it goes on until the case is closed."""

from __future__ import annotations

import itertools

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cocdesk.model.policy.pack import Policy
from cocdesk.model.policy.read import packed, unpacked
from cocdesk.model.records import entries as e
from cocdesk.model.records.case import Case, Event
from cocdesk.model.rules.procedure import current_step, next_steps
from tests.model.cases import policies
from tests.model.rules.walking import EVERYBODY, REPORT, REPORTED, REPORTER, bodies_for, case_of, event_with, everything_chosen

PACKS = sorted(policies())
SANCTIONS = [(name, s.id) for name in PACKS for s in (*policies()[name].sanctions, *policies()[name].further_sanctions)]
MOST_TURNS = 80


def walked(policy: Policy, event: Event, start: tuple[e.AnyBody, ...], sanction: str = "none") -> list[str]:
    """The steps in the order they are asked for, from a fresh report to a closed case, taking the obvious next one each time."""
    done, path = [*start], []
    for _turn in range(MOST_TURNS):
        case = case_of(*done)
        if case.stage == "closed":
            return path
        step = current_step(next_steps(case, policy, event))
        assert step is not None, "an open case waits for something"
        path.append(step.id)
        done.extend(bodies_for(step.acts[0], policy, sanction))
    pytest.fail(f"the procedure does not end: {path}")


def checked(case: Case, policy: Policy, event: Event) -> None:
    """What holds of every state there is."""
    steps = next_steps(case, policy, event)
    assert [step.id for step in steps] == [step.id for step in policy.steps]
    now = current_step(steps)
    if case.stage == "closed":
        assert now is None
        assert all(step.state in ("done", "not-needed") for step in steps)
        return
    assert now is not None and now.state == "next"
    assert all((step.state == "done") == (step.done_at is not None) for step in steps)
    assert all(step.why for step in steps if step.state in ("waiting", "not-needed"))
    if case.stage in ("action-taken", "informed"):
        to_do = [step.title for step in steps if "acted" in step.acts and step.state in ("next", "waiting")]
        assert not to_do, "a stage that lies behind what is still to be carried out"


@pytest.mark.parametrize(("name", "sanction"), SANCTIONS)
def test_whatever_is_decided_the_path_ends_with_a_closed_case(name: str, sanction: str) -> None:
    policy = policies()[name]
    path = walked(policy, event_with(policy), EVERYBODY, sanction)
    assert path[-1] == "close"
    assert len(path) == len(set(path)), "no step is asked for twice"
    lasting = policy.roll_out is not None and sanction in policy.roll_out.sanctions
    assert ("roll-out" in path) == lasting


@pytest.mark.parametrize("name", PACKS)
def test_what_the_team_chose_becomes_a_step_and_what_it_did_not_does_not(name: str) -> None:
    policy = policies()[name]
    lasting = policy.roll_out.sanctions[0] if policy.roll_out else "none"
    without = walked(policy, event_with(policy), EVERYBODY, lasting)
    everything = walked(policy, event_with(policy, **everything_chosen(policy)), EVERYBODY, lasting)
    hanging = {step.id for step in policy.steps if step.if_chosen}
    asked = {step.id for step in policy.steps if step.if_chosen and step.id != "status"} - {"look-again"}
    assert not hanging & set(without)
    assert asked <= set(everything)


@pytest.mark.parametrize("name", PACKS)
@pytest.mark.parametrize("known", [(), (REPORTER,), (REPORTED,), EVERYBODY], ids=["nobody", "reporter", "reported", "both"])
@pytest.mark.parametrize("witnessed", ["private", "widely", "unknown"])
def test_a_case_can_be_closed_whoever_is_known(name: str, known: tuple[e.AnyBody, ...], witnessed: str) -> None:
    policy = policies()[name]
    done: list[e.AnyBody] = [*known]
    report = msgspec.structs.replace(REPORT, witnessed=witnessed)
    for _turn in range(MOST_TURNS):
        case = case_of(*done, report=report)
        checked(case, policy, event_with(policy))
        if case.stage == "closed":
            return
        step = current_step(next_steps(case, policy, event_with(policy)))
        assert step is not None
        done.extend(bodies_for(step.acts[-1], policy))
    pytest.fail("the procedure does not end")


@pytest.mark.parametrize("name", PACKS)
@given(data=st.data())
@settings(max_examples=15, deadline=None)
def test_any_walk_through_open_steps_ends_closed(name: str, data: st.DataObject) -> None:
    """Steps are taken in any order they are open, optional ones too, any of their acts; some entries are struck on the way."""
    policy = policies()[name]
    chosen = {s.id: data.draw(st.sampled_from(("", *s.options)), s.id) for s in policy.settings if s.options}
    event = event_with(policy, **chosen)
    sanction = data.draw(st.sampled_from(("none", *(s.id for s in (*policy.sanctions, *policy.further_sanctions)))), "sanction")
    done: list[e.AnyBody] = list(data.draw(st.sampled_from(((), (REPORTER,), (REPORTED,), EVERYBODY)), "known"))
    for _turn in range(MOST_TURNS):
        case = case_of(*done)
        checked(case, policy, event)
        if case.stage == "closed":
            return
        ready = [step for step in next_steps(case, policy, event) if step.state == "next"]
        step = data.draw(st.sampled_from(ready), "step")
        if step.optional and data.draw(st.booleans(), "leave it out"):
            now = current_step(tuple(ready))
            assert now is not None
            step = now
        done.extend(bodies_for(data.draw(st.sampled_from(step.acts), "act"), policy, sanction))
    pytest.fail("the procedure does not end")


@pytest.mark.parametrize("name", PACKS)
@given(data=st.data())
@settings(max_examples=15, deadline=None)
def test_acts_out_of_order_never_leave_a_case_stuck(name: str, data: st.DataObject) -> None:
    """Reality is not a checklist: any acts, at any time, closing and reopening among them."""
    policy = policies()[name]
    acts = [act for step in policy.steps for act in step.done_by if act != "reported"]
    done: list[e.AnyBody] = []
    for act in data.draw(st.lists(st.sampled_from((*acts, "reopened")), max_size=12)):
        closed = case_of(*done).stage == "closed"
        if act == "reopened":
            done.extend([e.Reopened(why="more to say")] if closed else [])
        elif not closed:
            done.extend(bodies_for(act, policy))
        checked(case_of(*done), policy, event_with(policy))


def sixth() -> Policy:
    """A procedure nobody wrote: it says itself what others leave to the team, in an order of its own."""
    plain = msgspec.json.decode(packed(policies()["workshop"]))
    plain |= {"id": "sixth", "agrees": ["coordinator"]}
    plain["roles"][1]["does"] += ["agrees"]
    plain["urgent"] = {"sentence": "Act, then tell us.", "report_within": "PT2H"}
    plain["tell_reporter"] |= {"receipt_within": "PT1H", "status_after": "P2D", "proposal": True}
    plain["appeal"] |= {"within": "P14D", "by_others": True}
    plain["roll_out"]["check_after"] = "P3D"
    plain["settings"] = [s for s in plain["settings"] if not s.get("chooses") or s["chooses"] in ("retention", "tell_reporter")]
    agree = {"id": "agree", "title": "Agree", "done_by": ["agreed:coordinator"], "who": ["coordinator"], "after": ["decide"]}
    place = next(index for index, step in enumerate(plain["steps"]) if step["id"] == "act")
    plain["steps"].insert(place, agree)
    plain["steps"][place + 1]["after"] = ["agree"]
    return unpacked(msgspec.json.encode(plain), "sixth/pack.toml")


def test_a_sixth_procedure_runs_without_a_line_of_code() -> None:
    policy = sixth()
    path = walked(policy, event_with(policy), EVERYBODY, "ban")
    wanted = ["receipt", "meet", "hear", "decide", "propose", "agree", "act", "roll-out", "tell-reported"]
    assert [step for step in path if step in wanted] == wanted
    assert path[-1] == "close"


def test_the_sixth_procedures_own_times_run_without_anything_chosen() -> None:
    policy = sixth()
    case = case_of(*EVERYBODY)
    lines = {line.id: line for line in next_steps(case, policy, event_with(policy))}
    hours = {name: (line.due - case.received_at).total_seconds() / 3600 for name, line in lines.items() if line.due}
    assert (hours["receipt"], hours["status"]) == (1, 48)


@pytest.mark.parametrize("name", [name for name in PACKS if policies()[name].roll_out])
def test_a_measure_holds_only_when_it_holds_in_every_place(name: str) -> None:
    policy = policies()[name]
    assert policy.roll_out is not None
    done: list[e.AnyBody] = [*EVERYBODY, *bodies_for("decided", policy, policy.roll_out.sanctions[0])]
    states = []
    for body in bodies_for("rolled-out", policy):
        states.append(next(s.state for s in next_steps(case_of(*done), policy, None) if s.id == "roll-out"))
        done.append(body)
    assert "done" not in states
    assert next(s.state for s in next_steps(case_of(*done), policy, None) if s.id == "roll-out") == "done"


@pytest.mark.parametrize("name", [name for name in PACKS if name != "blank"])
def test_acting_alone_asks_for_a_word_to_the_team_in_the_time_it_chose(name: str) -> None:
    policy = policies()[name]
    event = event_with(policy, urgent="Yes, and the team hears of it within four hours")
    alone = case_of(*EVERYBODY, e.Acted(who="Ana", urgent=True))
    line = next(line for line in next_steps(alone, policy, event) if line.id == "urgent")
    assert line.state == "next" and line.due is not None
    assert (line.due - alone.happenings[-1].at).total_seconds() == 4 * 3600
    told = case_of(*EVERYBODY, e.Acted(who="Ana", urgent=True), *bodies_for("told:team:urgent-action", policy))
    assert next(line for line in next_steps(told, policy, event) if line.id == "urgent").state == "done"
    calm = next(line for line in next_steps(case_of(*EVERYBODY), policy, event) if line.id == "urgent")
    assert calm.state == "not-needed"


def test_the_order_of_hearing_differs_on_the_way_as_it_does_on_paper() -> None:
    paths = {name: walked(policies()[name], event_with(policies()[name]), EVERYBODY) for name in PACKS if name != "blank"}
    for name, (first, second) in {
        "spec": ("hear", "meet"), "imgix": ("hear", "meet"), "django-events": ("hear", "meet"),
        "conference": ("agree", "hear"), "workshop": ("meet", "hear"),
    }.items():  # fmt: skip
        assert paths[name].index(first) < paths[name].index(second)
    assert {name for name, path in paths.items() if "agree" in path} == {"conference"}
    assert {name for name, path in paths.items() if "report-up" in path} == {"conference", "django-events"}
    assert all(a != b for a, b in itertools.combinations(paths["conference"], 2))
