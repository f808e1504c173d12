"""How much of each layer the tests must run through, lines and branches together, and how much they do."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

# Layer -> the least percentage. Where data could be lost or forged, nothing stays untried.
BOUNDS = {"domain": 100.0, "exchange": 100.0, "store": 100.0, "ui": 80.0}


@dataclass(frozen=True, slots=True)
class Share:
    """How many lines and branches of a layer were run, and which lines of which file were not."""

    run: int
    all: int
    missing: tuple[str, ...]

    @property
    def percent(self) -> float:
        """The share in percent; a layer without a line is whole."""
        return 100.0 * self.run / self.all if self.all else 100.0


def read(report: Path) -> dict[str, Share]:
    """Return each layer's share from coverage's JSON report; a module at the top is the layer «.»."""
    files: Mapping[str, dict[str, object]] = json.loads(report.read_text(encoding="utf-8"))["files"]
    grouped: dict[str, list[Share]] = {}
    for name, data in files.items():
        parts = PurePosixPath(name.replace("\\", "/")).parts
        layer = parts[1] if len(parts) > 2 else "."  # noqa: PLR2004 (package, layer, module)
        grouped.setdefault(layer, []).append(_share(name, data))
    return {layer: _sum(shares) for layer, shares in sorted(grouped.items())}


def faults(shares: Mapping[str, Share]) -> list[str]:
    """Return a line for each layer below its bound, and its untried lines; a bound without a layer is a fault."""
    found: list[str] = []
    for layer, least in BOUNDS.items():
        if layer not in shares:
            found.append(f"{layer}: nothing was measured")
        elif shares[layer].percent < least:
            found.append(f"{layer}: {shares[layer].percent:.2f} % run, {least:.0f} % are the least")
            found += [f"  {line}" for line in shares[layer].missing]
    return found


def table(shares: Mapping[str, Share]) -> list[str]:
    """Return one line a layer."""
    return [
        f"{layer:<10} {share.percent:6.2f} %" + (f"  (least {BOUNDS[layer]:.0f} %)" if layer in BOUNDS else "")
        for layer, share in shares.items()
    ]


def _share(name: str, data: Mapping[str, object]) -> Share:
    summary = data["summary"]
    lines, branches = data["missing_lines"], data["missing_branches"]
    if not (isinstance(summary, dict) and isinstance(lines, list) and isinstance(branches, list)):
        raise TypeError(name)
    missing = _ranges(lines) + [f"{start}→{end}" for start, end in branches if start not in lines]
    if not summary["covered_lines"]:
        missing = ["all of it"] if lines else []
    return Share(
        summary["covered_lines"] + summary["covered_branches"],
        summary["num_statements"] + summary["num_branches"],
        (f"{name}: {', '.join(missing)}",) if missing else (),
    )


def _ranges(lines: list[int]) -> list[str]:
    """Return «3», «5-9»: runs of missing lines as people write them."""
    runs: list[list[int]] = []
    for line in lines:
        if runs and runs[-1][-1] == line - 1:
            runs[-1].append(line)
        else:
            runs.append([line])
    return [str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs]


def _sum(shares: list[Share]) -> Share:
    missing = tuple(line for share in shares for line in share.missing)
    return Share(sum(share.run for share in shares), sum(share.all for share in shares), missing)
