"""What is typed outlives the program, also when the plug is pulled."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from cocdesk.model.desk import Desk
from cocdesk.model.laptop import Laptop
from cocdesk.model.queries import case_view
from cocdesk.model.vault.vault import unlock
from tests.ui.wizard.conftest import PASSPHRASE

TYPING = """
import sys, time
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from cocdesk import places
from cocdesk.model.desk import Desk
from cocdesk.model.laptop import Laptop
from cocdesk.model.policy.read import available
from cocdesk.model.vault.vault import unlock
from cocdesk.ui.session import Session
from cocdesk.ui.wizard.report_wizard import ReportWizard
folder, laptop, words = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
app = QApplication([])
session = Session()
session.sit(Desk(unlock(folder, passphrase=words), laptop=Laptop(laptop)))
page = ReportWizard(session)
page.show()
page.start()
typed = 0
def key():
    global typed
    typed += 1
    QTest.keyClicks(page.steps["write"].edit, "x")
    print(typed, time.monotonic(), flush=True)
clock = QTimer()
clock.timeout.connect(key)
clock.start(20)
app.exec()
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL on this system")
def test_pulling_the_plug_costs_at_most_the_last_second_of_typing(tmp_path, seat):
    session = seat()
    folder = session.desk.folder
    session.lock()
    command = [sys.executable, "-c", TYPING, str(folder), str(tmp_path / "laptop"), PASSPHRASE]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(Path(__file__).parents[3])}
    keys: list[tuple[int, float]] = []
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as child:
        assert child.stdout is not None
        for line in child.stdout:
            number, moment = line.split()
            keys.append((int(number), float(moment)))
            if moment and keys[-1][1] - keys[0][1] > 1.9:
                killed = time.monotonic()
                child.kill()
                break
    vault = unlock(folder, passphrase=PASSPHRASE)
    try:
        desk = Desk(vault, laptop=Laptop(tmp_path / "laptop"))
        kept = [len(case_view.draft(desk, row.id).quick) for row in case_view.waiting_drafts(desk)]
    finally:
        vault.close()
    due = max(number for number, moment in keys if moment <= killed - 1)
    assert len(kept) == 1
    assert kept[0] >= due > 0
