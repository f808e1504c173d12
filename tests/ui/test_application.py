"""Language at run time, and Qt's own words in Vietnamese."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QLocale
from PySide6.QtGui import QKeySequence
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import (
    QApplication,
    QDialogButtonBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
    QSpinBox,
    QWidget,
)

from ntm_desktop import i18n
from ntm_desktop.settings import Settings
from ntm_desktop.ui.application import make_application
from ntm_desktop.ui.qt_texts import BY_CONTEXT, CONTEXTS, TEXTS, vietnamese

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QAction
    from pytestqt.qtbot import QtBot

    from ntm_desktop.ui.application import Appearance

ENGLISH = re.compile(
    r"\b(open|save|cancel|close|file|files|copy|paste|cut|undo|redo|delete|select|all|yes|no|ok|apply|reset|help|"
    r"look|name|type|size|date|computer|folder|back|forward|show|detail|list|new|parent|step|options|print|page|"
    r"copies|retry|ignore|abort|discard|restore|defaults|create|directory|sidebar)\b",
    re.IGNORECASE,
)


def _words(root: QWidget) -> list[str]:
    found = [
        getattr(each, "text", str)() for each in root.findChildren(QWidget) if callable(getattr(each, "text", None))
    ]
    found += [each.toolTip() for each in root.findChildren(QWidget)]
    found += [each.text() for each in root.actions()]
    return [word.replace("&", "") for word in found if word]


def _english(words: list[str]) -> list[str]:
    return [word for word in words if ENGLISH.search(word)]


@pytest.mark.usefixtures("dressed")
def test_standard_buttons_are_vietnamese(qtbot: QtBot) -> None:
    kinds = [kind for kind in QDialogButtonBox.StandardButton if kind.value and kind.name != "NoButton"]
    box = QDialogButtonBox()
    qtbot.addWidget(box)
    for kind in kinds:
        box.addButton(kind)
    words = [button.text().replace("&", "") for button in box.buttons()]
    assert len(words) >= 16
    assert _english(words) == []
    assert {"Đồng ý", "Hủy", "Lưu", "Đóng", "Có", "Không"} <= set(words)


@pytest.mark.usefixtures("dressed")
@pytest.mark.parametrize("kind", [QLineEdit, QPlainTextEdit])
def test_context_menus_are_vietnamese(qtbot: QtBot, kind: type[QLineEdit | QPlainTextEdit]) -> None:
    widget = kind()
    qtbot.addWidget(widget)
    menu = widget.createStandardContextMenu()
    words = [_words_of(action) for action in menu.actions() if not action.isSeparator()]
    menu.deleteLater()
    assert _english(words) == []
    assert "Sao chép" in words


@pytest.mark.usefixtures("dressed")
def test_the_file_dialog_is_vietnamese(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = QFileDialog(None, "Chọn tệp", str(tmp_path))
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    qtbot.addWidget(dialog)
    words = [word for word in _words(dialog) if str(tmp_path) not in word and tmp_path.name not in word]
    assert _english(words) == []
    assert "Tìm trong:" in words


@pytest.mark.usefixtures("dressed")
def test_the_print_dialog_is_vietnamese(qtbot: QtBot) -> None:
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    dialog = QPrintDialog(printer)
    qtbot.addWidget(dialog)
    words = [word for word in _words(dialog) if not word.endswith(".pdf")]
    assert _english(words) == []
    assert "In tất cả" in words


@pytest.mark.usefixtures("dressed")
def test_message_boxes_and_spin_boxes_are_vietnamese(qtbot: QtBot) -> None:
    box = QMessageBox(QMessageBox.Icon.Question, "t", "x", QMessageBox.StandardButton.Yes)
    box.setDetailedText("…")
    spin = QSpinBox()
    qtbot.addWidget(box)
    qtbot.addWidget(spin)
    assert _english(_words(box)) == []
    assert vietnamese("QAbstractSpinBox", "&Step up") == "&Tăng"


def test_only_qt_is_answered_and_nothing_twice() -> None:
    assert vietnamese("OurPage", "Save") == ""
    assert vietnamese("QPlatformTheme", "Save") == "Lưu"
    assert vietnamese("QScrollBar", "Top") == "Đầu"
    assert vietnamese("QFileDialog", "What nobody knows") == ""
    assert {context for context, _source in BY_CONTEXT} <= CONTEXTS


@pytest.mark.parametrize(("source", "text"), TEXTS.items())
def test_placeholders_survive(source: str, text: str) -> None:
    assert sorted(re.findall(r"%\d", source)) == sorted(re.findall(r"%\d", text))
    assert text.strip()
    assert source.count("\n") == text.count("\n")


class Heard(QLabel):
    """A label that counts how often it was told of a new language."""

    changes = 0

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        self.changes += event.type() == QEvent.Type.LanguageChange
        super().changeEvent(event)


def test_the_language_changes_at_run_time(dressed: Appearance, qtbot: QtBot) -> None:
    heard = Heard()
    qtbot.addWidget(heard)
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(box)
    dressed.apply(Settings(language="en", theme="light"))
    QApplication.processEvents()
    assert heard.changes == 1
    assert i18n.current_language() == "en"
    assert box.buttons()[0].text().replace("&", "") == "Cancel"
    assert QLocale().language() == QLocale.Language.English
    dressed.set_language("vi")
    dressed.set_language("vi")
    QApplication.processEvents()
    assert heard.changes == 2
    assert box.buttons()[0].text() == "Hủy"
    assert QLocale().language() == QLocale.Language.Vietnamese


@pytest.mark.usefixtures("dressed")
def test_what_is_not_translated_stays_as_qt_says_it() -> None:
    assert QApplication.translate("QShortcut", "Ctrl") == "Ctrl"
    assert QKeySequence("Ctrl+N").toString(QKeySequence.SequenceFormat.NativeText) == "Ctrl+N"


def test_the_application_is_made_once(qapp: QApplication) -> None:
    assert make_application(["ntm"]) is qapp


def _words_of(action: QAction) -> str:
    return action.text().split("\t")[0].replace("&", "")
