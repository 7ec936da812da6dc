"""Asked by ``doctor`` in a process of its own: can Qt reach a screen, and which printers does it know. Prints one JSON line."""

from __future__ import annotations

import json
import sys


def main() -> int:
    """0 when the question could be answered."""
    try:
        from PySide6.QtCore import qVersion
        from PySide6.QtPrintSupport import QPrinterInfo
        from PySide6.QtWidgets import QApplication
    except ImportError:
        return 1
    app = QApplication([])
    answer = {"qt": qVersion(), "platform": app.platformName(), "printers": ", ".join(QPrinterInfo.availablePrinterNames())}
    print(json.dumps(answer))
    return 0


if __name__ == "__main__":
    sys.exit(main())
