"""Puts the windowed program together, and replaces it when the vault locks."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from cocdesk import places

# Before Qt, like all that needs none: once it is there, PySide reads the source of every module that is imported.
from cocdesk.model.clock import wall_clock
from cocdesk.model.vault import process
from cocdesk.words import use_language

LARGEST_IMAGE_MB = 64


def main(argv: Sequence[str] | None = None) -> int:
    """Open the window; returns the exit code. ``argv`` may name a vault's folder to choose."""
    process.harden()
    given = [text for text in (sys.argv[1:] if argv is None else argv) if not text.startswith("-")]
    folder = Path(given[0]).expanduser().absolute() if given else None
    logging.getLogger("cocdesk").addHandler(logging.NullHandler())
    config = _own_folder()
    use_language(None, places.translations())

    from PySide6.QtGui import QImageReader
    from PySide6.QtWidgets import QApplication

    from cocdesk.ui import faults, screen_check, theme
    from cocdesk.ui.dialogs.files import forget_history, keep_history_in
    from cocdesk.ui.jobs import Jobs
    from cocdesk.ui.main_window import MainWindow
    from cocdesk.ui.preferences import Preferences

    keep_history_in(config)
    QImageReader.setAllocationLimit(LARGEST_IMAGE_MB)
    with screen_check.told_without_screen():
        app = QApplication(["cocdesk", "-style", "Fusion"])
    app.setApplicationName("cocdesk")
    app.setDesktopFileName("cocdesk")
    preferences = Preferences(config / "settings.ini")
    theme.apply(app, preferences.scheme, text_scale=preferences.text_scale, fusion=True)
    jobs = Jobs(app)

    def restart() -> None:
        # The vault that was open is the newest one, unless the person had the list forgotten.
        relaunch(next(iter(preferences.recent), folder), forget=forget_history)

    window = MainWindow(jobs, preferences, clock=wall_clock, folder=folder, relaunch=restart)
    undo = faults.install(window.tell_fault)
    # Once all is built: what unlocking will need, so that the first passphrase does not wait for it.
    window.furnished.connect(lambda: jobs.run(_load_ahead))
    window.show()
    try:
        return int(app.exec())
    finally:
        undo()
        jobs.finish(2_000)
        forget_history()


def plain_window(folder: Path | None) -> list[str]:
    """The command of a window that only unlocks ``folder``, whatever this process was started to do before."""
    given = [] if folder is None else [str(folder)]
    if getattr(sys, "frozen", False):
        return [sys.executable, *(["--window", *given] if given else [])]
    # Without -P modules would first be looked for where the person happens to stand; right only where the program lies there.
    here = Path(__file__).resolve().parents[1] == Path.cwd()
    return [sys.executable, *([] if here else ["-P"]), "-m", "cocdesk.app", *given]


def relaunch(folder: Path | None, *, forget: Callable[[], None]) -> None:
    """Replace this process by a fresh one, so that its memory holds nothing of the vault; returns only where that failed."""
    forget()
    try:
        command = plain_window(folder)
        if sys.platform == "win32":
            import subprocess

            subprocess.Popen(command)  # the system has no exec: start anew, then go
            os._exit(0)
        os.execv(sys.executable, command)
    except OSError:
        # The locked page stands already; the vault is closed, only freed memory is left as it was.
        logging.getLogger("cocdesk.app").warning("the process could not be replaced after locking")


def _own_folder() -> Path:
    config = places.config()
    try:
        config.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError:
        # Settings are then not remembered; nothing else needs the folder.
        logging.getLogger("cocdesk.app").warning("the settings folder cannot be made")
    return config


def _load_ahead() -> None:
    from importlib import import_module

    for name in ("sqlcipher3", "cryptography.hazmat.primitives.kdf.argon2", "cryptography.hazmat.primitives.hpke"):
        import_module(name)


if __name__ == "__main__":
    sys.exit(main())
