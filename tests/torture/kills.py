"""SIGKILL at random moments, and death before a chosen write, flush, rename or removal."""

from __future__ import annotations

from functools import partial
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from tests.torture import acts, tracing, victims, world
from tests.torture.common import Outcome, chance

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.torture.acts import Act
    from tests.torture.victims import Death
    from tests.torture.world import World


class _Point(NamedTuple):
    """A call by which an act changes a disk: the act, the call's number from 1, and its name."""

    act: Act
    number: int
    name: str


_USUAL: dict[str, float] = {}  # seconds by act, of this process
_LATE = 0.9  # of an act's usual time: some victims live to their end, and others are sent in their place
_TRIES = 5


def kills(count: int, seed: int, chosen: Sequence[Act] = acts.ACTS, start: int = 0) -> Outcome:
    """Kill `count` processes at random moments of their acts, each act in its turn, from number `start` on."""
    outcome = Outcome("kills", seed)
    if not victims.can_fork():
        outcome.count("skipped (this system cannot fork)", count)
        return outcome
    usual = {act.name: _usual(act) for act in chosen} if count else {}
    for number in range(start, start + count):
        act = chosen[number % len(chosen)]
        for turn in range(_TRIES):
            moment = chance("kill", seed, number, turn).uniform(0, usual[act.name] * _LATE)
            with world.trial() as place:
                death = _tried(outcome, act, number, partial(_killed_after, act, place, number, moment), place)
            if death is None:
                break
            outcome.count("answers acknowledged", len(death.told) if act.name == "entry" else 0)
            outcome.count("killed" if death.killed else "ended before")
            if death.killed:
                break
            _USUAL[act.name] = usual[act.name] = 0.5 * (usual[act.name] + death.seconds)  # less busy than before
    return outcome.ended()


def crash_points(count: int, seed: int, chosen: Sequence[Act] = acts.ACTS, share: tuple[int, int] = (0, 1)) -> Outcome:
    """Let the program die before `count` of the calls by which its acts change a disk; all of them for 0.

    `share` is which of how many equal shares of them is wanted.
    """
    outcome = Outcome("crash points", seed)
    if not tracing.available():
        outcome.count("skipped (no ptrace here)", count)
        return outcome
    there = [_Point(act, number, name) for act in chosen for number, name in enumerate(_points(act), start=1)]
    outcome.count("points known", len(there))
    for act, point, _name in _picked(there, count, seed)[share[0] :: share[1]]:
        with world.trial() as place:
            death = _tried(outcome, act, point, partial(_killed_at, act, place, point, point), place)
        if death is not None:
            outcome.count("died" if death.killed else "ended before")
            if death.killed:
                outcome.count(f"at {death.points[-1]}")
    return outcome.ended()


def _killed_after(act: Act, place: World, number: int, moment: float | None) -> Death:
    return victims.killed_after(partial(act.run, place, number), moment)


def _killed_at(act: Act, place: World, number: int, point: int | None) -> Death:
    return victims.killed_at(partial(act.run, place, number), point)


def _tried(outcome: Outcome, act: Act, number: int, die: partial[Death], place: World) -> Death | None:
    """Let a victim die, then check; what breaks is kept with what is needed to see it again."""
    try:
        death = die()
        acts.check(act, place, number, death.told)
    except Exception as error:  # noqa: BLE001 - whatever breaks is a finding
        kind = type(error).__name__
        outcome.broken.append(f"{outcome.part}, {act.name}, seed {outcome.seed}, number {number}: {kind}: {error}")
        return None
    return death


def _usual(act: Act) -> float:
    """Return how long an act takes in a child of a parent that has done it before: the median of three, in seconds."""
    if act.name not in _USUAL:
        with world.trial() as place:
            act.run(place, 0, lambda _told: None)
        _USUAL[act.name] = median(_whole(act, traced=False).seconds for _turn in range(3))
    return _USUAL[act.name]


def _whole(act: Act, *, traced: bool) -> Death:
    """Let an act come to its end, which must be sound."""
    with world.trial() as place:
        death = (_killed_at if traced else _killed_after)(act, place, 0, None)
        acts.check(act, place, 0, death.told)
        return death


def _points(act: Act) -> tuple[str, ...]:
    with world.trial() as place:
        act.run(place, 0, lambda _told: None)
    return _whole(act, traced=True).points


def _picked(there: Sequence[_Point], count: int, seed: int) -> Sequence[_Point]:
    """Return `count` points: half of them the rare calls (renames, removals, flushes), half the many writes."""
    if count in {0, len(there)} or count > len(there):
        return there
    random = chance("crash", seed)
    rare = [point for point in there if point.name not in {"pwrite", "write"}]
    chosen = set(random.sample(range(len(rare)), min(len(rare), count // 2)))
    often = [point for point in there if point.name in {"pwrite", "write"}]
    rest = set(random.sample(range(len(often)), min(len(often), count - len(chosen))))
    return [rare[place] for place in sorted(chosen)] + [often[place] for place in sorted(rest)]
