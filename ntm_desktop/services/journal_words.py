"""What the journal's acts are called: a sentence for each, with the facts that the act was written with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ntm_desktop.i18n import gettext, number
from ntm_desktop.i18n import mark as _
from ntm_desktop.store import journal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from ntm_desktop.errors import Fact
    from ntm_desktop.services.context import Context

SENTENCES: Mapping[str, str] = {
    "office.created": _("Thiết lập cơ quan {office}"),
    "office.changed": _("Sửa thông tin cơ quan {office}"),
    "staff.added": _("Thêm người làm việc: {name}"),
    "staff.changed": _("Sửa người làm việc: {name}"),
    "village.added": _("Thêm ấp, thôn {village}"),
    "village.edited": _("Sửa ấp, thôn {village}"),
    "village.merged": _("Gộp {village} vào {into}"),
    "household.added": _("Thêm hộ {head} ({household})"),
    "household.imported": _("Nhập {count} hộ từ tệp {file}"),
    "household.edited": _("Sửa hộ {head} ({household})"),
    "household.moved": _("Chuyển {count} hộ sang {village}"),
    "household.split": _("Tách {count} hộ từ hộ {head} ({household})"),
    "household.merged": _("Nhập {count} hộ vào hộ {head} ({household})"),
    "household.moved_away": _("Ghi nhận {count} hộ đã chuyển đi"),
    "household.dissolved": _("Ghi nhận {count} hộ đã giải thể"),
    "household.reopened": _("Mở lại {count} hộ"),
    "year.opened": _("Mở năm {year}"),
    "answers.set": _("Ghi {count} kết quả năm {year}"),
    "answers.registered": _("Ghi {count} đăng ký năm {year}"),
    "answers.filled": _("Điền {count} kết quả năm {year} theo ô đầu"),
    "answers.pasted": _("Dán {count} kết quả năm {year} từ bảng tính"),
    "answers.cut": _("Cắt {count} kết quả năm {year}"),
    "answers.all_achieved": _("Đánh dấu đạt {count} kết quả năm {year}"),
    "answers.remarked": _("Ghi chú cho {count} kết quả năm {year}"),
    "answers.imported": _("Nhập {count} kết quả năm {year} từ phiếu"),
    "task_set.saved": _("Lập danh mục phần việc «{title}», bản {edition}"),
    "task_set.chosen": _("Chọn danh mục «{title}», bản {edition}, cho các năm mở sau"),
    "task_set.used": _("Dùng danh mục «{title}», bản {edition}, cho năm {year}"),
    "card.trusted": _("Tin thẻ của {name} ({code})"),
    "card.replaced": _("Thay thẻ của {name} ({code})"),
    "card.forgotten": _("Thôi tin thẻ của {name} ({code})"),
    "package.written.report": _("Ghi gói báo cáo số {sequence} gửi {recipient}"),
    "package.written.receipt": _("Ghi phiếu tiếp nhận số {sequence} gửi {recipient}"),
    "package.written.directive": _("Ghi gói chỉ đạo số {sequence} gửi {recipient}"),
    "package.written.share": _("Ghi gói chia sẻ số {sequence} gửi {recipient}"),
    "package.written.handover": _("Ghi gói bàn giao số {sequence} gửi {recipient}"),
    "package.applied.report": _("Nhận báo cáo số {sequence} của {sender}"),
    "package.applied.receipt": _("Nhận phiếu tiếp nhận số {sequence} của {sender}"),
    "package.applied.directive": _("Nhận gói chỉ đạo số {sequence} của {sender}"),
    "package.applied.share": _("Nhận gói chia sẻ số {sequence} của {sender}"),
    "package.applied.handover": _("Nhận gói bàn giao số {sequence} của {sender}"),
    "package.refused": _("Từ chối gói số {sequence} của {sender}: {count} lỗi"),
    "package.undone": _("Bỏ báo cáo số {sequence} của {sender}, dùng lại bản trước"),
    "facts.entered": _("Nhập {count} dữ kiện về {subject}: {names} (nguồn: {source})"),
    "facts.cleared": _("Xóa {count} dữ kiện về {subject}: {names}"),
    "evaluation.kept": _("Lưu kết quả đánh giá {subject} theo bộ {criteria}"),
    "evaluation.removed": _("Xóa kết quả đánh giá {subject} theo bộ {criteria}"),
    "deadline.set": _("Đặt hạn báo cáo năm {year}"),
    "expected.set": _("Chọn {count} đơn vị phải báo cáo"),
    "people.exported": _("Xuất «{document}» có tên {count} hộ ra tệp {path}"),
    "people.printed": _("In «{document}» có tên {count} hộ trên máy in {printer}"),
    "undo": _("Hoàn tác: {act}"),
    "redo": _("Làm lại: {act}"),
}
# Where the act was written without a file: the sample.
_WITHOUT_FILE: Mapping[str, str] = {"household.imported": _("Nhập {count} hộ")}
_UNKNOWN = _("Thao tác {action}")
_PLAIN = frozenset({"year", "edition", "sequence"})


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the journal as a person reads it. `author` is empty for work without a name."""

    id: int
    at: datetime
    author: str
    sentence: str
    changes: int
    undone: bool


class _Facts(dict[str, object]):
    """Facts for `format_map`; one that is missing leaves a dash."""

    def __missing__(self, key: str) -> str:
        """Stand in for a fact that nobody gave."""
        return "–"


def sentence(action: str, facts: Mapping[str, Fact]) -> str:
    """Return what an act of the journal did, in the language in use."""
    sentences = SENTENCES if facts.get("file") else {**SENTENCES, **_WITHOUT_FILE}
    pattern = sentences.get(action, _UNKNOWN)
    said = {key: _said(key, value) for key, value in facts.items() if value not in {None, ""}}
    return gettext(pattern).format_map(_Facts({"action": action, **said}))


def recent(context: Context, limit: int = 500) -> list[Line]:
    """Return the newest lines of the journal, newest first."""
    return [_line(entry) for entry in journal.recent(context.database, limit)]


def _line(entry: journal.Entry) -> Line:
    facts = dict(entry.facts)
    if entry.action in {"undo", "redo"}:
        facts["act"] = sentence(str(facts.get("of", "")), facts)
    return Line(entry.id, entry.at, entry.author, sentence(entry.action, facts), entry.changes, entry.undone)


def _said(key: str, value: Fact) -> object:
    return number(value) if isinstance(value, int) and key not in _PLAIN else value
