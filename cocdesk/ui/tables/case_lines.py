"""A case of the vault as a line of the list: stage and deadline in words, each with its tone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from cocdesk.model.queries.sealing import mark
from cocdesk.model.records.case import CaseRow
from cocdesk.model.rules.clockwork import due_tone, due_words
from cocdesk.words import _


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseLine:
    """What ``CaseTable`` shows of one case."""

    id: str
    code_name: str
    title: str
    place: str
    stage: str
    stage_tone: str
    risk: str
    impact: str
    due_words: str
    due_tone: str
    blurred: bool = False
    sealed: str = ""


def stage_words(stage: str) -> tuple[str, str]:
    """How far a case is, in a word, and its tone."""
    return {
        "open": (_("Open"), "info"),
        "assessed": (_("Assessed"), "info"),
        "met": (_("Meeting held"), "warn"),
        "decided": (_("Decided"), "warn"),
        "action-taken": (_("Action taken"), "ok"),
        "informed": (_("Informed"), "ok"),
        "closed": (_("Closed"), "off"),
    }.get(stage, (stage, "off"))


def case_line(row: CaseRow, now: datetime, zone: str) -> CaseLine:
    """The line of a row at this moment, in the event's time zone."""
    stage, tone = stage_words(row.stage)
    due = None if row.stage == "closed" else row.deadline
    return CaseLine(
        id=row.id, code_name=row.code_name, title=row.title, place=row.place, stage=stage, stage_tone=tone, risk=row.risk,
        impact=row.impact, due_words=due_words(due, now, zone), due_tone=due_tone(due, now),
        sealed=mark(row.sealed) if row.sealed else "",
    )  # fmt: skip
