"""A household list comes in once, whole, with one undo; what is here already is found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import Workbook

from ntm_desktop.domain.households import HouseholdFields
from ntm_desktop.domain.problems import RefusedError
from ntm_desktop.errors import CancelledError
from ntm_desktop.services import answers, backups, households, importing, undo, villages
from ntm_desktop.services.importing import ImportPlan, Override
from tests.beside import SHARED, needs_shared
from tests.offices import COMMUNE, settle

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from ntm_desktop.services.context import Context

SAMPLES = SHARED / "data" / "samples"
HEADS = ("TT", "Mã hộ", "Họ và tên chủ hộ", "Năm sinh", "Ấp", "Số khẩu")


def book(path: Path, *rows: Sequence[Any], heads: Sequence[str] = HEADS) -> Path:
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.append(list(heads))
    for row in rows:
        sheet.append(list(row))
    made.save(path)
    return path


def planned(office: Context, path: Path, *overrides: Override) -> ImportPlan:
    return importing.plan(office, importing.open_file(path), overrides)


def test_villages_and_households_are_made_in_one_act(office: Context, tmp_path: Path) -> None:
    answers.open_year(office, 2026)
    rows = [(1, "A1", "Lê An", 1960, "Kinh 5", 4), (2, None, "Lê Bình", 1970, "Kinh 6", 3)]
    plan = planned(office, book(tmp_path / "a.xlsx", *rows))
    assert [one.title for one in plan.new_villages] == ["Ấp Kinh 5", "Ấp Kinh 6"]
    assert households.find(office) == []
    done = importing.apply(office, plan)
    assert (done.added, done.villages) == (2, ("Ấp Kinh 5", "Ấp Kinh 6"))
    assert [one.code for one in households.find(office)] == ["A1", f"{COMMUNE}-02-0001"]
    assert len(answers.load_sheet(office, 2026).rows) == 2
    undo.undo(office)
    assert (households.find(office), villages.listed(office)) == ([], [])


def test_a_file_imported_twice_adds_nobody_twice(office: Context, tmp_path: Path) -> None:
    rows = [
        (1, "A1", "Lê An", 1960, "Kinh 5", 4),
        (2, None, "Lê Bình", None, "Kinh 5", 3),
        (3, None, "Lê Bình", None, "Kinh 5", 5),
    ]
    path = book(tmp_path / "a.xlsx", *rows)
    assert importing.apply(office, planned(office, path)).added == 3
    again = planned(office, path)
    assert (len(again.new), len(again.unchanged), len(again.doubtful)) == (0, 3, 0)
    assert importing.apply(office, again).added == 0


def test_a_name_without_a_year_is_a_doubt_and_not_a_new_household(office: Context, tmp_path: Path) -> None:
    settle(office, "Kinh 5", "Lê An")
    plan = planned(office, book(tmp_path / "a.xlsx", (1, None, "Lê An", None, "Kinh 5", 4)))
    assert ([known.by for known in plan.doubtful], plan.new) == (["name"], ())
    assert importing.apply(office, plan).added == 0
    assert importing.apply(office, plan, add_doubtful=True).added == 1


def test_another_year_is_another_person(office: Context, tmp_path: Path) -> None:
    settle(office, "Kinh 5", "Lê An")
    plan = planned(office, book(tmp_path / "a.xlsx", (1, None, "Lê An", 1999, "Kinh 5", 4)))
    assert len(plan.new) == 1


def test_a_code_of_somebody_else_is_not_taken_over(office: Context, tmp_path: Path) -> None:
    one = settle(office, "Kinh 5", "Lê An")[0]
    plan = planned(office, book(tmp_path / "a.xlsx", (1, one.code, "Trần Khác", 1980, "Kinh 5", 4)))
    importing.apply(office, plan)
    other = households.find(office, households.Filter(text="khac"))[0]
    assert other.code != one.code


def test_a_personal_id_finds_a_person_who_moved(office: Context, tmp_path: Path) -> None:
    village = settle(office, "Kinh 5")
    del village
    home = villages.listed(office)[0].id
    households.add(office, home, HouseholdFields("Lê An", birth_year=1960, personal_id="091060000001"))
    heads = ("TT", "Họ và tên chủ hộ", "CCCD", "Ấp")
    plan = planned(office, book(tmp_path / "a.xlsx", (1, "Lê Văn An", "091060000001", "Kinh 9"), heads=heads))
    assert [known.by for known in plan.unchanged] == ["personal_id"]


def test_rows_without_a_village_wait_for_a_decision(office: Context, tmp_path: Path) -> None:
    path = book(
        tmp_path / "a.xlsx", (1, "Lê An", 1960), (2, "Lê Bình", 1961), heads=("TT", "Họ tên chủ hộ", "Năm sinh")
    )
    plan = planned(office, path)
    assert plan.new == ()
    assert {problem.code for problem in plan.problems} >= {"households.import_no_village"}
    with pytest.raises(RefusedError) as refusal:
        importing.apply(office, plan)
    assert refusal.value.code == "households.import_nothing"
    decided = planned(office, path, Override(village="Ấp Kinh 5"))
    assert importing.apply(office, decided).added == 2


def test_faults_of_rows_are_placed_and_leave_only_those_rows_out(office: Context, tmp_path: Path) -> None:
    rows = [(1, "không hợp lệ!", "Lê An", 1960, "Kinh 5", 4), (2, None, "Lê Bình", 1960, "Kinh 5", 4)]
    plan = planned(office, book(tmp_path / "a.xlsx", *rows))
    assert [row.fields.head for row in plan.new] in (["Lê Bình"], ["Lê An", "Lê Bình"])
    assert any(problem.place.row == 2 for problem in plan.problems)


def test_a_backup_goes_before_an_import_that_can_spoil_something(office: Context, tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", (1, None, "Lê An", 1960, "Kinh 5", 4))
    importing.apply(office, planned(office, path))
    assert backups.listed(office) == []
    second = book(tmp_path / "b.xlsx", (1, None, "Lê Bình", 1960, "Kinh 5", 4))
    importing.apply(office, planned(office, second))
    assert [backup.reason for backup in backups.listed(office)] == ["import"]


def test_cancelling_before_writing_changes_nothing(office: Context, tmp_path: Path) -> None:
    plan = planned(office, book(tmp_path / "a.xlsx", (1, None, "Lê An", 1960, "Kinh 5", 4)))

    def cancel() -> None:
        raise CancelledError

    with pytest.raises(CancelledError):
        importing.apply(office, plan, before_write=cancel)
    assert villages.listed(office) == []


def test_a_name_in_two_columns_and_a_village_merged_down_the_side(office: Context, tmp_path: Path) -> None:
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.append(["STT", "Tên thôn", "Họ", "Tên đệm và tên", "Ngày sinh"])
    for number, village in enumerate(("Thôn Đông", None, "Thôn Tây", None), start=1):
        sheet.append([number, village, "Nguyễn", f"Văn An{'abcd'[number - 1]}", f"0{number}/02/1960"])
    sheet.merge_cells("B2:B3")
    sheet.merge_cells("B4:B5")
    made.save(tmp_path / "a.xlsx")
    plan = planned(office, tmp_path / "a.xlsx")
    assert [(one.title, one.households) for one in plan.draft.villages] == [("Thôn Đông", 2), ("Thôn Tây", 2)]
    assert plan.new[0].fields.head == "Nguyễn Văn Ana"


@pytest.mark.parametrize("name", ["Xóm Mới", "Ấp Mới", "Thôn Mới 2"])
def test_a_village_may_be_called_new(office: Context, tmp_path: Path, name: str) -> None:
    plan = planned(office, book(tmp_path / "a.xlsx", (1, None, "Lê An", 1960, name, 4)))
    assert [one.title for one in plan.draft.villages] == [name]


def test_a_head_of_two_lines_that_comes_again_on_the_next_page_is_no_problem(office: Context, tmp_path: Path) -> None:
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    head = (
        ["TT", "Họ và tên chủ hộ", "Năm sinh", None, "Nơi ở", "Kết quả", None],
        [None, None, "Nam", "Nữ", None, 1, 2],
    )
    rows = (
        [1, "Phạm Văn An", 1950, None, "Ấp Kinh 5", "x", "0"],
        [2, "Phạm Thị Ba", None, 1960, "Ấp Kinh 5", "x", "-"],
    )
    for line in (*head, rows[0], *head, rows[1]):
        sheet.append(line)
    made.save(tmp_path / "a.xlsx")
    plan = planned(office, tmp_path / "a.xlsx")
    assert ([row.fields.head for row in plan.new], plan.problems) == (["Phạm Văn An", "Phạm Thị Ba"], ())


@needs_shared
@pytest.mark.parametrize(
    ("name", "households_", "villages_", "duplicate"),
    [
        ("ho_gia_dinh_sach.xlsx", 1200, 4, None),
        ("ho_gia_dinh_thuc_te.xlsx", 360, 3, (130, 129)),
        ("ho_gia_dinh_font_vntime.xlsx", 160, 2, (90, 89)),
    ],
)
def test_the_sample_lists_come_in_complete(
    office: Context, name: str, households_: int, villages_: int, duplicate: tuple[int, int] | None
) -> None:
    plan = planned(office, SAMPLES / name)
    done = importing.apply(office, plan)
    assert (done.added, len(done.villages), plan.problems) == (households_, villages_, ())
    assert [(one.row.row, one.first.row) for one in plan.draft.duplicates] == ([duplicate] if duplicate else [])
    assert importing.apply(office, planned(office, SAMPLES / name)).added == 0
