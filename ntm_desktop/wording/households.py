"""Codes `households.*`: households and villages, typed or imported."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ntm_desktop.i18n import mark as _
from ntm_desktop.wording.catalogue import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

TEXTS: Mapping[str, Text] = {
    "households.refused": Text(
        _("Thông tin hộ «{head}» có {problems} chỗ chưa đúng; chưa lưu."),
        _("Hãy sửa các chỗ được nêu rồi lưu lại."),
    ),
    "households.no_head": Text(_("Chưa có họ tên chủ hộ."), _("Hãy gõ họ và tên chủ hộ.")),
    "households.no_letter": Text(
        _("Họ tên chủ hộ «{found}» không có chữ cái nào."), _("Hãy kiểm tra có đúng cột họ tên không.")
    ),
    "households.too_long": Text(
        _("Họ tên dài quá {expected} ký tự."), _("Hãy viết ngắn lại; ghi phần còn lại vào ghi chú.")
    ),
    "households.address_too_long": Text(
        _("Địa chỉ dài quá {expected} ký tự."), _("Hãy viết ngắn lại; ghi phần còn lại vào ghi chú.")
    ),
    "households.ethnic_group_too_long": Text(
        _("Tên dân tộc dài quá {expected} ký tự."), _("Hãy viết ngắn lại; ghi phần còn lại vào ghi chú.")
    ),
    "households.village_too_long": Text(
        _("Tên ấp, thôn «{found}» (hoặc từ đứng trước tên) dài quá {expected} ký tự."),
        _("Hãy ghi đúng tên ấp, thôn, ngắn hơn."),
    ),
    "households.bad_code": Text(
        _("Mã hộ «{found}» không hợp lệ."),
        _("Mã chỉ gồm chữ, số và các dấu . _ - /, dài tối đa 32 ký tự. Để trống để chương trình tự đặt."),
    ),
    "households.code_taken": Text(
        _("Mã hộ «{found}» đã dùng cho hộ «{head}»."),
        _("Hãy đặt mã khác, hoặc để trống để chương trình tự đặt."),
    ),
    "households.birth_year": Text(
        _("Năm sinh «{found}» ngoài khoảng {expected}."), _("Hãy kiểm tra lại năm sinh trên giấy.")
    ),
    "households.members": Text(
        _("Số nhân khẩu «{found}» ngoài khoảng {expected}."), _("Hãy kiểm tra lại số nhân khẩu.")
    ),
    "households.personal_id": Text(
        _("Số định danh «{found}» không đủ 12 chữ số (hoặc 9 số của CMND cũ)."),
        _("Hãy đối chiếu với giấy tờ; có thể để trống."),
    ),
    "households.phone": Text(_("Số điện thoại «{found}» trông không đúng."), _("Hãy kiểm tra lại; có thể để trống.")),
    "households.no_such_household": Text(
        _("Không có hộ nào mang mã «{household}»."), _("Hãy tìm hộ theo tên trong danh sách để xem đúng mã.")
    ),
    "households.no_such_village": Text(
        _("Không có ấp, thôn nào tên là «{village}»."),
        _("Hãy xem danh sách ấp, thôn, hoặc thêm ấp, thôn này."),
    ),
    "households.village_no_name": Text(_("Chưa có tên ấp, thôn."), _("Hãy gõ tên.")),
    "households.village_taken": Text(
        _("Đã có ấp, thôn tên «{village}»."), _("Hãy đặt tên khác, hoặc gộp hai nơi nếu là một.")
    ),
    "households.same_village": Text(
        _("Không thể gộp «{village}» với chính nó."), _("Hãy chọn ấp, thôn khác để gộp vào.")
    ),
    "households.not_a_closing": Text(
        _("«{status}» không phải lý do đóng hộ."), _("Hãy chọn: chuyển đi, hoặc giải thể.")
    ),
    "households.import_no_village": Text(
        _("Không rõ hộ «{found}» thuộc ấp, thôn nào; dòng này chưa được nhập."),
        _("Hãy chọn cột ấp, thôn, hoặc chọn một ấp, thôn cho cả trang tính."),
    ),
    "households.import_nothing": Text(
        _("Không nhập được hộ nào từ «{file}»: có {problems} vấn đề. Không có gì bị thay đổi."),
        _("Hãy xem từng vấn đề bên dưới, sửa tệp hoặc chọn lại cột rồi nhập lại."),
    ),
    "households.nothing_to_export": Text(
        _("Danh sách đang trống, không có hộ nào để xuất."), _("Hãy bỏ bớt điều kiện lọc rồi xuất lại.")
    ),
}
