"""The word for villages, and who sits here."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit

from ntm_desktop.i18n import gettext as _
from ntm_desktop.ui.first_start import flow
from ntm_desktop.ui.first_start.parts import StepPage, explaining

if TYPE_CHECKING:
    from ntm_desktop.ui.first_start.flow import Answers

_NARROW = 280


class PersonPage(StepPage):
    """Name and post of the person at work, and how the unit below the commune is called."""

    def __init__(self) -> None:
        super().__init__()
        self.word_label, self.name_label, self.post_label = QLabel(), QLabel(), QLabel()
        self.word = QComboBox()
        self.word.setEditable(True)
        self.word.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.word.setCompleter(None)  # type: ignore[arg-type] # Qt's way to have none: Unikey fights with it
        self.word.addItems(list(flow.VILLAGE_WORDS))
        self.word.setMaximumWidth(_NARROW)
        self.name, self.post = QLineEdit(), QLineEdit()
        self.note = explaining()
        for label, widget in (
            (self.name_label, self.name),
            (self.post_label, self.post),
            (self.word_label, self.word),
        ):
            label.setBuddy(widget)
            self.column.addWidget(label)
            self.column.addWidget(widget)
            self.column.addSpacing(6)
        self.name.textEdited.connect(lambda _text: self.answered.emit())
        self.column.addWidget(self.note)
        self.column.addStretch(1)
        self.retranslate()

    def show_answers(self, answers: Answers) -> None:
        """Show word, name and post."""
        for widget in (self.word_label, self.word):
            widget.setVisible(not answers.receives)
        self.word.setCurrentText(answers.village_word)
        self.name.setText(answers.name)
        self.post.setText(answers.post)

    def taken(self, answers: Answers) -> Answers:
        """Take word, name and post."""
        return replace(
            answers,
            village_word=self.word.currentText().strip(),
            name=self.name.text().strip(),
            post=self.post.text().strip(),
        )

    def focus_start(self) -> None:
        """Begin at the name."""
        self.name.setFocus(Qt.FocusReason.TabFocusReason)

    def retranslate(self) -> None:
        """Word the page anew."""
        self.word_label.setText(_("Đơn vị dưới xã &gọi là"))
        self.name_label.setText(_("&Họ và tên người làm việc"))
        self.post_label.setText(_("&Chức danh (không bắt buộc)"))
        self.post.setPlaceholderText(_("ví dụ: Công chức Văn hóa - Xã hội"))
        self.note.setText(_("Nhật ký ghi tên này bên mỗi thay đổi. Thêm người khác sau, ở Thiết lập."))
