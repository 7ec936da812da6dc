"""``python -m tests.soak.flips``: one byte of a vault changed at random, and ``cocdesk verify`` asked, a thousand times."""

from __future__ import annotations

import argparse
import contextlib
import io
import os
import shutil
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from random import Random


@dataclass
class Outcome:
    """What was seen of all flips."""

    flips: int = 0
    missed: list[str] = field(default_factory=list)
    crashed: list[str] = field(default_factory=list)
    files: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0

    def line(self) -> str:
        """For a person."""
        where = ", ".join(f"{count} in {name}" for name, count in sorted(self.files.items()))
        told = f"{self.flips - len(self.missed)} found, {len(self.missed)} missed, {len(self.crashed)} crashed"
        return f"{self.flips} flips ({where}): {told}, {self.seconds:.0f} s"


def content(folder: Path) -> list[Path]:
    """The files of a vault that hold anything: the reserve and the lock are noise and nothing."""
    return sorted(path for path in folder.rglob("*") if path.is_file() and path.name not in ("ballast", "lock"))


def run(pattern: Path, passphrase_file: Path, work: Path, flips: int, *, seed: int = 5, member: str = "Ann") -> Outcome:
    """Flip so many bytes, each in a fresh copy; every third in a key file or a safety copy, for those are small or few."""
    outcome, chance, began = Outcome(), Random(seed), time.monotonic()
    files = content(pattern)
    databases = [path for path in files if path.suffix == ".db"]
    for number in range(flips):
        chosen = chance.choice(files if number % 3 == 0 else databases)
        place, change = chance.randrange(chosen.stat().st_size), chance.randrange(1, 256)
        folder = work / "vault"
        shutil.copytree(pattern, folder)
        path = folder / chosen.relative_to(pattern)
        data = bytearray(path.read_bytes())
        data[place] ^= change
        path.write_bytes(data)
        status, said = verified(folder, passphrase_file, member)
        outcome.flips += 1
        outcome.files["safety copies" if chosen.suffix == ".cocbackup" else chosen.name] += 1
        what = f"{chosen.name} at {place} ^ {change}"
        if status == 0:
            outcome.missed.append(what)
        if "program itself" in said or status not in (0, 1):
            outcome.crashed.append(f"{what}: {said.strip()[:200]}")
        shutil.rmtree(folder)
    outcome.seconds = time.monotonic() - began
    return outcome


def verified(folder: Path, passphrase_file: Path, member: str) -> tuple[int, str]:
    """What ``cocdesk verify`` returns and says."""
    from cocdesk.cli import main as cocdesk

    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        status = cocdesk(["verify", str(folder), "--as", member, "--passphrase-file", str(passphrase_file)])
    return status, out.getvalue() + err.getvalue()


def main() -> int:
    """1,000 flips, or as many as asked for; 1 when one was missed or crashed the program."""
    asked = argparse.ArgumentParser(prog="flips", description=__doc__)
    asked.add_argument("flips", type=int, nargs="?", default=1000)
    count = asked.parse_args().flips
    place = Path("/dev/shm") if Path("/dev/shm").is_dir() else None
    work = Path(tempfile.mkdtemp(prefix="cocdesk-flips-", dir=place))
    os.environ["XDG_STATE_HOME"] = str(work / "state")
    from tests.model.desks import PASSPHRASE
    from tests.soak.deeds import pattern

    try:
        pattern(work / "pattern")
        (work / "words").write_text(PASSPHRASE, encoding="utf-8")
        sound, _said = verified(work / "pattern", work / "words", "Ann")
        outcome = run(work / "pattern", work / "words", work, count)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    print(outcome.line())
    for fault in (outcome.missed + outcome.crashed)[:10]:
        print("  ", fault)
    return int(bool(sound or outcome.missed or outcome.crashed))


if __name__ == "__main__":
    sys.exit(main())
