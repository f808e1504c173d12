"""Rules are data over facts: compare, between, one of, compare two facts; all, any, at least n, not.

Nothing of a data file is ever evaluated as Python. A rule is checked against the declared facts on loading.
"""

from __future__ import annotations

import operator
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Literal

from ntm_desktop.domain import verdicts
from ntm_desktop.domain.facts import FactType, is_stale, known, type_of
from ntm_desktop.domain.verdicts import Outcome, Reason, Verdict

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date
    from decimal import Decimal

    from ntm_desktop.domain.facts import Facts, FactValue


class Op(StrEnum):
    """The comparisons of a rule or threshold."""

    AT_LEAST = ">="
    AT_MOST = "<="
    MORE = ">"
    LESS = "<"
    EQUAL = "="
    OTHER = "!="


OPERATORS: Mapping[Op, Callable[[Any, Any], bool]] = {
    Op.AT_LEAST: operator.ge,
    Op.AT_MOST: operator.le,
    Op.MORE: operator.gt,
    Op.LESS: operator.lt,
    Op.EQUAL: operator.eq,
    Op.OTHER: operator.ne,
}
ORDERED = (FactType.NUMBER, FactType.DAY)


@dataclass(frozen=True, slots=True)
class Compare:
    """A fact against a value: {kind: compare, fact: commune.construction_debt, op: "=", value: 0}."""

    kind: Literal["compare"]
    fact: str
    op: Op
    value: bool | Decimal | date | str


@dataclass(frozen=True, slots=True)
class Between:
    """A number from `min` to `max`, both included unless `max_included` is false."""

    kind: Literal["between"]
    fact: str
    min: Decimal
    max: Decimal
    max_included: bool = True


@dataclass(frozen=True, slots=True)
class OneOf:
    """A text that is one of those listed."""

    kind: Literal["one_of"]
    fact: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CompareFacts:
    """A fact against another fact of its type: a contribution against the norm, this year against last."""

    kind: Literal["compare_facts"]
    fact: str
    op: Op
    other: str


@dataclass(frozen=True, slots=True)
class All:
    """Every rule."""

    kind: Literal["all"]
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one rule."""

    kind: Literal["any"]
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class AtLeast:
    """At least `n` rules."""

    kind: Literal["at_least"]
    n: int
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The opposite of a rule; what is unknown stays unknown."""

    kind: Literal["not"]
    rule: Rule


Leaf = Compare | Between | OneOf | CompareFacts
Rule = Leaf | All | AnyOf | AtLeast | Not


def children(rule: Rule) -> tuple[Rule, ...]:
    """Return the rules inside a rule."""
    if isinstance(rule, All | AnyOf | AtLeast):
        return rule.rules
    return (rule.rule,) if isinstance(rule, Not) else ()


def facts_of(rule: Rule) -> frozenset[str]:
    """Return every fact that a rule looks at."""
    if isinstance(rule, Compare | Between | OneOf):
        return frozenset((rule.fact,))
    if isinstance(rule, CompareFacts):
        return frozenset((rule.fact, rule.other))
    return frozenset[str]().union(*(facts_of(child) for child in children(rule)))


def evaluate(rule: Rule, facts: Facts, clause: str = "") -> Verdict:
    """Return the verdict of a rule; a fact that is missing, stale or of another type leaves it unknown."""
    if isinstance(rule, Compare | Between | OneOf | CompareFacts):
        return _leaf(rule, facts, clause)
    parts = tuple(evaluate(child, facts, clause) for child in children(rule))
    outcomes = tuple(part.outcome for part in parts)
    if isinstance(rule, All):
        return Verdict("all", verdicts.all_of(outcomes), mode="all", parts=parts)
    if isinstance(rule, AnyOf):
        return Verdict("any", verdicts.any_of(outcomes), mode="at_least:1", parts=parts)
    if isinstance(rule, AtLeast):
        outcome = verdicts.at_least(rule.n, outcomes)
        return Verdict("at_least", outcome, mode=f"at_least:{rule.n}", parts=parts)
    return Verdict("not", verdicts.negated(outcomes[0]), mode="not", parts=parts)


def _leaf(rule: Leaf, facts: Facts, clause: str) -> Verdict:
    found = known(facts, rule.fact)
    op, expected = _expectation(rule, facts)
    outcome, code = _judged(rule, found, expected)
    fact = facts.get(rule.fact)
    reason = Reason(
        code="verdicts.stale" if any(is_stale(facts, name) for name in facts_of(rule)) else code,
        name=rule.fact,
        found=found,
        op=op,
        expected=expected,
        clause=clause,
        source=fact.source if fact else "",
        on=fact.on if fact else None,
    )
    return Verdict(rule.fact, outcome, reasons=(reason,))


def _expectation(rule: Leaf, facts: Facts) -> tuple[str, FactValue | tuple[FactValue, ...] | None]:
    if isinstance(rule, Compare):
        return rule.op, rule.value
    if isinstance(rule, CompareFacts):
        return rule.op, known(facts, rule.other)
    if isinstance(rule, Between):
        return ("between" if rule.max_included else "between_below"), (rule.min, rule.max)
    return "one_of", rule.values


def _judged(
    rule: Leaf, found: FactValue | None, expected: FactValue | tuple[FactValue, ...] | None
) -> tuple[Outcome, str]:
    if found is None:
        return Outcome.UNKNOWN, "verdicts.fact_missing"
    if expected is None:
        return Outcome.UNKNOWN, "verdicts.norm_missing"
    sample = expected[0] if isinstance(expected, tuple) else expected
    if type_of(found) is not type_of(sample):
        return Outcome.UNKNOWN, "verdicts.wrong_type"
    met = holds(rule, found, expected)
    return (Outcome.MET, "verdicts.met") if met else (Outcome.NOT_MET, "verdicts.not_met")


def holds(rule: Leaf, found: Any, expected: Any) -> bool:  # noqa: ANN401 - both of one type, checked before
    """Whether a known value of the right type satisfies a leaf."""
    if isinstance(rule, Compare | CompareFacts):
        return OPERATORS[rule.op](found, expected)
    if isinstance(rule, Between):
        return within(found, rule.min, rule.max, max_included=rule.max_included)
    return found in rule.values


def within(value: Decimal | int, low: Decimal, high: Decimal, *, max_included: bool) -> bool:
    """Whether a number lies from `low` to `high`, `high` itself only if it is included."""
    return low <= value <= high and (max_included or value != high)
