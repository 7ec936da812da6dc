"""A ticket is cancelled only on a decision that holds: on record, covering the event, and not ended."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from cocdesk.model.records import entries as e
from cocdesk.model.records.case import Event
from cocdesk.model.rules.staying_away import staying_away
from cocdesk.model.rules.timeline import fold
from tests.model.cases import journal, policies

NOW = datetime(2026, 3, 1, tzinfo=UTC)
EVENT = Event(id="e" * 32, name="PyTide 2026", policy="spec", policy_hash="0" * 64, starts="2026-05-20", ends="2026-05-24")


def holds(*bodies: e.CaseBody, procedure: str = "django-events", event: Event = EVENT) -> bool:
    return staying_away(fold(journal(*bodies)), policies()[procedure], event, NOW) is not None


@pytest.mark.parametrize(
    ("body", "holding"),
    [
        (e.Decided(sanction="ban"), True), (e.Decided(sanction="ban", until="2027-01-01"), True),
        (e.Decided(sanction="ban", until="2026-05-20"), True), (e.Decided(sanction="ban", until="2026-05-19"), False),
        (e.Decided(sanction="ban", until="2025-12-31"), False), (e.Decided(sanction="ban", since="2026-06-01"), False),
        (e.Decided(sanction="ban", since="2026-05-24"), True), (e.Decided(sanction="suspension", until="2026-12-31"), True),
        (e.Decided(sanction="warning"), False), (e.Decided(sanction="leave-event"), False), (e.Decided(sanction="none"), False),
        (e.Decided(sanction="ban", until="until they have learned"), True), (e.Noted(text="ban"), False),
    ],
)  # fmt: skip
def test_only_a_decision_that_covers_the_event_counts(body: e.CaseBody, holding: bool) -> None:
    assert holds(body) is holding


def test_an_event_without_days_is_measured_by_today() -> None:
    plain = Event(id="e" * 32, name="x", policy="spec", policy_hash="0" * 64)
    assert holds(e.Decided(sanction="ban", until="2026-03-02"), event=plain)
    assert not holds(e.Decided(sanction="ban", until="2026-02-27"), event=plain)


def test_an_appeal_that_changed_it_ends_it_and_a_newer_decision_counts_again() -> None:
    changed = e.Appealed(answer="changed")
    assert not holds(e.Decided(sanction="ban"), changed)
    assert holds(e.Decided(sanction="ban"), e.Appealed(answer="upheld"))
    assert holds(e.Decided(sanction="ban"), changed, e.Decided(sanction="ban"))
