"""Criteria sets as dated data: criteria → indicators → thresholds, a pass rule, and the text behind them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Literal

from ntm_desktop.domain.rules import Op, facts_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date
    from decimal import Decimal

    from ntm_desktop.domain.rules import Rule


class Kind(StrEnum):
    """What an indicator is answered with."""

    YES_NO = "yes_no"
    PERCENT = "percent"
    COUNT = "count"
    QUANTITY = "quantity"
    MONEY_PER_YEAR = "money_per_year"
    GRADED = "graded"
    CHOICE = "choice"
    TEXT = "text"


NUMERIC = frozenset({Kind.PERCENT, Kind.COUNT, Kind.QUANTITY, Kind.MONEY_PER_YEAR, Kind.GRADED})
TEXTUAL = frozenset({Kind.CHOICE, Kind.TEXT})


@dataclass(frozen=True, slots=True)
class Relative:
    """A threshold taken from another set in the same context, and so much per cent more."""

    set_id: str
    indicator: str
    percent_more: Decimal


@dataclass(frozen=True, slots=True)
class Case:
    """A threshold and where it applies: everywhere, or for one region, commune group and year.

    `op` is None for «chưa có ngưỡng»: somebody must still say what is asked, and until then nobody passes.
    Between goes from `min` to `max`; `values` closes a choice; `relative` takes the value from another set.
    """

    op: Literal[">=", "<=", "=", ">", "<", "between", "one_of"] | None = None
    value: bool | Decimal | str | None = None
    min: Decimal | None = None
    max: Decimal | None = None
    max_included: bool = True
    values: tuple[str, ...] = ()
    relative: Relative | None = None
    region: str = ""
    group: str = ""
    year: int | None = None
    provenance: str = ""


@dataclass(frozen=True, slots=True)
class Indicator:
    """One thing asked. Its value is answered, or comes from `fact`, or is the verdict of `requires_set`.

    `set_by` names who sets the threshold where the set leaves it open. `may_not_apply` allows
    «không áp dụng», which always needs a reason. `points` counts under a pass rule of points.
    """

    code: str
    name: str
    kind: Kind
    provenance: str
    unit: str = ""
    cases: tuple[Case, ...] = ()
    set_by: str = ""
    fact: str = ""
    requires_set: str = ""
    choices: tuple[str, ...] = ()
    may_not_apply: bool = True
    points: Decimal | None = None
    note: str = ""
    derived_from: str = ""


@dataclass(frozen=True, slots=True)
class PassAll:
    """Every one that applies must be met."""

    kind: Literal["all"]


@dataclass(frozen=True, slots=True)
class PassAtLeast:
    """At least `n` must be met."""

    kind: Literal["at_least"]
    n: int


@dataclass(frozen=True, slots=True)
class PassMandatory:
    """Those named must be met, and at least `n` of the others."""

    kind: Literal["mandatory"]
    codes: tuple[str, ...]
    n: int


@dataclass(frozen=True, slots=True)
class PassPoints:
    """The points of all indicators that are met must come to at least `points`."""

    kind: Literal["points"]
    points: Decimal


PassRule = PassAll | PassAtLeast | PassMandatory | PassPoints


@dataclass(frozen=True, slots=True)
class Criterion:
    """A criterion and its indicators. `complete` is false where the source gave only some of them."""

    code: str
    name: str
    indicators: tuple[Indicator, ...] = ()
    provenance: str = ""
    complete: bool = True
    pass_rule: PassRule | None = None


@dataclass(frozen=True, slots=True)
class Zone:
    """A region, area or commune group that thresholds depend on."""

    name: str
    definition: str = ""
    provenance: str = ""


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition of recognition beside the criteria: satisfaction rate, no construction debt, security."""

    code: str
    name: str
    rule: Rule
    clause: str = ""
    provenance: str = ""


@dataclass(frozen=True, slots=True)
class Grade:
    """A grade by points: stars of a product. From `min` to `max`, `max` itself only if included."""

    code: str
    name: str
    min: Decimal
    max: Decimal
    max_included: bool
    provenance: str = ""


@dataclass(frozen=True, slots=True)
class Amendment:
    """A later text that changed the basis of a set."""

    number: str
    on: date | None = None
    issuer: str = ""
    note: str = ""
    provenance: str = ""


@dataclass(frozen=True, slots=True)
class Basis:
    """The text that a set stands on; parts that nobody has found stay empty."""

    number: str = ""
    on: date | None = None
    issuer: str = ""
    provenance: str = ""
    note: str = ""
    amended_by: tuple[Amendment, ...] = ()


@dataclass(frozen=True, slots=True)
class Counts:
    """How many criteria and indicators the text itself says that it has."""

    criteria: int | None = None
    indicators: int | None = None
    provenance: str = ""


