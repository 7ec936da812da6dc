"""Can Qt reach a screen? Asked by ``doctor`` in a process of its own, which prints one JSON line; and told when it cannot."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from cocdesk.model.vault.process import keep_printing_local
from cocdesk.words import _


@contextmanager
def told_without_screen() -> Iterator[None]:
    """Around making the application: without a screen Qt would abort the process; it ends with a sentence and status 1."""
    from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

    def told(kind: QtMsgType, _where: QMessageLogContext, text: str) -> None:
        if kind != QtMsgType.QtFatalMsg:
            return
        sentence = _(
            "No window can be opened here, because no screen can be reached. Nothing was changed. "
            "Start it where there is a screen; the commands that “cocdesk --help” lists need none."
        )
        with suppress(OSError, ValueError):
            sys.stdout.flush()
        with suppress(OSError):
            os.write(2, sentence.encode(sys.stderr.encoding or "utf-8", "replace") + b"\n")
        os._exit(1)  # whoever returns from here is aborted

    qInstallMessageHandler(told)
    try:
        yield
    finally:
        qInstallMessageHandler(None)


def main() -> int:
    """0 when the question could be answered."""
    try:
        from PySide6.QtCore import qVersion
        from PySide6.QtPrintSupport import QPrinterInfo
        from PySide6.QtWidgets import QApplication
    except ImportError:
        return 1
    keep_printing_local()
    app = QApplication([])
    answer = {"qt": qVersion(), "platform": app.platformName(), "printers": ", ".join(QPrinterInfo.availablePrinterNames())}
    print(json.dumps(answer))
    return 0


if __name__ == "__main__":
    sys.exit(main())
