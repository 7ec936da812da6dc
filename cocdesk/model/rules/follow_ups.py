"""What a case waits for, with its time: steps of the procedure, promises of a decision, answers that have not come.

Finding (``waiting``) does not look at the clock and says nothing in words, so that the list can be kept and only has to be
read; ``shown`` and ``follow_up_words.told`` do the rest at the moment somebody looks.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

from msgspec import Struct

from cocdesk.model.policy.pack import Policy
from cocdesk.model.records import entries as e
from cocdesk.model.records.case import Case, Event, FollowUp, NextStep, Waiting
from cocdesk.model.rules import choices, keeping
from cocdesk.model.rules.clockwork import LAST_YEAR, add_period, parse_moment, zone
from cocdesk.model.rules.follow_up_words import told
from cocdesk.model.rules.procedure import current_step, next_steps, response_clock
from cocdesk.words import _

ENDING_SOON = timedelta(days=14)
"""How long before its end a measure, and before its day a review of the record, is shown."""
END_OF_DAY = time(23, 59)
_FIRST_YEAR = 1990
_TO_REPORTER = ("reporter", "affected")
_LOOKED_AT = (e.Noted, e.Evaluated, e.Decided, e.Talked, e.Planned, e.Acted, e.RolledOut, e.Reopened)


class When(Struct, frozen=True, kw_only=True):
    """A time somebody wrote down: when it is reached, and the beginning of its day at the event."""

    due: datetime
    day: datetime


def when(text: str, event: Event | None) -> When | None:
    """A written time; None for words that are none. A day alone lasts to its end, where the event takes place."""
    here = zone(event.zone if event else "UTC")
    text = text.strip()
    if event is not None and text.casefold() in ("end of the event", "end of event", _("end of the event").casefold()):
        text = event.ends
    try:
        local = datetime.combine(date.fromisoformat(text), END_OF_DAY, here)
    except ValueError:
        moment = parse_moment(text, here.key)
        if moment is None or not _FIRST_YEAR <= moment.year < LAST_YEAR:
            return None
        local = moment.astimezone(here)
    if not _FIRST_YEAR <= local.year < LAST_YEAR:
        return None
    return When(due=local.astimezone(UTC), day=datetime.combine(local.date(), time(), here).astimezone(UTC))


def follow_ups(case: Case, policy: Policy, event: Event | None, now: datetime) -> tuple[FollowUp, ...]:
    """What a case waits for at this moment, the nearest first, what has no time last."""
    found = [told(one, case.id, policy, closed=case.stage == "closed") for one in waiting(case, policy, event) if shown(one, now)]
    return tuple(sorted(found, key=lambda one: (one.due is None, one.due or now)))


def shown(one: Waiting, now: datetime) -> bool:
    """Whether it matters at this moment."""
    return (one.comes is None or one.comes <= now) and (one.goes is None or now < one.goes)


def waiting(case: Case, policy: Policy, event: Event | None, steps: tuple[NextStep, ...] | None = None) -> tuple[Waiting, ...]:
    """Everything a case waits for, whether it is time to show it or not; ``steps`` if they are known already.

    A closed case waits only for what outlives it: a day that was set, an appeal, an acknowledgement, the look at its record.
    """
    lines = next_steps(case, policy, event) if steps is None else steps
    found = [*_steps(case, policy, event, lines), *_decisions(case, event), *_plans(case, event), *_roll_out(case, policy, event)]
    found += [*_urgent(case, policy, event), *_reporter(case, policy, event), *_thinking(case), *_appeal(case, policy, event)]
    found = [one for one in found if not _on_the_checklist(one, lines)]
    found += [*_acknowledgement(case, policy, lines), *_record(case, policy), *_paper(case)]
    if case.stage == "closed":
        found = [one for one in found if one.due is not None or one.kind in ("appeal", "acknowledgement", "shred")]
    return tuple(found)


_BY_STEP = {
    "roll-out": "rolled-out", "roll-out-check": "rolled-out:checked", "urgent": "told:team:urgent-action",
    "receipt": "told:reporter:receipt", "status": "told:reporter:status",
}  # fmt: skip


def _on_the_checklist(one: Waiting, lines: tuple[NextStep, ...]) -> bool:
    """Whether a step of the procedure stands for it, and says itself when it is wanted; nothing is asked for twice."""
    return any(_BY_STEP.get(one.kind) in line.acts and line.state != "done" for line in lines)


def _steps(case: Case, policy: Policy, event: Event | None, lines: tuple[NextStep, ...]) -> Iterator[Waiting]:
    """What the checklist says is next; the response clock stands at the one obvious step if it ends sooner.

    A step that may be left out waits only when it has a time.
    """
    obvious = current_step(lines)
    clock, end = response_clock(case, policy, event)
    for line in lines:
        if line.state != "next":
            continue
        due = line.due
        about: tuple[str, ...] = (line.id,)
        if line is obvious and clock is not None and end is not None and (due is None or end < due):
            due, about = end, (line.id, clock.id)
        if due is not None or not line.optional or line is obvious:
            yield Waiting(id=line.id, kind="step", about=about, due=due)


def _decisions(case: Case, event: Event | None) -> Iterator[Waiting]:
    """What was put off to later and not carried out, measures that end, and decisions somebody means to look at again.

    Of one measure the newest decision counts. An action that names none settles the only one that waits.
    """
    put_off: dict[str, tuple[str, e.Decided]] = {}
    standing: dict[str, tuple[int, str, e.Decided]] = {}
    for place, happening in enumerate(case.happenings):
        body = happening.body
        if isinstance(body, e.Decided) and body.sanction != "none":
            standing[body.sanction] = (place, happening.entry, body)
            put_off.pop(body.sanction, None)
            if body.horizon == "later":
                put_off[body.sanction] = (happening.entry, body)
        elif isinstance(body, e.Acted):
            if body.sanction in put_off:
                del put_off[body.sanction]
            elif not body.sanction and len(put_off) == 1:
                put_off.clear()
    for entry, body in put_off.values():
        by = when(body.by, event)
        about = (body.sanction, body.who, "" if by else body.by)
        yield Waiting(id=f"later-{entry[:12]}", kind="later", about=about, due=by.due if by else None)
    for place, entry, body in standing.values():
        yield from _measure(case, place, entry, body, event)


def _measure(case: Case, place: int, entry: str, body: e.Decided, event: Event | None) -> Iterator[Waiting]:
    until, review = when(body.until, event), when(body.review, event)
    if body.until.strip() and not (until and _settled(case, place, until)):
        yield Waiting(
            id=f"ends-{entry[:12]}", kind="ends", about=(body.sanction, "" if until else body.until),
            due=until.due if until else None, comes=until.due - ENDING_SOON if until else None,
        )  # fmt: skip
    if body.review.strip() and not _settled(case, place, review):
        about = (body.sanction, "" if review else body.review)
        yield Waiting(id=f"review-{entry[:12]}", kind="review", about=about, due=review.due if review else None)


def _settled(case: Case, place: int, at: When | None) -> bool:
    """Whether somebody has looked at what an entry set a day for: anything written on that day or after it; where the day was
    words, only an evaluation says so."""
    following = case.happenings[place + 1 :]
    if at is None:
        return any(isinstance(h.body, e.Evaluated) for h in following)
    return any(isinstance(h.body, _LOOKED_AT) and h.at >= at.day for h in following)


def _plans(case: Case, event: Event | None) -> Iterator[Waiting]:
    """The day on which the team looks whether something has changed; the plan written last counts."""
    plans = [(place, h.entry, h.body) for place, h in enumerate(case.happenings) if isinstance(h.body, e.Planned)]
    for place, entry, body in plans[-1:]:
        text = body.check_on or body.until
        at = when(text, event)
        if text.strip() and not _settled(case, place, at):
            about = (body.with_whom, "" if at else text)
            yield Waiting(id=f"plan-{entry[:12]}", kind="plan", about=about, due=at.due if at else None)


def _roll_out(case: Case, policy: Policy, event: Event | None) -> Iterator[Waiting]:
    """Places a measure has not reached, and the look whether it took hold where it has."""
    rule = policy.roll_out
    measures = {h.body.sanction for h in case.happenings if isinstance(h.body, (e.Decided, e.Acted))} - {"", "none"}
    named = {place.title: place.id for place in rule.places} if rule else {}
    reached: dict[str, tuple[e.RolledOut, datetime]] = {}
    for happening in case.happenings:
        if isinstance(happening.body, e.RolledOut):
            reached[named.get(happening.body.system, happening.body.system)] = (happening.body, happening.at)
    wanted = [place.id for place in rule.places] if rule and measures & set(rule.sanctions or measures) else []
    wanted += [system for system in reached if system not in wanted]
    missing = tuple(system for system in wanted if system not in reached or not reached[system][0].done)
    if missing and case.stage != "closed":
        yield Waiting(id="roll-out", kind="roll-out", about=missing)
    check_after = choices.period(policy, event, "roll_out.check_after")
    if check_after is None:
        return
    done = {system: _at(*reached[system], event) for system in wanted if system in reached and reached[system][0].done}
    unchecked = {system: at for system, at in done.items() if not reached[system][0].checked}
    if unchecked:
        due = add_period(min(unchecked.values()), check_after)
        yield Waiting(id="roll-out-check", kind="roll-out-check", about=tuple(unchecked), due=due)


def _at(body: e.RolledOut | e.Acted | e.Told, made: datetime, event: Event | None) -> datetime:
    """When something was done: as it was written, else when the entry was made."""
    moment = parse_moment(body.at, event.zone if event else "UTC") if body.at else None
    return moment if moment is not None and _FIRST_YEAR <= moment.year < LAST_YEAR else made


def _urgent(case: Case, policy: Policy, event: Event | None) -> Iterator[Waiting]:
    """What somebody did or decided alone, until the team has heard of it (X9)."""
    for place, happening in enumerate(case.happenings):
        body = happening.body
        if not (isinstance(body, (e.Acted, e.Decided)) and body.urgent):
            continue
        heard = any(
            isinstance(h.body, e.Met) or (isinstance(h.body, e.Told) and h.body.about == "urgent-action")
            for h in case.happenings[place + 1 :]
        )
        if not heard and case.stage != "closed":
            start = _at(body, happening.at, event) if isinstance(body, e.Acted) else happening.at
            within = choices.period(policy, event, "urgent.report_within")
            yield Waiting(id="urgent", kind="urgent", due=add_period(start, within) if within else None)
            return


def _reporter(case: Case, policy: Policy, event: Event | None) -> Iterator[Waiting]:
    """A receipt for the reporter, and word of how it stands while nothing is decided (X18); whatever they are told is both."""
    if case.stage == "closed" or not {part.role for part in case.parts} & set(_TO_REPORTER):
        return
    spoken = [h.at for h in case.happenings if isinstance(h.body, e.Told) and h.body.whom in _TO_REPORTER]
    receipt = choices.period(policy, event, "receipt_within")
    if receipt and not spoken:
        yield Waiting(id="receipt", kind="receipt", due=add_period(case.received_at, receipt))
    status = choices.period(policy, event, "status_after")
    if status and not any(isinstance(h.body, e.Decided) for h in case.happenings):
        yield Waiting(id="status", kind="status", due=add_period(max([case.received_at, *spoken]), status))


def _thinking(case: Case) -> Iterator[Waiting]:
    """Somebody asked for time before they answer; the newest answer to each question counts."""
    answers: dict[tuple[str, str], tuple[str, e.Consented]] = {}
    for happening in case.happenings:
        if isinstance(happening.body, e.Consented):
            answers[happening.body.to_whom, happening.body.what] = (happening.entry, happening.body)
    for entry, body in answers.values():
        if body.answer == "asked-to-think":
            yield Waiting(id=f"thinking-{entry[:12]}", kind="thinking", about=(body.to_whom,))


def _appeal(case: Case, policy: Policy, event: Event | None) -> Iterator[Waiting]:
    """An appeal without an answer; and until when one may come, for that day alone: there is nothing to do after it."""
    appeals = [h.body for h in case.happenings if isinstance(h.body, e.Appealed)]
    if appeals:
        if not appeals[-1].answer:
            yield Waiting(id="appeal", kind="appeal")
        return
    within = choices.period(policy, event, "appeal.within")
    if within is None or case.stage == "closed":
        return
    decided = next((place for place, h in enumerate(case.happenings) if isinstance(h.body, e.Decided)), len(case.happenings))
    for happening in case.happenings[decided:]:
        if isinstance(happening.body, e.Told) and happening.body.whom == "reported":
            due = add_period(_at(happening.body, happening.at, event), within)
            yield Waiting(id="appeal-time", kind="appeal-time", due=due, goes=due)
            return


def _acknowledgement(case: Case, policy: Policy, lines: tuple[NextStep, ...]) -> Iterator[Waiting]:
    """Those who were written to have not said that they have it (M6); where the checklist waits for it, it stands there."""
    if not any(up.acknowledgement_asked for up in policy.reports_up):
        return
    sent = [(place, h.body.to) for place, h in enumerate(case.happenings) if isinstance(h.body, e.Notified)]
    if not sent or any("acknowledged" in line.acts and line.state == "next" and not line.optional for line in lines):
        return
    place, to = sent[-1]
    if not any(isinstance(h.body, e.Acknowledged) for h in case.happenings[place:]):
        yield Waiting(id="acknowledgement", kind="acknowledgement", about=(to,))


def _paper(case: Case) -> Iterator[Waiting]:
    """What is still owed to a report that came on paper: a second look at the typing, and a place for the paper.

    A form that was filled in on screen or came by mail left no paper on the desk.
    """
    if not case.form_number or case.report.channel in ("email", "online"):
        return
    bodies = [happening.body for happening in case.happenings]
    moved = [body for body in bodies if isinstance(body, e.PaperMoved)]
    if not any(isinstance(body, e.Transcribed) for body in bodies):
        yield Waiting(id="transcription", kind="transcription", about=(case.form_number,))
    if not moved:
        yield Waiting(id="paper", kind="paper", about=(case.form_number,))
    elif case.stage == "closed" and not moved[-1].shredded:
        yield Waiting(id="shred", kind="shred", about=(moved[-1].where,))


def _record(case: Case, policy: Policy) -> Iterator[Waiting]:
    """The day on which somebody looks whether the record of a closed case is still needed."""
    rule = keeping.rule_for(case, policy)
    if case.closed_at is None or rule is None or rule.review is None:
        return
    due = add_period(case.closed_at, rule.review)
    if not any(isinstance(h.body, (e.Noted, e.Evaluated)) and h.at >= due - timedelta(days=1) for h in case.happenings):
        yield Waiting(id="record", kind="record", due=due, comes=due - ENDING_SOON)
