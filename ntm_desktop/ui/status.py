"""The line at the bottom: what is saved, not sent, running; who works, and for which office."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QSizePolicy,
    QStatusBar,
    QToolButton,
    QWidget,
)

from ntm_desktop.i18n import clock, number
from ntm_desktop.i18n import gettext as _
from ntm_desktop.ui import icons

if TYPE_CHECKING:
    from datetime import date, datetime

    from PySide6.QtGui import QPaintEvent

    from ntm_desktop.ui.tasks import TaskWords

_BAR_WIDTH = 120
_PERCENT = 100


class ElidedLabel(QLabel):
    """A label that gives way: it shortens its text with «…» and tells the whole in its tooltip."""

    def __init__(self, least: int = 40) -> None:
        super().__init__()
        self._least = least
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def setText(self, text: str) -> None:
        """Show a text, shortened where it does not fit."""
        super().setText(text)
        self.setToolTip(text)

    def minimumSizeHint(self) -> QSize:
        """Let the layout make it narrow."""
        return QSize(self._least, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the text, shortened."""
        del event
        painter = QPainter(self)
        fitted = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, fitted)


class BusyArea(QWidget):
    """What runs in the background: words, a bar, the estimate and Cancel. Hidden while nothing runs."""

    cancel_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._title = ""
        self.words = ElidedLabel(least=80)
        self.bar = QProgressBar()
        self.bar.setFixedWidth(_BAR_WIDTH)
        self.bar.setTextVisible(False)
        self.cancel = QToolButton()
        self.cancel.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.cancel.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        icons.put(self.cancel, "cancel")
        self.cancel.clicked.connect(self.cancel_asked)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.words, 1)
        layout.addWidget(self.bar)
        layout.addWidget(self.cancel)
        self.retranslate()
        self.hide()

    def begin(self, words: TaskWords) -> None:
        """Show that a job has started."""
        self._title = words.title
        self.words.setText(words.title)
        self.bar.setRange(0, 0)
        self.cancel.setEnabled(True)
        self.show()

    def tell(self, share: float, words: str, left: str) -> None:
        """Show how far a job is; a negative share means that nobody can tell."""
        self.bar.setRange(0, 0 if share < 0 else _PERCENT)
        self.bar.setValue(round(share * _PERCENT))
        told = ": ".join(part for part in (self._title, words) if part)
        self.words.setText(" – ".join(part for part in (told, left) if part))

    def end(self) -> None:
        """Show that nothing runs any more."""
        self.hide()

    def retranslate(self) -> None:
        """Word the button anew."""
        self.cancel.setText(_("Hủy"))
        self.bar.setAccessibleName(_("Tiến độ"))


class StatusLine(QStatusBar):
    """The status bar of the window. Its facts are set from outside; it only words them."""

    unsent_asked = Signal()
    staff_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._saved_at: datetime | None = None
        self._unsent: tuple[int, date | None] = (0, None)
        self._staff = ""
        self.saved = QLabel()
        self.unsent = _flat_button("exchange")
        self.busy = BusyArea()
        self.staff = _flat_button("person")
        self.office = ElidedLabel()
        self.addWidget(self.saved)
        self.addWidget(self.unsent)
        self.addWidget(self.busy, 1)
        self.addPermanentWidget(self.staff)
        self.addPermanentWidget(self.office)
        self.unsent.clicked.connect(self.unsent_asked)
        self.staff.clicked.connect(self.staff_asked)
        self.setSizeGripEnabled(False)
        self.setContentsMargins(8, 0, 10, 0)
        self.retranslate()

    def set_saved(self, moment: datetime | None) -> None:
        """Say when the last value became durable: local time, told by the service that wrote it."""
        self._saved_at = moment
        self.saved.setText(_("Đã lưu {time}").format(time=clock(moment)) if moment else "")
        self.saved.setVisible(moment is not None)

    def set_unsent(self, changes: int, since: date | None) -> None:
        """Say how many changes of the journal no package has carried yet, and since which day."""
        self._unsent = (changes, since)
        self.unsent.setText(unsent_words(changes, since))

    def set_staff(self, name: str) -> None:
        """Say who works."""
        self._staff = name
        self.staff.setText(name or _("Chọn người làm việc"))
        self.staff.setToolTip(_("Đổi người làm việc"))

    def set_office(self, name: str) -> None:
        """Say for which office."""
        self.office.setText(name)

    def retranslate(self) -> None:
        """Word every part anew."""
        self.set_saved(self._saved_at)
        self.set_unsent(*self._unsent)
        self.set_staff(self._staff)
        self.unsent.setToolTip(_("Mở nơi «Gửi – nhận»"))
        self.busy.retranslate()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()


def unsent_words(changes: int, since: date | None) -> str:
    """Say what is not sent: «Chưa gửi: 214 thay đổi từ 03/11»."""
    if not changes:
        return _("Không còn thay đổi chưa gửi")
    if since is None:
        return _("Chưa gửi: {count} thay đổi").format(count=number(changes))
    day = f"{since.day:02d}/{since.month:02d}"
    return _("Chưa gửi: {count} thay đổi từ {day}").format(count=number(changes), day=day)


def _flat_button(icon: str) -> QToolButton:
    button = QToolButton()
    button.setAutoRaise(True)
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    icons.put(button, icon)
    return button
