"""Next steps: case + policy + now → the procedure's checklist, each line with its state, its clock and its clause."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Literal

from cocdesk.model.policy.pack import Clock, Policy, Step
from cocdesk.model.records import entries as e
from cocdesk.model.records.case import Case, Event, NextStep
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
    done = _completions(case)
    for step in policy.steps:
        line = _line(step, case, policy, event, settled, done)
        settled[step.id] = line.state in ("done", "not-needed") or (step.optional and line.state == "next")
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
    def told(state: State, why: str = "", *, due: datetime | None = None, done_at: datetime | None = None) -> NextStep:
        who = tuple(role.title for role in policy.roles if role.id in step.who)
        return NextStep(
            id=step.id, title=step.title, state=state, who=who, clause=step.clause, acts=step.done_by, optional=step.optional,
            why=why, due=due, done_at=done_at,
        )  # fmt: skip

    found = [completions[kind] for kind in step.done_by if kind in completions]
    if found:
        return told("done", done_at=min(found)[1])
    needless = _not_needed(step, case)
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


def _completions(case: Case) -> dict[str, tuple[int, datetime]]:
    """What an entry must be to complete a step ("told", or "told:reporter" by the person told) → the first that is: its place
    in the case, and when. A closing that was undone by reopening completes nothing, nor does telling before there is anything
    decided to tell.
    """
    found: dict[str, tuple[int, datetime]] = {}
    decided = False
    for place, happening in enumerate(case.happenings):
        body = happening.body
        decided = decided or isinstance(body, e.Decided)
        if isinstance(body, e.Closed) and case.stage != "closed":
            continue
        if isinstance(body, (e.Told, e.Announced)) and not decided:
            continue
        kind = body.__struct_config__.tag
        found.setdefault(str(kind), (place, happening.at))
        for whom in (getattr(body, "whom", ""), getattr(body, "role", "")):
            if whom:
                found.setdefault(f"{kind}:{whom}", (place, happening.at))
    return found


def _not_needed(step: Step, case: Case) -> str:
    """Why a step is not needed in this case; empty when it is."""
    roles = {part.role for part in case.parts}
    decided = [h.body for h in case.happenings if isinstance(h.body, e.Decided)]
    match step.only_if:
        case "threat" if case.report.threat is False:
            return _("Nobody's safety is in doubt.")
        case "reporter-known" if not roles & {"reporter", "affected"}:
            return _("The report is anonymous.")
        case "person-reported-known" if "reported" not in roles:
            return _("Nobody is known as the person reported.")
        case "widely-witnessed" if case.report.witnessed == "private":
            return _("Few people saw it.")
        case "private" if case.report.witnessed == "widely":
            return _("Many people saw it.")
        case "action-decided" if decided and all(body.sanction == "none" for body in decided):
            return _("No further action was decided.")
        case _:
            return ""


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
    return _clock_due(clock, case, event)


def _clock_due(clock: Clock, case: Case, event: Event | None) -> datetime | None:
    start = _clock_start(clock, case, event)
    if clock.within is None or start is None:
        return None
    return add_period(start, clock.within)


def _clock_start(clock: Clock, case: Case, event: Event | None) -> datetime | None:
    kinds: dict[str, type[e.Body]] = {"meeting": e.Met, "decision": e.Decided, "action": e.Acted}
    if clock.starts == "report":
        return case.received_at
    if clock.starts == "event-end":
        return event_span(event)[1] if event else None
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
    if case.stage in ("action-taken", "informed", "closed"):
        return None
    late = event is not None and _after_event(case, event)
    wanted = ("after-event", "any") if late else ("during-event", "any")
    dues = [
        due
        for phase in wanted
        for clock in policy.clocks
        if clock.starts == "report" and clock.phase == phase and (due := _clock_due(clock, case, event)) is not None
    ]
    return dues[0] if dues else None


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
