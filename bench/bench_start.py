"""From the start of the process to the first page painted, beside a bare window of the same library."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import textwrap
from collections.abc import Iterator
from pathlib import Path

from bench.ratio import NotBuilt, Pair, Size, case

# The filter hears the window's own events only: watching every widget would cost the side with more of them more.
# Both leave as soon as the window has been painted once; the interpreter's own end belongs to neither.
_LEAVE = """
from PySide6.QtCore import QEvent, QObject
class Painted(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            import os
            QTimer.singleShot(0, lambda: os._exit(0))
        return False
"""
_BARE = f"""
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QTableView
{_LEAVE}
app = QApplication(["bare"])
window = QMainWindow()
window.setCentralWidget(QTableView())
window.resize(1366, 768)
painted = Painted()
window.installEventFilter(painted)
window.show()
app.exec()
"""
_IN = "    "
_PRODUCT = f"""
from cocdesk import app
language = app.use_language
def watch(*given):
    # Where the program is about to load Qt: not sooner, for what it does before that has its place.
    language(*given)
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication, QMainWindow
{textwrap.indent(_LEAVE, _IN)}
    whole = QApplication.exec
    def watched():
        painted = Painted()
        next(w for w in QApplication.topLevelWidgets() if isinstance(w, QMainWindow)).installEventFilter(painted)
        return whole()
    QApplication.exec = staticmethod(watched)
app.use_language = watch
app.main([])
"""


@case("start of the process to the first page painted", goal=1.3, rounds=15)
def start(_size: Size) -> Iterator[Pair]:
    """Limit: a process that shows a bare ``QMainWindow`` with a ``QTableView``."""
    import importlib.util

    if importlib.util.find_spec("cocdesk.app") is None:
        raise NotBuilt("cocdesk.app is not there yet")
    with tempfile.TemporaryDirectory() as home:
        own = dict.fromkeys(("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"), home)
        surroundings = {**os.environ, **own, "QT_QPA_PLATFORM": "offscreen", "PYTHONPYCACHEPREFIX": home}
        # As installed: compiled once by the warm rounds, not at each start.
        surroundings.pop("PYTHONDONTWRITEBYTECODE", None)

        def process(text: str) -> None:
            command = [sys.executable, "-c", text]
            here = Path(__file__).resolve().parent.parent
            subprocess.run(command, cwd=here, env=surroundings, check=True, capture_output=True, timeout=60)

        yield lambda: process(_PRODUCT), lambda: process(_BARE)
