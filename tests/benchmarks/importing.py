"""A household list from Excel, everything included, against a library merely reading the same file."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import openpyxl

from ntm_desktop import app
from ntm_desktop.domain.places import Level
from ntm_desktop.services import households, importing, setup, undo
from tests.benchmarks import ground
from tests.benchmarks.measure import Line, timed

if TYPE_CHECKING:
    from pathlib import Path

    from tests.benchmarks.ground import Scale

_HEADS = ("STT", "Mã hộ", "Họ và tên chủ hộ", "Giới tính", "Năm sinh", "Thôn/ấp", "Địa chỉ", "Số nhân khẩu", "Dân tộc")
# fmt: off
_FAMILIES = (
    "Nguyễn", "Trần", "Lê", "Phạm", "Huỳnh", "Phan", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương", "Lý", "Danh",
    "Thạch", "Lâm", "Trương", "Châu", "Kim",
)
_MIDDLES = (
    "Văn", "Thị", "Hữu", "Minh", "Ngọc", "Thanh", "Quốc", "Đức", "Kim", "Hoàng", "Xuân", "Thu", "Bích", "Hồng",
    "Công", "Phước", "Mỹ", "Tấn", "Anh", "Bảo",
)
_GIVENS = (
    "An", "Bình", "Chi", "Dũng", "Em", "Giàu", "Hạnh", "Hiền", "Hoa", "Khánh", "Lan", "Long", "Mai", "Nam", "Oanh",
    "Phúc", "Quý", "Sơn", "Thảo", "Út", "Vân", "Xuyến", "Yến",
)
# fmt: on


def household_list(scale: Scale) -> Line:
    """Measure recognition, problems, duplicates and writing together."""
    place = ground.scratch("importing")
    path = _workbook(scale, place / "list.xlsx")
    with app.office(place / "office") as context:
        setup.create(context, setup.NewOffice(Level.COMMUNE, "30892"))

        def ours() -> None:
            imported = importing.apply(context, importing.plan(context, importing.open_file(path)))
            if imported.added != scale.households:
                raise AssertionError(imported.added)

        def baseline() -> None:
            book = openpyxl.load_workbook(path, read_only=True)
            for sheet in book:
                for _row in sheet.iter_rows(values_only=True):
                    pass
            book.close()

        mine, theirs = [], []
        for turn in range(scale.turns + 1):
            theirs.append(timed(baseline))
            mine.append(timed(ours))
            undo.undo(context)  # not part of an import
            if turn == 0:
                mine, theirs = [], []
    return Line(
        f"Import of {scale.households} households from .xlsx, against openpyxl merely reading it",
        tuple(mine),
        tuple(theirs),
        1.0,
    )


def _workbook(scale: Scale, path: Path) -> Path:
    with ground.office(scale) as context:
        people = households.find(context)
    # Made-up people, no two alike, so that none is taken for another.
    names = [" ".join(parts) for parts in product(_FAMILIES, _MIDDLES, _GIVENS)]
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Danh sach")
    sheet.append(_HEADS)
    for number, one in enumerate(people, start=1):
        fields = one.fields
        sheet.append(
            [
                number,
                one.code,
                names[number],
                "Nam" if fields.sex == "male" else "Nữ",
                fields.birth_year,
                f"Ấp Số {number % 20 + 1}",
                fields.address,
                fields.members,
                fields.ethnic_group,
            ]
        )
    book.save(path)
    return path
