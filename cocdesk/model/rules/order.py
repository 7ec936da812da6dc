"""Whether things happened in the pack's order: its ``after`` read backwards, with the times people wrote down."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta

from cocdesk.model.policy.pack import Policy, Step
from cocdesk.model.records import entries as e
from cocdesk.model.records.case import Case, Happening, Remark
from cocdesk.model.rules.clockwork import parse_moment, twice_or_never
from cocdesk.model.rules.completing import keys, needless, tells_outcome
from cocdesk.model.rules.meant import role_of
from cocdesk.words import N_, _

Span = tuple[datetime, datetime]
_SECONDS = re.compile(r":\d\d:\d\d")

# What has an order worth a word; the first kindnesses may come as they come.
_LATER = frozenset({"met", "heard", "talked", "decided", "agreed", "acted", "told", "announced"})
_EARLIER = frozenset({"consented", "assessed", "met", "heard", "decided", "agreed", "acted"})
_ROWS = {"consented": "D2", "assessed": "F6", "met": "F1", "heard": "G3", "decided": "F9", "agreed": "F11", "acted": "K2"}
_SAID = {
    ("decided", "met"): N_("This was decided before the team met."),
    ("decided", "heard"): N_("This was decided before the person reported was heard."),
    ("decided", "assessed"): N_("This was decided before the case was placed on the matrix."),
    ("decided", "consented"): N_("This was decided before the answer after the pause was written down."),
    ("met", "consented"): N_("The team met before the answer after the pause was written down."),
    ("heard", "met"): N_("The person reported was spoken to before the team met."),
    ("heard", "decided"): N_("The person reported was spoken to before anything was decided."),
    ("heard", "agreed"): N_("The person reported was spoken to before it was agreed."),
    ("acted", "decided"): N_("Something was done before it was decided."),
}
# What a form says while nothing is written down yet: what the procedure asks for, and not what somebody did.
_FIRST = {
    "consented": N_("The procedure asks for the answer after the pause first."),
    "assessed": N_("The procedure asks to place the case on the matrix first."),
    "met": N_("The procedure asks the team to meet first."),
    "heard": N_("The procedure asks to hear the person reported first."),
    "decided": N_("The procedure asks for a decision first."),
    "agreed": N_("The procedure asks for the agreement first."),
    "acted": N_("The procedure asks to carry out first what was decided."),
}


def is_moment(text: str) -> bool:
    """Whether a text is a time by itself, and not words about one."""
    return bool(text.strip()) and parse_moment(text) is not None


def span(text: str, otherwise: datetime, zone_name: str = "UTC") -> Span:
    """From when to when a written time may lie: a day or a minute is the whole of it; words, or nothing, are ``otherwise``."""
    moment = parse_moment(text, zone_name) if text.strip() else None
    if moment is None:
        return otherwise, otherwise
    if any(mark in text.strip() for mark in ("T", ":", " ")):
        # Written to the minute, as the forms propose it, it is no earlier than an entry that carries its seconds.
        within = timedelta(0) if _SECONDS.search(text) else timedelta(minutes=1, microseconds=-1)
        first, last = sorted(twice_or_never(text, zone_name) or (moment, moment))
        return first, last + within
    return moment, moment + timedelta(days=1, microseconds=-1)


def broken(case: Case, policy: Policy, zone_name: str = "UTC") -> Iterator[Remark]:
    """A remark for every step that was done before one the pack wants first; what could not wait is left out (X9)."""
    steps = {step.id: step for step in policy.steps}
    done = _done(case, policy)
    for step in policy.steps:
        if step.id not in done or _kind(step) not in _LATER or _could_not_wait(done[step.id][1], policy):
            continue
        for before in _before(step, steps, case, policy):
            if _not_in_order(step, before, policy):
                continue
            if before.id not in done or _sooner(done[step.id], done[before.id], zone_name):
                yield _remark(step, before, done[step.id][1].entry, missing=before.id not in done)
    yield from _not_agreed(case, policy)


def _kind(step: Step) -> str:
    """What a step is, by its acts: a talk that stands for the hearing is one."""
    kinds = [key.partition(":")[0] for key in step.done_by]
    return "heard" if "heard" in kinds else kinds[0]


def _done(case: Case, policy: Policy) -> dict[str, tuple[int, Happening]]:
    """Step → the first happening that completes it, leaving out what somebody did alone where another follows."""
    first: dict[str, int] = {}
    for place, key in keys(case, policy):
        urgent = _could_not_wait(case.happenings[place], policy)
        known = first.get(key)
        if known is None or (not urgent and _could_not_wait(case.happenings[known], policy)):
            first[key] = place
    found: dict[str, tuple[int, Happening]] = {}
    for step in policy.steps:
        places = [first[key] for key in step.done_by if key in first]
        if places:
            found[step.id] = min(places), case.happenings[min(places)]
    return found


def _could_not_wait(happening: Happening, policy: Policy) -> bool:
    return bool(getattr(happening.body, "urgent", False)) and acts_alone(policy)


def acts_alone(policy: Policy) -> bool:
    """Whether one person may act before the team could meet, and tells it afterwards (X9)."""
    return policy.urgent is not None or any(step.only_if == "urgent-action" for step in policy.steps)


def _before(step: Step, steps: dict[str, Step], case: Case, policy: Policy) -> Iterator[Step]:
    """The needed steps that come first: those it names, and what stands before those left out; a decision wants all."""
    deep = _kind(step) == "decided"
    waiting, seen = list(step.after), set()
    while waiting:
        name = waiting.pop(0)
        before = steps.get(name)
        if before is None or name in seen:
            continue
        seen.add(name)
        left_out = before.optional or bool(needless(before, case, policy))
        if deep or left_out:
            waiting += before.after
        if not left_out and _kind(before) in _EARLIER:
            yield before


def _not_in_order(step: Step, before: Step, policy: Policy) -> bool:
    """A hearing may go on during the meeting where the pack says so, and an agreement has a check of its own."""
    during = policy.hearing.order == "before-or-during-meeting"
    return (during and _kind(step) == "met" and _kind(before) == "heard") or (
        _kind(step) == "acted" and _kind(before) == "agreed"
    )  # fmt: skip


def _sooner(this: tuple[int, Happening], other: tuple[int, Happening], zone_name: str) -> bool:
    """Whether ``this`` was before ``other``: by the times written down, by their places in the case where none is."""
    at, than = (str(getattr(h.body, "at", "")) for _place, h in (this, other))
    if not is_moment(at) and not is_moment(than):
        return this[0] < other[0]
    return span(at, this[1].at, zone_name)[1] < span(than, other[1].at, zone_name)[0]


def _remark(step: Step, before: Step, entry: str, *, missing: bool) -> Remark:
    pair = _kind(step), _kind(before)
    row = _ROWS[pair[1]]
    if pair[0] == "heard":
        row = next((r for r in ("F15", "F11") if r in (*before.rows, *step.rows)), "F15" if pair[1] == "met" else "F11")
    if not entry:
        ending = _("It is not written down yet.") if missing else _("The time given here lies before it.")
        return Remark(sentence=f"{_(_FIRST[pair[1]])} {ending}", entry=entry, row=row)
    if pair in _SAID:
        said = _(_SAID[pair])
    else:
        said = _("“{later}” was done before “{earlier}”.").format(later=step.title, earlier=before.title)
    ending = _("The procedure has it the other way round.")
    return Remark(sentence=f"{said} {ending}", entry=entry, row=row)


def _not_agreed(case: Case, policy: Policy) -> Iterator[Remark]:
    """Acting before everybody whose agreement the pack asks for gave it (F11)."""
    answers: dict[str, str] = {}
    titles = {role.id: role.title for role in policy.roles}
    for happening in case.happenings:
        body = happening.body
        if isinstance(body, e.Agreed):
            answers[role_of(body.role, policy) or body.role] = body.answer
        if not isinstance(body, e.Acted) or _could_not_wait(happening, policy):
            continue
        for role in policy.agrees:
            answer = answers.get(role, "")
            if answer == "agreed":
                continue
            said = _no_yes(bool(answer), written=bool(happening.entry)).format(role=titles.get(role, role))
            yield Remark(sentence=said, entry=happening.entry, row="F11")


def _no_yes(answered: bool, *, written: bool) -> str:
    """That an agreement is missing: of what happened in the record, of what the procedure asks while a form is filled in."""
    if written and answered:
        return _("The {role} did not agree, and it was done all the same.")
    if written:
        return _("The {role} had not agreed yet when it was done.")
    if answered:
        return _("The procedure asks for the agreement of the {role}. The answer so far is no.")
    return _("The procedure asks for the agreement of the {role} first. It is not written down yet.")


__all__ = ["Span", "broken", "is_moment", "span", "tells_outcome"]
