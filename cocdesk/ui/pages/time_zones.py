"""Time zones for choosing one: their names, and the one this laptop runs in."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QTimeZone


def own_zone() -> str:
    """The IANA name of this laptop's zone; UTC when it has none."""
    name = bytes(QTimeZone.systemTimeZoneId().data()).decode("ascii", "replace")
    return name if name in zones() else "UTC"


@cache
def zones() -> tuple[str, ...]:
    """Every zone of a continent or ocean, and UTC."""
    from zoneinfo import available_timezones

    regions = (
        "Africa/",
        "America/",
        "Antarctica/",
        "Arctic/",
        "Asia/",
        "Atlantic/",
        "Australia/",
        "Europe/",
        "Indian/",
        "Pacific/",
    )
    return ("UTC", *sorted(name for name in available_timezones() if name.startswith(regions)))
