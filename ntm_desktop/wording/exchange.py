"""Codes `exchange.*`: packages, office cards, sticks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ntm_desktop.i18n import mark as _
from ntm_desktop.wording.catalogue import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

TEXTS: Mapping[str, Text] = {
    "exchange.bug": Text(
        _("Chương trình tự phát hiện lỗi khi ghi gói ({what}); không có gói nào được ghi."),
        _("Hãy khởi động lại và ghi lại; nếu còn lỗi, gửi tệp nhật ký cho người hỗ trợ."),
    ),
    "exchange.refused": Text(
        _("Gói «{source}» không được nhận: có {count} lỗi. Không có gì bị thay đổi."),
        _("Hãy đọc danh sách lỗi, rồi báo nơi gửi ghi lại gói."),
    ),
    "exchange.more": Text(
        _("Còn {count} lỗi khác không liệt kê ở đây."),
        _("Sửa các lỗi đã nêu trước; phần còn lại thường cùng nguyên nhân."),
    ),
    "exchange.write.refused": Text(
        _("Chưa ghi gói được: có {count} giá trị không thể gửi đi."),
        _("Hãy sửa các ô nêu trong danh sách rồi ghi lại."),
    ),
    "exchange.keys.damaged": Text(
        _("Khóa của đơn vị không đọc được."),
        _("Hãy phục hồi từ bản sao lưu; nếu không có, tạo khóa mới rồi trao đổi lại thẻ đơn vị."),
    ),
    "exchange.card.format": Text(
        _("Tệp «{source}» không phải thẻ đơn vị."),
        _("Hãy chọn tệp có đuôi .ntmcard do cơ quan kia ghi ra."),
    ),
    "exchange.card.field": Text(
        _("Thẻ đơn vị thiếu hoặc sai mục «{field}»."),
        _("Hãy xin lại thẻ đơn vị từ nơi gửi."),
    ),
    "exchange.card.signature": Text(
        _("Chữ ký trên thẻ đơn vị không đúng: thẻ đã bị sửa hoặc hỏng."),
        _("Đừng dùng thẻ này. Hãy xin lại thẻ trực tiếp từ đơn vị đó."),
    ),
    "exchange.seal.format": Text(
        _("«{source}» không phải gói dữ liệu của chương trình, hoặc phần đầu tệp đã hỏng."),
        _("Hãy chọn tệp có đuôi .ntmpkg; nếu đúng tệp, chép lại từ nơi gửi."),
    ),
    "exchange.seal.password": Text(
        _(
            "«{source}» được khóa bằng mật khẩu, không phải cho khóa của đơn vị; tệp không được mở vì có thể làm "
            "treo máy."
        ),
        _("Hãy báo nơi gửi ghi gói bằng chương trình này."),
    ),
    "exchange.seal.stanzas": Text(
        _("«{source}» ghi quá nhiều nơi nhận."),
        _("Đừng mở tệp này; hãy hỏi lại nơi gửi."),
    ),
    "exchange.seal.not_for_us": Text(
        _("Gói «{source}» không dành cho đơn vị này, hoặc đã hỏng khi chép."),
        _(
            "Hãy kiểm tra đúng tệp gửi cho đơn vị mình. Nếu đơn vị vừa đổi khóa, gửi thẻ mới cho nơi gửi rồi "
            "nhận lại gói."
        ),
    ),
    "exchange.seal.damaged": Text(
        _("Gói «{source}» bị hỏng hoặc thiếu một phần."),
        _("Hãy chép lại từ nơi gửi; nếu vẫn vậy, thử USB khác."),
    ),
    "exchange.archive.format": Text(
        _("Phần bên trong gói không đúng cấu trúc."),
        _("Hãy báo nơi gửi ghi lại gói bằng chương trình này."),
    ),
    "exchange.entry.name": Text(
        _("Gói chứa tên tệp không an toàn: «{name}»."),
        _("Đừng dùng gói này; hãy hỏi lại nơi gửi vì gói có thể bị cố ý sửa."),
    ),
    "exchange.entry.twice": Text(
        _("Gói chứa hai tệp trùng tên: «{name}»."),
        _("Hãy báo nơi gửi ghi lại gói."),
    ),
    "exchange.entry.link": Text(
        _("Gói chứa liên kết thay cho tệp."),
        _("Đừng dùng gói này; hãy hỏi lại nơi gửi."),
    ),
    "exchange.entry.method": Text(
        _("Gói chứa tệp nén bằng cách chương trình không nhận."),
        _("Hãy báo nơi gửi ghi lại gói bằng chương trình này."),
    ),
    "exchange.entry.overlap": Text(
        _("Các phần trong gói chồng lên nhau («{name}»): đây là cách làm của tệp phá hoại."),
        _("Đừng dùng gói này; hãy hỏi lại nơi gửi."),
    ),
    "exchange.limit.sealed": Text(
        _("Tệp «{source}» lớn quá mức cho phép."),
        _("Hãy kiểm tra đúng tệp; nếu đúng, báo nơi gửi bớt tệp đính kèm."),
    ),
    "exchange.limit.unpacked": Text(
        _("Dữ liệu trong gói lớn quá mức cho phép khi mở ra."),
        _("Đừng dùng gói này; hãy hỏi lại nơi gửi."),
    ),
    "exchange.limit.ratio": Text(
        _("Gói chứa tệp nén bất thường, khi mở ra có thể làm đầy đĩa."),
        _("Đừng dùng gói này; hãy hỏi lại nơi gửi."),
    ),
    "exchange.limit.entries": Text(
        _("Gói chứa quá nhiều tệp."),
        _("Hãy báo nơi gửi bớt tệp đính kèm."),
    ),
    "exchange.limit.rows": Text(
        _("Gói có quá nhiều dòng dữ liệu (tối đa {limit})."),
        _("Hãy báo nơi gửi ghi gói cho ít năm hơn."),
    ),
    "exchange.bag.none": Text(
        _("Trong gói không tìm thấy bộ dữ liệu."),
        _("Hãy báo nơi gửi ghi lại gói."),
    ),
    "exchange.bag.version": Text(
        _("Phiên bản khuôn dạng của bộ dữ liệu không đúng."),
        _("Hãy báo nơi gửi ghi lại gói."),
    ),
    "exchange.bag.missing": Text(
        _("Gói thiếu tệp «{name}»."),
        _("Hãy báo nơi gửi ghi lại gói."),
    ),
    "exchange.bag.changed": Text(
        _("Tệp «{name}» trong gói không còn như lúc được ký."),
        _("Đừng dùng gói này; hãy báo nơi gửi ghi lại gói."),
    ),
    "exchange.bag.extra": Text(
        _("Gói có tệp lạ «{name}» không nằm trong danh sách được ký."),
        _("Đừng dùng gói này; hãy báo nơi gửi ghi lại gói."),
    ),
    "exchange.bag.line": Text(
        _("Danh sách tệp «{name}» trong gói có dòng sai."),
        _("Hãy báo nơi gửi ghi lại gói."),
    ),
    "exchange.bag.oxum": Text(
        _("Số tệp hoặc dung lượng của gói không khớp với lời khai."),
        _("Hãy báo nơi gửi ghi lại gói."),
    ),
    "exchange.info.format": Text(
        _("Phần giới thiệu của gói không đọc được."),
        _("Hãy báo nơi gửi ghi lại gói."),
    ),
    "exchange.info.twice": Text(
        _("Phần giới thiệu của gói ghi mục «{field}» hai lần."),
        _("Hãy báo nơi gửi ghi lại gói."),
    ),
    "exchange.info.field": Text(
        _("Phần giới thiệu của gói thiếu hoặc sai mục «{field}»."),
        _("Hãy báo nơi gửi ghi lại gói."),
    ),
    "exchange.sender.own": Text(
        _("Đây là gói do chính đơn vị này ghi, gửi cho đơn vị mã {recipient}."),
        _("Hãy đưa gói cho nơi nhận; ở đây chỉ nhận gói của đơn vị khác gửi đến."),
    ),
    "exchange.sender.unknown": Text(
        _("Chưa có thẻ tin cậy của đơn vị gửi «{name}» (mã {sender})."),
        _("Hãy nhận thẻ đơn vị của nơi gửi và so mã kiểm tra qua điện thoại, rồi nhận lại gói."),
    ),
    "exchange.sender.signature": Text(
        _("Chữ ký của gói không phải của {name} (mã {sender}) theo thẻ đang tin cậy."),
        _("Nếu đơn vị đó vừa đổi khóa, hãy nhận thẻ mới và so lại mã kiểm tra. Nếu không, đừng dùng gói này."),
    ),
    "exchange.recipient.other": Text(
        _("Gói được ký để gửi cho đơn vị khác (mã {recipient})."),
        _("Hãy chuyển gói cho đúng đơn vị nhận."),
    ),
    "exchange.format.newer": Text(
        _(
            "Gói được ghi bằng phiên bản mới hơn (khuôn dạng {version}; chương trình này biết {ours}; nơi gửi "
            "dùng bản {app})."
        ),
        _("Hãy cập nhật chương trình trước, rồi nhận lại gói."),
    ),
    "exchange.format.too_old": Text(
        _("Gói thuộc khuôn dạng quá cũ ({version}); chương trình này biết {ours}."),
        _("Hãy báo nơi gửi cập nhật chương trình rồi ghi lại gói."),
    ),
    "exchange.kind.unsupported": Text(
        _("Chương trình chưa nhận được loại gói «{kind}»."),
        _("Hãy cập nhật chương trình, hoặc hỏi lại nơi gửi."),
    ),
    "exchange.description.wrong": Text(
        _("Bản mô tả các bảng trong gói không khớp với các bảng có trong gói."),
        _("Hãy báo nơi gửi ghi lại gói."),
    ),
    "exchange.table.missing": Text(
        _("Gói thiếu bảng «{name}»."),
        _("Hãy báo nơi gửi ghi lại gói."),
    ),
    "exchange.table.unknown": Text(
        _("Gói có bảng lạ «{name}»."),
        _("Hãy báo nơi gửi ghi lại gói; nếu nơi gửi dùng bản mới hơn, cập nhật chương trình."),
    ),
    "exchange.table.head": Text(
        _("Dòng tiêu đề của bảng thiếu, thừa hoặc trùng cột."),
        _("Hãy báo nơi gửi ghi lại gói."),
    ),
    "exchange.table.width": Text(
        _("Dòng có số ô không đúng."),
        _("Hãy báo nơi gửi ghi lại gói."),
    ),
    "exchange.table.encoding": Text(
        _("Bảng «{name}» có ký tự không đọc được."),
        _("Hãy báo nơi gửi ghi lại gói."),
    ),
    "exchange.table.csv": Text(
        _("Bảng «{name}» không đúng khuôn dạng CSV."),
        _("Hãy báo nơi gửi ghi lại gói."),
    ),
    "exchange.table.damaged": Text(
        _("Bảng «{name}» bị hỏng."),
        _("Hãy chép lại gói từ nơi gửi."),
    ),
    "exchange.value.missing": Text(
        _("Ô bắt buộc mà để trống."),
        _("Hãy điền giá trị ở nơi gửi rồi ghi lại gói."),
    ),
    "exchange.value.kind": Text(
        _("«{found}» không đúng kiểu; cần: {expected}."),
        _("Hãy sửa ở nơi gửi rồi ghi lại gói."),
    ),
    "exchange.value.range": Text(
        _("«{found}» nằm ngoài khoảng cho phép: {expected}."),
        _("Hãy sửa ở nơi gửi rồi ghi lại gói."),
    ),
    "exchange.value.choice": Text(
        _("«{found}» không nằm trong các lựa chọn: {expected}."),
        _("Hãy sửa ở nơi gửi rồi ghi lại gói."),
    ),
    "exchange.value.pattern": Text(
        _("«{found}» không đúng dạng."),
        _("Hãy sửa ở nơi gửi rồi ghi lại gói."),
    ),
    "exchange.value.length": Text(
        _("Giá trị dài quá, được phép {expected} ký tự."),
        _("Hãy rút ngắn ở nơi gửi rồi ghi lại gói."),
    ),
    "exchange.value.characters": Text(
        _("Giá trị có ký tự ẩn, ký tự điều khiển hoặc chữ chưa chuẩn hóa (NFC)."),
        _("Hãy gõ lại giá trị ở nơi gửi rồi ghi lại gói."),
    ),
    "exchange.value.formula": Text(
        _("Giá trị có thể bị Excel hiểu là công thức."),
        _("Đừng mở tệp này bằng Excel; hãy báo nơi gửi ghi lại gói bằng chương trình này."),
    ),
    "exchange.key.twice": Text(
        _("Dòng trùng khóa với dòng khác trong cùng bảng."),
        _("Hãy báo nơi gửi kiểm tra dữ liệu và ghi lại gói."),
    ),
    "exchange.key.loose": Text(
        _("Dòng nhắc đến một dòng không có trong bảng «{target}»."),
        _("Hãy báo nơi gửi kiểm tra dữ liệu và ghi lại gói."),
    ),
    "exchange.office.other": Text(
        _("Dữ liệu trong gói thuộc đơn vị khác với đơn vị đã ký."),
        _("Đừng dùng gói này; hãy hỏi lại nơi gửi."),
    ),
    "exchange.task_set.key": Text(
        _("Bộ phần việc «{found}» không mang đúng mã của danh mục và số lần ban hành ({expected})."),
        _("Hãy báo nơi gửi ghi lại gói bằng chương trình này."),
    ),
    "exchange.task_set.empty": Text(
        _("Bộ phần việc «{found}» có trên phiếu nhưng không có phần việc nào."),
        _("Hãy báo nơi gửi kiểm tra danh mục phần việc và ghi lại gói."),
    ),
    "exchange.totals.more": Text(
        _("Số liệu tổng hợp mâu thuẫn: {found} hộ trong khi chỉ có {households} hộ."),
        _("Hãy báo nơi gửi kiểm tra dữ liệu và ghi lại gói."),
    ),
    "exchange.answer.task": Text(
        _("Phần việc {task} không có trong bộ phần việc {edition} của phiếu."),
        _("Hãy báo nơi gửi kiểm tra dữ liệu và ghi lại gói."),
    ),
    "exchange.answer.status": Text(
        _("Phần việc {task} (bộ {edition}) không cho phép kết quả này."),
        _("Hãy báo nơi gửi kiểm tra dữ liệu và ghi lại gói."),
    ),
    "exchange.attachment.kind": Text(
        _("Tệp đính kèm «{name}» thuộc loại không được gửi."),
        _("Hãy đính kèm tệp PDF, ảnh, Word, Excel hoặc văn bản thường."),
    ),
    "exchange.attachment.changed": Text(
        _("Tệp đính kèm «{name}» thay đổi trong khi đang ghi gói."),
        _("Hãy đóng chương trình đang sửa tệp đó rồi ghi lại."),
    ),
    "exchange.attachment.name": Text(
        _("Tệp đính kèm «{name}» có tên hoặc loại không được nhận."),
        _("Đừng dùng gói này; hãy hỏi lại nơi gửi."),
    ),
    "exchange.attachment.content": Text(
        _("Nội dung tệp đính kèm «{name}» không đúng với tên của nó."),
        _("Hãy báo nơi gửi ghi lại gói."),
    ),
    "exchange.volume.full": Text(
        _("Không còn đủ chỗ để ghi «{path}». Không có gói dở dang nào để lại."),
        _("Hãy xóa bớt tệp trên USB hoặc dùng USB khác, rồi ghi lại."),
    ),
    "exchange.volume.read_only": Text(
        _("Không có quyền ghi hoặc đọc «{path}»."),
        _("Nếu là USB, gạt nút khóa ghi hoặc dùng USB khác; nếu là thư mục, chọn thư mục khác."),
    ),
    "exchange.volume.vanished": Text(
        _("Không còn thấy «{path}»: USB đã bị rút ra, hoặc thư mục không còn."),
        _("Hãy cắm lại USB rồi làm lại. Không có gì bị thay đổi."),
    ),
    "exchange.volume.is_folder": Text(
        _("«{path}» là một thư mục, không phải tên tệp để ghi."),
        _("Hãy nêu cả tên tệp, ví dụ thêm «/khoa.txt» vào sau."),
    ),
    "exchange.volume.busy": Text(
        _("Một chương trình khác đang mở «{path}», thường là phần mềm diệt vi-rút đang quét USB."),
        _("Hãy đợi quét xong hoặc đóng chương trình đó, rồi làm lại. Không có gì bị thay đổi."),
    ),
    "exchange.volume.failed": Text(
        _("USB hoặc đĩa báo lỗi khi đọc hoặc ghi «{path}»."),
        _("Hãy thử lại; nếu còn lỗi, dùng USB khác."),
    ),
    "exchange.volume.changed": Text(
        _("Đọc lại «{path}» thấy khác với lúc ghi: USB có thể đã hỏng."),
        _("Hãy dùng USB khác rồi ghi lại."),
    ),
    "exchange.volume.no_file": Text(
        _("«{source}» không phải là một tệp."),
        _("Hãy chọn một tệp có đuôi .ntmpkg."),
    ),
}
