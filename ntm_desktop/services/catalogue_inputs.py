"""Files that people bring to the rule engine: packs, results, nominations; every fault at once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from ntm_desktop import disk
from ntm_desktop.catalog.checking import PACK_TYPES, problems_in
from ntm_desktop.catalog.decoding import Decoded, decode, draft_of
from ntm_desktop.domain.criteria_check import check_cases
from ntm_desktop.domain.criteria_overlay import Overlay
from ntm_desktop.domain.exclusions import Nomination
from ntm_desktop.domain.movements_parts import AwardLevel
from ntm_desktop.domain.problems import Place, Problem, RefusedError
from ntm_desktop.domain.targets import Result
from ntm_desktop.errors import UserError
from ntm_desktop.services import csv_lines
from ntm_desktop.services.json_texts import plain_json

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from ntm_desktop.catalog import Catalogue
    from ntm_desktop.catalog.checking import PackKind
    from ntm_desktop.domain.criteria import CriteriaSet
    from ntm_desktop.domain.law import LawPack

MAX_FILE = 20 * 2**20
_SHOWN = 80
_ROLES = ("total", "add", "maintain", "carry_on")


@dataclass(frozen=True, slots=True)
class NominationIn:
    """A nomination; its level follows from the award form where it is not given."""

    subject: str
    round: str
    id: str = ""
    level: AwardLevel | None = None
    award: str = ""
    achievement: str = ""


@dataclass(frozen=True, slots=True)
class NominationsFile:
    """What `ntm exclusions --nominations` reads."""

    nominations: tuple[NominationIn, ...]


def read_bytes(path: Path) -> bytes:
    """Return a file's bytes; UserError(packs.no_file) where there is none, packs.too_large beyond the limit."""
    try:
        data = disk.read(path, MAX_FILE)
    except FileNotFoundError as error:
        raise UserError("packs.no_file", file=path.name) from error
    if len(data) > MAX_FILE:
        raise UserError("packs.too_large", found=path.stat().st_size, limit=MAX_FILE)
    return data


def read_pack(path: Path, kind: PackKind, catalogue: Catalogue) -> Any:  # noqa: ANN401 - the kind's type
    """Return the pack of a file that is not among those that ship; RefusedError with every fault that `check` tells."""
    data = read_bytes(path)
    problems = problems_in(data, kind, path.name, catalogue)
    if problems:
        raise RefusedError("packs.refused", problems, file=path.name)
    return decode(data, PACK_TYPES[kind], path.name).value


def read_overlay(path: Path, whole: CriteriaSet) -> Overlay:
    """Return a province's thresholds over a set; RefusedError for another set's, or for unknown indicators."""
    decoded = decode(read_bytes(path), Overlay, path.name)
    overlay = decoded.value
    codes = {indicator.code for indicator in whole.indicators}
    problems = [
        Problem("packs.unknown_code", decoded.place(f"cases.{code}"), code)
        for code in overlay.cases
        if code not in codes
    ]
    for indicator in whole.indicators:
        if indicator.code in overlay.cases:
            over = replace(indicator, cases=overlay.cases[indicator.code])
            problems += [
                Problem(fault.code, decoded.place(fault.path), fault.found, fault.expected)
                for fault in check_cases(whole, over, f"cases.{indicator.code}")
            ]
    if overlay.set_id != whole.id:
        problems.append(Problem("packs.not_one_of", decoded.place("set_id"), overlay.set_id, whole.id))
    if problems:
        raise RefusedError("packs.refused", problems, file=path.name)
    return overlay


