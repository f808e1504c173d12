"""Report forms of the programme: which tables a commune and a province fill in, column by column."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from ntm_desktop.domain.criteria import Basis


@dataclass(frozen=True, slots=True)
class RowGroup:
    """Rows under a heading; no heading for rows that stand by themselves."""

    rows: tuple[str, ...]
    title: str = ""


@dataclass(frozen=True, slots=True)
class FormSheet:
    """One table of a report."""

    code: str
    level: str
    title: str
    attached_to: str
    provenance: str
    unit: str = ""
    columns: tuple[str, ...] = ()
    rows: tuple[RowGroup, ...] = ()
    rows_provenance: str = ""


@dataclass(frozen=True, slots=True)
class NamedNumber:
    """A number that the forms ask for."""

    code: str
    name: str
    unit: str


@dataclass(frozen=True, slots=True)
class FormSet:
    """The report forms of a period; nothing of them is official before somebody compared the circular."""

    id: str
    edition: int
    title: str
    level_name: str
    legal_basis: Basis
    every: tuple[str, ...]
    sent_to: Mapping[str, str]
    sent_to_provenance: str
    forms: tuple[FormSheet, ...]
    numbers: tuple[NamedNumber, ...]
    notes: tuple[str, ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None
