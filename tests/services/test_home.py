"""The first page's figures, and what waits: each thing only when it really waits, with the place where it is done."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ntm_desktop.domain.answers import Answer, Status
from ntm_desktop.services import answers, backups, home, receipts, receiving, task_sets
from tests.network import FIRST, answer, network
from tests.offices import commune, settle

if TYPE_CHECKING:
    from pathlib import Path

    from ntm_desktop.services.context import Context
    from tests.offices import FakeClock


def codes(context: Context) -> list[str]:
    return [one.code for one in home.figures(context).waiting]


def achieve(context: Context, household: str, year: int) -> None:
    tasks = task_sets.of_year(context, year).codes
    answers.set_answers(context, year, [answers.NewAnswer(household, task, Answer(Status.ACHIEVED)) for task in tasks])


def test_an_empty_commune_waits_for_households(office: Context) -> None:
    found = home.figures(office)
    assert (found.year, found.households, list(found.villages)) == (None, 0, [])
    assert codes(office) == ["no_households"]


def test_households_wait_for_a_year(office: Context) -> None:
    settle(office, "Kinh 5", "Đặng Văn Ánh")
    assert codes(office) == ["no_year"]


def test_a_year_under_way(office: Context) -> None:
    first, _second = settle(office, "Kinh 5", "Đặng Văn Ánh", "Lê Văn Đạt")
    answers.open_year(office, 2026)
    achieve(office, first.id, 2026)
    found = home.figures(office)
    assert (found.households, found.whole.households, found.whole.assessed, found.whole.all_achieved) == (2, 2, 1, 1)
    assert [unit.name for unit in found.villages] == ["Ấp Kinh 5"]
    assert codes(office) == ["unofficial_tasks", "not_assessed", "to_reward", "untrusted", "not_sent", "no_backup"]
    assert {one.code: one.place for one in found.waiting} == {
        "unofficial_tasks": "settings/tasks",
        "not_assessed": "tasks/2026//any_blank",
        "to_reward": "reports/achieved",
        "untrusted": "exchange",
        "not_sent": "exchange",
        "no_backup": "settings/backups",
    }
    assert found.unsent_since is not None


def test_a_backup_of_the_future_stops_no_reminder(office: Context, clock: FakeClock) -> None:
    settle(office, "Kinh 5", "Đặng Văn Ánh")
    answers.open_year(office, 2026)
    clock.forward(days=1)
    backups.write(office)
    clock.forward(days=-1)
    ahead = home.figures(office)
    assert ahead.backup_ahead
    assert "no_backup" in {one.code for one in ahead.waiting}
    right = backups.write(office)
    assert home.figures(office).last_backup == right.made_at.replace(microsecond=0)
    assert not home.figures(office).backup_ahead


def test_a_backup_stops_the_reminder_for_a_week(office: Context, clock: FakeClock) -> None:
    settle(office, "Kinh 5", "Đặng Văn Ánh")
    answers.open_year(office, 2026)
    made = backups.write(office)
    assert home.figures(office).last_backup == made.made_at.replace(microsecond=0)
    assert "no_backup" not in codes(office)
    clock.forward(days=8)
    assert "no_backup" in codes(office)


def test_last_year_calls_for_the_new_one(office: Context) -> None:
    (one,) = settle(office, "Kinh 5", "Đặng Văn Ánh")
    answers.open_year(office, 2025)
    achieve(office, one.id, 2025)
    assert "new_year" in codes(office)
    assert "not_assessed" not in codes(office)
    assert home.figures(office, 2025).year == 2025
    assert home.figures(office, 1999).year == 2025


def test_nameless_tasks_wait_for_the_province_text(tmp_path: Path, clock: FakeClock) -> None:
    with commune(tmp_path / "frame", clock, tasks="kg-ho-15-phan-viec") as office:
        settle(office, "Kinh 5", "Đặng Văn Ánh")
        answers.open_year(office, 2026)
        waiting = {one.code: one for one in home.figures(office).waiting}
        assert waiting["unnamed_tasks"].facts == {"count": 15}
        base = task_sets.chosen(office)
        named = replace(base, tasks=tuple(replace(task, name=f"Việc {task.code}") for task in base.tasks))
        new, _changed = task_sets.save_edition(office, named)
        task_sets.use_for_year(office, 2026, new.key)
        assert not {"unnamed_tasks", "unofficial_tasks"} & set(codes(office))


def test_a_receipt_is_told_and_a_refusal_waits(tmp_path: Path) -> None:
    with network(tmp_path / "net") as net:
        office, province = net.commune(FIRST, "Nguyễn Văn Mẫu"), net.province()
        answer(office, 2025, ["1"])
        net.introduce(office, province)
        assert home.figures(office).last_receipt is None
        done = net.pass_on(office, province)
        net.take(office, receipts.write_receipts(province, FIRST, net.stick).file)
        found = home.figures(office)
        assert found.last_receipt is not None
        assert (found.last_receipt.sequence, found.last_receipt.receipt_state) == (1, "accepted")
        assert not {"refused", "untrusted"} & set(codes(office))
        receiving.undo(province, done.package_id)
        net.take(office, receipts.write_receipts(province, FIRST, net.stick).file)
        waiting = {one.code: one for one in home.figures(office).waiting}
        assert (waiting["refused"].place, waiting["refused"].facts) == ("exchange", {"sequence": 1})
