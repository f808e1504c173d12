"""Numbers in words, against num2words where the formal reading agrees with it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from num2words import num2words

from ntm_desktop.domain.numberwords import LARGEST, in_words, money_in_words


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "không"),
        (5, "năm"),
        (10, "mười"),
        (15, "mười lăm"),
        (21, "hai mươi mốt"),
        (24, "hai mươi bốn"),
        (55, "năm mươi lăm"),
        (100, "một trăm"),
        (105, "một trăm lẻ năm"),
        (111, "một trăm mười một"),
        (1001, "một nghìn không trăm lẻ một"),
        (1010, "một nghìn không trăm mười"),
        (1060000, "một triệu không trăm sáu mươi nghìn"),
        (1000001, "một triệu không trăm lẻ một"),
        (10**9, "một tỷ"),
        (10**9 + 1, "một tỷ không trăm lẻ một"),
        (2 * 10**12, "hai nghìn tỷ"),
        (-15, "âm mười lăm"),
    ],
)
def test_formal_reading(number: int, words: str) -> None:
    assert in_words(number) == words


@given(st.integers(0, 10**12))
def test_num2words_agrees_but_for_empty_hundreds(number: int) -> None:
    groups = [int(group) for group in f"{number:,}".split(",")]
    if any(0 < group < 100 for group in groups[1:]) or number > 10**9:
        return
    assert in_words(number) == num2words(number, lang="vi")


@given(st.integers(0, LARGEST), st.integers(0, LARGEST))
def test_two_numbers_never_read_alike(one: int, other: int) -> None:
    assert (in_words(one) == in_words(other)) == (one == other)


def test_out_of_range() -> None:
    with pytest.raises(ValueError, match="1000000000000000000"):
        in_words(LARGEST + 1)


def test_money() -> None:
    assert money_in_words(1060000) == "Một triệu không trăm sáu mươi nghìn đồng"
