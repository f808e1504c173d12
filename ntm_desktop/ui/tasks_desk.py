"""What the task grid asks for outside itself: paper, Excel, importing a filled sheet, the place of households."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ntm_desktop.services.reporting import Wanted
from ntm_desktop.ui.answer_import import AnswerImport
from ntm_desktop.ui.pages.tasks import TasksPage
from ntm_desktop.ui.print_desk import PrintDesk

if TYPE_CHECKING:
    from ntm_desktop.ui.workplace import Workplace


def connected_tasks_page(workplace: Workplace) -> TasksPage:
    """Return the task grid with its paper, its Excel and its way to the households."""
    page = TasksPage(workplace.context, workplace.prompter, workplace.changes)
    desk = PrintDesk(workplace, page)
    taking_in = AnswerImport(workplace, page)

    def wanted() -> Wanted:
        return Wanted(page.year, page.village_id)

    def show(blank: bool) -> None:
        desk.show_report("task-sheet-blank" if blank else "task-sheet", wanted())

    page.print_requested.connect(show)
    page.excel_requested.connect(lambda: desk.save_report("task-sheet", wanted(), "xlsx"))
    page.import_requested.connect(lambda: taking_in.ask(page.year))
    page.households_requested.connect(partial(workplace.go, "households"))
    return page
