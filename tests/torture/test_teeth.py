"""The torture can fail: each part finds the mistake that it is there to find."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import pytest

from ntm_desktop.domain import sequence
from ntm_desktop.domain.pasting import parse_block
from ntm_desktop.services import backups
from tests.torture import acts, fuzz, fuzz_targets, kills, memory, simulator, tracing, victims, world
from tests.torture.common import BrokenError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ntm_desktop.domain.sequence import Decision, Held, Incoming
    from ntm_desktop.paths import DataPaths

FORKS = pytest.mark.skipif(not hasattr(os, "fork") or sys.version_info >= (3, 12), reason="forks inside pytest")


def test_a_program_that_does_not_look_at_earlier_packages_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    def blind(held: Held | None, incoming: Incoming) -> Decision:
        return sequence.decide(held, replace(incoming, earlier={}))

    monkeypatch.setattr(memory, "decide", blind)
    assert any("silently replaced" in line for line in simulator.histories(300, 1).broken)


def test_a_program_that_takes_forks_for_news_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    def careless(held: Held | None, incoming: Incoming) -> Decision:
        decision = sequence.decide(held, incoming)
        fork = decision.standing is sequence.Standing.FORK
        return sequence.Decision(sequence.Standing.NEWER) if fork else decision

    monkeypatch.setattr(memory, "decide", careless)
    assert simulator.histories(30, 1).broken


def test_a_program_that_refuses_gaps_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    def stubborn(held: Held | None, incoming: Incoming) -> Decision:
        decision = sequence.decide(held, incoming)
        return sequence.Decision(sequence.Standing.OLDER) if decision.missing else decision

    monkeypatch.setattr(memory, "decide", stubborn)
    assert simulator.histories(30, 1).broken


def test_a_lost_answer_and_half_an_import_are_found() -> None:
    with world.trial() as place, pytest.raises(BrokenError, match="answers differ"):
        acts.check(acts.ACTS[0], place, 1, ["1", "2", "3"])
    with world.trial() as place, pytest.raises(BrokenError, match="half-applied"):
        acts.check(acts.ACTS[1], place, 1, ["imported"])


def test_a_package_that_does_not_verify_is_found() -> None:
    with world.trial() as place:
        whole = place.waiting.read_bytes()
        place.waiting.write_bytes(whole[:-1])
        with pytest.raises(BrokenError, match="do not verify"):
            acts.check(acts.ACTS[2], place, 1, [])


def test_a_damaged_backup_is_found() -> None:
    with world.trial() as place:
        made = world.backups_of(place.commune)[0]
        made.write_bytes(made.read_bytes()[:5000])
        with pytest.raises(BrokenError, match="does not pass its check"):
            world.sound(place.commune)


@FORKS
def test_a_restore_that_is_not_one_rename_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    if not tracing.available():
        pytest.skip("no ptrace here")

    def clumsy(places: DataPaths, backup: Path) -> None:
        places.database.write_bytes(b"")
        places.database.write_bytes(backup.read_bytes())

    act = next(act for act in acts.ACTS if act.name == "restore")
    monkeypatch.setattr(backups, "put_back", clumsy)
    monkeypatch.setattr(kills, "_whole", _unchecked)
    # Every point there is: the two between which the clumsy one can be cut are few among them.
    assert kills.crash_points(0, 1, [act]).broken


def _unchecked(act: acts.Act, *, traced: bool) -> object:
    assert traced
    with world.trial() as place:
        return victims.killed_at(partial(act.run, place, 0), None)


@FORKS
@pytest.mark.parametrize(
    ("read", "said"),
    [
        (lambda: 1 // 0, "ZeroDivisionError"),
        (lambda: os._exit(9), "the process died"),
        (lambda: bytearray(350 * 1024 * 1024).count(1), "bytes of memory"),
    ],
)
def test_crashes_deaths_and_hunger_are_found(read: Callable[[], object], said: str) -> None:
    target = fuzz_targets.Target("bad", lambda _seed: b"", lambda _data, _folder: read())
    assert any(said in line for line in fuzz.fuzz(0.3, 1, [target]).broken)


def test_an_input_comes_back_from_its_seed() -> None:
    for target in fuzz_targets.TARGETS:
        if target.name not in {"package", "seal", "card"}:  # their keys are made anew in each process
            assert target.make("1/7") == target.make("1/7")
    assert parse_block(fuzz_targets.TARGETS[-1].make("1/7").decode("utf-8", "replace")) is not None
