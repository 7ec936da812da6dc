"""What is asked before a letter goes: asked and written down, and never a wall."""

from __future__ import annotations

import pytest

from cocdesk.model.rules import last_look
from tests.model.policy.shipped_packs import pack

CAPACITIES = ("Somebody’s boss",)


@pytest.mark.parametrize(
    ("second", "read", "known", "chosen", "asked", "noted"),
    [
        (False, False, (), (), 0, ""), (True, True, (), (), 0, "A second person has read it."),
        (True, False, (), (), 1, "Nobody else has read it."), (False, True, (), (), 0, "A second person has read it."),
        (True, False, CAPACITIES, (), 2, "No capacity was ticked. Nobody else has read it."),
        (True, True, CAPACITIES, CAPACITIES, 0, "A second person has read it."),
    ],
)  # fmt: skip
def test_what_is_left_undone_is_asked_for_and_written_down(
    second: bool, read: bool, known: tuple[str, ...], chosen: tuple[str, ...], asked: int, noted: str
) -> None:
    assert len(last_look.asked(second=second, read=read, known=known, chosen=chosen)) == asked
    assert last_look.noted(second=second, read=read, known=known, chosen=chosen) == noted


def test_who_has_read_it_is_named_where_that_was_said() -> None:
    assert last_look.noted(second=True, read=True, by=" Tomás ") == "Read by Tomás as well."


def test_only_what_the_procedure_names_wants_a_second_reader() -> None:
    assert last_look.second_reader("warning-letter", pack("spec"))
    assert not last_look.second_reader("venue-note", pack("spec"))
    assert not last_look.second_reader("warning-letter", None)
