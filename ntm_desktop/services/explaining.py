"""Verdicts in words and as plain data: outcome, reasons, the threshold that applied and why, what is missing."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from ntm_desktop import i18n
from ntm_desktop.domain.verdicts import failing, missing, reasons_of
from ntm_desktop.i18n import gettext
from ntm_desktop.wording import verdicts as words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ntm_desktop.domain.facts import FactValue
    from ntm_desktop.domain.verdicts import Reason, Verdict

_SIGNS = {">=": "≥", "<=": "≤", "!=": "≠"}


def document(verdict: Verdict) -> dict[str, Any]:
    """Return a verdict tree as plain data, every reason with its sentence in the language in use."""
    return {
        "id": verdict.id,
        "title": verdict.title,
        "outcome": verdict.outcome.value,
        "mode": verdict.mode,
        "reasons": [_reason_document(reason) for reason in verdict.reasons],
        "parts": [document(part) for part in verdict.parts],
    }


def whole_document(verdict: Verdict) -> dict[str, Any]:
    """Return a verdict tree with what is missing and what stands in the way listed beside it."""
    return {
        **document(verdict),
        "missing": [_short(one) for one in missing(verdict)],
        "failing": [_short(one) for one in failing(verdict)],
        "stale": sorted({one.name for one in reasons_of(verdict) if one.code == "verdicts.stale"}),
    }


def lines(verdict: Verdict, titles: Mapping[str, str] | None = None, depth: int = 0) -> list[str]:
    """Return a verdict tree as indented lines of text; `titles` names the facts that stand without one in it."""
    title = verdict.title or (titles or {}).get(verdict.id, "")
    named = title if titles and verdict.id in titles else f"{verdict.id} {title}".rstrip()
    said = " ".join(sentence(reason) for reason in verdict.reasons)
    own = f"{'  ' * depth}{named}: {words.outcome(verdict.outcome)}. {said}".rstrip()
    return [own, *(line for part in verdict.parts for line in lines(part, titles, depth + 1))]


def lines_of(document: Mapping[str, Any], depth: int = 0) -> list[str]:
    """Return a verdict that was kept as plain data as indented lines of text, with the sentences of that time."""
    said = " ".join(reason["message"] for reason in document["reasons"])
    head = f"{document['id']} {document['title']}".rstrip()
    own = f"{'  ' * depth}{head}: {words.outcome(document['outcome'])}. {said}".rstrip()
    return [own, *(line for part in document["parts"] for line in lines_of(part, depth + 1))]


def sentence(reason: Reason) -> str:
    """Return why: value, threshold, why that threshold, clause."""
    said = [words.reason(reason.code, shown(reason.found, reason.unit), asked(reason))]
    if reason.why:
        said.append(gettext(words.WHY).format(why=_why(reason.why)))
    if reason.clause:
        said.append(gettext(words.CLAUSE).format(clause=words.clause(reason.clause)))
    if reason.source:
        said.append(words.source(reason.source, i18n.day(reason.on) if reason.on else ""))
    return " ".join(said)


def asked(reason: Reason) -> str:
    """Return the threshold in words: «≥ 98 %»."""
    expected = reason.expected
    if isinstance(expected, tuple):
        if reason.op == "one_of":
            return gettext(words.ONE_OF).format(values=", ".join(shown(one) for one in expected))
        text = words.BETWEEN if reason.op == "between" else words.BETWEEN_BELOW
        return gettext(text).format(low=shown(expected[0]), high=shown(expected[1], reason.unit))
    sign = "" if isinstance(expected, bool) else signed(reason.op)
    return f"{sign} {shown(expected, reason.unit)}".strip()


def signed(op: str) -> str:
    """Return the sign of a comparison as people write it: `>=` is «≥»."""
    return _SIGNS.get(op, op)


def shown(value: FactValue | None, unit: str = "") -> str:
    """Return a value as people here write it."""
    if value is None:
        return words.word("no_value")
    if isinstance(value, bool):
        return words.word("true" if value else "false")
    if isinstance(value, date):
        return i18n.day(value)
    text = i18n.number(value) if isinstance(value, int | Decimal) else words.level(value)
    return f"{text} {unit}".strip()


def plain(value: object) -> object:
    """Return a value as JSON has it; whole numbers without a point."""
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, Decimal):
        return int(value) if value == int(value) else float(value)
    if isinstance(value, tuple):
        return [plain(one) for one in value]
    return value.isoformat() if isinstance(value, date) else value


def _reason_document(reason: Reason) -> dict[str, Any]:
    return {
        "code": reason.code,
        "fact": reason.name,
        "found": plain(reason.found),
        "op": reason.op,
        "threshold": plain(reason.expected),
        "unit": reason.unit,
        "why": reason.why,
        "clause": reason.clause,
        "source": reason.source,
        "date": plain(reason.on),
        "message": sentence(reason),
    }


def _short(verdict: Verdict) -> dict[str, Any]:
    return {"id": verdict.id, "title": verdict.title, "reasons": [one.code for one in verdict.reasons]}


def _why(why: str) -> str:
    parts = (part.partition("=") for part in why.split(", "))
    return ", ".join(
        f"{gettext(words.DIMENSIONS[name])} {value}" if name in words.DIMENSIONS else name for name, _, value in parts
    )
