"""When something was not foreseen: a calm sentence for the person, and the kind and place of the fault for whoever repairs it."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from cocdesk.model.errors import KnownError
from cocdesk.words import _

_log = logging.getLogger("cocdesk.faults")
_Hook = Callable[[type[BaseException], BaseException, TracebackType | None], object]


def where(traceback: TracebackType | None) -> str:
    """Module, function and line of the innermost frame of ours, else of the innermost frame; never a path, a value or a
    message."""
    place, ours = "unknown", ""
    while traceback is not None:
        frame = traceback.tb_frame
        place = f"{Path(frame.f_code.co_filename).stem}.{frame.f_code.co_name}:{traceback.tb_lineno}"
        module = str(frame.f_globals.get("__name__", ""))
        if module.split(".")[0] == "cocdesk":
            ours = f"{module}.{frame.f_code.co_name}:{traceback.tb_lineno}"
        traceback = traceback.tb_next
    return ours or place


def sentence() -> str:
    """What the person reads; it holds nothing from the fault itself, whose text may quote a case."""
    return _(
        "Something went wrong that we did not expect. What was saved before is kept. "
        "You can go on; if it happens again, lock the vault and open it again."
    )


def told(error: BaseException) -> str:
    """The sentence of an error a person can act on; any other is raised again, for whoever catches what nobody caught."""
    if not isinstance(error, KnownError):
        raise error
    return str(error)


def install(show: Callable[[str], None]) -> Callable[[], None]:
    """Catch what nobody caught: log its type and place only, and hand ``show`` the sentence; returns a function that undoes
    it."""
    before: _Hook = sys.excepthook
    showing: list[bool] = []

    def caught(kind: type[BaseException], value: BaseException, traceback: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            before(kind, value, traceback)
            return
        _log.error("unexpected %s at %s", kind.__name__, where(traceback))
        if showing:
            # A fault while telling of a fault: telling again would never end.
            return
        showing.append(True)
        try:
            show(sentence())
        finally:
            showing.clear()

    def undo() -> None:
        sys.excepthook = before

    sys.excepthook = caught
    return undo
