"""The preview of a printed document: read it, page through it, print it, save it; all by keyboard."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QIntValidator, QKeySequence, QShortcut
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QToolBar, QVBoxLayout

from ntm_desktop.errors import EnvironmentFault, UserError
from ntm_desktop.i18n import gettext as _
from ntm_desktop.i18n import number
from ntm_desktop.ui import icons
from ntm_desktop.ui.buttons import make_action, make_reachable, word_action
from ntm_desktop.ui.page_view import Fit, PageView
from ntm_desktop.ui.printing import PrintRun
from ntm_desktop.ui.status import BusyArea
from ntm_desktop.ui.tasks import TaskWords

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QWidget

    from ntm_desktop.ui.page_view import PageSource

_SIZE = (980, 540)


@dataclass(frozen=True, slots=True)
class Export:
    """A button that saves the document in another form: `label` is a message id."""

    label: str
    icon: str
    shortcut: str
    run: Callable[[], None]


def ask_printer(parent: QWidget, pages: int, report: Callable[[BaseException], None]) -> QPrinter | None:
    """Let the person choose printer and pages; None where they gave up, or where there is no printer."""
    if not QPrinterInfo.availablePrinters():
        report(UserError("shell.no_printer"))
        return None
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    dialog = QPrintDialog(printer, parent)
    dialog.setMinMax(1, pages)
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
    accepted = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    return printer if accepted else None


class PreviewWindow(QDialog):
    """Shows the pages of a source. `printed` is called with the printer's name once all pages are with it.

    Keys: Page Up/Down and Home/End through the pages, Ctrl+G to a page, + - zoom, Ctrl+0 the whole
    page, Ctrl+9 its width, Ctrl+P prints, Esc closes; the exports carry their own.
    """

    def __init__(
        self,
        title: str,
        source: PageSource,
        exports: tuple[Export, ...] = (),
        *,
        report: Callable[[BaseException], None],
        printer: Callable[[QWidget, int, Callable[[BaseException], None]], QPrinter | None] = ask_printer,
        printed: Callable[[str], object] = lambda _printer: None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setWindowTitle(title)
        self.resize(*_SIZE)
        self._source = source
        self._exports = exports
        self._report = report
        self._ask_printer = printer
        self._tell_printed = printed
        self.run: PrintRun | None = None
        self.view = PageView(source)
        self.bar = QToolBar()
        self.bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.page = QLineEdit()
        self.total = QLabel()
        self.zoom = QLabel()
        self.busy = BusyArea()
        self._actions = self._fill_bar()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for widget, stretch in ((self.bar, 0), (self.view, 1), (self.busy, 0)):
            layout.addWidget(widget, stretch)
        self._connect()
        self.retranslate()
        self.view.setFocus()

    def print_pages(self) -> None:
        """Ask for a printer and print."""
        if self.run is not None:
            return
        printer = self._ask_printer(self, len(self._source), self._report)
        if printer is None:
            return
        first = max(printer.fromPage(), 1) - 1
        last = (printer.toPage() or len(self._source)) - 1
        self.run = PrintRun(self._source, printer, first, min(last, len(self._source) - 1), self)
        self.run.progressed.connect(self.busy.tell)
        self.run.finished.connect(partial(self._printed, printer.printerName()))
        self.busy.cancel_asked.connect(self.run.cancel)
        self.busy.begin(TaskWords(_("Đang in")))
        self.run.start()

    def retranslate(self) -> None:
        """Word the buttons anew."""
        words = (
            _("Trang trước"),
            _("Trang sau"),
            _("Thu nhỏ"),
            _("Phóng to"),
            _("Vừa chiều rộng"),
            _("Vừa trang"),
            _("In"),
            *(_(export.label) for export in self._exports),
        )
        for action, said in zip(self._actions, words, strict=True):
            word_action(action, said)
        self.page.setAccessibleName(_("Số trang"))
        self._page_changed(self.view.index)

    def changeEvent(self, event: QEvent) -> None:
        """Follow language and theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        if event.type() == QEvent.Type.PaletteChange:
            icons.redraw(self)

    def _fill_bar(self) -> tuple[QAction, ...]:
        before = self._add("back", partial(self._turn, -1), "Alt+Left")
        self.bar.addWidget(self.page)
        self.bar.addWidget(self.total)
        after = self._add("next", partial(self._turn, 1), "Alt+Right")
        self.bar.addSeparator()
        smaller = self._add("zoom_out", partial(self.view.zoom_by, -1), "Ctrl+-")
        self.bar.addWidget(self.zoom)
        larger = self._add("zoom_in", partial(self.view.zoom_by, 1), "Ctrl++")
        wide = self._add("fit_width", partial(self.view.set_fit, Fit.WIDTH), "Ctrl+9")
        whole = self._add("fit_page", partial(self.view.set_fit, Fit.PAGE), "Ctrl+0")
        self.bar.addSeparator()
        printing = self._add("print", self.print_pages, "Ctrl+P")
        saving = tuple(self._add(each.icon, each.run, each.shortcut) for each in self._exports)
        for action in (before, after, smaller, larger, wide, whole):
            self._icon_only(action)
        make_reachable(self.bar)
        return (before, after, smaller, larger, wide, whole, printing, *saving)

    def _add(self, icon: str, do: Callable[[], object], keys: str) -> QAction:
        action = make_action(self, icon, "", do, keys)
        self.bar.addAction(action)
        return action

    def _icon_only(self, action: QAction) -> None:
        button = self.bar.widgetForAction(action)
        button.setProperty("toolButtonStyle", Qt.ToolButtonStyle.ToolButtonIconOnly)

    def _connect(self) -> None:
        self.page.setFixedWidth(56)
        self.page.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.page.setValidator(QIntValidator(1, max(1, len(self._source)), self))
        self.page.returnPressed.connect(self._go_to_typed)
        self.view.page_changed.connect(self._page_changed)
        self.view.zoom_changed.connect(self._zoom_changed)
        QShortcut(QKeySequence("Ctrl+G"), self, self._ask_page)

    def _turn(self, step: int) -> None:
        self.view.go_to(self.view.index + step)

    def _ask_page(self) -> None:
        self.page.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.page.selectAll()

    def _go_to_typed(self) -> None:
        self.view.go_to(int(self.page.text()) - 1)
        self.view.setFocus()

    def _page_changed(self, index: int) -> None:
        self.page.setText(str(index + 1))
        self.total.setText(_("trên {total} trang").format(total=number(len(self._source))))
        self._actions[0].setEnabled(index > 0)
        self._actions[1].setEnabled(index < len(self._source) - 1)

    def _zoom_changed(self, zoom: float) -> None:
        self.zoom.setText(f"{round(zoom * 100)}%")

    def _printed(self, printer: str, whole: bool) -> None:
        """End the run; what a printer took whole is told to whoever asked to know."""
        run, self.run = self.run, None
        if whole:
            self._tell_printed(printer)
        self.busy.end()
        if run is not None:
            run.deleteLater()
            if run.refused:
                self._report(EnvironmentFault("shell.print_refused"))
