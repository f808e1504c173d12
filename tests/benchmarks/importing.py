"""A household list from Excel, everything included, against a library merely reading the same file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import openpyxl

from ntm_desktop import app
from ntm_desktop.domain.places import Level
from ntm_desktop.services import households, importing, setup, undo
from tests.benchmarks import ground
from tests.benchmarks.measure import Line, timed, turns

if TYPE_CHECKING:
    from pathlib import Path

    from tests.benchmarks.ground import Scale

_HEADS = ("STT", "Mã hộ", "Họ và tên chủ hộ", "Giới tính", "Năm sinh", "Thôn/ấp", "Địa chỉ", "Số nhân khẩu", "Dân tộc")
_KEYSTROKES = ("d", "da", "dan", "dang", "dang ", "dang v", "nguyen", "xu", "0012")


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
            undo.undo(context)

        def baseline() -> None:
            book = openpyxl.load_workbook(path, read_only=True)
            for sheet in book:
                for _row in sheet.iter_rows(values_only=True):
                    pass
            book.close()

        # The undo is not part of an import: it is timed on its own and taken off.
        mine, theirs = turns(scale.turns, ours, baseline)
        importing.apply(context, importing.plan(context, importing.open_file(path)))
        back = timed(lambda: undo.undo(context))
    return Line(
        f"Import of {scale.households} households from .xlsx, against openpyxl merely reading it",
        tuple(seconds - back for seconds in mine),
        tuple(theirs),
        1.0,
    )


def search(scale: Scale) -> Line:
    """Measure a keystroke's search over four times as many households."""
    large = ground.Scale(households=scale.households * 4, years=())
    with app.office(ground.folder(ground.Scale(households=large.households, years=(2025,)))) as context:
        seconds = tuple(
            timed(lambda: households.find(context, households.Filter(text=text)))  # noqa: B023 - called now
            for text in _KEYSTROKES
            for _turn in range(3)
        )
    return Line(f"A search as typed over {large.households} households", seconds, bound_seconds=0.016)


def _workbook(scale: Scale, path: Path) -> Path:
    with ground.office(scale) as context:
        people = households.find(context)
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Danh sach")
    sheet.append(_HEADS)
    for number, one in enumerate(people, start=1):
        fields = one.fields
        sheet.append(
            [
                number,
                one.code,
                f"{fields.head} {number}" if number % 2 else fields.head,
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
