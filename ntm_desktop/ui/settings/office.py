"""Cơ quan: its name, who receives its reports, the movement, how villages are called."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFormLayout, QLabel, QLineEdit

from ntm_desktop.domain.places import Level
from ntm_desktop.i18n import gettext as _
from ntm_desktop.i18n import mark
from ntm_desktop.services import setup
from ntm_desktop.ui.first_start import flow
from ntm_desktop.ui.first_start.sample import is_sample, own_folder, sample_folder, write_sample
from ntm_desktop.ui.forms.lookup import LookupEdit, LookupRow
from ntm_desktop.ui.settings.section import Section, line
from ntm_desktop.ui.tasks import Tasks, TaskWords

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QHideEvent, QShowEvent

    from ntm_desktop.domain.places import OfficeUnit
    from ntm_desktop.services.setup import OfficeRecord
    from ntm_desktop.ui.workplace import Workplace

LEVELS = {Level.COMMUNE: mark("cấp xã"), Level.DISTRICT: mark("cấp huyện"), Level.PROVINCE: mark("cấp tỉnh")}


class OfficeSection(Section):
    """Each value is saved as soon as it is accepted. Code and level stay what they are."""

    heading = mark("Cơ quan")
    explanation = mark("Mỗi giá trị được lưu ngay khi chọn hoặc gõ xong. Mã và cấp của cơ quan không đổi được.")

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self._found: dict[str, OfficeUnit] = {}
        self.reading = Tasks(workplace.prompter.show_error, parent=self)
        self.unit, self.name = QLabel(), QLineEdit()
        self.superior = LookupEdit(self._superiors)
        self.movement, self.word = QComboBox(), QComboBox()
        self.movement.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.word.setEditable(True)
        self.word.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.word.setCompleter(None)  # type: ignore[arg-type] # Qt's way to have none: Unikey fights with it
        self.word.addItems(list(setup.VILLAGE_WORDS))
        self.unit.setWordWrap(True)
        self.labels = [QLabel() for _index in range(5)]
        form = QFormLayout()
        form.setVerticalSpacing(10)
        for label, widget in zip(
            self.labels, (self.unit, self.name, self.superior, self.movement, self.word), strict=True
        ):
            label.setBuddy(widget)
            form.addRow(label, widget)
        self.column.addLayout(form)
        self.column.addSpacing(10)
        self.column.addWidget(line())
        self.sample_words = QLabel()
        self.sample_words.setWordWrap(True)
        self.column.addWidget(self.sample_words)
        (self.sample,) = self.buttons(("folder", self._switch))
        self.column.addStretch(1)
        self._connect()
        self.retranslate()
        self.refresh()

    def refresh(self) -> None:
        """Show the office as it is."""
        record = self.context.office
        place = ", ".join(part for part in (record.district_name, record.province_name) if part)
        words = _("{level}, mã {code}").format(level=_(LEVELS[record.level]), code=record.code)
        self.unit.setText(" · ".join(dict.fromkeys(part for part in (record.name, place, words) if part)))
        if not self.name.hasFocus():
            self.name.setText(record.name)
        above = LookupRow(record.superior_code, record.superior_name) if record.superior_code else None
        if not self.superior.hasFocus():
            self.superior.set_row(above)
        self.movement.setCurrentIndex(max(0, self.movement.findData(record.movement)))
        if not self.word.hasFocus():
            self.word.setCurrentText(record.village_word)
        for widget in (self.labels[4], self.word):
            widget.setVisible(not record.receives)

    def retranslate(self) -> None:
        """Word the part anew."""
        super().retranslate()
        words = (
            _("Đơn vị"),
            _("&Tên in trên văn bản"),
            _("Cấp trên nhận &báo cáo"),
            _("&Phong trào thi đua"),
            _("Đơn vị dưới xã &gọi là"),
        )
        for label, said in zip(self.labels, words, strict=True):
            label.setText(said)
        self.superior.setPlaceholderText(_("Gõ vài chữ, không cần dấu"))
        in_sample = is_sample(self.context.paths.root)
        self.sample.setText(_("&Về số liệu của cơ quan") if in_sample else _("Mở &xã mẫu"))
        self.sample_words.setText(
            _("Đang mở xã mẫu: người và kết quả đều không có thật, nằm ở thư mục riêng.")
            if in_sample
            else _("Xã mẫu để tập và thử: nằm ở thư mục riêng, không lẫn vào số liệu của cơ quan.")
        )
        self.movement.setPlaceholderText(_("Đang đọc danh mục phong trào…"))
        if self.movement.count():
            self.movement.setItemText(0, _("Chưa chọn"))

    def showEvent(self, event: QShowEvent) -> None:
        """Read the movements, off the GUI thread, when they are first wanted."""
        super().showEvent(event)
        if not self.movement.count():
            self._read_movements()

    def hideEvent(self, event: QHideEvent) -> None:
        """Want them no more: the office may be closed before they have been read."""
        super().hideEvent(event)
        self.reading.shutdown(0)

    def _connect(self) -> None:
        self.name.editingFinished.connect(self._save_name)
        self.superior.chosen.connect(self._save_superior)
        self.movement.activated.connect(lambda _row: self._save_movement())
        self.word.activated.connect(lambda _row: self._save_word())
        edit = self.word.lineEdit()
        if edit is not None:
            edit.editingFinished.connect(self._save_word)

    def _superiors(self, text: str) -> Sequence[LookupRow]:
        answers = flow.Answers(receives=self.context.office.receives)
        units = flow.search_superiors(self.context, answers, text)
        rows = [LookupRow(f"{unit.level}/{unit.code}/{unit.regime}", unit.name, flow.describe(unit)) for unit in units]
        self._found = {row.key: unit for row, unit in zip(rows, units, strict=True)}
        return rows

    def _save(self, record: OfficeRecord) -> None:
        if record != self.context.office:
            self.attempt(lambda: setup.change(self.context, record))

    def _save_name(self) -> None:
        name = self.name.text().strip()
        if name:
            self._save(replace(self.context.office, name=name))
        else:
            self.refresh()

    def _save_superior(self, key: str) -> None:
        unit = self._found[key]
        self._save(
            replace(
                self.context.office,
                superior_level=unit.level.value,
                superior_code=unit.code,
                superior_name=unit.name,
            )
        )

    def _save_movement(self) -> None:
        self._save(replace(self.context.office, movement=str(self.movement.currentData() or "")))

    def _save_word(self) -> None:
        word = self.word.currentText().strip()
        if word:
            self._save(replace(self.context.office, village_word=word))

    def _read_movements(self) -> None:
        def job(_progress: Callable[[float, str], None], _cancelled: Callable[[], bool]) -> object:
            return self.context.catalogue.movements

        if self.reading.busy:
            return
        self.reading.start(
            TaskWords(_("Đang đọc danh mục phong trào")), job, on_done=lambda _read: self._show_movements()
        )

    def _show_movements(self) -> None:
        self.movement.addItem(_("Chưa chọn"), "")
        for one in self.context.catalogue.movements:
            self.movement.addItem(f"{one.title} ({one.period.first_year}–{one.period.last_year})", one.id)
        self.movement.setCurrentIndex(max(0, self.movement.findData(self.context.office.movement)))

    def _switch(self) -> None:
        root = self.context.paths.root
        if is_sample(root):
            self.workplace.open_folder(own_folder(root))
            return
        folder = sample_folder(root)

        def job(progress: Callable[[float, str], None], _cancelled: Callable[[], bool]) -> None:
            write_sample(folder, lambda share: progress(share, ""))

        self.workplace.tasks.start(
            TaskWords(_("Đang lập xã mẫu"), locks=True),
            job,
            on_done=lambda _none: self.workplace.open_folder(folder),
        )

    def focus_start(self) -> None:
        """Begin at the name."""
        self.name.setFocus(Qt.FocusReason.TabFocusReason)
