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
