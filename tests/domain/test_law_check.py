"""The faults of law packs and task lists that decoding cannot see."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from ntm_desktop.catalog import load_catalogue
from ntm_desktop.domain.law import Category, Coefficient, Known, LawPack
from ntm_desktop.domain.law_check import check_law, check_tasks
from ntm_desktop.domain.tasks import Task, TaskSet

LAW = load_catalogue(Path(__file__).resolve().parents[2] / "resources").law
OLD, NEW = LAW.base_salaries
SEEN = Known.SEEN


@pytest.mark.parametrize(
    ("law", "faults"),
    [
        (LAW, []),
        (replace(LAW, base_salaries=()), []),
        (
            replace(LAW, base_salaries=(replace(OLD, until=date(2026, 7, 1)), NEW)),
            [("packs.impossible", "base_salaries[1].since")],
        ),
        (replace(LAW, base_salaries=(NEW, OLD)), []),
        (
            replace(LAW, base_salaries=(replace(OLD, until=None), NEW)),
            [("packs.impossible", "base_salaries[1].since")],
        ),
        (
            replace(LAW, base_salaries=(replace(NEW, until=date(2026, 1, 1)),)),
            [("packs.impossible", "base_salaries[0].until")],
        ),
        (
            replace(
                LAW,
                coefficients=(
                    Coefficient("giay_khen", Category.INDIVIDUAL, Decimal("0.3"), SEEN),
                    Coefficient("giay_khen", Category.HOUSEHOLD, Decimal("0.5"), SEEN),
                    Coefficient("giay_khen", Category.INDIVIDUAL, Decimal("0.3"), SEEN),
                    Coefficient("none", Category.HOUSEHOLD, Decimal("0.5"), SEEN),
                ),
            ),
            [
                ("packs.impossible", "coefficients[1].value"),
                ("packs.repeated_code", "coefficients[2].award"),
                ("packs.unknown_code", "coefficients[3].award"),
            ],
        ),
        (
            replace(LAW, votes=(replace(LAW.votes[0], awards=("none",), min_share=Decimal(90)),)),
            [("packs.unknown_code", "votes[0].awards[0]"), ("packs.impossible", "votes[0].min_share")],
        ),
        (
            replace(LAW, copies=(replace(LAW.copies[0], awards=("giay_khen", "none")),)),
            [("packs.unknown_code", "copies[0].awards[1]")],
        ),
    ],
)
def test_faults_of_a_law_pack(law: LawPack, faults: list[tuple[str, str]]) -> None:
    assert [(fault.code, fault.path) for fault in check_law(law)] == faults


def test_faults_of_a_task_list() -> None:
    good = TaskSet("x", 1, "X", (Task("1"), Task("2")))
    assert check_tasks(good) == ()
    assert [fault.path for fault in check_tasks(replace(good, tasks=()))] == ["tasks"]
    twice = replace(good, tasks=(Task("1"), Task("1")))
    assert [(fault.code, fault.path) for fault in check_tasks(twice)] == [("packs.repeated_code", "tasks[1].code")]
