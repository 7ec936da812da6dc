"""A desk somebody sits at, for tests of single pages."""

from __future__ import annotations

import pytest

from tests.ui.case_desks import desk_with


@pytest.fixture
def desk(tmp_path):
    """A new vault under the conference procedure, with its event set up."""
    with desk_with(tmp_path) as made:
        yield made
