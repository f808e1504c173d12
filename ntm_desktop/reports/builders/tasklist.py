"""The wording of the tasks, so that nobody has to guess what task 7 is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ntm_desktop.i18n import gettext as _
from ntm_desktop.reports.document import Heading, KeepTogether, Numbered

if TYPE_CHECKING:
    from ntm_desktop.domain.tasks import Task, TaskSet
    from ntm_desktop.reports.document import Block


def wording(task_set: TaskSet) -> tuple[Block, ...]:
    """Return the full list in two columns, kept on one page; nothing for a set without tasks."""
    tasks = task_set.tasks
    if not tasks:
        return ()
    items = tuple((f"{task.code}.", name_of(task)) for task in tasks)
    return (KeepTogether((Heading(_("Nội dung các phần việc"), 2), Numbered(items))),)


def name_of(task: Task) -> str:
    """Return a task's full wording, or that nobody has typed it in yet."""
    return task.name or _("(chưa nhập nội dung từ văn bản của tỉnh)")


def label_of(task: Task) -> str:
    """Return number and short name, for charts and narrow tables."""
    name = task.short_name or task.name
    return f"{task.code}. {name}" if name else _("Phần việc {code}").format(code=task.code)
