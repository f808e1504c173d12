"""Our own icons (SVG, one colour, 24 × 24), drawn in the colours of the theme in use."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QByteArray, QObject, QRectF, Qt
from PySide6.QtGui import QAction, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QApplication

from ntm_desktop import paths

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QColor

# At 100 and at 200 %; what lies between is scaled down. Each more costs every start some milliseconds.
_SIZE, _LARGE = 20, 40
_NAME = "ntmIcon"


class HasIcon(Protocol):
    """A button or an action: what an icon can be put on."""

    def setIcon(self, icon: QIcon) -> None:
        """Show the icon."""

    def setProperty(self, name: str, value: object) -> bool:
        """Remember which icon it is."""


def icon(name: str) -> QIcon:
    """Return the icon `name` of resources/icons in the palette in use; OSError where there is none."""
    source = (paths.resources_folder() / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    result = QIcon()
    dense = _on_a_dense_screen()
    for modes, colour in _colours(QApplication.palette()):
        renderer = QSvgRenderer(QByteArray(source.replace("currentColor", colour.name()).encode()))
        for size in (_SIZE, _LARGE) if dense or QIcon.Mode.Normal in modes else (_SIZE,):
            pixmap = _drawn(renderer, size)
            for mode in modes:
                result.addPixmap(pixmap, mode)
    return result


def put(target: HasIcon, name: str) -> None:
    """Put an icon on a button or an action, and remember its name for the next change of theme."""
    target.setProperty(_NAME, name)
    target.setIcon(icon(name))


def redraw(root: QObject) -> None:
    """Draw every icon below `root` anew, after the palette changed."""
    for child in root.findChildren(QObject):
        name = child.property(_NAME)
        if name and isinstance(child, QAbstractButton | QAction):
            child.setIcon(icon(name))


def _on_a_dense_screen() -> bool:
    application = QApplication.instance()
    return isinstance(application, QApplication) and application.devicePixelRatio() > 1


def _colours(palette: QPalette) -> Iterator[tuple[tuple[QIcon.Mode, ...], QColor]]:
    text, group = QPalette.ColorRole.ButtonText, QPalette.ColorGroup
    yield (QIcon.Mode.Normal, QIcon.Mode.Active), palette.color(group.Active, text)
    yield (QIcon.Mode.Disabled,), palette.color(group.Disabled, text)
    yield (QIcon.Mode.Selected,), palette.color(group.Active, QPalette.ColorRole.HighlightedText)


def _drawn(renderer: QSvgRenderer, size: int) -> QPixmap:
    pixmap = QPixmap(size, size)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer.render(painter, QRectF(0, 0, size, size))
    painter.end()
    return pixmap
