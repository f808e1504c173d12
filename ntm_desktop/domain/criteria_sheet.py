"""A criteria set as a sheet that people type: one row an indicator, thresholds by column; and back."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from ntm_desktop.domain.criteria import (
    Basis,
    Case,
    CriteriaSet,
    Criterion,
    Indicator,
    PassAll,
    PassAtLeast,
    PassMandatory,
    PassPoints,
    Zone,
)
from ntm_desktop.domain.criteria_cells import (
    KIND_WORDS,
    kind_of,
    number_text,
    threshold_of,
    threshold_text,
)
from ntm_desktop.domain.problems import Place, Problem
from ntm_desktop.domain.text import clean, fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ntm_desktop.domain.criteria import PassRule

INFO_SHEET, ROWS_SHEET = "Thông tin", "Chỉ tiêu"
LEVELS = ("household", "village", "commune", "province", "product", "country")
FIXED = ("Mã tiêu chí", "Tên tiêu chí", "Mã chỉ tiêu", "Tên chỉ tiêu", "Đơn vị", "Kiểu")
EVERYWHERE = "Ngưỡng"
TAIL = ("Ai quy định", "Xuất xứ", "Ghi chú", "Đủ chỉ tiêu")
_DIMENSIONS = {"vung": "region", "nhom": "group", "nam": "year"}
_FIELDS = (
    "Mã bộ",
    "Lần ban hành",
    "Tên bộ",
    "Cấp",
    "Tên cấp",
    "Số văn bản",
    "Ngày văn bản",
    "Cơ quan ban hành",
    "Xuất xứ văn bản",
    "Hiệu lực từ",
    "Hiệu lực đến",
    "Quy tắc đạt",
    "Lời quy tắc",
    "Xuất xứ quy tắc",
)
_COUNT = re.compile(r"[1-9]\d{0,5}\Z", re.ASCII)
Grid = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class SheetPair:
    """The two sheets: who and what the set is, and its indicators."""

    info: Grid
    rows: Grid


def sheets_of(whole: CriteriaSet) -> SheetPair:
    """Return a set as two sheets of text."""
    basis = whole.legal_basis
    values = (
        whole.id,
        str(whole.edition),
        whole.title,
        whole.level,
        whole.level_name,
        basis.number,
        _day_text(basis.on),
        basis.issuer,
        basis.provenance,
        _day_text(whole.valid_from),
        _day_text(whole.valid_to),
        rule_text(whole.pass_rule),
        whole.pass_text,
        whole.pass_provenance,
    )
    zones = [("Vùng " + code, zone.name) for code, zone in (whole.regions or {}).items()]
    zones += [("Nhóm " + code, zone.name) for code, zone in (whole.groups or {}).items()]
    info = (*zip(_FIELDS, values, strict=True), *zones)
    columns = _columns(whole)
    rows = tuple(row for criterion in whole.criteria for row in _rows(criterion, columns))
    return SheetPair(info, ((*FIXED, *columns, *TAIL), *rows))


def _columns(whole: CriteriaSet) -> tuple[str, ...]:
    """Return the columns of all thresholds, each indicator's in its order: a new one stands behind the one before."""
    order: list[str] = []
    for one in whole.indicators:
        at = order.index(EVERYWHERE) if EVERYWHERE in order else -1
        for case in one.cases:
            column = column_of(case)
            if column in order:
                at = order.index(column)
            else:
                at += 1
                order.insert(at, column)
    return tuple(order) or (EVERYWHERE,)


def column_of(case: Case) -> str:
    """Return the head of the column that a threshold stands in: «Ngưỡng vùng BTB năm 2024»."""
    parts = [EVERYWHERE]
    parts += [f"vùng {case.region}"] if case.region else []
    parts += [f"nhóm {case.group}"] if case.group else []
    parts += [f"năm {case.year}"] if case.year else []
    return " ".join(parts)


def _rows(criterion: Criterion, columns: Sequence[str]) -> Iterator[tuple[str, ...]]:
    whole = "" if criterion.complete else "không"
    head = (criterion.code, criterion.name)
    if not criterion.indicators:
        yield (*head, *("" for _ in FIXED[2:]), *("" for _ in columns), "", criterion.provenance, "", whole)
    for one in criterion.indicators:
        by_column = {column_of(case): threshold_text(case) for case in one.cases}
        cells = tuple(by_column.get(column, "") for column in columns)
        fixed = (*head, one.code, one.name, one.unit, KIND_WORDS[one.kind])
        yield (*fixed, *cells, one.set_by, one.provenance, one.note, whole)


