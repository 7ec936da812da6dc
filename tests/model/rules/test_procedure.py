"""Next steps, clocks and who may do them, under every procedure."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from cocdesk.model.records import entries as e
from cocdesk.model.records.case import Case
from cocdesk.model.records.report import Report
from cocdesk.model.rules.procedure import current_step, deadline, event_span, next_steps, response_due
from cocdesk.model.rules.timeline import fold
from tests.model.cases import EVENT, entry, opening, policies
from tests.model.rules.test_timeline import BODIES
from tests.model.rules.walking import bodies_for

PACKS = sorted(policies())


def case_of(*bodies: e.AnyBody, report: Report | None = None) -> Case:
    first = opening(report or Report(heard_at="2026-05-24T12:00:00+02:00", what="x", threat=False, witnessed="private"))
    return fold([entry(body, n) for n, body in enumerate((first, *bodies), 1)])


@pytest.mark.parametrize("pack", PACKS)
def test_a_fresh_report_has_one_obvious_next_step(pack: str) -> None:
    steps = next_steps(case_of(), policies()[pack], EVENT)
    step = current_step(steps)
    assert step is not None
    assert step.state == "next"
    assert [line.id for line in steps] == [s.id for s in policies()[pack].steps]


@pytest.mark.parametrize("pack", PACKS)
def test_following_the_next_steps_one_by_one_reaches_a_closed_case(pack: str) -> None:
    policy = policies()[pack]
    known = (e.PersonAdded(person="1" * 32, role="reporter"), e.PersonAdded(person="2" * 32, role="reported"))
    done: list[e.AnyBody] = [*known]
    for _turn in range(len(policy.steps) + 1):
        case = case_of(*done)
        if case.stage == "closed":
            return
        step = current_step(next_steps(case, policy, EVENT))
        assert step is not None, "an open case always waits for something"
        done.extend(bodies_for(step.acts[0], policy))
    pytest.fail("the procedure does not end")


@pytest.mark.parametrize("pack", PACKS)
@given(bodies=st.lists(BODIES, max_size=8))
def test_an_open_case_always_has_a_next_step(pack: str, bodies: list[e.AnyBody]) -> None:
    case = case_of(*bodies)
    steps = next_steps(case, policies()[pack], EVENT)
    assert case.stage == "closed" or current_step(steps) is not None
    if case.stage == "closed":
        assert current_step(steps) is None


@pytest.mark.parametrize("pack", PACKS)
def test_a_waiting_step_says_what_comes_before_it(pack: str) -> None:
    for line in next_steps(case_of(), policies()[pack], EVENT):
        assert (line.state == "waiting") == line.why.startswith("After: ")


def test_an_anonymous_report_needs_nobody_to_be_told() -> None:
    steps = {line.id: line for line in next_steps(case_of(), policies()["django-events"], EVENT)}
    told = next(line for line in steps.values() if line.id == "tell-reporter")
    assert (told.state, told.why) == ("not-needed", "The report is anonymous.")


@pytest.mark.parametrize("pack", [p for p in PACKS if p not in ("blank", "workshop")])
def test_during_the_event_half_a_day_is_the_aim(pack: str) -> None:
    case = case_of()
    due = response_due(case, policies()[pack], EVENT)
    assert due is not None
    assert due - case.received_at == timedelta(hours=12)


def test_after_the_event_the_same_week_is_enough() -> None:
    late = case_of(report=Report(heard_at="2026-05-26T12:00:00+02:00", what="x"))
    due = response_due(late, policies()["django-events"], EVENT)
    assert due is not None
    assert due - late.received_at == timedelta(days=7)


def test_a_closed_case_waits_for_nothing() -> None:
    case = case_of(e.Closed(outcome="done"))
    assert deadline(case, policies()["conference"], EVENT) is None
    assert response_due(case, policies()["conference"], EVENT) is None


@pytest.mark.parametrize("pack", ["conference", "spec"])
def test_a_receipt_with_a_time_of_its_own_never_counts_as_having_acted(pack: str) -> None:
    """A pack may fix the receipt's time itself, and name that clock first."""
    own = policies()[pack]
    hasty = [replace(c, within="PT1H", chosen=None) if c.id == "receipt" else c for c in own.clocks]
    policy = replace(own, clocks=tuple(sorted(hasty, key=lambda clock: clock.id != "receipt")))
    case = case_of()
    assert response_due(case, policy, EVENT) == response_due(case, own, EVENT)


def test_the_response_clock_stops_when_the_team_has_acted() -> None:
    assert response_due(case_of(e.Acted()), policies()["conference"], EVENT) is None


def test_the_clock_goes_on_after_a_talk_while_the_measure_is_still_to_be_carried_out() -> None:
    talked = case_of(e.Decided(sanction="verbal-warning"), e.Talked(by=("Ana",)))
    policy = policies()["conference"]
    assert response_due(talked, policy, EVENT) == response_due(case_of(), policy, EVENT) is not None


def test_an_event_lasts_to_the_end_of_its_last_day_where_it_takes_place() -> None:
    assert event_span(EVENT) == (datetime(2026, 5, 19, 22, 0, tzinfo=UTC), datetime(2026, 5, 24, 22, 0, tzinfo=UTC))


def test_telling_before_anything_is_decided_is_not_telling_the_outcome() -> None:
    known = (e.PersonAdded(person="1" * 32, role="reporter"), e.Told(whom="reporter", text="We are looking into it."))
    case = case_of(*known)
    assert case.stage == "open"
    told = next(line for line in next_steps(case, policies()["django-events"], EVENT) if line.id == "tell-reporter")
    assert told.state == "waiting"
    later = case_of(*known, e.Decided(sanction="none"), e.Told(whom="reporter", text="This is what came of it."))
    assert later.stage == "informed"
    assert next(line for line in next_steps(later, policies()["django-events"], EVENT) if line.id == told.id).state == "done"
