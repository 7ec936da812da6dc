"""Next steps: case + policy + now → the procedure's checklist, each line with its state, its clock and its clause."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from cocdesk.model.policy.pack import Clock, Policy, Step
from cocdesk.model.records import entries as e
from cocdesk.model.records.case import Case, Event, Happening, NextStep
from cocdesk.model.rules.clockwork import add_period, zone
from cocdesk.words import _


def next_steps(case: Case, policy: Policy, event: Event | None = None) -> tuple[NextStep, ...]:
    """The checklist of one case, in the policy's order.

    A step is *done* when an entry it names counts, *not needed* when its condition does not hold, *next* when all
    steps before it are done or not needed, else *waiting*. A closed case waits for nothing.
    """
    settled: dict[str, bool] = {}
    lines: list[NextStep] = []
    for step in policy.steps:
        line = _line(step, case, policy, event, settled)
        settled[step.id] = line.state in ("done", "not-needed") or (step.optional and line.state == "next")
        lines.append(line)
    return tuple(lines)


def _line(step: Step, case: Case, policy: Policy, event: Event | None, settled: dict[str, bool]) -> NextStep:
    base = NextStep(
        id=step.id,
        title=step.title,
        state="waiting",
        who=tuple(role.title for role in policy.roles if role.id in step.who),
        clause=step.clause,
        acts=step.done_by,
        optional=step.optional,
    )
    done = next((h for h in _counting(case) if any(_is(h, kind) for kind in step.done_by)), None)
    if done is not None:
        return _with(base, state="done", done_at=done.at)
    needless = _not_needed(step, case)
    if needless:
        return _with(base, state="not-needed", why=needless)
    if case.stage == "closed":
        return _with(base, state="not-needed", why=_("The case is closed."))
    due = step_due(step, case, policy, event)
    missing = [before for before in step.after if not settled.get(before, True)]
    if missing:
        titles = [s.title for s in policy.steps if s.id in missing]
        return _with(base, due=due, why=_("After: {steps}").format(steps=", ".join(titles)))
    return _with(base, state="next", due=due)


def _with(line: NextStep, **changes: object) -> NextStep:
    return NextStep(**{**{f: getattr(line, f) for f in line.__struct_fields__}, **changes})


def _counting(case: Case) -> Iterable[Happening]:
    """What completes steps: everything that happened, but no closing that was undone by reopening."""
    return (h for h in case.happenings if case.stage == "closed" or not isinstance(h.body, e.Closed))


def _is(happening: Happening, kind: str) -> bool:
    """Whether an entry completes a step: by its kind, or by kind and person told ("told:reporter")."""
    name, _colon, whom = kind.partition(":")
    body = happening.body
    if body.__struct_config__.tag != name:
        return False
    return not whom or getattr(body, "whom", "") == whom or getattr(body, "role", "") == whom


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
        except ValueError:
            return None
        return day.replace(tzinfo=here).astimezone(UTC)

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


def deadline(case: Case, policy: Policy, event: Event | None) -> datetime | None:
    """The earliest time this case waits for: the response clock or a next step's own."""
    if case.stage == "closed":
        return None
    dues = [line.due for line in next_steps(case, policy, event) if line.state == "next" and line.due is not None]
    response = response_due(case, policy, event)
    return min([*dues, *([response] if response else [])], default=None)


def current_step(steps: tuple[NextStep, ...]) -> NextStep | None:
    """The one obvious next thing: the first step that is next and not optional, else the first optional one."""
    ready = [line for line in steps if line.state == "next"]
    return next((line for line in ready if not line.optional), ready[0] if ready else None)
