"""The layout decree as constants: Nghị định 30/2020/NĐ-CP, Phụ lục I. Lengths in points, sizes in points.

Taken from `layout_nd30` of the law data (status: seen in a stored copy of the decree). Where the decree gives a
range, the value used here stands inside it, with the range beside it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

MM = 72 / 25.4
# I.1: A4, 210 x 297 mm. I.2: upright; lying where tables stand in the text.
A4_WIDTH, A4_HEIGHT = 210 * MM, 297 * MM


@dataclass(frozen=True, slots=True)
class Margins:
    """The four margins of a page, in points."""

    top: float
    bottom: float
    left: float
    right: float


# I.3: top and bottom 20-25 mm, left 30-35 mm, right 15-20 mm.
MARGINS = Margins(top=20 * MM, bottom=20 * MM, left=30 * MM, right=15 * MM)
# I.4: Times New Roman; a metric-compatible font is embedded in PDF, the name stands in Word and Excel.
FONT_NAME = "Times New Roman"
# I.7: page number, Arabic, 13-14, centred in the top margin, not on page 1.
PAGE_NUMBER_SIZE = 13.0
# II.1 state 12-13 bold, motto 13-14 bold; II.2 bodies 12-13; II.3 number 13; II.4 place and date 13-14 italic.
STATE_SIZE = 12.0
MOTTO_SIZE = 13.0
BODY_NAME_SIZE = 12.0
NUMBER_SIZE = 13.0
PLACE_DATE_SIZE = 13.0
# II.5 type of document and subject 13-14 bold.
KIND_SIZE = 14.0
SUBJECT_SIZE = 14.0
# II.6 text 13-14, first line 1 or 1.27 cm, at least 6 pt between paragraphs, line spacing 1-1.5.
TEXT_SIZE = 13.0
FIRST_LINE = 12.7 * MM
PARAGRAPH_GAP = 6.0
LINE_SPACING = 1.15
# II.7 authority and name of the signer 13-14 bold.
SIGNATURE_SIZE = 13.0
# II.9 «Nơi nhận» 12 bold italic, the recipients 11.
RECIPIENTS_LABEL_SIZE = 12.0
RECIPIENTS_SIZE = 11.0
# Tables have no size of their own in the decree; wide ones cannot hold 13.
TABLE_SIZE = 11.0
FOOT_SIZE = 9.0
# II.2, II.5: a rule of 1/3 to 1/2 of the text's width below the issuing body and the subject.
SHORT_RULE = 0.4
RULE_WIDTH = 0.6

# Room that the clerk fills in by hand: spaces that never break.
BLANK = "\u00a0" * 6

# Points in the order of the Vietnamese alphabet (II.6): a) b) c) d) đ) e) g) h) i) k) …
POINT_LETTERS = "abcdđeghiklmnopqrstuvxy"
_ZERO_UNTIL_MONTH = 2
_TWO_DIGITS = 10


def day_text(day: int) -> str:
    """Write a day of the month: a leading zero below 10 (Phụ lục I, II.4)."""
    return f"{day:02d}"


def month_text(month: int) -> str:
    """Write a month: a leading zero for months 1 and 2 only (Phụ lục I, II.4)."""
    return f"{month:02d}" if month <= _ZERO_UNTIL_MONTH else str(month)


def number_text(number: int) -> str:
    """Write a document number: a leading zero below 10 (Phụ lục I, II.3)."""
    return f"{number:02d}" if number < _TWO_DIGITS else str(number)


def date_words(pattern: str, on: date | None, place: str = "") -> str:
    """Fill a pattern with `{place}`, `{day}`, `{month}` and `{year}`; without a date, blanks stay for the clerk."""
    if on is None:
        return pattern.format(place=place, day=BLANK, month=BLANK, year=BLANK)
    return pattern.format(place=place, day=day_text(on.day), month=month_text(on.month), year=on.year)


def point_mark(index: int) -> str:
    """Return the mark of the point with this 0-based index: a), b), … đ), …; after y) it goes on aa), ab)."""
    if index < len(POINT_LETTERS):
        return POINT_LETTERS[index] + ")"
    outer, inner = divmod(index, len(POINT_LETTERS))
    return POINT_LETTERS[outer - 1] + POINT_LETTERS[inner] + ")"
