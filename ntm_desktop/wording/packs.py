"""Codes `packs.*`: faults of data packs (plans, criteria sets, law packs)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ntm_desktop.i18n import mark as _
from ntm_desktop.wording.catalogue import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

TEXTS: Mapping[str, Text] = {
    "packs.refused": Text(
        _("Gói dữ liệu {file} có {problems} lỗi nên chưa được dùng."),
        _("Sửa từng lỗi nêu dưới đây trong tệp, rồi kiểm tra lại bằng lệnh check."),
    ),
    "packs.not_utf8": Text(
        _("Tệp không phải văn bản mã UTF-8."),
        _("Mở tệp bằng trình soạn thảo và lưu lại với mã UTF-8."),
    ),
    "packs.not_yaml": Text(
        _("Tệp sai cú pháp YAML ở dòng này."),
        _("Kiểm tra thụt dòng, dấu hai chấm và dấu nháy ở dòng này và dòng trước."),
    ),
    "packs.too_large": Text(
        _("Tệp có {found} byte, quá giới hạn {limit} byte."),
        _("Chia nội dung thành nhiều tệp, mỗi tệp một bộ."),
    ),
    "packs.empty": Text(_("Tệp không có nội dung."), _("Viết nội dung theo mẫu trong hướng dẫn.")),
    "packs.alias": Text(
        _("Tệp dùng tham chiếu của YAML (dấu * hoặc &)."),
        _("Viết lại nội dung đầy đủ ở từng chỗ."),
    ),
    "packs.wrong_type": Text(
        _("Kiểu giá trị không đúng."),
        _("Viết giá trị theo kiểu được nêu; chữ có thể nhầm với số hoặc ngày thì đặt trong dấu nháy kép."),
    ),
    "packs.unknown_key": Text(
        _("Khóa này không có trong khai báo."),
        _("Xóa khóa hoặc sửa lại tên cho đúng một trong các tên được nêu."),
    ),
    "packs.missing_key": Text(_("Thiếu khóa bắt buộc."), _("Thêm khóa được nêu vào mục này.")),
    "packs.duplicate_key": Text(_("Khóa này viết hai lần trong cùng một mục."), _("Giữ lại một, xóa bớt một.")),
    "packs.not_one_of": Text(
        _("Giá trị không nằm trong danh sách được dùng."), _("Chọn một trong các giá trị được nêu.")
    ),
    "packs.no_such_set": Text(
        _("Không có bộ tiêu chí nào mang mã «{id}»."),
        _("Xem danh sách bộ tiêu chí rồi chọn đúng mã."),
    ),
    "packs.no_such_movement": Text(
        _("Không có phong trào nào mang mã «{id}»."),
        _("Xem danh sách phong trào rồi chọn đúng mã."),
    ),
}
