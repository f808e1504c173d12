"""How a worksheet prints: paper, margins, one page in width, page numbers as the decree wants them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xlsxwriter.worksheet import Worksheet

from ntm_desktop.reports import nd30
from ntm_desktop.reports.document import Numbering, Orientation

if TYPE_CHECKING:
    from ntm_desktop.reports.document import Section

_A4 = 9
_INCH = 72.0
_LONGEST_FOOT = 150


class PrintedSheet(Worksheet):  # type: ignore[misc]  # XlsxWriter has no types
    """A worksheet whose first page can go without the header of the others, which XlsxWriter has no setting for."""

    bare_first_page = False

    def _write_header_footer(self) -> None:
        if not self.bare_first_page:
            super()._write_header_footer()
            return
        # There is no first header: so the first page has none.
        self._xml_start_tag("headerFooter", [("differentFirst", 1)])
        self._write_odd_header()
        self._xml_end_tag("headerFooter")


def set_page(sheet: PrintedSheet, section: Section, page_word: str) -> None:
    """Set A4, margins, one page in width, and page numbers; each worksheet is numbered by itself, as an annex is."""
    sheet.set_paper(_A4)
    if section.orientation is Orientation.LANDSCAPE:
        sheet.set_landscape()
    margins = nd30.MARGINS
    sheet.set_margins(
        left=margins.left / _INCH,
        right=margins.right / _INCH,
        top=margins.top / _INCH,
        bottom=margins.bottom / _INCH,
    )
    sheet.fit_to_pages(1, 0)
    sheet.hide_gridlines(2)
    if section.numbering is Numbering.OF_TOTAL:
        running = section.running.replace("&", "&&")[:_LONGEST_FOOT]
        sheet.set_footer(f'&L&"{nd30.FONT_NAME},Italic"&9 {running}&R&9 {page_word} &P/&N')
        return
    sheet.set_header(f'&C&"{nd30.FONT_NAME},Regular"&{nd30.PAGE_NUMBER_SIZE:.0f}&P')
    sheet.bare_first_page = True
    sheet.set_start_page(1)
