"""``python -m tests.soak.kills``: a program is killed in the middle of every kind of deed, and the vault is opened and judged."""

from __future__ import annotations

import argparse
import os
import select
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from tests.model.desks import PASSPHRASE
from tests.soak.deeds import DEEDS, Judge, State, pattern
from tests.soak.power_cuts import child

LONGEST = {"report": 0.15, "act": 0.15, "ways-in": 0.5, "generation": 0.6, "backup": 0.25, "purge": 0.7, "seal": 2.0}


@dataclass
class Outcome:
    """What was seen of all runs."""

    kills: int = 0
    acknowledged: int = 0
    in_the_middle: int = 0
    slowest_opening: float = 0.0
    seconds: float = 0.0
    faults: Counter[str] = field(default_factory=Counter)

    def line(self) -> str:
        """For a person."""
        told = ", ".join(f"{count} × {fault}" for fault, count in self.faults.most_common(3)) or "none bad"
        return (
            f"{self.kills} kills, {self.acknowledged} deeds acknowledged, {self.in_the_middle} killed in the middle of one,"
            f" opened and checked in at most {self.slowest_opening:.1f} s, {self.seconds:.0f} s in all: {told}"
        )


def run(rounds: int, *, seed: int = 11) -> Outcome:
    """Kill so many programs, each at some moment of some deed."""
    outcome, began, chance, judge = Outcome(), time.monotonic(), Random(seed), Judge()
    place = Path("/dev/shm") if Path("/dev/shm").is_dir() else None
    work = Path(tempfile.mkdtemp(prefix="cocdesk-kill-", dir=place))
    try:
        sheet = pattern(work / "pattern")
        kinds = list(DEEDS)
        for number in range(rounds):
            kind, folder = kinds[number % len(kinds)], work / "vault"
            shutil.copytree(work / "pattern", folder)
            said = _killed(folder, work / "laptop", sheet, kind, chance.uniform(0.0, LONGEST[kind]))
            if not said:
                raise RuntimeError("the child ended before it had opened the vault")
            states = [State.told(line) for line in said]
            outcome.kills += 1
            outcome.acknowledged += len(states) - 1
            outcome.in_the_middle += _in_the_middle(folder)
            asked = time.monotonic()
            fault = judge.fault(folder, states[-1], None, passphrase=PASSPHRASE)
            outcome.slowest_opening = max(outcome.slowest_opening, time.monotonic() - asked)
            if fault:
                outcome.faults[f"{kind}: {fault}"] += 1
            shutil.rmtree(folder)
            shutil.rmtree(work / "laptop", ignore_errors=True)
    finally:
        judge.close()
        shutil.rmtree(work, ignore_errors=True)
    outcome.seconds = time.monotonic() - began
    return outcome


def _in_the_middle(folder: Path) -> bool:
    """Whether files tell of a deed that was not ended: a journal that counts, a half-written file, a generation begun."""
    for path in folder.rglob("*"):
        if path.name.endswith(".tmp") or path.name in ("renewing", "sealing"):
            return True
        if path.name.endswith("-journal") and any(path.read_bytes()[:8]):
            return True
    return False


def _killed(folder: Path, laptop: Path, sheet: str, kind: str, after: float) -> list[str]:
    """Fork a program that does deeds, kill it so long after it has opened the vault; the lines it had said by then."""
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            os.dup2(writing, 1)
            child(str(folder), str(laptop), sheet, kind, 1000)
            signal.pause()
        finally:
            os._exit(1)
    os.close(writing)
    try:
        said = os.read(reading, 1 << 20) if select.select([reading], [], [], 30)[0] else b""
        time.sleep(after)
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        while more := os.read(reading, 1 << 20):
            said += more
    finally:
        os.close(reading)
    # A line that was cut off was not acknowledged.
    return [line.decode() for line in said.split(b"\n")[:-1]]


def main() -> int:
    """500 kills, or as many as asked for; 1 when one of them lost anything."""
    asked = argparse.ArgumentParser(prog="kills", description=__doc__)
    asked.add_argument("rounds", type=int, nargs="?", default=500)
    outcome = run(asked.parse_args().rounds)
    print(outcome.line())
    return int(bool(outcome.faults))


if __name__ == "__main__":
    sys.exit(main())
