"""``python -m tests.soak.load``: ten years of a big team in one vault, and how long a person waits for it (promise 1)."""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

from bench import data
from cocdesk.model.actions import attach, members, respond, safety
from cocdesk.model.desk import Desk
from cocdesk.model.queries import case_list
from cocdesk.model.records import entries as e
from cocdesk.model.vault.vault import open_prepared, prepare

CASES, ENTRIES, FILES = 2_000, 25, 25  # 50,000 entries, 250 MB of files
FILE_BYTES = 10 * 1024 * 1024
MOST = {"open": 0.5, "list": 0.2, "search": 0.2, "entry": 0.1, "generation": 60.0, "MB": 500.0}
"""Seconds after the passphrase was worked out, and memory at the most; how long a safety copy takes is told only."""


def fill(folder: Path, cases: int, files: int) -> None:
    """A vault of so many cases with 25 entries each, and files of 10 MB in the first of them."""
    data.build(folder, cases)
    chance = Random(cases)
    with data.open_desk(folder) as desk:
        ids = [desk.row(row).id for row in case_list.ids(desk, "all")]
        for case in ids:
            with desk.transaction() as recorder:
                for number in range(ENTRIES - data.ENTRIES):
                    recorder.add(case, e.Noted(text=f"note {number}: spoke to both of them again; all calm, meet tomorrow"))
        for case in ids[:files]:
            attach.attach(desk, case, name="recording.bin", data=chance.randbytes(FILE_BYTES))


def measure(folder: Path) -> dict[str, float]:
    """What a person waits for in that vault, by its word in ``MOST``; the memory is this process's peak."""
    figures: dict[str, float] = {}

    def timed(word: str, work: Callable[[], Any]) -> Any:
        began = time.perf_counter()
        done = work()
        figures[word] = time.perf_counter() - began
        return done

    ready = prepare(folder / "vault", passphrase=data.PASSPHRASE, member=data.SMALL_MEMBER)
    desk: Desk = timed("open", lambda: data.sit_down(folder, open_prepared(ready)))
    try:
        rows = timed("list", lambda: case_list.rows(desk, case_list.ids(desk, "all")[:200]))
        timed("search", lambda: case_list.rows(desk, case_list.ids(desk, "all", search="foyer")[:200]))
        case = next(iter(rows.values())).id
        timed("entry", lambda: respond.record(desk, case, e.Noted(text="spoke to both of them again")))
        timed("copy", lambda: safety.keep_copy(desk, "load"))
        timed("generation", lambda: members.remove(desk, member=data.BIG_MEMBER))
    finally:
        desk.close()
    figures["MB"] = peak()
    return figures


def peak() -> float:
    """The most memory this process ever held, in MB; ``getrusage`` would count what its parent held when it was started."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return next(int(words.split()[1]) / 1024 for words in status.splitlines() if words.startswith("VmHWM:"))


def line(figures: dict[str, float]) -> str:
    """For a person, and for the process that asked."""
    told = ", ".join(f"{word} {value:.3f}" for word, value in figures.items())
    over = [word for word, most in MOST.items() if figures[word] > most]
    return f"{told}: {'too much: ' + ', '.join(over) if over else 'none too much'}"


def run(cases: int, files: int, work: Path) -> str:
    """Make the vault here and measure it in a program of its own, or its making would count as memory."""
    fill(work, cases, files)
    command = [sys.executable, "-m", "tests.soak.load", "--in", str(work)]
    told = subprocess.run(command, capture_output=True, text=True, check=False)
    return told.stdout.strip() or told.stderr


def main() -> int:
    """Measure 2,000 cases, or as many as asked for; 1 when something takes longer than promised."""
    asked = argparse.ArgumentParser(prog="load", description=__doc__)
    asked.add_argument("cases", type=int, nargs="?", default=CASES)
    asked.add_argument("files", type=int, nargs="?", default=FILES)
    asked.add_argument("--in", dest="folder", type=Path, help="measure a vault that is there")
    given = asked.parse_args()
    if given.folder is not None:
        print(line(measure(given.folder)))
        return 0
    with tempfile.TemporaryDirectory(prefix="cocdesk-load-") as work:
        told = run(given.cases, given.files, Path(work))
    print(f"{given.cases} cases, {given.cases * ENTRIES} entries, {given.files * FILE_BYTES >> 20} MB of files; {told}")
    return int("none too much" not in told)


if __name__ == "__main__":
    sys.exit(main())
