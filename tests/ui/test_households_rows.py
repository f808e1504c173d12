"""Which households the list shows and in which order, without a screen; and the model over them."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt

from ntm_desktop.domain.households import Household, HouseholdFields, HouseholdStatus, Poverty, Sex
from ntm_desktop.domain.places import Village
from ntm_desktop.ui.colours import LIGHT
from ntm_desktop.ui.models.household_rows import (
    ANY_STATUS,
    COLUMNS,
    NOT_SAID,
    Column,
    Line,
    Wanted,
    cell,
    ethnic_groups,
    line_of,
    lines_of,
    matching,
    passing,
    sorted_places,
)
from ntm_desktop.ui.models.households import HouseholdModel

if TYPE_CHECKING:
    from pytestqt.modeltest import ModelTester

    from ntm_desktop.ui.application import Appearance

VILLAGES = {
    "v2": Village("v2", 2, "Tân Điền", "ấp"),
    "v1": Village("v1", 1, "Kinh 5", "ấp"),
}


def household(number: int, head: str, village: str = "v1", **fields: object) -> Household:
    known = HouseholdFields(head, **fields)  # type: ignore[arg-type] # fields by name
    return Household(f"h{number}", f"30889-0{village[1]}-{number:04d}", village, known)


def some() -> list[Line]:
    people = [
        household(1, "Trần Văn Đạt", "v2", birth_year=1980, ethnic_group="Kinh", address="Tổ 3"),
        household(2, "Đặng Thị Ánh", birth_year=1961, poverty=Poverty.POOR, ethnic_group="Khmer", sex=Sex.FEMALE),
        household(3, "Lê Văn An", birth_year=1999, members=4, phone="0912 345 678", ethnic_group="Êđê"),
        replace(household(4, "Võ Dũng", "v2"), status=HouseholdStatus.MOVED_AWAY),
    ]
    return lines_of(people, VILLAGES)


def heads(lines: list[Line], places: list[int]) -> list[str]:
    return [lines[place].household.head for place in places]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("dang", ["Đặng Thị Ánh"]),
        ("ĐẶNG  anh", ["Đặng Thị Ánh"]),
        ("anh dang", ["Đặng Thị Ánh"]),
        ("van", ["Trần Văn Đạt", "Lê Văn An"]),
        ("0912", ["Lê Văn An"]),
        ("02-0001", ["Trần Văn Đạt"]),
        ("to 3", ["Trần Văn Đạt"]),
        ("không ai cả", []),
        ("   ", ["Trần Văn Đạt", "Đặng Thị Ánh", "Lê Văn An", "Võ Dũng"]),
    ],
)
def test_search_needs_no_diacritics(typed: str, found: list[str]) -> None:
    lines = some()
    assert heads(lines, matching(lines, range(len(lines)), typed)) == found


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Wanted(), {"Trần Văn Đạt", "Đặng Thị Ánh", "Lê Văn An"}),
        (Wanted(status=ANY_STATUS), {"Trần Văn Đạt", "Đặng Thị Ánh", "Lê Văn An", "Võ Dũng"}),
        (Wanted(status="moved_away"), {"Võ Dũng"}),
        (Wanted(village_id="v2"), {"Trần Văn Đạt"}),
        (Wanted(poverty="poor"), {"Đặng Thị Ánh"}),
        (Wanted(poverty=NOT_SAID), {"Trần Văn Đạt", "Lê Văn An"}),
        (Wanted(ethnic_group="Khmer"), {"Đặng Thị Ánh"}),
        (Wanted(ethnic_group=NOT_SAID, status=ANY_STATUS), {"Võ Dũng"}),
        (Wanted(missing="members"), {"Trần Văn Đạt", "Đặng Thị Ánh"}),
        (Wanted(missing="phone", village_id="v1"), {"Đặng Thị Ánh"}),
        (Wanted(missing="birth_year"), set()),
    ],
)
def test_each_filter_narrows_the_list(wanted: Wanted, found: set[str]) -> None:
    lines = some()
    assert set(heads(lines, passing(lines, range(len(lines)), wanted))) == found


@pytest.mark.parametrize(
    ("column", "first"),
    [
        (Column.HEAD, ["Lê Văn An", "Đặng Thị Ánh", "Võ Dũng", "Trần Văn Đạt"]),  # An < Ánh < Dũng < Đạt
        (Column.VILLAGE, ["Đặng Thị Ánh", "Lê Văn An", "Trần Văn Đạt", "Võ Dũng"]),
        (Column.CODE, ["Đặng Thị Ánh", "Lê Văn An", "Trần Văn Đạt", "Võ Dũng"]),
        (Column.BIRTH, ["Võ Dũng", "Đặng Thị Ánh", "Trần Văn Đạt", "Lê Văn An"]),
        (Column.MEMBERS, ["Đặng Thị Ánh", "Trần Văn Đạt", "Võ Dũng", "Lê Văn An"]),
        (Column.ETHNIC_GROUP, ["Võ Dũng", "Lê Văn An", "Đặng Thị Ánh", "Trần Văn Đạt"]),  # Ê < Kh < Ki
    ],
)
def test_sorting_follows_the_vietnamese_alphabet(column: Column, first: list[str]) -> None:
    lines = some()
    assert heads(lines, sorted_places(lines, column)) == first
    assert heads(lines, sorted_places(lines, column, descending=True)) == first[::-1]


def test_cells_speak_words() -> None:
    lines = some()
    assert [cell(lines[1], column) for column in COLUMNS] == [
        "30889-01-0002", "Đặng Thị Ánh", "1961", "Nữ", "Ấp Kinh 5", "", "Hộ nghèo", "Khmer", "", "Đang ở",
    ]  # fmt: skip
    assert cell(lines[3], Column.STATUS) == "Đã chuyển đi"
    assert ethnic_groups(lines) == ["Êđê", "Khmer", "Kinh"]


@given(st.text(max_size=12), st.text(alphabet="aăâđeêoôơuưáàảãạ ", max_size=6))
def test_whatever_is_in_a_name_is_found(name: str, typed: str) -> None:
    line = line_of(household(1, f"x {name} {typed}"), VILLAGES["v1"])
    found = matching([line], [0], typed)
    assert found == [0]
    assert matching([line], [0], f"{typed} {'z' * 20}") == []


def test_the_model_is_a_good_model(qtmodeltester: ModelTester, dressed: Appearance) -> None:
    del dressed
    model = HouseholdModel()
    model.set_lines(some())
    qtmodeltester.check(model)  # type: ignore[no-untyped-call] # pytest-qt says nothing of its types
    assert (model.rowCount(), model.columnCount()) == (3, len(COLUMNS))
    assert model.rowCount(model.index(0, 0)) == model.columnCount(model.index(0, 0)) == 0
    assert model.total == 3
    model.look_for(Wanted(status=ANY_STATUS, text="dung"))
    assert (model.rowCount(), model.total) == (1, 4)
    muted = model.data(model.index(0, 0), Qt.ItemDataRole.ForegroundRole)
    assert muted.name() == LIGHT.muted
    assert model.data(model.index(0, 1), Qt.ItemDataRole.ToolTipRole) == "Võ Dũng"
    assert model.data(model.index(0, 0), Qt.ItemDataRole.ToolTipRole) is None
    assert model.data(model.index(5, 0)) is None
    centred = model.data(model.index(0, COLUMNS.index(Column.BIRTH)), Qt.ItemDataRole.TextAlignmentRole)
    assert centred == Qt.AlignmentFlag.AlignCenter


def test_heads_are_short_and_explain_themselves() -> None:
    model = HouseholdModel()
    at = COLUMNS.index(Column.MEMBERS)
    assert model.headerData(at, Qt.Orientation.Horizontal) == "Khẩu"
    assert model.headerData(at, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole) == "Số nhân khẩu"
    assert model.headerData(at, Qt.Orientation.Vertical) is None
    assert model.headerData(at, Qt.Orientation.Horizontal, Qt.ItemDataRole.DecorationRole) is None
    aligned = model.headerData(at, Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole)
    assert isinstance(aligned, Qt.AlignmentFlag)


def test_updates_replace_add_and_remove() -> None:
    model = HouseholdModel()
    model.set_lines(some())
    renamed = line_of(household(3, "Lê Văn Út", birth_year=1999), VILLAGES["v1"])
    new = line_of(household(9, "Bùi Thị Mai"), VILLAGES["v1"])
    model.update({"h3": renamed, "h9": new, "h1": None})
    assert {line.household.head for line in model.shown} == {"Đặng Thị Ánh", "Lê Văn Út", "Bùi Thị Mai"}
    assert model.line_at(model.row_of("h9")) is new
    assert model.row_of("h1") == -1
    model.sort(99)  # a column that is not there changes nothing
    assert model.rowCount() == 3


@pytest.mark.parametrize("count", [20_000])
def test_a_key_typed_shows_its_rows_within_a_frame(count: int) -> None:
    families = ("Nguyễn", "Trần", "Lê", "Đặng", "Huỳnh")
    given_names = ("An", "Ánh", "Bé", "Đạt", "Dũng", "Hùng", "Út")
    people = [
        household(
            number,
            f"{families[number % 5]} Văn {given_names[number % 7]}",
            f"v{1 + number % 2}",
            address=f"Tổ {number % 40}",
        )
        for number in range(count)
    ]
    model = HouseholdModel()
    model.set_lines(lines_of(people, VILLAGES))
    taken = []
    for typed in ("d", "da", "dan", "dang", "dang ", "dang v", "dang va", "dang"):
        start = time.perf_counter()
        model.look_for(Wanted(text=typed))
        taken.append(time.perf_counter() - start)
    assert model.rowCount() == count // 5
    assert sorted(taken)[len(taken) // 2] < 0.016
