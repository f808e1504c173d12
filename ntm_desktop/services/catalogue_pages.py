"""A whole pack as text that a person can read: labels for keys, words for codes, rules and thresholds as sentences."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from ntm_desktop.domain.verdicts import Reason
from ntm_desktop.i18n import gettext
from ntm_desktop.services.explaining import asked, shown
from ntm_desktop.wording import plan_words as words
from ntm_desktop.wording import verdicts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from ntm_desktop.catalog import Catalogue

_RULES = frozenset({"rule", "only_if", "eligible"})
_OFFICES = frozenset({"offices", "office", "to", "through", "sender"})
_FORMS = frozenset({"award", "awards", "forms", "norm"})
_DAYS = frozenset({"on", "since", "until", "valid_from", "valid_to", "date", "baseline_on"})
_EMPTY: tuple[object, ...] = ("", [], {}, None)


def lines(catalogue: Catalogue, row: Mapping[str, Any]) -> list[str]:
    """Return a pack's plain data (`catalogue_queries.movement`, `criteria_set`, `law`) as indented lines."""
    return list(_Page(catalogue, row).mapping(row, 0))


class _Page:
    """What the codes of one pack stand for."""

    def __init__(self, catalogue: Catalogue, row: Mapping[str, Any]) -> None:
        self._facts = catalogue.facts
        self._forms: dict[str, str] = {form.code: form.title for form in catalogue.law.award_forms}
        self._offices: dict[str, str] = {
            one["code"]: one["held"][0]["name"] for one in row.get("offices", ()) if isinstance(one, dict)
        }

    def mapping(self, row: Mapping[str, Any], depth: int) -> Iterator[str]:
        """Yield a line for each entry, and those inside it further in."""
        for key, value in row.items():
            if value not in _EMPTY:
                yield from self._entry(key, value, depth)
        if _asks(row) and not row.get("cases"):
            yield f"{'  ' * depth}{words.key('cases')}: {gettext(words.NO_THRESHOLD)}"

    def _entry(self, key: str, value: Any, depth: int) -> Iterator[str]:  # noqa: ANN401 - plain data
        head = f"{'  ' * depth}{words.key(key)}:"
        if key in _RULES and isinstance(value, dict):
            yield f"{head} {self.rule(value)}"
        elif key in _IN_A_LINE:
            yield from (f"{head} {_IN_A_LINE[key](one)}" for one in value)
        elif isinstance(value, dict):
            yield head
            yield from self.mapping(value, depth + 1)
        elif isinstance(value, list) and isinstance(value[0], dict):
            yield head
            for one in value:
                yield from self._item(one, depth + 1)
        else:
            yield f"{head} {self._said(key, value)}"

    def _item(self, row: Mapping[str, Any], depth: int) -> Iterator[str]:
        """Yield the lines of a list's item, the first one behind a dash."""
        for at, line in enumerate(self.mapping(row, depth + 1)):
            yield f"{'  ' * depth}- {line.lstrip()}" if at == 0 else line

    def _said(self, key: str, value: Any) -> str:  # noqa: ANN401 - a scalar, or a list of them
        if isinstance(value, list):
            return "; ".join(self._said(key, one) for one in value)
        if not isinstance(value, str):
            # A year is no quantity: it has no point between its figures.
            return str(value) if "year" in key else shown(_exact(value))
        if key in _DAYS:
            return shown(date.fromisoformat(value))
        if key.endswith("provenance"):
            return verdicts.clause(value.removeprefix("source: "))
        names = self._offices if key in _OFFICES else self._forms if key in _FORMS else {}
        return names.get(value) or words.code(key, value)

    def rule(self, rule: Mapping[str, Any]) -> str:
        """Return a rule as a sentence: «Nợ đọng xây dựng cơ bản = 0»."""
        kind, inner = rule["kind"], [self.rule(one) for one in rule.get("rules", ())]
        if kind in {"all", "any"}:
            return _chained(words.AND if kind == "all" else words.OR, inner)
        if kind == "at_least":
            return gettext(words.AT_LEAST).format(n=rule["n"], rules="; ".join(inner))
        if kind == "not":
            return gettext(words.NOT).format(rule=self.rule(rule["rule"]))
        name = self._fact(rule["fact"])
        if kind == "compare_facts":
            return f"{name} {asked(Reason('', op=rule['op'], expected=self._fact(rule['other'])))}"
        return f"{name}: {_threshold({'op': kind, **rule}, self._unit(rule['fact']))}"

    def _fact(self, name: str) -> str:
        if name in self._facts:
            return self._facts[name].title
        return gettext(words.STANDARD).format(requirement=name.removeprefix("standard."))

    def _unit(self, name: str) -> str:
        return self._facts[name].unit if name in self._facts else ""


def _asks(row: Mapping[str, Any]) -> bool:
    """Whether this is an indicator that must have a threshold of its own: not one that another set answers."""
    return {"code", "name", "kind"} <= row.keys() and not row.get("requires_set")


def _threshold(case: Mapping[str, Any], unit: str = "") -> str:
    """Return a threshold with where it applies: «≥ 80 (vùng BTB, năm 2024)»."""
    where = [
        f"{gettext(verdicts.DIMENSIONS[name])} {case[name]}" for name in ("region", "group", "year") if case.get(name)
    ]
    source = verdicts.clause(case.get("provenance", ""))
    tail = f" ({', '.join(where)})" * bool(where) + f" [{source}]" * bool(source)
    return f"{_asked(case, unit)}{tail}"


def _asked(case: Mapping[str, Any], unit: str) -> str:
    op = case.get("op")
    if op is None:
        return gettext(words.NO_THRESHOLD)
    if relative := case.get("relative"):
        return f"{relative['set_id']} {relative['indicator']} + {shown(_exact(relative['percent_more']))} %"
    if op == "between":
        below = case.get("max_included", True) is False
        pair = (_exact(case["min"]), _exact(case["max"]))
        return asked(Reason("", op="between_below" if below else op, expected=pair, unit=unit))
    if op == "one_of":
        return asked(Reason("", op=op, expected=tuple(case["values"])))
    return asked(Reason("", op=op, expected=_exact(case["value"]), unit=unit))


def _figure(figure: Mapping[str, Any]) -> str:
    """Return a planned number: «commune.ntm: ≥ 9/15 (60 %); tăng thêm; 2025»."""
    least = asked(Reason("", op=figure["op"], expected=_exact(figure["value"])))
    most = f"–{shown(_exact(figure['max']))}" if "max" in figure else ""
    of = f"/{shown(_exact(figure['of']))}" if "of" in figure else ""
    percent = f" ({shown(_exact(figure['percent']), '%')})" if "percent" in figure else ""
    role = words.code("role", figure.get("role", ""))
    rest = [role, str(figure.get("scope", "")), str(figure.get("year", "")), figure.get("note", "")]
    return "; ".join(part for part in (f"{figure['measure']}: {least}{most}{of}{percent}", *rest) if part)


def _chained(text: str, parts: list[str]) -> str:
    found = parts[0]
    for one in parts[1:]:
        found = gettext(text).format(one=found, other=one)
    return found


def _exact(value: Any) -> Any:  # noqa: ANN401 - plain data
    return Decimal(str(value)) if isinstance(value, int | float) and not isinstance(value, bool) else value


_IN_A_LINE: Mapping[str, Callable[[Mapping[str, Any]], str]] = {"cases": _threshold, "figures": _figure}
