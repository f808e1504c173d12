"""From a workbook to a draft of households: `propose` what it holds, then `interpret` it as decided."""

from __future__ import annotations

from ntm_desktop.domain.importing.answersheet import (
    AnswerDraft,
    AnswerProposal,
    AnswerRow,
    interpret_answers,
    propose_answers,
)
from ntm_desktop.domain.importing.drafts import (
    Draft,
    DraftRow,
    DraftVillage,
    Duplicate,
    Override,
    Proposal,
    SheetProposal,
    Skipped,
)
from ntm_desktop.domain.importing.grid import Cell, Merge, Sheet, Workbook, column_index, column_letter
from ntm_desktop.domain.importing.interpret import interpret
from ntm_desktop.domain.importing.proposal import labels_of, propose
from ntm_desktop.domain.importing.reasons import Reason
from ntm_desktop.domain.importing.table import Table
from ntm_desktop.domain.importing.vocabulary import Field

__all__ = [
    "AnswerDraft",
    "AnswerProposal",
    "AnswerRow",
    "Cell",
    "Draft",
    "DraftRow",
    "DraftVillage",
    "Duplicate",
    "Field",
    "Merge",
    "Override",
    "Proposal",
    "Reason",
    "Sheet",
    "SheetProposal",
    "Skipped",
    "Table",
    "Workbook",
    "column_index",
    "column_letter",
    "interpret",
    "interpret_answers",
    "labels_of",
    "propose",
    "propose_answers",
]
