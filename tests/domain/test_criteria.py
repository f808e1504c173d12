"""Thresholds by region, group, year, province and other set; editions that are not complete."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ntm_desktop.domain.criteria import (
    Applied,
    Basis,
    Case,
    Context,
    Counts,
    CriteriaSet,
    Criterion,
    Indicator,
    Kind,
    PassAll,
    Relative,
    applied,
    op_of,
)
from ntm_desktop.domain.criteria_overlay import Overlay, overlaid

INCOME = Indicator(
    "10",
    "Thu nhập",
    Kind.MONEY_PER_YEAR,
    "unverified",
    cases=(
        Case(op=">=", value=Decimal(45), region="BTB", year=2024),
        Case(op=">=", value=Decimal(48), region="BTB", year=2025),
        Case(op=None, region="TN"),
    ),
)
LIGHT = Indicator(
    "4.2",
    "Điện",
    Kind.PERCENT,
    "unverified",
    cases=(Case(op=">=", value=Decimal(98)), Case(op=">=", value=Decimal(95), region="BTB")),
)


def a_set(*indicators: Indicator, declared: int | None = None, complete: bool = True) -> CriteriaSet:
    return CriteriaSet(
        id="s",
        edition=1,
        title="Bộ",
        level="commune",
        level_name="xã",
        legal_basis=Basis("318/QĐ-TTg"),
        pass_rule=PassAll("all"),
        criteria=(Criterion("1", "Một", indicators, complete=complete),),
        declared=Counts(indicators=declared),
    )


@pytest.mark.parametrize(
    ("indicator", "context", "value", "why", "gap"),
    [
        (LIGHT, Context(region="BTB"), 95, "region=BTB", ""),
        (LIGHT, Context(), None, "", "verdicts.need_region"),
        (LIGHT, Context(region="DNB"), None, "region=DNB", "verdicts.no_threshold"),
        (INCOME, Context(region="BTB", year=2025), 48, "region=BTB, year=2025", ""),
        (INCOME, Context(region="BTB"), None, "", "verdicts.need_year"),
        (INCOME, Context(region="BTB", year=2021), None, "region=BTB, year=2021", "verdicts.no_threshold"),
        (INCOME, Context(region="TN", year=2025), None, "region=TN", "verdicts.no_threshold"),
    ],
)
def test_the_threshold_that_applies_is_never_another_ones(
    indicator: Indicator, context: Context, value: int | None, why: str, gap: str
) -> None:
    found = applied(indicator, context)
    assert (found.case.value if found.case else None, found.why, found.gap) == (value, why, gap)


def test_a_threshold_for_all_needs_no_context_and_none_at_all_is_a_gap() -> None:
    everywhere = Indicator("1", "x", Kind.YES_NO, "p", cases=(Case(op="=", value=True),))
    assert applied(everywhere, Context()).case == everywhere.cases[0]
    assert applied(Indicator("2", "y", Kind.PERCENT, "p"), Context()).gap == "verdicts.no_threshold"


def test_commune_groups_choose_as_regions_do() -> None:
    trained = Indicator(
        "4.?",
        "Lao động qua đào tạo",
        Kind.PERCENT,
        "p",
        cases=tuple(
            Case(op=">=", value=Decimal(value), group=f"nhom_{number}") for number, value in ((1, 40), (2, 35), (3, 27))
        ),
    )
    found = applied(trained, Context(group="nhom_3")).case
    assert found is not None
    assert found.value == 27
    assert applied(trained, Context(region="BTB")).gap == "verdicts.need_group"


@pytest.mark.parametrize(
    ("related", "year", "value", "gap"),
    [
        ({"s": a_set(INCOME)}, 2025, Decimal("52.8"), ""),
        ({"s": a_set(INCOME)}, None, None, "verdicts.need_year"),
        ({"s": a_set()}, 2025, None, "verdicts.no_related_set"),
        ({}, 2025, None, "verdicts.no_related_set"),
        (
            {"s": a_set(Indicator("10", "x", Kind.YES_NO, "p", cases=(Case(op="=", value=True),)))},
            2025,
            None,
            "verdicts.no_threshold",
        ),
    ],
)
def test_a_relative_threshold_is_so_much_more_than_the_other_sets(
    related: dict[str, CriteriaSet], year: int | None, value: Decimal | None, gap: str
) -> None:
    relative = Relative("s", "10", Decimal(10))
    model = Indicator("2", "Thu nhập", Kind.MONEY_PER_YEAR, "p", cases=(Case(op=">=", relative=relative),))
    found = applied(model, Context(region="BTB", year=year, related=related))
    assert (found.case.value if found.case else None, found.gap) == (value, gap)
    if found.case:
        assert found.why == "region=BTB, year=2025, s/10"


def test_a_province_sets_thresholds_over_the_national_set() -> None:
    base = a_set(LIGHT, Indicator("2.1", "Đường xã", Kind.PERCENT, "p", set_by="UBND cấp tỉnh"))
    overlay = Overlay("kg", "s", "91", Basis("710/QĐ-UBND"), {"2.1": (Case(op="=", value=Decimal(100)),)})
    over = overlaid(base, overlay)
    changed = list(over.indicators)[1]
    assert applied(changed, Context()) == Applied(Case(op="=", value=Decimal(100)))
    assert next(iter(over.indicators)) == LIGHT
    with pytest.raises(KeyError):
        overlaid(base, Overlay("x", "other", "91", Basis(), {}))


def test_an_edition_is_complete_only_with_all_that_its_text_counts() -> None:
    assert a_set(LIGHT, declared=1).complete
    assert a_set(LIGHT).complete
    assert not a_set(LIGHT, declared=2).complete
    assert not a_set(LIGHT, complete=False).complete
    assert not a_set().complete
    assert a_set(LIGHT).key == "s@1"


def test_only_comparisons_with_one_value_have_an_operator() -> None:
    assert op_of(Case(op=">=", value=Decimal(1))) == ">="
    assert op_of(Case(op="between")) is None
    assert op_of(Case()) is None
