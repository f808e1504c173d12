"""Long work given up at each moment at which it may be: everything as it was, and it works at the next try."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ntm_desktop.errors import CancelledError
from ntm_desktop.services import backups, drill, household_export, households, receipts, receiving, reporting, sending
from ntm_desktop.services.reporting import Wanted
from tests.network import FIRST, Network, answer, network

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    Asked = Callable[[], bool]

MOST = 30  # moments tried of a work that asks oftener: spread over all of them


class Place:
    """A commune and its province, a stick between them, and what all of them hold."""

    def __init__(self, net: Network) -> None:
        self.net = net
        self.commune = net.commune(FIRST, *(f"Nguyễn Văn {number}" for number in range(40)))
        self.province = net.province()
        net.introduce(self.commune, self.province)
        answer(self.commune, 2025, ["1", "2", "3"])
        self.waiting = net.send(self.commune, self.province).file
        receiving.apply(self.province, receiving.inspect(self.province, net.send(self.commune, self.province).file))
        backups.write(self.commune)
        self.waiting = net.send(self.commune, self.province).file
        self.turn = 0

    def held(self) -> tuple[object, ...]:
        """Return everything that may not change: rows of both databases, and the files of folders and stick."""
        rows = tuple(tuple(one.database.connection.iterdump()) for one in (self.commune, self.province))
        folders = (self.commune.paths.root, self.province.paths.root, self.net.stick)
        files = {path: path.stat().st_size for folder in folders for path in folder.rglob("*") if _counts(path)}
        return rows, files

    def target(self, ending: str) -> Path:
        """Return a new file name on the stick."""
        self.turn += 1
        return self.net.stick / f"{self.turn}{ending}"


def _counts(path: Path) -> bool:
    """Whether a file is content: the database itself is compared by its rows, its log comes and goes."""
    return path.is_file() and not path.name.startswith("ntm.")


def _report(place: Place, kind: str, asked: Asked) -> None:
    document = reporting.build(place.commune, "task-sheet", Wanted(2025))
    reporting.write(document, kind, place.target("." + kind), cancelled=asked)


def _list(place: Place, asked: Asked) -> None:
    ids = [one.id for one in households.find(place.commune)]
    household_export.write(place.commune, ids, place.target(".xlsx"), cancelled=asked)


def _apply(place: Place, asked: Asked) -> None:
    done = receiving.apply_many(place.province, [place.waiting], cancelled=asked)
    if not done:  # a batch tells what came of each; here of none
        raise CancelledError
    assert [one.accepted for one in done] == [True]


def _inspect(place: Place, asked: Asked) -> None:
    receiving.discard(receiving.inspect(place.province, place.waiting, cancelled=asked))


WORKS: Mapping[str, Callable[[Place, Asked], object]] = {
    "writing a package": lambda place, asked: sending.write_package(
        place.commune, None, place.net.stick, cancelled=asked
    ),
    "looking at a package": _inspect,
    "taking packages in": _apply,
    "writing a receipt": lambda place, asked: receipts.write_receipts(
        place.province, FIRST, place.net.stick, cancelled=asked
    ),
    "a report as PDF": lambda place, asked: _report(place, "pdf", asked),
    "a report as Excel": lambda place, asked: _report(place, "xlsx", asked),
    "the household list": _list,
    "the restore drill": lambda place, asked: drill.drill(place.commune, cancelled=asked),
}


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    with network(tmp_path / "net") as net:
        yield Place(net)


class _Asked:
    """Says «given up» from the n-th time on that it is asked; counts how often it was."""

    def __init__(self, after: int | None = None) -> None:
        self.times = 0
        self._after = after

    def __call__(self) -> bool:
        self.times += 1
        return self._after is not None and self.times > self._after


@pytest.mark.parametrize("name", WORKS)
def test_given_up_at_any_moment_all_is_as_it_was(place: Place, name: str) -> None:
    work = WORKS[name]
    before = place.held()
    asked, moment = 0, 0
    while True:
        giving_up = _Asked(moment)
        try:
            work(place, giving_up)
        except CancelledError:
            assert place.held() == before, f"given up when asked for the {moment + 1}. time"
            asked += 1
            moment += 1 if moment < MOST else moment // 4
        else:
            break
    assert asked, f"{name} never asked whether it was given up"
    assert giving_up.times <= moment  # it came to its end without having been told to give up
