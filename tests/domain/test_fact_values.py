"""Values of facts: as people type them, refused where they could be two things, and the same again from the store."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ntm_desktop.domain.fact_values import MAX_TEXT, number, parsed, read, written
from ntm_desktop.domain.facts import FactDeclaration, FactType, FactValue, type_of
from ntm_desktop.domain.problems import Problem

TRUTH = FactDeclaration("f", FactType.TRUE_FALSE, "f", "xã")
NUMBER = FactDeclaration("f", FactType.NUMBER, "f", "xã")
DAY = FactDeclaration("f", FactType.DAY, "f", "xã")
TEXT = FactDeclaration("f", FactType.TEXT, "f", "xã")
LEVEL = FactDeclaration("f", FactType.TEXT, "f", "xã", choices=("ntm", "nang_cao"))


@pytest.mark.parametrize(
    ("declared", "text", "value"),
    [
        (TRUTH, " Có ", True),
        (TRUTH, "đạt", True),
        (TRUTH, "KHÔNG", False),
        (TRUTH, "false", False),
        (NUMBER, "0", Decimal(0)),
        (NUMBER, "-3", Decimal(-3)),
        (NUMBER, "87,5", Decimal("87.5")),
        (NUMBER, "87.5", Decimal("87.5")),
        (NUMBER, "1.140.000", Decimal(1140000)),
        (NUMBER, "1.140.000,25", Decimal("1140000.25")),
        (NUMBER, "5,000", Decimal("5.000")),
        (DAY, "05/12/2024", date(2024, 12, 5)),
        (DAY, "2024-12-05", date(2024, 12, 5)),
        (TEXT, "  thu gom   rác ", "thu gom rác"),
        (LEVEL, "ntm", "ntm"),
    ],
)
def test_what_people_type_is_understood(declared: FactDeclaration, text: str, value: FactValue) -> None:
    found = parsed(declared, text)
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(
    ("declared", "text", "code"),
    [
        (TRUTH, "1", "facts.not_true_false"),
        (TRUTH, "", "facts.not_true_false"),
        (NUMBER, "5.000", "facts.doubtful_number"),
        (NUMBER, "12.345", "facts.doubtful_number"),
        (NUMBER, "nhiều", "facts.not_number"),
        (NUMBER, "1e5", "facts.not_number"),
        (NUMBER, "NaN", "facts.not_number"),
        (NUMBER, "1.14.000", "facts.not_number"),
        (NUMBER, "٣", "facts.not_number"),
        (NUMBER, "9" * 25, "facts.not_number"),
        (DAY, "31/02/2024", "packs.not_day"),
        (DAY, "5/2024", "packs.not_day"),
        (TEXT, " ", "facts.no_value"),
        (TEXT, "x" * (MAX_TEXT + 1), "facts.too_long"),
        (LEVEL, "kieu_mau", "packs.not_one_of"),
    ],
)
def test_what_could_be_two_things_or_none_is_refused(declared: FactDeclaration, text: str, code: str) -> None:
    found = parsed(declared, text)
    assert isinstance(found, Problem)
    assert found.code == code


@given(
    st.booleans()
    | st.decimals(allow_nan=False, allow_infinity=False, places=4)
    | st.dates()
    | st.text(min_size=1).filter(lambda one: "\x00" not in one)
)
def test_the_store_gives_the_same_value_again(value: FactValue) -> None:
    assert read(type_of(value), written(value)) == value


def test_a_whole_number_is_kept_as_one() -> None:
    assert (written(7), read(FactType.NUMBER, "7")) == ("7", 7)
    assert number("") is None
