"""Promises 9, 10, 17, 18 and 26: no word of a case on any disk or wire, and none in memory after locking."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

import cocdesk
from tests.journeys.canary import CANARY, disguises, hits
from tests.model.desks import PASSPHRASE

LINUX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks into /proc")
SPEAKS_TO_NETWORKS = (
    "socket", "ssl", "http", "urllib", "ftplib", "smtplib", "imaplib", "poplib", "telnetlib", "xmlrpc", "socketserver", "asyncio",
    "requests", "httpx", "aiohttp", "webbrowser",
)  # fmt: skip

SESSION = """
import os, sys
from functools import partial
from pathlib import Path
from cocdesk.model.actions import opening
from cocdesk.model.vault.vault import Kdf
import cocdesk.commands.new_vault as new_vault
from cocdesk.cli import main
new_vault.prepare_new = partial(opening.prepare_new, kdf=Kdf(memory_kib=65536, passes=2, lanes=4))
work = Path(sys.argv[1])
vault = work / "vault"
def run(*words):
    status = main([str(word) for word in words])
    assert status == 0, words
os.environ["COCDESK_PASSPHRASE_FILE"] = str(work / "given" / "passphrase")
run("init", vault, "--policy", "conference", "--event", "PyTide", "--member", "Ann", "--role", "chair",
    "--recovery-sheet", work / "exports" / "sheet.pdf")
run("report", vault, "--from", work / "given" / "report.toml", "--json")
run("cases", vault, "--search", sys.argv[2])
from cocdesk.commands.terminal import opened
import argparse
with opened(argparse.Namespace(vault=vault, passphrase_file=None, member=None)) as desk:
    name = desk.row(desk.db.value("SELECT id FROM case_row")).code_name
