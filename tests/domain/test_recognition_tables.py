"""Made-up tables of any shape: whatever the order, titles, dittos and capitals, all households come out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from ntm_desktop.domain.importing.grid import text_of
from ntm_desktop.domain.recognition import Merge, Sheet, Workbook, interpret, propose

if TYPE_CHECKING:
    from collections.abc import Callable

HEADS = {
    "ordinal": ["TT", "STT", "Số TT"],
    "head": ["Họ và tên chủ hộ", "HỌ TÊN CHỦ HỘ", "Chủ hộ", "Họ và tên", "Tên chủ hộ"],
    "birth": ["Năm sinh", "NS", "Ngày, tháng, năm sinh", "NĂM SINH"],
    "village": ["Thôn", "Ấp", "Thôn/ấp", "Tên thôn"],
    "members": ["Số khẩu", "Nhân khẩu", "Số NK"],
    "job": ["Nghề nghiệp", "Diện tích (ha)", "Nơi cấp"],
    "note": ["Ghi chú", "GHI CHÚ"],
}
NAMES = st.builds(
    " ".join,
    st.tuples(
        st.sampled_from(["Nguyễn", "Tống", "Lò", "Công", "Đặng", "Lang"]),
        st.sampled_from(["Văn", "Thị", "Đình", "Kim"]),
        st.sampled_from(["An", "Bé", "Cường", "Tổng", "Ấp", "Năm", "Thôn"]),
    ),
)
VILLAGES = ["Ấp Kinh 5", "Ấp Tân Điền", "Thôn Đồng Bành"]
CASES: list[Callable[[str], str]] = [str, str.upper, lambda text: f"  {text.replace(' ', '  ')} "]


@dataclass
class List:
    """A generated list: its grid, and the households that must come out, in order."""

    rows: list[list[object]]
    merges: list[Merge]
    households: list[tuple[str, int, str]]


@st.composite
def lists(draw: st.DrawFn) -> List:
    by_section = draw(st.booleans())
    wanted = ["ordinal", "head", "birth", "members", "note", *draw(st.sets(st.sampled_from(["job"])))]
    order = draw(st.permutations(wanted if by_section else [*wanted, "village"]))
    width = len(order)
    blank: list[object] = [""] * width
    head: list[object] = [draw(st.sampled_from(HEADS[name])) for name in order]
    rows: list[list[object]] = [["DANH SÁCH HỘ GIA ĐÌNH", *blank[1:]], blank] if draw(st.booleans()) else []
    rows.append(head)
    if draw(st.booleans()):
        rows.append(list(range(1, width + 1)))
    people = draw(st.lists(st.tuples(NAMES, st.integers(1930, 2005)), min_size=2, max_size=9, unique=True))
    village = VILLAGES[0]
    households = []
    for number, (name, year) in enumerate(people, start=1):
        if number == 1 or draw(st.integers(0, 3)) == 0:
            village_before, village = village, draw(st.sampled_from(VILLAGES))
            if by_section:
                rows.append(placed(order, head=f"  {village.upper()}", ordinal="I"))
        else:
            village_before = village
        written = draw(st.sampled_from(CASES))(name)
        ditto = number > 1 and village == village_before and draw(st.booleans())
        shown = draw(st.sampled_from([number, float(number), f"{number}."]))
        birth = draw(st.sampled_from([year, float(year), str(year), f"12/3/{year}"]))
        cells = {
            "ordinal": shown,
            "head": written,
            "birth": birth,
            "members": 4.0,
            "village": "nt" if ditto else village,
        }
        rows.append(placed(order, **cells))
        households.append((name, year, village))
        if draw(st.integers(0, 5)) == 0:
            rows.append(draw(st.sampled_from([head, blank, placed(order, head=f"Cộng: {number} hộ")])))
    rows += [placed(order, head=f"Tổng cộng: {len(people)} hộ"), placed(order, note="NGƯỜI LẬP BIỂU")]
    return List(rows, [], households)


def placed(order: list[str], **cells: object) -> list[object]:
    return [cells.get(name, "") for name in order]


@settings(max_examples=300, deadline=None)
@given(lists())
def test_every_household_comes_out_and_every_row_is_told(made: List) -> None:
    sheet = Sheet("Sheet1", tuple(map(tuple, made.rows)), tuple(made.merges))  # type: ignore[arg-type]  # cells
    workbook = Workbook("a.xlsx", (sheet,))
    draft = interpret(workbook, propose(workbook))
    found = [(row.fields.head, row.fields.birth_year, row.village) for row in draft.rows]
    assert found == made.households
    assert draft.duplicates == ()
    told = {row.row for row in draft.rows} | {one.row for one in draft.skipped}
    assert told == {number for number, row in enumerate(sheet.rows, start=1) if any(map(text_of, row))}


CELLS = st.one_of(
    st.sampled_from(
        ["", "", "TT", "Họ và tên", "Năm sinh", "Nam", "Nữ", "Thôn", "Ấp Kinh 5", "I", "1", "nt", "Tổng", "x"]
    ),
    st.text(max_size=12),
    st.integers(-5, 3000),
    st.floats(allow_nan=False, width=32),
    st.booleans(),
    st.dates(),
)


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.lists(CELLS, max_size=6), max_size=10),
    st.lists(st.tuples(st.integers(0, 9), st.integers(0, 5), st.integers(0, 3), st.integers(0, 3)), max_size=3),
)
def test_no_grid_is_too_strange(rows: list[list[object]], ranges: list[tuple[int, int, int, int]]) -> None:
    width = max(map(len, rows), default=0)
    grid = tuple((*row, *[""] * (width - len(row))) for row in rows)
    merges = tuple(Merge(top, left, top + height, left + wide) for top, left, height, wide in ranges)
    workbook = Workbook("a.xlsx", (Sheet("S", grid, merges),))  # type: ignore[arg-type]  # cells
    draft = interpret(workbook, propose(workbook))
    told = {row.row for row in draft.rows} | {one.row for one in draft.skipped}
    assert told >= {number for number, row in enumerate(workbook.sheets[0].rows, start=1) if any(map(text_of, row))}
