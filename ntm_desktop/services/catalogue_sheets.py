"""Criteria sets to and from Excel: what an official types becomes a data pack."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from ntm_desktop.catalog.checking import faults_of
from ntm_desktop.catalog.encoding import encode
from ntm_desktop.domain.criteria_sheet import INFO_SHEET, ROWS_SHEET, SheetPair, set_of, sheets_of
from ntm_desktop.domain.problems import Place, Problem
from ntm_desktop.domain.text import fold
from ntm_desktop.reports.criteria_workbook import write_workbook
from ntm_desktop.reports.files import whole_file
from ntm_desktop.services import criteria_extras
from ntm_desktop.services.catalogue_queries import criteria_set_named
from ntm_desktop.services.criteria_extras import EXTRAS_SHEET
from ntm_desktop.sheets.reader import read_workbook

if TYPE_CHECKING:
    from pathlib import Path

    from ntm_desktop.catalog import Catalogue
    from ntm_desktop.domain.criteria_sheet import Grid
    from ntm_desktop.domain.importing.grid import Cell, Workbook


def to_excel(catalogue: Catalogue, set_id: str, path: Path) -> None:
    """Write a criteria set as an Excel file to type in; what the two sheets have no place for stands in a third."""
    whole = criteria_set_named(catalogue, set_id)
    pair = sheets_of(whole)
    said, _problems = set_of(pair)
    extras = criteria_extras.extras_of(whole, said) if said else (criteria_extras.HEAD,)
    write_workbook(pair, extras, (INFO_SHEET, ROWS_SHEET, EXTRAS_SHEET), path)


def keep(text: str, path: Path) -> None:
    """Write a set's text to a file, whole or not at all. EnvironmentFault where the disk refuses."""
    with whole_file(path) as part:
        part.write_text(text, encoding="utf-8")


def from_excel(catalogue: Catalogue, path: Path) -> tuple[str, tuple[Problem, ...]]:
    """Return the text of the pack that an Excel file says, or every problem of it with its cell.

    RefusedError where the file is no spreadsheet at all.
    """
    workbook = read_workbook(path)
    missing = [name for name in (INFO_SHEET, ROWS_SHEET) if _sheet(workbook, name) is None]
    if missing:
        return "", tuple(Problem("packs.missing_sheet", Place(source=path.name), "", name) for name in missing)
    pair = SheetPair(_grid(workbook, INFO_SHEET), _grid(workbook, ROWS_SHEET))
    found, problems = set_of(pair)
    if found is not None and _sheet(workbook, EXTRAS_SHEET) is not None:
        found, problems = criteria_extras.with_extras(found, _grid(workbook, EXTRAS_SHEET), path.name)
    if found is None:
        return "", tuple(replace(one, place=replace(one.place, source=path.name)) for one in problems)
    faults = tuple(
        Problem(fault.code, Place(source=path.name, path=fault.path), fault.found, fault.expected)
        for fault in faults_of(found, catalogue)
    )
    return ("" if faults else encode(found)), faults


def _sheet(workbook: Workbook, name: str) -> int | None:
    for at, sheet in enumerate(workbook.sheets):
        if fold(sheet.name) == fold(name):
            return at
    return None


def _grid(workbook: Workbook, name: str) -> Grid:
    at = _sheet(workbook, name)
    rows = workbook.sheets[at].rows if at is not None else ()
    return tuple(tuple(_text(cell) for cell in row) for row in rows)


def _text(cell: Cell) -> str:
    if isinstance(cell, bool):
        return "có" if cell else "không"
    if isinstance(cell, float):
        return str(int(cell)) if cell == int(cell) else repr(cell)
    if isinstance(cell, date | datetime):
        return f"{cell.day:02d}/{cell.month:02d}/{cell.year}"
    return str(cell)
