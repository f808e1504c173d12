"""Writing receipts: choose the communes, choose the stick, write and verify one package for each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
)

from ntm_desktop.errors import CancelledError, NtmError
from ntm_desktop.i18n import gettext as _
from ntm_desktop.i18n import number
from ntm_desktop.services import receipts
from ntm_desktop.ui.exchange.panel import Said
from ntm_desktop.ui.exchange.volumes import TargetBox, removable_volumes
from ntm_desktop.ui.receiving.board import Receipt
from ntm_desktop.ui.receiving.looking import problems_of
from ntm_desktop.ui.sizes import open_at
from ntm_desktop.ui.tasks import TaskWords
from ntm_desktop.ui.theme import row_height

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QPushButton, QWidget

    from ntm_desktop.domain.problems import Problem
    from ntm_desktop.services.context import Context
    from ntm_desktop.services.receipts import Sent
    from ntm_desktop.ui.exchange.volumes import Volume
    from ntm_desktop.ui.receiving.board import BoardRow
    from ntm_desktop.ui.workplace import Workplace

_CODE = Qt.ItemDataRole.UserRole
_SIZE = (560, 460)


@dataclass(frozen=True, slots=True)
class Written:
    """What came of writing receipts: those that lie verified on the stick, and what kept the others back."""

    sent: tuple[Sent, ...]
    problems: tuple[Problem, ...]
    asked: int


def write_all(
    context: Context,
    codes: Sequence[str],
    folder: Path,
    progress: Callable[[float, str], None],
    cancelled: Callable[[], bool],
) -> Written:
    """Write one receipt package for each sender; a fault of one does not keep the others back.

    Cancelling keeps what lies verified already.
    """
    sent: list[Sent] = []
    problems: list[Problem] = []
    for at, code in enumerate(codes):
        if cancelled():
            break

        def told(share: float, at: int = at, code: str = code) -> None:
            progress((at + share) / len(codes), code)

        try:
            sent.append(receipts.write_receipts(context, code, folder, progress=told, cancelled=cancelled))
        except CancelledError:
            break
        except NtmError as error:
            problems.extend(problems_of(error, code))
    return Written(tuple(sent), tuple(problems), len(codes))


class ReceiptsDialog(QDialog):
    """Ticks the communes whose packages wait for a receipt, and chooses the stick."""

    def __init__(
        self,
        workplace: Workplace,
        rows: Sequence[BoardRow],
        chosen: frozenset[str],
        parent: QWidget | None = None,
        volumes: Callable[[], list[Volume]] = removable_volumes,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Ghi phiếu tiếp nhận"))
        open_at(self, _SIZE)
        self.list = QListWidget()
        self.target = TargetBox(workplace, volumes)
        self.note = Said()
        self.buttons = QDialogButtonBox()
        self.go: QPushButton = self.buttons.addButton("", QDialogButtonBox.ButtonRole.AcceptRole)
        self.all_button: QPushButton = self.buttons.addButton(
            _("Chọn &tất cả hoặc bỏ hết"), QDialogButtonBox.ButtonRole.ActionRole
        )
        self.buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        self._fill(rows, chosen)
        self._lay_out()
        self.list.itemChanged.connect(lambda _item: self._settle())
        self.all_button.clicked.connect(self.tick_all)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self._settle()

    def codes(self) -> tuple[str, ...]:
        """Return the offices that are ticked."""
        items = (self.list.item(row) for row in range(self.list.count()))
        return tuple(str(item.data(_CODE)) for item in items if item.checkState() is Qt.CheckState.Checked)

    def accept(self) -> None:
        """Go on once it is known where to write: asked for, where no stick is plugged in and no folder was chosen."""
        if self.target.folder() is None:
            self.target.ask()
        if self.target.folder() is not None:
            super().accept()

    def tick_all(self) -> None:
        """Tick every office; where all are ticked, none."""
        state = Qt.CheckState.Unchecked if len(self.codes()) == self.list.count() else Qt.CheckState.Checked
        for row in range(self.list.count()):
            self.list.item(row).setCheckState(state)

    def _fill(self, rows: Sequence[BoardRow], chosen: frozenset[str]) -> None:
        for row in rows:
            if row.receipt is not Receipt.TO_WRITE:
                continue
            item = QListWidgetItem(f"{row.status.name} ({row.status.code})")
            item.setData(_CODE, row.status.code)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            ticked = not chosen or row.status.code in chosen
            item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
            item.setSizeHint(QSize(0, row_height()))
            self.list.addItem(item)
        self.list.setCurrentRow(0)

    def _lay_out(self) -> None:
        heading = QLabel(_("Các đơn vị có gói chưa được ghi phiếu (phím cách để chọn hoặc bỏ):"))
        target = QHBoxLayout()
        target.addWidget(QLabel(_("Ghi vào:")))
        target.addWidget(self.target, 1)
        layout = QVBoxLayout(self)
        layout.addWidget(heading)
        layout.addWidget(self.list, 1)
        layout.addLayout(target)
        layout.addWidget(self.note)
        layout.addWidget(self.buttons)
        self.all_button.setAutoDefault(False)
        self.target.browse.setAutoDefault(False)

    def _settle(self) -> None:
        count = len(self.codes())
        self.go.setText(_("&Ghi {count} phiếu").format(count=number(count)))
        self.go.setEnabled(count > 0)
        self.go.setDefault(count > 0)
        empty = self.list.count() == 0
        self.note.say(_("Mọi gói đã nhận đều có phiếu tiếp nhận.") if empty else "", "good")


class ReceiptWriting(QObject):
    """The flow of one page. `told(words, tone)` carries what came of it."""

    told = Signal(str, str)

    def __init__(
        self, workplace: Workplace, parent: QWidget, volumes: Callable[[], list[Volume]] = removable_volumes
    ) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._window = parent
        self._volumes = volumes
        self.dialog: ReceiptsDialog | None = None

    def ask(self, rows: Sequence[BoardRow], chosen: frozenset[str] = frozenset()) -> None:
        """Ask for whom and where; those in `chosen` are ticked, all for none."""
        dialog = ReceiptsDialog(self._workplace, rows, chosen, self._window, self._volumes)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self._write(dialog.codes(), dialog.target.folder()))
        self.dialog = dialog
        dialog.open()

    def _write(self, codes: Sequence[str], folder: Path | None) -> None:
        if folder is None:
            return

        def job(progress: Callable[[float, str], None], cancelled: Callable[[], bool]) -> Written:
            return write_all(self._workplace.context, codes, folder, progress, cancelled)

        self.told.emit(_("Đang ghi phiếu. Xin đừng rút USB."), "warn")
        words = TaskWords(_("Đang ghi phiếu tiếp nhận"))
        self._workplace.tasks.start(words, job, on_done=self._done, on_failed=self._failed)

    def _failed(self, error: BaseException) -> None:
        self.told.emit("", "")
        self._workplace.prompter.show_error(error)

    def _done(self, written: Written) -> None:
        if written.sent:
            self._workplace.changes.publish(written.sent[-1].changed)
        count = len(written.sent)
        whole = count == written.asked
        said = _("Đã ghi và kiểm tra {count} phiếu tiếp nhận. Có thể rút USB an toàn.").format(count=number(count))
        if not whole:
            said += " " + _("{count} phiếu chưa ghi.").format(count=number(written.asked - count))
        self.told.emit(f"✓ {said}" if whole else f"! {said}", "good" if whole else "warn")
        if written.problems:
            self._workplace.prompter.problems(_("Phiếu tiếp nhận chưa ghi được"), written.problems)
