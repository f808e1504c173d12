"""A layer below its bound is named with the lines that nothing tried."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

import bounds

if TYPE_CHECKING:
    from pathlib import Path


def _file(run: int, every: int, lines: list[int], branches: list[list[int]]) -> dict[str, object]:
    summary = {"covered_lines": run, "num_statements": every, "covered_branches": 1, "num_branches": 1 + len(branches)}
    return {"summary": summary, "missing_lines": lines, "missing_branches": branches}


@pytest.fixture
def report(tmp_path: Path) -> Path:
    files = {
        "ntm_desktop/paths.py": _file(1, 1, [], []),
        "ntm_desktop/domain/a.py": _file(5, 5, [], []),
        "ntm_desktop\\domain\\b.py": _file(5, 5, [], []),
        "ntm_desktop/store/a.py": _file(8, 9, [4], [[4, 5], [7, -1]]),
        "ntm_desktop/ui/pages/a.py": _file(90, 100, list(range(10)), []),
    }
    path = tmp_path / "coverage.json"
    path.write_text(json.dumps({"files": files}), encoding="utf-8")
    return path


def test_each_layer_is_summed(report: Path) -> None:
    shares = bounds.read(report)
    assert set(shares) == {".", "domain", "store", "ui"}
    assert shares["domain"] == bounds.Share(12, 12, ())
    assert shares["store"] == bounds.Share(9, 12, ("ntm_desktop/store/a.py: 4, 7→-1",))


def test_what_is_below_its_bound_is_named(report: Path) -> None:
    assert bounds.faults(bounds.read(report)) == [
        "exchange: nothing was measured",
        "store: 75.00 % run, 100 % are the least",
        "  ntm_desktop/store/a.py: 4, 7→-1",
    ]


def test_the_table_has_each_layer(report: Path) -> None:
    lines = bounds.table(bounds.read(report))
    assert "store       75.00 %  (least 100 %)" in lines
    assert ".          100.00 %" in lines


def test_missing_lines_are_read_at_a_glance(tmp_path: Path) -> None:
    files = {
        "ntm_desktop/store/a.py": _file(5, 9, [1, 4, 5, 6], []),
        "ntm_desktop/store/b.py": _file(0, 3, [1, 2, 4], [[1, 2]]),
    }
    path = tmp_path / "coverage.json"
    path.write_text(json.dumps({"files": files}), encoding="utf-8")
    missing = bounds.read(path)["store"].missing
    assert missing == ("ntm_desktop/store/a.py: 1, 4-6", "ntm_desktop/store/b.py: all of it")


def test_an_empty_layer_is_whole() -> None:
    assert bounds.Share(0, 0, ()).percent == 100.0
