"""One kind of paper about every case of an event, each written down as it leaves, and ended cleanly when somebody says so."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from cocdesk.model.actions import print as printing
from cocdesk.model.desk import Desk
from cocdesk.model.documents.blocks import Paper as Size
from cocdesk.model.dossier import of_event
from cocdesk.model.errors import KnownError, NotAllowed, VaultReadOnly
from cocdesk.words import _


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """How many papers were saved; ``left_out`` are the code names of cases whose paper may not go as it is."""

    saved: int = 0
    left_out: tuple[str, ...] = ()
    stopped: bool = False


def case_ids(desk: Desk, event: str = "") -> tuple[str, ...]:
    """The ids of the cases of an event, of the newest one when left out. Raises ``NotFound``."""
    return tuple(case for case in of_event(desk, desk.event(event).id) if desk.sees(case))


def save_all(
    desk: Desk, kind: str, folder: Path, *, audience: str = "", naming: str = "", format: str = "pdf", paper: Size = "A4",
    event: str = "", purpose: str = "", recipient: str = "", because: str = "",
    finish: Callable[[printing.Paper], printing.Paper] = lambda made: made,
    look: Callable[[printing.Paper], None] | None = None,
    stop: Callable[[], bool] = lambda: False, progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> Saved:  # fmt: skip
    """Save a paper for each case into a folder that is there, never over a file that stands there.

    ``finish`` may change each paper (a password), ``look`` raises ``NotAllowed`` for one that may not go; such a case is left
    out and the others go on. ``stop`` is asked between two papers. Raises ``FileThere``, ``DiskFull``, ``VaultReadOnly``.
    """
    if not folder.is_dir():
        raise VaultReadOnly(_("There is no such folder to save to."), kept=_("Nothing was saved."), do=_("Make it first."))
    saved = 0
    left_out: list[str] = []
    wanted = case_ids(desk, event)
    progress(0, len(wanted))
    for place, case in enumerate(wanted, 1):
        if stop():
            return Saved(saved=saved, left_out=tuple(left_out), stopped=True)
        here = desk.at(case)
        made = finish(printing.make(here, kind, case=case, audience=audience, naming=naming, format=format, paper=paper))
        try:
            if look is not None:
                look(made)
            printing.save(here, made, folder / made.file_name, purpose=purpose, recipient=recipient, because=because)
            saved += 1
        except printing.FileThere as error:
            kept = _("{count} papers were saved before; the file that was there was left as it is.").format(count=saved)
            raise KnownError(error.happened, kept=kept, do=_("Choose an empty folder.")) from error
        except NotAllowed:
            left_out.append(here.case(case).code_name)
        progress(place, len(wanted))
    return Saved(saved=saved, left_out=tuple(left_out))
