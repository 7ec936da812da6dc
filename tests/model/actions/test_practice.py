"""Practice: something to train with under every procedure, and never among what really happened."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from cocdesk.model.actions import practice
from cocdesk.model.actions.opening import packs
from cocdesk.model.actions.set_up import change_event
from cocdesk.model.desk import Desk
from cocdesk.model.errors import NotAllowed
from cocdesk.model.queries.case_list import counts


def test_a_practice_vault_is_filled_with_cases_at_several_stages(desk: Desk) -> None:
    change_event(desk, replace(desk.event(), exercise=True))
    cases = practice.fill(desk, packs()[desk.event().policy])
    assert len(cases) == counts(desk).all == 3
    assert {desk.case(case).stage for case in cases} >= {"open", "closed"}


def test_invented_cases_never_come_among_real_ones(desk: Desk) -> None:
    with pytest.raises(NotAllowed, match="practice"):
        practice.fill(desk, packs()[desk.event().policy])
    assert counts(desk).all == 0
