"""«Nơi nhận»: who reported and who did not, packages in, receipts out, the way down to a household, the sums."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from ntm_desktop.errors import NtmError
from ntm_desktop.i18n import gettext as _
from ntm_desktop.i18n import mark
from ntm_desktop.services import receiving, receiving_overview, slips
from ntm_desktop.services.reporting import Wanted
from ntm_desktop.ui.buttons import make_action, word_action
from ntm_desktop.ui.exchange.volumes import removable_volumes
from ntm_desktop.ui.forms.fields import Field, Kind
from ntm_desktop.ui.households.form_dialog import FormDialog, FormSpec
from ntm_desktop.ui.page import Page
from ntm_desktop.ui.print_desk import PrintDesk
from ntm_desktop.ui.prompts import Destruction
from ntm_desktop.ui.receiving import board, commune, sums_view
from ntm_desktop.ui.receiving.board_view import BoardView
from ntm_desktop.ui.receiving.commune_view import CommuneView
from ntm_desktop.ui.receiving.expected_dialog import ExpectedDialog
from ntm_desktop.ui.receiving.intake import Intake
from ntm_desktop.ui.receiving.receipts import ReceiptWriting
from ntm_desktop.ui.receiving.sums_view import SumsView
from ntm_desktop.ui.worker import Worker

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from PySide6.QtGui import QAction

    from ntm_desktop.domain.tasks import Task
    from ntm_desktop.services.receiving import InRecord
    from ntm_desktop.services.receiving_overview import StateHousehold
    from ntm_desktop.ui.exchange.volumes import Volume
    from ntm_desktop.ui.forms.fields import Value
    from ntm_desktop.ui.receiving.board import Board, BoardRow
    from ntm_desktop.ui.workplace import Workplace

_DUE = Field("due", mark("&Hạn gửi"), Kind.DATE, hint=mark("Gói đến sau ngày này được ghi là trễ hạn."))


class ReceivingPage(Page):
    """The board; from it, one commune or the sums."""

    help_topic = "receiving"

    def __init__(self, workplace: Workplace, volumes: Callable[[], list[Volume]] = removable_volumes) -> None:
        super().__init__()
        self._workplace = workplace
        self._year: int | None = None
        self._row: BoardRow | None = None
        self.view, self.commune, self.sums = BoardView(), CommuneView(), SumsView()
        self.desk = PrintDesk(workplace, self)
        self.intake = Intake(workplace, self)
        self.receipts = ReceiptWriting(workplace, self, volumes)
        self.expected: ExpectedDialog | None = None
        self.form: FormDialog | None = None
        self._reader, self._look = Worker(self), Worker(self)
        self._due = QTimer(self, interval=0, singleShot=True)
        self._due.timeout.connect(self._read_board)
        self.stack = QStackedWidget()
        for part in (self.view, self.commune, self.sums):
            self.stack.addWidget(part)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.stack)
        self._actions = self._make_actions()
        self._connect()
        self.retranslate()
        self.refresh(None)

    @property
    def board(self) -> Board | None:
        """The board in view, None before it was read."""
        return self.view.board

    @property
    def busy(self) -> bool:
        """Whether something is still being read."""
        return self._due.isActive() or self._reader.busy or self._look.busy

    def actions_shown(self) -> Sequence[QAction]:
        """Return the actions for the header."""
        shown = [self._actions[name] for name in ("files", "folder", "receipts", "sums")]
        if self.board is not None and self.board.superior:
            shown.append(self._actions["upwards"])
        return shown

    def refresh(self, changed: object) -> None:
        """Read the board anew, and what stands over it."""
        del changed
        self._due.start()  # a page that was out of view hears of all changes at once, and reads once

    def _read_board(self) -> None:
        self._reader.forget()
        work = partial(board.read_apart, self._workplace.context, self._year)
        self._reader.start(work, self._show_board, self._workplace.prompter.show_error)

    def retranslate(self) -> None:
        """Word everything anew."""
        for name, words in (
            ("files", _("&Nhận gói…")),
            ("folder", _("Nhận cả &USB…")),
            ("receipts", _("Ghi &phiếu tiếp nhận…")),
            ("sums", _("&Tổng hợp")),
            ("upwards", _("&Gửi lên cấp trên")),
        ):
            word_action(self._actions[name], words)
        for part in (self.view, self.commune, self.sums):
            part.retranslate()

    def focus_start(self) -> None:
        """Begin at what is in view."""
        part = self.stack.currentWidget()
        if part is self.view:
            self.view.table.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            (self.commune if part is self.commune else self.sums).focus_start()

    def focus_search(self) -> None:
        """Search the rows in view."""
        if self.stack.currentWidget() is self.commune:
            self.commune.focus_search()
        else:
            self.show_board()
            self.view.search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_board(self) -> None:
        """Go back to the board."""
        self._row = None
        self._look.forget()
        self.stack.setCurrentWidget(self.view)
        self.view.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_row(self, row: BoardRow) -> None:
        """Look into a commune."""
        self._row = row
        self._read(partial(commune.read_apart, self._workplace.context, row, self._shown_year()), self._show_commune)

    def open_sums(self) -> None:
        """Show the consolidated table."""
        self._read(partial(sums_view.read_apart, self._workplace.context, self._shown_year()), self._show_sums)

    def ask_deadline(self) -> None:
        """Ask by when the year's reports are due."""
        year = self._shown_year()
        spec = FormSpec(
            _("Hạn gửi báo cáo năm {year}").format(year=year),
            (_DUE,),
            _("&Lưu"),
            explain=_("Để trống nếu năm này không có hạn."),
        )
        due = self.board.due if self.board is not None else None
        self.form = FormDialog(spec, partial(self._set_deadline, year), start={"due": due}, parent=self)
        self.form.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.form.open()

    def ask_expected(self) -> None:
        """Ask which offices must report."""
        context = self._workplace.context
        expected = receiving_overview.expected(context)
        units = [
            receiving_overview.ExpectedUnit(one.level, one.code, one.name)
            for one in receiving_overview.units_below(context)
        ]
        known = {(one.level, one.code) for one in units}
        units += [one for one in expected if (one.level, one.code) not in known]
        dialog = ExpectedDialog(units, expected, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self._set_expected(dialog.chosen()))
        self.expected = dialog
        dialog.open()

    def ask_receipts(self) -> None:
        """Ask whose receipts are to be written: those selected, where several are."""
        selected = self.view.table.selected() if self.stack.currentWidget() is self.view else []
        chosen = frozenset(row.status.code for row in selected) if len(selected) > 1 else frozenset()
        if self.board is not None:
            self.receipts.ask(self.board.rows, chosen)

    def undo_package(self, package: InRecord) -> None:
        """Take a package back after asking."""
        touches = _(
            "Gói số {sequence} của {sender} (các năm {years}) sẽ được bỏ khỏi sổ; số liệu trước gói này có hiệu lực"
            " trở lại."
        ).format(
            sequence=package.sequence,
            sender=package.sender_name,
            years=", ".join(str(year) for year in package.period),
        )
        undo = _("Muốn nhận lại, chỉ cần nhận tệp gói ấy một lần nữa. Phiếu tiếp nhận sau sẽ báo cho đơn vị gửi.")
        act = Destruction(_("Hoàn tác gói"), touches, _("&Hoàn tác"), undo)
        if not self._workplace.prompter.confirm_destructive(act):
            return
        try:
            self._workplace.changes.publish(receiving.undo(self._workplace.context, package.id))
        except NtmError as error:
            self._workplace.prompter.show_error(error)

    def show_problems(self, package: InRecord) -> None:
        """Show why a package was refused."""
        title = _("Gói số {sequence} của {sender}").format(sequence=package.sequence, sender=package.sender_name)
        self._workplace.prompter.problems(title, slips.problems_of(package))

    def print_slip(self, package: InRecord) -> None:
        """Show the receipt slip of a package as it will print."""
        self.desk.show_document(lambda reader: slips.receipt_slip(reader, package))

    def wait(self) -> None:
        """Wait for what is being read: before the window goes."""
        self._reader.wait()
        self._look.wait()

    def _make_actions(self) -> dict[str, QAction]:
        return {
            "files": make_action(self, "import", "", self.intake.ask_files, "Ctrl+O"),
            "folder": make_action(self, "usb", "", self.intake.ask_folder, "Ctrl+Shift+O"),
            "receipts": make_action(self, "receiving", "", self.ask_receipts),
            "sums": make_action(self, "chart", "", self.open_sums),
            "upwards": make_action(self, "exchange", "", partial(self._workplace.go, "exchange")),
        }

    def _connect(self) -> None:
        self.view.year_chosen.connect(self._choose_year)
        self.view.opened.connect(self.open_row)
        self.view.deadline_asked.connect(self.ask_deadline)
        self.view.expected_asked.connect(self.ask_expected)
        self.view.packages_asked.connect(self.intake.ask_files)
        self.commune.left.connect(self.show_board)
        self.commune.wanted.connect(self._open_village)
        self.commune.undo_asked.connect(self.undo_package)
        self.commune.problems_asked.connect(self.show_problems)
        self.commune.slip_asked.connect(self.print_slip)
        self.sums.left.connect(self.show_board)
        self.sums.print_asked.connect(self._print_sums)
        self.sums.excel_asked.connect(self._save_sums)
        self.intake.told.connect(self._tell)
        self.intake.received.connect(self.view.go_next_to)
        self.receipts.told.connect(self._tell)

    def _tell(self, words: str, tone: str) -> None:
        """Say what came of an act, where it can be seen: on the board."""
        self.view.said.say(words, tone)
        if self.stack.currentWidget() is not self.view:
            self.show_board()

    def _shown_year(self) -> int:
        return self.board.year if self.board is not None else self._workplace.context.clock().year

    def _choose_year(self, year: int) -> None:
        self._year = year
        self.refresh(None)

    def _show_board(self, found: Board) -> None:
        self.view.show_board(found)
        self.state_changed.emit()
        if self._row is not None and self.stack.currentWidget() is self.commune:
            code = self._row.status.code
            row = next((one for one in found.rows if one.status.code == code), None)
            if row is not None:
                self.open_row(row)
        elif self.stack.currentWidget() is self.sums:
            self.open_sums()

    def _read(self, work: Callable[[], object], done: Callable[[object], None]) -> None:
        self._look.forget()
        self._look.start(work, done, self._workplace.prompter.show_error)

    def _show_commune(self, found: object) -> None:
        if isinstance(found, commune.CommuneFacts):
            self.stack.setCurrentWidget(self.commune)
            self.commune.show_commune(found)

    def _open_village(self, village_id: str) -> None:
        row = self._row
        if row is not None:
            code = row.status.code if row.status.level == "commune" else village_id
            village = village_id if row.status.level == "commune" else ""
            context, year = self._workplace.context, self._shown_year()
            self._read(partial(commune.households_apart, context, code, year, village), self._show_households)

    def _show_households(self, found: object) -> None:
        households, tasks = _two(found)
        self.commune.show_households(households, tasks)

    def _show_sums(self, found: object) -> None:
        if isinstance(found, sums_view.Sums):
            self.stack.setCurrentWidget(self.sums)
            self.sums.show_sums(found)
            self.sums.focus_start()

    def _print_sums(self) -> None:
        self.desk.show_report("consolidated", Wanted(self._shown_year()))

    def _save_sums(self) -> None:
        self.desk.save_report("consolidated", Wanted(self._shown_year()), "xlsx")

    def _set_deadline(self, year: int, values: Mapping[str, Value]) -> None:
        due: date | None = values["due"]  # type: ignore[assignment]  # a field of dates gives dates
        self._workplace.changes.publish(receiving_overview.set_deadline(self._workplace.context, year, due))

    def _set_expected(self, units: Sequence[receiving_overview.ExpectedUnit]) -> None:
        try:
            self._workplace.changes.publish(receiving_overview.set_expected(self._workplace.context, units))
        except NtmError as error:
            self._workplace.prompter.show_error(error)


def _two(found: object) -> tuple[Sequence[StateHousehold], tuple[Task, ...]]:
    return found  # type: ignore[return-value]  # what `households_apart` returned
