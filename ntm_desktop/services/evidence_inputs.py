"""Files of answers and facts that verdicts are made from: JSON, checked whole, every fault at once with its line."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from ntm_desktop.catalog.decoding import draft_of
from ntm_desktop.domain.criteria import NUMERIC, Kind
from ntm_desktop.domain.criteria_verdicts import Evidence, NotApplicable, Sourced
from ntm_desktop.domain.facts import Fact, FactType, type_of
from ntm_desktop.domain.problems import Place, Problem, RefusedError
from ntm_desktop.domain.verdicts import Outcome
from ntm_desktop.services.catalogue_inputs import read_bytes, under
from ntm_desktop.services.json_texts import plain_json

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from ntm_desktop.catalog.decoding import Decoded
    from ntm_desktop.domain.criteria import CriteriaSet, Indicator
    from ntm_desktop.domain.facts import FactDeclaration, FactValue

_PARTS = frozenset({"answers", "facts", "sets"})
_NOT = {
    FactType.TRUE_FALSE: "packs.not_true_false",
    FactType.NUMBER: "packs.not_number",
    FactType.DAY: "packs.not_date",
    FactType.TEXT: "packs.not_text",
}


@dataclass(frozen=True, slots=True)
class Given:
    """A value with where it came from, or why it does not apply."""

    value: bool | Decimal | date | str | None = None
    source: str = ""
    date: date | None = None
    not_applicable: str | None = None


Value = bool | Decimal | date | str | Given | None


@dataclass(frozen=True, slots=True)
class FactsFile:
    """What `ntm evaluate --facts` reads; `values` may hold answers (indicator codes) and facts (names) alike."""

    values: Mapping[str, bool | Decimal | date | str | Given | None]


def read_evidence(path: Path, whole: CriteriaSet, declared: Mapping[str, FactDeclaration]) -> Evidence:
    """Return the answers and facts of a JSON file: a flat mapping of indicator codes, fact and set names to values.

    A value is plain, or `{"value": …, "source": …, "date": …}`, or `{"not_applicable": "lý do"}`. The outcome of
    another set (`"xa-ntm-nang-cao-2021-2025": "met"`) is given by its id. The mapping may stand in parts, under
    `answers`, `facts` and `sets`. RefusedError(packs.refused) with every fault of form, name and type.
    """
    indicators = {indicator.code: indicator for indicator in whole.indicators}
    sets = {indicator.requires_set for indicator in whole.indicators if indicator.requires_set}

    def fault(name: str, value: Value) -> tuple[str, str] | None:
        if name in indicators:
            return _answer_fault(indicators[name], value)
        if name in sets:
            return None if value is None or value in list(Outcome) else ("packs.not_one_of", ", ".join(Outcome))
        return _fact_fault(declared.get(name), value)

    values = _read(path, fault)
    return Evidence(
        answers={
            name: _answer(indicators[name], one) for name, one in values.items() if name in indicators and _says(one)
        },
        facts={name: _fact(declared[name], one, path.name) for name, one in values.items() if name in declared},
        sets={name: Outcome(str(value)) for name, value in values.items() if name in sets and value is not None},
    )


def read_facts(path: Path, declared: Mapping[str, FactDeclaration]) -> dict[str, Fact]:
    """Return the facts of a JSON file: a flat mapping of names to values; RefusedError as `read_evidence`."""
    values = _read(path, lambda name, value: _fact_fault(declared.get(name), value))
    return {name: _fact(declared[name], one, path.name) for name, one in values.items()}


def _read(path: Path, fault: Callable[[str, Value], tuple[str, str] | None]) -> Mapping[str, Value]:
    data, at_hand, doubled = _flat(read_bytes(path))
    draft = draft_of(under(data, b"values"), FactsFile, path.name)
    values = draft.value.values if draft.value else {}
    problems = [*draft.problems]
    problems += [Problem("packs.duplicate_key", Place(source=path.name, path=name), name) for name in doubled]
    for name, value in values.items():
        found = fault(name, value) if draft.says(f"values.{name}") else None
        if found is not None:
            problems.append(
                Problem(found[0], _place(draft.decoded, name, at_hand=at_hand), _shown(name, value, found[0]), found[1])
            )
    if problems:
        raise RefusedError("packs.refused", problems, file=path.name)
    return values


def _flat(data: bytes) -> tuple[bytes, bool, list[str]]:
    """Return a mapping that stands in parts as one, whether its lines are still the file's, and names in two parts."""
    data, whole = plain_json(data)
    parts = isinstance(whole, dict) and whole and whole.keys() <= _PARTS
    if not parts or not all(isinstance(part, dict) for part in whole.values()):
        return data, True, []
    said = Counter(name for part in whole.values() for name in part)
    joined = {name: value for part in whole.values() for name, value in part.items()}
    return json.dumps(joined).encode(), False, [name for name, times in said.items() if times > 1]


