"""Next steps: case + policy + now → the procedure's checklist, each line with its state, its clock and its clause."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Literal

from cocdesk.model.policy.pack import Clock, Policy, Step
from cocdesk.model.records import entries as e
from cocdesk.model.records.case import Case, Event, NextStep
from cocdesk.model.rules import choices, completing
from cocdesk.model.rules.clockwork import add_period, zone
from cocdesk.words import _

State = Literal["done", "next", "waiting", "not-needed"]


def next_steps(case: Case, policy: Policy, event: Event | None = None) -> tuple[NextStep, ...]:
    """The checklist of one case, in the policy's order.

    A step is *done* when an entry it names counts, *not needed* when its condition does not hold, *next* when all
    steps before it are done or not needed, else *waiting*. A closed case waits for nothing.
    """
    settled: dict[str, bool] = {}
    lines: list[NextStep] = []
    done = _completions(case, policy)
    for step in policy.steps:
        line = _line(step, case, policy, event, settled, done)
        settled[step.id] = line.state in ("done", "not-needed") or (line.optional and line.state == "next")
        lines.append(line)
    return tuple(lines)


def _line(
    step: Step,
    case: Case,
    policy: Policy,
    event: Event | None,
    settled: dict[str, bool],
    completions: dict[str, tuple[int, datetime]],
) -> NextStep:
    optional = step_optional(step, policy, event)

    def told(state: State, why: str = "", *, due: datetime | None = None, done_at: datetime | None = None) -> NextStep:
        who = tuple(role.title for role in policy.roles if role.id in step.who)
        return NextStep(
            id=step.id, title=step.title, state=state, who=who, clause=step.clause, acts=step.done_by, optional=optional,
            why=why, due=due, done_at=done_at,
        )  # fmt: skip

    # Nobody is told that they did what nobody asked for, unless its very own act is there.
    counting = step.done_by[:1] if _unchosen(step, policy, event) else step.done_by
    found = [completions[kind] for kind in counting if kind in completions]
    if found:
        return told("done", done_at=min(found)[1])
    needless = step_needless(step, case, policy, event)
    if needless:
        return told("not-needed", needless)
    if case.stage == "closed":
        return told("not-needed", _("The case is closed."))
    due = step_due(step, case, policy, event)
    missing = [before for before in step.after if not settled.get(before, True)]
    if missing:
        titles = [s.title for s in policy.steps if s.id in missing]
        return told("waiting", _("After: {steps}").format(steps=", ".join(titles)), due=due)
    return told("next", due=due)


def _completions(case: Case, policy: Policy) -> dict[str, tuple[int, datetime]]:
    """What completes a step → the first entry that does: its place in the case, and when."""
    found: dict[str, tuple[int, datetime]] = {}
    for place, key in completing.keys(case, policy):
        found.setdefault(key, (place, case.happenings[place].at))
    return found


def step_optional(step: Step, policy: Policy, event: Event | None) -> bool:
    """Whether a step may be left out; what the procedure or the team chose may not."""
    return step.optional and not choices.agreed_to(step.if_chosen, policy, event)


def step_needless(step: Step, case: Case, policy: Policy, event: Event | None) -> str:
    """Why a step is not needed in this case, at this event; empty when it is."""
    if _unchosen(step, policy, event):
        return _("The team has not chosen this for its event.")
    return completing.needless(step, case, policy)


def _unchosen(step: Step, policy: Policy, event: Event | None) -> bool:
    return step.if_chosen is not None and not step.optional and not choices.agreed_to(step.if_chosen, policy, event)


def open_steps(case: Case, policy: Policy, event: Event | None = None) -> tuple[NextStep, ...]:
    """What would be left undone if the case were closed now: next or waiting, without what may be left out, and the closing."""
    lines = next_steps(case, policy, event)
    return tuple(
        line for line in lines if line.state in ("next", "waiting") and not line.optional and "closed" not in line.acts
    )  # fmt: skip


def step_due(step: Step, case: Case, policy: Policy, event: Event | None) -> datetime | None:
    """When a step should be done; None when its clock has no period or has not started.

    After the event the clock for that time takes the place of the one that runs during it (E1, E2).
    """
    clock = next((clock for clock in policy.clocks if clock.id == step.clock), None)
    if clock is None:
        return None
    if clock.phase == "during-event" and event is not None and _after_event(case, event):
        later = (other for other in policy.clocks if other.phase == "after-event" and other.starts == clock.starts)
        clock = next(later, clock)
    return _clock_due(clock, case, policy, event)


def _clock_due(clock: Clock, case: Case, policy: Policy, event: Event | None) -> datetime | None:
    start, within = _clock_start(clock, case, event), clock_length(clock, policy, event)
    return None if within is None or start is None else add_period(start, within)


def clock_length(clock: Clock, policy: Policy, event: Event | None) -> str | None:
    """How long a clock runs: what the procedure says, else what the team chose for its event; None without a length."""
    return clock.within or (choices.period(policy, event, clock.chosen) if clock.chosen else None)


def _clock_start(clock: Clock, case: Case, event: Event | None) -> datetime | None:
    kinds: dict[str, type[e.Body]] = {
        "meeting": e.Met, "decision": e.Decided, "action": e.Acted, "roll-out": e.RolledOut
    }  # fmt: skip
    if clock.starts == "report":
        return case.received_at
    if clock.starts == "event-end":
        return event_span(event)[1] if event else None
    if clock.starts == "urgent-action":
        return next((h.at for h in case.happenings if getattr(h.body, "urgent", False)), None)
    return next((h.at for h in case.happenings if isinstance(h.body, kinds[clock.starts])), None)


def event_span(event: Event) -> tuple[datetime | None, datetime | None]:
    """The first and the moment after the last day of an event, in UTC."""
    here = zone(event.zone)

    def midnight(text: str, days: int = 0) -> datetime | None:
        try:
            day = datetime.fromisoformat(text) + timedelta(days=days)
            return day.replace(tzinfo=here).astimezone(UTC)
        except (ValueError, OverflowError):
            return None

    return midnight(event.starts), midnight(event.ends, days=1)


def response_due(case: Case, policy: Policy, event: Event | None) -> datetime | None:
    """When the team aims to have acted on a report (E1, E2): half a day, or longer after the event; None once acted or closed."""
    return response_clock(case, policy, event)[1]


def response_clock(case: Case, policy: Policy, event: Event | None) -> tuple[Clock | None, datetime | None]:
    """The clock the team aims to have acted by, and when it ends; neither once acted or closed.

    That is the clock of the step that acts, or what takes its place after the event; never one by which somebody is only told.
    """
    if case.stage in ("action-taken", "informed", "closed"):
        return None, None
    acting = {step.clock for step in policy.steps if "acted" in step.done_by}
    telling = {step.clock for step in policy.steps if all(key.partition(":")[0] == "told" for key in step.done_by)} - acting
    late = event is not None and _after_event(case, event)
    for phase in ("after-event", "any") if late else ("during-event", "any"):
        for clock in sorted(policy.clocks, key=lambda clock: clock.id not in acting):
            if clock.starts != "report" or clock.phase != phase or clock.chosen is not None or clock.id in telling:
                continue
            due = _clock_due(clock, case, policy, event)
            if due is not None:
                return clock, due
    return None, None


def _after_event(case: Case, event: Event) -> bool:
    end = event_span(event)[1]
    return end is not None and case.received_at >= end


def deadline(case: Case, policy: Policy, event: Event | None, steps: tuple[NextStep, ...] | None = None) -> datetime | None:
    """The earliest time this case waits for: the response clock or a next step's own; ``steps`` if they are known already."""
    if case.stage == "closed":
        return None
    lines = next_steps(case, policy, event) if steps is None else steps
    dues = [line.due for line in lines if line.state == "next" and line.due is not None]
    response = response_due(case, policy, event)
    return min([*dues, *([response] if response else [])], default=None)


def current_step(steps: tuple[NextStep, ...]) -> NextStep | None:
    """The one obvious next thing: the first step that is next and not optional, else the first optional one."""
    ready = [line for line in steps if line.state == "next"]
    return next((line for line in ready if not line.optional), ready[0] if ready else None)
