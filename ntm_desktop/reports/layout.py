"""From a document to its pages: every section is measured once, a page is painted only when somebody asks for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, overload

from ntm_desktop.reports import charts, fonts, heads, nd30, prose, tables
from ntm_desktop.reports.boxes import Slot, Space
from ntm_desktop.reports.document import (
    BarChart,
    Heading,
    KeepTogether,
    KeyValues,
    Legend,
    Notice,
    Numbered,
    Numbering,
    Orientation,
    PageBreak,
    Paragraph,
    Points,
    RecipientsAndSignature,
    SignatureRow,
    Table,
    Title,
)
from ntm_desktop.reports.flow import paginate
from ntm_desktop.reports.geometry import Pen, Text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ntm_desktop.reports.document import Block, Document, Section
    from ntm_desktop.reports.flow import Placed
    from ntm_desktop.reports.geometry import Page

_FIRST_NUMBERED = 2
_SIGNED_LINES = 4
_FOOT_BASE = 10 * nd30.MM


@dataclass(frozen=True, slots=True)
class _Plan:
    """One page to be: what stands on it, in which section, as number `number` of `total`."""

    section: Section
    placed: tuple[Placed, ...]
    number: int
    total: int
    page_word: str


class Pages(Sequence["Page"]):
    """The pages of a document: their number is known, each is painted when it is taken."""

    def __init__(self, plans: tuple[_Plan, ...]) -> None:
        self._plans = plans

    def __len__(self) -> int:
        """Return how many pages there are."""
        return len(self._plans)

    @overload
    def __getitem__(self, index: int) -> Page: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Page]: ...
    def __getitem__(self, index: int | slice) -> Page | Sequence[Page]:
        """Paint one page, or return a part of the pages."""
        if isinstance(index, slice):
            return Pages(self._plans[index])
        return _painted(self._plans[index])


def layout(document: Document, cancelled: Callable[[], None] = lambda: None) -> Pages:
    """Lay a document out. `cancelled` is called between blocks and raises CancelledError to stop."""
    plans: list[_Plan] = []
    for section in document.sections:
        pages = paginate(_section_slots(section, document.language, cancelled), _room(section)[1])
        plans += (
            _Plan(section, tuple(page), number, len(pages), document.page_word)
            for number, page in enumerate(pages, start=1)
        )
    return Pages(tuple(plans))


def paper(section: Section) -> tuple[float, float]:
    """Return width and height of a section's sheet in points."""
    if section.orientation is Orientation.LANDSCAPE:
        return nd30.A4_HEIGHT, nd30.A4_WIDTH
    return nd30.A4_WIDTH, nd30.A4_HEIGHT


def _room(section: Section) -> tuple[float, float]:
    """Return width and height between the margins."""
    width, height = paper(section)
    margins = nd30.MARGINS
    return width - margins.left - margins.right, height - margins.top - margins.bottom


def _section_slots(section: Section, language: str, cancelled: Callable[[], None]) -> list[Slot]:
    width = _room(section)[0]
    slots = heads.official_head(section.head, width) if section.head else []
    for block in section.blocks:
        cancelled()
        if isinstance(block, SignatureRow | RecipientsAndSignature):
            for slot in slots[-_SIGNED_LINES:]:  # a signature never stands alone on a page, nor with one closing line
                slot.keep = True
        slots += block_slots(block, width, language)
    return slots


def block_slots(block: Block, width: float, language: str) -> list[Slot]:
    """Lay one block out, `width` points wide."""
    return LAYOUTS[type(block)](block, width, language)


def _together(block: KeepTogether, width: float, language: str) -> list[Slot]:
    slots = [slot for each in block.blocks for slot in block_slots(each, width, language)]
    for slot in slots[:-1]:
        slot.keep = True
    return slots


# How each kind of block is laid out. The keys are the kinds of `document.Block`, which a test compares.
LAYOUTS: Mapping[type, Callable[[Any, float, str], list[Slot]]] = {
    Heading: lambda block, width, _language: prose.heading(block, width),
    Paragraph: lambda block, width, _language: prose.paragraph(block, width),
    Numbered: lambda block, width, _language: prose.numbered(block, width),
    Points: lambda block, width, _language: prose.points(block, width),
    Title: lambda block, width, _language: prose.title(block, width),
    Notice: lambda block, width, _language: prose.notice(block, width),
    KeyValues: lambda block, width, _language: prose.key_values(block, width),
    Legend: lambda block, width, _language: prose.legend(block, width),
    Table: tables.table,
    BarChart: charts.bar_chart,
    SignatureRow: lambda block, width, _language: heads.signature_row(block, width),
    RecipientsAndSignature: lambda block, width, _language: heads.recipients_and_signature(block, width),
    KeepTogether: _together,
    PageBreak: lambda _block, _width, _language: [Slot(Space(0.0), new_page=True, keep=True)],
}


def _painted(plan: _Plan) -> Page:
    pen = Pen()
    width, height = paper(plan.section)
    _page_label(pen, plan, width, height)
    for down, box in plan.placed:
        box.paint(pen, nd30.MARGINS.left, nd30.MARGINS.top + down)
    return pen.page(width, height)


def _page_label(pen: Pen, plan: _Plan, width: float, height: float) -> None:
    if plan.section.numbering is Numbering.DECREE:
        if plan.number >= _FIRST_NUMBERED:
            text, size = str(plan.number), nd30.PAGE_NUMBER_SIZE
            left = nd30.MARGINS.left
            middle = left + (width - left - nd30.MARGINS.right - fonts.width(text, fonts.REGULAR, size)) / 2
            pen.texts.append(Text(middle, nd30.MARGINS.top * 0.7, text, fonts.REGULAR, size))
        return
    size = nd30.FOOT_SIZE
    base = height - _FOOT_BASE
    text = f"{plan.page_word} {plan.number}/{plan.total}"
    start = width - nd30.MARGINS.right - fonts.width(text, fonts.REGULAR, size)
    if plan.section.running:
        pen.texts.append(Text(nd30.MARGINS.left, base, plan.section.running, fonts.ITALIC, size))
    pen.texts.append(Text(start, base, text, fonts.REGULAR, size))
