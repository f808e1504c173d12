"""The menus of the grid: printing, Excel, and everything that the keys do, for those who look it up."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QToolButton

from ntm_desktop.i18n import gettext
from ntm_desktop.i18n import mark as _
from ntm_desktop.ui import icons
from ntm_desktop.ui.grid.keys import Do

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

# The keys stand behind a tab: the table itself hears them, a second listener would only get in the way.
_COMMANDS: tuple[tuple[Do | None, str, str, str], ...] = (
    (Do.ACHIEVED, _("Đạ&t"), "1", "ok"),
    (Do.NOT_ACHIEVED, _("C&hưa đạt"), "0", "cancel"),
    (Do.NOT_APPLICABLE, _("&Không áp dụng"), "-", ""),
    (Do.NOT_ASSESSED, _("&Xóa (chưa đánh giá)"), "Delete", "delete"),
    (Do.REGISTER, _("Đăn&g ký / bỏ đăng ký"), "R", ""),
    (Do.REMARK, _("&Ghi chú và ngày…"), "F2", "edit"),
    (None, "", "", ""),
    (Do.ALL_ACHIEVED, _("&Tất cả đạt, rồi sửa ngoại lệ"), "Ctrl+Shift+1", ""),
    (Do.FILL_DOWN, _("Điền x&uống"), "Ctrl+D", "down"),
    (Do.FILL_RIGHT, _("Điền sang &phải"), "Ctrl+R", "next"),
    (None, "", "", ""),
    (Do.COPY, _("&Sao chép"), "Ctrl+C", "copy"),
    (Do.COPY_WITH_HEADS, _("Sao chép kèm t&iêu đề"), "Ctrl+Shift+C", ""),
    (Do.PASTE, _("&Dán"), "Ctrl+V", "paste"),
    (Do.SELECT_ALL, _("Chọn tất &cả"), "Ctrl+A", ""),
    (None, "", "", ""),
    (Do.REFRESH, _("&Lọc lại"), "F5", "refresh"),
)
_DIRECTIONS = ((False, _("Nhập xong sang &việc kế tiếp")), (True, _("Nhập xong xuống hộ kế tiế&p")))


class GridMenus:
    """Three actions for the header, each with a menu. `run` carries out a `Do`."""

    def __init__(
        self,
        owner: QWidget,
        run: Callable[[Do], object],
        set_downwards: Callable[[bool], object],
        outside: tuple[Callable[[], object], ...],
    ) -> None:
        self._owner = owner
        self._texts: list[tuple[QAction, str, str]] = []
        print_filled, print_blank, write_excel, read_excel = outside
        self.edit = self._menu("edit", _("Thao tá&c"))
        for what, words, keys, icon in _COMMANDS:
            if what is None:
                self._under(self.edit).addSeparator()
            else:
                self._item(self.edit, words, partial(run, what), keys, icon)
        self._under(self.edit).addSeparator()
        self.directions = self._direction_items(set_downwards)
        self.print = self._menu("print", _("&In"))
        self._item(self.print, _("&In sổ đã nhập…"), print_filled, "Ctrl+P", "print")
        self._item(self.print, _("In phiếu &trống cho trưởng thôn…"), print_blank, "Ctrl+Shift+P", "")
        self.excel = self._menu("excel", "&Excel")  # a product's name, in any language
        self._item(self.excel, _("&Xuất ra Excel…"), write_excel, "Ctrl+E", "export")
        self._item(self.excel, _("&Nhập kết quả từ Excel…"), read_excel, "Ctrl+I", "import")
        self.retranslate()

    def shown(self) -> tuple[QAction, ...]:
        """Return the actions for the header."""
        return (self.edit, self.print, self.excel)

    def commands(self) -> list[QAction]:
        """Return the items of the command menu, for the table's own menu."""
        return self._under(self.edit).actions()

    def retranslate(self) -> None:
        """Set every text anew."""
        for action, words, keys in self._texts:
            text = gettext(words)
            action.setText(f"{text}\t{keys}" if keys else text)
            if action in self.shown():
                action.setIconText(text)  # what a button of the header says; without it Qt drops the Alt letter
            action.setToolTip(text.replace("&", ""))

    def _menu(self, icon: str, words: str) -> QAction:
        # An action of our own: Python loses hold of a menu's own action when the header clears its bar.
        action = QAction(self._owner)
        action.setMenu(QMenu(self._owner))
        icons.put(action, icon)
        action.triggered.connect(lambda: open_below(action))
        self._texts.append((action, words, ""))
        return action

    def _under(self, action: QAction) -> QMenu:
        menu = action.menu()
        if not isinstance(menu, QMenu):
            raise TypeError(action)
        return menu

    def _item(self, under: QAction, words: str, do: Callable[[], object], keys: str, icon: str) -> None:
        item = self._under(under).addAction("")
        item.triggered.connect(lambda _checked=False: do())
        if icon:
            icons.put(item, icon)
        self._texts.append((item, words, keys))

    def _direction_items(self, set_downwards: Callable[[bool], object]) -> tuple[QAction, ...]:
        group = QActionGroup(self._owner)
        made = []
        for downwards, words in _DIRECTIONS:
            item = self._under(self.edit).addAction("")
            item.setCheckable(True)
            item.setChecked(not downwards)
            group.addAction(item)
            item.triggered.connect(lambda _checked=False, down=downwards: set_downwards(down))
            self._texts.append((item, words, ""))
            made.append(item)
        return tuple(made)


def open_below(action: QAction) -> None:
    """Open an action's menu under its button: a click on the words does what one on the arrow does."""
    menu = action.menu()
    for button in action.associatedObjects():
        if isinstance(menu, QMenu) and isinstance(button, QToolButton) and button.isVisible():
            menu.popup(button.mapToGlobal(button.rect().bottomLeft()))
            return
