"""The faults of a rule against the declared facts: unknown fact, wrong type, impossible comparison."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ntm_desktop.domain.facts import FactType, type_of
from ntm_desktop.domain.rules import (
    ORDERED,
    AtLeast,
    Between,
    Compare,
    CompareFacts,
    Not,
    OneOf,
    Op,
    children,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ntm_desktop.domain.facts import FactDeclaration
    from ntm_desktop.domain.rules import Leaf, Rule


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault of a pack that decoding cannot see: a code of `packs.*`, its path, and what stands there."""

    code: str
    path: str
    found: str = ""
    expected: str = ""


def written(value: object) -> str:
    """Return a value as a pack has it: `true` and `null`, not this language's words for them."""
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    return str(value)


def check_rule(rule: Rule, declared: Mapping[str, FactDeclaration], path: str) -> Iterator[Fault]:
    """Yield every fault of a rule that stands at `path` of a pack."""
    if isinstance(rule, Compare | Between | OneOf | CompareFacts):
        yield from _check_leaf(rule, declared, path)
        return
    inside = children(rule)
    if not inside:
        yield Fault("packs.empty_rule", f"{path}.rules")
    if isinstance(rule, AtLeast) and not 1 <= rule.n <= len(inside):
        yield Fault("packs.impossible", f"{path}.n", str(rule.n), f"1–{len(inside)}")
    for index, child in enumerate(inside):
        where = f"{path}.rule" if isinstance(rule, Not) else f"{path}.rules[{index}]"
        yield from check_rule(child, declared, where)


def _check_leaf(rule: Leaf, declared: Mapping[str, FactDeclaration], path: str) -> Iterator[Fault]:
    fact = declared.get(rule.fact)
    if fact is None:
        yield Fault("packs.unknown_fact", f"{path}.fact", rule.fact)
    elif isinstance(rule, Compare):
        yield from _check_value(rule, fact, path)
    elif isinstance(rule, CompareFacts):
        yield from _check_pair(rule, fact, declared.get(rule.other), path)
    elif isinstance(rule, Between):
        yield from _check_between(rule, fact, path)
    else:
        yield from _check_choices(rule, fact, path)


def _check_value(rule: Compare, fact: FactDeclaration, path: str) -> Iterator[Fault]:
    found = type_of(rule.value)
    if found is not fact.type:
        yield Fault("packs.wrong_fact_type", f"{path}.value", written(rule.value), fact.type)
        return
    yield from _check_order(rule.op, found, path)
    if fact.choices and rule.value not in fact.choices:
        yield Fault("packs.not_one_of", f"{path}.value", written(rule.value), ", ".join(fact.choices))


def _check_order(op: Op, type_: FactType, path: str) -> Iterator[Fault]:
    if op not in {Op.EQUAL, Op.OTHER} and type_ not in ORDERED:
        yield Fault("packs.impossible", f"{path}.op", op, "= !=")


def _check_pair(rule: CompareFacts, fact: FactDeclaration, other: FactDeclaration | None, path: str) -> Iterator[Fault]:
    if other is None:
        yield Fault("packs.unknown_fact", f"{path}.other", rule.other)
        return
    if other.type is not fact.type:
        yield Fault("packs.wrong_fact_type", f"{path}.other", other.type, fact.type)
    yield from _check_order(rule.op, fact.type, path)


def _check_between(rule: Between, fact: FactDeclaration, path: str) -> Iterator[Fault]:
    if fact.type is not FactType.NUMBER:
        yield Fault("packs.wrong_fact_type", f"{path}.fact", fact.type, FactType.NUMBER)
    if rule.min > rule.max or (rule.min == rule.max and not rule.max_included):
        yield Fault("packs.impossible", f"{path}.max", str(rule.max), f"> {rule.min}")


def _check_choices(rule: OneOf, fact: FactDeclaration, path: str) -> Iterator[Fault]:
    if fact.type is not FactType.TEXT:
        yield Fault("packs.wrong_fact_type", f"{path}.fact", fact.type, FactType.TEXT)
    if not rule.values:
        yield Fault("packs.empty_rule", f"{path}.values")
    for index, value in enumerate(rule.values):
        if fact.choices and value not in fact.choices:
            yield Fault("packs.not_one_of", f"{path}.values[{index}]", value, ", ".join(fact.choices))
