"""The constants of the layout decree, against the ranges that the law data give, and its way of writing dates."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ntm_desktop.reports import nd30

PATTERN = "{place}, ngày {day} tháng {month} năm {year}"


def test_the_margins_are_inside_the_decrees_ranges() -> None:
    margins = nd30.MARGINS
    assert 20 <= margins.top / nd30.MM <= 25
    assert 20 <= margins.bottom / nd30.MM <= 25
    assert 30 <= margins.left / nd30.MM <= 35
    assert 15 <= margins.right / nd30.MM <= 20


def test_the_sizes_are_inside_the_decrees_ranges() -> None:
    for size in (nd30.STATE_SIZE, nd30.BODY_NAME_SIZE):
        assert 12 <= size <= 13
    for size in (nd30.MOTTO_SIZE, nd30.PLACE_DATE_SIZE, nd30.KIND_SIZE, nd30.SUBJECT_SIZE, nd30.TEXT_SIZE):
        assert 13 <= size <= 14
    assert (nd30.NUMBER_SIZE, nd30.RECIPIENTS_LABEL_SIZE, nd30.RECIPIENTS_SIZE) == (13, 12, 11)
    assert 10 <= nd30.FIRST_LINE / nd30.MM <= 12.7001
    assert nd30.PARAGRAPH_GAP >= 6
    assert 1 <= nd30.LINE_SPACING <= 1.5
    assert 1 / 3 <= nd30.SHORT_RULE <= 1 / 2


@pytest.mark.parametrize(
    ("on", "text"),
    [
        (date(2026, 1, 5), "Cửu An, ngày 05 tháng 01 năm 2026"),
        (date(2026, 2, 15), "Cửu An, ngày 15 tháng 02 năm 2026"),
        (date(2026, 3, 9), "Cửu An, ngày 09 tháng 3 năm 2026"),
        (date(2026, 11, 22), "Cửu An, ngày 22 tháng 11 năm 2026"),
    ],
)
def test_only_days_below_ten_and_the_first_two_months_have_a_zero(on: date, text: str) -> None:
    assert nd30.date_words(PATTERN, on, "Cửu An") == text


def test_without_a_date_blanks_stay_for_the_clerk() -> None:
    assert nd30.date_words(PATTERN, None, "Cửu An").split(" ") == [
        "Cửu", "An,", "ngày", nd30.BLANK, "tháng", nd30.BLANK, "năm", nd30.BLANK,
    ]  # fmt: skip


@pytest.mark.parametrize(("number", "text"), [(1, "01"), (9, "09"), (10, "10"), (123, "123")])
def test_numbers_below_ten_have_a_zero(number: int, text: str) -> None:
    assert nd30.number_text(number) == text


def test_points_follow_the_vietnamese_alphabet() -> None:
    assert [nd30.point_mark(index) for index in range(9)] == ["a)", "b)", "c)", "d)", "đ)", "e)", "g)", "h)", "i)"]


@given(st.integers(0, 500))
def test_no_two_points_have_the_same_mark(count: int) -> None:
    assert len({nd30.point_mark(index) for index in range(count)}) == count