def _place(decoded: Decoded[FactsFile], name: str, *, at_hand: bool) -> Place:
    row = decoded.lines.get(f"values.{name}") if at_hand else None
    return Place(source=decoded.source, row=row, path=name)


def _answer_fault(indicator: Indicator, value: Value) -> tuple[str, str] | None:
    """Return what keeps a value from answering an indicator: the code, and what was expected."""
    plain = value
    if isinstance(value, Given):
        if value.not_applicable is not None:
            return ("packs.two_answers", "") if value.value is not None else None
        plain = value.value
    if indicator.kind in NUMERIC:
        wanted = FactType.NUMBER
    else:
        wanted = FactType.TRUE_FALSE if indicator.kind is Kind.YES_NO else FactType.TEXT
    return _type_fault(plain, wanted, indicator.choices)


def _fact_fault(declared: FactDeclaration | None, value: Value) -> tuple[str, str] | None:
    if declared is None:
        return "packs.unknown_fact", ""
    if isinstance(value, Given):
        if value.not_applicable is not None:
            return "packs.fact_applies", ""
        value = value.value
    return _type_fault(value, declared.type, declared.choices)


def _type_fault(
    value: bool | Decimal | date | str | Given | None, wanted: FactType, choices: tuple[str, ...]
) -> tuple[str, str] | None:
    if value is None or isinstance(value, Given):
        return None
    text = _as_text(value) if wanted is FactType.TEXT and isinstance(value, date) else value
    if type_of(text) is not wanted:
        return _NOT[wanted], wanted.value
    return ("packs.not_one_of", ", ".join(choices)) if choices and text not in choices else None


def _says(value: Value) -> bool:
    """Whether a value answers anything: `null` and `{}` do not."""
    return value is not None and value != Given()


def _answer(indicator: Indicator, value: Value) -> FactValue | NotApplicable | Sourced:
    textual = indicator.kind not in NUMERIC and indicator.kind is not Kind.YES_NO
    if isinstance(value, Given):
        if value.not_applicable is not None:
            return NotApplicable(value.not_applicable)
        return Sourced(_typed(value.value, textual=textual), value.source, value.date)
    return _typed(value, textual=textual)


def _fact(declared: FactDeclaration, value: Value, file: str) -> Fact:
    textual = declared.type is FactType.TEXT
    if isinstance(value, Given):
        found = None if value.value is None else _typed(value.value, textual=textual)
        return Fact(declared.name, found, on=value.date, source=value.source or f"file:{file}")
    return Fact(declared.name, None if value is None else _typed(value, textual=textual), source=f"file:{file}")


def _typed(value: Any, *, textual: bool) -> FactValue:  # noqa: ANN401 - a value that `_type_fault` let through
    """Return a value of its type: a text that looks like a day was read as one."""
    return _as_text(value) if textual and isinstance(value, date) else value


def _as_text(value: FactValue) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def _shown(name: str, value: Value, code: str) -> str:
    if code == "packs.unknown_fact":
        return name
    plain = value.value if isinstance(value, Given) else value
    return str(plain).lower() if isinstance(plain, bool) else str(plain)
