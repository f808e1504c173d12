"""Sao lưu: the backups with what their check found, written and tried by hand, brought back after a question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton

from ntm_desktop.errors import NtmError
from ntm_desktop.i18n import gettext as _
from ntm_desktop.i18n import mark, moment, number
from ntm_desktop.services import backups
from ntm_desktop.ui.prompts import Destruction, Message
from ntm_desktop.ui.settings.section import Section, fill_table, line, make_table
from ntm_desktop.ui.tasks import TaskWords

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from ntm_desktop.services.backups import Backup, Check, Drill
    from ntm_desktop.ui.workplace import Workplace

    Progress = Callable[[float, str], None]
    Cancelled = Callable[[], bool]

REASONS: Mapping[str, str] = {
    "daily": mark("hằng ngày"),
    "manual": mark("bấm nút"),
    "import": mark("trước khi nhập"),
    "receive": mark("trước khi nhận gói"),
    "migration": mark("trước khi nâng cấp"),
    "restore": mark("trước khi phục hồi"),
}
_MEGABYTE = 1024 * 1024


class BackupsSection(Section):
    """Backups are written by themselves each day; here they are seen, tried and brought back."""

    heading = mark("Sao lưu")
    explanation = mark(
        "Chương trình tự sao lưu mỗi ngày, trước khi nhập và trước khi nâng cấp; "
        "giữ 7 bản ngày, 4 bản tuần, 12 bản tháng."
    )

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self.found: list[Backup] = []
        self.checks: dict[Path, Check] = {}
        self._closed = False
        self.table = make_table(4, 3)
        self.column.addWidget(self.table, 1)
        self.write, self.try_all, self.restore = self.buttons(
            ("backup", self.write_now), ("ok", self.check_all), ("undo", self.bring_back)
        )
        self.drill_words = QLabel()
        self.column.addWidget(self.drill_words)
        self.column.addWidget(line())
        self.second = QLabel()
        self.second.setWordWrap(True)
        self.choose, self.clear = QPushButton(), QPushButton()
        self.choose.clicked.connect(self.choose_second)
        self.clear.clicked.connect(self.clear_second)
        below = QHBoxLayout()
        below.addWidget(self.second, 1)
        below.addWidget(self.choose)
        below.addWidget(self.clear)
        self.column.addLayout(below)
        workplace.tasks.finished.connect(self._refresh_in_view)  # the daily backup may have come meanwhile
        self.retranslate()

    @property
    def chosen(self) -> Backup | None:
        """The marked backup."""
        row = self.table.currentRow()
        return self.found[row] if 0 <= row < len(self.found) else None

    def refresh(self) -> None:
        """Read the list anew; what was checked keeps its mark."""
        self.found = backups.listed(self.context)
        now = self.context.clock()
        rows = [
            (
                backups.when(one, now),
                _(REASONS.get(one.reason, one.reason)),
                _("{size} MB").format(size=number(one.size / _MEGABYTE, 1)),
                self._mark(one),
            )
            for one in self.found
        ]
        fill_table(self.table, rows)
        self.restore.setEnabled(bool(rows))
        self.try_all.setEnabled(bool(rows))
        self._show_second()
        self._show_drill()

    def retranslate(self) -> None:
        """Word the part anew."""
        super().retranslate()
        self.table.setHorizontalHeaderLabels([_("Lúc"), _("Vì sao"), _("Cỡ"), _("Kiểm tra")])
        self.write.setText(_("&Sao lưu ngay"))
        self.try_all.setText(_("&Kiểm tra các bản"))
        self.restore.setText(_("&Phục hồi bản này…"))
        self.choose.setText(_("&Chọn nơi thứ hai…"))
        self.clear.setText(_("&Bỏ"))
        self.refresh()

    def write_now(self) -> None:
        """Write a backup off the GUI thread."""

        def job(progress: Progress, _cancelled: Cancelled) -> Backup:
            progress(-1, "")
            reader = self.context.for_reading()
            try:
                return backups.write(reader)
            finally:
                reader.database.close()

        def failed(error: BaseException) -> None:
            self.refresh()  # the second place may have failed after the first backup stood
            self.workplace.prompter.show_error(error)

        self.workplace.tasks.start(
            TaskWords(_("Đang sao lưu")), job, on_done=lambda _made: self.refresh(), on_failed=failed
        )

    def check_all(self) -> None:
        """Check every backup and restore the newest into a scratch place, off the GUI thread."""

        def job(progress: Progress, cancelled: Cancelled) -> Drill:
            reader = self.context.for_reading()
            try:
                return backups.drill(reader, lambda share: progress(share, ""), cancelled)
            finally:
                reader.database.close()

        self.workplace.tasks.start(TaskWords(_("Đang kiểm tra các bản sao lưu")), job, on_done=self._take_drill)

    def bring_back(self) -> None:
        """Ask with numbers, then put the marked backup in the place of the live data."""
        backup = self.chosen
        if backup is None:
            return
        lost = backups.lost_by(self.context, backup)
        act = Destruction(
            _("Phục hồi bản sao lưu"),
            _(
                "Số liệu đang dùng ({households} hộ, {answers} kết quả) được thay bằng bản lúc {when}. "
                "{changes} thay đổi ghi sau lúc đó không còn trong số liệu đang dùng."
            ).format(
                households=number(lost.households),
                answers=number(lost.answers),
                when=moment(backup.made_at),
                changes=number(lost.changes),
            ),
            _("&Phục hồi"),
            _("Số liệu hiện tại được sao lưu trước; muốn quay lại thì phục hồi chính bản đó."),
        )
        if self.workplace.prompter.confirm_destructive(act):
            self._prepare(backup)

    def choose_second(self) -> None:
        """Choose a second folder for every backup: another disk, a stick, a network place."""
        start = str(backups.second_place(self.context) or "")
        folder = self.workplace.prompter.folder(_("Nơi sao lưu thứ hai"), start)
        if folder is not None:
            self._keep_second(folder)

    def clear_second(self) -> None:
        """Copy backups to no second place any more."""
        self._keep_second(None)

    def _refresh_in_view(self) -> None:
        if self.isVisible() and not self._closed:
            self.refresh()

    def _prepare(self, backup: Backup) -> None:
        def job(progress: Progress, _cancelled: Cancelled) -> Backup:
            progress(-1, "")
            reader = self.context.for_reading()
            try:
                return backups.before_restore(reader, backup.path)
            finally:
                reader.database.close()

        self.workplace.tasks.start(
            TaskWords(_("Đang sao lưu số liệu hiện tại"), locks=True), job, on_done=lambda _made: self._put_back(backup)
        )

    def _put_back(self, backup: Backup) -> None:
        self._closed = True
        self.context.database.close()

        def job(progress: Progress, _cancelled: Cancelled) -> None:
            progress(-1, "")
            backups.put_back(self.context.paths, backup.path)

        def failed(error: BaseException) -> None:
            self.workplace.prompter.show_error(error)
            self.workplace.restart()

        def done(_none: object) -> None:
            said = _("Đã phục hồi bản lúc {when}. Chương trình mở lại số liệu đó.").format(when=moment(backup.made_at))
            self.workplace.prompter.tell(Message(_("Phục hồi bản sao lưu"), said))
            self.workplace.restart()

        words = TaskWords(_("Đang phục hồi"), locks=True)
        self.workplace.tasks.start(words, job, on_done=done, on_failed=failed)

    def _take_drill(self, done: Drill) -> None:
        self.checks |= done.checks
        self.attempt(lambda: backups.keep_drill(self.context, done))
        self.refresh()

    def _mark(self, backup: Backup) -> str:
        check = self.checks.get(backup.path)
        if check is None:
            return _("– chưa kiểm tra lại")
        if not check.ok:
            return _("✗ bị hỏng")
        return _("✓ tốt: {households} hộ, {answers} kết quả").format(
            households=number(check.households), answers=number(check.answers)
        )

    def _keep_second(self, folder: Path | None) -> None:
        try:
            backups.set_second_place(self.context, folder)
            # Also beside the data: a damaged database cannot say where its second backups lie.
            self.workplace.preferences.change(second_backup="" if folder is None else str(folder))
        except NtmError as error:
            self.workplace.prompter.show_error(error)
        self._show_second()

    def _show_second(self) -> None:
        folder = backups.second_place(self.context)
        self.second.setText(
            _("Nơi thứ hai: {folder}").format(folder=folder)
            if folder is not None
            else _("Chưa có nơi sao lưu thứ hai. Nên chọn một ổ đĩa khác hoặc USB: đĩa hỏng thì số liệu vẫn còn.")
        )
        self.clear.setVisible(folder is not None)

    def _show_drill(self) -> None:
        last = backups.last_drill(self.context)
        if last is None:
            self.drill_words.setText(_("Chưa thử phục hồi lần nào. Hãy bấm «Kiểm tra các bản»."))
            return
        result = _("✓ tất cả đều tốt") if last.ok else _("✗ có bản bị hỏng")
        self.drill_words.setText(
            _("Lần thử phục hồi gần nhất: {when}, {count} bản, {result}.").format(
                when=moment(last.at), count=last.count, result=result
            )
        )
