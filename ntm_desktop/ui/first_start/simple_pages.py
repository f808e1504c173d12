"""The pages that are only a choice: language, role, and what comes first."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFormLayout, QFrame, QLabel, QPushButton

from ntm_desktop.i18n import LANGUAGES, mark
from ntm_desktop.i18n import gettext as _
from ntm_desktop.ui.first_start import flow
from ntm_desktop.ui.first_start.cards import ChoiceCards
from ntm_desktop.ui.first_start.parts import StepPage, explaining

if TYPE_CHECKING:
    from ntm_desktop.services.context import Context
    from ntm_desktop.ui.first_start.flow import Answers

COMMUNE, RECEIVING = "commune", "receiving"


class LanguagePage(StepPage):
    """Vietnamese or English, applied at once; and the way to the sample for who only wants to look."""

    language_chosen = Signal(str)
    sample_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.welcome = explaining()
        self.cards = ChoiceCards([(code, name, "") for code, name in LANGUAGES.items()])
        self.sample_words = explaining()
        self.sample = QPushButton()
        self.sample.setAutoDefault(False)
        self.sample.clicked.connect(self.sample_asked)
        self.cards.changed.connect(self.language_chosen)
        self.column.addWidget(self.welcome)
        self.column.addWidget(self.cards)
        self.column.addSpacing(12)
        self.column.addWidget(self.sample_words)
        self.column.addWidget(self.sample, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addStretch(1)
        self.retranslate()

    def show_answers(self, answers: Answers) -> None:
        """Show the language in use."""
        self.cards.choose(answers.language)

    def taken(self, answers: Answers) -> Answers:
        """Take the language."""
        return replace(answers, language=self.cards.key)

    def focus_start(self) -> None:
        """Begin at the language."""
        self.cards.focus()

    def retranslate(self) -> None:
        """Word the page anew."""
        self.welcome.setText(
            _("Vài câu hỏi ngắn để bắt đầu, chưa đến một phút. Mọi điều chọn ở đây đều sửa được sau, trừ tên cơ quan.")
        )
        self.sample_words.setText(_("Chỉ muốn xem thử? Xã mẫu có sẵn hộ và kết quả, toàn tên người không có thật."))
        self.sample.setText(_("Mở &xã mẫu"))


class RolePage(StepPage):
    """Commune, or an office that receives reports."""

    def __init__(self) -> None:
        super().__init__()
        self.cards = ChoiceCards(
            [
                (
                    COMMUNE,
                    mark("&Xã, phường, đặc khu"),
                    mark(
                        "Lập danh sách hộ, ghi kết quả các phần việc của từng hộ, in phiếu, gửi báo cáo lên cấp trên."
                    ),
                ),
                (
                    RECEIVING,
                    mark("&Nơi nhận báo cáo (tỉnh, huyện)"),
                    mark("Nhận gói báo cáo của các xã qua USB, theo dõi ai đã gửi, tổng hợp và gửi phiếu tiếp nhận."),
                ),
            ]
        )
        self.note = explaining()
        self.cards.changed.connect(lambda _key: self.answered.emit())
        self.column.addWidget(self.cards)
        self.column.addWidget(self.note)
        self.column.addStretch(1)
        self.retranslate()

    def show_answers(self, answers: Answers) -> None:
        """Show the role."""
        if answers.receives is not None:
            self.cards.choose(RECEIVING if answers.receives else COMMUNE)

    def taken(self, answers: Answers) -> Answers:
        """Take the role; an office of the other role is forgotten."""
        receives = None if not self.cards.key else self.cards.key == RECEIVING
        if receives == answers.receives:
            return answers
        return replace(answers, receives=receives, unit=None, superior=None)

    def focus_start(self) -> None:
        """Begin at the role."""
        self.cards.focus()

    def retranslate(self) -> None:
        """Word the page anew."""
        self.cards.retranslate()
        self.note.setText(_("Một thư mục dữ liệu chỉ giữ một vai trò: số liệu của xã và của nơi nhận không trộn lẫn."))


class SummaryPage(StepPage):
    """Everything answered, and what to do first."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._answers = flow.Answers()
        self.box = QFrame()
        self.box.setFrameShape(QFrame.Shape.StyledPanel)
        self.box.setBackgroundRole(QPalette.ColorRole.Base)
        self.box.setAutoFillBackground(True)
        self.form = QFormLayout(self.box)
        self.form.setContentsMargins(12, 10, 12, 10)
        self.lines: list[tuple[str, str]] = []
        self.question = QLabel()
        self.cards = ChoiceCards(
            [
                (flow.After.IMPORT, mark("&Nhập danh sách hộ từ Excel"), ""),
                (flow.After.EMPTY, mark("Bắt đầu với danh sách &trống"), ""),
                (
                    flow.After.SAMPLE,
                    mark("Xem &xã mẫu trước (mở ở thư mục riêng, không lẫn vào số liệu của cơ quan)"),
                    "",
                ),
            ]
        )
        self.cards.choose(flow.After.IMPORT)
        self.column.addWidget(self.box)
        self.column.addWidget(self.question)
        self.column.addWidget(self.cards)
        self.column.addStretch(1)

    def show_answers(self, answers: Answers) -> None:
        """Show what will be made."""
        self._answers = answers
        self.cards.choose(answers.after)
        for widget in (self.question, self.cards):
            widget.setVisible(not answers.receives)
        while self.form.rowCount():
            self.form.removeRow(0)
        self.lines = list(flow.summary(self._context, answers))
        for name, value in self.lines:
            said = QLabel(value)
            said.setWordWrap(True)
            said.setTextFormat(Qt.TextFormat.PlainText)
            label = QLabel(name)
            label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
            self.form.addRow(label, said)
        self.retranslate()

    def taken(self, answers: Answers) -> Answers:
        """Take what comes first."""
        after = flow.After.EMPTY if answers.receives else flow.After(self.cards.key)
        return replace(answers, after=after)

    def focus_start(self) -> None:
        """Begin at what comes first."""
        self.cards.focus()

    def retranslate(self) -> None:
        """Word the page anew."""
        self.question.setText(_("Việc đầu tiên:"))
        self.cards.retranslate()
