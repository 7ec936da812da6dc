"""The tests' own manners: a warning in the log is a failure, and most tests stay plain."""

from __future__ import annotations

import logging

import pytest

from tests.proportion import plain_and_all, too_few_plain


@pytest.mark.parametrize(("plain", "collected", "broken"), [(3, 4, False), (74, 100, True), (75, 100, False), (0, 0, False)])
def test_three_quarters_of_the_tests_need_neither_qt_nor_disk(plain, collected, broken):
    assert too_few_plain(plain, collected) is broken


def test_a_test_counts_as_plain_when_no_fixture_of_it_touches_qt_or_disk():
    assert plain_and_all([("request",), ("qtbot", "case"), ("tmp_path",), ()]) == (2, 4)


def test_a_wanted_warning_can_be_looked_at(expected_warnings):
    logging.getLogger("cocdesk.example").warning("2 entries were skipped")
    assert [record.getMessage() for record in expected_warnings] == ["2 entries were skipped"]
