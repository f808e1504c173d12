"""How figures are written, against exact arithmetic."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ntm_desktop.reports.document import Percent, Sign, Tally
from ntm_desktop.reports.figures import percent_text, written


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("x", "x"), (None, ""), (Sign.YES, ""),
        (1234567, "1.234.567"), (0, "0"), (Tally(None, 0, 1), ""),
        (Tally(12, 0, 1), "12"), (Percent(155, 194), "79,90"), (Percent(155, 194, 1), "79,9"),
        (Percent(1, 1, 0), "100"),
        (Percent(0, 0), "–"),
    ],
)  # fmt: skip
def test_cells_are_written_as_people_here_do(cell: str | int | Percent | Sign | Tally | None, text: str) -> None:
    assert written(cell, "vi") == text


def test_english_turns_the_separators_round() -> None:
    assert (written(1234567, "en"), written(Percent(155, 194), "en")) == ("1,234,567", "79.90")


@given(st.integers(0, 10**6), st.integers(1, 10**6), st.integers(0, 4))
def test_percentages_are_rounded_half_up_from_the_exact_ratio(part: int, whole: int, digits: int) -> None:
    step = Decimal(1).scaleb(-digits)
    exact = (Decimal(100 * part) / Decimal(whole)).quantize(step, ROUND_HALF_UP)
    assert percent_text(Percent(part, whole, digits), "en").replace(",", "") == str(exact)
