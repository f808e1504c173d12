"""Codes `store.*`: the database, its files and its backups."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ntm_desktop.i18n import mark as _
from ntm_desktop.wording.catalogue import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

TEXTS: Mapping[str, Text] = {
    "store.disk_full": Text(
        _("Đĩa đã đầy, không ghi được vào «{file}». Thay đổi vừa rồi chưa được lưu."),
        _("Hãy xóa bớt tệp không cần trên đĩa rồi làm lại."),
    ),
    "store.not_a_folder": Text(
        _("«{file}» không phải là thư mục."),
        _("Hãy chọn hoặc tạo một thư mục cho dữ liệu."),
    ),
    "store.no_backups": Text(
        _("Không có bản sao lưu nào trong «{folder}»."),
        _("Hãy kiểm tra tên thư mục dữ liệu, rồi chạy ntm backup write."),
    ),
    "store.read_only": Text(
        _("Không có quyền ghi vào «{file}»."),
        _("Hãy kiểm tra quyền của thư mục, hoặc chọn thư mục dữ liệu khác."),
    ),
    "store.locked": Text(
        _("Tệp dữ liệu «{file}» đang bị chương trình khác giữ."),
        _("Hãy đợi vài giây rồi làm lại; nếu còn, tắt chương trình sao lưu hoặc diệt virus đang quét tệp này."),
    ),
    "store.damaged": Text(
        _("Tệp dữ liệu «{file}» bị hỏng."),
        _("Hãy phục hồi bản sao lưu tốt gần nhất: chương trình liệt kê các bản đó khi mở, hoặc chạy ntm backup list."),
    ),
    "store.lost": Text(
        _("Tệp dữ liệu «{file}» bị mất hoặc rỗng, nhưng còn bản sao lưu ở «{folder}»."),
        _(
            "Hãy phục hồi bản sao lưu mới nhất: chương trình liệt kê các bản đó khi mở, hoặc chạy ntm backup list rồi"
            " ntm backup restore. Muốn bắt đầu lại từ đầu thì chuyển thư mục sao lưu đi nơi khác trước."
        ),
    ),
    "store.swapped": Text(
        _("Tệp dữ liệu «{file}» đã bị thay hoặc xóa trong khi chương trình đang mở. Thay đổi vừa rồi chưa được lưu."),
        _("Hãy đóng chương trình, đặt lại đúng tệp đó hoặc phục hồi bản sao lưu, rồi mở lại."),
    ),
    "store.cannot_open": Text(
        _("Không mở được tệp dữ liệu «{file}»."),
        _("Hãy kiểm tra thư mục dữ liệu còn đó và có quyền đọc."),
    ),
    "store.disk_fault": Text(
        _("Đĩa báo lỗi khi đọc hoặc ghi «{file}»."),
        _("Hãy sao chép thư mục dữ liệu sang đĩa khác ngay, rồi kiểm tra đĩa."),
    ),
    "store.unexpected": Text(
        _("Có lỗi ngoài dự kiến khi ghi dữ liệu; không có gì bị thay đổi."),
        _("Hãy khởi động lại; nếu còn lỗi, gửi tệp nhật ký cho người hỗ trợ."),
    ),
    "store.in_use": Text(
        _("Dữ liệu ở «{file}» đang được mở trong một cửa sổ khác của chương trình (tiến trình {holder})."),
        _("Hãy chuyển sang cửa sổ đó, hoặc đóng nó trước."),
    ),
    "store.network_path": Text(
        _("«{file}» nằm trên ổ đĩa mạng; dữ liệu đang dùng không được đặt ở đó vì có thể hỏng."),
        _("Hãy chọn thư mục trên đĩa của máy này. Ổ mạng chỉ dùng làm nơi sao lưu thứ hai."),
    ),
    "store.newer_version": Text(
        _("Dữ liệu «{file}» thuộc phiên bản mới hơn (số {found}) chương trình này (số {known})."),
        _("Hãy cập nhật chương trình trước, rồi mở lại. Không có gì bị thay đổi."),
    ),
    "store.not_ours": Text(
        _("«{file}» không phải tệp dữ liệu của chương trình này."),
        _("Hãy chọn thư mục dữ liệu khác."),
    ),
    "store.old_sqlite": Text(
        _("Thư viện SQLite trên máy quá cũ ({found})."),
        _("Hãy cài bản chương trình mới nhất."),
    ),
    "store.backup_failed": Text(
        _("Không ghi được bản sao lưu «{file}»."),
        _("Hãy kiểm tra đĩa còn chỗ và có quyền ghi. Dữ liệu chính không bị ảnh hưởng."),
    ),
    "store.second_place_failed": Text(
        _("Đã sao lưu trên máy, nhưng không ghi được bản thứ hai vào «{file}»."),
        _("Hãy cắm lại ổ đĩa đó, hoặc chọn nơi khác trong phần Thiết lập."),
    ),
    "store.backup_damaged": Text(
        _("Bản sao lưu «{file}» bị hỏng hoặc không phải của chương trình này."),
        _("Hãy chọn bản khác; ntm backup check cho biết bản nào tốt."),
    ),
    "store.backup_of_another": Text(
        _("Bản sao lưu «{file}» là của đơn vị khác (mã {found}); dữ liệu ở đây là của đơn vị mã {ours}."),
        _("Hãy chọn bản của đơn vị mình, hoặc mở bản kia ở một thư mục dữ liệu khác. Không có gì bị thay đổi."),
    ),
    "store.restore_failed": Text(
        _("Không phục hồi được vào «{file}»; dữ liệu cũ còn nguyên."),
        _("Hãy kiểm tra đĩa còn chỗ và có quyền ghi, rồi làm lại."),
    ),
    "store.no_such_backup": Text(
        _("Không thấy bản sao lưu «{file}»."),
        _("Hãy xem tên trong danh sách sao lưu (ntm backup list)."),
    ),
    "store.undo.refused": Text(
        _("Không hoàn tác được: {problems} mục đã được sửa tiếp sau đó."),
        _("Hãy sửa tay các mục đó; không có gì bị thay đổi."),
    ),
    "store.undo.changed_since": Text(
        _("Mục này đã được sửa sau thao tác cần hoàn tác."),
        _("Hãy xem lại mục này và sửa tay."),
    ),
}
