"""The unforeseen: a calm sentence, and a log that could be read aloud."""

from __future__ import annotations

import sys

import pytest

from cocdesk.ui import faults


@pytest.fixture
def shown():
    seen = []
    undo = faults.install(seen.append)
    yield seen
    undo()


def fail(text):
    secret = text
    raise ValueError(secret)


def caught():
    try:
        fail("what Robin Vale told us")
    except ValueError:
        return sys.exc_info()


def test_the_person_reads_a_sentence_without_the_fault_in_it(shown, expected_warnings):
    sys.excepthook(*caught())
    assert shown == [faults.sentence()]
    assert "Robin" not in shown[0]
    assert len(expected_warnings) == 1


def test_the_log_holds_type_and_place_only(shown, expected_warnings):
    sys.excepthook(*caught())
    said = expected_warnings[0].getMessage()
    assert said.startswith("unexpected ValueError at test_faults.fail:")
    assert "Robin" not in said
    assert expected_warnings[0].exc_info is None


def test_a_fault_while_telling_does_not_go_round_in_circles(expected_warnings):
    def show(sentence):
        told.append(sentence)
        sys.excepthook(*caught())

    told = []
    undo = faults.install(show)
    try:
        sys.excepthook(*caught())
    finally:
        undo()
    assert len(told) == 1
    assert len(expected_warnings) == 2


def test_undoing_puts_the_former_hook_back():
    before = sys.excepthook
    undo = faults.install(lambda sentence: None)
    assert sys.excepthook is not before
    undo()
    assert sys.excepthook is before
