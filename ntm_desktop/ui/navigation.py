"""The list of places at the left: an icon, words, and the digit that opens it with Alt or Ctrl."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QIcon, QPalette
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
)

from ntm_desktop.frozen import frozen
from ntm_desktop.i18n import gettext as _
from ntm_desktop.ui import icons
from ntm_desktop.ui.theme import row_height

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtCore import QModelIndex, QPersistentModelIndex
    from PySide6.QtGui import QKeyEvent, QPainter
    from PySide6.QtWidgets import (
        QStyleOptionViewItem,
    )

    from ntm_desktop.ui.page import Page

_ICON = 20
_PAD = 10
_SHORTCUT = Qt.ItemDataRole.UserRole + 1
_EXTRA_HEIGHT = 8
_HINT_WIDTH = 16


@frozen
class PlaceEntry:
    """A place of the window: `title` is a message id, `shortcut` one digit for Alt and Ctrl."""

    id: str
    title: str
    icon: str
    factory: Callable[[], Page]
    shortcut: str = ""


class _Line(QStyledItemDelegate):
    """Draws a place: icon, words, its digit; the selected one with a bar in the accent colour."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw one line."""
        # The list knows itself what `option.state` would say; asking that makes all of QStyle's names, 6 ms at a start.
        widget = self.parent()
        if not isinstance(widget, QListWidget):
            return
        selected = index.row() == widget.currentRow()
        rect: QRect = option.rect
        palette: QPalette = option.palette
        focused = widget.isActiveWindow() and widget.hasFocus()
        group = QPalette.ColorGroup.Active if focused else QPalette.ColorGroup.Inactive
        if selected:
            painter.fillRect(rect, palette.color(group, QPalette.ColorRole.Highlight))
            bar = QRect(rect.left(), rect.top(), 4, rect.height())
            painter.fillRect(bar, palette.color(QPalette.ColorGroup.Active, QPalette.ColorRole.Accent))
        self._words(painter, rect, palette, index, group if selected else None)

    def _words(
        self,
        painter: QPainter,
        rect: QRect,
        palette: QPalette,
        index: QModelIndex | QPersistentModelIndex,
        selected: QPalette.ColorGroup | None,
    ) -> None:
        strong = selected is QPalette.ColorGroup.Active
        mode = QIcon.Mode.Selected if strong else QIcon.Mode.Normal
        box = QRect(rect.left() + _PAD, rect.center().y() - _ICON // 2 + 1, _ICON, _ICON)
        index.data(Qt.ItemDataRole.DecorationRole).paint(painter, box, Qt.AlignmentFlag.AlignCenter, mode)
        role = QPalette.ColorRole.HighlightedText if selected is not None else QPalette.ColorRole.Text
        painter.setPen(palette.color(selected or QPalette.ColorGroup.Active, role))
        painter.setFont(_bold(self.parent_font(), on=selected is not None))
        words = rect.adjusted(_PAD + _ICON + 8, 0, -_PAD - _HINT_WIDTH, 0)
        fitted = painter.fontMetrics().elidedText(str(index.data()), Qt.TextElideMode.ElideRight, words.width())
        left = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(words, left, fitted)
        if selected is None:
            painter.setPen(palette.color(QPalette.ColorGroup.Active, QPalette.ColorRole.PlaceholderText))
        painter.setFont(self.parent_font())
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(rect.adjusted(0, 0, -_PAD, 0), right, str(index.data(_SHORTCUT)))

    def parent_font(self) -> QFont:
        """Return the font of the list."""
        parent = self.parent()
        return parent.font() if isinstance(parent, QListWidget) else QFont()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return a line a little higher than a table's row; the list itself fits its width to the words."""
        del option, index
        return QSize(_ICON + 2 * _PAD + _HINT_WIDTH, row_height() + _EXTRA_HEIGHT)


class Navigation(QListWidget):
    """The list of places; emits `chosen(id)`, and `entered_page` when Enter goes on into the page."""

    chosen = Signal(str)
    entered_page = Signal()

    def __init__(self, places: Sequence[PlaceEntry]) -> None:
        super().__init__()
        self._places = tuple(places)
        self.setItemDelegate(_Line(self))
        self.setFrameShape(QListWidget.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for place in self._places:
            item = QListWidgetItem(icons.icon(place.icon), "")
            item.setData(_SHORTCUT, place.shortcut)
            self.addItem(item)
        self.retranslate()
        self.currentRowChanged.connect(self._changed)

    def show_place(self, place_id: str) -> None:
        """Mark a place as the current one without announcing it."""
        row = next((row for row, place in enumerate(self._places) if place.id == place_id), -1)
        self.blockSignals(True)  # noqa: FBT003 - Qt's own signature
        self.setCurrentRow(row)
        self.blockSignals(False)  # noqa: FBT003 - Qt's own signature

    def retranslate(self) -> None:
        """Set the words anew and fit the width to them."""
        self.setAccessibleName(_("Các nơi làm việc"))
        for row, place in enumerate(self._places):
            item = self.item(row)
            item.setText(_(place.title))
            if place.shortcut:
                item.setToolTip(_("{title} (Alt+{digit})").format(title=_(place.title), digit=place.shortcut))
        metrics = QFontMetrics(_bold(self.font(), on=True))
        widest = max((metrics.horizontalAdvance(_(place.title)) for place in self._places), default=0)
        self.setFixedWidth(max(widest + _ICON + 2 * _PAD + _HINT_WIDTH + 16, 150) + 2)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and the right arrow go on into the page."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Right}:
            self.entered_page.emit()
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow language, text size and theme."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.LanguageChange, QEvent.Type.FontChange}:
            self.retranslate()
            self.doItemsLayout()
        if event.type() == QEvent.Type.PaletteChange:
            for row, place in enumerate(self._places):
                self.item(row).setIcon(icons.icon(place.icon))

    def _changed(self, row: int) -> None:
        if 0 <= row < len(self._places):
            self.chosen.emit(self._places[row].id)


def _bold(font: QFont, *, on: bool) -> QFont:
    weighted = QFont(font)
    weighted.setBold(on)
    return weighted
