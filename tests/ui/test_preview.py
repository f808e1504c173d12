"""The preview: what is drawn, paging and zooming by keyboard, and what reaches the printer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QWheelEvent
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from ntm_desktop.errors import UserError
from ntm_desktop.reports import fonts
from ntm_desktop.reports.geometry import Fill, Line, Mark, Page, Text
from ntm_desktop.settings import Settings
from ntm_desktop.ui.page_painter import text_width
from ntm_desktop.ui.page_view import Fit, LaidOutPages, PageView, draw_page
from ntm_desktop.ui.preview import Export, PreviewWindow, ask_printer

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from ntm_desktop.ui.application import Appearance

SENTENCE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM – Độc lập, Tự do, Hạnh phúc 1.234"
UPRIGHT, FLAT = (595.0, 842.0), (842.0, 595.0)


def page(
    size: tuple[float, float],
    fills: tuple[Fill, ...] = (),
    lines: tuple[Line, ...] = (),
    marks: tuple[Mark, ...] = (),
    texts: tuple[Text, ...] = (),
) -> Page:
    return Page(*size, fills, lines, marks, texts)


@dataclass
class Painted:
    """A source that writes down which pages were painted."""

    sizes: tuple[tuple[float, float], ...]
    asked: list[int]

    def __len__(self) -> int:  # noqa: D105 - as the protocol says
        return len(self.sizes)

    def size(self, index: int) -> tuple[float, float]:
        return self.sizes[index]

    def paint(self, index: int, painter: QPainter) -> None:
        self.asked.append(index)
        painter.drawText(QPointF(100, 100), f"trang {index + 1}")


def source(pages: int = 3) -> Painted:
    return Painted(tuple(UPRIGHT if each % 2 == 0 else FLAT for each in range(pages)), [])


def ink(picture: object, x: int, y: int) -> str:
    return picture.toImage().pixelColor(x, y).name()  # type: ignore[attr-defined, no-any-return] # a QPixmap


@pytest.mark.parametrize("face", fonts.FACES)
@pytest.mark.usefixtures("qapp")
def test_letters_are_as_wide_as_on_paper(face: str) -> None:
    assert text_width(SENTENCE, face, 13) == pytest.approx(fonts.width(SENTENCE, face, 13), abs=0.3)


@pytest.mark.usefixtures("qapp")
def test_what_is_drawn_stands_where_it_should() -> None:
    drawn = page(
        (200.0, 200.0),
        (Fill(50, 50, 20, 20, (1.0, 0.0, 0.0)),),
        (Line(100, 20, 100, 80, 4),),
        (Mark(((20, 100), (30, 110), (50, 90)), 4),),
    )
    picture = draw_page(LaidOutPages([drawn]), 0, 1.0)
    assert (picture.width(), picture.height()) == (200, 200)
    assert ink(picture, 60, 60) == "#ff0000"
    assert ink(picture, 100, 50) == "#000000"
    assert ink(picture, 30, 109) == "#000000"
    assert ink(picture, 150, 150) == "#ffffff"


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize(
    ("text", "inside"),
    [
        (Text(20, 100, "Độc lập", fonts.REGULAR, 20), (20, 80, 90, 106)),
        (Text(100, 150, "Độc lập", fonts.BOLD, 20, 0.0, upwards=True), (80, 60, 106, 150)),
        (Text(20, 100, "a b", fonts.ITALIC, 20, 100.0), (20, 80, 150, 106)),
    ],
)
def test_texts_stand_on_their_baseline(text: Text, inside: tuple[int, int, int, int]) -> None:
    image = draw_page(LaidOutPages([page((200.0, 200.0), texts=(text,))]), 0, 1.0).toImage()
    white = QColor(255, 255, 255)
    inked = [(x, y) for x in range(2, 197) for y in range(2, 197) if image.pixelColor(x, y) != white]
    left, top, right, bottom = inside
    assert inked
    assert all(left - 2 <= x <= right + 2 and top - 2 <= y <= bottom + 2 for x, y in inked)
    if text.word_space:
        assert max(x for x, _y in inked) > 120


@pytest.fixture
def view(dressed: Appearance, qtbot: QtBot) -> PageView:
    del dressed
    view = PageView(source())
    qtbot.addWidget(view)
    view.resize(700, 400)
    view.show()
    return view


def test_paging_by_keyboard(view: PageView) -> None:
    bar = view.verticalScrollBar()
    QTest.keyClick(view, Qt.Key.Key_PageDown)
    assert view.index == 0
    assert bar.value() > 0
    bar.setValue(bar.maximum())
    QTest.keyClick(view, Qt.Key.Key_Space)
    assert (view.index, bar.value()) == (1, 0)
    QTest.keyClick(view, Qt.Key.Key_PageUp)
    assert (view.index, bar.value()) == (0, bar.maximum())
    bar.setValue(0)
    QTest.keyClick(view, Qt.Key.Key_Backspace)
    assert view.index == 0
    QTest.keyClick(view, Qt.Key.Key_End)
    assert view.index == 2
    bar.setValue(bar.maximum())
    QTest.keyClick(view, Qt.Key.Key_PageDown)
    assert view.index == 2
    QTest.keyClick(view, Qt.Key.Key_Home)
    assert view.index == 0
    QTest.keyClick(view, Qt.Key.Key_Down)
    assert bar.value() > 0


def test_zoom(view: PageView) -> None:
    view.set_fit(Fit.PAGE)
    whole = view.zoom
    assert view.verticalScrollBar().maximum() == 0
    view.set_fit(Fit.WIDTH)
    assert view.zoom > whole
    assert view.horizontalScrollBar().maximum() == 0
    before = view.zoom
    QTest.keyClick(view, Qt.Key.Key_Plus)
    assert view.zoom == pytest.approx(before * 1.2)
    QTest.keyClick(view, Qt.Key.Key_Minus)
    assert view.zoom == pytest.approx(before)
    view.set_zoom(100)
    assert view.zoom == 6.0
    view.set_zoom(0)
    assert view.zoom == 0.2


def test_the_wheel_zooms_with_control(view: PageView) -> None:
    before = view.zoom
    for turn in (120, -120, -120):
        _wheel(view, turn, Qt.KeyboardModifier.ControlModifier)
    assert view.zoom == pytest.approx(before / 1.2)
    view.set_fit(Fit.WIDTH)
    _wheel(view, -120, Qt.KeyboardModifier.NoModifier)
    assert view.verticalScrollBar().value() > 0


def _wheel(view: PageView, turn: int, keys: Qt.KeyboardModifier) -> None:
    centre = QPointF(view.rect().center())
    none = Qt.MouseButton.NoButton
    event = QWheelEvent(
        centre,
        centre,
        QPoint(),
        QPoint(0, turn),
        none,
        keys,
        Qt.ScrollPhase.NoScrollPhase,
        False,  # noqa: FBT003 - Qt's own signature
    )
    QApplication.sendEvent(view.viewport(), event)


def test_a_page_is_painted_once_until_something_changes(view: PageView) -> None:
    painted = view.source
    assert isinstance(painted, Painted)
    view.grab()
    painted.asked.clear()
    view.grab()
    view.verticalScrollBar().setValue(40)
    view.grab()
    assert painted.asked == []
    view.zoom_by(1)
    view.grab()
    assert painted.asked == [0]


def test_an_empty_document(dressed: Appearance, qtbot: QtBot) -> None:
    del dressed
    view = PageView(LaidOutPages([]))
    qtbot.addWidget(view)
    view.show()
    view.go_to(3)
    view.set_fit(Fit.PAGE)
    view.grab()
    assert view.index == 0


@dataclass
class Opened:
    """A preview and what happened around it."""

    window: PreviewWindow
    errors: list[BaseException]
    exported: list[str]
    printed: list[str]


@pytest.fixture
def preview(dressed: Appearance, qtbot: QtBot, tmp_path: Path) -> Opened:
    del dressed
    errors: list[BaseException] = []
    exported: list[str] = []
    printed: list[str] = []

    def to_file(parent: QWidget, pages: int, report: Callable[[BaseException], None]) -> QPrinter | None:
        del parent, report
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(tmp_path / "in.pdf"))
        return printer if pages else None

    saves = (Export("Lưu danh sách lỗi", "pdf", "Ctrl+S", lambda: exported.append("pdf")),)
    window = PreviewWindow("Phiếu", source(), saves, report=errors.append, printer=to_file, printed=printed.append)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=2000)
    return Opened(window, errors, exported, printed)


def test_the_window_is_used_by_keyboard(preview: Opened) -> None:
    window = preview.window
    assert window.view.hasFocus()
    assert window.total.text() == "trên 3 trang"
    QTest.keyClick(window, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    assert window.page.hasFocus()
    window.page.setText("2")
    QTest.keyClick(window.page, Qt.Key.Key_Return)
    assert window.view.index == 1
    assert window.isVisible()
    QTest.keyClick(window, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert window.page.text() == "3"
    QTest.keyClick(window, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert window.view.verticalScrollBar().maximum() == 0
    QTest.keyClick(window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert preview.exported == ["pdf"]
    QTest.keyClick(window.view, Qt.Key.Key_Escape)
    assert not window.isVisible()


def test_printing(preview: Opened, qtbot: QtBot, tmp_path: Path) -> None:
    window = preview.window
    QTest.keyClick(window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert window.busy.isVisible()
    window.print_pages()  # one at a time
    qtbot.waitUntil(lambda: window.run is None, timeout=5000)
    assert not window.busy.isVisible()
    pages = PdfReader(tmp_path / "in.pdf").pages
    assert [(round(each.mediabox.width), round(each.mediabox.height)) for each in pages] == [
        (595, 842), (842, 595), (595, 842),
    ]  # fmt: skip
    assert len(preview.printed) == 1


def test_printing_is_cancelled_between_pages(preview: Opened, qtbot: QtBot) -> None:
    window = preview.window
    painted = window.view.source
    assert isinstance(painted, Painted)
    painted.asked.clear()
    window.print_pages()
    window.busy.cancel.click()
    qtbot.waitUntil(lambda: window.run is None, timeout=5000)
    assert painted.asked == []
    assert preview.printed == []


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_does_not_begin_is_told(preview: Opened, tmp_path: Path) -> None:
    (tmp_path / "in.pdf").mkdir()
    preview.window.print_pages()
    assert preview.window.run is None
    assert [str(error) for error in preview.errors] == ["shell.print_refused()"]


@pytest.mark.skipif(bool(QPrinterInfo.availablePrinterNames()), reason="this machine has a printer")
def test_no_printer_is_told(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    errors: list[BaseException] = []
    assert ask_printer(parent, 3, errors.append) is None
    assert [error.code for error in errors if isinstance(error, UserError)] == ["shell.no_printer"]


def test_the_preview_follows_language_and_theme(preview: Opened, dressed: Appearance, qtbot: QtBot) -> None:
    dressed.apply(Settings(language="en", theme="dark"))
    qtbot.waitUntil(lambda: preview.window.total.text() == "of 3 pages", timeout=1000)
    assert "Ctrl+P" in preview.window.bar.actions()[-2].toolTip()
