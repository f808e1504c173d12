"""«Bàn làm việc»: the year's progress by village, what waits for a person, and the way to each."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QScrollArea,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from ntm_desktop.i18n import day, number, percent
from ntm_desktop.i18n import gettext as _
from ntm_desktop.services import home
from ntm_desktop.ui.buttons import make_button
from ntm_desktop.ui.home import words
from ntm_desktop.ui.home.figures import Figure
from ntm_desktop.ui.home.milestones import Milestones
from ntm_desktop.ui.home.progress_table import ACHIEVED, ASSESSED, BarDelegate, ProgressModel, fit_columns
from ntm_desktop.ui.page import Page
from ntm_desktop.ui.theme import prepare_table
from ntm_desktop.ui.worker import Worker

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtGui import QShowEvent

    from ntm_desktop.services.home import Home, Waiting
    from ntm_desktop.ui.workplace import Workplace

_WAITING_WIDTH = 300
_MILESTONES_AFTER_MS = 600  # reading a plan must not keep the first window waiting


class HomePage(Page):
    """The first page of a commune."""

    help_topic = "home"

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace = workplace
        self._year: int | None = None
        self._first: QPushButton | None = None
        self.shown: Home | None = None
        self.years = QComboBox()
        self.figures = tuple(Figure() for _index in range(4))
        self.model = ProgressModel()
        self.table = QTableView()
        self.sum = QLabel()
        self.heading = QLabel()
        self.waiting_heading = QLabel()
        self.waiting = QVBoxLayout()
        self.backup = make_button("backup", "", partial(workplace.go, "settings/backups"))
        self.receipt = make_button("receiving", "", partial(workplace.go, "exchange"))
        self.milestones = Milestones(partial(workplace.go, "settings/office"))
        self._reader = Worker(self)
        self._due = QTimer(self, interval=_MILESTONES_AFTER_MS, singleShot=True)
        self._due.timeout.connect(self._read_milestones)
        self._movement: tuple[str, date] | None = None
        self._lay_out()
        self._connect()
        self.refresh(None)

    def refresh(self, changed: object) -> None:
        """Read the figures anew; they come from kept totals, so that this is quick."""
        del changed
        self.shown = home.figures(self._workplace.context, self._year)
        self._show(self.shown)

    def retranslate(self) -> None:
        """Word everything anew."""
        self.model.retranslate()
        self.milestones.retranslate()
        if self.shown is not None:
            self._show(self.shown)

    def showEvent(self, event: QShowEvent) -> None:
        """Read the movement's deadlines, once the page stands; anew on another day or for another movement."""
        super().showEvent(event)
        self._due.start()

    def wait(self) -> None:
        """Wait for what is being read: before the data goes."""
        self._due.stop()
        self._reader.wait()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self.shown is not None:
            fit_columns(self.table, self.shown.villages)

    def focus_start(self) -> None:
        """Begin at what waits, or at the table."""
        (self._first or self.table).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        for figure in self.figures:
            top.addWidget(figure, 1)
        prepare_table(self.table)
        self.table.setModel(self.model)
        self.table.setItemDelegate(BarDelegate(self.table))
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setTabKeyNavigation(False)
        heads = self.table.horizontalHeader()
        for column in (ASSESSED, ACHIEVED):
            heads.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        left = QVBoxLayout()
        head = QHBoxLayout()
        head.addWidget(self.heading, 1)
        head.addWidget(self.years)
        left.addLayout(head)
        left.addWidget(self.table, 1)
        self.sum.setWordWrap(True)
        left.addWidget(self.sum)
        left.addWidget(self.milestones)
        for button in (self.backup, self.receipt):
            left.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        right = self._waiting_column()
        body = QHBoxLayout()
        body.setSpacing(14)
        body.addLayout(left, 1)
        body.addLayout(right)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(12, 10, 12, 10)
        whole.setSpacing(10)
        whole.addLayout(top)
        whole.addLayout(body, 1)

    def _waiting_column(self) -> QVBoxLayout:
        """Return the column of what waits; where the screen is low it scrolls by itself."""
        lines = QWidget()
        inside = QVBoxLayout(lines)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addLayout(self.waiting)
        inside.addStretch(1)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setFixedWidth(_WAITING_WIDTH)
        area.setWidget(lines)
        column = QVBoxLayout()
        column.addWidget(self.waiting_heading)
        column.addWidget(area, 1)
        return column

    def _connect(self) -> None:
        places = ("households", "tasks", "reports/achieved", "exchange")
        for figure, place in zip(self.figures, places, strict=True):
            figure.opened.connect(partial(self._workplace.go, place))
        self.years.activated.connect(self._choose_year)
        self.table.activated.connect(lambda index: self._open_sheet(index.row()))

    def _open_sheet(self, row: int) -> None:
        """Open the sheet of a row's village, in the year in view."""
        year = self.shown.year if self.shown is not None else None
        self._workplace.go(f"tasks/{year}/{self.model.unit(row).code}")

    def _read_milestones(self) -> None:
        if not self.isVisible():
            return  # its window may be gone, and the data with it; whoever shows the page asks again
        context = self._workplace.context
        asked = (context.office.movement, context.clock().date())
        if asked == self._movement:
            return

        def read() -> object:
            from ntm_desktop.services import milestones  # the plans are not for every start

            return milestones.of_movement(context.catalogue, *asked)

        def show(found: Any) -> None:  # noqa: ANN401 - what `read` returned
            self._movement = asked
            self.milestones.show_found(found, asked[0])

        def failed(error: BaseException) -> None:
            self._movement = asked  # told once, not each time that the page is shown
            self._workplace.prompter.show_error(error)

        self._reader.start(read, show, failed)

    def _choose_year(self, index: int) -> None:
        self._year = self.years.itemData(index)
        self.refresh(None)

    def _show(self, found: Home) -> None:
        self._show_figures(found)
        self.model.show_units(found.villages)
        fit_columns(self.table, found.villages)
        self.years.clear()
        for year in found.years:
            self.years.addItem(_("Năm {year}").format(year=year), year)
        self.years.setCurrentIndex(max(0, self.years.findData(found.year)))
        self.years.setVisible(bool(found.years))
        self.heading.setText("<b>" + _("Tiến độ theo ấp, thôn") + "</b>")
        whole = found.whole
        self.sum.setText(
            _("Toàn xã: {households} hộ trên phiếu · đánh giá đủ {assessed} · hoàn thành {achieved}").format(
                households=number(whole.households),
                assessed=f"{number(whole.assessed)} ({percent(whole.assessed, whole.households)})",
                achieved=f"{number(whole.all_achieved)} ({percent(whole.all_achieved, whole.households)})",
            )
        )
        self._show_waiting(found)
        self.backup.setText(words.last_backup(found.last_backup, ahead=found.backup_ahead))
        self.receipt.setText(words.last_receipt(found.last_receipt))

    def _show_figures(self, found: Home) -> None:
        whole = found.whole
        since = _("từ {day}").format(day=day(found.unsent_since)) if found.unsent_since else ""
        shown = (
            (number(found.households), _("hộ đang quản lý")),
            (percent(whole.assessed, whole.households), _("hộ đã đánh giá đủ các phần việc")),
            (percent(whole.all_achieved, whole.households), _("hộ hoàn thành mọi phần việc")),
            (number(found.unsent), _("thay đổi chưa gửi") + (f" ({since})" if since else "")),
        )
        for figure, (value, name) in zip(self.figures, shown, strict=True):
            figure.show_figure(value, name)

    def _show_waiting(self, found: Home) -> None:
        self.waiting_heading.setText("<b>" + _("Việc đang chờ") + "</b>")
        while (item := self.waiting.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        self._first = None
        for waiting in found.waiting:
            self.waiting.addWidget(self._line(waiting))
        if not found.waiting:
            self.waiting.addWidget(QLabel(_("Không có việc nào đang chờ.")))

    def _line(self, waiting: Waiting) -> QWidget:
        line = QWidget()
        line.setBackgroundRole(QPalette.ColorRole.Base)
        line.setAutoFillBackground(True)
        said = QLabel(words.sentence(waiting))
        said.setWordWrap(True)
        button = QPushButton(words.button(waiting))
        button.setAutoDefault(True)  # Enter presses it, too
        button.clicked.connect(partial(self._workplace.go, waiting.place))
        self._first = self._first or button
        layout = QVBoxLayout(line)
        layout.setContentsMargins(10, 8, 10, 8)
        layout.addWidget(said)
        layout.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        return line
