"""One kind of paper about every case of an event, each written down as it leaves, and ended cleanly when somebody says so."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from cocdesk.model.actions import print as printing
from cocdesk.model.desk import Desk
from cocdesk.model.documents.blocks import Paper as Size
from cocdesk.model.dossier import of_event
from cocdesk.model.errors import KnownError, NotAllowed, NotFound, VaultDamaged, VaultReadOnly
from cocdesk.words import _, ngettext


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """How many papers were saved, and of which ``cases`` (ids).

    ``left_out`` are the code names of cases whose paper cannot be made, or may not go as it is.
    """

    saved: int = 0
    left_out: tuple[str, ...] = ()
    stopped: bool = False
    cases: tuple[str, ...] = ()


def case_ids(desk: Desk, event: str = "") -> tuple[str, ...]:
    """The ids of the cases of an event, of the newest one when left out. Raises ``NotFound``."""
    return tuple(case for case in of_event(desk, desk.event(event).id) if desk.sees(case))


class Round:
    """A paper about each case of an event into one folder: ``next`` makes it, somebody draws it, ``keep`` saves it.

    The one way of it for the window, which draws beside itself, and the command line. A case whose paper cannot be made, or may
    not go, is left out and the others go on. ``look`` raises ``NotAllowed`` for one that may not go; ``purpose``, ``recipient``
    and ``because`` are written down with each. Raises ``VaultReadOnly`` where there is no such folder.
    """

    def __init__(
        self, desk: Desk, kind: str, folder: Path, *, audience: str = "", naming: str = "", format: str = "pdf",
        paper: Size = "A4", event: str = "", purpose: str = "", recipient: str = "", because: str = "",
        look: Callable[[printing.Paper], None] | None = None,
    ) -> None:  # fmt: skip
        if not folder.is_dir():
            raise VaultReadOnly(_("There is no such folder to save to."), kept=_("Nothing was saved."), do=_("Make it first."))
        self._kind, self._folder, self._audience, self._naming = kind, folder, audience, naming
        self._format, self._paper, self._look = format, paper, look
        self._purpose, self._recipient, self._because = purpose, recipient, because
        self._waiting = deque(case_ids(desk, event))
        self._saved: list[str] = []
        self._left_out: list[str] = []
        self.total = len(self._waiting)

    @property
    def done(self) -> int:
        """How many cases are over, saved or left out."""
        return len(self._saved) + len(self._left_out)

    @property
    def made(self) -> Saved:
        """What came of it so far."""
        return Saved(
            saved=len(self._saved), left_out=tuple(self._left_out), stopped=self.done < self.total, cases=tuple(self._saved)
        )  # fmt: skip

    def next(self, desk: Desk) -> printing.Paper | None:
        """The paper about the next case, not drawn yet; None when there is no case left."""
        while self._waiting:
            case = self._waiting.popleft()
            try:
                return printing.make(
                    desk.at(case), self._kind, case=case, audience=self._audience, naming=self._naming, format=self._format,
                    paper=self._paper, bare=True,
                )  # fmt: skip
            except (NotAllowed, NotFound, VaultDamaged):
                self._leave_out(desk, case)
        return None

    def keep(self, desk: Desk, paper: printing.Paper) -> None:
        """Save a drawn paper, never over a file that stands there. Raises ``FileThere``, ``DiskFull``, ``VaultReadOnly``."""
        case = paper.case or ""
        try:
            if self._look is not None:
                self._look(paper)
            printing.save(
                desk.at(case), paper, self._folder / paper.file_name,
                purpose=self._purpose, recipient=self._recipient, because=self._because,
            )  # fmt: skip
            self._saved.append(case)
        except printing.FileThere as error:
            kept = _("The file that was there was left as it is.")
            raise printing.FileThere(error.happened, kept=kept, do=_("Choose an empty folder.")) from error
        except NotAllowed:
            self._leave_out(desk, case)

    def _leave_out(self, desk: Desk, case: str) -> None:
        try:
            self._left_out.append(desk.at(case).case(case).code_name)
        except KnownError:
            self._left_out.append(case[:8])


def save_all(
    desk: Desk, kind: str, folder: Path, *, audience: str = "", naming: str = "", format: str = "pdf", paper: Size = "A4",
    event: str = "", purpose: str = "", recipient: str = "", because: str = "",
    finish: Callable[[printing.Paper], printing.Paper] = lambda made: made,
    look: Callable[[printing.Paper], None] | None = None,
    stop: Callable[[], bool] = lambda: False, progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> Saved:  # fmt: skip
    """A whole ``Round`` without a window. ``finish`` may change each paper (a password), ``stop`` is asked between two papers.

    Raises ``FileThere``, ``DiskFull``, ``VaultReadOnly``; what ends it early says how many were saved before.
    """
    run = Round(
        desk, kind, folder, audience=audience, naming=naming, format=format, paper=paper, event=event, look=look,
        purpose=purpose, recipient=recipient, because=because,
    )  # fmt: skip
    progress(0, run.total)
    try:
        while not stop() and (bare := run.next(desk)) is not None:
            run.keep(desk, finish(printing.rendered(bare)))
            progress(run.done, run.total)
    except KnownError as error:
        raise _counted(error, run.made.saved) from error.__cause__
    return run.made


def _counted(error: KnownError, saved: int) -> KnownError:
    """The same fault, which says what was kept before it."""
    said = ngettext("{count} paper was saved before.", "{count} papers were saved before.", saved).format(count=saved)
    error.kept = " ".join(part for part in (said, error.kept) if part)
    error.args = (" ".join(part for part in (error.happened, error.kept, error.do) if part),)
    return error
