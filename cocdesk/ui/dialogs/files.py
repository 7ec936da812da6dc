"""Choosing where a file or folder lies, without leaving a trace: Qt's file dialog writes down the folders it has seen."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QWidget

from cocdesk.ui import plain
from cocdesk.words import _

if TYPE_CHECKING:
    from PySide6.QtWidgets import QFileDialog

HISTORY = "QtProject.conf"


def keep_history_in(folder: Path) -> None:
    """Have Qt's own settings go to our folder, where ``forget_history`` can take them away. Before the first dialog."""
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, str(folder))
    _history_folder[:] = [folder]
    forget_history()


_history_folder: list[Path] = []


def forget_history() -> None:
    """Take away what file dialogs wrote down; done after each and at the end of the program."""
    for folder in _history_folder:
        with contextlib.suppress(OSError):
            (folder / HISTORY).unlink(missing_ok=True)


def choose_folder(parent: QWidget, title: str, start: Path | None, chosen: Callable[[Path], None]) -> QFileDialog:
    """Ask for a folder; ``chosen(path)`` when one was taken."""
    from PySide6.QtWidgets import QFileDialog

    dialog = _dialog(parent, title, start)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    return _opened(dialog, chosen)


def choose_file(parent: QWidget, title: str, chosen: Callable[[Path], None]) -> QFileDialog:
    """Ask for a file that is there."""
    from PySide6.QtWidgets import QFileDialog

    dialog = _dialog(parent, title, None)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    return _opened(dialog, chosen)


def choose_new_file(parent: QWidget, title: str, name: str, kind: str, chosen: Callable[[Path], None]) -> QFileDialog:
    """Ask where to save; ``name`` is the suggestion, ``kind`` its suffix without a dot. It does not ask before replacing."""
    from PySide6.QtWidgets import QFileDialog

    dialog = _dialog(parent, title, None)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setFileMode(QFileDialog.FileMode.AnyFile)
    dialog.setDefaultSuffix(kind)
    dialog.setNameFilter(f"*.{kind}")
    dialog.selectFile(name)
    # Qt would ask in a loop of its own, which locking could not end.
    dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
    return _opened(dialog, chosen)


def save_as(parent: QWidget, title: str, name: str, kind: str, put: Callable[[Path, bool], None]) -> QFileDialog:
    """Ask where to save, and before anything is replaced; ``put(path, overwrite)`` may raise ``FileThere``.

    Other faults are the caller's to catch in ``put``.
    """

    def chosen(path: Path) -> None:
        from cocdesk.model.actions.print import FileThere

        try:
            put(path, False)
        except FileThere as error:
            plain.question(
                parent, title, error.happened, more=error.kept, go=_("Replace it"), stay=_("Keep it"),
                then=lambda: put(path, True),
            )  # fmt: skip

    return choose_new_file(parent, title, name, kind, chosen)


def _dialog(parent: QWidget, title: str, start: Path | None) -> QFileDialog:
    from PySide6.QtCore import QDir
    from PySide6.QtWidgets import QFileDialog

    dialog = QFileDialog(parent, title)
    # The system's own dialog keeps a list of recently used files that we cannot reach.
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setOption(QFileDialog.Option.DontUseCustomDirectoryIcons)
    dialog.setDirectory(QDir(str(start)) if start is not None and start.is_dir() else QDir.home())
    dialog.setHistory([])
    dialog.resize(parent.window().size() * 0.8)
    return dialog


def _opened(dialog: QFileDialog, chosen: Callable[[Path], None]) -> QFileDialog:
    def finished(result: int) -> None:
        picked = dialog.selectedFiles() if result else []
        dialog.setHistory([])
        dialog.deleteLater()
        # The dialog writes its history down when it goes.
        dialog.destroyed.connect(forget_history)
        if picked:
            chosen(Path(picked[0]))

    dialog.finished.connect(finished)
    dialog.open()
    return dialog
