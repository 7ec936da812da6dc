"""``python -m bench``: the lines of docs/performance.md, each beside its bare limit."""

from __future__ import annotations

import argparse
import os
import sys


def main() -> int:
    """Run the cases whose words hold what was asked for; 1 when one is too slow."""
    asked = argparse.ArgumentParser(prog="bench", description=__doc__)
    asked.add_argument("-k", metavar="WORD", default="", help="only the lines that hold this word")
    asked.add_argument("-n", metavar="ROUNDS", type=int, help="how often each is run, instead of each line's own number")
    asked.add_argument("--strict", action="store_true", help="fail at the goal, not only at one and a half times the goal")
    asked.add_argument(
        "--stress", action="store_true", help="a vault of 100,000 cases instead of 10,000 (takes minutes to build)"
    )
    chosen = asked.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

    from bench import bench_case, bench_list, bench_paper, bench_start, bench_store, ratio

    assert bench_case and bench_list and bench_paper and bench_start and bench_store  # their cases put themselves on the list
    size = ratio.Size(cases=100_000, small=10_000) if chosen.stress else ratio.Size(cases=10_000, small=1_000)
    wanted = [case for case in ratio.CASES if chosen.k.lower() in case.words.lower()]
    return int(ratio.run(wanted, size, rounds=chosen.n, strict=chosen.strict) > 0)


if __name__ == "__main__":
    sys.exit(main())
