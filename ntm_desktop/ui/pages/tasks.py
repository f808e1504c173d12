"""The place «15 phần việc»: a year's sheet of one village or of all, entered at keyboard speed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QStackedWidget, QVBoxLayout, QWidget

from ntm_desktop.errors import NtmError
from ntm_desktop.i18n import gettext as _
from ntm_desktop.i18n import number
from ntm_desktop.services import answers, households, summaries, task_sets, undo, villages
from ntm_desktop.ui.buttons import make_action, word_action
from ntm_desktop.ui.grid.bar import GridBar
from ntm_desktop.ui.grid.commands import with_answer
from ntm_desktop.ui.grid.dialogs import RemarkDialog, YearDialog
from ntm_desktop.ui.grid.editor import Act, GridEditor
from ntm_desktop.ui.grid.foot import GridFoot
from ntm_desktop.ui.grid.keys import Do
from ntm_desktop.ui.grid.loading import SheetReader
from ntm_desktop.ui.grid.notice import Notice
from ntm_desktop.ui.grid.strip import GridStrip, household_words, task_words
from ntm_desktop.ui.grid.view import GridView
from ntm_desktop.ui.grid.words import act_word, cells_word
from ntm_desktop.ui.grid.writing import Writer
from ntm_desktop.ui.models.grid import GridModel, Mode
from ntm_desktop.ui.models.grid_filters import Wanted, matching
from ntm_desktop.ui.page import Page

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ntm_desktop.domain.answers import Answer
    from ntm_desktop.domain.changes import Changed
    from ntm_desktop.services.context import Context
    from ntm_desktop.ui.changes import Changes
    from ntm_desktop.ui.models.grid_rows import GridData
    from ntm_desktop.ui.prompts import Prompter
