"""What the program may be doing when it dies, and what must hold afterwards.

Each act runs in a process of its own, telling on a pipe what it believes to be durable.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ntm_desktop.domain.places import Level
from ntm_desktop.paths import DataPaths
from ntm_desktop.services import backups, drill, households, importing, receiving, sending, setup, villages, wire
from ntm_desktop.store import office as office_store
from ntm_desktop.store import packages, received, shelf
from ntm_desktop.store.contents import contents
from tests.offices import COMMUNE, REFERENCE_TASKS
from tests.torture import typing_model, world
from tests.torture.common import require
from tests.torture.world import NEW_HOUSEHOLDS, PROVINCE, World

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from ntm_desktop.services.context import Context


@dataclass(frozen=True, slots=True)
class Act:
    """Work that may be cut off anywhere: `run` does it, `check` says what must hold given what was told."""

    name: str
    run: Callable[[World, int, Callable[[str], None]], None]
    check: Callable[[World, int, Sequence[str]], None]


def _entry(place: World, seed: int, told: Callable[[str], None]) -> None:
    with world.office(place.commune) as context:
        typing_model.type_all(context, seed, told)


def _entry_check(place: World, seed: int, told: Sequence[str]) -> None:
    with world.trial() as before, world.office(before.commune) as context:
        cells = typing_model.cells_of(context)
    with world.office(place.commune) as context:
        typing_model.require_typed(context, seed, cells, len(told))


def _import(place: World, _seed: int, told: Callable[[str], None]) -> None:
    with world.office(place.commune) as context:
        importing.apply(context, importing.plan(context, importing.open_file(place.household_list)))
        told("imported")


def _import_check(place: World, _seed: int, told: Sequence[str]) -> None:
    with world.office(place.commune) as context:
        found = (len(households.find(context)), len(villages.listed(context)))
        allowed = {(12 + NEW_HOUSEHOLDS, 3)} if told else {(12, 2), (12 + NEW_HOUSEHOLDS, 3)}
        require(found in allowed, f"a half-applied import: {found[0]} households in {found[1]} villages")


def _write(place: World, _seed: int, told: Callable[[str], None]) -> None:
    with world.office(place.commune) as context:
        for _turn in range(2):
            told(sending.write_package(context, PROVINCE, place.stick).file.name)


def _write_check(place: World, _seed: int, told: Sequence[str]) -> None:
    """Every finished package verifies, is taken in once, and numbers are never given twice."""
    with world.office(place.commune) as context:
        known = {one.file_name for one in packages.all_sent(context.database)}
        require(known.issuperset(told), "a package that was told of is not recorded")
        last = sending.write_package(context, PROVINCE, place.stick)
    finished = sorted(place.stick.glob("*.ntmpkg"))
    numbers = [receiving_number(file) for file in finished]
    require(len(set(numbers)) == len(numbers), f"a number was given twice: {numbers}")
    require(last.sequence == max(numbers), f"the newest number {last.sequence} is not the highest of {numbers}")
    _require_taken_in(place.province, finished[1:])
    require(not list(place.stick.glob(".~*")), "what a dead program left on the stick was not swept")


def receiving_number(file: Path) -> int:
    """Return the number that a package's file name says."""
    return int(file.name.split("-")[3])


def _require_taken_in(folder: Path, files: Sequence[Path]) -> None:
    with world.office(folder) as context:
        done = receiving.apply_many(context, files)
        refused = {
            one.inspected.path.name: [problem.code for problem in one.problems] for one in done if not one.accepted
        }
        require(not refused, f"packages that do not verify, or look like a second history: {refused}")


def _apply(place: World, _seed: int, told: Callable[[str], None]) -> None:
    with world.office(place.province) as context:
        done = receiving.apply(context, receiving.inspect(context, place.waiting))
        require(done.accepted, "the province refused a good package")
        told("applied")


def _apply_check(place: World, _seed: int, told: Sequence[str]) -> None:
    with world.office(place.province) as context:
        held = _held(context)
        require(held in ({2} if told else {1, 2}), f"the shelf holds {held}")
        require(_pointed(context) == {held}, f"the years point at {_pointed(context)} while {held} is held")
        done = receiving.apply(context, receiving.inspect(context, place.waiting))
        require(done.accepted, "a package that was half on its way was refused afterwards")
        require((_held(context), _pointed(context)) == (2, {2}), "the shelf is not what the package says")


def _held(context: Context) -> int:
    held = received.held(context.database, Level.COMMUNE, COMMUNE)
    return held.sequence if held else 0


