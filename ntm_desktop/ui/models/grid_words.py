"""What the grid says of statuses, marks and acts, in the language in use."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from ntm_desktop.domain.answers import Status
from ntm_desktop.i18n import gettext, number
from ntm_desktop.i18n import mark as _
from ntm_desktop.services.journal_words import sentence

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ntm_desktop.domain.tasks import Task
    from ntm_desktop.errors import Fact

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
}


class Entry(Protocol):
    """An act of the journal, as far as it is told here."""

    @property
    def action(self) -> str:
        """Its name."""

    @property
    def facts(self) -> Mapping[str, Fact]:
        """What its sentence needs."""

    @property
    def changes(self) -> int:
        """How many rows it changed."""


def status_word(status: Status) -> str:
    """Return the word of a status."""
    return gettext(_STATUS[status])


def act_word(entry: Entry) -> str:
    """Say what an act of the journal was; acts of other places as the journal says them."""
    if entry.action not in _ACTS:
        return sentence(entry.action, entry.facts)
    word = gettext(_ACTS[entry.action])
    return f"{word} {cells_word(entry.changes)}" if entry.changes > 1 else word


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
