"""What a procedure may leave open for the team to choose: where a pack would say it itself, and what can be answered."""

from __future__ import annotations

from typing import Any

import msgspec

from cocdesk.model.policy.pack import Choice, Keep, Period, Policy

YES, NO = "yes", "no"
TIMED: tuple[Choice, ...] = ("receipt_within", "status_after", "urgent.report_within", "appeal.within", "roll_out.check_after")
"""Choices of a length of time, which may also be answered with "no"."""
ANSWERS: dict[Choice, tuple[str, ...]] = {
    "proposal": (YES, NO), "appeal.by_others": (YES, NO), "conflict": (YES, NO),
    "tell_reporter": ("after-deciding", "after-action", NO), "transparency": ("publish", "consider", NO),
}  # fmt: skip
"""Choices with a few answers the program knows; how a team votes is in its own words."""
_PLACES: dict[Choice, tuple[str, str]] = {
    "receipt_within": ("tell_reporter", "receipt_within"),
    "status_after": ("tell_reporter", "status_after"),
    "proposal": ("tell_reporter", "proposal"),
    "tell_reporter": ("tell_reporter", "when"),
    "urgent.report_within": ("urgent", "report_within"),
    "appeal.within": ("appeal", "within"),
    "appeal.by_others": ("appeal", "by_others"),
    "roll_out.check_after": ("roll_out", "check_after"),
    "team.vote": ("team", "vote"),
    "conflict": ("meeting", "conflict_rule"),
}


def said(policy: Policy, choice: Choice) -> str:
    """What the procedure itself says of a choice; empty where it leaves it open."""
    if choice == "transparency":
        return "" if policy.transparency == "absent" else policy.transparency
    if choice == "retention":
        return next((rule.keep for rule in policy.retention.rules if rule.outcome in ("all", "all-others")), "")
    part, field = _PLACES[choice]
    value = getattr(getattr(policy, part), field, None)
    return (YES if value else "") if isinstance(value, bool) else str(value or "")


def fits(choice: Choice, value: str) -> bool:
    """Whether a value is one the program can reckon with."""
    if choice == "retention":
        return _is(Keep, value)
    if choice in TIMED:
        return value == NO or is_period(value)
    return value in ANSWERS.get(choice, (value,))


def is_period(value: str) -> bool:
    """Whether a value is a length of time as ISO 8601 writes it."""
    return _is(Period, value)


def _is(kind: Any, value: str) -> bool:
    try:
        msgspec.convert(value, kind)
    except msgspec.ValidationError:
        return False
    return True
