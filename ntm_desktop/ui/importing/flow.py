"""The steps of an import as a table, without Qt: what leads where, and what is known at each step."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from ntm_desktop.domain.problems import errors_of
from ntm_desktop.services.importing import Override

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ntm_desktop.services.importing import Imported, ImportPlan, Opened


class Step(StrEnum):
    """Where a person is."""

    FILE = "file"
    COLUMNS = "columns"
    REVIEW = "review"
    DONE = "done"


class Event(StrEnum):
    """What leads on."""

    READ = "read"
    NEXT = "next"
    BACK = "back"
    WRITTEN = "written"
    TAKEN_BACK = "taken_back"


STEPS: Mapping[tuple[Step, Event], Step] = {
    (Step.FILE, Event.READ): Step.COLUMNS,
    (Step.COLUMNS, Event.READ): Step.COLUMNS,
    (Step.REVIEW, Event.READ): Step.COLUMNS,
    (Step.COLUMNS, Event.NEXT): Step.REVIEW,
    (Step.COLUMNS, Event.BACK): Step.FILE,
    (Step.REVIEW, Event.BACK): Step.COLUMNS,
    (Step.REVIEW, Event.WRITTEN): Step.DONE,
    (Step.DONE, Event.TAKEN_BACK): Step.REVIEW,
}


@dataclass(frozen=True, slots=True)
class Flow:
    """An import under way: the file, what the person decided otherwise (by sheet, table), the plan, what was done."""

    step: Step = Step.FILE
    opened: Opened | None = None
    decisions: Mapping[tuple[str, int | None], Override] = field(default_factory=dict)
    plan: ImportPlan | None = None
    add_doubtful: bool = False
    imported: Imported | None = None

    def after(self, event: Event) -> Flow:
        """Return the flow a step further; an event that leads nowhere from here changes nothing."""
        return replace(self, step=STEPS.get((self.step, event), self.step))

    def reading(self, opened: Opened, plan: ImportPlan) -> Flow:
        """Return the flow of a file that was read: every decision begins anew."""
        return Flow(self.step, opened, {}, plan).after(Event.READ)

    def deciding(self, override: Override) -> Flow:
        """Return the flow with what a person decided for one sheet, or one table of it."""
        return replace(self, decisions={**self.decisions, (override.sheet, override.table): override})

    def decision(self, sheet: str, table: int | None = None) -> Override:
        """Return what was decided for a sheet, or one table of it, so far."""
        return self.decisions.get((sheet, table), Override(sheet, table=table))

    @property
    def overrides(self) -> tuple[Override, ...]:
        """The decisions as the import takes them."""
        return tuple(self.decisions.values())

    @property
    def count(self) -> int:
        """How many households would be added."""
        if self.plan is None:
            return 0
        return len(self.plan.new) + (len(self.plan.doubtful) if self.add_doubtful else 0)

    @property
    def can_go_on(self) -> bool:
        """Whether the button that leads on does something."""
        if self.step is Step.COLUMNS:
            return self.plan is not None and bool(self.plan.draft.rows)
        return self.step is Step.REVIEW and self.count > 0

    @property
    def errors(self) -> int:
        """How many problems kept a row out."""
        return 0 if self.plan is None else len(errors_of(self.plan.problems))
