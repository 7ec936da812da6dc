"""A long piece of work done a pace at a time, so that a window can tell how far it is, paint, and lock in between."""

from __future__ import annotations

from collections.abc import Callable, Generator
from typing import Any, TypeAlias, TypeVar

from msgspec import Struct

T = TypeVar("T")


class Pace(Struct, frozen=True, kw_only=True):
    """What is done next, said before it is done.

    ``beside`` is work that touches no open vault: it may be done on a worker thread, and its answer is sent back into the
    generator that gave this pace.
    """

    words: str
    beside: Callable[[], Any] | None = None


Paces: TypeAlias = Generator[Pace, Any, T]


def run_through(paces: Paces[T]) -> T:
    """All of it in one go, for the terminal and for tests; returns what the generator returns, raises what it raises."""
    answer: Any = None
    fault: Exception | None = None
    while True:
        try:
            pace = paces.throw(fault) if fault is not None else paces.send(answer)
        except StopIteration as end:
            done: T = end.value
            return done
        answer = fault = None
        try:
            answer = pace.beside() if pace.beside is not None else None
        except Exception as error:  # noqa: BLE001 - handed back into the work, which cleans up and raises it again
            fault = error
