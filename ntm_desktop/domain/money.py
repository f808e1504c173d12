"""Reward money: coefficient × base salary of the decision date, rounded up (KG-V.4).

A household gets 1,5 times what an individual gets; of several awards for one period only the highest is paid.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from typing import TYPE_CHECKING

from ntm_desktop.domain.law import Known
from ntm_desktop.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from ntm_desktop.domain.law import BaseSalary, Category, Coefficient, LawPack

_SURE = (Known.UNVERIFIED, Known.DERIVED, Known.SEEN)


@dataclass(frozen=True, slots=True)
class Reward:
    """An amount in đồng with all that it was made from. `known` is that of the least sure part."""

    award: str
    category: Category
    decided_on: date
    coefficient: Decimal
    base: Decimal
    exact: Decimal
    amount: Decimal
    document: str
    known: Known


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a list of rewards: how many of an award form, to whom."""

    reward: Reward
    count: int

    @property
    def amount(self) -> Decimal:
        """What the line comes to."""
        return self.reward.amount * self.count


def reward(law: LawPack, award: str, category: Category, decided_on: date) -> Reward:
    """Return the reward of an award form; UserError where the law pack has no salary or coefficient for it."""
    salary = base_salary(law, decided_on)
    coefficient = coefficient_of(law, award, category)
    exact = salary.vnd * coefficient.value
    return Reward(
        award=award,
        category=category,
        decided_on=decided_on,
        coefficient=coefficient.value,
        base=salary.vnd,
        exact=exact,
        amount=rounded_up(exact, law.reward_rules.round_up_to),
        document=f"{salary.document}; {law.reward_rules.document}",
        known=min((salary.known, coefficient.known, law.reward_rules.known), key=_SURE.index),
    )


def base_salary(law: LawPack, on: date) -> BaseSalary:
    """Return the base salary in force on a day; UserError(packs.no_base_salary) where the pack has none."""
    for salary in law.base_salaries:
        if salary.since <= on and (salary.until is None or on <= salary.until):
            return salary
    raise UserError("packs.no_base_salary", on=f"{on.day:02d}/{on.month:02d}/{on.year}")


def coefficient_of(law: LawPack, award: str, category: Category) -> Coefficient:
    """Return a coefficient; UserError(packs.no_coefficient) where the pack has none for this category."""
    for one in law.coefficients:
        if one.award == award and one.category is category:
            return one
    raise UserError("packs.no_coefficient", award=award, category=category)


def rounded_up(amount: Decimal, step: Decimal) -> Decimal:
    """Return the amount rounded up to a multiple of `step`."""
    return (amount / step).to_integral_value(ROUND_CEILING) * step


def total(lines: Iterable[Line]) -> Decimal:
    """Return what a list of rewards comes to."""
    return sum((line.amount for line in lines), Decimal(0))


def highest(rewards: Iterable[Reward]) -> Reward | None:
    """Return the one that is paid where somebody got several for the same period; None for none."""
    return max(rewards, key=lambda one: one.amount, default=None)
