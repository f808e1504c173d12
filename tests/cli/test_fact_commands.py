"""`ntm facts`, `ntm evaluate --subject`, `ntm evaluations`, `ntm nominee`: as people and machines call them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from ntm_desktop.cli.main import main
from ntm_desktop.domain.answers import Answer, Status
from ntm_desktop.services import answers, villages
from tests.offices import commune, settle

if TYPE_CHECKING:
    from pathlib import Path

SET = "xa-ntm-2021-2025"
NOMINEE = ("nominee", "--movement", "kien-giang-2021-2025", "--date", "2025-06-01")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An office's folder: a village of two households, one of which achieved everything in 2025."""
    with commune(tmp_path / "office") as office:
        one, _two = settle(office, "Kinh 5", "Lê An", "Lê Bình")
        answers.open_year(office, 2025)
        cells = [answers.NewAnswer(one.id, str(task), Answer(Status.ACHIEVED)) for task in range(1, 16)]
        answers.set_answers(office, 2025, cells)
        assert villages.listed(office)
    return tmp_path / "office"


class Line:
    """A command line on one office."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self._folder, self._capsys = folder, capsys

    def run(self, *arguments: object) -> tuple[int, str, str]:
        status = main([*(str(one) for one in arguments), "--data", str(self._folder)])
        captured = self._capsys.readouterr()
        return status, captured.out, captured.err

    def document(self, *arguments: object, status: int = 0) -> Any:
        found, out, _err = self.run(*arguments, "--json")
        assert found == status
        return json.loads(out)


@pytest.fixture
def ntm(folder: Path, capsys: pytest.CaptureFixture[str]) -> Line:
    return Line(folder, capsys)


def test_facts_are_entered_shown_and_cleared(ntm: Line) -> None:
    about = ("--year", 2025)
    said = ntm.document(
        "facts", "set", "commune.construction_debt=0", "--source", "BC 12", "--date", "1/12/2025", *about
    )
    assert (said["accepted"], said["changed"], said["subject"]) == (True, 1, "office")
    (row,) = ntm.document("facts", "list", *about)
    assert (row["value"], row["date"], row["source"], row["origin"]) == (0, "2025-12-01", "BC 12", "entered")
    shown = ntm.document("facts", "show", "commune.construction_debt", *about)
    assert shown["fact"] == row
    assert [one["action"] for one in shown["history"]] == ["facts.entered"]
    assert "BC 12" in ntm.run("facts", "show", "commune.construction_debt", *about)[1]
    assert ntm.run("facts", "clear", "commune.construction_debt", *about)[0] == 0
    shown = ntm.document("facts", "show", "commune.construction_debt", *about)
    assert (shown["fact"], len(shown["history"])) == (None, 2)
    assert "0 → –" in ntm.run("facts", "show", "commune.construction_debt", *about)[1]
    assert ntm.run("facts", "list")[1] == "Chưa có dữ kiện nào.\n"


def test_computed_facts_are_marked_stale_and_computed_again(ntm: Line) -> None:
    assert ntm.document("facts", "compute", "--year", 2025) == {
        "year": 2025,
        "subjects": 2,
        "facts": 8,
        "changed": [],
    }
    assert ntm.document("facts", "list", "--stale") == []
    assert ntm.run("tasks", "set", "--year", 2025, "30889-01-0002", 1, "achieved")[0] == 0
    assert len(ntm.document("facts", "list", "--stale", "--subject", "Kinh 5")) == 4
    assert "[phải tính lại]" in ntm.run("facts", "list")[1]
    assert "0 giá trị khác trước" in ntm.run("facts", "compute", "--year", 2025, "--subject", "Kinh 5")[1]
    assert ntm.document("facts", "list", "--stale", "--subject", "Kinh 5") == []
    assert len(ntm.document("facts", "list", "--stale")) == 4


def test_every_name_is_told(ntm: Line) -> None:
    names = {one["name"] for one in ntm.document("facts", "names")}
    assert {"commune.construction_debt", "standard.AK-II.2-2", "standard.AK-II.2-2.text"} <= names
    assert "Nợ đọng xây dựng cơ bản của xã" in ntm.run("facts", "names")[1]


@pytest.mark.parametrize(
    ("arguments", "status", "code"),
    [
        (("facts", "set", "x=1", "y=2", "--source", "s"), 3, "facts.refused"),
        (("facts", "set", "commune.difficult=có", "--source", " "), 3, "facts.no_source"),
        (("facts", "set", "commune.difficult=có", "--source", "s", "--subject", "ai"), 3, "facts.no_such_subject"),
        (("facts", "set", "commune.difficult=có", "--source", "s", "--year", 99), 3, "answers.bad_year"),
        (("facts", "clear", "commune.difficult"), 3, "facts.refused"),
        (("facts", "show", "nobody"), 3, "facts.refused"),
        (("facts", "compute", "--year", 2019), 3, "answers.year_not_open"),
        (("evaluations", "show", "x"), 3, "facts.no_such_evaluation"),
        (("evaluations", "remove", "x"), 3, "facts.no_such_evaluation"),
        (("evaluate", "--criteria", SET), 3, "facts.needs_facts"),
        (("evaluate", "--criteria", SET, "--facts", "f.json", "--keep"), 3, "facts.needs_facts"),
        (
            (
                "nominee",
                "--movement",
                "kien-giang-2021-2025",
                "--category",
                "x",
                "--date",
                "2025-06-01",
                "--subject",
                "",
            ),
            3,
            "packs.no_such_category",
        ),
    ],
)
def test_what_cannot_be_done_is_refused_with_its_code(
    ntm: Line, arguments: tuple[object, ...], status: int, code: str
) -> None:
    found = ntm.document(*arguments, status=status)
    assert (found["accepted"], found["code"]) == (False, code)
    assert found["problems"]


@pytest.mark.parametrize(
    "arguments",
    [
        ("facts", "set", "commune.difficult", "--source", "s"),
        ("facts", "set", "=1", "--source", "s"),
        ("facts", "set", "commune.difficult=có"),
        ("facts", "set", "commune.difficult=có", "--source", "s", "--date", "31/2/2025"),
        ("facts", "compute"),
        ("facts",),
        ("nominee", "--movement", "kien-giang-2021-2025"),
        (*NOMINEE, "--category", "c", "--kind", "nobody"),
    ],
)
def test_wrong_usage_is_told(ntm: Line, arguments: tuple[object, ...]) -> None:
    assert ntm.run(*arguments)[0] == 2


def test_an_evaluation_takes_the_office_s_facts_and_is_kept(ntm: Line, tmp_path: Path) -> None:
    ask = ("evaluate", "--criteria", SET, "--subject", "", "--year", 2025, "--region", "DBSCL")
    ntm.run("facts", "set", "commune.construction_debt=3", "--source", "BC 12", "--year", 2025)
    found = ntm.document(*ask)
    assert [(one["name"], one["value"], one["source"]) for one in found["facts"]] == [
        ("commune.construction_debt", 3, "BC 12")
    ]
    assert (found["outcome"], found["subject"], found["kept"]) == ("not_met", "office", None)
    given = tmp_path / "f.json"
    given.write_text('{"commune.construction_debt": 0}', encoding="utf-8")
    assert ntm.document(*ask, "--facts", given)["facts"][0]["source"] == "file:f.json"
    assert "Nguồn: BC 12" in ntm.run(*ask)[1]

    kept = ntm.document(*ask, "--keep", "--refresh")["kept"]
    (row,) = ntm.document("evaluations", "list")
    assert (row["id"], row["stale"], row["outcome"]) == (kept, False, "not_met")
    ntm.run("facts", "set", "commune.construction_debt=0", "--source", "BC 13", "--year", 2025)
    shown = ntm.document("evaluations", "show", kept)
    assert (shown["stale"], shown["changed_facts"]) == (True, ["commune.construction_debt"])
    assert shown["verdict"]["outcome"] == "not_met"
    text = ntm.run("evaluations", "show", kept)[1]
    assert "[phải tính lại] commune.construction_debt" in text
    assert f"{SET}@1" in text
    assert kept in ntm.run("evaluations", "list")[1]
    assert ntm.document("evaluations", "remove", kept)["accepted"] is True
    assert ntm.run("evaluations", "list")[1] == "Chưa lưu kết quả đánh giá nào.\n"


def test_somebody_is_judged_by_a_plan(ntm: Line) -> None:
    ask = (*NOMINEE, "--category", "KG-IV.3.2.d", "--subject", "Kinh 5")
    ntm.run("facts", "set", "commune.difficult=có", "--source", "QĐ 353")
    ntm.run("facts", "set", "village.recognised=có", "--source", "QĐ 12", "--subject", "Kinh 5", "--year", 2025)
    found = ntm.document(*ask, "--year", 2025, "--kind", "village")
    assert found["subject"].startswith("village:")
    assert (found["verdict"]["outcome"], found["verdict"]["stale"]) == ("met", [])
    assert ntm.document(*ask, "--year", 2024)["verdict"]["outcome"] == "unknown"
    assert ntm.document(*ask, "--year", 2025, "--level", "state")["verdict"]["missing"][0]["id"] == "standard.KG-IV.3.1"
    assert "chỉ xét ở cấp khen thưởng khác" in ntm.run(*ask, "--year", 2025)[1]
    assert "another award level" in ntm.run(*ask, "--year", 2025, "--language", "en")[1]
