"""Codes `reports.*`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ntm_desktop.i18n import mark as _
from ntm_desktop.wording.catalogue import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

TEXTS: Mapping[str, Text] = {
    "reports.file_open": Text(
        _("Không ghi được tệp «{file}» vào thư mục «{folder}»: tệp đang mở ở nơi khác hoặc không có quyền ghi."),
        _("Đóng tệp này trong Excel hoặc trình đọc PDF rồi làm lại, hoặc chọn tên tệp hay thư mục khác."),
    ),
    "reports.not_a_file": Text(
        _("«{file}» là thư mục hoặc thiết bị, không phải tên tệp để ghi."),
        _("Hãy nêu cả tên tệp, ví dụ thêm «/bao-cao.pdf» vào sau."),
    ),
    "reports.other_ending": Text(
        _("Tên tệp «{file}» không hợp với định dạng {kind}: mở ra sẽ báo hỏng."),
        _("Hãy đổi đuôi tệp, hoặc bỏ --format để chương trình ghi theo đuôi tệp."),
    ),
    "reports.not_written": Text(
        _("Không ghi được tệp «{file}» vào thư mục «{folder}»: ổ đĩa đầy, đã bị rút ra hoặc thư mục không còn."),
        _("Kiểm tra ổ đĩa và dung lượng trống rồi in lại; tệp cũ, nếu có, vẫn còn nguyên."),
    ),
}
