"""Widths that fit the screens of offices, colours that can be told apart, pictures with their own signs."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QFont, QFontMetrics, QImage

from ntm_desktop.ui.colours import THEMES
from ntm_desktop.ui.grid.cells import BETTER, OTHER, SAME, WORSE, CellPictures, Frame, cell_key, change_of
from ntm_desktop.ui.grid.heads import fitting, two_lines
from ntm_desktop.ui.grid.look import NARROWEST_TASK, STEP, line_height, mixed, widths
from ntm_desktop.ui.models.grid_rows import BLANK, DONE, MISSED, OUT

if TYPE_CHECKING:
    from ntm_desktop.ui.application import Appearance
    from ntm_desktop.ui.colours import Theme


@pytest.mark.parametrize("villages", [False, True])
@pytest.mark.parametrize("available", [1184, 911])  # 1366 and 1093 pixels, without places and scroll bar
def test_fifteen_tasks_fit_without_scrolling(available: int, *, villages: bool) -> None:
    shares = widths(available, 15, villages=villages)
    assert shares.frozen + 15 * shares.task + shares.total <= available
    assert shares.task >= NARROWEST_TASK
    assert (shares.village > 0) is villages


@given(st.integers(300, 4000), st.integers(1, 60), st.booleans(), st.sampled_from([1.0, 1.1, 1.3]))
def test_widths_are_whole_device_pixels(available: int, tasks: int, villages: bool, scale: float) -> None:
    shares = widths(available, tasks, villages=villages, scale=scale)
    assert shares.task % STEP == 0
    assert shares.task >= NARROWEST_TASK
    assert shares.name > 0


@pytest.mark.parametrize(("households", "least"), [(5, 36), (99, 36), (420, 40), (5000, 48), (12000, 56)])
def test_the_running_number_is_never_cut(households: int, least: int) -> None:
    for available in (1184, 911):
        shares = widths(available, 15, villages=True, households=households)
        assert shares.number >= least
        assert shares.frozen + 15 * shares.task + shares.total <= available


@pytest.mark.parametrize(
    ("room", "comfortable", "height"),
    [(600, 28, 28), (504, 28, 28), (503, 28, 24), (408, 28, 20), (100, 28, 20), (700, 36, 36), (500, 36, 28)],
)
def test_lines_are_lower_only_where_eighteen_do_not_fit(room: int, comfortable: int, height: int) -> None:
    assert line_height(room, comfortable) == height


def test_colours_are_mixed_channel_by_channel() -> None:
    assert mixed("#ffffff", "#000000", 0.5) == "#808080"
    assert mixed("#102030", "#405060", 1.0) == "#102030"


@pytest.mark.parametrize(
    ("before", "now", "change"),
    [
        (DONE, DONE, SAME),
        (MISSED, DONE, BETTER),
        (DONE, MISSED, WORSE),
        (DONE, OUT, WORSE),
        (MISSED, OUT, OTHER),
        (BLANK, DONE, SAME),
        (DONE, BLANK, SAME),
    ],
)
def test_a_change_needs_both_years(before: int, now: int, change: int) -> None:
    assert change_of(before, now) == change


@pytest.mark.parametrize("asked", [False, True])
@pytest.mark.parametrize("theme", THEMES)
def test_every_state_has_a_picture_of_its_own(theme: Theme, dressed: Appearance, *, asked: bool) -> None:
    del dressed
    book = CellPictures(Frame(52, 28, 1.0, QFont(), THEMES[theme]))
    keys = [
        cell_key(status, registered=registered, noted=noted, change=change, register_mode=asked)
        for status in (BLANK, DONE, MISSED, OUT)
        for registered in (False, True)
        for noted in (False, True)
        for change in (SAME, BETTER, WORSE, OTHER)
    ]
    assert len(set(keys)) == len(keys)
    pictures = [book.cell(key).toImage() for key in keys]
    assert all(one != other for one, other in combinations(pictures, 2))


@pytest.mark.parametrize("theme", THEMES)
def test_statuses_differ_in_shape_not_only_in_colour(theme: Theme, dressed: Appearance) -> None:
    """Printed black and white, and seen by colour-blind eyes."""
    del dressed
    book = CellPictures(Frame(52, 28, 1.0, QFont(), THEMES[theme]))
    shapes = [shape(book.cell(status).toImage()) for status in (BLANK, DONE, MISSED, OUT)]
    assert all(len(one ^ other) > 8 for one, other in combinations(shapes, 2))


def shape(image: QImage) -> set[tuple[int, int]]:
    """Return where a picture is not its background."""
    ground = image.pixel(20, 2)
    return {(x, y) for x in range(10, 42) for y in range(4, 24) if image.pixel(x, y) != ground}


def test_a_picture_is_drawn_once(dressed: Appearance) -> None:
    del dressed
    book = CellPictures(Frame(52, 28, 1.25, QFont(), THEMES[next(iter(THEMES))]))
    assert book.cell(DONE) is book.cell(DONE)
    assert book.cell(DONE).width() == 65
    assert book.total("3/15", complete=False, width=68) is book.total("3/15", complete=False, width=68)


def test_heads_break_into_two_lines(dressed: Appearance) -> None:
    del dressed
    metrics = QFontMetrics(QFont())
    wide = metrics.horizontalAdvance("Đóng góp")
    assert two_lines("Đóng góp chung", metrics, wide + 4, 0) == ("Đóng góp", "chung")
    assert two_lines("Đóng góp chung", metrics, wide, wide) == ("", "Đóng góp chung")
    font, first, second = fitting("Một tên dài quá mức cho phép", "15", QFont(), 40)
    assert font.stretch() == QFont.Stretch.Condensed
    assert second.endswith("…")
    assert first in {"", "Một"}
