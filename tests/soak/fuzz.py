"""``python -m tests.soak.fuzz``: ten thousand generated files for everything that reads a file it did not write itself.

Each kind of file is read in a program of its own with a limit on its memory; every input has two seconds of its processor's
time. A file is accepted or refused with a sentence (``KnownError``); anything else is a fault.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from hypothesis import HealthCheck, Phase, Verbosity, given, seed, settings
from hypothesis.strategies import SearchStrategy

from cocdesk.model.errors import KnownError

HOUSE = Path(__file__).resolve().parents[2]
MOST_SECONDS = 2
MOST_MEMORY = 300 << 20
_ROUND = 500
_ADDRESSES = 2 << 30
"""Of addresses, which libraries reserve freely; what is really used is measured at the end and must stay below the promise."""

Read = Callable[[bytes], None]
Target = Callable[[Path], tuple[SearchStrategy[bytes], Read]]


@dataclass
class Outcome:
    """What was seen of one kind of file; ``slowest`` in seconds of the processor, ``memory`` in bytes at the most."""

    kind: str
    files: int = 0
    accepted: int = 0
    refused: int = 0
    slowest: float = 0.0
    memory: int = 0
    fault: str = ""

    def line(self) -> str:
        """For a person."""
        told = self.fault or "no fault"
        return (
            f"{self.kind:12} {self.files:6} files {self.accepted:6} accepted {self.refused:6} refused, slowest"
            f" {self.slowest:.2f} s, {self.memory >> 20} MB: {told}"
        )


class TookTooLong(BaseException):
    """Beyond what any reader may catch by mistake."""


def _too_long(_signal: int, _frame: object) -> None:
    raise TookTooLong


def fuzz(kind: str, count: int, work: Path, *, start: int = 1) -> Outcome:
    """Read so many generated files of one kind, in this process."""
    from tests.soak.fuzz_targets import TARGETS

    files, read = TARGETS[kind](work)
    outcome = Outcome(kind)
    signal.signal(signal.SIGPROF, _too_long)

    def one(content: bytes) -> None:
        outcome.files += 1
        began = time.process_time()
        signal.setitimer(signal.ITIMER_PROF, MOST_SECONDS)
        try:
            read(content)
            outcome.accepted += 1
        except KnownError:
            outcome.refused += 1
        except TookTooLong:
            raise AssertionError(f"took more than {MOST_SECONDS} s") from None
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
            outcome.slowest = max(outcome.slowest, time.process_time() - began)

    health = list(HealthCheck)
    quiet = settings(
        max_examples=min(count, _ROUND), deadline=None, database=None, suppress_health_check=health, verbosity=Verbosity.quiet,
        phases=(Phase.generate, Phase.shrink), report_multiple_bugs=False,
    )  # fmt: skip
    while outcome.files < count and not outcome.fault:
        try:
            # In rounds, each beginning elsewhere: the generator remembers all it tried, which is not the program's memory.
            seed(start + outcome.files)(quiet(given(files)(one)))()
        except Exception as error:  # noqa: BLE001 - any other failure at all is what is looked for
            outcome.fault = f"{type(error).__name__}: {error}"[:300]
    outcome.memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    if outcome.memory > MOST_MEMORY:
        outcome.fault = outcome.fault or f"used more than {MOST_MEMORY >> 20} MB"
    return outcome


def apart(kind: str, count: int, *, start: int = 1) -> Outcome:
    """The same in a program of its own, with a limit on its memory; a program that dies is a fault too."""
    place = Path("/dev/shm") if Path("/dev/shm").is_dir() else None
    work = Path(tempfile.mkdtemp(prefix="cocdesk-fuzz-", dir=place))
    command = [sys.executable, "-m", "tests.soak.fuzz", "--child", kind, str(count), str(start), str(work)]
    try:
        told = subprocess.run(command, cwd=HOUSE, capture_output=True, text=True, check=False, env=_environment(work))
    finally:
        shutil.rmtree(work, ignore_errors=True)
    try:
        return Outcome(**json.loads(told.stdout.splitlines()[-1]))
    except (ValueError, IndexError):
        return Outcome(kind, fault=f"the program ended with {told.returncode}: {told.stderr.strip()[-300:]}")


def _environment(work: Path) -> dict[str, str]:
    return os.environ | {"XDG_STATE_HOME": str(work / "state"), "QT_QPA_PLATFORM": "offscreen"}


def forms(count: int) -> bool | None:
    """Filled forms (PDF), which have a generator of their own; None where there is none."""
    if importlib.util.find_spec("tests.soak.fuzz_forms") is None:
        return None
    done = importlib.import_module("tests.soak.fuzz_forms").run(count)
    print(f"forms        {done}", flush=True)
    return not getattr(done, "fault", "") and not getattr(done, "faults", ())


def main() -> int:
    """Every kind of file; 1 when one of them found a fault."""
    asked = argparse.ArgumentParser(prog="fuzz", description=__doc__)
    asked.add_argument("--child", nargs=4, metavar=("KIND", "COUNT", "SEED", "WORK"))
    asked.add_argument("--only", action="append", default=[], metavar="KIND")
    asked.add_argument("count", type=int, nargs="?", default=10_000)
    chosen = asked.parse_args()
    if chosen.child:
        kind, count, start, work = chosen.child
        resource.setrlimit(resource.RLIMIT_AS, (_ADDRESSES, _ADDRESSES))
        print(json.dumps(asdict(fuzz(kind, int(count), Path(work), start=int(start)))))
        return 0
    from tests.soak.fuzz_targets import TARGETS

    bad = 0
    for kind in chosen.only or TARGETS:
        if kind in TARGETS:
            outcome = apart(kind, chosen.count)
            print(outcome.line(), flush=True)
            bad += bool(outcome.fault)
    if not chosen.only or "forms" in chosen.only:
        bad += forms(chosen.count) is False
    print("fuzz: all well" if not bad else f"fuzz: {bad} FAILED")
    return int(bad > 0)


if __name__ == "__main__":
    sys.exit(main())
