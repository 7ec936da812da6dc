"""What is said of a paper form: where it is, whether somebody compared it, and which one needs somebody first."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from cocdesk.model.queries.paper_forms import PaperForm, open_first, state, whereabouts
from cocdesk.model.records.entries import PaperMoved

PRINTED = datetime(2026, 5, 22, 12, 0, tzinfo=UTC)
OUT = PaperForm(number="F-2222-22", printed_at=PRINTED)
LYING = PaperForm(number="F-3333-33", printed_at=PRINTED, case="c", code_name="elm-lantern")
TYPED = PaperForm(number="F-4444-44", case="c", code_name="elm-lantern", on_paper=False)
KEPT = PaperForm(number="F-5555-55", case="c", checked=True, moved=PaperMoved(where="locked drawer", by="Bo"))
GONE = PaperForm(number="F-6666-66", case="c", checked=True, moved=PaperMoved(shredded=True, by="Bo", at="2026-06-01"))


@pytest.mark.parametrize(
    ("form", "said"),
    [
        (OUT, "not back yet, or not used"), (LYING, "place not noted yet"), (TYPED, "filled in on screen, no paper"),
        (KEPT, "locked drawer"), (GONE, "shredded by Bo · 2026-06-01"),
        (PaperForm(number="F-7777-77", case="c", moved=PaperMoved(shredded=True)), "shredded"),
    ],
)  # fmt: skip
def test_where_a_form_is(form: PaperForm, said: str) -> None:
    assert whereabouts(form) == said


@pytest.mark.parametrize(
    ("form", "said"),
    [
        (OUT, ["printed 22 May, 14:00"]), (LYING, ["second look still to do", "printed 22 May, 14:00"]),
        (TYPED, ["not printed here"]), (KEPT, ["compared by a second person", "not printed here"]),
    ],
)  # fmt: skip
def test_what_else_is_known_of_it(form: PaperForm, said: list[str]) -> None:
    assert list(state(form, "Europe/Berlin"))[1:] == said


def test_paper_that_somebody_should_look_after_comes_first_and_what_is_settled_last() -> None:
    assert open_first([GONE, OUT, TYPED, KEPT, LYING]) == [KEPT, LYING, OUT, GONE, TYPED]
