"""What the import says: counts in sentences, reasons, and the lists of the review as texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ntm_desktop.domain.importing.grid import column_letter
from ntm_desktop.domain.importing.reasons import Reason
from ntm_desktop.domain.importing.vocabulary import Field
from ntm_desktop.domain.problems import Place
from ntm_desktop.i18n import gettext, number
from ntm_desktop.i18n import mark as _
from ntm_desktop.ui.importing.worded import Worded
from ntm_desktop.ui.problem_dialog import cells, head_cells
from ntm_desktop.wording import household_values as words
from ntm_desktop.wording.problems import where

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from ntm_desktop.domain.importing.drafts import DraftRow, SheetProposal
    from ntm_desktop.domain.importing.table import Table
    from ntm_desktop.services.importing import ImportPlan, Known
    from ntm_desktop.ui.importing.flow import Flow

    Rows = tuple[tuple[str, ...], Sequence[tuple[str, ...]]]

REASONS: Mapping[Reason, str] = {
    Reason.TITLE: _("Dòng tiêu đề của tờ"),
    Reason.HEAD: _("Tên cột"),
    Reason.COLUMN_NUMBERS: _("Dòng đánh số cột"),
    Reason.SECTION: _("Dòng tên ấp, thôn hoặc tên nhóm"),
    Reason.SUBTOTAL: _("Dòng cộng"),
    Reason.MEMBER: _("Thành viên của hộ ở dòng trên"),
    Reason.SIGNATURE: _("Phần ký tên"),
    Reason.NOTE: _("Ghi chú"),
    Reason.NUMBER_ONLY: _("Chỉ có số thứ tự"),
    Reason.UNCLEAR: _("Không rõ là gì, xem mục «Vấn đề»"),
    Reason.GONE: _("Hộ đã chuyển đi, đã mất (theo tiêu đề)"),
    Reason.OFFICIALS: _("Bảng cán bộ, không phải hộ"),
    Reason.NOT_WANTED: _("Bảng đã bỏ chọn"),
    Reason.DUPLICATE: _("Trùng với dòng khác trong tệp"),
    Reason.HIDDEN_SHEET: _("Trang tính đang ẩn"),
    Reason.NO_TABLE: _("Trang tính không có danh sách hộ"),
}
_BY: Mapping[str, str] = {
    "code": _("cùng mã hộ và họ tên"),
    "personal_id": _("cùng số định danh"),
    "person": _("cùng họ tên, năm sinh và ấp, thôn"),
    "name": _("cùng họ tên và ấp, thôn; một bên chưa có năm sinh"),
}
_FONTS: Mapping[str, str] = {"TCVN3": ".VnTime (TCVN3)", "VNI": "VNI"}
RESULT_HEADS = ("head", "birth_year", "sex", "village_id", "members", "poverty", "ethnic_group", "address", "phone")


def summary(flow: Flow) -> str:
    """Return the counts: «Sẽ thêm 1.200 hộ vào 4 ấp, thôn; 3 dòng trùng; 0 lỗi»."""
    plan = flow.plan
    if plan is None:
        return ""
    villages = {row.village for row in plan.new}
    villages |= {known.row.village for known in plan.doubtful if flow.add_doubtful}
    parts = [
        gettext("Sẽ thêm {count} hộ vào {villages} ấp, thôn").format(
            count=number(flow.count), villages=number(len(villages))
        )
    ]
    if plan.unchanged:
        parts.append(gettext("{count} hộ đã có").format(count=number(len(plan.unchanged))))
    parts.append(gettext("{count} dòng trùng").format(count=number(len(plan.draft.duplicates))))
    if plan.doubtful:
        parts.append(gettext("{count} nghi trùng").format(count=number(len(plan.doubtful))))
    parts.append(gettext("{count} lỗi").format(count=number(flow.errors)))
    return "; ".join(parts) + "."


def converted_words(plan: ImportPlan) -> str:
    """Say that text in old fonts was brought to Unicode; empty where there was none."""
    if not plan.draft.converted:
        return ""
    fonts = ", ".join(_FONTS.get(one, one) for one in sorted(plan.draft.converted))
    return gettext("Đã chuyển mã phông {fonts} sang Unicode.").format(fonts=fonts)


def table_words(at: int, table: Table | None) -> str:
    """Return how a table of several on a sheet is called."""
    if table is None:
        return gettext("Bảng {number} (chưa chọn dòng tên cột)").format(number=at + 1)
    row = table.head_row or max(table.top, 0) + 1
    words = gettext("Bảng {number} (dòng {row})").format(number=at + 1, row=row)
    return f"{words}: {table.village.title}" if table.village else words


def head_words(proposed: SheetProposal, table: Table | None) -> str:
    """Say in which rows the heads stand, or why a table is not taken in."""
    if not proposed.tables:
        return gettext("Chưa nhận ra bảng hộ trong trang này: chọn dòng tên cột, hoặc chọn nội dung từng cột bên dưới.")
    if table is None:
        return gettext("Chọn dòng tên cột của bảng này.")
    if table.left_out is not None:
        return _left_out_words(table.left_out)
    if not table.head_row:
        return gettext("Danh sách không có dòng tên cột.")
    if table.top == table.bottom:
        return gettext("Tên cột ở dòng {row}.").format(row=table.bottom + 1)
    return gettext("Tên cột ở dòng {first}–{last}.").format(first=table.top + 1, last=table.bottom + 1)


def _left_out_words(why: Reason) -> str:
    if why is Reason.NO_TABLE:
        return gettext("Chưa rõ cột họ tên chủ hộ của bảng này: chọn dòng tên cột, hoặc chọn nội dung từng cột.")
    return gettext("Bảng này không được nhập: {why}.").format(why=gettext(REASONS[why]))


def village_words(proposed: SheetProposal, table: Table | None, rows: Sequence[DraftRow], *, decided: bool) -> str:
    """Say where the villages of a table come from."""
    if table is None or table.left_out is not None:
        return ""
    column = table.column(Field.VILLAGE)
    named = {row.village for row in rows if row.village}
    if not named:
        return gettext("Chưa rõ ấp, thôn: chọn cột ấp, thôn hoặc gõ tên cho cả trang.")
    if column is not None:
        return gettext("Ấp, thôn: theo cột {letter}.").format(letter=column_letter(column))
    village = table.village or proposed.village
    if village is not None and named == {village.title}:
        if decided:
            whole = (
                gettext("Ấp, thôn: {name} cho cả bảng.") if table.village else gettext("Ấp, thôn: {name} cho cả trang.")
            )
            return whole.format(name=village.title)
        return gettext("Ấp, thôn: {name}, theo tiêu đề hoặc tên trang.").format(name=village.title)
    return gettext("Ấp, thôn: theo các dòng tên ấp trong bảng hoặc địa chỉ ({count}).").format(count=len(named))


def result(row: DraftRow) -> tuple[str, ...]:
    """Return a household as it would be, under RESULT_HEADS."""
    fields = row.fields
    return (
        fields.head,
        _said(fields.birth_year),
        words.sex(fields.sex),
        row.village,
        _said(fields.members),
        words.poverty(fields.poverty),
        fields.ethnic_group,
        fields.address,
        fields.phone,
    )


def result_heads() -> tuple[str, ...]:
    """Return the heads of `result`."""
    return tuple(words.heading(name) for name in RESULT_HEADS)


def place_words(row: DraftRow) -> str:
    """Say where a row stands."""
    return where(Place(sheet=row.sheet, row=row.row))


def new_rows(plan: ImportPlan) -> Rows:
    """Return what would be added."""
    return (gettext("Nơi"), *result_heads()), Worded(plan.new, lambda row: (place_words(row), *result(row)))


def problem_rows(plan: ImportPlan) -> Rows:
    """Return every problem with what to do, errors first."""
    ordered = sorted(plan.problems, key=lambda problem: problem.severity.value)
    return head_cells(), Worded(ordered, cells)


def duplicate_rows(plan: ImportPlan) -> Rows:
    """Return the rows that stand in the file twice."""
    heads = (gettext("Nơi"), words.field("head"), words.field("birth_year"), gettext("Trùng với"), gettext("Vì"))
    rows = Worded(
        plan.draft.duplicates,
        lambda one: (place_words(one.row), *_person(one.row), place_words(one.first), gettext(_BY.get(one.by, ""))),
    )
    return heads, rows


def doubtful_rows(plan: ImportPlan) -> Rows:
    """Return the rows that may be households that are here."""
    heads = (
        gettext("Nơi"), words.field("head"), words.field("birth_year"), gettext("Hộ đang có"), gettext("Vì"),
    )  # fmt: skip

    def line(known: Known) -> tuple[str, ...]:
        here = known.household
        said = f"{here.head}, {_said(here.fields.birth_year) or '–'}, {here.code}"
        return (place_words(known.row), *_person(known.row), said, gettext(_BY.get(known.by, "")))

    return heads, Worded(plan.doubtful, line)


def unchanged_rows(plan: ImportPlan) -> Rows:
    """Return the rows whose household is here already."""
    heads = (gettext("Nơi"), words.field("head"), words.field("birth_year"), words.field("code"), gettext("Vì"))
    rows = Worded(
        plan.unchanged,
        lambda known: (
            place_words(known.row),
            *_person(known.row),
            known.household.code,
            gettext(_BY.get(known.by, "")),
        ),
    )
    return heads, rows


def skipped_rows(plan: ImportPlan) -> Rows:
    """Return the rows that were not taken as households, and why."""
    heads = (gettext("Nơi"), gettext("Được hiểu là"), gettext("Nội dung"))
    rows = Worded(
        plan.draft.skipped,
        lambda one: (where(Place(sheet=one.sheet, row=one.row)), gettext(REASONS[one.reason]), one.text),
    )
    return heads, rows


def village_rows(plan: ImportPlan) -> Rows:
    """Return the villages of the file: which are new, and how else they were written."""
    new = {one.title for one in plan.new_villages}
    heads = (words.field("village_id"), gettext("Số hộ"), gettext("Trong chương trình"), gettext("Cách viết khác"))
    rows = [
        (
            one.title,
            number(one.households),
            gettext("sẽ thêm mới") if one.title in new else gettext("đã có"),
            ", ".join(one.variants),
        )
        for one in plan.draft.villages
    ]
    return heads, rows


# What the review lists: key, label with its count, rows.
LISTS: tuple[tuple[str, str, Callable[[ImportPlan], Rows]], ...] = (
    ("new", _("Sẽ thêm ({count})"), new_rows),
    ("problems", _("Vấn đề ({count})"), problem_rows),
    ("duplicates", _("Trùng trong tệp ({count})"), duplicate_rows),
    ("doubtful", _("Nghi trùng ({count})"), doubtful_rows),
    ("unchanged", _("Đã có ({count})"), unchanged_rows),
    ("villages", _("Ấp, thôn ({count})"), village_rows),
    ("skipped", _("Dòng bỏ qua ({count})"), skipped_rows),
)


# Columns with whole sentences, which need the room.
SENTENCES: Mapping[str, tuple[int, ...]] = {"problems": (2, 3), "skipped": (2,)}


def _person(row: DraftRow) -> tuple[str, str]:
    return row.fields.head, _said(row.fields.birth_year)


def _said(value: int | None) -> str:
    return "" if value is None else str(value)
