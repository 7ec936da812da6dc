"""``python -m tests.soak.power_cuts``: the power goes at every system call of every deed, and the vault is opened and judged.

Each deed is done once under strace; at each of its calls the disk is put into every state it may be in (``tests.soak.disk``),
and each different state is judged. Two controls leave out what makes saving safe, and have to fail.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from tests.soak.deeds import DEEDS, Judge, State, done, pattern
from tests.soak.disk import Disk, recorded

HOUSE = Path(__file__).resolve().parents[2]
CONTROL = "COCDESK_SOAK_CONTROL"
CONTROLS = {"report": "synchronous=OFF", "generation": "no fsync before rename"}
"""What is left out of a deed to see that the judge finds something."""
EVERY = {"generation": 4, "purge": 12}
"""One call in so many for the long deeds: more than five hundred states of each deed are judged all the same."""
REPEATED = {"act": 8, "ways-in": 36}
"""How often a short deed is done, so that there is enough to look at."""


@dataclass
class Outcome:
    """What was seen of one deed."""

    deed: str
    control: str
    calls: int = 0
    states: int = 0
    judged: int = 0
    seconds: float = 0.0
    faults: Counter[str] = field(default_factory=Counter)

    def line(self) -> str:
        """For a person."""
        name = f"{self.deed} ({self.control})" if self.control else self.deed
        told = ", ".join(f"{count} × {fault}" for fault, count in self.faults.most_common(3)) or "none bad"
        return f"{name:34} {self.calls:5} calls {self.states:6} states {self.judged:5} different {self.seconds:6.0f} s  {told}"


def child(folder: str, laptop: str, sheet: str, kind: str, most: int) -> None:
    """Do the deeds and say each state; runs under strace, or in a fork that is to be killed."""
    _leave_out(os.environ.get(CONTROL, ""))
    for state in done(Path(folder), Path(laptop), sheet, kind, most):
        os.write(1, state.line().encode() + b"\n")


def _leave_out(control: str) -> None:
    from cocdesk.model.vault import connection, folder

    if control == "synchronous=OFF":
        connection._SETTINGS = (control, "secure_delete=ON", "foreign_keys=ON")  # type: ignore[assignment]
        connection._require = lambda _found, _wanted: None
    elif control == "no fsync before rename":
        folder.sync_file = lambda _descriptor: None


def replay(kind: str, *, control: str = "", most: int = 3, torn: int = 2, every: int = 1, seed: int = 7) -> Outcome:
    """Do a deed under strace and judge what each power cut would leave; ``every`` looks at one call in so many."""
    outcome, began = Outcome(kind, control), time.monotonic()
    # In memory: thousands of small vaults are written.
    place = Path("/dev/shm") if Path("/dev/shm").is_dir() else None
    work = Path(tempfile.mkdtemp(prefix="cocdesk-power-", dir=place))
    judge, chance, seen = Judge(), Random(seed), set[tuple[int, str]]()
    try:
        root = work / "vault"
        sheet = pattern(root)
        disk = Disk(root)
        code = "import sys; from tests.soak.power_cuts import child; child(*sys.argv[1:5], int(sys.argv[5]))"
        command = [sys.executable, "-c", code, str(root), str(work / "laptop"), sheet, kind, str(most)]
        environment = os.environ | {CONTROL: control, "PYTHONPATH": str(HOUSE), "PYTHONDONTWRITEBYTECODE": "1"}
        ops = recorded(command, work / "log", root, cwd=HOUSE, environment=environment)
        acks = [State.told(op[1]) for op in ops if op[0] == "said"]
        (work / "log").unlink()
        shutil.rmtree(root)
        acked = -1
        for number, op in enumerate(ops):
            if op[0] == "said":
                acked += 1
                continue
            disk.do(op)
            if acked < 0:
                continue
            outcome.calls += 1
            if number % every and op[0] not in ("rename", "unlink"):
                continue
            for _name, files in disk.states(chance, torn):
                outcome.states += 1
                mark = acked, _digest(files)
                if mark in seen:
                    continue
                seen.add(mark)
                outcome.judged += 1
                after = acks[acked + 1] if acked + 1 < len(acks) else acks[acked]
                fault = _judged(judge, root, files, acks[acked], after)
                outcome.faults[fault] += bool(fault)
    finally:
        judge.close()
        shutil.rmtree(work, ignore_errors=True)
    outcome.faults = Counter({fault: count for fault, count in outcome.faults.items() if count})
    outcome.seconds = time.monotonic() - began
    return outcome


def _digest(files: dict[str, bytes]) -> str:
    whole = hashlib.sha256()
    for path, content in sorted(files.items()):
        whole.update(path.encode() + b"\0" + hashlib.sha256(content).digest())
    return whole.hexdigest()


def _judged(judge: Judge, root: Path, files: dict[str, bytes], acked: State, after: State) -> str:
    """Lay the files out where they lay, and have the vault judged."""
    root.mkdir(mode=0o700)
    try:
        for name, content in files.items():
            path = Path(name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        return judge.fault(root, acked, after)
    finally:
        shutil.rmtree(root)


def main() -> int:
    """All deeds and both controls; 1 when a vault was lost, or a control found nothing."""
    asked = argparse.ArgumentParser(prog="power_cuts", description=__doc__)
    asked.add_argument("--every", type=int, default=1, help="look at so many times fewer calls (1: as promised)")
    asked.add_argument("deeds", nargs="*", help="only these deeds")
    chosen = asked.parse_args()
    bad = 0
    for kind in chosen.deeds or DEEDS:
        outcome = replay(kind, most=REPEATED.get(kind, 3), every=chosen.every * EVERY.get(kind, 1))
        print(outcome.line(), flush=True)
        bad += bool(outcome.faults)
        if kind in CONTROLS:
            control = replay(kind, control=CONTROLS[kind], every=chosen.every * 8)
            print(control.line(), flush=True)
            bad += not control.faults
    print("power cuts: all well" if not bad else f"power cuts: {bad} FAILED")
    return int(bad > 0)


if __name__ == "__main__":
    sys.exit(main())
