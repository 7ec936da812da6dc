"""Start-up loads nothing that only paper, keys or spreadsheets need (docs/performance.md says what that buys)."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.architecture.sources import HOUSE

LATER = [
    "reportlab",
    "pypdf",
    "cryptography",
    "rapidfuzz",
    "xlsxwriter",
    "uharfbuzz",
    "pypdfium2",
    "sqlcipher3",
    "bidi",
    "qtawesome",
]
DOORS = {"cocdesk.cli": "cocdesk/cli.py", "cocdesk.app": "cocdesk/app.py", "cocdesk.ui.main_window": "cocdesk/ui/main_window.py"}


def _loaded_by(door):
    question = f"import sys, {door}\nprint(*sorted(name for name in {LATER!r} + ['PySide6'] if name in sys.modules))"
    answer = subprocess.run([sys.executable, "-c", question], cwd=HOUSE, capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stderr
    return answer.stdout.split()


@pytest.mark.parametrize("door", DOORS)
def test_a_door_opens_without_the_heavy_libraries(door):
    if not (HOUSE / DOORS[door]).exists():
        pytest.skip(f"{door} is not built yet")
    assert [name for name in _loaded_by(door) if name in LATER] == []


def test_the_terminal_needs_no_window_toolkit():
    if not (HOUSE / DOORS["cocdesk.cli"]).exists():
        pytest.skip("cocdesk.cli is not built yet")
    assert "PySide6" not in _loaded_by("cocdesk.cli")


PAINTED = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from cocdesk.ui import theme
from cocdesk.ui.jobs import Jobs
from cocdesk.ui.main_window import MainWindow
from cocdesk.ui.preferences import Preferences

app = QApplication([])
theme.apply(app, "light")
window = MainWindow(Jobs(), Preferences(Path(sys.argv[1])))
window.show()
print(*sorted(sys.modules))
"""


def test_the_first_page_is_shown_before_anything_of_the_desk_is_loaded(tmp_path):
    given = [sys.executable, "-c", PAINTED, tmp_path / "settings.ini"]
    answer = subprocess.run(given, cwd=HOUSE, capture_output=True, text=True, check=True)
    loaded = set(answer.stdout.split())
    assert "cocdesk.ui.pages.unlock" in loaded
    assert loaded & {*LATER, "cocdesk.model.desk", "cocdesk.model.queries", "cocdesk.ui.pages.cases"} == set()
