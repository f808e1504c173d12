"""`python3 packaging/dev.py torture`: break the program on purpose; print the counts, fail where an invariant breaks.

--kills N           processes killed (SIGKILL) at random moments of nine kinds of work
--crash-points N    processes that die before a chosen write, flush, rename or removal; 0 for every one there is
--flips N           packages with one bit flipped, outside and inside the seal, and cut off at every 4 KiB
--histories N       random histories of communes, a district and a province, against an oracle
--sets N            random criteria sets and answers, judged by the program and by an oracle with no code in common
--fuzz SECONDS      mutated packages, cards, spreadsheets, catalogues and pasted blocks
--guided SECONDS    the same, led by which of our lines an input reaches first (slower for each input)
--seed S            makes all of it come back
--jobs N            processes that share the work; as many as there are processors unless told
Only the parts that are named run; without any name, a little of each. Exit status 1 when anything broke. How far it is,
and what breaks, is told on the way; interrupted (Ctrl+C, SIGTERM) it prints what was done until then, status 130.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from typing import TYPE_CHECKING

from tests.torture import crew
from tests.torture.common import say

if TYPE_CHECKING:
    from tests.torture.common import Outcome

_LITTLE = {
    "kills": 45,
    "crash_points": 60,
    "flips": 400,
    "histories": 200,
    "sets": 2000,
    "fuzz": 12.0,
    "guided": 6.0,
}
_SHOWN = 20
_INTERRUPTED = 130


def main(arguments: list[str]) -> int:
    """Run what was asked for; 0 when nothing broke."""
    args = _parser().parse_args(arguments)
    asked = [name for name in _LITTLE if getattr(args, name) is not None]
    if not asked:
        asked = [*_LITTLE]
        vars(args).update(_LITTLE)
    began = time.monotonic()
    jobs = args.jobs or os.cpu_count() or 1
    wanted = [part for part in crew.PARTS if part in asked]
    pieces = [piece for part in wanted for piece in crew.pieces(part, getattr(args, part), args.seed, jobs)]
    done = crew.run(pieces, jobs)
    outcomes = [_told(done.outcomes[part]) for part in wanted if part in done.outcomes]
    broken = sum(len(outcome.broken) for outcome in outcomes)
    state = "FAILED" if broken else "ok"
    cut = ", interrupted" if done.interrupted else ""
    say(f"{state:<6} all of it: {broken} broken ({time.monotonic() - began:.1f} s, {jobs} processes{cut})")
    return 1 if broken else _INTERRUPTED if done.interrupted else 0


def _told(outcome: Outcome) -> Outcome:
    say(outcome.line())
    for line in outcome.broken[:_SHOWN]:
        say(f"       {line}")
    return outcome


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="torture", description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    for name in ("kills", "crash-points", "flips", "histories", "sets"):
        parser.add_argument(f"--{name}", type=int, metavar="N")
    for name in ("fuzz", "guided"):
        parser.add_argument(f"--{name}", type=float, metavar="SECONDS")
    parser.add_argument("--seed", type=int, default=1, metavar="S")
    parser.add_argument("--jobs", type=int, default=0, metavar="N")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
