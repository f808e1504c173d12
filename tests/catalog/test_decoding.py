"""Strict decoding: every fault of a file at once, with line and path."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ntm_desktop.catalog.decoding import Decoded, decode, decode_file
from ntm_desktop.catalog.yaml_nodes import MAX_BYTES
from ntm_desktop.domain.facts import FactCatalogue
from ntm_desktop.domain.problems import RefusedError

if TYPE_CHECKING:
    from pathlib import Path


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


@dataclass(frozen=True, slots=True)
class Dot:
    kind: Literal["dot"]
    x: int


@dataclass(frozen=True, slots=True)
class Line:
    kind: Literal["line"]
    parts: tuple[Shape, ...]


Shape = Dot | Line


@dataclass(frozen=True, slots=True)
class Pack:
    id: str
    number: int = 0
    amount: Decimal = Decimal(0)
    day: date | None = None
    on: bool = False
    colour: Colour = Colour.RED
    mode: Literal["a", "b"] = "a"
    names: tuple[str, ...] = ()
    by_year: Mapping[int, Decimal] | None = None
    by_word: Mapping[str, str] | None = None
    by_colour: Mapping[Colour, int] | None = None
    shape: Shape | None = None
    value: bool | Decimal | str | None = None


NAMES = {"Shape": Shape, "Mapping": Mapping, "date": date, "Decimal": Decimal}


@pytest.fixture(autouse=True)
def _names(monkeypatch: pytest.MonkeyPatch) -> None:
    # The test's types live in this module; the product's are found among the domain modules.
    monkeypatch.setattr("ntm_desktop.catalog.declarations.annotation_names", lambda: NAMES)


def read(text: str) -> Pack:
    return decode(text.encode(), Pack, "x.yaml").value


def faults(text: str | bytes) -> list[tuple[str, int | None, str, str]]:
    data = text.encode() if isinstance(text, str) else text
    with pytest.raises(RefusedError) as error:
        decode(data, Pack, "x.yaml")
    assert error.value.code == "packs.refused"
    assert error.value.facts["problems"] == len(error.value.problems)
    assert {problem.place.source for problem in error.value.problems} == {"x.yaml"}
    return [(problem.code, problem.place.row, problem.place.path, problem.found) for problem in error.value.problems]


def test_every_kind_of_value_is_read() -> None:
    found = read(
        """
id: "01"
number: -3
amount: 2.50
day: 2024-02-29
on: true
colour: blue
mode: b
names: [một, "2"]
by_year: {2024: 1, 2025: 2.5}
by_word: {1: "một", no: "không"}
by_colour: {red: 1}
shape: {kind: line, parts: [{kind: dot, x: 1}, {kind: line, parts: []}]}
value: 0.5
"""
    )
    assert found == Pack(
        id="01",
        number=-3,
        amount=Decimal("2.50"),
        day=date(2024, 2, 29),
        on=True,
        colour=Colour.BLUE,
        mode="b",
        names=("một", "2"),
        by_year={2024: Decimal(1), 2025: Decimal("2.5")},
        by_word={"1": "một", "no": "không"},
        by_colour={Colour.RED: 1},
        shape=Line("line", (Dot("dot", 1), Line("line", ()))),
        value=Decimal("0.5"),
    )


@pytest.mark.parametrize(
    ("text", "value"), [("true", True), ("1", Decimal(1)), ("chữ", "chữ"), ("null", None), ('"1"', "1")]
)
def test_a_union_of_scalars_takes_what_fits(text: str, value: object) -> None:
    assert read(f"id: x\nvalue: {text}").value == value


def test_text_comes_in_one_normal_form() -> None:
    assert read('id: "Hòa"'.encode().decode().replace("ò", "o\u0300")).id == "Hòa"


def test_all_faults_of_a_file_are_told_at_once_with_line_and_path() -> None:
    assert faults(
        """
