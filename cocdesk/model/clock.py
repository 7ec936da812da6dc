"""The clock on the wall, apart from the desk that is given it: a window needs one before there is anything to open."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]


def wall_clock() -> datetime:
    """The moment it is, in UTC."""
    return datetime.now(UTC)
