"""One cell at a time."""

from __future__ import annotations

import pytest

from ntm_desktop.exchange.tables import Field, Type, Value
from ntm_desktop.exchange.values import Fault, parse, plain_text, written

TEXT = Field("t", max_length=5, required=False)
COUNT = Field("n", Type.INTEGER, required=False, minimum=0, maximum=9)


@pytest.mark.parametrize(
    ("field", "cell", "value"),
    [
        (TEXT, "", None),
        (Field("t", required=False, blank=""), "", ""),
        (TEXT, "Đặng", "Đặng"),
        (COUNT, "0", 0),
        (COUNT, "9", 9),
        (Field("n", Type.INTEGER), "-12", -12),
        (Field("b", Type.BOOLEAN), "1", 1),
        (Field("d", Type.DATE), "2024-02-29", "2024-02-29"),
        (Field("m", Type.MOMENT), "2026-11-22T09:30:00+07:00", "2026-11-22T09:30:00+07:00"),
        (Field("e", enum=("a", "b")), "b", "b"),
        (Field("p", pattern="[a-z]+"), "abc", "abc"),
        (Field("f", free=True), "'=1", "=1"),
        (Field("f", free=True), "''", "'"),
    ],
)
def test_sound_cell_is_read_and_written_alike(field: Field, cell: str, value: Value) -> None:
    assert parse(field, cell) == (value, None)
    assert written(field, value) == (cell, None)


@pytest.mark.parametrize(
    ("field", "cell", "code"),
    [
        (Field("t"), "", "missing"),
        (TEXT, "toolong", "length"),
        (TEXT, "a\tb", "characters"),
        (TEXT, "a\nb", "characters"),
        (Field("f", free=True), " a", "characters"),
        (Field("f", free=True), "a  b", "characters"),
        (Field("f", free=True), "=1", "formula"),
        (Field("f", free=True), "'a", "formula"),
        (Field("e", enum=("a", "b")), "c", "choice"),
        (Field("p", pattern="[a-z]+"), "abc1", "pattern"),
        (COUNT, "10", "range"),
        (COUNT, "-1", "range"),
        (Field("n", Type.INTEGER, minimum=3), "2", "range"),
        (Field("n", Type.INTEGER, maximum=3), "4", "range"),
        *((COUNT, cell, "kind") for cell in ("01", "+1", "1.0", "x", "٣", "-0", "9" * 30, " 1")),
        *((Field("b", Type.BOOLEAN), cell, "kind") for cell in ("true", "2", "x")),
        *((Field("d", Type.DATE), cell, "kind") for cell in ("2025-02-29", "20250201", "1/1/2025", "1800-01-01")),
        *(
            (Field("m", Type.MOMENT), cell, "kind")
            for cell in ("2026-11-22", "2026-11-22T09:30:00", "2026-13-22T09:30:00Z", "1800-01-01T00:00:00Z")
        ),
    ],
)
def test_faulty_cell_is_named(field: Field, cell: str, code: str) -> None:
    fault = parse(field, cell)[1]
    assert fault is not None
    assert fault.code == f"exchange.value.{code}"


def test_free_text_is_cleaned_when_written() -> None:
    assert written(Field("f", free=True), " a\u200b \n b ") == ("a b", None)


@pytest.mark.parametrize(
    "invisible", ["\0", "\x07", "\x7f", "\x9f", "\ue000", "\uf0fc", "\ufe0f", "\U000e0041", "\ud800"]
)
def test_free_text_is_written_without_what_prints_nothing(invisible: str) -> None:
    assert parse(Field("f", free=True), f"a{invisible}b")[1] is not None
    assert written(Field("f", free=True), f"{invisible}a\t{invisible}b\n") == ("a b", None)
    assert written(Field("f", free=True, required=True), invisible)[1] == Fault("exchange.value.missing")
    assert written(Field("f", free=True), f"{invisible}=1+1") == ("'=1+1", None)


def test_what_cannot_be_cleaned_is_a_fault() -> None:
    assert written(Field("f", max_length=3, free=True), "abcd")[1] == Fault("exchange.value.length", "≤ 3")
    assert written(TEXT, "a\u200b")[1] == Fault("exchange.value.characters")
    assert written(Field("t"), None)[1] == Fault("exchange.value.missing")


def test_truth_is_written_as_a_number() -> None:
    flag: int = True
    assert written(Field("b", Type.BOOLEAN), flag) == ("1", None)


@pytest.mark.parametrize("text", ["Nguyễn Thị Ánh", "Y Moan Êñuôl", "Đ'Ran", "1 – 2 «x»"])
def test_names_of_this_country_are_plain(text: str) -> None:
    assert plain_text(text)
