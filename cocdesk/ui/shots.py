"""Pictures of every page and dialog for eyes: ``python -m cocdesk.ui.shots --into DIR``. From a practice vault."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QWidget

    from cocdesk.ui.main_window import MainWindow
    from cocdesk.ui.theme import Scheme

WIDTH, HEIGHT = 1366, 768


@dataclass(frozen=True, slots=True, kw_only=True)
class Dress:
    """One way to show everything."""

    name: str
    scheme: Scheme
    scale: float = 1.0


def _dresses() -> tuple[Dress, ...]:
    return (
        Dress(name="light", scheme="light"),
        Dress(name="dark", scheme="dark"),
        Dress(name="light-200", scheme="light", scale=2.0),
        Dress(name="dark-200", scheme="dark", scale=2.0),
    )


def take(
    into: Path, *, policy: str = "conference", prefix: str = "", only: Sequence[str] = (), dresses: Sequence[str] = ()
) -> list[Path]:
    """Write the pictures; returns their paths. ``prefix`` begins each name, ``only`` and ``dresses`` narrow what is taken."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from cocdesk.ui import theme

    app = QApplication.instance() or QApplication(["cocdesk"])
    assert isinstance(app, QApplication)
    into.mkdir(parents=True, exist_ok=True)
    written = []
    with tempfile.TemporaryDirectory(prefix="cocdesk-shots-") as folder:
        vault = Path(folder, "practice")
        _practice_vault(vault, policy)
        for dress in _dresses():
            if dresses and dress.name not in dresses:
                continue
            theme.apply(app, dress.scheme, text_scale=dress.scale)
            with _window(app, Path(folder), vault) as window:
                for name, widget in _stations(app, window):
                    if not only or name in only:
                        path = into / f"{prefix}{name}-{dress.name}.png"
                        widget().grab().save(str(path))
                        written.append(path)
    return written


def _practice_vault(folder: Path, policy: str) -> None:
    from cocdesk.model.actions.opening import packs
    from cocdesk.model.actions.practice import make_vault
    from cocdesk.model.actions.report import save_draft
    from cocdesk.model.records.report import ReportDraft

    desk, _key, _cases = make_vault(folder, packs()[policy])
    try:
        save_draft(desk, ReportDraft(quick=_sample_words()), number=None)
    finally:
        desk.close()


@contextmanager
def _window(app: QApplication, folder: Path, vault: Path) -> Iterator[MainWindow]:
    from cocdesk.ui.jobs import Jobs
    from cocdesk.ui.main_window import MainWindow
    from cocdesk.ui.preferences import Preferences

    jobs = Jobs(app)
    window = MainWindow(jobs, Preferences(folder / "settings.ini"), folder=vault)
    window.resize(WIDTH, HEIGHT)
    window.show()
    try:
        yield window
    finally:
        window.close()
        window.deleteLater()
        jobs.finish()
        _settle(app)


def _settle(app: QApplication) -> None:
    for _turn in range(4):
        app.processEvents()


def _stations(app: QApplication, window: MainWindow) -> Iterator[tuple[str, Callable[[], QWidget]]]:
    """Go through the window as a person would; each station is a name and what to look at."""

    def whole() -> QWidget:
        _settle(app)
        return window

    yield from _locked_stations(app, window, whole)
    _sit(window)
    yield "cases", whole
    window.cases.show_cell("low", "high")
    yield "cases-cell", whole
    window.cases.clear_cell()
    window.search.setText("zzzz")
    yield "cases-nothing-found", whole
    window.search.clear()
    for room in ("matrix", "papers", "guidance", "event"):
        window.acts.rooms[room].trigger()
        yield room, whole
    window.acts.rooms["cases"].trigger()
    _settle(app)
    window.acts.open_case.trigger()
    yield "case", whole
    window.acts.rooms["cases"].trigger()
    window.acts.new.trigger()
    yield "report", whole
    for step in list(window.wizard.steps)[1:]:
        window.wizard.go(step)
        yield f"report-{step}", whole
    window.wizard.leave()
    window.acts.rooms["cases"].trigger()
    _settle(app)
    yield from _dialog_stations(app, window)
    window.acts.hide.trigger()
    yield "hidden", whole
    window.acts.hide.trigger()


def _locked_stations(
    app: QApplication, window: MainWindow, whole: Callable[[], QWidget]
) -> Iterator[tuple[str, Callable[[], QWidget]]]:
    yield "unlock", whole
    window.locked.unlock.notice.say(_sample_refusal(), "error")
    yield "unlock-refused", whole
    window.locked.unlock.notice.hide()
    create = window.locked.new_vault
    window.locked.unlock.create_wanted.emit(False)
    create.name.setText("Heron Conference 2026")
    yield "create-event", whole
    create.next.click()
    create.member.setText("Ana")
    create.passphrase.setText(_sample_passphrase())
    yield "create-member", whole
    create.again.setText(_sample_passphrase())
    create.next.click()
    create.folder.setText(str(Path("~", "Documents", "cocdesk-vault")))
    yield "create-folder", whole
    window.locked.show_sheet(
        "ABCDE-FGHJK-MNPQR-STVWX-YZ012-3456", vault="cocdesk-vault", event="Heron Conference 2026", exercise=False
    )
    yield "create-recovery-sheet", whole
    window.locked.begin()


def _dialog_stations(app: QApplication, window: MainWindow) -> Iterator[tuple[str, Callable[[], QWidget]]]:
    acts = window.acts
    for name, act in (
        ("paper-incident-form", acts.paper), ("paper-summary", acts.mail), ("paper-blank-form", acts.blank),
        ("keyboard", acts.keys), ("preferences", acts.preferences), ("about", acts.about),
    ):  # fmt: skip
        act.trigger()
        _settle(app)
        found = app.activeModalWidget()
        if found is None:
            raise RuntimeError(f"no dialog came for {name}")
        dialog = found

        def shown(dialog: QWidget = dialog) -> QWidget:
            _settle(app)
            return dialog

        yield f"dialog-{name}", shown
        dialog.close()
        _settle(app)


def _sample_refusal() -> str:
    from cocdesk.words import _

    return _("The passphrase does not open this vault. Nothing was changed. Please try again.")


def _sample_words() -> str:
    from cocdesk.words import _

    return _("Someone at the party would not leave her alone.")


def _sample_passphrase() -> str:
    from cocdesk.model.actions.practice import PASSPHRASE

    return PASSPHRASE


def _sit(window: MainWindow) -> None:
    from cocdesk.model.actions.opening import open_desk, prepare
    from cocdesk.model.actions.practice import PASSPHRASE

    folder = window.locked.unlock.folder
    assert folder is not None
    window.locked.desk_opened.emit(open_desk(prepare(folder, passphrase=PASSPHRASE)))


def main(argv: Sequence[str] | None = None) -> int:
    """The command line of the pictures."""
    parser = argparse.ArgumentParser(prog="cocdesk.ui.shots")
    parser.add_argument("--into", type=Path, required=True)
    parser.add_argument("--policy", default="conference")
    parser.add_argument("--only", nargs="*", default=[])
    parser.add_argument("--dress", nargs="*", default=[])
    given = parser.parse_args(argv)
    paths = take(given.into, policy=given.policy, only=given.only, dresses=given.dress)
    print(f"{len(paths)} pictures in {given.into}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
