"""What the tables of a package are called, wherever a plan or a receipt counts their rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ntm_desktop.i18n import gettext
from ntm_desktop.i18n import mark as _

if TYPE_CHECKING:
    from collections.abc import Mapping

TABLES: Mapping[str, str] = {
    "office": _("Đơn vị gửi"),
    "villages": _("Thôn, ấp, khu phố"),
    "task_sets": _("Danh mục phần việc"),
    "tasks": _("Các phần việc"),
    "households": _("Hộ gia đình"),
    "sheets": _("Hộ trong sổ các năm"),
    "answers": _("Kết quả phần việc"),
    "unit_totals": _("Tổng hợp theo xã và thôn, ấp"),
    "task_totals": _("Tổng hợp theo phần việc"),
    "received": _("Tình hình nhận gói của cấp dưới"),
    "receipts": _("Phiếu tiếp nhận"),
    "receipt_problems": _("Điều chưa đúng của các gói"),
    "receipt_counts": _("Số dòng đã nhận của các gói"),
}


# Columns by their names in the files; with the table before it where one name means several things.
COLUMNS: Mapping[str, str] = {
    "households/status": _("tình trạng"),
    "answers/status": _("kết quả"),
    "address": _("địa chỉ"),
    "birth_year": _("năm sinh"),
    "ethnic_group": _("dân tộc"),
    "head": _("chủ hộ"),
    "household": _("hộ"),
    "members": _("số nhân khẩu"),
    "name": _("tên"),
    "on": _("ngày"),
    "personal_id": _("số định danh"),
    "phone": _("số điện thoại"),
    "poverty": _("diện hộ"),
    "registered": _("có đăng ký"),
    "remark": _("ghi chú"),
    "sex": _("giới tính"),
    "status_on": _("từ ngày"),
    "successor": _("nhập vào hộ"),
    "task": _("phần việc"),
    "village": _("ấp, thôn"),
    "year": _("năm"),
}


def column_name(table: str, column: str) -> str:
    """Return what a column of a package's table is called, with its name in the file: «năm (year)»."""
    words = COLUMNS.get(f"{table}/{column}") or COLUMNS.get(column)
    return f"{gettext(words)} ({column})" if words else column


def table_name(table: str) -> str:
    """Return what a table of a package is called in the language in use; its own name where we know none."""
    return gettext(TABLES.get(table, table))
