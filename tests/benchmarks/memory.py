"""The peak of memory of one act, as a process of its own: `python -m tests.benchmarks.memory write|apply …`.

It prints its peak in MiB as JSON.
"""

from __future__ import annotations

import json
import resource
import sys
from pathlib import Path

from ntm_desktop import app
from ntm_desktop.services import receiving, sending

_KIB = 1024


def peak() -> float:
    """Return the most memory that this process has had, in MiB."""
    status = Path("/proc/self/status")
    if status.exists():  # what getrusage says on Linux begins with the parent's memory
        line = next(line for line in status.read_text(encoding="ascii").splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) / _KIB
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _KIB


def main(act: str, office: str, what: str, to: str = "") -> None:
    """Write a package of an office into a folder, or apply a package file at one."""
    with app.office(Path(office)) as context:
        if act == "write":
            sending.write_package(context, to, Path(what))
        else:
            receiving.apply(context, receiving.inspect(context, Path(what)))
    print(json.dumps({"peak": peak()}))


if __name__ == "__main__":
    main(*sys.argv[1:])
