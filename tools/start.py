"""Opens the program where there is a screen, and does the same main job without a window where there is none.

Run by ``make run`` with the Python of .venv. A display variable may name a screen that nobody can reach (a stale ssh
session, a container), and Qt aborts the whole process then; so the question is put to Qt in a process of its own.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import system_libraries

HOUSE = Path(__file__).resolve().parent.parent
PAPERS = Path("build") / "demo"
QUESTION = """
import sys
from PySide6.QtGui import QGuiApplication
sys.exit(QGuiApplication([]).platformName() in ("offscreen", "minimal"))
"""


def window_can_open() -> bool:
    """True when Qt reaches a screen."""
    if sys.platform.startswith("linux") and not system_libraries.has_display(os.environ):
        return False
    try:
        asked = subprocess.run([sys.executable, "-c", QUESTION], capture_output=True, timeout=20, check=False)
    except subprocess.TimeoutExpired:
        return False
    return asked.returncode == 0


def main() -> int:
    """The program's own exit status."""
    # Not resolved: the link inside .venv is what makes its packages visible.
    cocdesk = Path(sys.executable).parent / ("cocdesk.exe" if os.name == "nt" else "cocdesk")
    if window_can_open():
        return subprocess.run([str(cocdesk)], check=False).returncode
    print("No display here: doing the main job without a window (a practice vault under each policy).", flush=True)
    without_screen = dict(os.environ, QT_QPA_PLATFORM="offscreen")
    done = subprocess.run([str(cocdesk), "demo", "--into", str(PAPERS)], cwd=HOUSE, env=without_screen, check=False)
    if done.returncode == 0:
        print(f"Papers, e-mails and pictures of every page lie in {PAPERS}{os.sep} (everything there is invented).")
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())
