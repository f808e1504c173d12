"""Codes `packs.*`: faults of data packs (plans, criteria sets, law packs) and of the files brought to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ntm_desktop.i18n import mark as _
from ntm_desktop.wording.catalogue import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

_READING: Mapping[str, Text] = {
    "packs.refused": Text(
        _("Tệp {file} có {problems} lỗi nên chưa được dùng."),
        _("Sửa từng lỗi nêu trong danh sách rồi kiểm tra lại."),
    ),
    "packs.no_file": Text(_("Không tìm thấy tệp {file}."), _("Kiểm tra lại tên và thư mục của tệp.")),
    "packs.not_utf8": Text(
        _("Tệp không phải văn bản mã UTF-8."),
        _("Mở tệp bằng trình soạn thảo và lưu lại với mã UTF-8."),
    ),
    "packs.not_yaml": Text(
        _("Tệp sai cú pháp ở dòng này."),
        _("Kiểm tra thụt dòng, dấu hai chấm, dấu ngoặc và dấu nháy ở dòng này và dòng trước."),
    ),
    "packs.too_large": Text(
        _("Tệp có {found} byte, quá giới hạn {limit} byte."),
        _("Chia nội dung thành nhiều tệp, mỗi tệp một bộ."),
    ),
    "packs.too_deep": Text(
        _("Dòng này lồng nhau quá {limit} tầng."),
        _("Kiểm tra các dấu ngoặc và thụt dòng; không gói nào cần lồng sâu như vậy."),
    ),
    "packs.empty": Text(_("Tệp không có nội dung."), _("Viết nội dung theo mẫu trong hướng dẫn.")),
    "packs.alias": Text(
        _("Tệp dùng tham chiếu của YAML (dấu * hoặc &)."),
        _("Viết lại nội dung đầy đủ ở từng chỗ."),
    ),
    "packs.not_text": Text(
        _("«{found}» không phải chữ."),
        _("Viết chữ; nếu có thể nhầm với số, ngày hoặc đúng/sai thì đặt trong dấu nháy kép."),
    ),
    "packs.not_integer": Text(_("«{found}» không phải số nguyên."), _("Viết số nguyên, không có dấu chấm phân nhóm.")),
    "packs.not_number": Text(
        _("«{found}» không phải số."), _("Viết số, phần thập phân sau dấu chấm, không đặt trong dấu nháy.")
    ),
    "packs.not_true_false": Text(_("«{found}» không phải đúng hay sai."), _("Viết true (đúng) hoặc false (sai).")),
    "packs.not_csv": Text(
        _("Tệp CSV sai ở dòng này."),
        _("Kiểm tra dấu nháy kép và độ dài các ô ở dòng này, hoặc lưu lại từ Excel kiểu CSV UTF-8."),
    ),
    "packs.not_date": Text(_("«{found}» không phải ngày."), _("Viết ngày theo năm-tháng-ngày, ví dụ 2024-12-05.")),
    "packs.not_day": Text(_("«{found}» không phải ngày."), _("Viết ngày theo ngày/tháng/năm, ví dụ 05/12/2024.")),
    "packs.not_mapping": Text(
        _("Chỗ này phải là một mục gồm các khóa, nhưng tệp ghi «{found}»."),
        _("Viết các dòng khóa: giá trị, thụt vào dưới mục này."),
    ),
    "packs.not_list": Text(
        _("Chỗ này phải là một danh sách, nhưng tệp ghi «{found}»."),
        _("Viết mỗi phần tử trên một dòng bắt đầu bằng dấu gạch ngang."),
    ),
    "packs.wrong_type": Text(
        _("Giá trị «{found}» không đúng kiểu."),
        _("Xem kiểu của mục này trong bản khai báo (lệnh schema) rồi viết lại."),
    ),
    "packs.unknown_key": Text(
        _("Khóa «{found}» không có trong khai báo."),
        _("Xóa khóa hoặc sửa tên thành một trong: {expected}."),
    ),
    "packs.missing_key": Text(_("Thiếu mục bắt buộc «{expected}»."), _("Thêm mục này.")),
    "packs.duplicate_key": Text(_("Khóa «{found}» viết hai lần trong cùng một mục."), _("Giữ lại một, xóa bớt một.")),
    "packs.not_one_of": Text(_("«{found}» không nằm trong các giá trị được dùng."), _("Chọn một trong: {expected}.")),
}

_MEANING: Mapping[str, Text] = {
    "packs.impossible": Text(
        _("Giá trị «{found}» không thể có."),
        _("Sửa lại cho hợp lý (cần {expected})."),
    ),
    "packs.repeated_code": Text(_("Mã «{found}» dùng hai lần."), _("Đặt cho mỗi mục một mã riêng.")),
    "packs.unknown_code": Text(
        _("Mã «{found}» không có."),
        _("Sửa mã cho đúng, hoặc khai báo mã này trước."),
    ),
    "packs.unknown_fact": Text(
        _("Không có dữ kiện hay chỉ tiêu nào tên «{found}»."),
        _("Xem danh sách dữ kiện trong tệp facts.yaml và mã chỉ tiêu của bộ, rồi sửa tên."),
    ),
    "packs.wrong_fact_type": Text(
        _("«{found}» không cùng kiểu với dữ kiện được so sánh."),
        _("Viết giá trị đúng kiểu của dữ kiện đó."),
    ),
    "packs.empty_rule": Text(_("Mục này trống."), _("Thêm ít nhất một phần tử.")),
    "packs.wrong_threshold": Text(
        _("Ngưỡng «{found}» không hợp với kiểu của chỉ tiêu."),
        _("Sửa ngưỡng, hoặc sửa kiểu của chỉ tiêu."),
    ),
    "packs.threshold_without_op": Text(
        _("Ngưỡng «{found}» không có phép so sánh."),
        _("Ghi phép so sánh (>=, <=, =), hoặc xóa giá trị nếu chưa có ngưỡng."),
    ),
    "packs.no_choices": Text(_("Chỉ tiêu lựa chọn chưa có các lựa chọn."), _("Liệt kê các lựa chọn.")),
    "packs.points_of_set_only": Text(
        _("Quy tắc tính điểm chỉ dùng cho cả bộ, không dùng cho một tiêu chí."),
        _("Chuyển quy tắc này lên cấp bộ."),
    ),
    "packs.unknown_pass_rule": Text(
        _("Không hiểu quy tắc đạt «{found}»."),
        _("Viết: tất cả; ít nhất n; bắt buộc a, b; và ít nhất n; hoặc điểm n."),
    ),
    "packs.missing_column": Text(_("Thiếu cột «{expected}»."), _("Thêm cột có tên này ở dòng đầu.")),
    "packs.not_json": Text(
        _("«{found}» không phải giá trị JSON."), _("Ghi chữ trong dấu nháy kép, số và true, false không có dấu nháy.")
    ),
    "packs.missing_sheet": Text(
        _("Thiếu trang «{expected}»."),
        _("Dùng tệp do lệnh to-excel ghi ra làm mẫu, giữ nguyên tên trang."),
    ),
}

_ASKING: Mapping[str, Text] = {
    "packs.exists": Text(
        _("Đã có tệp «{file}»; không ghi đè."), _("Nêu tên tệp khác với --out, hoặc đúng tên này nếu muốn ghi đè.")
    ),
    "packs.no_such_set": Text(
        _("Không có bộ tiêu chí nào mang mã «{id}»."),
        _("Xem danh sách bộ tiêu chí rồi chọn đúng mã."),
    ),
    "packs.no_such_movement": Text(
        _("Không có phong trào nào mang mã «{id}»."),
        _("Chọn một trong: {known}."),
    ),
    "packs.no_movement": Text(
        _("{office} chưa chọn phong trào thi đua nào."),
        _("Chọn ở Thiết lập → Cơ quan, hoặc thêm --movement với một mã trong: {known}."),
    ),
    "packs.no_such_award": Text(
        _("Không có hình thức khen thưởng nào mang mã «{award}»."),
        _("Chọn một trong: {known}."),
    ),
    "packs.no_such_region": Text(_("Bộ tiêu chí không có vùng «{code}»."), _("Chọn một trong: {known}.")),
    "packs.no_such_group": Text(_("Bộ tiêu chí không có nhóm xã «{code}»."), _("Chọn một trong: {known}.")),
    "packs.no_such_kind": Text(_("Nhóm đối tượng này không có loại «{code}»."), _("Chọn một trong: {known}.")),
    "packs.two_answers": Text(_("Chỗ này vừa có giá trị vừa ghi không áp dụng."), _("Giữ một, bỏ một.")),
    "packs.fact_applies": Text(
        _("Dữ kiện không có «không áp dụng»; chỉ chỉ tiêu mới có."), _("Ghi giá trị, hoặc bỏ dữ kiện này đi.")
    ),
    "packs.no_such_office": Text(
        _("Phong trào không có cơ quan nào mang mã «{code}»."),
        _("Chọn một trong: {known}."),
    ),
    "packs.repeated_target": Text(
        _("Chỉ tiêu «{found}» có cùng số liệu với «{expected}» nên bị tính hai lần."),
        _("Ghi same_as: {expected} nếu kế hoạch nhắc lại chỉ tiêu đó."),
    ),
    "packs.no_such_category": Text(
        _("Phong trào không có đối tượng nào mang mã «{category}»."),
        _("Chọn một trong: {known}."),
    ),
    "packs.no_such_standard": Text(
        _("Đối tượng này không có tiêu chuẩn nào mang mã «{standard}»."),
        _("Chọn một trong: {known}."),
    ),
    "packs.no_household_award": Text(
        _("Phong trào «{id}» không quy định giấy khen theo phần việc của hộ."),
        _("Chọn phong trào có quy định này."),
    ),
    "packs.no_base_salary": Text(
        _("Gói pháp luật chưa có mức lương cơ sở cho ngày {on}."),
        _("Bổ sung mức lương cơ sở của thời gian đó vào gói pháp luật."),
    ),
    "packs.no_coefficient": Text(
        _("Gói pháp luật chưa có hệ số tiền thưởng của «{award}» cho đối tượng này."),
        _("Kiểm tra lại hình thức khen thưởng và đối tượng, hoặc bổ sung hệ số vào gói pháp luật."),
    ),
    "packs.votes_refused": Text(
        _("Phiếu không hợp lệ: có {problems} lỗi."),
        _("Sửa từng lỗi nêu trong danh sách rồi kiểm phiếu lại."),
    ),
    "packs.too_many_votes": Text(
        _("Có {found} phiếu trong khi Hội đồng có {expected} thành viên."),
        _("Kiểm tra lại số thành viên và số phiếu."),
    ),
    "packs.bad_members": Text(
        _("Hội đồng không thể có {found} thành viên."), _("Ghi tổng số thành viên, từ 1 đến {limit}.")
    ),
    "packs.ballots_and_votes": Text(_("Tệp ghi cả phiếu từng người lẫn tổng số phiếu."), _("Giữ một trong hai.")),
    "packs.voted_twice": Text(_("Thành viên «{found}» có hai phiếu."), _("Giữ lại một phiếu của thành viên này.")),
}

TEXTS: Mapping[str, Text] = {**_READING, **_MEANING, **_ASKING}
