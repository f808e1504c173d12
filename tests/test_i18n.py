"""Language and formats: Vietnamese without a file, English from one, numbers and dates as offices do."""

from __future__ import annotations

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Context, Decimal, localcontext
from typing import TYPE_CHECKING

import pytest
from babel.numbers import format_decimal
from hypothesis import example, given
from hypothesis import strategies as st

from ntm_desktop import i18n

if TYPE_CHECKING:
    from pathlib import Path

NOON = datetime(2026, 3, 7, 14, 3, 9)  # noqa: DTZ001 (local time is what is written)


@pytest.fixture
def english(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Set up a translation folder with two English texts, and speak English."""
    import messages

    compiled = tmp_path / "en" / "LC_MESSAGES" / "ntm.mo"
    compiled.parent.mkdir(parents=True)
    entries = [
        messages.English("Hộ", ("Household",), "a", 1),
        messages.English("{n} hộ", ("{n} household", "{n} households"), "a", 2),
    ]
    compiled.write_bytes(messages.compile_english(entries))
    monkeypatch.setattr("ntm_desktop.paths.translations_folder", lambda: tmp_path)
    i18n.use_language("en")


def test_vietnamese_is_what_stands_in_the_source() -> None:
    assert i18n.current_language() == "vi"
    assert i18n.gettext("Hộ") == "Hộ"
    assert i18n.ngettext("{n} hộ", "{n} hộ", 5) == "{n} hộ"
    assert i18n.mark("Hộ") == "Hộ"


@pytest.mark.usefixtures("english")
def test_english_is_read_from_its_file() -> None:
    assert i18n.current_language() == "en"
    assert i18n.gettext("Hộ") == "Household"
    assert [i18n.ngettext("{n} hộ", "{n} hộ", n) for n in (0, 1, 2)] == [
        "{n} households",
        "{n} household",
        "{n} households",
    ]
    assert i18n.gettext("Không có") == "Không có"


@pytest.mark.usefixtures("english")
def test_an_empty_text_stays_empty() -> None:
    """Gettext's own answer to an empty id is the header of the file."""
    assert i18n.gettext("") == ""


def test_english_without_its_file_speaks_vietnamese(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ntm_desktop.paths.translations_folder", lambda: tmp_path)
    i18n.use_language("en")
    assert i18n.gettext("Hộ") == "Hộ"


def test_an_unknown_language_is_vietnamese() -> None:
    i18n.use_language("xx")
    assert i18n.current_language() == "vi"


@pytest.mark.usefixtures("english")
def test_another_language_for_a_while() -> None:
    with i18n.language("vi"):
        assert i18n.gettext("Hộ") == "Hộ"
    assert i18n.gettext("Hộ") == "Household"
    with pytest.raises(RuntimeError, match="printer"), i18n.language("vi"):
        raise RuntimeError("printer")
    assert i18n.current_language() == "en"


@pytest.mark.parametrize(
    ("value", "digits", "vietnamese", "in_english"),
    [
        (0, None, "0", "0"),
        (1234567, None, "1.234.567", "1,234,567"),
        (-1200, None, "-1.200", "-1,200"),
        (1234567.8, None, "1.234.567,8", "1,234,567.8"),
        (Decimal("1060000.00"), None, "1.060.000", "1,060,000"),
        (12.345, None, "12,35", "12.35"),
        (2.5, 0, "3", "3"),
        (12.25, 1, "12,3", "12.3"),
        (-2.5, 0, "-3", "-3"),
        (7, 2, "7,00", "7.00"),
        (Decimal("99999999999999999999999999999.5"), 1, "99.999.999.999.999.999.999.999.999.999,5", None),
    ],
)
def test_numbers(value: float | Decimal, digits: int | None, vietnamese: str, in_english: str | None) -> None:
    assert i18n.number(value, digits) == vietnamese
    if in_english is not None:
        with i18n.language("en"):
            assert i18n.number(value, digits) == in_english


@pytest.mark.parametrize("value", [float("inf"), float("nan")])
def test_what_is_no_number_does_not_fail(value: float) -> None:
    assert i18n.number(value, 1)


@given(st.integers(min_value=-(10**15), max_value=10**15))
def test_a_whole_number_reads_back(value: int) -> None:
    assert int(i18n.number(value).replace(".", "")) == value
    assert i18n.number(value, 0) == i18n.number(value)


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=3), st.integers(0, 3))
@example(Decimal("0.125"), 2)
def test_a_rounded_number_is_off_by_half_a_digit_at_most(value: Decimal, digits: int) -> None:
    text = i18n.number(value, digits)
    back = Decimal(text.replace(".", "").replace(",", "."))
    assert abs(back - value) <= Decimal(1).scaleb(-digits) / 2
    assert len(text.partition(",")[2]) == digits


@pytest.mark.parametrize(
    ("part", "whole", "digits", "expected"),
    [
        (1, 8, 1, "12,5%"),
        (1, 8, 0, "13%"),
        (1, 3, 1, "33,3%"),
        (5, 5, 1, "100,0%"),
        (0, 7, 1, "0,0%"),
        (3, 0, 1, "–"),
    ],
)
def test_percentages(part: float, whole: float, digits: int, expected: str) -> None:
    assert i18n.percent(part, whole, digits) == expected


def test_money() -> None:
    assert i18n.money(1060000) == "1.060.000 đ"
    assert i18n.money(Decimal("1060000.00")) == "1.060.000 đ"


def test_days_and_times_are_the_same_in_both_languages() -> None:
    for code in i18n.LANGUAGES:
        with i18n.language(code):
            assert i18n.day(date(2026, 3, 7)) == "07/03/2026"
            assert i18n.moment(NOON) == "07/03/2026 14:03"
            assert i18n.clock(NOON) == "14:03:09"


@pytest.mark.parametrize(("language", "locale"), [("vi", "vi_VN"), ("en", "en_GB")])
@given(
    value=st.decimals(min_value=-(10**15), max_value=10**15, allow_nan=False, places=4),
    digits=st.sampled_from([None, 0, 1, 2, 3]),
)
def test_numbers_are_those_of_babel(language: str, locale: str, value: Decimal, digits: int | None) -> None:
    pattern = "#,##0.##" if digits is None else "#,##0" + ("." + "0" * digits if digits else "")
    with i18n.language(language), localcontext(Context(prec=100, rounding=ROUND_HALF_UP)):
        expected = format_decimal(value, format=pattern, locale=locale)
        # Babel keeps the sign of what rounds to nothing; a person writes no «-0».
        assert i18n.number(value, digits) == (expected if expected.strip("-0,.") else expected.lstrip("-"))
