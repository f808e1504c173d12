"""What recognition proposes, and what an import would bring: values to show before anything is written."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ntm_desktop.domain.answers import Status
    from ntm_desktop.domain.households import HouseholdFields
    from ntm_desktop.domain.importing.reasons import Reason
    from ntm_desktop.domain.importing.table import Table
    from ntm_desktop.domain.importing.villages import VillageName
    from ntm_desktop.domain.problems import Problem


@dataclass(frozen=True, slots=True)
class SheetProposal:
    """What is recognised in one sheet: its tables, and the village that each one's title or tab names."""

    name: str
    tables: tuple[Table, ...]
    village: VillageName | None = None
    hidden: bool = False

    @property
    def holds_households(self) -> bool:
        """Whether the sheet is taken in, unless a person says otherwise."""
        return any(table.left_out is None for table in self.tables) and not self.hidden


@dataclass(frozen=True, slots=True)
class Proposal:
    """The recognition of a workbook, sheet by sheet, in its order."""

    source: str
    sheets: tuple[SheetProposal, ...]

    @property
    def holds_households(self) -> bool:
        """Whether any sheet holds a household table."""
        return any(sheet.holds_households for sheet in self.sheets)


@dataclass(frozen=True, slots=True)
class Override:
    """What a person decided otherwise, for one sheet or («») for all, or for one table of several on a sheet.

    `table` counts the proposed tables of the sheet from 0; None is the sheet itself, whose first table then is meant
    where a single one can be. One more than there are is a table that was not found: `head_row` says where it is.
    `columns` maps a field (`Field` value, or `1`, `2` … for a task) to a column letter, «B+C» for a split name,
    the words that head the column, or «» for none. `head_row` is the last head line as Excel counts, 0 for a list
    without one. `village` is the village of the whole sheet, or table. `take` says whether it is imported.
    """

    sheet: str = ""
    table: int | None = field(default=None, kw_only=True)
    columns: Mapping[str, str] = field(default_factory=dict)
    head_row: int | None = None
    village: str = ""
    take: bool | None = None


@dataclass(frozen=True, slots=True)
class DraftRow:
    """One household as it would be added, and where it stands; `row` counts as Excel does."""

    sheet: str
    row: int
    village: str
    fields: HouseholdFields
    code: str = ""
    answers: Mapping[str, Status] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DraftVillage:
    """A village of the file: its title, its word and name, how many households, and how else it was written."""

    title: str
    word: str
    name: str
    households: int
    variants: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Skipped:
    """A row that was not taken as a household, and as what."""

    sheet: str
    row: int
    reason: Reason
    text: str = ""


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A row that stands in the file twice: `first` is kept. `by` is `person`, `personal_id` or `code`."""

    row: DraftRow
    first: DraftRow
    by: str


@dataclass(frozen=True, slots=True)
class Draft:
    """What a workbook holds, whole. A row with an ERROR among `problems` was not taken; a WARNING's row was."""

    source: str
    rows: tuple[DraftRow, ...]
    villages: tuple[DraftVillage, ...] = ()
    duplicates: tuple[Duplicate, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    problems: tuple[Problem, ...] = ()
    converted: frozenset[str] = frozenset()
