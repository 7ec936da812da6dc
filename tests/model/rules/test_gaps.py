"""Numbers that are missing: a loss, unless a purge explains them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cocdesk.model.rules.gaps import unexplained

NUMBERS = st.lists(st.booleans(), max_size=60).map(lambda kept: (len(kept), {n for n, there in enumerate(kept, 1) if there}))


def runs(numbers):
    """Sorted numbers as (first, last) runs."""
    found = []
    for number in sorted(numbers):
        if found and found[-1][1] == number - 1:
            found[-1] = (found[-1][0], number)
        else:
            found.append((number, number))
    return found


def test_numbers_in_a_row_lack_nothing():
    assert unexplained([]) == 0
    assert unexplained([1, 2, 3]) == 0


@pytest.mark.parametrize("present", [[2], [1, 3], [1, 2, 5, 6]])
def test_a_hole_is_one_loss_however_wide(present):
    assert unexplained(present) == 1


def test_two_holes_are_two_losses():
    assert unexplained([1, 3, 5]) == 2


@given(NUMBERS)
def test_a_purge_of_exactly_what_is_missing_explains_it(case):
    length, kept = case
    missing = set(range(1, length + 1)) - kept
    assert unexplained(kept, runs(missing)) == 0


@given(NUMBERS, st.data())
def test_one_number_more_missing_than_was_purged_is_a_loss(case, data):
    length, kept = case
    missing = set(range(1, length + 1)) - kept
    below_the_top = sorted(number for number in kept if number < length)
    if below_the_top:
        kept = kept - {data.draw(st.sampled_from(below_the_top))}
        assert unexplained(kept, runs(missing)) >= 1


@given(NUMBERS, st.data())
def test_a_number_that_is_there_and_said_to_be_purged_is_a_fault(case, data):
    length, kept = case
    missing = set(range(1, length + 1)) - kept
    if kept:
        wrong = data.draw(st.sampled_from(sorted(kept)))
        assert unexplained(kept, [*runs(missing), (wrong, wrong)]) >= 1


def test_purged_numbers_at_the_end_are_no_gap_and_the_next_number_follows_them():
    assert unexplained([1, 2], [(3, 4)]) == 0
    assert unexplained([1, 2, 5], [(3, 4)]) == 0
    assert unexplained([1, 2, 4], [(3, 4)]) == 1


def test_a_number_given_twice_is_a_fault():
    assert unexplained([1, 2, 2, 3]) == 1
