"""Offers, clocks and cells of every procedure, one by one: something to say, a time that can be reckoned, neutral words."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest

from cocdesk.model.rules.clockwork import add_period
from tests.model.policy.shipped_packs import NAMES, pack

LOADED = re.compile(r"\b(harasser|victim|perpetrator|offender|accused|culprit|jerk)\b", re.IGNORECASE)
OFFERS = [(name, offer.id) for name in NAMES for offer in pack(name).care]
CELLS = [(name, cell.risk, cell.impact) for name in NAMES for cell in pack(name).matrix.cells]
CLOCKS = [(name, clock.id) for name in NAMES for clock in pack(name).clocks if clock.within]
ITEMS = [(name, item.field) for name in NAMES for item in pack(name).items]


@pytest.mark.parametrize(("name", "wanted"), OFFERS)
def test_an_offer_has_something_to_say_or_to_do(name: str, wanted: str) -> None:
    offer = next(offer for offer in pack(name).care if offer.id == wanted)
    assert offer.say or offer.task
    assert LOADED.findall(f"{offer.title} {offer.say} {offer.task}") == []


@pytest.mark.parametrize(("name", "risk", "impact"), CELLS)
def test_a_cell_answers_with_sanctions_of_its_own_procedure(name: str, risk: str, impact: str) -> None:
    cell = next(cell for cell in pack(name).matrix.cells if (cell.risk, cell.impact) == (risk, impact))
    assert set(cell.sanctions) <= {sanction.id for sanction in pack(name).sanctions}
    assert LOADED.findall(" ".join((cell.response, cell.caution, *cell.examples))) == []


@pytest.mark.parametrize(("name", "wanted"), CLOCKS)
def test_a_clock_runs_forward(name: str, wanted: str) -> None:
    clock = next(clock for clock in pack(name).clocks if clock.id == wanted)
    start = datetime(2026, 5, 24, 12, 0, tzinfo=UTC)
    assert clock.within is not None
    assert add_period(start, clock.within) > start


@pytest.mark.parametrize(("name", "field"), ITEMS)
def test_an_item_is_asked_for_without_pressure(name: str, field: str) -> None:
    item = next(item for item in pack(name).items if item.field == field)
    assert re.search(r"\b(why did|must|have to|required|are you sure)\b", f"{item.ask} {item.hint}", re.IGNORECASE) is None
    assert LOADED.findall(f"{item.title} {item.ask} {item.hint}") == []
