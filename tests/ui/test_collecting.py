"""Garbage is collected on the GUI thread, and only there."""

from __future__ import annotations

import gc
import threading
from typing import TYPE_CHECKING

import pytest

from ntm_desktop.ui.collecting import Collector

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot


@pytest.fixture
def collector(qtbot: QtBot) -> Iterator[Collector]:
    del qtbot
    gc.collect()
    made = Collector()
    yield made
    made.stop()
    made.deleteLater()


def ring() -> None:
    """Make garbage that only the collector finds."""
    for _number in range(1500):
        mine: list[object] = []
        mine.append(mine)


def test_no_other_thread_collects(collector: Collector) -> None:
    seen: list[str] = []

    def note(phase: str, _info: dict[str, int]) -> None:
        if phase == "start":
            seen.append(threading.current_thread().name)

    gc.callbacks.append(note)
    try:
        worker = threading.Thread(target=ring, name="worker")
        worker.start()
        worker.join()
        assert seen == []
        assert collector.look() >= 0
        assert seen == [threading.current_thread().name]
    finally:
        gc.callbacks.remove(note)


def test_nothing_is_done_where_nothing_is_due(collector: Collector) -> None:
    gc.collect()
    assert collector.look() == -1


def test_every_generation_has_its_turn(collector: Collector) -> None:
    turns = set()
    for _turn in range(200):
        ring()
        turns.add(collector.look())
    assert turns >= {0, 1, 2}


def test_stopping_gives_the_work_back(qtbot: QtBot) -> None:
    del qtbot
    made = Collector()
    assert not gc.isenabled()
    made.stop()
    assert gc.isenabled()
    made.deleteLater()
