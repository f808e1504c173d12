"""The grid of 15 tasks, all households on one sheet: a frame of scrolling, and from a key to what is painted."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ntm_desktop.settings import Settings
from ntm_desktop.ui.application import Appearance, make_application
from ntm_desktop.ui.changes import Changes
from ntm_desktop.ui.late_prompter import LatePrompter
from ntm_desktop.ui.pages.tasks import TasksPage
from tests.benchmarks import ground
from tests.benchmarks.measure import Line, timed

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.benchmarks.ground import Scale

_FRAME = 0.016
_FRAMES = 60
_PATIENCE_SECONDS = 30


def frames(scale: Scale) -> list[Line]:
    """Measure both, and the search of the grid."""
    application = make_application(sys.argv[:1])
    appearance = Appearance(application)
    appearance.apply(Settings(theme="light"))
    with ground.office(scale) as context:
        page = TasksPage(context, LatePrompter(lambda: None), Changes())
        page.resize(1280, 720)
        page.show()
        page.show_sheet(year=scale.years[-1], village_id="")
        _until(lambda: page.model.rowCount() == scale.households and not page.busy)
        view = page.view
        bar = view.verticalScrollBar()
        scrolling = _painted(lambda turn: bar.setValue((turn + 1) * 17))
        view.setFocus()
        typing = _painted(lambda turn: QTest.keyClick(view, Qt.Key.Key_1 if turn % 2 else Qt.Key.Key_0))
        _until(lambda: not page.busy)
        page.close()
        page.deleteLater()
        application.processEvents()
    size = f"{scale.households} × 15"
    return [
        Line(f"A frame of scrolling in the grid of {size}", scrolling, bound_seconds=_FRAME),
        Line(
            f"From a key to the painted answer in the grid of {size}, journal and disk included",
            typing,
            bound_seconds=_FRAME,
        ),
    ]


def _painted(act: Callable[[int], object]) -> tuple[float, ...]:
    def once(turn: int) -> None:
        act(turn)
        QApplication.processEvents()

    return tuple(timed(lambda: once(turn)) for turn in range(_FRAMES))  # noqa: B023 - called now


def _until(done: Callable[[], bool]) -> None:
    ends = time.monotonic() + _PATIENCE_SECONDS
    while not done():
        QApplication.processEvents()
        if time.monotonic() > ends:
            raise TimeoutError
