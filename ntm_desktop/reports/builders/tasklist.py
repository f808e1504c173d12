"""The wording of the tasks, so that nobody has to guess what task 7 is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ntm_desktop.i18n import gettext as _
from ntm_desktop.reports.document import Align, Column, KeepTogether, Row, Table

if TYPE_CHECKING:
    from ntm_desktop.domain.tasks import Task, TaskSet
    from ntm_desktop.reports.document import Block

_SIZE = 10.0
_COLUMNS = (Column(6, Align.RIGHT), Column(120), Column(6, Align.RIGHT), Column(120))


def wording(task_set: TaskSet) -> tuple[Block, ...]:
    """Return the full list in two columns, kept on one page; nothing for a set without tasks."""
    tasks = task_set.tasks
    if not tasks:
        return ()
    half = (len(tasks) + 1) // 2
    rows = tuple(
        Row((*_pair(tasks[index]), *(_pair(tasks[half + index]) if half + index < len(tasks) else ("", ""))))
        for index in range(half)
    )
    caption = _("Nội dung các phần việc")
    return (KeepTogether((Table(_COLUMNS, (), rows, _SIZE, bordered=False, caption=caption),)),)


def name_of(task: Task) -> str:
    """Return a task's full wording, or that nobody has typed it in yet."""
    return task.name or _("(chưa nhập nội dung từ văn bản của tỉnh)")


def label_of(task: Task) -> str:
    """Return number and short name, for charts and narrow tables."""
    name = task.short_name or task.name
    return f"{task.code}. {name}" if name else _("Phần việc {code}").format(code=task.code)


def _pair(task: Task) -> tuple[str, str]:
    return f"{task.code}.", name_of(task)
