"""A damaged database: the backups that pass their check are offered, the newest good one first."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
)

from ntm_desktop import app, settings
from ntm_desktop.errors import CancelledError, NtmError
from ntm_desktop.i18n import gettext as _
from ntm_desktop.i18n import number
from ntm_desktop.paths import DataPaths
from ntm_desktop.services import backups
from ntm_desktop.ui.buttons import make_button
from ntm_desktop.ui.prompts import Message
from ntm_desktop.ui.tasks import Tasks, TaskWords
from ntm_desktop.ui.theme import prepare_table
from ntm_desktop.wording import what

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from PySide6.QtWidgets import QWidget

    from ntm_desktop.services.backups import Backup, Check
    from ntm_desktop.ui.prompts import Prompter

MENDABLE = frozenset({"store.damaged", "store.lost"})
_SIZE = QSize(720, 420)
_MEGABYTE = 1024 * 1024


class RescueDialog(QDialog):
    """The backups with what their check found; checking runs off the GUI thread."""

    def __init__(
        self, error: NtmError, found: Sequence[Backup], prompter: Prompter, now: datetime, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.found = list(found)
        self.checks: dict[Path, Check] = {}
        self._prompter = prompter
        self._now = now
        self.other: Path | None = None
        self.tasks = Tasks(prompter.show_error, parent=self)
        self.setWindowTitle(_("Phục hồi dữ liệu"))
        self.resize(_SIZE)
        self.said = QLabel()
        self.said.setWordWrap(True)
        self.said.setText(
            what(error.code, error.facts)
            + "\n\n"
            + _("Chọn một bản sao lưu tốt để mở lại. Tệp bị hỏng vẫn được giữ bên cạnh, không bị xóa.")
        )
        self.table = QTableWidget(len(self.found), 4)
        self.table.setHorizontalHeaderLabels([_("Lúc"), _("Kiểm tra"), _("Số hộ"), _("Số kết quả")])
        self._dress_table()
        self.buttons = QDialogButtonBox()
        self.ok = self.buttons.addButton(_("&Phục hồi bản này"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.ok.setEnabled(False)
        self.ok.setDefault(True)
        self.browse = make_button("folder", _("&Tệp khác…"), self._browse)
        self.buttons.addButton(self.browse, QDialogButtonBox.ButtonRole.ActionRole)
        self.leave = self.buttons.addButton(_("T&hoát, không đổi gì"), QDialogButtonBox.ButtonRole.RejectRole)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(self.said)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.buttons)
        self.table.itemSelectionChanged.connect(self._choose)
        self.table.activated.connect(lambda _index: self._accept_good())
        self._check_all()

    @property
    def chosen(self) -> Path | None:
        """The backup to restore: a marked one that passed its check, or a file chosen by hand."""
        if self.other is not None:
            return self.other
        row = self.table.currentRow()
        if not 0 <= row < len(self.found):
            return None
        path = self.found[row].path
        check = self.checks.get(path)
        return path if check is not None and check.ok else None

    def done(self, result: int) -> None:
        """Close, and let the checking end."""
        self.tasks.shutdown()
        super().done(result)

    def _dress_table(self) -> None:
        prepare_table(self.table)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setTabKeyNavigation(False)
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        # a date that cannot be is told behind it, and must be read whole
        self.table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        for row, backup in enumerate(self.found):
            for column, words in enumerate((backups.when(backup, self._now), _("đang kiểm tra…"), "", "")):
                self.table.setItem(row, column, QTableWidgetItem(words))

    def _check_all(self) -> None:
        waiting = [backup.path for backup in self.found]

        def job(progress: Callable[[float, str], None], cancelled: Callable[[], bool]) -> None:
            for done, path in enumerate(waiting, start=1):
                if cancelled():
                    raise CancelledError
                self.checks[path] = backups.check(path)
                progress(done / len(waiting), "")

        self.tasks.progressed.connect(lambda *_told: self._show_checks())
        self.tasks.start(TaskWords(_("Đang kiểm tra các bản sao lưu")), job, on_done=lambda _none: self._show_checks())

    def _show_checks(self) -> None:
        for row, backup in enumerate(self.found):
            check = self.checks.get(backup.path)
            if check is not None:
                self._show_check(row, check)
        if not self.table.selectedItems():
            good = [row for row, one in enumerate(self.found) if (check := self.checks.get(one.path)) and check.ok]
            if good:
                self.table.selectRow(good[0])
        self._choose()

    def _show_check(self, row: int, check: Check) -> None:
        words = (
            (_("✓ tốt"), number(check.households), number(check.answers)) if check.ok else (_("✗ bị hỏng"), "–", "–")
        )
        for column, said in enumerate(words, start=1):
            item = self.table.item(row, column)
            if item is not None:
                item.setText(said)
                if column > 1:
                    item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

    def _choose(self) -> None:
        self.ok.setEnabled(self.chosen is not None)

    def _accept_good(self) -> None:
        if self.chosen is not None:
            self.accept()

    def _browse(self) -> None:
        path = self._prompter.open_file(_("Chọn bản sao lưu"), "NTM (*.sqlite3)")
        if path is not None:
            self.other = path
            self.accept()


def offer_backup(folder: Path, error: NtmError, prompter: Prompter) -> bool:
    """Offer the good backups of a damaged database; True where one was brought back and the office can be opened.

    Any other error is only told.
    """
    places = DataPaths(folder)
    if error.code not in MENDABLE:
        prompter.show_error(error)
        return False
    second = settings.load(places.settings).settings.second_backup
    now = app.local_now()
    found = backups.candidates(places, now, Path(second) if second else None)
    dialog = RescueDialog(error, found, prompter, now)
    accepted = dialog.exec() == QDialog.DialogCode.Accepted
    chosen = dialog.chosen if accepted else None
    dialog.deleteLater()
    return chosen is not None and _bring_back(places, chosen, prompter)


def _bring_back(places: DataPaths, chosen: Path, prompter: Prompter) -> bool:
    try:
        aside = backups.rescue(places, chosen, app.local_now())
    except NtmError as error:
        prompter.show_error(error)
        return False
    said = _("Đã phục hồi bản sao lưu «{file}». Tệp bị hỏng được giữ ở «{aside}».")
    if not aside.exists():  # there was no file at all
        said = _("Đã phục hồi bản sao lưu «{file}».")
    prompter.tell(Message(_("Phục hồi dữ liệu"), said.format(file=chosen.name, aside=aside)))
    return True