def _pointed(context: Context) -> set[int]:
    ids = shelf.pointers(context.database, Level.COMMUNE, COMMUNE).values()
    found = [received.package(context.database, one) for one in set(ids)]
    return {one.sequence for one in found if one is not None}


def _backup(place: World, _seed: int, told: Callable[[str], None]) -> None:
    with world.office(place.commune) as context:
        told(backups.write(context).path.name)


def _backup_check(place: World, _seed: int, told: Sequence[str]) -> None:
    there = {path.name for path in world.backups_of(place.commune)}
    require(there.issuperset(told), "a backup that was told of is not there")
    with world.trial() as before:
        lost = {path.name for path in world.backups_of(before.commune)} - there
        require(not lost, f"older backups are gone: {lost}")
        with world.office(place.commune), world.office(before.commune):
            pass
        require(contents(place.commune / "ntm.sqlite3") == contents(before.commune / "ntm.sqlite3"), "the data changed")


def _restore(place: World, _seed: int, told: Callable[[str], None]) -> None:
    with world.office(place.commune) as context:
        backups.restore(context, backups.listed(context)[-1].path)
        told("restored")


def _restore_check(place: World, _seed: int, told: Sequence[str]) -> None:
    with world.trial() as before:
        oldest = world.backups_of(before.commune)[0]
        with world.office(before.commune) as context:
            lineage = context.office.lineage
        old, new = contents(before.commune / "ntm.sqlite3"), contents(oldest)
        with world.office(place.commune) as context:
            renewed = context.office.lineage != lineage
        now = contents(place.commune / "ntm.sqlite3")
        require(now in ([new] if told else [old, new]), "neither the old nor the restored state")
        require((now == new) == renewed, "the lineage does not fit the state")
        if now == new:
            kept = any(contents(path) == old for path in world.backups_of(place.commune))
            require(kept, "what was there before the restore is in no backup")


def _rescue(place: World, _seed: int, told: Callable[[str], None]) -> None:
    live = place.commune / "ntm.sqlite3"
    with live.open("r+b") as file:
        file.write(b"\xff" * 200)
    paths = DataPaths(place.commune)
    backups.rescue(paths, backups.candidates(paths, world.clock()())[-1].path, world.clock()())
    told("rescued")


def _rescue_check(place: World, _seed: int, told: Sequence[str]) -> None:
    """The damaged file is there, or the good one is; and what is damaged is never lost."""
    live, paths = place.commune / "ntm.sqlite3", DataPaths(place.commune)
    oldest = backups.candidates(paths, world.clock()())[-1].path
    if not backups.check(live).ok:
        backups.rescue(paths, oldest, world.clock()())
    with world.trial() as before:
        untouched = contents(before.commune / "ntm.sqlite3")  # it may have died before anything was damaged
    require(contents(live) in ([contents(oldest)] if told else [contents(oldest), untouched]), "neither state")


def _first_start(place: World, _seed: int, told: Callable[[str], None]) -> None:
    with world.office(place.fresh) as context:
        setup.create(context, setup.NewOffice(Level.COMMUNE, COMMUNE, task_set=REFERENCE_TASKS, staff_name="Trần Mẫu"))
        told("made")


def _first_start_check(place: World, _seed: int, told: Sequence[str]) -> None:
    with world.office(place.fresh) as context:
        made = setup.current(context) is not None
        require(made or not told, "an office that was told of is not there")
        whole = office_store.identity(context.database) is not None and len(setup.staff(context)) == 1
        require(made == whole, "half an office")
        if made:
            wire.identity(context)


def _drill(place: World, _seed: int, told: Callable[[str], None]) -> None:
    with world.office(place.commune) as context:
        require(drill.drill(context).ok, "the drill failed on good backups")
        told("tried")


def _drill_check(place: World, _seed: int, told: Sequence[str]) -> None:
    with world.office(place.commune) as context:
        require(backups.last_drill(context) is not None or not told, "a drill that was told of is not noted")


ACTS = (
    Act("entry", _entry, _entry_check),
    Act("import", _import, _import_check),
    Act("package writing", _write, _write_check),
    Act("applying", _apply, _apply_check),
    Act("backup", _backup, _backup_check),
    Act("restore", _restore, _restore_check),
    Act("rescue", _rescue, _rescue_check),
    Act("first start", _first_start, _first_start_check),
    Act("restore drill", _drill, _drill_check),
)


def check(act: Act, place: World, seed: int, told: Sequence[str]) -> None:
    """Require that the offices are sound, then what the act promises."""
    for folder in (place.commune, place.province, place.fresh):
        if act.name != "rescue" or folder != place.commune:
            world.sound(folder)
    act.check(place, seed, told)
    if act.name == "rescue":
        world.sound(place.commune)
