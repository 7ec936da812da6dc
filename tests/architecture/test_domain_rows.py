"""The page that says where each row of the procedure lives: every row once, and every place it names is there."""

from __future__ import annotations

import re
from typing import get_args

import pytest

from cocdesk.model.documents.catalogue import kinds
from cocdesk.model.records import entries as e
from tests.architecture.sources import HOUSE, text_of

PAGE = text_of(HOUSE / "docs" / "domain-rows.md")
CELLS = [[cell.strip() for cell in line.strip("|").split("|")] for line in PAGE.splitlines() if re.match(r"\| [A-Z]\d+ \|", line)]
LAST = {"B": 23, "C": 11, "D": 6, "E": 6, "F": 16, "G": 5, "H": 14, "I": 5, "J": 11, "K": 2, "L": 16}
BEYOND = (
    "M4 M5 M6 Q2 X3 X4 X5 X6 X7 X8 X9 X13 X14 X15 X16 X17 X18 X19 X22 X23 X24 X25 X26 X29 X30 X31 X32 X57 X61 X62 X63".split()
)
TAGS = {str(kind.__struct_config__.tag) for kind in get_args(e.AnyBody)}
RULES = HOUSE / "cocdesk" / "model" / "rules"
FULL = [cells for cells in CELLS if len(cells) == 7]


def named(cell: str) -> list[str]:
    """What stands in code marks, without what follows in brackets: those are fields."""
    return re.findall(r"`([^`]+)`", re.sub(r" \([^)]*\)", "", cell))


def test_every_row_stands_there_once_and_in_order():
    wanted = [f"{letter}{number}" for letter, last in LAST.items() for number in range(1, last + 1)] + BEYOND
    assert [cells[0] for cells in CELLS] == wanted


@pytest.mark.parametrize("cells", FULL, ids=lambda cells: cells[0])
def test_the_places_a_row_names_are_there(cells):
    _row, _what, entry, rule, window, paper, _pack = cells
    assert [tag for tag in named(entry) if tag not in TAGS] == []
    assert [name for name in named(rule) if not (RULES / f"{name}.py").is_file()] == []
    assert [name for name in named(window) if not (HOUSE / "cocdesk" / "ui" / f"{name}.py").is_file()] == []
    known = {kind.id for kind in kinds()}
    assert [name for name in named(paper) if name not in known] == []
