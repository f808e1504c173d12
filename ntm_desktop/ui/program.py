"""The program with its window: opens the office, asks what the first start asks, shows the window, closes well."""

from __future__ import annotations

import logging
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from ntm_desktop import app, paths, settings
from ntm_desktop.domain.changes import Changed
from ntm_desktop.errors import NtmError
from ntm_desktop.i18n import gettext as _
from ntm_desktop.paths import DataPaths
from ntm_desktop.services import setup
from ntm_desktop.services.unsent import unsent
from ntm_desktop.ui.application import Appearance, make_application
from ntm_desktop.ui.changes import Changes
from ntm_desktop.ui.collecting import Collector
from ntm_desktop.ui.faults import FaultHooks, log_to
from ntm_desktop.ui.first_start.sample import is_sample
from ntm_desktop.ui.late_prompter import LatePrompter
from ntm_desktop.ui.main_window import MainWindow, Shell
from ntm_desktop.ui.places import places_of
from ntm_desktop.ui.preferences import Preferences
from ntm_desktop.ui.tasks import Tasks, TaskWords
from ntm_desktop.ui.theme import Role
from ntm_desktop.ui.workplace import Workplace

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from ntm_desktop.app import OpenOffice
    from ntm_desktop.services.backups import Drill
    from ntm_desktop.services.context import Context
    from ntm_desktop.ui.first_start.flow import Outcome

LOGGER = logging.getLogger("ntm_desktop.ui")
_FINISH_AFTER_MS = 60  # the window is painted by then
_NORMAL_SIZE = (1180, 680)
_BACKUP_AFTER_MS = 3000
_HOUR_MS = 3600 * 1000


