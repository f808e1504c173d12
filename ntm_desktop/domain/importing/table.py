"""One table of a sheet: where it stands, and which of its columns holds what."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ntm_desktop.domain.importing.vocabulary import Field

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ntm_desktop.domain.importing.reasons import Reason
    from ntm_desktop.domain.importing.villages import VillageName

Columns = dict[Field, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a sheet, 0-based: its columns `left` to `right`, head lines `top` to `bottom` (none: -1).

    `columns` tells which columns hold a field (several where a name or address is split), `tasks` which column
    answers which task number. `labels` are the heads as written, by column. `end` is the first row that is of
    another table below (None: it goes to the end of the sheet), `village` what a title of its own says.

    In a list with a row per person without relations, `heads_by` is the number or code that only heads of
    household have; `heads_first` says that the rows of a household follow each other with its code, the head first.
    `left_out` says why the table is not taken in, unless a person decides otherwise.
    """

    left: int
    right: int
    top: int
    bottom: int
    columns: Mapping[Field, tuple[int, ...]]
    tasks: Mapping[int, int] = field(default_factory=dict)
    labels: Mapping[int, str] = field(default_factory=dict)
    end: int | None = None
    village: VillageName | None = None
    heads_by: Field | None = None
    heads_first: bool = False
    left_out: Reason | None = None

    def column(self, which: Field) -> int | None:
        """Return the first column of a field; None where the table has none."""
        return self.columns.get(which, (None,))[0]

    @property
    def head_row(self) -> int:
        """The last head line as Excel counts; 0 for a list without one, which may still have titles above."""
        return self.bottom + 1 if self.top <= self.bottom else 0

    @property
    def unused(self) -> tuple[int, ...]:
        """The columns with a head that nothing was recognised in."""
        used = {index for places in self.columns.values() for index in places} | set(self.tasks.values())
        return tuple(index for index in self.labels if index not in used)
