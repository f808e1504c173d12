"""Codes `general.*`: the office, and failures that belong nowhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ntm_desktop.i18n import mark as _
from ntm_desktop.wording.catalogue import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

TEXTS: Mapping[str, Text] = {
    "general.unknown": Text(
        _("Có lỗi ngoài dự kiến của chương trình (mã {code})."),
        _("Dữ liệu đã lưu không bị ảnh hưởng. Hãy khởi động lại; nếu còn lỗi, gửi tệp nhật ký cho người hỗ trợ."),
    ),
    "general.usage": Text(
        _("Sai cách dùng lệnh: {reason}."),
        _("Thêm --help vào lệnh để xem cách dùng."),
    ),
    "general.file_fault": Text(
        _("Không đọc hoặc không ghi được tệp «{file}»."),
        _("Hãy kiểm tra tệp còn đó, không đang mở trong chương trình khác, và đĩa hoặc USB còn cắm."),
    ),
    "general.no_office": Text(
        _("Thư mục «{folder}» chưa có dữ liệu của cơ quan nào."),
        _("Hãy mở chương trình để thiết lập lần đầu, hoặc chạy lệnh ntm init."),
    ),
    "general.office_exists": Text(
        _("Thư mục «{folder}» đã có dữ liệu của một cơ quan."),
        _("Hãy chọn thư mục khác; một thư mục chỉ chứa dữ liệu của một cơ quan."),
    ),
    "general.packages_missing": Text(
        _("Python ở «{python}» thiếu các gói mà chương trình cần: {packages}."),
        _("Hãy chạy python3 packaging/dev.py setup trong thư mục của chương trình, rồi dùng .venv/bin/ntm."),
    ),
    "general.no_screen": Text(
        _("Không có màn hình để mở cửa sổ của chương trình."),
        _("Hãy mở trong phiên làm việc có màn hình, hoặc dùng dòng lệnh: ntm --help."),
    ),
    "general.commune_only": Text(
        _("{name} là nơi nhận báo cáo, không giữ danh sách hộ và kết quả của riêng mình; việc này chỉ làm ở cấp xã."),
        _("Hãy làm trên dữ liệu của xã; ở đây nhận gói của các xã và xem báo cáo tổng hợp."),
    ),
    "general.unknown_office": Text(
        _("Không có đơn vị nào ở cấp đã chọn mang mã «{code}» trong danh mục hành chính."),
        _("Hãy tìm lại theo tên trong danh mục, hoặc kiểm tra mã đơn vị."),
    ),
    "general.unknown_superior": Text(
        _("Không có cấp trên mang mã «{code}» trong danh mục hành chính."),
        _("Hãy chọn huyện hoặc tỉnh trong danh mục, hoặc để trống để chương trình tự tìm."),
    ),
    "general.no_staff_name": Text(
        _("Chưa có tên người làm việc."),
        _("Hãy gõ họ và tên; nhật ký ghi tên này bên mỗi thay đổi."),
    ),
    "general.long_text": Text(
        _("«{text}…» dài quá {most} ký tự."),
        _("Hãy viết tên như trên văn bản, ngắn hơn."),
    ),
    "general.demo_size": Text(
        _("Dữ liệu mẫu: {option} là {found}."),
        _("Hãy cho một số từ {least} đến {most}."),
    ),
}
