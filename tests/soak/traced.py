"""``python -m tests.soak.traced``: a whole session at the window under strace; no canary in any byte written, no network.

The control writes the canary into a temporary file of a database and asks for a network socket, and has to be caught.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from tests.journeys.canary import CANARY
from tests.soak.trace import Seen, traced

HOUSE = Path(__file__).resolve().parents[2]
CONTROL = f"""
import socket, sqlite3, sys
socket.socket(socket.AF_INET).close()
made = sqlite3.connect(":memory:")
for line in ("PRAGMA temp_store=FILE", "PRAGMA cache_size=1", "CREATE TEMP TABLE t (a TEXT)"):
    made.execute(line)
made.executemany("INSERT INTO t VALUES (?)", [({CANARY!r} * 50,)] * 2000)
made.commit()
"""


def session(work: Path) -> tuple[int, Seen]:
    """The window's session; compiled files and caches of Python are left out, for the canary stands in the test itself."""
    given = ("-p", "no:cacheprovider", "-p", "no:randomly", "-q", f"--basetemp={work / 'run'}", "tests/soak/session_to_trace.py")
    environment = {"PYTHONDONTWRITEBYTECODE": "1", "TMPDIR": str(work / "tmp"), "QT_QPA_PLATFORM": "offscreen"}
    (work / "tmp").mkdir()
    exports = (work / "run" / "test_a_whole_session0" / "exports",)
    command = [sys.executable, "-m", "pytest", *given]
    return traced(command, work / "log", cwd=HOUSE, environment=environment, exports=exports)


def control(work: Path) -> Seen:
    """What has to be found."""
    return traced([sys.executable, "-c", CONTROL], work / "log", cwd=work, environment={"SQLITE_TMPDIR": str(work)})[1]


def main() -> int:
    """1 when the session failed or wrote what it must not, or the control was not caught."""
    if shutil.which("strace") is None:
        print("traced: strace is not here, nothing was looked at")
        return 1
    work = Path(tempfile.mkdtemp(prefix="cocdesk-traced-"))
    try:
        status, seen = session(work)
        caught = control(work)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    print(f"session: {seen.line()}; the session itself ended with {status}")
    for fault in seen.faults()[:10]:
        print("   ", fault)
    print(f"control: {caught.line()}")
    good = status == 0 and not seen.faults() and seen.writes > 100
    return int(not (good and caught.canaries and caught.temporary and "AF_INET" in caught.sockets))


if __name__ == "__main__":
    sys.exit(main())
