"""What a run over generated files sees, the same for every kind of file: how each is timed, and what all of them may use."""

from __future__ import annotations

import json
import resource
import signal
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from time import process_time

from cocdesk.model.errors import KnownError

HOUSE = Path(__file__).resolve().parents[2]
MOST_SECONDS = 2.0
MOST_MEMORY = 300 << 20
_ADDRESSES = 2 << 30
"""Of addresses, which libraries reserve freely; what is really used is measured at the end and must stay below the promise."""


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


@contextmanager
def watched(outcome: Outcome) -> Iterator[None]:
    """Around the reading of one file: a refusal is counted, and one that takes too long is an ``AssertionError``."""
    signal.signal(signal.SIGPROF, _too_long)
    outcome.files += 1
    began = process_time()
    signal.setitimer(signal.ITIMER_PROF, MOST_SECONDS)
    try:
        yield
        outcome.accepted += 1
    except KnownError:
        outcome.refused += 1
    except TookTooLong:
        raise AssertionError(f"took more than {MOST_SECONDS} s") from None
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        outcome.slowest = max(outcome.slowest, process_time() - began)


def weigh(outcome: Outcome) -> Outcome:
    """The same with the memory this program has used; more than the promise is a fault."""
    outcome.memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    if outcome.memory > MOST_MEMORY:
        outcome.fault = outcome.fault or f"used more than {MOST_MEMORY >> 20} MB"
    return outcome


def limit_memory() -> None:
    """In a child, before anything is read."""
    resource.setrlimit(resource.RLIMIT_AS, (_ADDRESSES, _ADDRESSES))


def tell(outcome: Outcome) -> None:
    """From a child to ``of_child``."""
    print(json.dumps(asdict(outcome)))


def of_child(kind: str, command: Sequence[str], environment: Mapping[str, str]) -> Outcome:
    """What a program of its own saw; one that dies is a fault too."""
    told = subprocess.run(command, cwd=HOUSE, capture_output=True, text=True, check=False, env=environment)
    try:
        return Outcome(**json.loads(told.stdout.splitlines()[-1]))
    except (ValueError, IndexError):
        return Outcome(kind, fault=f"the program ended with {told.returncode}: {told.stderr.strip()[-300:]}")
