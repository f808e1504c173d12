"""From a page to paper: a document is built off the GUI thread, shown, then printed or saved."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ntm_desktop.errors import NtmError
from ntm_desktop.i18n import gettext as _
from ntm_desktop.i18n import mark
from ntm_desktop.services import exports, reporting
from ntm_desktop.ui.page_view import LaidOutPages
from ntm_desktop.ui.preview import Export, PreviewWindow
from ntm_desktop.ui.prompts import Message
from ntm_desktop.ui.tasks import TaskWords

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from PySide6.QtWidgets import QWidget

    from ntm_desktop.services.context import Context
    from ntm_desktop.services.reporting import Wanted
    from ntm_desktop.ui.workplace import Workplace

FILTERS = {"pdf": "PDF (*.pdf)", "xlsx": "Excel (*.xlsx)"}


class PrintDesk(QObject):
    """Builds documents for the pages of one window, and keeps their previews."""

    def __init__(self, workplace: Workplace, parent: QWidget) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._window = parent
        self.preview: PreviewWindow | None = None

    def show_report(self, report_id: str, wanted: Wanted) -> None:
        """Build a report and show it as it will print."""
        self._build(report_id, wanted, self._show)

    def save_report(self, report_id: str, wanted: Wanted, kind: str) -> None:
        """Build a report and save it without showing it."""
        self._build(report_id, wanted, partial(self._save_built, kind))

    def show_document(self, build: Callable[[Context], Any]) -> None:
        """Build any document off the GUI thread (`build` gets a reader of its own) and show it as it will print."""
        self._made(build, _("Đang lập tài liệu"), self._show)

    def _build(self, report_id: str, wanted: Wanted, then: Callable[[Any], None]) -> None:
        self._made(lambda reader: reporting.build(reader, report_id, wanted), _("Đang lập báo cáo"), then)

    def _made(self, build: Callable[[Context], Any], title: str, then: Callable[[Any], None]) -> None:
        def job(progress: Callable[[float, str], None], cancelled: Callable[[], bool]) -> object:
            del cancelled
            progress(-1, "")
            reader = self._workplace.context.for_reading()
            try:
                document = build(reader)
                return document, reporting.pages(document)
            finally:
                reader.database.close()

        self._workplace.tasks.start(TaskWords(title), job, on_done=then)

    def _show(self, built: tuple[Any, Any]) -> None:
        document, pages = built
        exports = (
            Export(mark("Lưu PDF"), "pdf", "Ctrl+S", partial(self._save, document, "pdf")),
            Export(mark("Lưu Excel"), "excel", "Ctrl+E", partial(self._save, document, "xlsx")),
        )
        if self.preview is not None:
            self.preview.close()
            self.preview.deleteLater()
        self.preview = PreviewWindow(
            document.properties.title,
            LaidOutPages(pages),
            exports,
            report=self._workplace.prompter.show_error,
            printed=partial(self._note_printed, document),
            parent=self._window,
        )
        self.preview.showMaximized()

    def _note_printed(self, document: Any, printer: str) -> None:  # noqa: ANN401 - a document of the reports layer
        try:
            exports.printed(self._workplace.context, document, printer)
        except NtmError as error:
            self._workplace.prompter.show_error(error)

    def _save_built(self, kind: str, built: tuple[Any, Any]) -> None:
        self._save(built[0], kind)

    def _save(self, document: Any, kind: str) -> None:  # noqa: ANN401 - a document of the reports layer
        suggested = str(self._folder() / f"{_file_name(document.properties.title)}.{kind}")
        target = self._workplace.prompter.save_file(_("Lưu tài liệu"), suggested, FILTERS[kind])
        if target is None:
            return

        context = self._workplace.context

        def job(progress: Callable[[float, str], None], cancelled: Callable[[], bool]) -> Path:
            def step(done: int, total: int) -> None:
                progress(done / total if total else -1, "")

            exports.write(context, document, kind, target, step, cancelled)
            return target

        self._workplace.preferences.change(last_folder=str(target.parent))
        self._workplace.tasks.start(TaskWords(_("Đang lưu tài liệu")), job, on_done=self._tell_saved)

    def _tell_saved(self, target: Path) -> None:
        self._workplace.prompter.tell(Message(_("Đã lưu tài liệu"), _("Tệp đã ghi xong: {file}").format(file=target)))

    def _folder(self) -> Path:
        last = self._workplace.preferences.current.last_folder
        return Path(last) if last and Path(last).is_dir() else Path.home()


def _file_name(title: str) -> str:
    """Return a title as a file name that every system takes."""
    kept = "".join("-" if letter in '\\/:*?"<>|\n\r\t' else letter for letter in title)
    return kept.strip(" .")[:100] or "tai-lieu"
