"""A test during which anything of WARNING or above was logged has failed, because in the field nobody reads a log."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest


class _Gatherer(logging.Handler):
    def __init__(self) -> None:
        super().__init__(level=logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@pytest.fixture
def expected_warnings() -> list[logging.LogRecord]:
    """For a test that wants a warning: the records logged, to be looked at. Logging none is then the failure."""
    return []


@pytest.fixture(autouse=True)
def _nothing_worth_a_warning(request: pytest.FixtureRequest) -> Iterator[None]:
    gatherer = _Gatherer()
    wanted = "expected_warnings" in request.fixturenames
    if wanted:
        gatherer.records = request.getfixturevalue("expected_warnings")
    root = logging.getLogger()
    root.addHandler(gatherer)
    try:
        yield
    finally:
        root.removeHandler(gatherer)
    if wanted and not gatherer.records:
        pytest.fail("this test says a warning is logged, and none was")
    if not wanted and gatherer.records:
        said = "\n".join(f"  {record.levelname} {record.name}: {record.getMessage()}" for record in gatherer.records)
        pytest.fail(f"logged, and not expected (a test that wants it takes the fixture expected_warnings):\n{said}")
