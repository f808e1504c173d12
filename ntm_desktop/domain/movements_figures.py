"""Targets of a plan: figures by unit and year, with the plan's own denominators and percentages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from ntm_desktop.domain.movements_parts import Clause

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Figure:
    """One number that is planned.

    `measure` is a code (`commune.ntm`, `commune.nang_cao`, `district.ntm` …): results come in under it.
    `role` says what the number counts: `total` at the end of the year, `add` in it, `maintain`, `carry_on`.
    `max` makes a range. `of` is the plan's denominator and `percent` the percentage as it prints it.
    `within` bounds a part of another measure; `scope` is a region or group of units. Where a number falls from year
    to year, `falls` names the measure that it is taken from, and `share` the two counts that measure is a share of:
    then results may give any of them.
    """

    measure: str
    op: Literal["=", ">=", ">", "<=", "<"]
    value: Decimal
    role: Literal["total", "add", "maintain", "carry_on"] = "total"
    max: Decimal | None = None
    year: int | None = None
    since_year: int | None = None
    before_year: bool = False
    yearly: bool = False
    of: Decimal | None = None
    percent: Decimal | None = None
    percent_op: Literal["=", ">="] = "="
    scope: str = ""
    within: str = ""
    unit: str = ""
    falls: str = ""
    share: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Target(Clause):
    """A target with its figures, the units that the plan names for it, and the text that sets it.

    With `baseline_on` it is no target: what stood on that day, from which the others are counted.
    """

    figures: tuple[Figure, ...]
    units: tuple[str, ...] = ()
    same_as: str = ""
    baseline_on: date | None = None
    document: str = ""
    note: str = ""
