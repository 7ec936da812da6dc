"""Parts that tests of the window share: work beside it, and a field that has the keys."""

from __future__ import annotations

import pytest


@pytest.fixture
def jobs(qapp):
    """Work beside the window; none is left at the end."""
    from cocdesk.ui.jobs import Jobs

    made = Jobs()
    yield made
    assert made.finish()


@pytest.fixture
def field(qtbot):
    """A field in a window of its own, ready to be typed into."""
    from PySide6.QtWidgets import QLineEdit

    made = QLineEdit()
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made
