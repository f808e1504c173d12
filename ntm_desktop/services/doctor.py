"""The examination of an office's data and machine: each check says what it found, and what to do."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ntm_desktop.i18n import gettext as _
from ntm_desktop.i18n import moment
from ntm_desktop.services import backups
from ntm_desktop.store import integrity, office

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ntm_desktop.services.context import Context

_LOW_DISK_BYTES = 500 * 1024 * 1024
_STALE_BACKUP_DAYS = 8


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check found; `message` is already in the language in use."""

    name: str
    ok: bool
    message: str


def examine(context: Context) -> Sequence[Finding]:
    """Run every check; none changes anything."""
    return [check(context) for check in _CHECKS]


def _office(context: Context) -> Finding:
    found = office.load(context.database)
    if found is None:
        return Finding(
            "office",
            ok=False,
            message=_("Chưa thiết lập cơ quan. Hãy mở chương trình lần đầu hoặc chạy ntm init."),
        )
    return Finding("office", ok=True, message=f"{found.name} ({found.code})")


def _structure(context: Context) -> Finding:
    faults = integrity.structure_faults(context.database)
    if faults:
        return Finding(
            "database",
            ok=False,
            message=_("Tệp dữ liệu bị hỏng ({count} lỗi). Hãy phục hồi bản sao lưu tốt gần nhất.").format(
                count=len(faults)
            ),
        )
    return Finding("database", ok=True, message=_("Cấu trúc tệp dữ liệu tốt."))


def _totals(context: Context) -> Finding:
    wrong = integrity.wrong_totals(context.database)
    if wrong:
        return Finding(
            "totals",
            ok=False,
            message=_("Số tổng hợp lệch với kết quả ở {count} chỗ. Hãy gửi tệp nhật ký cho người hỗ trợ.").format(
                count=wrong
            ),
        )
    return Finding("totals", ok=True, message=_("Số tổng hợp khớp với kết quả từng hộ."))


def _writable(context: Context) -> Finding:
    ok = os.access(context.paths.root, os.W_OK)
    message = _("Thư mục dữ liệu ghi được.") if ok else _("Không ghi được vào thư mục dữ liệu. Hãy kiểm tra quyền.")
    return Finding("folder", ok=ok, message=f"{message} ({context.paths.root})")


def _space(context: Context) -> Finding:
    free = shutil.disk_usage(context.paths.root).free
    megabytes = free // (1024 * 1024)
    if free < _LOW_DISK_BYTES:
        return Finding("disk", ok=False, message=_("Đĩa chỉ còn {size} MB. Hãy dọn bớt tệp.").format(size=megabytes))
    return Finding("disk", ok=True, message=_("Đĩa còn {size} MB.").format(size=megabytes))


def _backup(context: Context) -> Finding:
    newest = next(iter(backups.newest_first(context)), None)
    if newest is None:
        # A new office has nothing to lose yet: the daily backup comes by itself.
        return Finding("backup", ok=True, message=_("Chưa có bản sao lưu; bản đầu tiên được ghi khi mở chương trình."))
    check = backups.check(newest.path)
    now = context.clock()
    if not check.ok:
        return Finding("backup", ok=False, message=_("Bản sao lưu mới nhất bị hỏng. Hãy sao lưu lại ngay."))
    if backups.ahead(newest, now):
        message = _(
            "Bản sao lưu mới nhất ghi ngày {when}, sau giờ của máy này. Hãy chỉnh đồng hồ máy cho đúng rồi sao lưu lại."
        )
        return Finding("backup", ok=False, message=message.format(when=moment(newest.made_at)))
    if (now - newest.made_at).days >= _STALE_BACKUP_DAYS:
        return Finding("backup", ok=False, message=_("Bản sao lưu mới nhất đã quá cũ. Hãy sao lưu ngay."))
    said = _("Bản sao lưu tốt lúc {when}.").format(when=moment(newest.made_at))
    early = sum(backups.ahead(one, now) for one in backups.listed(context))
    if early:
        said += " " + _("{count} bản ghi ngày sau giờ của máy này không được coi là mới hơn.").format(count=early)
    return Finding("backup", ok=True, message=said)


def _drill(context: Context) -> Finding:
    last = backups.last_drill(context)
    if last is None:
        return Finding("drill", ok=True, message=_("Chưa thử phục hồi lần nào; chương trình tự thử mỗi tuần."))
    if not last.ok:
        return Finding(
            "drill",
            ok=False,
            message=_(
                "Lần thử phục hồi {when} có bản sao lưu bị hỏng. Hãy chạy ntm backup drill để xem bản nào."
            ).format(when=moment(last.at)),
        )
    return Finding("drill", ok=True, message=_("Đã thử phục hồi tốt lúc {when}.").format(when=moment(last.at)))


def _keys(context: Context) -> Finding:
    ok = office.identity(context.database) is not None or office.load(context.database) is None
    message = _("Khóa của cơ quan có đủ.") if ok else _("Thiếu khóa của cơ quan. Hãy phục hồi từ bản sao lưu.")
    return Finding("keys", ok=ok, message=message)


def _clock(context: Context) -> Finding:
    newest = integrity.newest_moment(context.database)
    if newest is not None and newest > context.clock():
        return Finding(
            "clock",
            ok=False,
            message=_("Đồng hồ máy chạy lùi: có thay đổi ghi lúc {when}. Hãy chỉnh lại ngày giờ.").format(
                when=moment(newest)
            ),
        )
    return Finding("clock", ok=True, message=_("Đồng hồ máy hợp lý."))


_CHECKS: tuple[Callable[[Context], Finding], ...] = (
    _office,
    _structure,
    _totals,
    _writable,
    _space,
    _backup,
    _drill,
    _keys,
    _clock,
)
