"""docs/security.md: every promise has a row, and every test it names is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]
PAGE = (TESTS.parent / "docs" / "security.md").read_text(encoding="utf-8")
ROWS = {
    int(number): tuple(cell.strip() for cell in rest.split("|"))
    for number, rest in re.findall(r"^\| (\d+) \|(.*)\|$", PAGE, re.MULTILINE)
}
SOURCES = "\n".join(path.read_text(encoding="utf-8") for path in TESTS.rglob("test_*.py"))


def test_every_promise_of_the_plan_has_its_row():
    assert sorted(ROWS) == list(range(1, 28))


@pytest.mark.parametrize("number", sorted(ROWS))
def test_what_a_row_names_is_there_and_a_row_without_a_test_says_so(number):
    _promise, shown, figure = ROWS[number]
    named = re.findall(r"`(test_\w+)`", shown)
    assert [name for name in named if f"def {name}(" not in SOURCES] == []
    assert named or "not yet" in shown or "below" in figure
    assert figure or "not yet" in shown
