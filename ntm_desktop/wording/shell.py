"""Codes `shell.*`: the window around the places, its settings and its background work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ntm_desktop.i18n import mark as _
from ntm_desktop.wording.catalogue import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

TEXTS: Mapping[str, Text] = {
    "shell.settings_unreadable": Text(
        _("Không đọc được tệp thiết lập của máy này."),
        _(
            "Chương trình dùng thiết lập mặc định; tệp cũ được giữ lại với đuôi .unreadable. Hãy chọn lại ngôn ngữ, "
            "cỡ chữ và thư mục sao lưu thứ hai trong «Thiết lập»."
        ),
    ),
    "shell.setting_invalid": Text(
        _("Giá trị «{found}» không dùng được cho thiết lập này."),
        _("Chương trình dùng giá trị mặc định. Hãy chọn lại trong «Thiết lập»."),
    ),
    "shell.settings_not_saved": Text(
        _("Không ghi được tệp thiết lập {path}."),
        _("Hãy kiểm tra dung lượng đĩa và quyền ghi vào thư mục dữ liệu."),
    ),
    "shell.task_running": Text(
        _("Việc «{title}» đang chạy."),
        _("Hãy chờ việc đó xong hoặc bấm «Hủy» ở thanh trạng thái, rồi làm lại."),
    ),
    "shell.file_not_saved": Text(
        _("Không ghi được tệp {path}."),
        _("Hãy đóng tệp nếu đang mở trong Excel, kiểm tra dung lượng đĩa, hoặc chọn thư mục khác."),
    ),
    "shell.print_refused": Text(
        _("Máy in không nhận tài liệu."),
        _("Hãy kiểm tra máy in đã bật, còn giấy và nối với máy tính, rồi in lại."),
    ),
    "shell.no_printer": Text(
        _("Máy tính này chưa có máy in nào."),
        _("Hãy lưu tệp PDF rồi in ở máy khác, hoặc cài đặt máy in."),
    ),
}
