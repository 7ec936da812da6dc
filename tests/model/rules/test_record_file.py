"""The help of a record file: every key of every act is asked for in words."""

from __future__ import annotations

import pytest

from cocdesk.commands.record import help_text
from cocdesk.model.rules import record_file, record_keys

KEYS = [(action, key) for action in record_file.ACTIONS if action != "amend" for key, _n, _w in record_file.keys_of(action)]


@pytest.mark.parametrize(("action", "key"), KEYS)
def test_every_key_says_what_it_asks_for(action: str, key: str) -> None:
    assert record_keys.asks_for(action, key)


def test_no_key_is_explained_that_is_not_there() -> None:
    told = {(action, key) for action, keys in record_keys._OF_ACT.items() for key in keys}
    assert told <= set(KEYS)


def test_the_help_tells_the_four_questions_of_a_meeting_and_whole_numbers() -> None:
    said = help_text()
    meet = said.partition("\nmeet:")[2].partition("\nassess:")[0]
    for question in ("what happened?", "are we doing anything", "who is doing it?", "when will it be done?"):
        assert question in meet
    assert "in minutes – a whole number" in said
    assert all(len(line) < 400 for line in said.splitlines())
