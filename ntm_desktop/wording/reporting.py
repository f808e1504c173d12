"""Codes of choosing a report: `reports.unknown` and its kin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ntm_desktop.i18n import mark as _
from ntm_desktop.wording.catalogue import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

TEXTS: Mapping[str, Text] = {
    "reports.unknown": Text(_("Không có báo cáo nào tên «{report}»."), _("Các báo cáo có: {known}.")),
    "reports.unknown_format": Text(_("Không ghi được kiểu tệp «{kind}»."), _("Hãy chọn một trong: {known}.")),
    "reports.not_for_this_office": Text(
        _("Báo cáo «{report}» không dành cho cấp của cơ quan này."),
        _("Chạy ntm report list để xem các báo cáo của cơ quan này."),
    ),
    "reports.no_households": Text(
        _("Năm {year} chưa có hộ nào trên phiếu."),
        _("Hãy nhập danh sách hộ, rồi mở năm này ở trang Phần việc."),
    ),
    "reports.nothing_received": Text(
        _("Chưa nhận được báo cáo năm {year} của đơn vị nào."),
        _("Hãy nhận gói của các xã ở trang Nơi nhận trước."),
    ),
    "reports.no_year": Text(
        _("Chưa mở năm nào để lập báo cáo."), _("Hãy mở một năm ở trang Phần việc, hoặc nêu năm với --year.")
    ),
}
