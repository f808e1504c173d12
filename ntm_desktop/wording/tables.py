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


def table_name(table: str) -> str:
    """Return what a table of a package is called in the language in use; its own name where we know none."""
    return gettext(TABLES.get(table, table))
