"""The board: a year's communes as rows, four figures that filter, search without diacritics."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ntm_desktop.domain.text import collation_key, fold
from ntm_desktop.i18n import day, mark, number, percent
from ntm_desktop.i18n import gettext as _
from ntm_desktop.ui.buttons import make_button
from ntm_desktop.ui.exchange.lines import Column, table_of
from ntm_desktop.ui.exchange.panel import Said
from ntm_desktop.ui.grid.notice import Notice
from ntm_desktop.ui.home.figures import Figure
from ntm_desktop.ui.receiving import words
from ntm_desktop.ui.receiving.board import Board, BoardRow, Receipt, Show, matches
from ntm_desktop.ui.search_line import SearchLine

if TYPE_CHECKING:
    from datetime import datetime

SHOWN = {
    Show.ALL: mark("Tất cả đơn vị"),
    Show.RECEIVED: mark("Đã gửi"),
    Show.MISSING: mark("Chưa gửi"),
    Show.LATE: mark("Trễ hạn"),
    Show.PROBLEM: mark("Có vấn đề"),
    Show.RECEIPT: mark("Chưa ghi phiếu tiếp nhận"),
}
_FIGURES = (Show.RECEIVED, Show.MISSING, Show.LATE, Show.PROBLEM)
_NEVER = ""


def _when(at: datetime | None) -> str:
    return day(at) if at is not None else "–"


def _sorted_by(at: datetime | None) -> str:
    return at.isoformat() if at is not None else _NEVER


def _receipt_tone(row: BoardRow) -> str:
    return "warn" if row.receipt is Receipt.TO_WRITE else "good"


COLUMNS: tuple[Column[BoardRow], ...] = (
    Column(mark("Đơn vị"), lambda one: one.status.name, 152, key=lambda one: collation_key(one.status.name)),
    Column(mark("Mã"), lambda one: one.status.code, 54),
    Column(
        mark("Gói số"),
        lambda one: "–" if one.status.sequence is None else number(one.status.sequence),
        56,
        right=True,
        key=lambda one: one.status.sequence or 0,
    ),
    Column(
        mark("Ngày nhận"),
        lambda one: _when(one.status.newest_at),
        94,
        key=lambda one: _sorted_by(one.status.newest_at),
    ),
    Column(mark("Thời hạn"), words.standing_words, 104, tone=words.standing_tone),
    Column(
        mark("Mức đầy đủ"),
        lambda one: percent(one.status.assessed, one.status.households) if one.status.received else "–",
        112,
        key=lambda one: -1.0 if one.share is None else one.share,
        share=lambda one: one.share,
        tip=mark("Tỷ lệ hộ đã được đánh giá đủ các phần việc"),
    ),
    Column(
        mark("Số hộ"),
        lambda one: number(one.status.households) if one.status.received else "–",
        56,
        right=True,
        key=lambda one: one.status.households,
    ),
    Column(mark("Phiếu tiếp nhận"), words.receipt_words, 116, tone=_receipt_tone),
    Column(mark("Vấn đề"), words.problem_words, tone=lambda one: "bad" if one.status.problems else "warn", least=104),
)


class BoardView(QWidget):
    """Emits `year_chosen(int)`, `opened(BoardRow)`, `deadline_asked`, `expected_asked`, `packages_asked`."""

    year_chosen = Signal(int)
    opened = Signal(object)
    deadline_asked = Signal()
    expected_asked = Signal()
    packages_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.board: Board | None = None
        self.figures = {show: Figure() for show in _FIGURES}
        self.years, self.show_box = QComboBox(), QComboBox()
        self.search = SearchLine()
        self._next = ""
        self.deadline = make_button("calendar", "", self.deadline_asked.emit)
        self.expected = make_button("edit", "", self.expected_asked.emit)
        self.table = table_of(COLUMNS, several=True)
        self.said, self.count = Said(backed=True), Said()
        self.notice = Notice()
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()
        self.retranslate()

    def show_board(self, board: Board) -> None:
        """Show a year."""
        self.board = board
        current = self.table.current()
        keep, self._next = self._next or (current.status.code if current is not None else ""), ""
        self._fill_years(board)
        self._word(board)
        self._filter(keep=keep)

    def go_next_to(self, code: str) -> None:
        """Let an office be the current one when the board is shown again: its package has just come."""
        self._next = code

    def wanted(self) -> Show:
        """Return which rows are asked for."""
        return Show(self.show_box.currentData() or Show.ALL)

    def want(self, show: Show) -> None:
        """Show only rows of a kind; again: all of them."""
        wanted = Show.ALL if show is self.wanted() else show
        self.show_box.setCurrentIndex(self.show_box.findData(wanted.value))

    def retranslate(self) -> None:
        """Word everything anew."""
        wanted = self.wanted()
        self.show_box.blockSignals(True)  # noqa: FBT003 - Qt's own
        self.show_box.clear()
        for show, title in SHOWN.items():
            self.show_box.addItem(_(title), show.value)
        self.show_box.setCurrentIndex(self.show_box.findData(wanted.value))
        self.show_box.blockSignals(False)  # noqa: FBT003 - Qt's own
        self.search.setPlaceholderText(_("Tìm đơn vị (Ctrl+F)"))
        self.expected.setText(_("&Danh sách phải gửi…"))
        self.show_box.setAccessibleName(_("Lọc"))
        self.years.setAccessibleName(_("Năm"))
        self.table.model_of_lines.retranslate()
        if self.board is not None:
            self._fill_years(self.board)
            self._word(self.board)
            self._say_count(self.board)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of text, which the figures make larger."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            QTimer.singleShot(0, self, self._resize_texts)  # once the style has settled

    def _resize_texts(self) -> None:
        self.table.set_widths()
        if self.board is not None:
            self._word(self.board)

    def _lay_out(self) -> None:
        top, tools = QHBoxLayout(), QHBoxLayout()
        top.setSpacing(8)
        for figure in self.figures.values():
            top.addWidget(figure, 1)
        self.search.setClearButtonEnabled(True)
        for box in (self.years, self.show_box):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        for widget in (self.years, self.deadline, self.expected, self.show_box):
            tools.addWidget(widget)
        tools.addWidget(self.search, 1)
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.notice)
        self.said.hide()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(12, 10, 12, 8)
        whole.setSpacing(8)
        whole.addLayout(top)
        whole.addLayout(tools)
        whole.addWidget(self.said)
        whole.addWidget(self._stack, 1)
        whole.addWidget(self.count)

    def _connect(self) -> None:
        for show, figure in self.figures.items():
            figure.opened.connect(partial(self.want, show))
        self.years.activated.connect(lambda at: self.year_chosen.emit(self.years.itemData(at)))
        self.show_box.currentIndexChanged.connect(lambda _at: self._filter())
        self.search.textEdited.connect(lambda _text: self._filter())
        self.search.textChanged.connect(lambda text: None if text else self._filter())
        self.search.left.connect(self.table.setFocus)
        self.table.opened.connect(self.opened)

    def _fill_years(self, board: Board) -> None:
        self.years.clear()
        for year in board.years:
            self.years.addItem(_("Năm {year}").format(year=year), year)
        self.years.setCurrentIndex(max(0, self.years.findData(board.year)))

    def _word(self, board: Board) -> None:
        expected = [row for row in board.rows if row.status.expected]
        came = sum(row.status.received for row in expected)
        shown = {
            Show.RECEIVED: (f"{number(came)}/{number(len(expected))}", _("đơn vị đã gửi")),
            Show.MISSING: (number(board.count(Show.MISSING)), _("chưa gửi")),
            Show.LATE: (number(board.count(Show.LATE)), _("trễ hoặc quá hạn")),
            Show.PROBLEM: (number(board.count(Show.PROBLEM)), _("có vấn đề")),
        }
        for show, (value, name) in shown.items():
            self.figures[show].show_figure(value, name)
        due = _("&Hạn gửi: {day}").format(day=day(board.due)) if board.due else _("Đặt &hạn gửi…")
        self.deadline.setText(due)

    def _filter(self, keep: str = "") -> None:
        board = self.board
        if board is None:
            return
        found = [row for row in board.rows if matches(row, self.wanted(), fold(self.search.text()).split())]
        self.table.model_of_lines.show_lines(found)
        lines = self.table.model_of_lines.lines()
        self.table.go_to(next((at for at, row in enumerate(lines) if row.status.code == keep), 0))
        self._say_count(board)
        self._show_stack(board, found=bool(found))

    def _say_count(self, board: Board) -> None:
        shown, waiting = self.table.model_of_lines.rowCount(), board.count(Show.RECEIPT)
        said = _("Đang xem {shown} trong {all} đơn vị").format(shown=number(shown), all=number(len(board.rows)))
        if waiting:
            said += " · " + _("{count} đơn vị chưa được ghi phiếu tiếp nhận").format(count=number(waiting))
        self.count.say(said, "muted")

    def _show_stack(self, board: Board, *, found: bool) -> None:
        if found:
            self._stack.setCurrentWidget(self.table)
            return
        if board.rows:
            text = _("Không đơn vị nào khớp với ô tìm và bộ lọc đang chọn.")
            self.notice.show_words(_("Không có đơn vị nào phù hợp"), text, _("&Bỏ lọc"), "filter", self._show_all)
        else:
            text = _("Hãy chọn các đơn vị phải gửi báo cáo, hoặc nhận gói đầu tiên từ USB của một xã.")
            self.notice.show_words(_("Chưa có đơn vị nào"), text, _("&Nhận gói…"), "import", self.packages_asked.emit)
        self._stack.setCurrentWidget(self.notice)

    def _show_all(self) -> None:
        self.search.clear()
        self.show_box.setCurrentIndex(0)
