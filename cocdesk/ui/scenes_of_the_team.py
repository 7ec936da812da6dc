"""The stations of the Team page and its dialogs, for ``scenes``."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QWidget

    from cocdesk.ui.main_window import MainWindow

Stations = Iterator[tuple[str, Callable[[], "QWidget"]]]
LONGEST_S = 60.0
BO = "seven other words in a long row"


def team_stations(app: QApplication, window: MainWindow, whole: Callable[[], QWidget]) -> Stations:
    """A team of three, each dialog, a new sheet, the check, and a safety copy looked into."""
    from cocdesk.model.actions import members, safety
    from cocdesk.model.actions.practice import MEMBER, QUICK
    from cocdesk.model.queries.team import team_view
    from cocdesk.ui.dialogs.restore import RestoreDialog

    session, page = window.session, window.team
    if len(session.desk.vault.members) == 1:
        for name, role in (("Ana", "responder"), ("Sam", "reader")):
            session.do(members.admit, members.prepare_add(session.desk, name=name, role=role, passphrase=BO, kdf=QUICK)())
        session.do(members.hand_over_chair, to=MEMBER, stay_as="responder")
        safety.keep_copy(session.desk, _why())
    window.acts.rooms["team"].trigger()
    page.refresh()
    yield "team", whole
    view = session.ask(team_view)
    line = view.others[0]
    doors = page.doors
    doors_of: tuple[tuple[str, Callable[[], None]], ...] = (
        ("team-add", lambda: doors.add(view)), ("team-passphrase", doors.own_passphrase),
        ("team-member", lambda: doors.member(line, view)), ("team-anew", lambda: doors.set_anew((line,))),
        ("team-remove", lambda: doors.remove(line)), ("team-hand-over", lambda: doors.hand_over(view)),
        ("vault-check", doors.check),
    )  # fmt: skip
    for name, door in doors_of:
        door()
        wait(app, lambda: not window._jobs.busy and not _checking(page))
        yield from _dialog(app, page, name)
    doors.look_into(session.ask(safety.kept_copies)[0].path)
    wait(app, lambda: doors.open_dialog is not None)
    restore = doors.open_dialog
    assert isinstance(restore, RestoreDialog)
    # The folder of the pictures is another at each taking.
    restore.folder.setText(str(Path("~", "Documents", "cocdesk-vault-restored")))
    yield from _dialog(app, page, "restore")
    doors.new_sheet()
    yield "team-sheet", whole
    page.sheet.back.click()
    page.notice.hide()
    _by_sheet(page)
    yield "team-by-sheet", whole
    page.refresh()
    page.progress.begin(_words(), cancellable=False, lasting=True)
    yield "team-removing", whole
    page.progress.end()


def _by_sheet(page: object) -> None:
    """The page as it looks after the vault was opened with the recovery sheet."""
    from msgspec.structs import replace

    from cocdesk.ui.pages.team import TeamPage

    assert isinstance(page, TeamPage)
    assert page._view is not None
    lines = tuple(replace(line, you=False) for line in page._view.lines)
    page.show_view(replace(page._view, lines=lines, by_sheet=True, sheet_owed=True, why_not=""))
    page.from_the_top()


def _why() -> str:
    from cocdesk.words import _

    return _("daily")


def _words() -> str:
    from cocdesk.words import _

    return _("Writing the vault anew under a new key.")


def _checking(page: object) -> bool:
    from cocdesk.ui.dialogs.vault_check import VaultCheckDialog
    from cocdesk.ui.pages.team import TeamPage

    assert isinstance(page, TeamPage)
    dialog = page.doors.open_dialog
    return isinstance(dialog, VaultCheckDialog) and dialog.paced.busy


def wait(app: QApplication, until: Callable[[], bool]) -> None:
    """Let the worker come to its end."""
    end = time.monotonic() + LONGEST_S
    app.processEvents()
    while not until() and time.monotonic() < end:
        app.processEvents()
        time.sleep(0.005)


def _dialog(app: QApplication, page: object, name: str) -> Stations:
    from cocdesk.ui.pages.team import TeamPage

    assert isinstance(page, TeamPage)
    dialog = page.doors.open_dialog
    if dialog is None:
        raise RuntimeError(f"no dialog came for {name}")
    found = dialog

    def shown() -> QWidget:
        for _turn in range(4):
            app.processEvents()
        return found

    yield f"dialog-{name}", shown
    found.leave()
    app.processEvents()