def rule_text(rule: PassRule | None) -> str:
    """Return a pass rule as it stands in a cell."""
    if isinstance(rule, PassAll):
        return "tất cả"
    if isinstance(rule, PassAtLeast):
        return f"ít nhất {rule.n}"
    if isinstance(rule, PassMandatory):
        return f"bắt buộc {', '.join(rule.codes)}; và ít nhất {rule.n}"
    return f"điểm {number_text(rule.points)}" if isinstance(rule, PassPoints) else ""


def rule_of(text: str) -> tuple[PassRule | None, bool]:
    """Return the pass rule that a cell says, and whether it says one that is known (nothing is known)."""
    folded = fold(text)
    if folded in {"", "tat ca"}:
        return (PassAll("all") if folded else None), True
    for pattern, make in _RULES:
        found = pattern.match(folded)
        if found:
            return make(found, text), True
    return None, False


def _mandatory(found: re.Match[str], text: str) -> PassRule:
    # codes keep their letters: taken from the text itself, the same stretch as in the folded one
    start, end = found.span(1)
    codes = tuple(part.strip() for part in clean(text)[start:end].split(",") if part.strip())
    return PassMandatory("mandatory", codes, int(found[2]))


def _points(text: str) -> PassRule:
    return PassPoints("points", Decimal(text.replace(",", ".")))


_RULES: Any = (
    (re.compile(r"it nhat (\d{1,6})\Z", re.ASCII), lambda found, _: PassAtLeast("at_least", int(found[1]))),
    (re.compile(r"bat buoc ([^;]+); va it nhat (\d{1,6})\Z", re.ASCII), _mandatory),
    (re.compile(r"diem (\d{1,9}([.,]\d{1,9})?)\Z", re.ASCII), lambda found, _: _points(found[1])),
)


def set_of(pair: SheetPair) -> tuple[CriteriaSet | None, tuple[Problem, ...]]:
    """Return the set that two sheets say, or every problem of them with its cell."""
    reading = _Reading()
    found = reading.whole(pair)
    return (None if reading.problems else found), tuple(reading.problems)


