"""``python -m tests.soak``: every long run, one after the other; docs/security.md keeps the figures."""

from __future__ import annotations

import subprocess
import sys

RUNS = ("load", "power_cuts", "kills", "flips", "traced")


def main() -> int:
    """1 when one of them found something."""
    bad = 0
    for name in RUNS:
        print(f"soak: {name}", flush=True)
        bad += subprocess.run([sys.executable, "-m", f"tests.soak.{name}"], check=False).returncode != 0
    print("soak: all well" if not bad else f"soak: {bad} FAILED")
    return int(bad > 0)


if __name__ == "__main__":
    sys.exit(main())
