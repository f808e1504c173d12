"""The sentences of the first page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ntm_desktop.i18n import gettext, number
from ntm_desktop.i18n import mark as _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ntm_desktop.services.home import Waiting

# code → what waits, and the words of the button that leads there
WAITING: Mapping[str, tuple[str, str]] = {
    "no_households": (_("Chưa có hộ nào. Hãy nhập danh sách hộ từ Excel, hoặc thêm từng hộ."), _("Đến Hộ gia đình")),
    "no_year": (_("Chưa mở năm nào. Hãy mở năm {year} để ghi kết quả các phần việc."), _("Mở năm")),
    "new_year": (_("Năm {year} chưa được mở. Hãy mở năm mới; các hộ được chuyển sang."), _("Mở năm")),
    "not_assessed": (_("{count} hộ chưa đánh giá đủ các phần việc năm {year}."), _("Đánh giá tiếp")),
    "to_reward": (_("{count} hộ đã hoàn thành mọi phần việc năm {year}: có thể đề nghị khen."), _("Xem danh sách")),
    "not_sent": (_("{count} thay đổi chưa gửi lên cấp trên."), _("Gửi gói")),
    "no_backup": (_("Chưa có bản sao lưu trong 7 ngày qua."), _("Sao lưu")),
    "unnamed_tasks": (_("{count} phần việc chưa có tên. Hãy nhập tên từ văn bản của tỉnh."), _("Nhập tên")),
    "unofficial_tasks": (_("Đang dùng danh mục tham khảo: cần đối chiếu văn bản của tỉnh."), _("Xem danh mục")),
    "communes_missing": (_("{count} đơn vị chưa gửi báo cáo năm {year}."), _("Xem nơi nhận")),
    "receipts_to_send": (_("{count} đơn vị chưa được gửi phiếu tiếp nhận."), _("Gửi phiếu")),
    "untrusted": (_("Chưa có thẻ của cấp trên. Hãy trao đổi thẻ trước khi gửi gói lần đầu."), _("Đến Gửi – nhận")),
}


def sentence(waiting: Waiting) -> str:
    """Return what waits, as a person reads it."""
    facts = {
        key: number(value) if isinstance(value, int) and key == "count" else value
        for key, value in waiting.facts.items()
    }
    return gettext(WAITING[waiting.code][0]).format_map(facts)


def button(waiting: Waiting) -> str:
    """Return the words of the button that leads to it."""
    return gettext(WAITING[waiting.code][1])
