"""The actions of the place: words, keys, where they are shown, and when they can be used."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QToolButton

from ntm_desktop.domain.households import HouseholdStatus
from ntm_desktop.i18n import gettext
from ntm_desktop.i18n import mark as _
from ntm_desktop.ui.buttons import EnterPresses, make_action, word_action

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QWidget

    from ntm_desktop.ui.models.household_rows import Line


@dataclass(frozen=True, slots=True)
class Command:
    """One action: `icon` of resources/icons, `words` a message id with its Alt letter, `keys` as Qt writes them."""

    name: str
    icon: str
    words: str
    keys: str = ""


# For the header of the window, and for the line above the list.
HEADER = (
    Command("add", "add", _("Thêm &hộ"), "Ctrl+N"),
    Command("import", "import", _("Nhập từ &Excel"), "Ctrl+I"),
    Command("export", "export", _("X&uất Excel"), "Ctrl+E"),
    Command("villages", "village", _("Ấ&p, thôn…"), "Ctrl+B"),
)
ROW = (
    Command("edit", "edit", _("&Sửa"), "F2"),
    Command("move", "next", _("&Chuyển ấp"), "F3"),
    Command("split", "person", _("&Tách hộ"), "Ctrl+T"),
    Command("merge", "households", _("&Nhập hộ"), "Ctrl+G"),
    Command("close", "lock", _("Đón&g hộ")),
    Command("reopen", "unlock", _("&Mở lại hộ")),
)
COPY = Command("copy", "copy", _("Sao chép để dán vào Excel"))
SORT = Command("sort", "down", _("&Xếp theo tên / theo ấp"), "F7")
DETAILS = Command("details", "info", _("&Xem chi tiết"), "F4")
COMMANDS = (*HEADER, *ROW, COPY, SORT, DETAILS)
# Why an act cannot be done with what is selected.
_WHY = {
    "edit": _("Sửa từng hộ một: hãy chọn một hộ."),
    "split": _("Tách từng hộ một: hãy chọn một hộ đang ở."),
    "move": _("Chỉ chuyển được hộ đang ở."),
    "merge": _("Chỉ nhập được hộ đang ở."),
    "close": _("Chỉ đóng được hộ đang ở."),
    "reopen": _("Chỉ mở lại được hộ đã đóng."),
}


def make_actions(page: QWidget, do: Callable[[str], None]) -> dict[str, QAction]:
    """Make every action as a child of the page; their keys work while the page is in view."""
    made = {}
    for command in COMMANDS:
        action = make_action(page, command.icon, gettext(command.words), _doing(do, command.name), command.keys)
        page.addAction(action)
        made[command.name] = action
    made["details"].setCheckable(True)
    return made


def word_actions(actions: Mapping[str, QAction]) -> None:
    """Word the actions anew."""
    for command in COMMANDS:
        word_action(actions[command.name], gettext(command.words))


def enable(actions: Mapping[str, QAction], selected: Sequence[Line], *, any_shown: bool) -> None:
    """Offer only what can be done with the selected households."""
    active = [line for line in selected if line.household.status is HouseholdStatus.ACTIVE]
    all_active = bool(selected) and len(active) == len(selected)
    usable = {
        "edit": len(selected) == 1,
        "move": all_active,
        "split": len(selected) == 1 and all_active,
        "merge": all_active,
        "close": all_active,
        "reopen": bool(selected) and not active,
        "copy": bool(selected),
        "export": any_shown,
    }
    for name, on in usable.items():
        actions[name].setEnabled(on)
    actions["reopen"].setVisible(usable["reopen"])


def why_not(name: str) -> str:
    """Say why a command of `ROW` cannot be carried out with the selected households."""
    return gettext(_WHY[name])


def named(keys: QKeySequence) -> str:
    """Return the command of `ROW` that has these keys; empty for none."""
    return next((one.name for one in ROW if one.keys and QKeySequence(one.keys) == keys), "")


def button_of(action: QAction) -> QToolButton:
    """Return a button that does what an action does, with its Alt letter (which Qt's own default action drops)."""
    button = QToolButton()
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    EnterPresses(button)
    button.clicked.connect(lambda: action.trigger())  # noqa: PLW0108 - drops Qt's `checked`

    def follow() -> None:
        button.setText(action.text())
        button.setIcon(action.icon())
        button.setToolTip(action.toolTip())
        button.setEnabled(action.isEnabled())
        button.setVisible(action.isVisible())
        button.setCheckable(action.isCheckable())
        button.setChecked(action.isChecked())

    action.changed.connect(follow)
    follow()
    return button


def _doing(do: Callable[[str], None], name: str) -> Callable[[], None]:
    return lambda: do(name)
