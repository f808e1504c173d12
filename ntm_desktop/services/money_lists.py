"""Lists of money from a file: rewards that are paid, and what is needed; summed by year and source.

Both are CSV files with a line for each thing. A source is one of the plan's own where a plan is named (AK-III.5).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from ntm_desktop.domain import money
from ntm_desktop.domain.law import Category
from ntm_desktop.domain.problems import Place, Problem, RefusedError
from ntm_desktop.services import csv_lines
from ntm_desktop.services.catalogue_inputs import decoded_text, read_bytes
from ntm_desktop.services.catalogue_queries import movement_named
from ntm_desktop.services.explaining import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from ntm_desktop.catalog import Catalogue

Row = dict[str, Any]
_SHOWN = 80
_PAYMENT = ("award", "category", "date", "count", "source")
_NEED = ("year", "item", "quantity", "unit_price", "source")


def payments(catalogue: Catalogue, path: Path, movement_id: str = "") -> Row:
    """Return the rewards of a file with what each comes to on its decision date, and totals by source and year.

    Columns: award, category, date, count, source. RefusedError with every fault of the file.
    """
    forms = [one.code for one in catalogue.law.award_forms]
    checks: dict[str, Check] = {
        "award": _one_of(forms),
        "category": _one_of([one.value for one in Category]),
        "date": _day,
        "count": _count,
        "source": _one_of(_sources(catalogue, movement_id)),
    }
    lines = []
    for row in _rows(path, _PAYMENT, checks):
        one = money.reward(catalogue.law, row["award"], Category(row["category"]), date.fromisoformat(row["date"]))
        line = money.Line(one, int(row["count"]))
        lines.append(
            {
                **row,
                "year": one.decided_on.year,
                "count": line.count,
                "each": plain(one.amount),
                "total": plain(line.amount),
                "known": one.known.value,
            }
        )
    return {"lines": lines, **_totals(lines)}


def needs(catalogue: Catalogue, path: Path, movement_id: str = "") -> Row:
    """Return the budget needs of a file, each with quantity × unit price, and totals by source and year (QN-VI.6-2).

    Columns: year, item, quantity, unit_price, source. RefusedError with every fault of the file.
    """
    checks: dict[str, Check] = {
        "year": _count,
        "item": _text,
        "quantity": _amount,
        "unit_price": _amount,
        "source": _one_of(_sources(catalogue, movement_id)),
    }
    lines = [
        {
            "year": int(row["year"]),
            "item": row["item"],
            "quantity": plain(Decimal(row["quantity"])),
            "unit_price": plain(Decimal(row["unit_price"])),
            "total": plain(Decimal(row["quantity"]) * Decimal(row["unit_price"])),
            "source": row["source"],
        }
        for row in _rows(path, _NEED, checks)
    ]
    return {"lines": lines, **_totals(lines)}


def _sources(catalogue: Catalogue, movement_id: str) -> list[str]:
    """Return the sources that a plan names; none where no plan is named, and then any will do."""
    if not movement_id:
        return []
    return [source for fund in movement_named(catalogue, movement_id).funds for source in fund.sources]


def _totals(lines: Iterable[Row]) -> Row:
    sums: dict[tuple[int, str], Decimal] = {}
    for one in lines:
        key = (one["year"], one["source"])
        sums[key] = sums.get(key, Decimal(0)) + Decimal(str(one["total"]))
    by_source: dict[str, Decimal] = {}
    for (_year, source), amount in sums.items():
        by_source[source] = by_source.get(source, Decimal(0)) + amount
    return {
        "by_year_and_source": [
            {"year": year, "source": source, "total": plain(amount)} for (year, source), amount in sorted(sums.items())
        ],
        "by_source": {source: plain(amount) for source, amount in sorted(by_source.items())},
        "total": plain(sum(by_source.values(), Decimal(0))),
    }


Check = Callable[[str], tuple[str, str] | None]  # None where a value is good, else a code and what was expected


def _one_of(known: list[str]) -> Check:
    def check(text: str) -> tuple[str, str] | None:
        return None if text in known or (not known and text) else ("packs.not_one_of", ", ".join(known) or "–")

    return check


def _text(text: str) -> tuple[str, str] | None:
    return None if text else ("packs.not_text", "text")


def _count(text: str) -> tuple[str, str] | None:
    return None if csv_lines.whole(text) else ("packs.not_integer", "integer")


def _amount(text: str) -> tuple[str, str] | None:
    found = csv_lines.number(text)
    return None if found is not None and found >= 0 else ("packs.not_number", "number")


def _day(text: str) -> tuple[str, str] | None:
    try:
        date.fromisoformat(text)
    except ValueError:
        return "packs.not_date", "date"
    return None


def _rows(path: Path, columns: tuple[str, ...], checks: Mapping[str, Check]) -> list[dict[str, str]]:
    """Return the lines of a CSV file by column; RefusedError with every fault, each with its line and column."""
    lines = csv_lines.read(decoded_text(read_bytes(path), path.name), columns, path.name)
    problems = [
        Problem(fault[0], Place(source=path.name, row=number, column=name), row[name][:_SHOWN], fault[1])
        for number, row in lines
        for name in columns
        if (fault := checks[name](row[name])) is not None
    ]
    if problems:
        raise RefusedError("packs.refused", problems, file=path.name)
    return [{name: row[name] for name in columns} for _number, row in lines]
