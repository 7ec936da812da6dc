"""Choosing where a file or folder lies, without leaving a trace: Qt's file dialog writes down the folders it has seen."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QDir, QSettings
from PySide6.QtWidgets import QFileDialog, QWidget

from cocdesk.model.errors import DiskFull, FileRefused, KnownError, VaultReadOnly
from cocdesk.words import _

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
    dialog = _dialog(parent, title, start)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    return _opened(dialog, chosen)


def choose_new_file(parent: QWidget, title: str, name: str, kind: str, chosen: Callable[[Path], None]) -> QFileDialog:
    """Ask where to save; ``name`` is the suggestion, ``kind`` its suffix without a dot."""
    dialog = _dialog(parent, title, None)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setFileMode(QFileDialog.FileMode.AnyFile)
    dialog.setDefaultSuffix(kind)
    dialog.setNameFilter(f"*.{kind}")
    dialog.selectFile(name)
    return _opened(dialog, chosen)


def write_new(path: Path, data: bytes) -> None:
    """Write a file whole or not at all, readable by its owner only. Raises a ``KnownError``."""
    part = path.with_name(path.name + ".part")
    try:
        with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_NOFOLLOW", 0), 0o600), "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
        raise _explained(error, path) from error


def _explained(error: OSError, path: Path) -> KnownError:
    import errno

    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return DiskFull(_("There is no room left on that disk."), kept=_("No file was written."), do=_("Choose another place."))
    if error.errno in (errno.EACCES, errno.EROFS, errno.EPERM):
        return VaultReadOnly(_("That folder does not accept new files."), kept=_("No file was written."), do=_("Choose another one."))
    return FileRefused(path.name, "", _("it could not be written there."))


def _dialog(parent: QWidget, title: str, start: Path | None) -> QFileDialog:
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
