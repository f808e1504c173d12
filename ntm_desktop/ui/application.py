"""The Qt application and its appearance: language and look change while it runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLocale, QObject, Qt, QTranslator, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from ntm_desktop.i18n import SOURCE_LANGUAGE, use_language
from ntm_desktop.ui import late_modules
from ntm_desktop.ui.qt_texts import vietnamese
from ntm_desktop.ui.theme import DRESSED, Look, Theme, apply_look

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ntm_desktop.settings import Settings
    from ntm_desktop.ui.focus import FocusRing


class VietnameseQt(QTranslator):
    """Answers Qt's own texts in Vietnamese from our table."""

    def translate(self, context: str, source_text: str, disambiguation: str | None = None, n: int = -1) -> str | None:
        """Return the Vietnamese text, or None for Qt's own: an empty text would be shown as it is."""
        del disambiguation, n
        return vietnamese(context, source_text) or None

    def isEmpty(self) -> bool:
        """Say that there is something to translate: Qt ignores an empty translator."""
        return False


class Appearance(QObject):
    """Applies language, theme and text size; widgets hear of it as Qt's change events."""

    applied = Signal()

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._application = application
        self._translator = VietnameseQt(self)
        self._language = ""
        self._look = Look()
        self._worn = False
        self._ring: FocusRing | None = None
        hints = application.styleHints()
        hints.colorSchemeChanged.connect(self._system_changed)

    @property
    def look(self) -> Look:
        """The look as it was chosen (the theme may be SYSTEM)."""
        return self._look

    def apply(self, settings: Settings) -> None:
        """Dress the application as the settings say."""
        look = Look(Theme(settings.theme), settings.text_size)
        if look != self._look or not self._worn:  # every widget is styled anew, so not for each setting kept
            self.set_look(look)
        self.set_language(settings.language)

    def finish(self) -> None:
        """Add what a first look at the window does not need: modules, and the ring around what has the keyboard."""
        if self._ring is None:
            late_modules.load_all()
            from ntm_desktop.ui.focus import FocusRing  # the fields that it knows cost a start 5 ms

            self._ring = FocusRing(self._application)

    def set_look(self, look: Look) -> None:
        """Wear a theme and a size of text."""
        self._look = look
        self._worn = True
        apply_look(self._application, look)
        self.applied.emit()

    def set_language(self, code: str) -> None:
        """Speak another language; every widget gets a LanguageChange event and words itself anew."""
        if code == self._language:
            return
        use_language(code)
        self._language = code
        QLocale.setDefault(
            QLocale(QLocale.Language.Vietnamese if code == SOURCE_LANGUAGE else QLocale.Language.English)
        )
        if code == SOURCE_LANGUAGE:
            QCoreApplication.installTranslator(self._translator)
        else:
            QCoreApplication.removeTranslator(self._translator)

    def _system_changed(self) -> None:
        if self._look.theme is Theme.SYSTEM:
            self.set_look(self._look)


def make_application(arguments: Sequence[str]) -> QApplication:
    """Return the application, made once a process, with what must stand before the first window."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    # As an argument, and not by setStyle, which hands a style to Python and so makes all its names: 6 ms at a start.
    application = QApplication([*arguments[:1], "-style", "fusion", *arguments[1:]])
    application.setProperty(DRESSED, True)  # noqa: FBT003 - Qt's own signature
    application.setApplicationName("NTM")
    application.setApplicationDisplayName("NTM")
    return application