number: 1.5
amount: "2"
day: 2023-02-29
on: yes
colour: green
mode: c
names: một
by_year: {x: 1}
shape: {kind: dot, x: "1", y: 2}
unknown: 1
value: [1]
colour: red
"""
    ) == [
        ("packs.missing_key", 2, "id", ""),
        ("packs.not_integer", 2, "number", "1.5"),
        ("packs.not_number", 3, "amount", "2"),
        ("packs.not_date", 4, "day", "2023-02-29"),
        ("packs.not_true_false", 5, "on", "yes"),
        ("packs.not_one_of", 6, "colour", "green"),
        ("packs.not_one_of", 7, "mode", "c"),
        ("packs.not_list", 8, "names", "một"),
        ("packs.not_integer", 9, "by_year.x", "x"),
        ("packs.unknown_key", 10, "shape.y", "y"),
        ("packs.not_integer", 10, "shape.x", "1"),
        ("packs.unknown_key", 11, "unknown", "unknown"),
        ("packs.wrong_type", 12, "value", "[…]"),
        ("packs.duplicate_key", 13, "colour", "colour"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- 1", [("packs.not_mapping", 1, "", "[…]")]),
        ("id: {a: 1}", [("packs.not_text", 1, "id", "{…}")]),
        ("id: null", [("packs.not_text", 1, "id", "null")]),
        ("id:", [("packs.not_text", 1, "id", "null")]),
        ("id: 2024-01-01", [("packs.not_text", 1, "id", "2024-01-01")]),
        ("id: x\nby_word: [1]", [("packs.not_mapping", 2, "by_word", "[…]")]),
        ("id: x\nshape: {x: 1}", [("packs.missing_key", 2, "shape.kind", "")]),
        ("id: x\nshape: {kind: circle}", [("packs.not_one_of", 2, "shape.kind", "circle")]),
        ("id: x\nshape: dot", [("packs.wrong_type", 2, "shape", "dot")]),
        ("id: x\n[1]: 2", [("packs.not_text", 2, "", "[…]")]),
        ("id: x\nnumber: 010", [("packs.not_integer", 2, "number", "010")]),
        ("id: x\namount: .inf", [("packs.not_number", 2, "amount", ".inf")]),
        ("id: x\nnumber: 1_000", [("packs.not_integer", 2, "number", "1_000")]),
    ],
)
def test_one_fault(text: str, expected: list[tuple[str, int, str, str]]) -> None:
    assert faults(text) == expected


@pytest.mark.parametrize(
    ("data", "code", "row"),
    [
        (b"id: x\nnumber: \xff", "packs.not_utf8", 2),
        (b"id: [1\nnumber: 2", "packs.not_yaml", 2),
        (b"\x00", "packs.not_yaml", None),
        (b"# only a comment", "packs.empty", 1),
        (b"id: &a x\nnames: [*a]", "packs.alias", 1),
        (b"id: " + b"x" * MAX_BYTES, "packs.too_large", None),
        (b"id: x\n---\nid: y", "packs.not_yaml", 2),
        (b"id: !!python/object:os.system x", "packs.not_text", 1),
    ],
)
def test_what_is_no_pack_at_all_is_refused_with_its_line(data: bytes, code: str, row: int | None) -> None:
    found = faults(data)
    assert [(one[0], one[1]) for one in found] == [(code, row)]


def test_a_place_inside_a_scalar_falls_back_to_the_nearest_line(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_text("id: x\nnames:\n  - a\n  - b\n", encoding="utf-8")
    decoded: Decoded[Pack] = decode_file(tmp_path / "x.yaml", Pack)
    assert decoded.place("names[1]").row == 4
    assert decoded.place("names[7].rule.fact").row == 3
    assert decoded.place("shape.x").row == 1
    assert decoded.place("names[1]").source == "x.yaml"


@given(st.binary(max_size=200))
def test_no_bytes_at_all_break_the_reader(data: bytes) -> None:
    with suppress(RefusedError):
        assert isinstance(decode(data, Pack, "x.yaml").value, Pack)


DEEPER = "a:\n" + "".join(f"{' ' * at}a:\n" for at in range(1, 99))


@pytest.mark.parametrize("text", ["[" * 100_000, '{"a":' * 20_000, "- " * 5_000 + "x", DEEPER])
def test_a_text_that_is_nested_without_end_is_refused_and_not_followed(text: str) -> None:
    with pytest.raises(RefusedError) as refusal:
        decode(text.encode(), FactCatalogue, "x.yaml")
    assert [one.code for one in refusal.value.problems] == ["packs.too_deep"]


@pytest.mark.parametrize("number", ["9" * 19, "9" * 5000, f"0.{'1' * 19}"])
def test_a_number_longer_than_anybody_counts_is_refused(number: str) -> None:
    with pytest.raises(RefusedError) as refusal:
        decode(f"n: {number}".encode(), Numbered, "x.yaml")
    assert [one.code for one in refusal.value.problems] == ["packs.not_number"]


@dataclass(frozen=True)
class Numbered:
    n: Decimal
