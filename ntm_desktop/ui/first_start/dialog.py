"""The first start as a dialog: one step after the other, Enter goes on, Esc goes back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QLabel, QPushButton, QStackedWidget, QVBoxLayout

from ntm_desktop.errors import NtmError
from ntm_desktop.i18n import gettext as _
from ntm_desktop.services import setup
from ntm_desktop.ui import icons
from ntm_desktop.ui.first_start import flow
from ntm_desktop.ui.first_start.flow import After, Answers, Outcome, Step
from ntm_desktop.ui.first_start.movement_page import MovementPage
from ntm_desktop.ui.first_start.office_page import OfficePage
from ntm_desktop.ui.first_start.person_page import PersonPage
from ntm_desktop.ui.first_start.sample import sample_folder, write_sample
from ntm_desktop.ui.first_start.simple_pages import LanguagePage, RolePage, SummaryPage
from ntm_desktop.ui.sizes import open_at
from ntm_desktop.ui.tasks import Tasks, TaskWords
from ntm_desktop.ui.theme import colours_in_use

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtGui import QCloseEvent

    from ntm_desktop.services.context import Context
    from ntm_desktop.ui.application import Appearance
    from ntm_desktop.ui.first_start.parts import StepPage
    from ntm_desktop.ui.preferences import Preferences
    from ntm_desktop.ui.prompts import Prompter

_SIZE = (780, 520)
_TITLE_POINTS_MORE = 5


class FirstStart(QDialog):
    """Asks what an office needs to begin. `run` returns whether it was made, or a sample is to be opened."""

    def __init__(self, context: Context, prompter: Prompter, appearance: Appearance, preferences: Preferences) -> None:
        super().__init__()
        self.context = context
        self._prompter = prompter
        self._appearance = appearance
        self._preferences = preferences
        self.answers = Answers(language=preferences.current.language)
        self.outcome = Outcome()
        self.step = Step.LANGUAGE
        self.tasks = Tasks(prompter.show_error, parent=self)
        self.reading = Tasks(prompter.show_error, parent=self)
        self.pages = self._make_pages()
        self.count, self.heading, self.fault = QLabel(), QLabel(), QLabel()
        self.stack = QStackedWidget()
        self.back, self.forward = QPushButton(), QPushButton()
        self._lay_out()
        self._connect()
        self.retranslate()
        self._show(Step.LANGUAGE)

    def run(self) -> bool:
        """Ask; True where there is an office to open (see `outcome` for what comes first)."""
        self.read_movements()
        self.exec()
        for tasks in (self.tasks, self.reading):
            tasks.shutdown()
        self.deleteLater()
        return self.outcome.made or self.outcome.sample is not None

    def go_on(self) -> None:
        """Go to the next step where this one lacks nothing; from the last, make the office."""
        if self.reading.busy and self.step is Step.MOVEMENT:
            self._say(_("Đang đọc danh mục phong trào…"), bad=False)
            return
        self.answers = self.pages[self.step].taken(self.answers)
        self._say(flow.missing(self.step, self.answers))
        if self.fault.text():
            self.pages[self.step].focus_missing()
            return
        following = flow.following(self.step)
        if following is None:
            self._begin()
        else:
            self._show(following)

    def go_back(self) -> None:
        """Go to the step before; from the first, leave."""
        earlier = flow.before(self.step)
        if earlier is None:
            super().reject()
            return
        self.answers = self.pages[self.step].taken(self.answers)
        self._show(earlier)

    def reject(self) -> None:
        """Take Esc as the way back."""
        if not self.tasks.busy:
            self.go_back()

    def retranslate(self) -> None:
        """Word the dialog anew."""
        self.setWindowTitle(_("Bắt đầu – NTM"))
        for page in self.pages.values():
            page.retranslate()
        self._show_heading()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language and the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        if event.type() == QEvent.Type.PaletteChange:
            icons.redraw(self)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Leave at any step; nothing was written yet."""
        event.accept()
        self.done(QDialog.DialogCode.Rejected)

    def open_sample(self) -> None:
        """Fill the sample's own folder where it is not there yet, and ask the program to open it."""
        folder = sample_folder(self.context.paths.root)
        self._enable(on=False)
        self._say(_("Đang lập xã mẫu…"), bad=False)

        def job(progress: Callable[[float, str], None], _cancelled: Callable[[], bool]) -> None:
            write_sample(folder, lambda share: progress(share, ""))

        def opened(_result: object) -> None:
            self.outcome = replace(self.outcome, after=After.SAMPLE, sample=folder)
            self.accept()

        self.tasks.start(TaskWords(_("Đang lập xã mẫu")), job, on_done=opened, on_failed=self._sample_failed)

    def _make_pages(self) -> Mapping[Step, StepPage]:
        language = LanguagePage()
        language.language_chosen.connect(self._choose_language)
        language.sample_asked.connect(self.open_sample)
        return {
            Step.LANGUAGE: language,
            Step.ROLE: RolePage(),
            Step.OFFICE: OfficePage(self.context),
            Step.MOVEMENT: MovementPage(self.context),
            Step.PERSON: PersonPage(),
            Step.SUMMARY: SummaryPage(self.context),
        }

    def _lay_out(self) -> None:
        open_at(self, _SIZE)
        font = QFont(self.font())
        font.setPointSize(font.pointSize() + _TITLE_POINTS_MORE)
        font.setBold(True)
        self.heading.setFont(font)
        self.count.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.fault.setWordWrap(True)
        for step in Step:
            self.stack.addWidget(self.pages[step])
        line = QFrame()
        line.setFrameShape(QFrame.Shape.HLine)
        line.setForegroundRole(QPalette.ColorRole.Mid)
        buttons = QHBoxLayout()
        buttons.addWidget(self.fault, 1)
        buttons.addWidget(self.back)
        buttons.addWidget(self.forward)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 18, 24, 16)
        whole.setSpacing(8)
        whole.addWidget(self.count)
        whole.addWidget(self.heading)
        whole.addSpacing(8)
        whole.addWidget(self.stack, 1)
        whole.addWidget(line)
        whole.addLayout(buttons)

    def _connect(self) -> None:
        icons.put(self.back, "back")
        icons.put(self.forward, "next")
        self.back.setAutoDefault(False)
        self.forward.setDefault(True)
        for page in self.pages.values():
            page.answered.connect(lambda: self._say(""))
        self.back.clicked.connect(lambda _on: self.go_back())
        self.forward.clicked.connect(lambda _on: self.go_on())

    def _show(self, step: Step) -> None:
        self.step = step
        page = self.pages[step]
        page.show_answers(self.answers)
        self.stack.setCurrentWidget(page)
        self._say("")
        self._show_heading()
        page.focus_start()

    def _show_heading(self) -> None:
        number, count = flow.position(self.step)
        self.count.setText(_("Bước {number}/{count}").format(number=number, count=count))
        self.heading.setText(flow.title(self.step))
        self.back.setText(_("T&hoát") if flow.before(self.step) is None else _("&Quay lại"))
        last = flow.following(self.step) is None
        self.forward.setText(_("&Bắt đầu") if last else _("&Tiếp tục"))

    def _say(self, words: str, *, bad: bool = True) -> None:
        palette = self.fault.palette()
        colours = colours_in_use()
        palette.setColor(QPalette.ColorRole.WindowText, QColor(colours.bad if bad else colours.text))
        self.fault.setPalette(palette)
        self.fault.setText(f"✗ {words}" if words and bad else words)

    def _choose_language(self, code: str) -> None:
        self.answers = replace(self.answers, language=code)
        self._appearance.set_language(code)
        self._keep(language=code)

    def _keep(self, **values: str) -> None:
        try:
            self._preferences.change(**values)
        except NtmError as error:
            self._prompter.show_error(error)

    def _begin(self) -> None:
        try:
            setup.create(self.context, flow.wanted(self.answers))
        except NtmError as error:
            self._prompter.show_error(error)
            return
        self.outcome = Outcome(made=True, after=self.answers.after)
        if self.answers.after is After.SAMPLE:
            self.open_sample()
        else:
            self.accept()

    def read_movements(self) -> None:
        """Read the profiles of the plans off the GUI thread, long before their page is reached."""
        page = self.pages[Step.MOVEMENT]
        if not isinstance(page, MovementPage) or page.ready:
            return

        def job(_progress: Callable[[float, str], None], _cancelled: Callable[[], bool]) -> object:
            return self.context.catalogue.movements

        words = TaskWords(_("Đang đọc danh mục phong trào"))
        self.reading.start(words, job, on_done=lambda _read: page.show_movements())

    def _sample_failed(self, error: BaseException) -> None:
        self._enable(on=True)
        self._say("")
        self._prompter.show_error(error)
        if self.outcome.made:  # the office stands, only its sample does not
            self.accept()

    def _enable(self, *, on: bool) -> None:
        for widget in (self.stack, self.back, self.forward):
            widget.setEnabled(on)
        self.setCursor(Qt.CursorShape.ArrowCursor if on else Qt.CursorShape.BusyCursor)
