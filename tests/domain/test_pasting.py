"""Statuses and blocks from the clipboard."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ntm_desktop.domain import pasting
from ntm_desktop.domain.answers import Status
from ntm_desktop.domain.pasting import Block, format_block, format_cells, parse_block, parse_status, split_clipboard

A, N, X, B = Status.ACHIEVED, Status.NOT_ACHIEVED, Status.NOT_APPLICABLE, Status.NOT_ASSESSED


@pytest.mark.parametrize(
    "text", ["x", "X", "✓", "đạt", "ĐẠT ", "Đ", "đ", "1", "1.0", "1,0", "có", "yes", " x\u00a0", "Đạt."]
)
def test_achieved(text: str) -> None:
    assert parse_status(text) is A
    assert parse_status(unicodedata.normalize("NFD", text)) is A


@pytest.mark.parametrize(
    "text", ["0", "0.0", "k", "chưa", "Chưa đạt", "không  đạt", "KĐ", "CĐ", "✗", "no", "k.đạt", "khong dat"]
)
def test_not_achieved(text: str) -> None:
    assert parse_status(text) is N
    assert parse_status(unicodedata.normalize("NFD", text)) is N


@pytest.mark.parametrize("text", ["-", "–", "KAD", "k/a", "Không áp dụng", "n/a", "K/A/D"])
def test_not_applicable(text: str) -> None:
    assert parse_status(text) is X


@pytest.mark.parametrize("text", ["", "  ", "\u00a0", "chưa đánh giá"])
def test_not_assessed(text: str) -> None:
    assert parse_status(text) is B


@pytest.mark.parametrize("text", ["2", "abc", "10", "x x x", "=1", "D"])
def test_unknown(text: str) -> None:
    assert parse_status(text) is None


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("a\tb\r\nc\td\r\n", [["a", "b"], ["c", "d"]]),
        ("a\tb", [["a", "b"]]),
        ("a\rb\r", [["a"], ["b"]]),
        ('"a\nb"\t"c ""d"""\n', [["a\nb", 'c "d"']]),
        ('5" ống\tx\n', [['5" ống', "x"]]),
        ('"lẻ\tx\n', [['"lẻ', "x"]]),
        ("", []),
        ("\r\n", [[""]]),
        ("x\n\nx\n", [["x"], [""], ["x"]]),
        ("\t\n", [["", ""]]),
        ("x\t", [["x", ""]]),
    ],
)
def test_clipboard(text: str, cells: list[list[str]]) -> None:
    assert split_clipboard(text) == cells


def test_block() -> None:
    block = parse_block("x\t0\t-\r\nđạt\t\r\n")
    assert block == Block(((A, N, X), (A, B, B)))
    assert block.width == 3
    assert parse_block("").width == 0


def test_what_is_not_understood_is_shown_with_its_place() -> None:
    block = parse_block("x\tgì đó\nkhông rõ\t1")
    assert block.rows == ((A, None), (None, A))
    assert [(problem.code, problem.place.row, problem.place.column, problem.found) for problem in block.problems] == [
        ("sheets.status_unknown", 1, "2", "gì đó"),
        ("sheets.status_unknown", 2, "1", "không rõ"),
    ]


def test_a_block_too_large_is_one_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pasting, "MAX_CELLS", 3)
    block = parse_block("x\tx\nx\tx")
    assert block.rows == ()
    assert [problem.code for problem in block.problems] == ["sheets.block_too_large"]


@given(st.lists(st.lists(st.sampled_from(Status), min_size=2, max_size=2), max_size=8))
def test_blocks_come_back(rows: list[list[Status]]) -> None:
    assert parse_block(format_block(rows)).rows == tuple(map(tuple, rows))


@given(
    st.lists(st.lists(st.text(st.characters(exclude_characters="\r"), max_size=6), min_size=2, max_size=2), max_size=5)
)
def test_cells_come_back(rows: list[list[str]]) -> None:
    assert split_clipboard(format_cells(rows)) == rows


@given(st.text(max_size=60))
def test_any_clipboard_is_understood_or_listed(text: str) -> None:
    block = parse_block(text)
    assert sum(status is None for row in block.rows for status in row) == len(block.problems)
    assert len({len(row) for row in block.rows}) <= 1