def read_nominations(path: Path, law: LawPack) -> tuple[Nomination, ...]:
    """Return the nominations of a JSON file: a list of objects with subject, round, level or award, achievement.

    RefusedError(packs.refused) with every fault: of the form, unknown awards, levels that nothing says.
    """
    data, _whole = plain_json(read_bytes(path))
    listed = data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"[")
    draft = draft_of(under(data, b"nominations") if listed else data, NominationsFile, path.name)
    given = draft.value.nominations if draft.value else ()
    problems = [*draft.problems]
    for at, one in enumerate(given):
        place = f"nominations[{at}]"
        if draft.says(f"{place}.award") and draft.says(f"{place}.level"):
            problems += _unleveled(one, law, draft.decoded, place)
        problems += [
            Problem("packs.missing_key", draft.decoded.place(f"{place}.{name}"), "", name)
            for name in ("subject", "round")
            if draft.says(f"{place}.{name}") and not getattr(one, name).strip()
        ]
    problems += _same_ids(given, draft.decoded)
    if problems:
        raise RefusedError("packs.refused", problems, file=path.name)
    return tuple(_nomination(at, one, law) for at, one in enumerate(given))


def _same_ids(given: Sequence[NominationIn], decoded: Decoded[NominationsFile]) -> Iterator[Problem]:
    """Yield nominations that bear the id of an earlier one: of two with one name nobody could say which is closed.

    One without an id bears its number in the file.
    """
    seen: set[str] = set()
    for at, one in enumerate(given):
        name = one.id or str(at + 1)
        if name in seen:
            yield Problem("packs.repeated_code", decoded.place(f"nominations[{at}].id"), name)
        seen.add(name)


def _unleveled(one: NominationIn, law: LawPack, decoded: Decoded[NominationsFile], place: str) -> Iterator[Problem]:
    """Yield what keeps a nomination from having a level: an award form that the law does not know, or nothing said."""
    if one.award and law.award_form(one.award) is None:
        known = ", ".join(form.code for form in law.award_forms)
        yield Problem("packs.not_one_of", decoded.place(f"{place}.award"), one.award, known)
    elif not one.award and one.level is None:
        yield Problem("packs.missing_key", decoded.place(f"{place}.level"), "", "level")


def _nomination(at: int, one: NominationIn, law: LawPack) -> Nomination:
    form = law.award_form(one.award)
    level = one.level or (AwardLevel(form.level) if form else AwardLevel.OWN)
    return Nomination(one.id or str(at + 1), one.subject, one.round, level, one.award, one.achievement)


def under(data: bytes, name: bytes) -> bytes:
    """Return a document as the value of a key, so that a list or a flat mapping can be read as a record."""
    return b'{"' + name + b'": ' + data.removeprefix(b"\xef\xbb\xbf") + b"}"


def read_results(path: Path) -> tuple[Result, ...]:
    """Return the results of a CSV file with the columns measure, year, value, and role and scope if need be."""
    problems: list[Problem] = []
    found: list[Result] = []
    for at, row in csv_lines.read(decoded_text(read_bytes(path), path.name), ("measure", "year", "value"), path.name):
        faults = tuple(_row_faults(row, Place(source=path.name, row=at)))
        problems += faults
        if not faults:
            found.append(_result(row))
    if problems:
        raise RefusedError("packs.refused", problems, file=path.name)
    return tuple(found)


def decoded_text(data: bytes, source: str) -> str:
    """Return a file's text; RefusedError(packs.not_utf8) with the line that is not."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        place = Place(source=source, row=data[: error.start].count(b"\n") + 1)
        raise RefusedError("packs.refused", [Problem("packs.not_utf8", place)], file=source) from error


def _row_faults(row: Mapping[str, str], place: Place) -> Iterator[Problem]:
    if not row["measure"]:
        yield Problem("packs.missing_key", place, "", "measure")
    if csv_lines.whole(row["year"]) is None:
        yield Problem("packs.not_integer", place, row["year"][:_SHOWN], "integer")
    if _number(row["value"]) is None:
        yield Problem("packs.not_number", place, row["value"][:_SHOWN], "number")
    role = row.get("role") or "total"
    if role not in _ROLES:
        yield Problem("packs.not_one_of", place, role, ", ".join(_ROLES))


def _result(row: Mapping[str, str]) -> Result:
    return Result(
        measure=row["measure"],
        year=csv_lines.whole(row["year"]) or 0,
        value=_number(row["value"]) or Decimal(0),
        role=row.get("role") or "total",
        scope=row.get("scope", ""),
    )


def _number(text: str) -> Decimal | None:
    return csv_lines.number(text.replace(",", "."))
