"""``python -m tests.soak.fuzz``: ten thousand generated files for everything that reads a file it did not write itself.

Each kind of file is read in a program of its own with a limit on its memory; every input has two seconds of its processor's
time. A file is accepted or refused with a sentence (``KnownError``); anything else is a fault.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from hypothesis import HealthCheck, Phase, Verbosity, given, seed, settings
from hypothesis.strategies import SearchStrategy

from tests.soak.outcome import Outcome, limit_memory, of_child, tell, watched, weigh

_ROUND = 500

Read = Callable[[bytes], None]
Target = Callable[[Path], tuple[SearchStrategy[bytes], Read]]


def fuzz(kind: str, count: int, work: Path, *, start: int = 1) -> Outcome:
    """Read so many generated files of one kind, in this process."""
    from tests.soak.fuzz_targets import TARGETS

    files, read = TARGETS[kind](work)
    outcome = Outcome(kind)

    def one(content: bytes) -> None:
        with watched(outcome):
            read(content)

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
    return weigh(outcome)


def apart(kind: str, count: int, *, start: int = 1) -> Outcome:
    """The same in a program of its own, with a limit on its memory; a program that dies is a fault too."""
    place = Path("/dev/shm") if Path("/dev/shm").is_dir() else None
    work = Path(tempfile.mkdtemp(prefix="cocdesk-fuzz-", dir=place))
    command = [sys.executable, "-m", "tests.soak.fuzz", "--child", kind, str(count), str(start), str(work)]
    try:
        environment = os.environ | {"XDG_STATE_HOME": str(work / "state"), "QT_QPA_PLATFORM": "offscreen"}
        return of_child(kind, command, environment)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def main() -> int:
    """Every kind of file; 1 when one of them found a fault."""
    asked = argparse.ArgumentParser(prog="fuzz", description=__doc__)
    asked.add_argument("--child", nargs=4, metavar=("KIND", "COUNT", "SEED", "WORK"))
    asked.add_argument("--only", action="append", default=[], metavar="KIND")
    asked.add_argument("count", type=int, nargs="?", default=10_000)
    chosen = asked.parse_args()
    if chosen.child:
        kind, count, start, work = chosen.child
        limit_memory()
        tell(fuzz(kind, int(count), Path(work), start=int(start)))
        return 0
    from tests.soak import fuzz_forms
    from tests.soak.fuzz_targets import TARGETS

    bad = 0
    for kind in chosen.only or (*TARGETS, fuzz_forms.KIND):
        # Filled forms have a generator of their own.
        outcome = fuzz_forms.run(chosen.count) if kind == fuzz_forms.KIND else apart(kind, chosen.count)
        print(outcome.line(), flush=True)
        bad += bool(outcome.fault)
    print("fuzz: all well" if not bad else f"fuzz: {bad} FAILED")
    return int(bad > 0)


if __name__ == "__main__":
    sys.exit(main())
