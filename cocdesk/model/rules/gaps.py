"""Whether every number is there that was given: a gap is a loss unless a purge explains it."""

from __future__ import annotations

from collections.abc import Iterable


def unexplained(present: Iterable[int], purged: Iterable[tuple[int, int]] = ()) -> int:
    """How many runs of numbers below the highest one, counted from 1, are neither there nor purged, or are both or twice.

    ``present`` are the numbers of one device's entries, ``purged`` the runs (first, last) its tombstones name.
    """
    runs = sorted([(number, number) for number in present] + list(purged))
    faults, highest = 0, 0
    for first, last in runs:
        if first != highest + 1:
            faults += 1
        highest = max(highest, last)
    return faults
