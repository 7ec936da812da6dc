"""The harness: product and limit run in turn, and the figure is the median of the pairwise ratios.

Milliseconds of another day or another machine say nothing on a shared one; a ratio inside one run does.
"""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

SLACK = 1.5  # a busy machine may push a ratio this far past its goal before the run fails
WARM = 3

Work = Callable[[], object]
Pair = tuple[Work, Work]


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How many cases the vault of this run holds, and how many a smaller one it is compared with."""

    cases: int
    small: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One line of the table. ``make`` sets up, yields (product, limit), and cleans up after itself."""

    words: str
    make: Callable[[Size], Iterator[Pair]]
    goal: float
    rounds: int
    warm: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """What was measured: seconds of both, and the ratio with its quartiles."""

    product: float
    limit: float
    ratio: float
    low: float
    high: float


class NotBuilt(Exception):
    """A part of the program this case measures is not there."""


CASES: list[Case] = []


def case(
    words: str, *, goal: float, rounds: int = 31, warm: int = WARM
) -> Callable[[Callable[[Size], Iterator[Pair]]], Callable[[Size], Iterator[Pair]]]:
    """Put a generator on the list; it yields two callables that do one unit of work each.

    A callable that returns a float reports its own seconds, so that it can leave out its setting up.
    """

    def keep(make: Callable[[Size], Iterator[Pair]]) -> Callable[[Size], Iterator[Pair]]:
        CASES.append(Case(words=words, make=make, goal=goal, rounds=rounds, warm=warm))
        return make

    return keep


def timed(work: Work) -> float:
    """The seconds of one unit of work."""
    start = time.perf_counter()
    told = work()
    return told if isinstance(told, float) else time.perf_counter() - start


def measure(product: Work, limit: Work, rounds: int, warm: int) -> Figure:
    """Both in turn; who goes first changes with each round."""
    ours: list[float] = []
    bare: list[float] = []
    gc.collect()
    gc.freeze()
    try:
        for number in range(rounds + warm):
            order = ((product, ours), (limit, bare)) if number % 2 else ((limit, bare), (product, ours))
            for work, seconds in order:
                taken = timed(work)
                if number >= warm:
                    seconds.append(taken)
    finally:
        gc.unfreeze()
    return figure(ours, bare)


def figure(ours: list[float], bare: list[float]) -> Figure:
    """The medians, and the median and quartiles of the pairwise ratios."""
    ratios = sorted(product / limit for product, limit in zip(ours, bare, strict=True))
    return Figure(
        product=statistics.median(ours),
        limit=statistics.median(bare),
        ratio=statistics.median(ratios),
        low=ratios[len(ratios) // 4],
        high=ratios[len(ratios) * 3 // 4],
    )


def judged(found: Figure, goal: float, *, strict: bool) -> tuple[bool, str]:
    """Whether a figure passes, and the word for it."""
    if found.ratio <= goal:
        return True, "ok"
    if found.ratio <= goal * SLACK and not strict:
        return True, "over goal"
    return False, "TOO SLOW"


def line(words: str, found: Figure, goal: float, state: str) -> str:
    """One line of the table."""
    return (
        f"{words:<52} {found.product * 1000:9.3f} ms / {found.limit * 1000:9.3f} ms = {found.ratio:5.2f}x"
        f"  (quartiles {found.low:.2f}–{found.high:.2f})  goal {goal:.2f}x  {state}"
    )


def run(cases: list[Case], size: Size, *, rounds: int | None, strict: bool) -> int:
    """Measure and print; gives how many failed."""
    passed = failed = 0
    for one in cases:
        pairs = one.make(size)
        try:
            product, limit = next(pairs)
        except NotBuilt as missing:
            print(f"{one.words:<52} left out: {missing}", flush=True)
            continue
        try:
            found = measure(product, limit, rounds or one.rounds, one.warm)
        finally:
            pairs.close()  # type: ignore[attr-defined]
        good, state = judged(found, one.goal, strict=strict)
        passed += good
        failed += not good
        print(line(one.words, found, one.goal, state), flush=True)
    print(f"{passed} passed, {failed} failed")
    return failed
