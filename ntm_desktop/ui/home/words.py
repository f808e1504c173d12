"""The sentences of the first page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ntm_desktop.i18n import day, gettext, moment, number
from ntm_desktop.i18n import mark as _

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from ntm_desktop.services.home import OutRecord, Waiting

# code → what waits, and the words of the button that leads there
WAITING: Mapping[str, tuple[str, str]] = {
    "no_households": (_("Chưa có hộ nào. Hãy nhập danh sách hộ từ Excel, hoặc thêm từng hộ."), _("Đến Hộ gia đình")),
    "no_year": (_("Chưa mở năm nào. Hãy mở năm {year} để ghi kết quả các phần việc."), _("Mở năm")),
    "new_year": (_("Năm {year} chưa được mở. Hãy mở năm mới; các hộ được chuyển sang."), _("Mở năm")),
    "not_assessed": (_("{count} hộ chưa đánh giá đủ các phần việc năm {year}."), _("Đánh giá tiếp")),
    "to_reward": (_("{count} hộ đã hoàn thành mọi phần việc năm {year}: có thể đề nghị khen."), _("Xem danh sách")),
    "refused": (
        _("Gói số {sequence} bị cấp trên từ chối: xem lý do, sửa rồi gửi gói mới."),
        _("Xem lý do"),
    ),
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


def days_left(count: int) -> str:
    """Say how far away a day is: «còn 34 ngày», «hôm nay», «đã qua 12 ngày»."""
    if count == 0:
        return gettext(_("hôm nay"))
    words = _("còn {count} ngày") if count > 0 else _("đã qua {count} ngày")
    return gettext(words).format(count=number(abs(count)))


def last_backup(at: datetime | None, *, ahead: bool = False) -> str:
    """Say when the newest backup was written; `ahead`: its date is still to come."""
    if at is None:
        return gettext(_("Chưa có bản sao lưu nào"))
    if ahead:
        return gettext(_("Sao lưu gần nhất ghi ngày {when}, sau giờ của máy này")).format(when=moment(at))
    return gettext(_("Sao lưu gần nhất: {when}")).format(when=moment(at))


def last_receipt(sent: OutRecord | None) -> str:
    """Say what the newest receipt said, of which package."""
    if sent is None or sent.receipt_at is None:
        return gettext(_("Chưa có phiếu tiếp nhận nào"))
    words = _("Phiếu tiếp nhận gần nhất: {when}, gói số {sequence} {state}")
    state = _("được nhận") if sent.receipt_state == "accepted" else _("bị từ chối")
    return gettext(words).format(when=day(sent.receipt_at), sequence=number(sent.sequence), state=gettext(state))


def button(waiting: Waiting) -> str:
    """Return the words of the button that leads to it."""
    return gettext(WAITING[waiting.code][1])
