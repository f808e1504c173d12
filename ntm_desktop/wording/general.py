"""Codes `general.*`."""

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
}
