"""The guide to writing packs is true: its worked example runs as it stands, and says what the guide tells of it."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ntm_desktop.catalog.checking import PACK_TYPES
from ntm_desktop.cli.main import main

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
GUIDE = (ROOT / "docs" / "packs" / "README.md").read_text(encoding="utf-8")


def _commands() -> Iterator[list[str]]:
    example = GUIDE[GUIDE.index("## Worked example") :]
    for line in re.findall(r"^ {4}ntm (.+)$", example, re.MULTILINE):
        yield shlex.split(line)


COMMANDS = list(_commands())


@pytest.fixture(autouse=True)
def at_the_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_line_of_the_example_runs(command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(command) == 0
    captured = capsys.readouterr()
    assert captured.out.strip()
    assert captured.err == ""


def _document(capsys: pytest.CaptureFixture[str], word: str) -> dict[str, object]:
    assert main([*next(one for one in COMMANDS if one[0] == word), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert isinstance(found, dict)
    return found


def test_the_example_says_what_the_guide_says(capsys: pytest.CaptureFixture[str]) -> None:
    verdict = _document(capsys, "evaluate")
    text = json.dumps(verdict)
    assert verdict["outcome"] == "unknown"
    assert '"verdicts.no_threshold"' in text
    assert '"threshold": 70' in text
    assert '"standing": "ahead"' in json.dumps(_document(capsys, "targets"))
    assert '"last_day": "2026-12-04"' in json.dumps(_document(capsys, "deadlines"))


def test_an_example_with_a_fault_is_refused_wherever_it_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plan = (ROOT / "docs/packs/example/phong-trao-mau.yaml").read_text(encoding="utf-8")
    broken = tmp_path / "phong-trao-mau.yaml"
    broken.write_text(plan.replace("fact: village.recognised", "fact: no.such"), encoding="utf-8")
    assert main(["movements", "show", str(broken)]) == 3
    line = capsys.readouterr().err.splitlines()[-1]
    shown = re.search(r"phong-trao-mau\.yaml · .*", GUIDE)
    assert shown
    place, said = "subjects[0].standards[0].rule.fact: ", "Không có dữ kiện hay chỉ tiêu nào tên «no.such»."
    assert f"{place}{said}" in shown[0]
    assert f"{place}{said}" in line
    row = re.search(r"dòng (\d+)", line)
    assert row
    assert "no.such" in broken.read_text(encoding="utf-8").splitlines()[int(row[1]) - 1]
    assert row[0] in shown[0]


def test_the_guide_names_every_schema_and_folder_that_there_is() -> None:
    for kind in PACK_TYPES:
        assert (ROOT / "docs" / "packs" / f"{kind}.schema.json").is_file()
        assert f"`{kind}`" in GUIDE or f"{kind}.schema.json" in GUIDE
    for folder in re.findall(r"`(resources/[a-z/]+)/", GUIDE):
        assert (ROOT / folder).is_dir(), folder
