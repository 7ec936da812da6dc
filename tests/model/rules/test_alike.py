"""What earlier cases of a cell came to: counted, in words, and without anybody in them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cocdesk.model.rules.alike import Earlier, gathered, sentences
from tests.model.policy.shipped_packs import NAMES, pack

POLICY = pack("django-events")
EARLIER = st.lists(
    st.builds(
        Earlier, event=st.sampled_from(["A", "B", ""]),
        measures=st.lists(st.sampled_from(["x", "y", "z"]), max_size=4).map(tuple),
        decided=st.booleans(), closed=st.booleans(), changed=st.booleans(),
    ),
    max_size=12,
)  # fmt: skip


def test_a_case_without_a_place_says_what_to_do_first() -> None:
    assert "Place the case on the matrix" in sentences(None)[0]


def test_no_earlier_case_is_said_plainly() -> None:
    assert sentences(gathered((), POLICY, "low", "high")) == (
        "No earlier case in this vault stands at the same place of the matrix.",
    )


def test_measures_are_counted_once_a_case_and_the_most_frequent_comes_first() -> None:
    cases = [Earlier(event="A", measures=("Warning", "Warning"), decided=True), Earlier(event="A", measures=("Warning", "Leave"))]
    found = gathered(cases, POLICY, "low", "low")
    assert found.measures == (("Warning", 2), ("Leave", 1))
    assert sentences(found)[:3] == (
        "2 earlier cases stand at the same place of the matrix.",
        "Decided then: Warning (2), Leave (1).",
        "1 of them is not decided yet.",
    )


def test_an_appeal_that_changed_something_is_told() -> None:
    found = gathered([Earlier(event="A", decided=True, changed=True)], POLICY, "low", "low")
    assert "In 1 of them the decision changed on appeal." in sentences(found)


def test_events_are_told_when_there_are_several() -> None:
    one = gathered([Earlier(event="Tide 2025", decided=True)], POLICY, "low", "low")
    two = gathered([Earlier(event="Tide 2025"), Earlier(event="Tide 2024")], POLICY, "low", "low")
    assert not any("Tide" in words for words in sentences(one))
    assert "At: Tide 2024 (1), Tide 2025 (1)." in sentences(two)


@pytest.mark.parametrize("procedure", NAMES)
def test_the_response_is_the_procedures_own_for_that_cell(procedure: str) -> None:
    policy = pack(procedure)
    for cell in policy.matrix.cells:
        assert gathered((), policy, cell.risk, cell.impact).response == cell.response


@given(EARLIER)
def test_counts_never_exceed_the_cases(cases: list[Earlier]) -> None:
    found = gathered(cases, POLICY, "high", "high")
    assert max([found.decided, found.closed, found.changed, *(count for _title, count in found.measures)]) <= found.cases
    assert sum(count for _event, count in found.events) <= found.cases
    assert all(words.endswith(".") for words in sentences(found))
