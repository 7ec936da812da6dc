"""Pictures of every page and dialog for eyes: ``python -m cocdesk.ui.shots --into DIR``. From a practice vault."""

from __future__ import annotations

import argparse
import atexit
import json
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from cocdesk.ui.scenes import sample_words, settle, stations

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from cocdesk.ui.main_window import MainWindow
    from cocdesk.ui.theme import Scheme


@dataclass(frozen=True, slots=True, kw_only=True)
class Dress:
    """One way to show everything."""

    name: str
    scheme: Scheme
    scale: float = 1.0
    width: int = 1366
    height: int = 768


def _dresses() -> tuple[Dress, ...]:
    return (
        Dress(name="light", scheme="light"),
        Dress(name="dark", scheme="dark"),
        Dress(name="light-200", scheme="light", scale=2.0),
        Dress(name="dark-200", scheme="dark", scale=2.0),
        Dress(name="small", scheme="light", width=1280, height=720),
        Dress(name="small-200", scheme="light", scale=2.0, width=1280, height=720),
    )


def take(
    into: Path, *, policy: str = "conference", prefix: str = "", only: Sequence[str] = (), dresses: Sequence[str] = ()
) -> list[Path]:
    """Write the pictures; returns their paths. ``prefix`` begins each name, ``only`` and ``dresses`` narrow what is taken."""
    _laptop_screen()
    from PySide6.QtWidgets import QApplication

    from cocdesk.ui import theme

    app = QApplication.instance() or QApplication(["cocdesk"])
    assert isinstance(app, QApplication)
    into.mkdir(parents=True, exist_ok=True)
    written = []
    with tempfile.TemporaryDirectory(prefix="cocdesk-shots-") as folder:
        for dress in _dresses():
            if dresses and dress.name not in dresses:
                continue
            theme.apply(app, dress.scheme, text_scale=dress.scale)
            # What is pressed on the way is written down, so each has a vault of its own; a copy would be told of.
            vault = Path(folder, dress.name, "practice")
            _practice_vault(vault, policy)
            with _window(app, Path(folder), vault, dress) as window:
                for name, widget in stations(app, window):
                    if not only or name in only:
                        path = into / f"{prefix}{name}-{dress.name}.png"
                        widget().grab().save(str(path))
                        written.append(path)
    return written


def _laptop_screen() -> None:
    """Have the screen that is not there as large as a laptop's: dialogs bound themselves to it."""
    if os.environ.get("QT_QPA_PLATFORM", "offscreen") == "offscreen":
        screen = {"name": "laptop", "x": 0, "y": 0, "width": 1366, "height": 768, "logicalDpi": 96, "dpr": 1}
        # Read once as the application is made; it holds nothing of anybody.
        with tempfile.NamedTemporaryFile("w", suffix=".json", delete=False) as file:
            json.dump({"screens": [screen]}, file)
        atexit.register(Path(file.name).unlink, missing_ok=True)
        os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={file.name}"


def _practice_vault(folder: Path, policy: str) -> None:
    from cocdesk.model.actions.opening import packs
    from cocdesk.model.actions.practice import make_vault
    from cocdesk.model.actions.report import save_draft
    from cocdesk.model.records.report import ReportDraft

    desk, _key, _cases = make_vault(folder, packs()[policy])
    try:
        save_draft(desk, ReportDraft(quick=sample_words()), number=None)
    finally:
        desk.close()


@contextmanager
def _window(app: QApplication, folder: Path, vault: Path, dress: Dress) -> Iterator[MainWindow]:
    from cocdesk.ui.jobs import Jobs
    from cocdesk.ui.main_window import MainWindow
    from cocdesk.ui.preferences import Preferences

    jobs = Jobs(app)
    preferences = Preferences(folder / "settings.ini")
    preferences.text_scale = dress.scale
    preferences.scheme = dress.scheme
    window = MainWindow(jobs, preferences, folder=vault)
    window.resize(dress.width, dress.height)
    window.show()
    window.activateWindow()
    settle(app)
    try:
        yield window
    finally:
        window.close()
        window.deleteLater()
        jobs.finish()
        settle(app)


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