run("document", vault, "incident-form", name, "--for", "team", "--out", work / "exports" / "form.pdf", "--names-checked")
run("purge", vault, name, "--confirm", name)
"""


@pytest.mark.skipif(not shutil.which("strace"), reason="strace is not here")
def test_promise_09_10_26_no_word_is_written_to_any_file_or_temporary_file_and_no_network_is_asked(tmp_path):
    from tests.soak.trace import traced

    for name in ("given", "exports", "tmp", "home"):
        (tmp_path / name).mkdir()
    (tmp_path / "given" / "passphrase").write_text(PASSPHRASE)
    (tmp_path / "given" / "report.toml").write_text(
        f'what = "what {CANARY}"\nplace = "hall {CANARY}"\n[reporter]\nname = "{CANARY}"\n[[reported]]\nname = "Kim {CANARY}"\n'
    )
    (tmp_path / "session.py").write_text(SESSION)
    house = Path(cocdesk.__file__).parents[1]
    environment = {"PYTHONDONTWRITEBYTECODE": "1", "TMPDIR": str(tmp_path / "tmp"), "HOME": str(tmp_path / "home"),
                   "PYTHONPATH": str(house)}  # fmt: skip
    command = [sys.executable, str(tmp_path / "session.py"), str(tmp_path), CANARY]
    status, seen = traced(command, tmp_path / "log", cwd=tmp_path, environment=environment, exports=(tmp_path / "exports",))
    assert status == 0
    # What is said on the terminal was asked for; strace saw it go to the terminal only.
    assert [fault for fault in seen.faults() if not fault.endswith(("into descriptor 1", "into descriptor 2"))] == []
    assert seen.writes > 100
    kept = [folder for folder in tmp_path.iterdir() if folder.is_dir() and folder.name not in ("given", "exports")]
    assert hits(kept) == []


def test_promise_26_no_module_of_ours_brings_a_way_to_speak_to_a_network():
    wanted = re.compile(
        rf"^\s*(?:from|import) (?:{'|'.join(SPEAKS_TO_NETWORKS)}|PySide6\.QtNetwork|PySide6\.QtWeb\w*)\b", re.MULTILINE
    )
    found = [path.name for path in Path(cocdesk.__file__).parent.rglob("*.py") if wanted.search(path.read_text(encoding="utf-8"))]
    assert found == []


def test_promise_26_the_printing_library_is_sent_to_a_socket_on_this_computer(monkeypatch):
    from cocdesk.model.vault import process

    for before in ("", "printers.example:631"):
        monkeypatch.setenv("CUPS_SERVER", before)
        process.keep_printing_local()
        assert os.environ["CUPS_SERVER"].startswith("/") or not sys.platform.startswith("linux")


HOLDS_A_CASE = """
import os, sys
from pathlib import Path
from cocdesk import app
from cocdesk.model.actions.opening import open_desk, prepare
from cocdesk.model.queries.case_view import case_view
from cocdesk.model.vault import process
process.harden()
desk = open_desk(prepare(Path(sys.argv[1]), passphrase=sys.argv[2][::-1], member="Ann"))
view = case_view(desk, sys.argv[3])
kept = [view.case.report.what, sys.argv[2][::-1], bytes(desk.vault.key_for_copies()).hex()]
print("ready", kept[2], flush=True)
sys.stdin.readline()
desk.close()
app.relaunch(Path(sys.argv[1]), forget=lambda: None)
"""


def memory(pid, needles):
    """How often each of these lies in the memory of a process."""
    found = dict.fromkeys(needles, 0)
    with Path(f"/proc/{pid}/maps").open() as maps, Path(f"/proc/{pid}/mem").open("rb", buffering=0) as content:
        for line in maps:
            span, rights, *_rest = line.split()
            if "r" not in rights or line.rstrip().endswith(("[vvar]", "[vsyscall]")):
                continue
            start, end = (int(part, 16) for part in span.split("-"))
            try:
                content.seek(start)
                data = content.read(end - start)
            except (OSError, ValueError, OverflowError):
                continue
            for needle in needles:
                found[needle] += data.count(needle)
    return found


@LINUX
def test_promise_17_after_locking_the_process_is_another_one_and_its_memory_holds_no_case(made, tmp_path):
    # The words go in backwards, so that the command line itself does not hold them.
    environment = os.environ | {"COCDESK_DUMPABLE": "1", "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-c", HOLDS_A_CASE, str(made.folder), PASSPHRASE[::-1], made.cases[0]]
    with subprocess.Popen(command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as program:
        try:
            assert program.stdin is not None and program.stdout is not None
            key = program.stdout.readline().split()[1]
            words = (
                b"case 0 in the foyer",
                PASSPHRASE.encode(),
                PASSPHRASE.encode("utf-16-le"),
                key.encode(),
                bytes.fromhex(key),
            )
            before = memory(program.pid, words)
            assert before[words[0]] and before[words[1]] and before[words[3]], "they can be found at all"
            program.stdin.write("\n")
            program.stdin.flush()
            maps = Path(f"/proc/{program.pid}/maps")
            end = time.monotonic() + 30
            while "libQt6Widgets" not in maps.read_text() and time.monotonic() < end:
                time.sleep(0.05)
            assert "libQt6Widgets" in maps.read_text(), "the window of the locked program came up"
            assert set(memory(program.pid, words).values()) == {0}
        finally:
            program.kill()


CRASHES = """
import ctypes, os, resource, sys
from cocdesk.model.vault import process
resource.setrlimit(resource.RLIMIT_CORE, (resource.getrlimit(resource.RLIMIT_CORE)[1],) * 2)
process.harden()
ctypes.string_at(0)
"""


@LINUX
def test_promise_18_a_crash_leaves_no_core_and_nobody_of_the_same_login_looks_in(tmp_path):
    ended = subprocess.run([sys.executable, "-c", CRASHES], cwd=tmp_path, check=False)
    assert ended.returncode < 0
    assert list(tmp_path.iterdir()) == []
    # Root may look anywhere; anybody else is refused because the process is not dumpable (tests/model/vault/test_process.py).
    waits = "from cocdesk.model.vault import process; process.harden(); print('ready', flush=True); input()"
    with subprocess.Popen([sys.executable, "-c", waits], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as program:
        assert program.stdout is not None
        program.stdout.readline()
        owner = Path(f"/proc/{program.pid}/mem").stat().st_uid
        assert owner == 0, "what is not dumpable belongs to root"
        program.kill()


def test_the_search_for_canaries_knows_every_disguise():
    assert len(disguises(CANARY)) >= 7
