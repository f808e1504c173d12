"""PDF from laid-out pages: 1.4, fonts embedded, text that can be searched; equal documents give equal bytes."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from ntm_desktop.errors import CancelledError
from ntm_desktop.reports import fonts
from ntm_desktop.reports.files import whole_file
from ntm_desktop.reports.layout import layout

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from ntm_desktop.reports.document import Document
    from ntm_desktop.reports.geometry import Page, Text

    Progress = Callable[[int, int], None]
    Cancelled = Callable[[], bool]
    Points = tuple[tuple[float, float], ...]

_PDF_VERSION = (1, 4)
_LANGUAGES = {"vi": "vi-VN", "en": "en-GB"}


def write_pdf(
    document: Document,
    target: Path | BinaryIO,
    progress: Progress = lambda _done, _total: None,
    cancelled: Cancelled = lambda: False,
) -> int:
    """Print a document into a file, or into an open binary stream, and return the number of pages.

    `progress` gets pages done and pages in all. When `cancelled` says so, CancelledError is raised and no file
    is left. EnvironmentFault `reports.file_open` or `reports.not_written` where the disk refuses.
    """
    pages = layout(document, lambda: _stop_if(cancelled))
    if not isinstance(target, Path):
        return _print(document, pages, target, progress, cancelled)
    with whole_file(target) as part, part.open("wb") as stream:
        return _print(document, pages, stream, progress, cancelled)


def _stop_if(cancelled: Cancelled) -> None:
    if cancelled():
        raise CancelledError


def _print(
    document: Document, pages: Sequence[Page], stream: BinaryIO, progress: Progress, cancelled: Cancelled
) -> int:
    canvas = _canvas(document, stream)
    total = len(pages)
    for done, page in enumerate(pages, start=1):
        _stop_if(cancelled)
        canvas.setPageSize((page.width, page.height))
        _draw(canvas, page)
        canvas.showPage()
        progress(done, total)
    canvas.save()
    return total


def _canvas(document: Document, stream: BinaryIO) -> Any:  # noqa: ANN401 - reportlab has no types
    from reportlab.pdfgen.canvas import Canvas

    for name in fonts.FACES:
        fonts.face(name)
    properties = document.properties
    canvas = Canvas(
        stream,
        pageCompression=1,
        invariant=1,
        pdfVersion=_PDF_VERSION,
        initialFontName=fonts.REGULAR,
        lang=_LANGUAGES.get(document.language, document.language),
    )
    canvas.setTitle(properties.title)
    canvas.setAuthor(properties.author)
    canvas.setSubject(properties.subject)
    canvas.setKeywords(properties.keywords)
    canvas.setCreator("NTM")
    if properties.created is not None:
        stamp = _stamp(properties.created)
        canvas.setDateFormatter(lambda *_parts: stamp)
    return canvas


def _stamp(moment: datetime) -> str:
    """Write a date as PDF does (ISO 32000-1, 7.9.4), without the zone where the moment has none."""
    zone = moment.strftime("%z")
    offset = f"{zone[:3]}'{zone[3:5]}'" if zone else ""
    return f"D:{moment:%Y%m%d%H%M%S}{offset}"


def _draw(canvas: Any, page: Page) -> None:  # noqa: ANN401 - reportlab has no types
    for fill in page.fills:
        canvas.setFillColorRGB(*fill.colour)
        canvas.rect(fill.x, page.height - fill.y - fill.height, fill.width, fill.height, stroke=0, fill=1)
    canvas.setFillColorRGB(0, 0, 0)
    strokes = [
        *((line.width, ((line.x0, line.y0), (line.x1, line.y1))) for line in page.lines),
        *((mark.width, mark.points) for mark in page.marks),
    ]
    if strokes:
        canvas.addLiteral(_paths(strokes, page.height))
    _write(canvas, page.texts, page.height)


def _paths(strokes: list[tuple[float, Points]], height: float) -> str:
    """Write strokes as path operators, with round ends, one path a width.

    Formatted here: reportlab's own number formatting costs ten times as much, and a page has a thousand points.
    """
    operators = ["1 J 1 j"]
    for width, group in groupby(sorted(strokes, key=itemgetter(0)), key=itemgetter(0)):
        operators.append(f"{width:.2f} w")
        for _width, ((x0, y0), *others) in group:
            operators.append(f"{x0:.2f} {height - y0:.2f} m")
            operators += [f"{x:.2f} {height - y:.2f} l" for x, y in others]
        operators.append("S")
    return "\n".join(operators)


def _write(canvas: Any, texts: Sequence[Text], height: float) -> None:  # noqa: ANN401 - as above
    writer = canvas.beginText()
    style: tuple[str, float] | None = None
    stretch = 0.0
    for x, y, text, font, size, word_space, upwards in texts:
        if (font, size) != style:
            style = (font, size)
            writer.setFont(font, size)
        if word_space != stretch:
            stretch = word_space
            writer.setWordSpace(word_space)
        if upwards:
            writer.setTextTransform(0, 1, -1, 0, x, height - y)
        else:
            writer.setTextOrigin(x, height - y)
        writer.textOut(text)
    canvas.drawText(writer)
