"""Which office: typed without diacritics, chosen from the official list, with its superior by date."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QCheckBox, QLabel

from ntm_desktop.i18n import gettext as _
from ntm_desktop.ui.first_start import flow
from ntm_desktop.ui.first_start.parts import StepPage, explaining
from ntm_desktop.ui.forms.lookup import LookupEdit, LookupRow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ntm_desktop.domain.places import OfficeUnit
    from ntm_desktop.services.context import Context
    from ntm_desktop.ui.first_start.flow import Answers


class OfficePage(StepPage):
    """The office, its superior, and the list to search in."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._answers = flow.Answers()
        self._found: dict[str, OfficeUnit] = {}
        self.label, self.kind, self.hint = QLabel(), QLabel(), explaining()
        self.office = LookupEdit(self._offices)
        self.old_list = QCheckBox()
        self.above_label, self.above_hint = QLabel(), explaining()
        self.above = LookupEdit(self._superiors)
        font = QFont(self.kind.font())
        font.setBold(True)
        self.kind.setFont(font)
        self.kind.setWordWrap(True)
        self.label.setBuddy(self.office)
        self.above_label.setBuddy(self.above)
        for widget in (self.label, self.office, self.kind, self.hint, self.old_list):
            self.column.addWidget(widget)
        self.column.addSpacing(14)
        for widget in (self.above_label, self.above, self.above_hint):
            self.column.addWidget(widget)
        self.column.addStretch(1)
        self.office.chosen.connect(self._choose_office)
        self.office.textEdited.connect(self._unchoose)
        self.above.chosen.connect(self._choose_superior)
        self.above.textEdited.connect(self._superior_edited)
        self.old_list.toggled.connect(self._choose_list)
        self.retranslate()

    def show_answers(self, answers: Answers) -> None:
        """Show the office and its superior."""
        self._answers = answers
        self.old_list.blockSignals(True)  # noqa: FBT003 - Qt's own
        self.old_list.setChecked(answers.old_list)
        self.old_list.blockSignals(False)  # noqa: FBT003 - Qt's own
        self.office.set_row(_row(answers.unit) if answers.unit else None)
        self._show()

    def taken(self, answers: Answers) -> Answers:
        """Take the office, the list and the superior; another office proposes its own word for villages."""
        mine = self._answers
        word = answers.village_word
        if mine.unit != answers.unit or not word:
            word = flow.village_word(mine.unit)
        return replace(answers, unit=mine.unit, superior=mine.superior, old_list=mine.old_list, village_word=word)

    def focus_start(self) -> None:
        """Begin at the office."""
        self.office.setFocus(Qt.FocusReason.TabFocusReason)

    def retranslate(self) -> None:
        """Word the page anew."""
        self.label.setText(_("Tên &cơ quan, hoặc mã"))
        self.office.setPlaceholderText(_("Gõ vài chữ, không cần dấu, ví dụ: tan hiep an giang"))
        self.old_list.setText(_("Tìm trong &danh mục trước 01/7/2025 (còn cấp huyện)"))
        self.above_label.setText(_("Cấp trên &nhận báo cáo"))
        self.above.setPlaceholderText(_("Không có"))
        self._show()

    def _show(self) -> None:
        unit = self._answers.unit
        above = flow.superior(self._context, self._answers)
        self.kind.setText(flow.describe(unit) if unit else "")
        self.kind.setVisible(unit is not None)
        self.hint.setText("" if unit else _("Danh mục chính thức: 34 tỉnh, thành phố và 3.321 xã, phường, đặc khu."))
        self.hint.setVisible(unit is None)
        for widget in (self.above_label, self.above, self.above_hint):
            widget.setVisible(unit is not None)
        self.above.set_row(_row(above) if above else None)
        self.above_hint.setText(_above_words(self._answers, above))

    def _offices(self, text: str) -> Sequence[LookupRow]:
        return self._rows(flow.search_offices(self._context, self._answers, text))

    def _superiors(self, text: str) -> Sequence[LookupRow]:
        return self._rows(flow.search_superiors(self._context, self._answers, text))

    def _rows(self, units: Sequence[OfficeUnit]) -> list[LookupRow]:
        rows = [_row(unit) for unit in units]
        self._found |= {row.key: unit for row, unit in zip(rows, units, strict=True)}
        return rows

    def _choose_office(self, key: str) -> None:
        self._answers = replace(self._answers, unit=self._found[key], superior=None)
        self.answered.emit()
        self._show()

    def _choose_superior(self, key: str) -> None:
        self._answers = replace(self._answers, superior=self._found[key])
        self._show()

    def _unchoose(self, _text: str) -> None:
        if self._answers.unit is not None:
            self._answers = replace(self._answers, unit=None, superior=None)
            self._show()

    def _superior_edited(self, text: str) -> None:
        if not text.strip():  # an empty line means: as the official list has it
            self._answers = replace(self._answers, superior=None)

    def _choose_list(self, old: bool) -> None:
        self._answers = replace(self._answers, old_list=old, unit=None, superior=None)
        self.office.set_row(None)
        self._show()
        self.focus_start()


def _row(unit: OfficeUnit) -> LookupRow:
    return LookupRow(f"{unit.regime}/{unit.level.value}/{unit.code}", unit.name, flow.describe(unit))


def _above_words(answers: Answers, above: OfficeUnit | None) -> str:
    if above is None:
        return _("Cơ quan này không gửi báo cáo cho cấp trên nào trong chương trình.")
    if answers.superior is not None:
        return _("Do người dùng chọn: {place}. Xóa trắng ô này để lấy lại theo danh mục.").format(
            place=flow.describe(above)
        )
    return _("Tìm theo danh mục và ngày hôm nay: {place}. Gõ tên khác nếu cơ quan gửi cho nơi khác.").format(
        place=flow.describe(above)
    )
