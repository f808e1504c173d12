"""The binding's enums are what Python's own maker would have made of them."""

from __future__ import annotations

import enum
import json
import os
import pickle
import subprocess
import sys
from enum import KEEP, Enum, EnumType, Flag, IntEnum, IntFlag
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ntm_desktop import paths
from ntm_desktop.ui import enums

if TYPE_CHECKING:
    from collections.abc import Sequence

KINDS = (Enum, IntEnum, Flag, IntFlag)
NAMES = st.sampled_from(
    ["one", "Two", "THREE", "None_", "mro", "name", "value", "real", "_a", "_b_", "__c__", "đỏ", ""]
)
NUMBERS = st.one_of(st.integers(-3, 9), st.sampled_from([-(2**31), 2**31, 2**32 - 1, 2**63]), st.booleans())


def _told(how: str) -> dict[str, Any]:
    program = Path(__file__).with_name("binding_enums.py")
    environment = {**os.environ, "PYTHONPATH": str(paths.program_folder()), "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-X", "utf8", str(program), how], env=environment, capture_output=True, check=True, timeout=300
    )
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def test_all_enums_of_the_binding_are_as_ever() -> None:
    ours, pythons = _told("ours"), _told("plain")
    assert (ours["maker"], pythons["maker"]) == ("ntm_desktop.ui.enums", "enum")
    assert len(pythons["enums"]) > 500
    assert ours["enums"].keys() == pythons["enums"].keys()
    for name, parts in pythons["enums"].items():
        assert ours["enums"][name] == parts, name


def test_this_pythons_enums_are_made_quickly() -> None:
    """Otherwise everything goes to Python's maker and a start takes a fifth longer."""
    assert all(enums.Maker(kind).suits({"red": 1, "green": 2}) for kind in KINDS)


def _made(kind: EnumType, members: Sequence[tuple[str, int]], *, quickly: bool) -> object:
    """Return what comes of the members, a refusal as its kind."""
    maker = enums._create if quickly else enums._PYTHONS  # noqa: SLF001
    try:
        made = enums._parts(maker(kind, "Made", list(members), module="somewhere", boundary=KEEP))  # noqa: SLF001
        return {name: type(part) if isinstance(part, enum.property) else part for name, part in made.items()}
    except (TypeError, ValueError, OverflowError) as error:
        return type(error)


@given(kind=st.sampled_from(KINDS), members=st.lists(st.tuples(NAMES, NUMBERS), max_size=6))
def test_any_members_give_what_python_gives(kind: EnumType, members: list[tuple[str, int]]) -> None:
    assert _made(kind, members, quickly=True) == _made(kind, members, quickly=False)


@pytest.mark.parametrize("kind", KINDS)
def test_flags_out_of_order_are_told_in_the_order_in_which_they_were_given(kind: EnumType) -> None:
    members = [("four", 4), ("one", 1), ("both", 5), ("first", 1)]
    ours = enums._create(kind, "Made", members, module="m", boundary=KEEP)  # noqa: SLF001
    pythons = enums._PYTHONS(kind, "Made", members, module="m", boundary=KEEP)  # noqa: SLF001
    assert [one.name for one in ours] == [one.name for one in pythons]
    assert ours(5).name == "both"
    if issubclass(kind, Flag):
        assert repr(ours["four"] | ours["one"]) == repr(pythons["four"] | pythons["one"])
        assert repr(ours(13)) == repr(pythons(13))
        assert repr(~ours["one"]) == repr(~pythons["one"])


Colour = Enum("Colour", "RED GREEN")


def test_enums_of_others_know_their_module() -> None:
    """They go through the same door: an enum without its module could not be pickled."""
    enums.install()
    assert enum.EnumType._create_ is enums._create  # type: ignore[attr-defined] # noqa: SLF001
    make: Any = Enum
    made = [make("Words", "RED GREEN"), make("Kept", [("RED", 1)], boundary=KEEP), make("Told", {"RED": "x"})]
    assert {one.__module__ for one in made} == {__name__}
    assert [one.RED.value for one in made] == [1, 1, "x"]
    assert make("Deep", [("RED", 1)], boundary=KEEP, qualname="Outer.Deep").__qualname__ == "Outer.Deep"
    assert pickle.loads(pickle.dumps(Colour.RED)) is Colour.RED  # noqa: S301 - our own
    with pytest.raises(TypeError):
        make("Twice", [("RED", 1), ("RED", 2)], boundary=KEEP)
