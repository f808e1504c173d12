"""A second reading of how sets are judged, with no code in common with the first: numbers instead of outcomes.

Met is 1, unknown ½, not met 0, and what does not apply is None. «All» is then the least of those that apply, «at
least n» the n-th greatest where what does not apply counts 0, «not» is 1 - x, a basis that is incomplete allows ½ at
most. Cases are plain values made at random: every kind and comparison, thresholds by region, group and year, relative
to another set, without a threshold; answers of people, facts (stale ones too), other sets; every pass rule; rules.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import random

HALF = Fraction(1, 2)
NUMBERS = ("percent", "count", "quantity", "money_per_year", "graded")
DIMENSIONS = ("region", "group", "year")
Case = dict[str, Any]
_SIZES = {0.1: [1, 1, 2], 1.0: [0, 1, 1, 2, 2, 3, 4]}


def random_case(rng: random.Random) -> Case:
    """Describe a set, a context, answers and facts in plain values; every other one is nearly whole and answered."""
    wild = rng.choice([0.1, 1.0])
    criteria: list[Case] = [
        {
            "complete": rng.random() > 0.06 * wild,
            "indicators": [_indicator(rng, wild, f"i{at}{number}") for number in range(rng.choice(_SIZES[wild]))],
        }
        for at in range(rng.randint(1, 4))
    ]
    for one in criteria:
        one["rule"] = _rule(rng, [inner["code"] for inner in one["indicators"]], of_set=False)
    total = sum(len(one["indicators"]) for one in criteria)
    return {
        "criteria": criteria,
        "rule": _rule(rng, [f"c{at}" for at in range(len(criteria))], of_set=True),
        "declared": rng.choice([None, None, total, total + (rng.random() < wild)]),
        "conditions": [_condition(rng, 0) for _ in range(rng.choice([0, 0, 1, 2]) if rng.random() < wild else 0)],
        "facts": {name: _fact(rng) for name in ("f1", "f2", "t1")},
        "sets": {"other": rng.choice([None, 0, HALF, 1])},
        "base": {"cases": _cases(rng, wild, "percent", relative=False)},
        "context": {
            "region": rng.choice(["", "A", "B"]),
            "group": rng.choice(["", "g"]),
            "year": rng.choice([None, 2024]),
        },
    }


def _indicator(rng: random.Random, wild: float, code: str) -> Case:
    kind = rng.choice(["yes_no", *NUMBERS, "choice", "text"])
    return {
        "code": code,
        "kind": kind,
        "cases": _cases(rng, wild, kind, relative=kind in NUMBERS),
        "answer": _answer(rng, wild, kind),
        "fact": rng.choice([None, None, "f1", "t1"]),
        "requires": rng.random() < 0.15,
        "may_not_apply": rng.random() < 0.8,
        "points": rng.choice([None, 0, 1, 2, 5]),
    }


def _cases(rng: random.Random, wild: float, kind: str, *, relative: bool) -> list[Case]:
    used = [name for name in DIMENSIONS if rng.random() < 0.2 * wild]
    found: list[Case] = []
    for _ in range((rng.random() > 0.25 * wild) if not used else rng.randint(1, 4)):
        values: dict[str, list[Any]] = {"region": ["A", "B"], "group": ["g", "h"], "year": [2024, 2025]}
        where = {name: rng.choice(values[name]) for name in used if rng.random() < 0.75}
        if where not in [one["where"] for one in found]:
            found.append({"where": where, **_threshold(rng, wild, kind, relative=relative)})
    return found


def _threshold(rng: random.Random, wild: float, kind: str, *, relative: bool) -> Case:
    if rng.random() < 0.1 * wild:
        return {"op": None}
    if kind == "yes_no":
        return {"op": "=", "value": rng.random() < 0.8}
    return _of_text(rng) if kind in {"choice", "text"} else _of_number(rng, relative=relative)


def _of_text(rng: random.Random) -> Case:
    if rng.random() < 0.5:
        return {"op": "one_of", "values": rng.sample(["x", "y", "z"], rng.randint(1, 2))}
    return {"op": "=", "value": rng.choice("xyz")}


def _of_number(rng: random.Random, *, relative: bool) -> Case:
    if relative and rng.random() < 0.2:
        return {"op": rng.choice([">=", ">"]), "more": rng.choice([0, 10, 50])}
    if rng.random() < 0.2:
        low = rng.randint(0, 3)
        return {"op": "between", "low": low, "high": low + rng.randint(0, 2), "included": rng.random() < 0.5}
    return {"op": rng.choice([">=", ">=", "<=", "=", ">", "<"]), "value": Fraction(rng.randint(0, 8), 2)}


def _answer(rng: random.Random, wild: float, kind: str) -> Any:
    if rng.random() < 0.2 * wild:
        return None
    if rng.random() < 0.15 * wild:
        return {"aside": rng.choice(["có lý do", "", "  "])}
    right: dict[str, list[Any]] = {"yes_no": [True, True, False], "choice": ["x", "y", "q"], "text": ["x", "y", "q"]}
    values: list[Any] = right.get(kind) or [0, 1, 2, 3, 4, 4, Fraction(5, 2)]
    wrong: list[Any] = [True, 3, "x"]
    value = rng.choice(values if rng.random() > 0.05 * wild else wrong)
    return {"value": value, "sourced": rng.random() < 0.3}


def _fact(rng: random.Random) -> Any:
    if rng.random() < 0.25:
        return None
    return {"value": rng.choice([True, False, 0, 1, 2, 3, "x", None]), "stale": rng.random() < 0.2}


def _rule(rng: random.Random, codes: list[str], *, of_set: bool) -> Any:
    many = len(codes)
    must = rng.sample(codes, rng.randint(0, many))
    rules: list[Any] = [None, "all", "all", ("mandatory", must, rng.randint(0, many - len(must)))]
    if many:
        rules.append(("at_least", rng.randint(1, many)))
    if of_set:
        rules.append(("points", rng.randint(0, 12)))
    return rng.choice(rules)


def _condition(rng: random.Random, depth: int) -> Any:
    kind = rng.choice(["compare", "compare", "between", "one_of", "facts", "all", "any", "at_least", "not"])
    if depth > 1 or kind in {"compare", "between", "one_of", "facts"}:
        return _leaf(rng, kind)
    if kind == "not":
        return ("not", _condition(rng, depth + 1))
    inner = [_condition(rng, depth + 1) for _ in range(rng.randint(1, 3))]
    return (kind, inner) if kind != "at_least" else (kind, inner, rng.randint(1, len(inner)))


def _leaf(rng: random.Random, kind: str) -> Any:
    fact = rng.choice(["f1", "f2", "t1", "gone"])
    if kind == "between":
        return ("between", fact, 1, rng.randint(1, 3), rng.random() < 0.5)
    if kind == "one_of":
        return ("one_of", fact, rng.sample(["x", "y"], rng.randint(1, 2)))
    if kind == "facts":
        return ("facts", fact, rng.choice(["=", "!="]), rng.choice(["f1", "f2"]))
    if rng.random() < 0.3:
        return ("compare", fact, rng.choice(["=", "!="]), rng.choice([True, "x"]))
    return ("compare", fact, rng.choice(["=", "!=", ">=", "<=", ">", "<"]), rng.randint(0, 3))


# --- the oracle


def oracle(case: Case) -> str:
    """Return what a set comes to: met, not_met or unknown (of a set, `not applicable` says nothing)."""
    marks: dict[str, Fraction | None] = {}
    criteria: dict[str, Fraction | None] = {}
    whole, found = True, 0
    for at, criterion in enumerate(case["criteria"]):
        own = {one["code"]: _mark(case, one) for one in criterion["indicators"]}
        found += len(own)
        marks.update(own)
        value = _combined(criterion["rule"] or "all", own) if own else HALF
        whole = whole and criterion["complete"] and bool(own)
        criteria[f"c{at}"] = value if criterion["complete"] else min(HALF, HALF if value is None else value)
    if case["declared"] is not None and found < case["declared"]:
        whole = False
    if case["rule"] is None:
        return "unknown"
    if case["rule"][0] == "points":
        total = _points(case, marks, case["rule"][1])
    else:
        value = _combined(case["rule"], criteria)
        total = HALF if value is None else value
    for condition in case["conditions"]:
        total = min(total, _judge(case, condition))
    total = total if whole else min(total, HALF)
    return {Fraction(1): "met", HALF: "unknown", Fraction(0): "not_met"}[Fraction(total)]


def _combined(rule: Any, values: dict[str, Fraction | None]) -> Fraction | None:
    if rule == "all":
        return min((one for one in values.values() if one is not None), default=None)
    if rule[0] == "at_least":
        return _nth(rule[1], list(values.values()))
    named = [values[code] for code in rule[1]]
    must = min((one for one in named if one is not None), default=None)
    others = _nth(rule[2], [one for code, one in values.items() if code not in rule[1]])
    return others if must is None else min(must, others)


def _nth(wanted: int, values: list[Fraction | None]) -> Fraction:
    ranked = sorted((one or Fraction(0) for one in values), reverse=True)
    if wanted == 0:
        return Fraction(1)
    return Fraction(ranked[wanted - 1]) if wanted <= len(ranked) else Fraction(0)


def _points(case: Case, marks: dict[str, Fraction | None], wanted: int) -> Fraction:
    each = {one["code"]: one["points"] or 0 for criterion in case["criteria"] for one in criterion["indicators"]}
    sure = sum(each[code] for code, mark in marks.items() if mark == 1)
    possible = sum(each[code] for code, mark in marks.items() if mark is not None and mark > 0)
    return Fraction(1) if sure >= wanted else HALF if possible >= wanted else Fraction(0)


def _mark(case: Case, one: Case) -> Fraction | None:
    answer = one["answer"]
    if answer is not None and "aside" in answer:
        return None if one["may_not_apply"] and answer["aside"].strip() else HALF
    value = answer["value"] if answer is not None else _otherwise(case, one)
    threshold = _chosen(case, one["cases"])
    if value is None or threshold is None or threshold["op"] is None:
        return HALF
    wanted = {"yes_no": bool, "choice": str, "text": str}.get(one["kind"], Fraction)
    if _type(value) is not wanted:
        return HALF
    if "more" in threshold:
        base = _chosen(case, case["base"]["cases"])
        if base is None or "value" not in base:
            return HALF
        threshold = {"op": threshold["op"], "value": base["value"] * (100 + threshold["more"]) / 100}
    return Fraction(_holds(value, threshold))


def _otherwise(case: Case, one: Case) -> Any:
    fact = case["facts"].get(one["fact"]) if one["fact"] else None
    if fact is not None and not fact["stale"] and fact["value"] is not None:
        return fact["value"]
    other = case["sets"]["other"] if one["requires"] else None
    return {0: False, 1: True}.get(other) if other is not None else None


def _chosen(case: Case, cases: list[Case]) -> Case | None:
    """Return the threshold for the context; none where it asks for what the context does not say."""
    context = case["context"]
    used = {name for one in cases for name in one["where"]}
    if any(not context[name] for name in used):
        return None
    fitting = [
        one
        for one in cases
        if (one["where"] or not used) and all(context[name] == asked for name, asked in one["where"].items())
    ]
    most = max((len(one["where"]) for one in fitting), default=0)
    return next((one for one in fitting if len(one["where"]) == most), None)


def _holds(value: Any, threshold: Case) -> bool:
    op = threshold["op"]
    if op == "one_of":
        return value in threshold["values"]
    if op == "between":
        below = value <= threshold["high"] if threshold["included"] else value < threshold["high"]
        return bool(threshold["low"] <= value and below)
    return _compares(op, value, threshold["value"])


def _compares(op: str, left: Any, right: Any) -> bool:
    if op in {"=", "!="}:
        return bool((left == right) == (op == "="))
    if op in {">=", "<="} and left == right:
        return True
    return bool(left > right) if op.startswith(">") else bool(left < right)


def _type(value: Any) -> type:
    return type(value) if isinstance(value, bool | str) else Fraction


def _judge(case: Case, rule: Any) -> Fraction:
    if rule[0] == "not":
        return 1 - _judge(case, rule[1])
    if rule[0] in {"all", "any", "at_least"}:
        inner = [_judge(case, one) for one in rule[1]]
        if rule[0] == "at_least":
            return _nth(rule[2], list(inner))
        return min(inner) if rule[0] == "all" else max(inner)
    value = _known(case, rule[1])
    other = _known(case, rule[3]) if rule[0] == "facts" else rule[2][0] if rule[0] == "one_of" else rule[3]
    if value is None or other is None or _type(value) is not (Fraction if rule[0] == "between" else _type(other)):
        return HALF
    if rule[0] == "between":
        return Fraction(rule[2] <= value and (value < rule[3] or (rule[4] and value == rule[3])))
    return Fraction(value in rule[2] if rule[0] == "one_of" else _compares(rule[2], value, other))


def _known(case: Case, name: str) -> Any:
    fact = case["facts"].get(name)
    return None if fact is None or fact["stale"] else fact["value"]
