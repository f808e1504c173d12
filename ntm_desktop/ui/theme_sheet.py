"""The few rules that Fusion's palette cannot say: outlines seen on dark ground, room inside fields.

Lists of QComboBox open as lists below their field (`combobox-popup: 0`): as Fusion's menus, the rule that gives the
field its ground would paint the marked line white on white.

No rule is made for QTableView (but in high contrast): it would cost every cell of the task grid its time.
"""

from __future__ import annotations

from string import Template
from typing import TYPE_CHECKING

from ntm_desktop import paths

if TYPE_CHECKING:
    from ntm_desktop.ui.colours import Colours

_RULES = Template("""
QPushButton { border: 1px solid $outline; border-radius: 4px; background: $button; padding: 4px 12px; }
QPushButton:hover { background: $resting; color: $resting_text; }
QPushButton:pressed { background: $selected; color: $selected_text; }
QPushButton:default { border: 2px solid $selected; padding: 3px 11px; }
QPushButton:disabled { color: $disabled; border-color: $border; }
QLineEdit, QPlainTextEdit, QTextEdit, QComboBox {
  border: 1px solid $outline; border-radius: 4px; background: $base; padding: 3px 6px; }
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled {
  background: $window; color: $disabled; border-color: $border; }
QAbstractSpinBox QLineEdit, QComboBox QLineEdit { border: 0; padding: 0; }
QAbstractItemView QLineEdit { border: 0; border-radius: 0; padding: 0 2px; }
QTextBrowser { border: 0; border-radius: 0; }
QComboBox { combobox-popup: 0; }
QComboBox QAbstractItemView { border: 1px solid $outline; }
QComboBox::drop-down { border: 0; width: 22px; }
QComboBox::down-arrow { image: url("$icons/mark_down_$ink.svg"); width: 12px; height: 12px; }
QCheckBox::indicator, QRadioButton::indicator, QListView::indicator, QTreeView::indicator {
  border: 1px solid $outline; background: $base; width: 15px; height: 15px; }
QCheckBox::indicator, QListView::indicator, QTreeView::indicator { border-radius: 3px; }
QRadioButton::indicator { border-radius: 8px; }
QCheckBox::indicator:checked, QListView::indicator:checked, QTreeView::indicator:checked {
  border-color: $selected; background: $selected; image: url("$icons/mark_check_$on_selected.svg"); }
QRadioButton::indicator:checked {
  border-color: $selected; background: $selected; image: url("$icons/mark_dot_$on_selected.svg"); }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled {
  border-color: $border; background: $window; }
QHeaderView::section {
  border: 0; border-bottom: 1px solid $border; border-right: 1px solid $border; background: $button;
  padding: 4px 6px; }
QTreeView { border: 1px solid $border; }
QToolTip { border: 1px solid $outline; background: $base; color: $text; padding: 3px; }
""")

_HIGH_CONTRAST_RULES = Template("""
QScrollBar { background: $window; border: 1px solid $outline; }
QScrollBar::handle { background: $outline; min-height: 24px; min-width: 24px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QToolButton { border: 1px solid transparent; padding: 3px; }
QToolButton:hover, QToolButton:focus { border-color: $outline; }
QProgressBar { border: 1px solid $outline; }
QTableView { border: 1px solid $outline; gridline-color: $border; }
QProgressBar::chunk { background: $selected; }
""")


def style_sheet(colours: Colours) -> str:
    """Return the rules in the colours of a theme."""
    values: dict[str, object] = {name: getattr(colours, name) for name in colours.__match_args__}
    values["icons"] = (paths.resources_folder() / "icons").as_posix()
    values["on_selected"] = "white" if colours.selected_text == "#ffffff" else "black"
    values["ink"] = "black" if colours.base == "#ffffff" else "white"
    rules = _RULES.substitute(values)
    if colours.window == colours.base:  # only the high-contrast theme knows no shades
        rules += _HIGH_CONTRAST_RULES.substitute(values)
    return rules
