"""Three communes, their district and a province: every figure that is shown is counted anew from what travelled.

The packages are opened by the keys that `ntm keys write` gave, with nothing of ours.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pyrage
import pytest
from openpyxl import load_workbook

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.acceptance.conftest import Told

YEAR = "2025"
COMMUNES = {"a": "30892", "b": "30895", "c": "30898"}
DISTRICT, PROVINCE = "905", "91"


@dataclass
class Count:
    """What one village comes to, counted by hand."""

    name: str
    households: int = 0
    assessed: int = 0
    complete: int = 0
    achieved: Counter[str] = field(default_factory=Counter)

    def row(self, tasks: list[str]) -> tuple[Any, ...]:
        return (self.name, self.households, self.assessed, self.complete, *(self.achieved[task] for task in tasks))


@dataclass
class Walk:
    """The command line of all offices, with one stick."""

    ntm: Callable[..., Told]
    folder: Path

    def ask(self, office: str, *words: object, status: int = 0) -> Any:
        told = self.ntm(*words, "--data", self.folder / office, "--json")
        assert told.status == status, told.err
        return told.document

    def introduce(self, one: str, other: str) -> None:
        for ours, theirs in ((one, other), (other, one)):
            card = self.ask(theirs, "card", "write", self.folder / f"{theirs}.ntmcard")
            self.ask(ours, "card", "trust", card["file"], "--fingerprint", card["fingerprint"])

    def send(self, office: str, to: str) -> str:
        sent = self.ask(office, "package", "write", "--to", to, "--out", self.folder)
        return str(sent["file"])

    def recount(self, office: str, file: str) -> tuple[list[str], list[Count]]:
        """Open a package with the sender's own key; return its tasks and its villages, counted."""
        tables = self._tables(office, file)
        tasks = [row["code"] for row in tables["tasks"]]
        statuses: dict[str, dict[str, str]] = {}
        for row in tables["answers"]:
            if row["year"] == YEAR:
                statuses.setdefault(row["household"], {})[row["task"]] = row["status"]
        found = {row["id"]: Count(f"{row['word'].capitalize()} {row['name']}") for row in tables["villages"]}
        for sheet in tables["sheets"]:
            if sheet["year"] == YEAR:
                given = [statuses.get(sheet["household"], {}).get(task, "not_assessed") for task in tasks]
                village = found[sheet["village"]]
                village.households += 1
                village.assessed += "not_assessed" not in given
                village.complete += set(given) <= {"achieved", "not_applicable"}
                village.achieved.update(task for task, one in zip(tasks, given, strict=True) if one == "achieved")
        return tasks, list(found.values())

    def _tables(self, office: str, file: str) -> dict[str, list[dict[str, str]]]:
        key = self.folder / f"{office}.key"
        self.ask(office, "keys", "write", key)
        line = next(line for line in key.read_text().splitlines() if line.startswith("AGE-SECRET-KEY-"))
        with open(file, "rb") as package:  # noqa: PTH123 - a name from JSON
            opened = pyrage.decrypt(package.read(), [pyrage.x25519.Identity.from_str(line)])
        with zipfile.ZipFile(io.BytesIO(opened)) as archive:
            return {
                name.rpartition("/")[2].removesuffix(".csv"): list(
                    csv.DictReader(io.StringIO(archive.read(name).decode(), newline=""))
                )
                for name in archive.namelist()
                if name.endswith(".csv")
            }

    def printed(self, office: str) -> list[tuple[Any, ...]]:
        """Return every row of the consolidated report as a spreadsheet."""
        file = self.folder / "tong-hop.xlsx"
        self.ask(office, "report", "consolidated", "--year", YEAR, "--format", "xlsx", "--out", file)
        return [row for sheet in load_workbook(file).worksheets for row in sheet.iter_rows(values_only=True)]


@pytest.fixture
def walk(ntm: Callable[..., Told], tmp_path: Path) -> Walk:
    one = Walk(ntm, tmp_path)
    one.ask("district", "init", "--level", "district", "--office", DISTRICT, "--superior", PROVINCE)
    one.ask("province", "init", "--level", "province", "--office", PROVINCE)
    for number, (name, code) in enumerate(COMMUNES.items(), start=1):
        size = ("--households", 8 + 3 * number, "--villages", 1 + number, "--years", f"2024,{YEAR}", "--seed", number)
        one.ask(name, "demo", "--office", code, *size)
        one.introduce(name, "district")
    one.introduce("district", "province")
    return one


def check(walk: Walk, office: str, files: dict[str, str]) -> None:
    """Compare what an office shows of the year with the communes' packages, counted anew."""
    printed = walk.printed(office)
    shown = walk.ask(office, "tasks", "summary", "--year", YEAR)
    for name, file in files.items():
        tasks, villages = walk.recount(name, file)
        for village in villages:
            wanted = village.row(tasks)
            assert wanted in {row[1 : len(wanted) + 1] for row in printed}
        mine = [row for row in shown if row["commune_code"] == COMMUNES[name]]
        assert [(row["village"], row["households"], row["all_achieved"]) for row in mine] == [
            (village.name, village.households, village.complete) for village in villages
        ]
        own = walk.ask(name, "tasks", "summary", "--year", YEAR)
        assert [row["tasks"] for row in own] == [{task: one.achieved[task] for task in tasks} for one in villages]


def test_every_figure_is_what_the_packages_say_also_after_a_change(walk: Walk) -> None:
    files = {name: walk.send(name, DISTRICT) for name in COMMUNES}
    assert walk.ask("district", "package", "apply", *files.values())["accepted"]
    check(walk, "district", files)

    first = walk.ask("b", "households", "list")[0]["code"]
    for task in range(1, 16):
        walk.ask("b", "tasks", "set", "--year", YEAR, first, task, "not_achieved" if task == 7 else "achieved")
    files["b"] = walk.send("b", DISTRICT)
    seen = walk.ask("district", "package", "apply", files["b"])
    assert seen["plan"]["answers"]["changed"] + seen["plan"]["answers"]["new"] > 0
    check(walk, "district", files)

    up = walk.send("district", PROVINCE)
    assert walk.ask("province", "package", "apply", up)["accepted"]
    check(walk, "province", files)
    rows = {row["code"]: row for row in walk.ask("province", "overview", "--year", YEAR)["units"]}
    households = sum(one.households for name, file in files.items() for one in walk.recount(name, file)[1])
    assert rows[DISTRICT]["households"] == households == sum(8 + 3 * number for number in (1, 2, 3))
