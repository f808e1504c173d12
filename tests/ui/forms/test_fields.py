"""Typed text becomes values: numbers, years and dates as people here write them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ntm_desktop.ui.forms.fields import Field, Kind, Value, WrongTextError, parsed, shown

INT = Field("n", "Số", Kind.INT, least=0, most=10_000_000)
YEAR = Field("y", "Năm", Kind.YEAR)
DAY = Field("d", "Ngày", Kind.DATE)
NAME = Field("t", "Tên", required=True, most=10)


@pytest.mark.parametrize(
    ("field", "text", "value"),
    [
        (INT, "1.250", 1250),
        (INT, " 1 250 000 ", 1_250_000),
        (INT, "007", 7),
        (INT, "", None),
        (YEAR, "2026", 2026),
        (DAY, "22/11/2026", date(2026, 11, 22)),
        (DAY, "5-3-2024", date(2024, 3, 5)),
        (DAY, "05.03.24", date(2024, 3, 5)),
        (DAY, "05031975", date(1975, 3, 5)),
        (DAY, "1/2/75", date(1975, 2, 1)),
        (NAME, "  Đặng  ", "Đặng"),
    ],
)
def test_what_people_type(field: Field, text: str, value: Value) -> None:
    assert parsed(field, text) == value


@pytest.mark.parametrize(
    ("field", "text", "words"),
    [
        (INT, "12,5", "không phải số nguyên"),
        (INT, "1.25", "không phải số nguyên"),
        (INT, "-1", "từ 0 trở lên"),
        (INT, "10.000.001", "không được quá 10000000"),
        (YEAR, "26", "không phải năm"),
        (YEAR, "1850", "không phải năm"),
        (DAY, "31/02/2026", "không phải ngày"),
        (DAY, "hôm qua", "không phải ngày"),
        (NAME, "", "Cần nhập"),
        (NAME, "Đặng Thị Ngọc", "tối đa 10 ký tự"),
    ],
)
def test_what_is_refused_with_words(field: Field, text: str, words: str) -> None:
    with pytest.raises(WrongTextError, match=words):
        parsed(field, text)


@given(st.dates(min_value=date(1000, 1, 1)))
def test_a_shown_date_is_read_back(value: date) -> None:
    assert parsed(DAY, shown(DAY, value)) == value


@given(st.integers(0, 10_000_000))
def test_a_shown_number_is_read_back(value: int) -> None:
    assert parsed(INT, shown(INT, value)) == value


@given(st.text(), st.sampled_from(list(Kind)))
def test_any_text_is_a_value_or_is_told(text: str, kind: Kind) -> None:
    words = ""
    value: Value = None
    try:
        value = parsed(Field("x", "X", kind), text)
    except WrongTextError as error:
        words = str(error)
    assert words or value is None or shown(Field("x", "X", kind), value)


def test_nothing_is_shown_as_nothing() -> None:
    assert shown(DAY, None) == ""
    assert shown(NAME, "Đặng") == "Đặng"
