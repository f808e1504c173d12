"""Codes `grid.*`: what cannot be pasted into the task grid."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ntm_desktop.i18n import mark as _
from ntm_desktop.wording.catalogue import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

TEXTS: Mapping[str, Text] = {
    "grid.too_many_lines": Text(
        _("Vùng dán có {lines} dòng, nhưng từ ô đang chọn trở xuống chỉ còn {fits} hộ."),
        _("Chọn ô của hộ đầu tiên cần dán, bỏ bộ lọc, hoặc sao chép ít dòng hơn."),
    ),
    "grid.too_many_tasks": Text(
        _("Vùng dán có {tasks} cột, nhưng từ ô đang chọn sang phải chỉ còn {fits} phần việc."),
        _("Chọn ô ở phần việc đầu tiên cần dán, và chỉ sao chép các cột kết quả, không kèm cột tên."),
    ),
}
