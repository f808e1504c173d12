"""Sticks that are plugged in, as the system tells of them, and the box in which one or a folder is chosen."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStorageInfo, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from ntm_desktop.i18n import gettext as _
from ntm_desktop.i18n import number
from ntm_desktop.ui.buttons import make_button
from ntm_desktop.ui.worker import Worker

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QHideEvent, QShowEvent

    from ntm_desktop.ui.workplace import Workplace

_LOOK_EVERY_MS = 3000
_MOUNTED_BELOW = ("/media/", "/run/media/", "/mnt/")
_REMOVABLE_DRIVE = 2
_GIB, _MIB = 1024**3, 1024**2


@dataclass(frozen=True, slots=True)
class Volume:
    """A stick: its root folder, its label and the room left on it in bytes."""

    root: Path
    label: str
    free: int


def removable_volumes() -> list[Volume]:
    """Return the removable volumes that can be written to. Asks the system, which may take its time."""
    found = []
    for info in QStorageInfo.mountedVolumes():
        root = info.rootPath()
        if _removable(root) and info.isReady() and not info.isReadOnly():
            found.append(Volume(Path(root), info.name() or info.displayName(), info.bytesAvailable()))
    return found


def _removable(root: str) -> bool:
    if sys.platform == "win32":
        import ctypes

        kind = ctypes.windll.kernel32.GetDriveTypeW(root.replace("/", "\\"))
        return bool(kind == _REMOVABLE_DRIVE)
    return f"{root}/".startswith(_MOUNTED_BELOW)


def volume_words(volume: Volume) -> str:
    """Say which stick it is: «KINGSTON (E:) – còn trống 12,4 GB»."""
    drive = volume.root.drive or str(volume.root)
    name = f"{volume.label} ({drive})" if volume.label and volume.label != drive else drive
    return _("{name} – còn trống {room}").format(name=name, room=size_words(volume.free))


def size_words(count: int) -> str:
    """Say a number of bytes: «12,4 GB», «3,1 MB», «12 KB»."""
    if count >= _GIB:
        return f"{number(count / _GIB, 1)} GB"
    if count >= _MIB:
        return f"{number(count / _MIB, 1)} MB"
    return f"{number(-(-count // 1024))} KB"


class TargetBox(QWidget):
    """Where to write: the sticks that are plugged in, or a folder that was chosen.

    The list follows sticks that come and go while it is in view; it is asked for off the GUI thread.
    """

    changed = Signal()

    def __init__(self, workplace: Workplace, volumes: Callable[[], list[Volume]] = removable_volumes) -> None:
        super().__init__()
        self._workplace = workplace
        self._volumes = volumes
        self._sticks: Sequence[Volume] = ()
        self._folder: Path | None = None
        self._worker = Worker(self)
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)
        self.box = QComboBox()
        self.box.setMinimumContentsLength(16)
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.browse = make_button("folder", "", self.ask)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.box, 1)
        layout.addWidget(self.browse)
        self.box.currentIndexChanged.connect(lambda _at: self.changed.emit())
        self.retranslate()

    def folder(self) -> Path | None:
        """Return the chosen root or folder; None where no stick is plugged in and no folder was chosen."""
        chosen = self.box.currentData()
        return Path(chosen) if chosen else None

    def choose(self, folder: Path) -> None:
        """Choose a folder."""
        self._folder = folder
        self._fill()
        self.box.setCurrentIndex(max(0, self.box.findData(str(folder))))

    def ask(self) -> None:
        """Ask for a folder."""
        start = self._workplace.preferences.current.last_folder
        folder = self._workplace.prompter.folder(_("Chọn nơi ghi"), str(self.folder() or start))
        if folder is not None:
            self._workplace.preferences.change(last_folder=str(folder))
            self.choose(folder)

    def look(self) -> None:
        """Ask the system which sticks are plugged in."""
        if not self._worker.busy:
            self._worker.start(self._volumes, self._found, lambda _error: self._found([]))

    def retranslate(self) -> None:
        """Word everything anew."""
        self.browse.setText(_("&Chọn thư mục…"))
        self.box.setAccessibleName(_("Nơi ghi"))
        self._fill()

    def showEvent(self, event: QShowEvent) -> None:
        """Begin to follow the sticks."""
        super().showEvent(event)
        self.look()
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop following them."""
        super().hideEvent(event)
        self._timer.stop()

    def wait(self) -> None:
        """Wait for the look that is under way."""
        self._worker.wait()

    def _found(self, sticks: Sequence[Volume]) -> None:
        if list(sticks) != list(self._sticks):
            self._sticks = tuple(sticks)
            self._fill()

    def _fill(self) -> None:
        """Fill the box anew, keeping what was chosen; a stick that has just come is chosen before a folder."""
        kept = self.box.currentData()
        known = {self.box.itemData(at) for at in range(self.box.count())}
        self.box.blockSignals(True)  # noqa: FBT003 - Qt's own
        self.box.clear()
        for stick in self._sticks:
            self.box.addItem(volume_words(stick), str(stick.root))
        if self._folder is not None and self.box.findData(str(self._folder)) < 0:
            self.box.addItem(_("Thư mục {folder}").format(folder=self._folder), str(self._folder))
        if self.box.count() == 0:
            self.box.addItem(_("Chưa cắm USB nào"), "")
        fresh = next((str(one.root) for one in self._sticks if str(one.root) not in known), None)
        self.box.setCurrentIndex(max(0, self.box.findData(kept or fresh or "")))
        self.box.blockSignals(False)  # noqa: FBT003 - Qt's own
        self.changed.emit()
