"""Invented entries for tests that need a case and no vault."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from cocdesk.model.policy.pack import Policy
from cocdesk.model.policy.read import shipped
from cocdesk.model.records import entries as e
from cocdesk.model.records.case import Entry, Event
from cocdesk.model.records.report import Report

PACKS = Path(__file__).parents[2] / "resources" / "policies"
CASE = "c" * 32
EVENT = Event(
    id="e" * 32,
    name="PyTide 2026",
    policy="conference",
    policy_hash="f" * 64,
    zone="Europe/Berlin",
    starts="2026-05-20",
    ends="2026-05-24",
)
START = 1_779_638_400_000  # 2026-05-24T16:00:00Z in milliseconds


@cache
def policies() -> dict[str, Policy]:
    """Every pack that is shipped."""
    return shipped(PACKS)


def entry(
    body: e.AnyBody, number: int, *, device: str = "d" * 32, minute: int | None = None, parents: Sequence[str] = ()
) -> Entry:
    """An entry as a laptop would write it, ``minute`` minutes after the first; its id is made from device and number."""
    made = START + 60_000 * (number if minute is None else minute)
    identity = f"{device[:4]}{number:060x}"
    return Entry(
        id=identity,
        subject=CASE,
        at=made << 16,
        made=made,
        by="a" * 16,
        device=device,
        number=number,
        prev="",
        parents=tuple(parents),
        salt="00" * 16,
        body=body,
        signature=b"",
    )


def opening(report: Report | None = None, **changes: str) -> e.Reported:
    """The entry that opens a case."""
    values = {"code_name": "quiet-lantern", "title": "Remark at the party", "event": EVENT.id, "policy": "conference"}
    values |= {"policy_version": "1.0", "policy_hash": "f" * 64} | changes
    return e.Reported(report=report or Report(heard_at="2026-05-24T18:00:00+02:00", place="Party", what="A remark."), **values)


def journal(*bodies: e.AnyBody) -> list[Entry]:
    """Entries one minute apart, the first of which opens the case."""
    return [entry(body, number) for number, body in enumerate((opening(), *bodies), start=1)]
