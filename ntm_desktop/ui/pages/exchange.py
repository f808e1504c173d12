"""«Gửi – nhận»: outgoing and incoming side by side, what was sent and what became of it, and office cards."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabWidget, QVBoxLayout, QWidget

from ntm_desktop.errors import CancelledError, NtmError
from ntm_desktop.i18n import gettext as _
from ntm_desktop.i18n import number
from ntm_desktop.services import sending, slips, trust
from ntm_desktop.ui.exchange import facts, sent_table
from ntm_desktop.ui.exchange.cards_panel import CardsPanel
from ntm_desktop.ui.exchange.compare_dialog import CompareDialog
from ntm_desktop.ui.exchange.incoming import Incoming
from ntm_desktop.ui.exchange.lines import table_of
from ntm_desktop.ui.exchange.outgoing import Outgoing
from ntm_desktop.ui.exchange.panel import Said
from ntm_desktop.ui.exchange.volumes import removable_volumes
from ntm_desktop.ui.grid.notice import Notice
from ntm_desktop.ui.page import Page
from ntm_desktop.ui.print_desk import PrintDesk
from ntm_desktop.ui.prompts import Destruction, Message
from ntm_desktop.ui.receiving import board
from ntm_desktop.ui.receiving.intake import Intake
from ntm_desktop.ui.receiving.receipts import ReceiptWriting
from ntm_desktop.ui.tasks import TaskWords
from ntm_desktop.ui.worker import Worker

if TYPE_CHECKING:
    from collections.abc import Callable

    from ntm_desktop.services.sending import Sent
    from ntm_desktop.services.trust import CardRecord
    from ntm_desktop.ui.exchange.facts import ExchangeFacts
    from ntm_desktop.ui.exchange.volumes import Volume
    from ntm_desktop.ui.receiving.board import Board
    from ntm_desktop.ui.workplace import Workplace

CARD_FILTER = "NTM (*.ntmcard)"


class ExchangePage(Page):
    """Two panels above, the lists below."""

    help_topic = "exchange"

    def __init__(self, workplace: Workplace, volumes: Callable[[], list[Volume]] = removable_volumes) -> None:
        super().__init__()
        self._workplace = workplace
        self.facts: ExchangeFacts | None = None
        self.outgoing, self.incoming = Outgoing(workplace, volumes), Incoming()
        self.sent = table_of(sent_table.COLUMNS)
        self.nothing_sent, self.hint = Notice(), Said()
        self.cards = CardsPanel()
        self.tabs, self._history = QTabWidget(), QStackedWidget()
        self.desk = PrintDesk(workplace, self)
        self.intake = Intake(workplace, self)
        self.receipts = ReceiptWriting(workplace, self, volumes)
        self.compare: CompareDialog | None = None
        self._reader, self._board = Worker(self), Worker(self)
        self._due = QTimer(self, interval=0, singleShot=True)
        self._due.timeout.connect(self._read)
        self._lay_out()
        self._connect()
        self.retranslate()
        self.refresh(None)

    @property
    def busy(self) -> bool:
        """Whether the state of the exchange is still being read."""
        return self._due.isActive() or self._reader.busy or self._board.busy

    def refresh(self, changed: object) -> None:
        """Read the state of the exchange anew."""
        del changed
        self._due.start()  # a page that was out of view hears of all changes at once, and reads once

    def _read(self) -> None:
        self._reader.forget()
        work = partial(facts.read_apart, self._workplace.context)
        self._reader.start(work, self._show, self._workplace.prompter.show_error)

    def retranslate(self) -> None:
        """Word everything anew."""
        self.outgoing.retranslate()
        self.incoming.retranslate()
        self.cards.retranslate()
        self.sent.model_of_lines.retranslate()
        self.nothing_sent.show_words(
            _("Chưa ghi gói nào"),
            _(
                "Gói đã ghi và phiếu tiếp nhận của từng gói sẽ hiện ở đây."
                " Trước gói đầu tiên, hai cơ quan trao đổi thẻ."
            ),
        )
        self.hint.say(_("Enter trên một gói để xem chi tiết, hoặc vì sao gói bị từ chối."), "muted")
        self._word_tabs()

    def focus_start(self) -> None:
        """Begin at the main button, or at what keeps it from being used."""
        first = self.outgoing.write
        if not first.isEnabled():
            first = self.outgoing.card if self.outgoing.card.isVisible() else self.incoming.files
        first.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def wait(self) -> None:
        """Wait for what is being read: before the window goes."""
        self._reader.wait()
        self._board.wait()
        self.outgoing.target.wait()

    # Outgoing

    def write_package(self) -> None:
        """Write the report of the ticked years onto the chosen stick."""
        folder = self.outgoing.target.folder()
        if folder is None:
            self.outgoing.target.ask()
            folder = self.outgoing.target.folder()
        if folder is None or not self.outgoing.ready():
            return
        years, target = self.outgoing.years(), folder

        def job(progress: Callable[[float, str], None], cancelled: Callable[[], bool]) -> Sent:
            return sending.write_package(
                self._workplace.context,
                None,
                target,
                years,
                progress=lambda share: progress(share, ""),
                cancelled=cancelled,
            )

        words = TaskWords(_("Đang ghi gói"))
        if self._workplace.tasks.start(
            words, job, on_done=self._written, on_failed=self._not_written, on_cancelled=self._cancelled
        ):
            self.outgoing.begin()
            self.outgoing.busy.begin(words)

    def _written(self, sent: Sent) -> None:
        self.outgoing.tell_written(sent)
        self.outgoing.settle()
        self._workplace.changes.publish(sent.changed)

    def _not_written(self, error: BaseException) -> None:
        self.outgoing.tell_nothing_written(_("! Chưa ghi được gói; không có gì thay đổi."))
        self.outgoing.settle()
        self._workplace.prompter.show_error(error)

    def _cancelled(self) -> None:
        self.outgoing.tell_nothing_written(_("Đã hủy: không có gói nào được ghi, mọi thứ như cũ."))
        self.outgoing.settle()

    def write_receipts(self) -> None:
        """Ask whose receipts are to be written, once the board was read."""
        self._board.forget()
        work = partial(board.read_apart, self._workplace.context, None)
        self._board.start(work, self._ask_receipts, self._workplace.prompter.show_error)

    def _ask_receipts(self, found: Board) -> None:
        self.receipts.ask(found.rows)

    # Cards

    def write_card(self) -> None:
        """Write our own card to a file."""
        if self.facts is None:
            return
        folder = self.outgoing.target.folder() or Path(self._workplace.preferences.current.last_folder)
        suggested = folder / f"{self.facts.own.code}{trust.SUFFIX}"
        target = self._workplace.prompter.save_file(_("Ghi thẻ của cơ quan"), str(suggested), CARD_FILTER)
        if target is None:
            return
        try:
            file = trust.write_card(self._workplace.context, target)
        except (NtmError, CancelledError) as error:
            self._workplace.prompter.show_error(error)
            return
        self._workplace.prompter.tell(
            Message(
                _("Đã ghi thẻ"),
                _("Thẻ của cơ quan đã ghi xong: {file}").format(file=file),
                remedy=_("Chuyển tệp này cho nơi kia, rồi gọi điện đọc 30 chữ số để họ đối chiếu."),
            )
        )

    def receive_card(self) -> None:
        """Read another office's card and compare it."""
        start = str(self.outgoing.target.folder() or self._workplace.preferences.current.last_folder)
        path = self._workplace.prompter.open_file(_("Chọn tệp thẻ cơ quan"), CARD_FILTER, start)
        if path is None:
            return
        try:
            card = trust.read(self._workplace.context, path)
        except NtmError as error:
            self._workplace.prompter.show_error(error)
            return
        if card.own or card.trusted:
            self._tell_known(card)
            return
        dialog = CompareDialog(card, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self._trust(path, dialog.heard()))
        self.compare = dialog
        dialog.open()

    def forget_card(self, card: CardRecord) -> None:
        """Trust an office no more, after asking."""
        touches = _(
            "Thẻ của {name} (mã {code}) sẽ không được tin cậy nữa: không ghi được gói cho nơi này và không nhận gói của"
            " nơi này."
        ).format(name=card.name, code=card.code)
        undo = _("Muốn tin cậy lại, phải nhận thẻ và đối chiếu 30 chữ số lại từ đầu.")
        act = Destruction(_("Thôi tin cậy thẻ"), touches, _("&Thôi tin cậy"), undo)
        if not self._workplace.prompter.confirm_destructive(act):
            return
        try:
            self._workplace.changes.publish(trust.forget(self._workplace.context, card.code))
        except NtmError as error:
            self._workplace.prompter.show_error(error)

    def print_card(self) -> None:
        """Show the slip with our 30 digits as it will print."""
        self.desk.show_document(slips.card_slip)

    def _tell_known(self, card: trust.CardView) -> None:
        said = _("Thẻ này của chính cơ quan mình.") if card.own else _("Thẻ này của {name} đã được tin cậy từ trước.")
        self._workplace.prompter.tell(Message(_("Không cần đối chiếu"), said.format(name=card.name)))

    def _trust(self, path: Path, heard: str) -> None:
        try:
            done = trust.trust(self._workplace.context, path, heard)
        except NtmError as error:
            self._workplace.prompter.show_error(error)
            return
        self.tabs.setCurrentWidget(self.cards)
        self.outgoing.await_card()
        self._workplace.changes.publish(done.changed)

    # What is in view

    def _lay_out(self) -> None:
        above = QHBoxLayout()
        above.setSpacing(10)
        above.addWidget(self.outgoing, 11)
        above.addWidget(self.incoming, 9)
        history = QWidget()
        listed = QVBoxLayout(history)
        listed.setContentsMargins(0, 0, 0, 0)
        listed.addWidget(self.sent, 1)
        listed.addWidget(self.hint)
        self._history.addWidget(history)
        self._history.addWidget(self.nothing_sent)
        self.tabs.addTab(self._history, "")
        self.tabs.addTab(self.cards, "")
        self.tabs.setDocumentMode(True)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(12, 10, 12, 8)
        whole.setSpacing(10)
        whole.addLayout(above)
        whole.addWidget(self.tabs, 1)

    def _connect(self) -> None:
        self.outgoing.write_asked.connect(self.write_package)
        self.outgoing.receipts_asked.connect(self.write_receipts)
        self.outgoing.card_asked.connect(self.receive_card)
        self.incoming.files_asked.connect(lambda: self.intake.ask_files(self._stick()))
        self.incoming.folder_asked.connect(lambda: self.intake.ask_folder(self._stick()))
        self.sent.opened.connect(lambda one: sent_table.open_sent(one, self._workplace.prompter))
        self.cards.write_asked.connect(self.write_card)
        self.cards.print_asked.connect(self.print_card)
        self.cards.receive_asked.connect(self.receive_card)
        self.cards.forget_asked.connect(self.forget_card)
        self.intake.told.connect(self.incoming.tell)
        self.receipts.told.connect(self.outgoing.said.say)
        tasks = self._workplace.tasks
        self.outgoing.busy.cancel_asked.connect(tasks.cancel)
        tasks.progressed.connect(self.outgoing.busy.tell)
        tasks.finished.connect(self.outgoing.busy.end)

    def _stick(self) -> str:
        return str(self.outgoing.target.folder() or "")

    def _show(self, found: ExchangeFacts) -> None:
        self.facts = found
        self.outgoing.show_facts(found)
        self.incoming.show_facts(found)
        self.cards.show_facts(found)
        self.sent.model_of_lines.show_lines(found.sent, sent_table.columns(found.sent))
        self.sent.go_to(0)
        self._history.setCurrentIndex(0 if found.sent else 1)
        if self._workplace.tasks.busy:
            self.outgoing.write.setEnabled(False)
        self._word_tabs()

    def _word_tabs(self) -> None:
        sent, cards = (len(self.facts.sent), len(self.facts.cards)) if self.facts is not None else (0, 0)
        self.tabs.setTabText(0, _("Gói đã ghi ({count})").format(count=number(sent)))
        self.tabs.setTabText(1, _("Thẻ cơ quan ({count})").format(count=number(cards)))
