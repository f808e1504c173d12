"""What the grid says of statuses, marks and acts, in the language in use."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from ntm_desktop.domain.answers import Status
from ntm_desktop.i18n import gettext, number
from ntm_desktop.i18n import mark as _

if TYPE_CHECKING:
    from ntm_desktop.domain.tasks import Task

_STATUS = {
    Status.ACHIEVED: _("đạt"),
    Status.NOT_ACHIEVED: _("chưa đạt"),
    Status.NOT_APPLICABLE: _("không áp dụng"),
    Status.NOT_ASSESSED: _("chưa đánh giá"),
}
_ACTS = {
    "answers.set": _("nhập kết quả"),
    "answers.registered": _("đánh dấu đăng ký"),
    "answers.filled": _("điền theo ô đầu"),
    "answers.pasted": _("dán từ bảng tính"),
    "answers.cut": _("cắt kết quả"),
    "answers.all_achieved": _("đánh dấu tất cả đạt"),
    "answers.remarked": _("sửa ghi chú"),
    "year.opened": _("mở năm mới"),
}


class Entry(Protocol):
    """An act of the journal, as far as it is told here."""

    @property
    def action(self) -> str:
        """Its name."""

    @property
    def changes(self) -> int:
        """How many rows it changed."""


def status_word(status: Status) -> str:
    """Return the word of a status."""
    return gettext(_STATUS[status])


def act_word(entry: Entry) -> str:
    """Say what an act of the journal was; acts of other places in general words."""
    word = gettext(_ACTS.get(entry.action, _("thao tác gần nhất")))
    if entry.changes > 1:
        word += " " + cells_word(entry.changes)
    return word


def cells_word(count: int) -> str:
    """Say how many cells: «(12 ô)»."""
    return gettext(_("({count} ô)")).format(count=number(count))


def short_name(task: Task) -> str:
    """Return the short name for a column's head; of the full wording where there is none."""
    return task.short_name or task.name or gettext(_("Việc {code}")).format(code=task.code)


def full_name(task: Task) -> str:
    """Return the full wording of a task, or how to get it where nobody typed it in yet."""
    if task.name or task.short_name:
        return task.name or task.short_name
    return gettext(_("(chưa nhập tên: nhập từ văn bản của tỉnh ở mục Thiết lập)"))
