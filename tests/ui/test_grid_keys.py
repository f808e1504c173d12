"""Where keys lead, for any sheet; and that the table of keys has no gap."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from ntm_desktop.ui.grid.blocks import spanned
from ntm_desktop.ui.grid.keys import Do, Move, command_of, move_of, moved, typed_command

CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
NONE = Qt.KeyboardModifier.NoModifier
PAD = Qt.KeyboardModifier.KeypadModifier


def press(key: Qt.Key, held: Qt.KeyboardModifier = NONE, text: str = "") -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, key, held, text)


@pytest.mark.parametrize(
    ("event", "what"),
    [
        (press(Qt.Key.Key_1, text="1"), Do.ACHIEVED),
        (press(Qt.Key.Key_1, PAD, "1"), Do.ACHIEVED),
        (press(Qt.Key.Key_Ampersand, SHIFT, "1"), Do.ACHIEVED),  # a French keyboard
        (press(Qt.Key.Key_Minus, PAD, "-"), Do.NOT_APPLICABLE),
        (press(Qt.Key.Key_D, CTRL, "\x04"), Do.FILL_DOWN),
        (press(Qt.Key.Key_Z, CTRL | SHIFT), Do.REDO),
        (press(Qt.Key.Key_Insert, SHIFT), Do.PASTE),
        (press(Qt.Key.Key_Insert, CTRL), Do.COPY),
        (press(Qt.Key.Key_Delete, SHIFT), None),
        (press(Qt.Key.Key_1, ALT, "1"), None),
        (press(Qt.Key.Key_1, CTRL, "1"), None),
        (press(Qt.Key.Key_Q, text="q"), None),
    ],
)
def test_commands(event: QKeyEvent, what: Do | None) -> None:
    assert command_of(event) is what


def test_what_an_input_method_commits() -> None:
    assert typed_command("0") is Do.NOT_ACHIEVED
    assert typed_command("10") is None


@pytest.mark.parametrize(
    ("event", "going"),
    [
        (press(Qt.Key.Key_Down, PAD), (Move.DOWN, False)),
        (press(Qt.Key.Key_Down, SHIFT), (Move.DOWN, True)),
        (press(Qt.Key.Key_End, CTRL | SHIFT), (Move.BOTTOM, True)),
        (press(Qt.Key.Key_Return, SHIFT), (Move.UP, False)),
        (press(Qt.Key.Key_Tab, SHIFT), (Move.BACK, False)),
        (press(Qt.Key.Key_Tab, CTRL), None),
        (press(Qt.Key.Key_Down, ALT), None),
        (press(Qt.Key.Key_F7), None),
    ],
)
def test_moves(event: QKeyEvent, going: tuple[Move, bool] | None) -> None:
    assert move_of(event) == going


@given(
    st.sampled_from(Move),
    st.integers(1, 9),
    st.integers(1, 9),
    st.integers(0, 8),
    st.integers(0, 8),
    st.integers(1, 30),
)
def test_no_move_leaves_the_sheet(move: Move, lines: int, tasks: int, line: int, task: int, page: int) -> None:
    there = moved(move, (line % lines, task % tasks), (lines, tasks), page)
    assert 0 <= there[0] < lines
    assert 0 <= there[1] < tasks


@given(st.integers(1, 6), st.integers(1, 6))
def test_next_visits_every_cell_once(lines: int, tasks: int) -> None:
    cell, seen = (0, 0), [(0, 0)]
    for _step in range(lines * tasks - 1):
        cell = moved(Move.NEXT, cell, (lines, tasks), 1)
        seen.append(cell)
    assert sorted(seen) == [(line, task) for line in range(lines) for task in range(tasks)]
    for _step in range(lines * tasks - 1):
        cell = moved(Move.BACK, cell, (lines, tasks), 1)
    assert cell == (0, 0)


def test_a_block_is_the_same_from_any_corner() -> None:
    block = spanned((3, 1), (1, 4))
    assert block == spanned((1, 4), (3, 1)) == spanned((1, 1), (3, 4))
    assert (block.height, block.width, block.area, block.single) == (3, 4, 12, False)
    assert (list(block.lines), list(block.tasks)) == ([1, 2, 3], [1, 2, 3, 4])
