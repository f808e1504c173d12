"""Which column holds what, as a person chooses it: plain values between the recognition and the lists on screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ntm_desktop.domain.importing.grid import column_letter, text_of
from ntm_desktop.domain.importing.vocabulary import Field
from ntm_desktop.i18n import mark as _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ntm_desktop.domain.importing.grid import Sheet
    from ntm_desktop.domain.importing.table import Table

    Choices = Mapping[int, str]

# What a column can be, in the order of the list; "" is a column that is left out.
LABELS: Mapping[str, str] = {
    "": _("(không nhập)"),
    Field.HEAD: _("Họ tên chủ hộ"),
    Field.BIRTH: _("Năm sinh"),
    Field.SEX: _("Giới tính"),
    Field.MALE: _("Nam (năm, x)"),
    Field.FEMALE: _("Nữ (năm, x)"),
    Field.VILLAGE: _("Ấp, thôn"),
    Field.ADDRESS: _("Địa chỉ"),
    Field.MEMBERS: _("Số nhân khẩu"),
    Field.POVERTY: _("Diện hộ"),
    Field.POOR: _("Hộ nghèo (x)"),
    Field.NEAR_POOR: _("Cận nghèo (x)"),
    Field.ETHNIC_GROUP: _("Dân tộc"),
    Field.PHONE: _("Số điện thoại"),
    Field.PERSONAL_ID: _("Số định danh"),
    Field.CODE: _("Mã hộ"),
    Field.NOTE: _("Ghi chú"),
    Field.ORDINAL: _("Số thứ tự"),
    Field.PERSON_ORDINAL: _("Số thứ tự người"),
    Field.MEMBER: _("Tên thành viên"),
    Field.RELATION: _("Quan hệ chủ hộ"),
    Field.HEAD_MARK: _("Là chủ hộ (x)"),
}
# Fields that may be split over several columns.
SPLIT = frozenset(one.value for one in (Field.HEAD, Field.ADDRESS, Field.PERSONAL_ID, Field.ETHNIC_GROUP))


def chosen(table: Table | None) -> dict[int, str]:
    """Return what each column of a table was recognised as; tasks by their number."""
    if table is None:
        return {}
    found = {column: which.value for which, columns in table.columns.items() for column in columns}
    return found | {column: str(number) for number, column in table.tasks.items()}


def changed(choices: Choices, column: int, value: str) -> dict[int, str]:
    """Return the choices after a person chose `value` for a column: another column lets go of what only one can be."""
    kept = {other: held for other, held in choices.items() if other != column and (held != value or value in SPLIT)}
    return kept | ({column: value} if value else {})


def as_override(choices: Choices) -> dict[str, str]:
    """Return the choices as the import takes them: every field with its letters, «$B+$C» where split, «» for none."""
    letters: dict[str, list[str]] = {name: [] for name in LABELS if name}
    for column in sorted(choices):
        # «$»: the letter is meant, not a head that reads like it.
        letters.setdefault(choices[column], []).append(f"${column_letter(column)}")
    return {str(name): "+".join(held) for name, held in letters.items()}


def width_of(sheet: Sheet) -> int:
    """Return how many columns a sheet has."""
    return max(map(len, sheet.rows), default=0)


def first_rows(sheet: Sheet, table: Table | None, most: int) -> list[tuple[int, list[str]]]:
    """Return the first rows below the head that are not blank, with the number that Excel gives them."""
    start = table.bottom + 1 if table is not None else 0
    end = len(sheet.rows) if table is None or table.end is None else table.end
    width = width_of(sheet)
    found: list[tuple[int, list[str]]] = []
    for index in range(start, end):
        texts = [text_of(cell) for cell in sheet.rows[index]]
        if any(texts):
            found.append((index + 1, texts + [""] * (width - len(texts))))
        if len(found) == most:
            break
    return found
