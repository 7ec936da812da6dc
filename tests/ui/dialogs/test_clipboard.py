"""What was copied out of a case is gone at locking, and nobody else's copy is touched."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication

from cocdesk.ui.dialogs import clipboard


@pytest.fixture
def board(qapp):
    yield QGuiApplication.clipboard()
    QGuiApplication.clipboard().clear()


def test_locking_takes_away_what_was_copied(board):
    clipboard.copy_for_a_moment("a case in words")
    assert board.text() == "a case in words"
    clipboard.clear_now()
    assert board.text() == ""


def test_what_somebody_copied_since_is_left_alone(board):
    clipboard.copy_for_a_moment("a case in words")
    board.setText("a recipe")
    clipboard.clear_now()
    assert board.text() == "a recipe"


def test_the_same_words_copied_again_get_their_whole_while(board, monkeypatch):
    ends = []
    monkeypatch.setattr(QTimer, "singleShot", lambda _ms, _where, end: ends.append(end))
    clipboard.copy_for_a_moment("a case in words")
    clipboard.copy_for_a_moment("a case in words")
    ends[0]()
    assert board.text() == "a case in words"
    ends[1]()
    assert board.text() == ""
