"""Codes `transport.*`: packages between offices as people deal with them, and what is said of a package sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ntm_desktop.i18n import gettext
from ntm_desktop.i18n import mark as _
from ntm_desktop.wording.catalogue import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

TEXTS: Mapping[str, Text] = {
    "transport.no_keys": Text(
        _("Không tìm thấy khóa của đơn vị trong dữ liệu này."),
        _("Hãy khôi phục bản sao lưu gần nhất; khóa nằm trong bản sao lưu."),
    ),
    "transport.unknown_office": Text(
        _("«{code}» không phải mã đơn vị."),
        _("Hãy nhập mã xã 5 chữ số, mã huyện 3 chữ số hoặc mã tỉnh 2 chữ số."),
    ),
    "transport.no_superior": Text(
        _("{name} chưa có cấp trên tiếp nhận."),
        _("Hãy chọn cấp trên trong «Thiết lập đơn vị», hoặc ghi rõ mã đơn vị nhận."),
    ),
    "transport.no_card": Text(
        _("Chưa có thẻ được tin cậy của {name} (mã {code})."),
        _("Hãy xin tệp thẻ đơn vị (.ntmcard) của nơi đó, đối chiếu 30 chữ số qua điện thoại rồi xác nhận tin cậy."),
    ),
    "transport.own_card": Text(
        _("Đây là thẻ của chính đơn vị này ({name})."),
        _("Hãy chọn tệp thẻ do đơn vị bạn gửi sang."),
    ),
    "transport.fingerprint_differs": Text(
        _("30 chữ số vừa nhập không khớp với thẻ của {name} (mã {code}); thẻ chưa được tin cậy."),
        _("Hãy nghe đọc lại từng nhóm 5 chữ số; nếu vẫn khác thì không dùng thẻ này và xin lại tệp thẻ."),
    ),
    "transport.nothing_to_send": Text(
        _("Chưa có năm nào để gửi."),
        _("Hãy mở năm và nhập kết quả, hoặc nhận gói của các xã, rồi ghi gói."),
    ),
    "transport.year_not_there": Text(
        _("Không có dữ liệu của năm {year}."),
        _("Hãy chọn trong các năm đang có: {there}."),
    ),
    "transport.no_reports_here": Text(
        _("Gói này là báo cáo, còn {name} là đơn vị cấp xã nên không nhận báo cáo."),
        _("Hãy chuyển gói cho cấp trên tiếp nhận; ở đây chỉ nhận phiếu tiếp nhận."),
    ),
    "transport.not_below": Text(
        _("{sender} không phải cấp dưới của đơn vị này nên báo cáo không được nhận."),
        _("Hãy kiểm tra lại gói và nơi nhận với đơn vị gửi."),
    ),
    "transport.kind_later": Text(
        _("Phiên bản này chưa nhận loại gói «{kind}»."),
        _("Hãy cập nhật chương trình rồi nhận lại gói; gói vẫn còn nguyên."),
    ),
    "transport.already_have": Text(
        _("Gói số {sequence} của {sender} đã được nhận trước đây; không có gì thay đổi."),
        _("Không cần làm gì thêm."),
    ),
    "transport.older": Text(
        _("Gói số {sequence} của {sender} cũ hơn gói số {held} đang có, nên không được nhận."),
        _("Nếu cần số liệu mới hơn, hãy xin đơn vị gửi ghi gói mới."),
    ),
    "transport.not_its_communes": Text(
        _("Gói của {sender} có số liệu của xã không thuộc đơn vị này: {communes}."),
        _("Hãy hỏi lại đơn vị gửi; số liệu của xã chỉ nhận từ chính xã đó hoặc từ cấp trên của xã."),
    ),
    "transport.gap": Text(
        _("Chưa nhận được gói số {missing} của {sender}; gói số {sequence} chứa toàn bộ số liệu nên vẫn nhận được."),
        _("Nếu cần biết vì sao thiếu, hãy hỏi đơn vị gửi."),
    ),
    "transport.fork.same_number": Text(
        _("Có hai gói khác nhau cùng mang số {sequence} của {sender}."),
        _("Hãy hỏi đơn vị gửi gói nào đúng; chỉ nhận khi có người chịu trách nhiệm và ghi rõ lý do."),
    ),
    "transport.fork.other_previous": Text(
        _("Gói số {sequence} của {sender} không nối tiếp gói số {held} đang có."),
        _("Có thể đơn vị gửi dùng hai máy; hãy hỏi lại, chỉ nhận khi có người chịu trách nhiệm và ghi rõ lý do."),
    ),
    "transport.fork.unknown_lineage": Text(
        _("Gói số {sequence} của {sender} đến từ một bộ dữ liệu khác với các gói đã nhận."),
        _("Máy gửi có thể vừa khôi phục bản sao lưu hoặc bị chép lại; hãy hỏi, rồi nhận với lý do rõ ràng."),
    ),
    "transport.fork.former_lineage": Text(
        _("Gói số {sequence} của {sender} đến từ bộ dữ liệu cũ mà đơn vị này đã thôi theo dõi."),
        _("Hãy hỏi đơn vị gửi đang làm trên máy nào; chỉ nhận khi có người chịu trách nhiệm và ghi rõ lý do."),
    ),
    "transport.fork_needs_name": Text(
        _("Chưa biết ai chịu trách nhiệm nhận gói này."),
        _("Hãy chọn tên cán bộ đang làm việc rồi nhận lại."),
    ),
    "transport.plan_stale": Text(
        _("Số liệu trên máy đã thay đổi từ lúc xem trước gói này."),
        _("Hãy mở lại gói để xem lại rồi nhận."),
    ),
    "transport.undo.unknown": Text(
        _("Không có gói nào như vậy để hoàn tác."),
        _("Hãy chọn một gói đã nhận trong danh sách."),
    ),
    "transport.undo.too_late": Text(
        _("Gói số {sequence} của {sender} đã nhận quá {days} ngày nên không hoàn tác được."),
        _("Hãy xin đơn vị gửi ghi gói mới với số liệu đúng."),
    ),
    "transport.undo.not_newest": Text(
        _("Sau gói số {sequence} của {sender} đã nhận gói khác."),
        _("Hãy hoàn tác gói nhận sau cùng trước."),
    ),
    "transport.undone": Text(
        _("Nơi nhận đã hoàn tác việc nhận gói này."),
        _("Hãy liên hệ nơi nhận để biết lý do, rồi ghi gói mới nếu cần."),
    ),
    "transport.nothing_to_acknowledge": Text(
        _("Không có gói nào của {name} cần lập phiếu tiếp nhận."),
        _("Hãy nhận gói trước, rồi lập phiếu."),
    ),
    "transport.nothing_received": Text(
        _("Chưa nhận được báo cáo năm {year} của đơn vị mã {code}."),
        _("Hãy nhận gói của đơn vị đó trước."),
    ),
    "transport.totals_only": Text(
        _("Số liệu năm {year} của xã mã {code} chỉ có tổng hợp, không có từng hộ."),
        _("Hãy xem chi tiết ở huyện, nơi giữ gói của xã."),
    ),
    "transport.key_file_exists": Text(
        _("Đã có tệp «{file}» với nội dung khác; không ghi đè, vì đó có thể là bản duy nhất của khóa khác."),
        _("Hãy nêu tên tệp khác."),
    ),
    "transport.not_above": Text(
        _("{name} (mã {code}) không phải cấp trên của đơn vị này, nên không nhận báo cáo của đơn vị."),
        _("Hãy chọn cấp trên tiếp nhận: huyện hoặc tỉnh."),
    ),
    "transport.not_a_receiving_office": Text(
        _("{name} là đơn vị cấp xã, không phải nơi tiếp nhận báo cáo."),
        _("Hãy làm việc này trên máy của cấp trên tiếp nhận."),
    ),
}

_SENT_STATES = {
    None: _("Đã ghi gói, chờ phiếu tiếp nhận"),
    "accepted": _("Đã được tiếp nhận"),
    "refused": _("Nơi nhận không tiếp nhận, xem lý do"),
}
_TABLES = {
    "office": _("Đơn vị gửi gói"),
    "villages": _("Thôn, ấp, khu phố"),
    "task_sets": _("Bộ phần việc"),
    "tasks": _("Các phần việc"),
    "households": _("Hộ gia đình"),
    "sheets": _("Phiếu năm của hộ"),
    "answers": _("Kết quả phần việc"),
    "unit_totals": _("Tổng hợp theo thôn, ấp"),
    "task_totals": _("Tổng hợp theo phần việc"),
    "received": _("Gói đã nhận từ các xã"),
    "receipts": _("Các phiếu tiếp nhận"),
    "receipt_problems": _("Lỗi của gói"),
    "receipt_counts": _("Số dòng đã nhận"),
    "deadlines": _("Hạn báo cáo"),
}


def table_title(name: str) -> str:
    """Return what a table of a package is called; its own name where it has no other."""
    return gettext(_TABLES[name]) if name in _TABLES else name


def sent_state(receipt_state: str | None) -> str:
    """Return what is said of a package that was written: nobody claims that it arrived before a receipt does."""
    return gettext(_SENT_STATES[receipt_state])