class Program(QObject):
    """One run of the program on one data folder."""

    def __init__(self, folder: Path, appearance: Appearance) -> None:
        super().__init__()
        self.folder = folder
        self.appearance = appearance
        self.window: MainWindow | None = None
        self.opened: OpenOffice | None = None
        self.prompter = LatePrompter(self._top)
        kept = settings.load(DataPaths(folder).settings)
        self._setting_faults = kept.faults
        if any(not fault.name for fault in kept.faults):
            settings.set_aside(DataPaths(folder).settings)
        self.preferences = Preferences(DataPaths(folder).settings, kept.settings)
        appearance.apply(self.preferences.current)
        self.preferences.changed.connect(appearance.apply)
        self._backups = QTimer(self)
        self._backups.setInterval(_HOUR_MS)
        self._backups.timeout.connect(self.back_up_if_due)

    def start(self) -> bool:
        """Open the office and show its window; False where the person gave up or it cannot be opened."""
        try:
            return self._open()
        except NtmError as error:
            self.close()
            from ntm_desktop.ui.rescue import offer_backup

            self.appearance.finish()
            return offer_backup(self.folder, error, self.prompter) and self.start()

    def _open(self) -> bool:
        self.opened = app.open_office(self.folder)
        context = self.opened.context
        first = ""
        if setup.current(context) is None:
            outcome = self._first_start(context)
            if outcome.sample is not None:
                self.close()
                self.folder = outcome.sample
                return self.start()
            if not outcome.made:
                self.close()
                return False
            first = "households/import" if outcome.after == "import" else ""
        self.show(self._with_author(context), first)
        return True

    def show(self, context: Context, first: str = "") -> None:
        """Show the window for a person at work; `first` is the place to begin at, else where they left off."""
        changes = Changes()
        tasks = Tasks(self.prompter.show_error)
        workplace = Workplace(
            context,
            self.prompter,
            changes,
            tasks,
            self.preferences,
            self.appearance,
            self.go,
            self.restart,
            self.open_folder,
        )
        office = context.office
        shell = Shell(
            office=_("{office} (dữ liệu mẫu)").format(office=office.name) if is_sample(self.folder) else office.name,
            role=Role.RECEIVING if office.receives else Role.COMMUNE,
            places=places_of(workplace),
            changes=changes,
            tasks=tasks,
            help_folder=paths.resources_folder() / "help",
            staff=context.author.name,
        )
        self.window = MainWindow(shell)
        changes.changed.connect(partial(self._show_saved, context))
        self.window.staff_asked.connect(partial(self._change_staff, workplace))
        self.window.place_changed.connect(lambda place: self._keep(last_place=place))
        self._show_unsent(context)
        # The page before the window: shown with it, it is styled, laid out and painted once.
        places = (first.partition("/")[0], self.preferences.current.last_place, shell.places[0].id)
        next(filter(self.go, places), None)
        geometry = self.preferences.current.window_geometry
        if geometry:
            self.window.restore_geometry_text(geometry)
            self.window.show()
        else:
            self.window.resize(*_NORMAL_SIZE)  # what it returns to from maximised
            self.window.showMaximized()
        if "/" in first:
            QTimer.singleShot(0, self, partial(self.go, first))  # a dialog must not keep the start waiting
        if self._setting_faults:
            QTimer.singleShot(0, self, self._tell_settings)
        QTimer.singleShot(_FINISH_AFTER_MS, self, self.appearance.finish)
        QTimer.singleShot(_BACKUP_AFTER_MS, self, self.back_up_if_due)
        self._backups.start()

    def restart(self) -> None:
        """Close and open the office anew: after a restore, or when the person at work changed."""
        QTimer.singleShot(0, self, self._restart)

    def open_folder(self, folder: Path) -> None:
        """Close this office and open the data of another folder: the sample, or the way back from it."""
        self.folder = folder
        self.restart()

    def close(self) -> None:
        """Leave the data in order."""
        self._backups.stop()
        if self.window is not None:
            self._keep(window_geometry=self.window.geometry_text())
            self.window.close()
            self.window.deleteLater()
            self.window = None
        if self.opened is not None:
            self.opened.close()
            self.opened = None

    def _restart(self) -> None:
        QApplication.setQuitOnLastWindowClosed(False)  # the window goes only to come again
        self.close()
        again = self.start()
        QApplication.setQuitOnLastWindowClosed(True)
        if not again:
            QApplication.quit()

    def _top(self) -> QWidget | None:
        """Return the window that a question belongs to: over a preview it must not bring the main window forward."""
        modal, active = QApplication.activeModalWidget(), QApplication.activeWindow()
        above = active.parentWidget() if active is not None and active.isVisible() else None
        if modal is None and above is not None and above.window() is self.window:
            return active
        return modal or self.window

    def go(self, place: str) -> bool:
        """Open a place, or a part of it: «settings/backups»."""
        name, _slash, part = place.partition("/")
        if self.window is None or not self.window.open_place(name):
            return False
        if part and self.window.page is not None:
            self.window.page.open_part(part)
        return True

    def _keep(self, **values: str) -> None:
        try:
            self.preferences.change(**values)
        except NtmError as error:
            LOGGER.info("settings not kept: %s", error)  # where the window stood is not worth a question

    def _first_start(self, context: Context) -> Outcome:
        from ntm_desktop.ui.first_start.dialog import FirstStart

        self.appearance.finish()  # a dialog before the window shows where the keyboard is, too
        path = FirstStart(context, self.prompter, self.appearance, self.preferences)
        path.run()
        return path.outcome

    def _with_author(self, context: Context) -> Context:
        people = setup.staff(context)
        if not people:
            return context
        last = self.preferences.current.last_staff
        known = next((one for one in people if one.id == last), None)
        if known is None and is_sample(self.folder):
            return context.working_as(setup.author(people[0]))
        if known is None and len(people) > 1:
            from ntm_desktop.ui.staff_dialog import choose_staff

            self.appearance.finish()
            known = choose_staff(context, self.prompter, self._top())
        person = known or people[0]
        self._keep(last_staff=person.id)
        return context.working_as(setup.author(person))

    def _change_staff(self, workplace: Workplace) -> None:
        from ntm_desktop.ui.staff_dialog import choose_staff

        person = choose_staff(workplace.context, self.prompter, self._top())
        if person is not None and person.id != workplace.context.author.id:
            self._keep(last_staff=person.id)
            self.restart()

    def _show_saved(self, context: Context, change: object) -> None:
        if self.window is not None and isinstance(change, Changed):
            self.window.status.set_saved(change.at)
            self._show_unsent(context)

    def _show_unsent(self, context: Context) -> None:
        if self.window is not None:
            found = unsent(context)
            self.window.status.set_unsent(found.changes, found.since.date() if found.since else None)
            self.window.status.unsent.setVisible(bool(context.office.superior_code))  # whom else to send it to

    def back_up_if_due(self) -> None:
        """Write the daily backup and try the backups weekly, where either is due and nothing else runs."""
        if self.opened is None or self.window is None or self.window.shell.tasks.busy:
            return
        from ntm_desktop.services import backups, drill

        context = self.opened.context
        if not (backups.due(context) or drill.due(context)):
            return

        def job(progress: Callable[[float, str], None], cancelled: Callable[[], bool]) -> Drill | None:
            progress(-1, "")
            reader = context.for_reading()
            try:
                backups.write_if_due(reader)
            finally:
                reader.database.close()
            return drill.drill_if_due(context, lambda share: progress(share, ""), cancelled)

        self.window.shell.tasks.start(TaskWords(_("Đang sao lưu")), job, on_done=self._tell_drill)

    def _tell_settings(self) -> None:
        """Say once which settings of this computer could not be used."""
        from ntm_desktop.domain.problems import Place, Problem, Severity

        path = DataPaths(self.folder).settings
        faults, self._setting_faults = self._setting_faults, ()
        self.prompter.problems(
            _("Thiết lập của máy này có chỗ không dùng được"),
            [
                Problem(one.code, Place(source=path.name, path=one.name), one.found[:80], severity=Severity.WARNING)
                for one in faults
            ],
        )

    def _tell_drill(self, done: Drill | None) -> None:
        if self.window is not None:
            self.window.refresh_place("home")  # it says when the last backup was written
        if done is None or done.ok:
            return
        from ntm_desktop.ui.prompts import Message

        said = _("Thử phục hồi hằng tuần: có bản sao lưu bị hỏng.")
        todo = _("Hãy sao lưu ngay ở Thiết lập, phần Sao lưu; bản hỏng có dấu ✗ sau khi kiểm tra.")
        self.prompter.tell(Message(_("Bản sao lưu bị hỏng"), said, remedy=todo, bad=True))


def _data_folder(arguments: Sequence[str]) -> tuple[Path | None, list[str]]:
    """Return the folder after `--data`, and the other arguments."""
    if not arguments:
        return None, []
    import argparse  # most starts have no arguments

    parser = argparse.ArgumentParser(prog="ntm-desktop", add_help=False)
    parser.add_argument("--data", type=Path, default=None)
    known, rest = parser.parse_known_args(list(arguments))
    return known.data, rest


def run_window(arguments: Sequence[str]) -> int:
    """Run the program with a window until it is closed; return its exit status."""
    named, rest = _data_folder(arguments[1:])
    folder = named or paths.default_data_folder()
    application = make_application([*arguments[:1], *rest])
    handler = log_to(DataPaths(folder).logs)
    program = Program(folder, Appearance(application))
    hooks = FaultHooks(program.prompter.show_error)
    hooks.install()
    collector: Collector | None = None
    try:
        if not program.start():
            return 1
        collector = Collector()
        return application.exec()
    finally:
        program.close()
        if collector is not None:
            collector.stop()
        hooks.remove()
        handler.close()
