"""Thresholds and kinds as they stand in a cell: «≥ 95», «có», «50 – <70», «A | B», «chưa có»."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from ntm_desktop.domain.criteria import NUMERIC, Case, Kind, Relative
from ntm_desktop.domain.text import clean, fold

if TYPE_CHECKING:
    from collections.abc import Mapping

KIND_WORDS: Mapping[Kind, str] = {
    Kind.YES_NO: "có/không",
    Kind.PERCENT: "tỷ lệ %",
    Kind.COUNT: "số lượng",
    Kind.QUANTITY: "đại lượng",
    Kind.MONEY_PER_YEAR: "tiền/năm",
    Kind.GRADED: "điểm",
    Kind.CHOICE: "lựa chọn",
    Kind.TEXT: "chữ",
}
OPEN = "chưa có"
_SIGNS = {">=": "≥", "<=": "≤"}
_OPS = {"≥": ">=", "≤": "<=", ">=": ">=", "<=": "<=", ">": ">", "<": "<", "=": "="}
_NUMBER = re.compile(r"-?\d{1,18}([.,]\d{1,18})?\Z", re.ASCII)
_COMPARED = re.compile(r"(≥|≤|>=|<=|>|<|=)\s*(.+)\Z")
_BETWEEN = re.compile(r"(-?[\d.,]+)\s*[–-]\s*(<?)\s*(-?[\d.,]+)\Z")
_RELATIVE = re.compile(r"\+\s*([\d.,]+)\s*%\s*so với\s+([^/\s]+)/(\S+)\Z")


def kind_of(text: str) -> Kind | None:
    """Return the kind that a cell names, by its word or its code; None for none."""
    wanted = fold(text)
    for kind, word in KIND_WORDS.items():
        if wanted in {fold(word), kind.value}:
            return kind
    return None


def threshold_text(case: Case) -> str:
    """Return a threshold as it stands in a cell."""
    if case.op is None:
        return OPEN
    if case.op == "one_of":
        return " | ".join(case.values)
    if case.op == "between":
        return f"{number_text(case.min)} – {'' if case.max_included else '<'}{number_text(case.max)}"
    sign = _SIGNS.get(case.op, case.op)
    if case.relative is not None:
        one = case.relative
        return f"{sign} +{number_text(one.percent_more)}% so với {one.set_id}/{one.indicator}"
    if isinstance(case.value, bool):
        return "có" if case.value else "không"
    return f"{sign} {case.value if isinstance(case.value, str) else number_text(case.value)}"


def number_text(value: Decimal | None) -> str:
    """Return a number without needless zeros; empty for none."""
    if value is None:
        return ""
    return str(int(value)) if value == int(value) else str(value.normalize())


def threshold_of(text: str, kind: Kind, **where: Any) -> Case | None:  # noqa: ANN401 - the fields of a case
    """Return the threshold that a cell says for an indicator of a kind; None where it says nothing known."""
    text = clean(text)
    if fold(text) == fold(OPEN):
        return Case(**where)
    if kind is Kind.YES_NO:
        truth = {"co": True, "khong": False}.get(fold(text.removeprefix("=").strip()))
        return None if truth is None else Case(op="=", value=truth, **where)
    if kind in NUMERIC:
        return _numeric(text, where)
    if "|" in text:
        return Case(op="one_of", values=tuple(part.strip() for part in text.split("|")), **where)
    return Case(op="=", value=text.removeprefix("=").strip(), **where)


def _numeric(text: str, where: Mapping[str, Any]) -> Case | None:
    between = _BETWEEN.match(text)
    if between:
        low, high = number_of(between[1]), number_of(between[3])
        if low is None or high is None:
            return None
        return Case(op="between", min=low, max=high, max_included=not between[2], **where)
    compared = _COMPARED.match(text)
    op: Any = _OPS[compared[1]] if compared else "="
    rest = compared[2] if compared else text
    relative = _RELATIVE.match(rest)
    if relative:
        more = number_of(relative[1])
        return None if more is None else Case(op=op, relative=Relative(relative[2], relative[3], more), **where)
    value = number_of(rest)
    return None if value is None else Case(op=op, value=value, **where)


def number_of(text: str) -> Decimal | None:
    """Return a number written with a point or a comma; None where the text is none."""
    bare = text.strip().removesuffix("%").strip()
    return Decimal(bare.replace(",", ".")) if _NUMBER.match(bare) else None
