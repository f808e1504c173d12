"""`python3 packaging/dev.py torture`: break the program on purpose; print the counts, fail where an invariant breaks.

--kills N           processes killed (SIGKILL) at random moments of nine kinds of work
--crash-points N    processes that die before a chosen write, flush, rename or removal; 0 for every one there is
--flips N           packages with one bit flipped, outside and inside the seal, and cut off at every 4 KiB
--histories N       random histories of communes, a district and a province, against an oracle
--fuzz SECONDS      mutated packages, cards, spreadsheets, catalogues and pasted blocks
--guided SECONDS    the same, led by which of our lines an input reaches first (slower for each input)
--seed S            makes all of it come back
Only the parts that are named run; without any name, a little of each. Exit status 1 when anything broke.
"""

from __future__ import annotations

import argparse
import sys
import time
from functools import partial
from typing import TYPE_CHECKING

from tests.torture import flips, fuzz, kills, simulator
from tests.torture.common import say

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.torture.common import Outcome

_LITTLE = {"kills": 45, "crash_points": 60, "flips": 400, "histories": 200, "fuzz": 12.0, "guided": 6.0}
_SHOWN = 20


def main(arguments: list[str]) -> int:
    """Run what was asked for; 0 when nothing broke."""
    args = _parser().parse_args(arguments)
    asked = [name for name in _LITTLE if getattr(args, name) is not None]
    if not asked:
        asked = [*_LITTLE]
        vars(args).update(_LITTLE)
    runs: dict[str, Callable[[], Outcome]] = {
        "kills": partial(kills.kills, args.kills, args.seed),
        "crash_points": partial(kills.crash_points, args.crash_points, args.seed),
        "flips": partial(flips.flips, args.flips, args.seed),
        "histories": partial(simulator.histories, args.histories, args.seed),
        "fuzz": partial(fuzz.fuzz, args.fuzz, args.seed),
        "guided": partial(fuzz.fuzz, args.guided, args.seed, guided=True),
    }
    began = time.monotonic()
    outcomes = [_told(runs[name]()) for name in asked]
    broken = sum(len(outcome.broken) for outcome in outcomes)
    say(f"{'FAILED' if broken else 'ok':<6} all of it: {broken} broken ({time.monotonic() - began:.1f} s)")
    return 1 if broken else 0


def _told(outcome: Outcome) -> Outcome:
    say(outcome.line())
    for line in outcome.broken[:_SHOWN]:
        say(f"       {line}")
    return outcome


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="torture", description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    for name in ("kills", "crash-points", "flips", "histories"):
        parser.add_argument(f"--{name}", type=int, metavar="N")
    for name in ("fuzz", "guided"):
        parser.add_argument(f"--{name}", type=float, metavar="SECONDS")
    parser.add_argument("--seed", type=int, default=1, metavar="S")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
