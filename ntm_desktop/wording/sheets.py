"""Codes `sheets.*`: files from Excel, lists and answer sheets, and pasted blocks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ntm_desktop.i18n import mark as _
from ntm_desktop.wording.catalogue import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

_FILES: Mapping[str, Text] = {
    "sheets.missing": Text(
        _("Không tìm thấy tệp «{file}»."),
        _("Kiểm tra lại đường dẫn, hoặc cắm lại USB rồi chọn tệp lần nữa."),
    ),
    "sheets.is_folder": Text(
        _("«{file}» là một thư mục, không phải tệp."),
        _("Hãy chọn tệp Excel nằm trong thư mục đó."),
    ),
    "sheets.unreadable": Text(
        _("Máy không cho đọc tệp «{file}»."),
        _("Đóng tệp nếu đang mở trong Excel, kiểm tra quyền đọc, hoặc chép tệp sang thư mục khác rồi thử lại."),
    ),
    "sheets.not_excel": Text(
        _("Tệp «{file}» không phải là bảng tính."),
        _("Chọn tệp Excel (.xlsx, .xls), LibreOffice (.ods) hoặc tệp văn bản .csv có danh sách hộ."),
    ),
    "sheets.other_kind": Text(
        _("Tệp «{file}» là loại tài liệu khác, chương trình không đọc trực tiếp được."),
        _("Mở tệp bằng Excel hoặc LibreOffice, lưu thành tệp kiểu .xlsx, rồi nhập tệp vừa lưu."),
    ),
    "sheets.password": Text(
        _("Tệp «{file}» được đặt mật khẩu."),
        _("Mở tệp bằng Excel, bỏ mật khẩu (Tệp → Thông tin → Bảo vệ), lưu lại rồi nhập lần nữa."),
    ),
    "sheets.empty": Text(
        _("Tệp «{file}» không có dữ liệu."),
        _("Kiểm tra xem đã chọn đúng tệp chưa, và tệp đã được lưu chưa."),
    ),
    "sheets.damaged": Text(
        _("Tệp «{file}» bị hỏng, không đọc được trọn vẹn."),
        _("Chép lại tệp từ nơi gửi; nếu Excel còn mở được, hãy lưu thành một tệp .xlsx mới rồi nhập tệp đó."),
    ),
    "sheets.unsafe": Text(
        _("Tệp «{file}» có cấu trúc bất thường, có thể gây hại cho máy nên không được mở."),
        _("Không dùng tệp này. Xin lại tệp từ người gửi và quét vi-rút USB."),
    ),
    "sheets.too_large": Text(
        _("Tệp «{file}» quá lớn để nhập."),
        _("Bỏ hình ảnh và các trang không cần, hoặc tách danh sách thành nhiều tệp, mỗi tệp vài ấp, thôn."),
    ),
    "sheets.too_many_rows": Text(
        _("Tệp «{file}» có quá nhiều dòng (nhiều nhất {most} dòng mỗi trang)."),
        _("Xóa các dòng trống đã kẻ sẵn ở cuối trang, hoặc tách danh sách thành nhiều tệp."),
    ),
    "sheets.too_wide": Text(
        _("Tệp «{file}» có trang tính quá rộng, hoặc có ô lạc rất xa bảng."),
        _("Xóa các cột thừa bên phải và các dòng thừa bên dưới bảng (Ctrl+End đến ô xa nhất), lưu lại rồi nhập lại."),
    ),
    "sheets.mapping_refused": Text(
        _("Cách ghép cột đã chọn không dùng được ({problems} chỗ sai)."),
        _("Xem từng chỗ bên dưới và chọn lại cột."),
    ),
    "sheets.no_such_sheet": Text(
        _("Tệp không có trang tính này."),
        _("Chọn một trang tính có trong tệp."),
    ),
    "sheets.no_such_field": Text(
        _("Không có mục thông tin này."),
        _("Chọn một trong các mục của danh sách hộ, ví dụ: head, birth_year, village."),
    ),
    "sheets.no_such_column": Text(
        _("Không có cột này trong bảng tính."),
        _("Ghi chữ của cột như trong Excel, ví dụ C, hoặc tên cột; tên người chia nhiều cột thì ghi B+C."),
    ),
    "sheets.no_household_table": Text(
        _("Không tìm thấy bảng danh sách hộ trong tệp."),
        _("Kiểm tra dòng tiêu đề có cột «Họ và tên chủ hộ», hoặc tự chỉ dòng tiêu đề và ghép cột."),
    ),
    "sheets.formula_error": Text(
        _("Ô này chứa công thức bị lỗi nên không có giá trị."),
        _("Sửa công thức trong Excel hoặc ghi thẳng giá trị; có thể bổ sung sau trong chương trình."),
    ),
}

_ROWS: Mapping[str, Text] = {
    "sheets.name_missing": Text(
        _("Dòng này có thông tin của hộ nhưng không có tên chủ hộ; dòng chưa được nhập."),
        _("Ghi tên chủ hộ vào tệp rồi nhập lại, hoặc thêm hộ này bằng tay."),
    ),
    "sheets.row_unclear": Text(
        _("Không rõ dòng này là một hộ hay là ghi chú; dòng chưa được nhập."),
        _("Nếu là hộ, ghi thêm số thứ tự hoặc năm sinh rồi nhập lại; nếu không, có thể bỏ qua."),
    ),
    "sheets.name_unusual": Text(
        _("Tên chủ hộ có dạng khác thường; hộ vẫn được nhập."),
        _("Xem lại tên và sửa nếu cần."),
    ),
    "sheets.village_missing": Text(
        _("Không biết hộ này thuộc ấp, thôn nào."),
        _("Chọn ấp, thôn cho các hộ này trước khi nhập, hoặc ghi vào cột trong tệp."),
    ),
    "sheets.village_alike": Text(
        _("Hai tên ấp, thôn gần giống nhau, có thể là một."),
        _("Nếu là một, gộp hai tên trước khi nhập; nếu là hai nơi khác nhau, giữ nguyên."),
    ),
    "sheets.possible_duplicate": Text(
        _("Hộ này có thể trùng với dòng {first_row} ({first_sheet}); cả hai vẫn được nhập."),
        _("So lại hai dòng; nếu là một hộ, bỏ bớt một dòng."),
    ),
    "sheets.gone_left_out": Text(
        _("Phần này là các hộ đã chuyển đi hoặc đã mất, theo dòng tiêu đề; không nhập các hộ này."),
        _("Nếu vẫn cần nhập, chọn bảng này ở bước ghép cột, hoặc xóa dòng tiêu đề ấy trong tệp rồi nhập lại."),
    ),
    "sheets.officials_left_out": Text(
        _("Bảng này là danh sách cán bộ (có cột chức vụ), không phải danh sách hộ; không nhập bảng này."),
        _("Nếu vẫn cần nhập, chọn bảng này ở bước ghép cột."),
    ),
    "sheets.birth_unclear": Text(
        _("Không đọc được năm sinh; năm sinh được để trống."),
        _("Ghi năm sinh bằng bốn chữ số, ví dụ 1972, hoặc bổ sung sau."),
    ),
    "sheets.birth_serial": Text(
        _("Ô năm sinh là một ngày mà Excel đã đổi thành số; đã đổi lại thành năm."),
        _("Xem lại năm sinh của hộ này."),
    ),
    "sheets.birth_two_digits": Text(
        _("Năm sinh chỉ ghi hai chữ số; đã hiểu là thế kỷ 20."),
        _("Xem lại năm sinh của hộ này."),
    ),
    "sheets.sex_unknown": Text(
        _("Không hiểu giới tính đã ghi; giới tính được để trống."),
        _("Ghi «Nam» hoặc «Nữ», hoặc bổ sung sau."),
    ),
    "sheets.poverty_unknown": Text(
        _("Không hiểu diện hộ đã ghi; diện hộ được để trống."),
        _("Ghi «Nghèo», «Cận nghèo» hoặc «Không nghèo», hoặc bổ sung sau."),
    ),
    "sheets.members_unclear": Text(
        _("Không đọc được số nhân khẩu; số nhân khẩu được để trống."),
        _("Ghi số nhân khẩu từ 1 đến 50, hoặc bổ sung sau."),
    ),
    "sheets.phone_zero_restored": Text(
        _("Số điện thoại mất số 0 ở đầu; đã thêm lại."),
        _("Xem lại số điện thoại của hộ này."),
    ),
    "sheets.phone_several": Text(
        _("Ô có nhiều số điện thoại; chỉ lấy số đầu tiên."),
        _("Ghi các số khác vào ghi chú nếu cần."),
    ),
    "sheets.phone_unclear": Text(
        _("Số điện thoại không đúng dạng; vẫn giữ như đã ghi."),
        _("Sửa thành 10 chữ số, ví dụ 0912345678."),
    ),
    "sheets.id_zero_restored": Text(
        _("Số định danh mất số 0 ở đầu; đã thêm lại cho đủ 12 chữ số."),
        _("So lại với giấy tờ của hộ này."),
    ),
    "sheets.id_old_card": Text(
        _("Số giấy tờ có 9 chữ số, là số chứng minh nhân dân cũ."),
        _("Bổ sung số định danh 12 chữ số khi có."),
    ),
    "sheets.id_unclear": Text(
        _("Số định danh không đủ 12 chữ số; vẫn giữ như đã ghi."),
        _("So lại với giấy tờ và sửa cho đúng."),
    ),
    "sheets.code_unclear": Text(
        _("Mã hộ có ký tự không dùng được; mã được để trống, chương trình sẽ tự đặt mã."),
        _("Mã chỉ gồm chữ không dấu, chữ số và các dấu . _ / -."),
    ),
}

_ANSWERS: Mapping[str, Text] = {
    "sheets.status_unknown": Text(
        _("Không hiểu kết quả «{found}» ghi trong ô này."),
        _("Ghi «x» hoặc «Đ» (đạt), «0» hoặc «KĐ» (chưa đạt), «-» (không áp dụng), hoặc để trống (chưa đánh giá)."),
    ),
    "sheets.block_too_large": Text(
        _("Khối dán vào quá lớn (nhiều nhất {most} ô)."),
        _("Chọn đúng vùng cần chép trong Excel rồi dán lại."),
    ),
    "sheets.wrong_kind": Text(
        _("Tệp này do chương trình xuất ra nhưng không phải là phiếu 15 phần việc."),
        _("Chọn tệp phiếu phần việc đã xuất."),
    ),
    "sheets.no_answer_table": Text(
        _("Không tìm thấy bảng phần việc trong tệp."),
        _("Dùng phiếu do chương trình xuất, hoặc bảng có cột «Mã hộ» hay «Chủ hộ» và các cột 1, 2, 3…"),
    ),
    "sheets.task_column_missing": Text(
        _("Bảng không có cột của một phần việc; phần việc ấy được giữ nguyên."),
        _("Thêm cột còn thiếu nếu cần nhập."),
    ),
    "sheets.answered_twice": Text(
        _("Hộ này có hai dòng trong tệp (dòng kia: {first_row}, {first_sheet})."),
        _("Xóa dòng thừa rồi nhập lại."),
    ),
}

TEXTS: Mapping[str, Text] = {**_FILES, **_ROWS, **_ANSWERS}