@dataclass(frozen=True, slots=True)
class Annex:
    """Something else that the source of a set tells, as named lines, kept with its provenance."""

    title: str
    lines: tuple[str, ...]
    provenance: str = ""


@dataclass(frozen=True, slots=True)
class CriteriaSet:
    """A dated edition of a criteria set. `pass_rule` is None where nobody has found how it is passed.

    `level` says whose it is (household, village, commune, province, product, country); `level_name` is its
    word in the source.
    """

    id: str
    edition: int
    title: str
    level: Literal["household", "village", "commune", "province", "product", "country"]
    level_name: str
    legal_basis: Basis
    pass_rule: PassRule | None
    criteria: tuple[Criterion, ...]
    pass_text: str = ""
    pass_provenance: str = ""
    conditions: tuple[Condition, ...] = ()
    grades: tuple[Grade, ...] = ()
    regions: Mapping[str, Zone] | None = None
    groups: Mapping[str, Zone] | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    valid_provenance: str = ""
    declared: Counts = Counts()
    completeness: str = ""
    annexes: tuple[Annex, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """The id of this very edition."""
        return f"{self.id}@{self.edition}"

    @property
    def indicators(self) -> Iterator[Indicator]:
        """Every indicator, in order."""
        return (indicator for criterion in self.criteria for indicator in criterion.indicators)

    @property
    def facts(self) -> frozenset[str]:
        """Every fact that the set looks at: for an indicator's value, or in a condition."""
        asked = frozenset(indicator.fact for indicator in self.indicators if indicator.fact)
        return asked.union(*(facts_of(one.rule) for one in self.conditions))

    @property
    def complete(self) -> bool:
        """Whether the edition has all that its text says it has; without that nobody can be said to pass."""
        found = sum(1 for _ in self.indicators)
        whole = all(criterion.complete and criterion.indicators for criterion in self.criteria)
        asked = self.declared.indicators
        return bool(self.criteria) and whole and (asked is None or found >= asked)


@dataclass(frozen=True, slots=True)
class Context:
    """What a threshold depends on: region, commune group, year; and the sets that it may refer to."""

    region: str = ""
    group: str = ""
    year: int | None = None
    related: Mapping[str, CriteriaSet] | None = None


@dataclass(frozen=True, slots=True)
class Applied:
    """The case that applies to an indicator in a context, and why that one.

    `case` is None where none does; `gap` then says what is missing: `verdicts.no_threshold`,
    `verdicts.need_region` …
    """

    case: Case | None
    why: str = ""
    gap: str = ""


def applied(indicator: Indicator, context: Context) -> Applied:
    """Return the case that applies; never one of a region, group or year that was not asked for."""
    cases = indicator.cases
    given = {"region": context.region, "group": context.group, "year": context.year}
    used = [name for name in given if any(getattr(case, name) for case in cases)]
    for name in used:
        if not given[name]:
            return Applied(None, gap=f"verdicts.need_{name}")
    fitting = [case for case in cases if _fits(case, given, bool(used))]
    if not fitting:
        return Applied(None, _why(used, given), "verdicts.no_threshold")
    best = max(fitting, key=lambda case: sum(bool(getattr(case, name)) for name in used))
    why = _why([name for name in used if getattr(best, name)], given)
    if best.op is None:
        return Applied(None, why, "verdicts.no_threshold")
    return _resolved(best, why, context) if best.relative else Applied(best, why)


def _fits(case: Case, given: Mapping[str, str | int | None], specific: bool) -> bool:
    """Whether a case names nothing else than what is given, and, where others do, names something."""
    named = {name: getattr(case, name) for name in given if getattr(case, name)}
    return all(given[name] == value for name, value in named.items()) and (bool(named) or not specific)


def _why(names: list[str], given: Mapping[str, str | int | None]) -> str:
    return ", ".join(f"{name}={given[name]}" for name in names)


def _resolved(case: Case, why: str, context: Context) -> Applied:
    """Return a case whose threshold is taken from another set in the same context."""
    relative = case.relative
    other = (context.related or {}).get(relative.set_id) if relative else None
    if relative is None or other is None:
        return Applied(None, why, "verdicts.no_related_set")
    base = [indicator for indicator in other.indicators if indicator.code == relative.indicator]
    found = applied(base[0], context) if base else Applied(None, gap="verdicts.no_related_set")
    value = found.case.value if found.case else None
    if value is None or isinstance(value, bool | str):
        return Applied(None, found.why, found.gap or "verdicts.no_threshold")
    value = value * (100 + relative.percent_more) / 100
    why = ", ".join(part for part in (why, found.why, f"{relative.set_id}/{relative.indicator}") if part)
    return Applied(replace(case, value=value), why)


def op_of(case: Case) -> Op | None:
    """Return a case's comparison with one value; None where it has none (between, one of)."""
    return None if case.op in {None, "between", "one_of"} else Op(str(case.op))
