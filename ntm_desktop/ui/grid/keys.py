"""Which key does what in the grid: one table, which the manual lists too."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent


class Do(StrEnum):
    """What can be done to the cell or the block that is selected."""

    ACHIEVED = "achieved"
    NOT_ACHIEVED = "not_achieved"
    NOT_APPLICABLE = "not_applicable"
    NOT_ASSESSED = "not_assessed"
    REGISTER = "register"
    FILL_DOWN = "fill_down"
    FILL_RIGHT = "fill_right"
    ALL_ACHIEVED = "all_achieved"
    SELECT_ALL = "select_all"
    COPY = "copy"
    COPY_WITH_HEADS = "copy_with_heads"
    CUT = "cut"
    PASTE = "paste"
    UNDO = "undo"
    REDO = "redo"
    REMARK = "remark"
    REFRESH = "refresh"
    COLLAPSE = "collapse"


class Move(StrEnum):
    """Where the current cell can go."""

    LEFT = "left"
    RIGHT = "right"
    UP = "up"
    DOWN = "down"
    NEXT = "next"
    BACK = "back"
    ROW_START = "row_start"
    ROW_END = "row_end"
    TOP = "top"
    BOTTOM = "bottom"
    PAGE_UP = "page_up"
    PAGE_DOWN = "page_down"


_K = Qt.Key
_NONE = Qt.KeyboardModifier.NoModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_CTRL = Qt.KeyboardModifier.ControlModifier

_TYPED = {
    "1": Do.ACHIEVED,
    " ": Do.ACHIEVED,
    "0": Do.NOT_ACHIEVED,
    "-": Do.NOT_APPLICABLE,
    "–": Do.NOT_APPLICABLE,
    "r": Do.REGISTER,
    "R": Do.REGISTER,
}
_PLAIN = {
    _K.Key_Delete: Do.NOT_ASSESSED,
    _K.Key_Backspace: Do.NOT_ASSESSED,
    _K.Key_F2: Do.REMARK,
    _K.Key_F5: Do.REFRESH,
    _K.Key_Escape: Do.COLLAPSE,
}
_WITH_CTRL = {
    _K.Key_D: Do.FILL_DOWN,
    _K.Key_R: Do.FILL_RIGHT,
    _K.Key_A: Do.SELECT_ALL,
    _K.Key_C: Do.COPY,
    _K.Key_Insert: Do.COPY,
    _K.Key_X: Do.CUT,
    _K.Key_V: Do.PASTE,
    _K.Key_Z: Do.UNDO,
    _K.Key_Y: Do.REDO,
}
_WITH_CTRL_SHIFT = {
    _K.Key_C: Do.COPY_WITH_HEADS,
    _K.Key_1: Do.ALL_ACHIEVED,
    _K.Key_Exclam: Do.ALL_ACHIEVED,  # what Shift+1 is called on most keyboards
    _K.Key_Z: Do.REDO,
}
_MOVES = {
    _K.Key_Left: Move.LEFT,
    _K.Key_Right: Move.RIGHT,
    _K.Key_Up: Move.UP,
    _K.Key_Down: Move.DOWN,
    _K.Key_Home: Move.ROW_START,
    _K.Key_End: Move.ROW_END,
    _K.Key_PageUp: Move.PAGE_UP,
    _K.Key_PageDown: Move.PAGE_DOWN,
}
_MOVES_WITH_CTRL = {
    _K.Key_Home: Move.TOP,
    _K.Key_End: Move.BOTTOM,
    _K.Key_Up: Move.TOP,
    _K.Key_Down: Move.BOTTOM,
    _K.Key_Left: Move.ROW_START,
    _K.Key_Right: Move.ROW_END,
}
_ENTER = {_K.Key_Return, _K.Key_Enter}


def command_of(event: QKeyEvent) -> Do | None:
    """Return what a key asks for; None where it is not ours."""
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    key = _K(event.key())
    if held == _CTRL:
        return _WITH_CTRL.get(key)
    if held == _CTRL | _SHIFT:
        return _WITH_CTRL_SHIFT.get(key)
    if held == _SHIFT and key == _K.Key_Insert:
        return Do.PASTE
    if held in {_NONE, _SHIFT}:
        return _TYPED.get(event.text()) or (_PLAIN.get(key) if held == _NONE else None)
    return None


def typed_command(text: str) -> Do | None:
    """Return what a text asks for that an input method committed as a whole."""
    return _TYPED.get(text)


def is_text(event: QKeyEvent) -> bool:
    """Return whether a key types a character, which here writes nothing."""
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return held in {_NONE, _SHIFT} and event.text().isprintable() and bool(event.text().strip())


def move_of(event: QKeyEvent) -> tuple[Move, bool] | None:
    """Return where a key goes, and whether it stretches the block; None where it goes nowhere."""
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    key = _K(event.key())
    shift = bool(held & _SHIFT)
    if key in _ENTER and held in {_NONE, _SHIFT}:
        return (Move.UP if shift else Move.DOWN), False
    if key in {_K.Key_Tab, _K.Key_Backtab} and held in {_NONE, _SHIFT}:
        return (Move.BACK if key == _K.Key_Backtab or shift else Move.NEXT), False
    if held in {_CTRL, _CTRL | _SHIFT}:
        move = _MOVES_WITH_CTRL.get(key)
    else:
        move = _MOVES.get(key) if held in {_NONE, _SHIFT} else None
    return None if move is None else (move, shift)


def moved(move: Move, cell: tuple[int, int], size: tuple[int, int], page: int) -> tuple[int, int]:
    """Return the cell (line, task) to which a move leads on a sheet of `size`; `page` is the lines in view.

    NEXT and BACK go on to the neighbouring household at the end of a line.
    """
    (line, task), (lines, tasks) = cell, size
    if move in {Move.NEXT, Move.BACK}:
        flat = line * tasks + task + (1 if move is Move.NEXT else -1)
        return divmod(min(max(flat, 0), lines * tasks - 1), tasks)
    line, task = {
        Move.LEFT: (line, task - 1),
        Move.RIGHT: (line, task + 1),
        Move.UP: (line - 1, task),
        Move.DOWN: (line + 1, task),
        Move.ROW_START: (line, 0),
        Move.ROW_END: (line, tasks - 1),
        Move.TOP: (0, 0),
        Move.BOTTOM: (lines - 1, tasks - 1),
        Move.PAGE_UP: (line - page, task),
        Move.PAGE_DOWN: (line + page, task),
    }[move]
    return min(max(line, 0), lines - 1), min(max(task, 0), tasks - 1)
