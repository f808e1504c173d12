"""Codes `answers.*`: years, answers and the household task list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ntm_desktop.i18n import mark as _
from ntm_desktop.wording.catalogue import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

TEXTS: Mapping[str, Text] = {
    "answers.refused": Text(
        _("Có {problems} chỗ chưa ghi được của năm {year}; không ô nào bị thay đổi."),
        _("Hãy xem từng chỗ bên dưới rồi làm lại."),
    ),
    "answers.no_such_task": Text(
        _("Danh mục của năm này không có phần việc «{found}»."), _("Các phần việc có: {expected}.")
    ),
    "answers.status_not_allowed": Text(
        _("Phần việc {column} không nhận kết quả «{found}»."),
        _("Hãy chọn kết quả khác, hoặc sửa danh mục phần việc trong Thiết lập."),
    ),
    "answers.remark_too_long": Text(_("Ghi chú dài {found} ký tự, tối đa {expected}."), _("Hãy viết ngắn lại.")),
    "answers.bad_year": Text(_("Năm {year} không hợp lệ."), _("Hãy chọn một năm từ 2000 đến 2200.")),
    "answers.year_not_open": Text(
        _("Năm {year} chưa được mở."), _("Hãy mở năm này ở trang Phần việc; các hộ sẽ được chuyển sang.")
    ),
    "answers.set.unknown": Text(_("Không có danh mục phần việc «{key}»."), _("Hãy chọn danh mục trong Thiết lập.")),
    "answers.set.refused": Text(
        _("Danh mục «{title}» có {problems} chỗ chưa đúng; chưa lưu."),
        _("Hãy sửa các chỗ được nêu rồi lưu lại."),
    ),
    "answers.set.too_long": Text(_("Phần chữ này dài {found} ký tự, quá {expected}."), _("Hãy viết ngắn lại cho vừa.")),
    "answers.set.no_title": Text(_("Danh mục chưa có tên."), _("Hãy gõ tên, ví dụ «15 phần việc của hộ gia đình».")),
    "answers.set.count": Text(_("Danh mục có {found} phần việc."), _("Số phần việc phải trong khoảng {expected}.")),
    "answers.set.bad_code": Text(
        _("Dòng {row}: mã phần việc «{found}» không hợp lệ."),
        _("Mã gồm 1 đến 8 chữ hoặc số, ví dụ 1, 2, 3a."),
    ),
    "answers.set.twice": Text(
        _("Dòng {row}: mã phần việc «{found}» đã dùng ở dòng trên."), _("Hãy đặt mã khác cho mỗi phần việc.")
    ),
    "answers.set.never_achieved": Text(
        _("Dòng {row}: phần việc «{found}» không cho phép kết quả «đạt»."), _("Hãy cho phép «đạt».")
    ),
    "answers.set.has_answers": Text(
        _("Năm {year} đã có kết quả theo danh mục khác; không đổi sang «{title}» được vì các phần việc khác nhau."),
        _("Hãy dùng danh mục mới từ năm sau, hoặc chỉ sửa lời văn và giữ nguyên mã các phần việc."),
    ),
    "answers.import_refused": Text(
        _("Phiếu «{file}» có {problems} chỗ chưa đúng; không kết quả nào được nhập."),
        _("Hãy sửa các chỗ được nêu trong tệp rồi nhập lại."),
    ),
    "answers.import_other_year": Text(
        _("Phiếu này là của năm {found}, không phải năm {expected}."),
        _("Hãy chọn đúng năm ở trang Phần việc, hoặc chọn đúng tệp."),
    ),
    "answers.import_other_tasks": Text(
        _("Phiếu được in từ danh mục {found}; năm này dùng danh mục {expected}."),
        _("Hãy kiểm tra số và tên các phần việc trên phiếu có còn đúng không."),
    ),
    "answers.import_other_head": Text(
        _("Mã hộ {code} là của «{expected}», nhưng phiếu ghi «{found}»."),
        _("Hãy sửa mã hộ hoặc họ tên trong tệp cho khớp."),
    ),
    "answers.import_no_household": Text(
        _("Không tìm thấy hộ «{found}» trong danh sách."),
        _("Hãy thêm hộ này trước, hoặc sửa mã, họ tên, năm sinh trong tệp."),
    ),
    "answers.import_several": Text(
        _("Có {count} hộ tên «{found}»: {expected}."),
        _("Hãy ghi mã hộ hoặc năm sinh vào tệp để biết là hộ nào."),
    ),
    "answers.import_twice": Text(
        _("Hộ «{found}» ({code}) có hai dòng: dòng này và dòng {first_row} ({first_sheet})."),
        _("Hãy giữ một dòng."),
    ),
}
