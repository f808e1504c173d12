"""The table: painted from the sheet in memory with pictures drawn once; one rectangle of cells is selected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QTableView

from ntm_desktop.i18n import gettext as _
from ntm_desktop.ui.grid.blocks import Block, spanned
from ntm_desktop.ui.grid.cells import CellPictures, Frame, cell_key, change_of
from ntm_desktop.ui.grid.heads import Corner, NameHead, TaskHead
from ntm_desktop.ui.grid.keys import Do, Move, command_of, is_text, move_of, moved, typed_command
from ntm_desktop.ui.grid.look import Widths, line_height, widths
from ntm_desktop.ui.models.grid import GridModel, Mode
from ntm_desktop.ui.theme import colours_in_use, row_height

if TYPE_CHECKING:
    from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent

Cell = tuple[int, int]
_TINT = 70
_BORDER = 2
_HELD = {Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_CapsLock}


class GridView(QTableView):
    """Shows a `GridModel`. `commanded` carries a `Do`; `moved` says that another cell or block is selected.

    `left` says that Esc had no block to take back, `mistyped` that a key was typed that writes nothing.

    `downwards` is the direction of entry: to the next household, or (else) to the next task.
    """

    commanded = Signal(object)
    moved = Signal()
    left = Signal()
    mistyped = Signal()

    def __init__(self, model: GridModel) -> None:
        super().__init__()
        self._grid = model
        self.downwards = False
        self.with_villages = False
        self._anchor: Cell | None = None
        self._cell: Cell | None = None
        self._household = ""
        self._stray = False
        self._pictures: CellPictures | None = None
        self.names = NameHead(self, self)
        self.heads = TaskHead(self, self)
        self.corner = Corner(self.names, self)
        self._set_up()
        self.setModel(model)
        model.modelReset.connect(self._model_reset)
        self.heads.column_pressed.connect(self._press_column)
        self.names.line_pressed.connect(self._press_line)
        self.corner.pressed.connect(self.select_all)

    @property
    def grid(self) -> GridModel:
        """The sheet that is shown."""
        return self._grid

    @property
    def block(self) -> Block | None:
        """The selected rectangle; None where there is no cell."""
        return spanned(self._anchor, self._cell) if self._anchor is not None and self._cell is not None else None

    @property
    def cell(self) -> Cell | None:
        """The current cell as (line, task)."""
        return self._cell

    def go_to(self, line: int, task: int, *, stretch: bool = False) -> None:
        """Make a cell the current one; with `stretch` the other corner of the block stays."""
        size = self._size()
        if not all(size):
            return
        cell = (min(max(line, 0), size[0] - 1), min(max(task, 0), size[1] - 1))
        self._select(self._anchor if stretch and self._anchor is not None else cell, cell)

    def select(self, block: Block) -> None:
        """Select a block; its top left cell is the current one."""
        self._select((block.bottom, block.right), (block.top, block.left))

    def select_all(self) -> None:
        """Select every cell of the sheet, without moving it."""
        lines, tasks = self._size()
        if lines and tasks:
            self._select((lines - 1, tasks - 1), (0, 0), scroll=False)

    def go_on(self) -> None:
        """Go to the cell that is entered next; at the end of a line (or column) to the start of the next."""
        if self._cell is None:
            return
        (line, task), (lines, tasks) = self._cell, self._size()
        if not self.downwards:
            self.go_to(*moved(Move.NEXT, self._cell, (lines, tasks), 1))
        elif line + 1 < lines:
            self.go_to(line + 1, task)
        elif task + 1 < tasks:
            self.go_to(0, task + 1)

    def lay_out(self) -> None:
        """Divide the width anew: after a resize, another sheet, another size of text."""
        height = line_height(self.height() - self.heads.sizeHint().height(), row_height())
        bar = self.verticalScrollBar().sizeHint().width()
        room = self.width() - 2 * self.frameWidth() - bar
        count = len(self.grid.sheet.rows) if self.grid.sheet else 0
        scale = row_height() / 28
        shares = widths(room, self.grid.task_count, villages=self.with_villages, scale=scale, households=count)
        self.names.widths = shares
        self.names.setMinimumSectionSize(height)
        self.names.setDefaultSectionSize(height)
        self.heads.setDefaultSectionSize(shares.task)
        for column in range(self.grid.task_count):  # one of them held the totals of a shorter list
            self.heads.resizeSection(column, shares.task)
        if self.grid.task_count:
            self.heads.resizeSection(self.grid.task_count, shares.total)
        self._pictures = None
        self.updateGeometries()
        frame = self.frameWidth()
        self.corner.setGeometry(frame, frame, shares.frozen, self.heads.sizeHint().height())
        self.viewport().update()

    @property
    def shares(self) -> Widths:
        """The widths of the columns in use."""
        return self.names.widths

    def _set_up(self) -> None:
        self.setVerticalHeader(self.names)
        self.setHorizontalHeader(self.heads)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setStyleSheet("QTableView { border: 0; }")
        self.setCornerButtonEnabled(False)
        self.setShowGrid(False)
        self.setTabKeyNavigation(True)
        self.setAutoScroll(False)  # `go_to` scrolls; selecting everything must not
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerItem)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        # Without an input method Unikey's keys arrive as plain keys, and nothing can be half composed.
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, on=False)

    def _size(self) -> Cell:
        return len(self.grid.order), self.grid.task_count

    def _select(self, anchor: Cell, cell: Cell, *, scroll: bool = True) -> None:
        before = self.block
        self._anchor, self._cell = anchor, cell
        row = self.grid.row_at(cell[0])
        self._household = row.household.id if row else ""
        block = spanned(anchor, cell)
        corners = QItemSelection(self.grid.index(block.top, block.left), self.grid.index(block.bottom, block.right))
        index = self.grid.index(*cell)
        chosen = self.selectionModel()
        chosen.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        chosen.select(corners, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        if scroll:
            self.scrollTo(index)
        self._update_heads(before, block)
        self.viewport().update(self._rect_of(block))
        if before is not None:
            self.viewport().update(self._rect_of(before))
        self.moved.emit()

    def _update_heads(self, before: Block | None, block: Block) -> None:
        if before is None or (before.top, before.bottom) != (block.top, block.bottom):
            self.names.viewport().update()
        if before is None or (before.left, before.right) != (block.left, block.right):
            self.heads.viewport().update()

    def _rect_of(self, block: Block) -> QRect:
        top, left = self.rowViewportPosition(block.top), self.columnViewportPosition(block.left)
        task, height = self.shares.task, self.names.defaultSectionSize()
        return QRect(left, top, block.width * task, block.height * height)

    def _model_reset(self) -> None:
        """Keep the household and the task that were current, where they are still shown."""
        task = self._cell[1] if self._cell else 0
        line = self.grid.line_of(self._household)
        if line < 0 and self._cell:
            line = self._cell[0]
        self._anchor = self._cell = None
        self.lay_out()
        self.go_to(max(line, 0), task)
        if self._cell is None:
            self.moved.emit()

    def _press_column(self, column: int, stretch: bool) -> None:
        lines, tasks = self._size()
        if lines and column < tasks:
            start = self._anchor[1] if stretch and self._anchor else column
            self._select((lines - 1, start), (0, column), scroll=False)
            self.setFocus(Qt.FocusReason.MouseFocusReason)

    def _press_line(self, line: int, stretch: bool) -> None:
        tasks = self._size()[1]
        if tasks:
            start = self._anchor[0] if stretch and self._anchor else line
            self._select((start, tasks - 1), (line, 0), scroll=False)
            self.setFocus(Qt.FocusReason.MouseFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what the key asks for, or go where it leads; other keys are not ours."""
        what = command_of(event)
        stray, self._stray = self._stray, False
        if stray and event.key() == Qt.Key.Key_Backspace:
            self._stray = True  # Unikey takes its own letter back with it: «dd» becomes «đ»
        elif what is Do.SELECT_ALL:
            self.select_all()
        elif what is Do.COLLAPSE:
            self._collapse()
        elif what is not None:
            self.commanded.emit(what)
        elif is_text(event):
            self._stray = True
            self.mistyped.emit()
        elif not self._move(event):
            self._stray = stray and event.key() in _HELD
            event.ignore()
            return
        event.accept()

    def _move(self, event: QKeyEvent) -> bool:
        going = move_of(event)
        if going is None:
            return False
        if self._cell is not None:
            page = max(1, self.viewport().height() // self.names.defaultSectionSize() - 1)
            self.go_to(*moved(going[0], self._cell, self._size(), page), stretch=going[1])
        return True

    def _collapse(self) -> None:
        if self.block is None or self.block.single:
            self.left.emit()
        elif self._cell is not None:
            self.go_to(*self._cell)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Take a finished «1», «0» or «-»; what is still being composed is nobody's answer."""
        what = typed_command(event.commitString()) if not event.preeditString() else None
        if what is not None:
            self.commanded.emit(what)
        elif event.commitString():
            self.mistyped.emit()
        event.accept()

    def keyboardSearch(self, search: str) -> None:
        """Search nothing: letters are commands here."""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Select a cell; with Shift up to it. The right button leaves a block that it hits."""
        cell = self._cell_at(event)
        block = self.block
        if cell is None:
            return
        inside = block is not None and cell[0] in block.lines and cell[1] in block.tasks
        if event.button() == Qt.MouseButton.LeftButton or not inside:
            self.go_to(*cell, stretch=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Stretch the block to the cell under the mouse."""
        cell = self._cell_at(event)
        if cell is not None and event.buttons() & Qt.MouseButton.LeftButton:
            self.go_to(*cell, stretch=True)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go; Qt's own selection has no part here."""
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open remark and date of the cell."""
        if event.button() == Qt.MouseButton.LeftButton and self._cell_at(event) is not None:
            self.commanded.emit(Do.REMARK)

    def _cell_at(self, event: QMouseEvent) -> Cell | None:
        point = event.position().toPoint()
        line, task = self.rowAt(point.y()), self.columnAt(point.x())
        return (line, task) if line >= 0 and 0 <= task < self.grid.task_count else None

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Divide the new width."""
        super().resizeEvent(event)
        self.lay_out()

    def changeEvent(self, event: QEvent) -> None:
        """Follow theme, size of text and language."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.PaletteChange, QEvent.Type.StyleChange}:
            QTimer.singleShot(0, self, self.lay_out)  # once the children have theirs
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def retranslate(self) -> None:
        """Word what a screen reader says, and draw the heads anew."""
        self.setAccessibleName(_("Bảng kết quả: hộ theo dòng, phần việc theo cột"))
        self._pictures = None
        for part in (self.viewport(), self.heads.viewport(), self.names.viewport(), self.corner):
            part.update()

    def focusInEvent(self, event: QEvent) -> None:
        """Show where the keyboard is."""
        super().focusInEvent(event)  # type: ignore[arg-type] # the stub's QFocusEvent, passed through
        self.viewport().update()

    def focusOutEvent(self, event: QEvent) -> None:
        """Show that the keyboard is elsewhere."""
        super().focusOutEvent(event)  # type: ignore[arg-type] # the stub's QFocusEvent, passed through
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the cells of the part that is asked for, then the block and the current cell over them."""
        if self.grid.sheet is None or not self.grid.order:
            return
        painter = QPainter(self.viewport())
        self._paint_cells(painter, event.rect())
        self._paint_block(painter)
        painter.end()

    def _paint_cells(self, painter: QPainter, part: QRect) -> None:
        grid, sheet = self.grid, self.grid.sheet
        first = self.rowAt(max(part.top(), 0))
        if first < 0 or sheet is None:
            return
        pictures = self._picture_book()
        height, task = self.names.defaultSectionSize(), self.shares.task
        start, top = self.columnViewportPosition(0), self.rowViewportPosition(first)
        left = max(0, (part.left() - start) // task)
        right = min(len(sheet.codes) - 1, (part.right() - start) // task)
        with_total = part.right() >= start + len(sheet.codes) * task
        asked, compare = grid.mode is Mode.REGISTER, grid.compare
        for line in range(first, min(len(grid.order), first + (part.bottom() - top) // height + 1)):
            row = sheet.rows[grid.order[line]]
            before = row.before if compare else b""
            statuses, registered, noted = row.statuses, row.registered, row.noted
            for column in range(left, right + 1):
                change = change_of(before[column], statuses[column]) if before else 0
                key = cell_key(
                    statuses[column],
                    registered=bool(registered[column]),
                    noted=bool(noted[column]),
                    change=change,
                    register_mode=asked,
                )
                painter.drawPixmap(start + column * task, top, pictures.cell(key))
            if with_total:
                text = f"{row.achieved}/{row.applicable}"
                picture = pictures.total(text, complete=row.complete, width=self.shares.total)
                painter.drawPixmap(start + len(sheet.codes) * task, top, picture)
            top += height

    def _paint_block(self, painter: QPainter) -> None:
        block = self.block
        if block is None or self._cell is None:
            return
        colours = colours_in_use()
        ink = QColor(colours.selected if self.hasFocus() else colours.muted)
        if not block.single:
            tint = QColor(ink)
            tint.setAlpha(_TINT)
            painter.fillRect(self._rect_of(block), tint)
            _draw_border(painter, self._rect_of(block), ink, 1)
        _draw_border(painter, self._rect_of(spanned(self._cell, self._cell)), ink, _BORDER)

    def _picture_book(self) -> CellPictures:
        if self._pictures is None:
            size = (self.shares.task, self.names.defaultSectionSize())
            frame = Frame(*size, self.viewport().devicePixelRatioF(), self.font(), colours_in_use())
            self._pictures = CellPictures(frame)
        return self._pictures


def _draw_border(painter: QPainter, rect: QRect, ink: QColor, width: int) -> None:
    inner = rect.adjusted(0, 0, -1, -1)
    painter.fillRect(QRect(inner.left(), inner.top(), inner.width(), width), ink)
    painter.fillRect(QRect(inner.left(), inner.bottom() + 1 - width, inner.width(), width), ink)
    painter.fillRect(QRect(inner.left(), inner.top(), width, inner.height()), ink)
    painter.fillRect(QRect(inner.right() + 1 - width, inner.top(), width, inner.height()), ink)
