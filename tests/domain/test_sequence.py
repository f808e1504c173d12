"""Where a package stands among those received before."""

from __future__ import annotations

from inspect import signature

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ntm_desktop.domain.sequence import EARLIER_MAX, Decision, ForkCause, Held, Incoming, Standing, decide
from ntm_desktop.store import packages

HELD = Held("line-a", 5, "m5", {3: "m3", 4: "m4"}, frozenset({"line-old"}))


def test_first_package_is_newer_and_lists_what_never_came() -> None:
    assert decide(None, Incoming("line-a", 1, "m1")) == Decision(Standing.NEWER)
    assert decide(None, Incoming("line-a", 4, "m4", "m3")).missing == range(1, 4)


def test_next_package_is_newer_without_gap() -> None:
    assert decide(HELD, Incoming("line-a", 6, "m6", "m5")) == Decision(Standing.NEWER, 5)


def test_gap_is_accepted_and_listed() -> None:
    decision = decide(HELD, Incoming("line-a", 9, "m9", "m8"))
    assert decision.standing is Standing.NEWER
    assert list(decision.missing) == [6, 7, 8]


def test_same_package_is_known() -> None:
    assert decide(HELD, Incoming("line-a", 5, "m5", "m4")) == Decision(Standing.ALREADY_HAVE, 5)


@pytest.mark.parametrize("incoming", [Incoming("line-a", 4, "m4"), Incoming("line-a", 2, "late")])
def test_older_package_is_told_with_what_we_hold(incoming: Incoming) -> None:
    assert decide(HELD, incoming) == Decision(Standing.OLDER, 5)


@pytest.mark.parametrize(
    ("incoming", "cause"),
    [
        (Incoming("line-a", 5, "other"), ForkCause.SAME_NUMBER),
        (Incoming("line-a", 3, "other"), ForkCause.SAME_NUMBER),
        (Incoming("line-a", 6, "m6", "other"), ForkCause.OTHER_PREVIOUS),
        (Incoming("line-b", 1, "m1"), ForkCause.UNKNOWN_LINEAGE),
        (Incoming("line-old", 99, "m99"), ForkCause.FORMER_LINEAGE),
    ],
)
def test_two_histories_are_a_fork(incoming: Incoming, cause: ForkCause) -> None:
    decision = decide(HELD, incoming)
    assert (decision.standing, decision.cause, decision.held) == (Standing.FORK, cause, 5)


@given(st.permutations(range(1, 8)))
def test_any_order_of_one_history_ends_at_the_newest_without_a_fork(order: list[int]) -> None:
    held: Held | None = None
    history: dict[int, str] = {}
    for number in order:
        decision = decide(held, Incoming("line", number, f"m{number}", f"m{number - 1}"))
        assert decision.standing is not Standing.FORK
        history[number] = f"m{number}"
        if decision.standing is Standing.NEWER:
            held = Held("line", number, f"m{number}", dict(history))
    assert held is not None
    assert held.sequence == 7


@pytest.mark.parametrize(
    ("earlier", "standing"),
    [
        ({8: "m8", 5: "m5"}, Standing.NEWER),
        ({8: "m8", 5: "other"}, Standing.FORK),
        ({8: "m8"}, Standing.FORK),  # it names all that it wrote, and not what we hold
        ({}, Standing.NEWER),  # made before packages named those before them
    ],
)
def test_a_second_history_shows_even_where_packages_between_were_lost(
    earlier: dict[int, str], standing: Standing
) -> None:
    incoming = Incoming("line-a", 9, "m9", "m8", earlier)
    assert decide(HELD, incoming).standing is standing


def test_a_copied_computer_that_left_numbers_out_is_a_second_history() -> None:
    assert decide(HELD, Incoming("line-a", 9, "m9")).cause is ForkCause.OTHER_PREVIOUS  # it says it is the first


def test_what_lies_before_all_that_a_package_can_name_is_no_second_history() -> None:
    named = {number: f"m{number}" for number in range(9, 9 + EARLIER_MAX)}
    assert decide(HELD, Incoming("line-a", 60, "m60", "m59", named)).standing is Standing.NEWER
    del named[9]
    assert decide(HELD, Incoming("line-a", 60, "m60", "m59", named)).standing is Standing.FORK


def test_a_sender_keeps_as_many_as_a_package_names() -> None:
    assert signature(packages.earlier).parameters["limit"].default == EARLIER_MAX
