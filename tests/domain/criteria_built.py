"""A case of the oracle as the sets, contexts and evidence that the program judges."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from ntm_desktop.domain import criteria as c
from ntm_desktop.domain import rules as r
from ntm_desktop.domain.criteria_verdicts import Evidence, NotApplicable, Sourced
from ntm_desktop.domain.facts import Fact
from ntm_desktop.domain.verdicts import Outcome

if TYPE_CHECKING:
    from tests.domain.criteria_oracle import Case

_OUTCOMES = {0: Outcome.NOT_MET, Fraction(1, 2): Outcome.UNKNOWN, 1: Outcome.MET}


def built(case: Case) -> tuple[c.CriteriaSet, c.Context, Evidence]:
    """Return the set, context and evidence that a case describes."""
    criteria = tuple(
        c.Criterion(
            f"c{at}",
            "x",
            tuple(_indicator(inner) for inner in one["indicators"]),
            complete=one["complete"],
            pass_rule=_pass(one["rule"]),
        )
        for at, one in enumerate(case["criteria"])
    )
    conditions = tuple(c.Condition(f"d{at}", "x", rule(one)) for at, one in enumerate(case["conditions"]))
    whole = c.CriteriaSet(
        "s",
        1,
        "x",
        "commune",
        "xã",
        c.Basis(),
        _pass(case["rule"]),
        criteria,
        conditions=conditions,
        declared=c.Counts(indicators=case["declared"]),
    )
    base = c.Indicator("b", "x", c.Kind.PERCENT, "p", cases=tuple(_case(one) for one in case["base"]["cases"]))
    other = c.CriteriaSet("base", 1, "x", "commune", "xã", c.Basis(), None, (c.Criterion("b", "x", (base,)),))
    context = c.Context(**case["context"], related={"base": other})
    answers = {
        one["code"]: _answer(one["answer"])
        for criterion in case["criteria"]
        for one in criterion["indicators"]
        if one["answer"] is not None
    }
    facts = {
        name: Fact(name, number(one["value"]), stale=one["stale"])
        for name, one in case["facts"].items()
        if one is not None
    }
    sets = {"other": _OUTCOMES[case["sets"]["other"]]} if case["sets"]["other"] is not None else {}
    return whole, context, Evidence(answers, facts, sets)


def _indicator(one: Case) -> c.Indicator:
    return c.Indicator(
        one["code"],
        "x",
        c.Kind(one["kind"]),
        "p",
        cases=tuple(_case(case) for case in one["cases"]),
        fact=one["fact"] or "",
        requires_set="other" if one["requires"] else "",
        may_not_apply=one["may_not_apply"],
        points=None if one["points"] is None else Decimal(one["points"]),
    )


def _case(one: Case) -> c.Case:
    where = one["where"]
    if one["op"] == "between":
        return c.Case(
            op="between", min=Decimal(one["low"]), max=Decimal(one["high"]), max_included=one["included"], **where
        )
    if one["op"] == "one_of":
        return c.Case(op="one_of", values=tuple(one["values"]), **where)
    if "more" in one:
        return c.Case(op=one["op"], relative=c.Relative("base", "b", Decimal(one["more"])), **where)
    return c.Case(op=one["op"], value=number(one.get("value")), **where)


def _pass(rule_: Any) -> c.PassRule | None:
    if rule_ is None:
        return None
    if rule_ == "all":
        return c.PassAll("all")
    if rule_[0] == "points":
        return c.PassPoints("points", Decimal(rule_[1]))
    if rule_[0] == "at_least":
        return c.PassAtLeast("at_least", rule_[1])
    return c.PassMandatory("mandatory", tuple(rule_[1]), rule_[2])


def _answer(one: Case) -> Any:
    if "aside" in one:
        return NotApplicable(one["aside"])
    return Sourced(number(one["value"]), "biên bản") if one["sourced"] else number(one["value"])


def rule(one: Any) -> r.Rule:
    """Return a rule of a case."""
    kind = one[0]
    if kind == "not":
        return r.Not("not", rule(one[1]))
    if kind in {"all", "any", "at_least"}:
        inner = tuple(rule(each) for each in one[1])
        if kind == "at_least":
            return r.AtLeast("at_least", one[2], inner)
        return r.All("all", inner) if kind == "all" else r.AnyOf("any", inner)
    return _leaf(kind, one)


def _leaf(kind: str, one: Any) -> r.Rule:
    if kind == "between":
        return r.Between("between", one[1], Decimal(one[2]), Decimal(one[3]), max_included=one[4])
    if kind == "one_of":
        return r.OneOf("one_of", one[1], tuple(one[2]))
    if kind == "facts":
        return r.CompareFacts("compare_facts", one[1], r.Op(one[2]), one[3])
    return r.Compare("compare", one[1], r.Op(one[2]), value=number(one[3], whole=False))


def number(value: Any, *, whole: bool = True) -> Any:
    """Return a value as the program has it: whole numbers as int where that is wanted, fractions as Decimal."""
    if isinstance(value, Fraction) or (not whole and type(value) is int):
        return Decimal(value.numerator) / value.denominator
    return value