class _Reading:
    """One pass over the sheets: what is wrong so far."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def fault(self, code: str, sheet: str, row: int, column: str, found: str = "", expected: str = "") -> None:
        place = Place(sheet=sheet, row=row, column=column)
        self.problems.append(Problem(code, place, found[:80], expected))

    def whole(self, pair: SheetPair) -> CriteriaSet:
        given = {fold(row[0]): (at, clean(row[1])) for at, row in enumerate(pair.info, 1) if len(row) > 1}

        def text(name: str) -> str:
            return given.get(fold(name), (0, ""))[1]

        for name in ("Mã bộ", "Tên bộ", "Cấp"):
            if not text(name):
                self.fault("packs.missing_key", INFO_SHEET, given.get(fold(name), (1, ""))[0] or 1, "B", "", name)
        return CriteriaSet(
            id=text("Mã bộ"),
            edition=self._edition(given),
            title=text("Tên bộ"),
            level=self._level(given),
            level_name=text("Tên cấp"),
            legal_basis=Basis(
                number=text("Số văn bản"),
                on=self._day(given, "Ngày văn bản"),
                issuer=text("Cơ quan ban hành"),
                provenance=text("Xuất xứ văn bản"),
            ),
            pass_rule=self._rule(given),
            criteria=self._criteria(pair.rows),
            pass_text=text("Lời quy tắc"),
            pass_provenance=text("Xuất xứ quy tắc"),
            regions=_zones(pair.info, "Vùng "),
            groups=_zones(pair.info, "Nhóm "),
            valid_from=self._day(given, "Hiệu lực từ"),
            valid_to=self._day(given, "Hiệu lực đến"),
        )

    def _edition(self, given: Mapping[str, tuple[int, str]]) -> int:
        row, text = given.get(fold("Lần ban hành"), (0, "1"))
        if not _COUNT.match(text):
            self.fault("packs.not_integer", INFO_SHEET, row, "B", text, "integer")
            return 1
        return int(text)

    def _level(self, given: Mapping[str, tuple[int, str]]) -> Any:  # noqa: ANN401 - one of the levels
        row, text = given.get(fold("Cấp"), (0, ""))
        if text and text not in LEVELS:
            self.fault("packs.not_one_of", INFO_SHEET, row, "B", text, ", ".join(LEVELS))
        return text

    def _day(self, given: Mapping[str, tuple[int, str]], name: str) -> date | None:
        row, text = given.get(fold(name), (0, ""))
        if not text:
            return None
        try:
            day, month, year = (int(part) for part in text.split("/"))
            return date(year, month, day)
        except ValueError:
            self.fault("packs.not_day", INFO_SHEET, row, "B", text, "date")
            return None

    def _rule(self, given: Mapping[str, tuple[int, str]]) -> PassRule | None:
        row, text = given.get(fold("Quy tắc đạt"), (0, ""))
        rule, known = rule_of(text)
        if not known:
            self.fault("packs.unknown_pass_rule", INFO_SHEET, row, "B", text)
        return rule

    def _criteria(self, rows: Grid) -> tuple[Criterion, ...]:
        head = tuple(clean(cell) for cell in rows[0]) if rows else ()
        at = {fold(name): index for index, name in enumerate(head)}
        for name in FIXED[:4]:
            if fold(name) not in at:
                self.fault("packs.missing_column", ROWS_SHEET, 1, "", "", name)
        found: dict[str, Criterion] = {}
        if all(fold(name) in at for name in FIXED[:4]):
            for number, row in enumerate(rows[1:], 2):
                if any(clean(cell) for cell in row):
                    self._row(found, _Row(number, head, at, row))
        return tuple(found.values())

    def _row(self, found: dict[str, Criterion], row: _Row) -> None:
        code = row.text("Mã tiêu chí")
        if not code:
            self.fault("packs.missing_key", ROWS_SHEET, row.number, "A", "", "Mã tiêu chí")
            return
        if code not in found:
            found[code] = Criterion(
                code,
                row.text("Tên tiêu chí"),
                provenance="" if row.text("Mã chỉ tiêu") else row.text("Xuất xứ"),
                complete=fold(row.text("Đủ chỉ tiêu")) != "khong",
            )
        indicator = self._indicator(row) if row.text("Mã chỉ tiêu") else None
        if indicator is not None:
            found[code] = replace(found[code], indicators=(*found[code].indicators, indicator))

    def _indicator(self, row: _Row) -> Indicator | None:
        kind = kind_of(row.text("Kiểu"))
        if kind is None:
            words = ", ".join(KIND_WORDS.values())
            self.fault("packs.not_one_of", ROWS_SHEET, row.number, "F", row.text("Kiểu"), words)
            return None
        cases: list[Case] = []
        for name, where in row.thresholds():
            case = threshold_of(row.text(name), kind, **where)
            if case is None:
                words = KIND_WORDS[kind]
                self.fault("packs.wrong_threshold", ROWS_SHEET, row.number, name, row.text(name), words)
            else:
                cases.append(case)
        return Indicator(
            code=row.text("Mã chỉ tiêu"),
            name=row.text("Tên chỉ tiêu"),
            kind=kind,
            provenance=row.text("Xuất xứ"),
            unit=row.text("Đơn vị"),
            cases=tuple(cases),
            set_by=row.text("Ai quy định"),
            note=row.text("Ghi chú"),
            choices=tuple(dict.fromkeys(value for case in cases for value in case.values)),
        )


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of the sheet by the names of its columns."""

    number: int
    heads: tuple[str, ...]
    at: Mapping[str, int]
    cells: tuple[str, ...]

    def text(self, name: str) -> str:
        """Return a cell by its column's name; empty where there is none."""
        index = self.at.get(fold(name), len(self.cells))
        return clean(self.cells[index]) if index < len(self.cells) else ""

    def thresholds(self) -> Iterable[tuple[str, dict[str, Any]]]:
        """Yield the columns of thresholds that this row fills, with what they hold for."""
        for name in self.heads:
            where = where_of(name)
            if where is not None and self.text(name):
                yield name, where


def where_of(head: str) -> dict[str, Any] | None:
    """Return what a column of thresholds holds for: «Ngưỡng vùng BTB năm 2024»; None for another column."""
    first, *rest = head.split(" ")
    if fold(first) != "nguong" or len(rest) % 2:
        return None
    where: dict[str, Any] = {}
    for word, code in zip(rest[::2], rest[1::2], strict=True):
        dimension = _DIMENSIONS.get(fold(word))
        if dimension is None or (dimension == "year" and not _COUNT.match(code)):
            return None
        where[dimension] = int(code) if dimension == "year" else code
    return where


def _zones(info: Grid, word: str) -> dict[str, Zone] | None:
    zones = {
        clean(row[0])[len(word) :]: Zone(clean(row[1])) for row in info if len(row) > 1 and row[0].startswith(word)
    }
    return zones or None


def _day_text(day: date | None) -> str:
    return f"{day.day:02d}/{day.month:02d}/{day.year}" if day else ""
