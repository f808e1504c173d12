"""The format-free model of a printed document. Builders make it, renderers (PDF, Excel, later Word) print it.

Every text in it is already in the language wanted; figures stay figures, so that Excel gets numbers. A document
is a row of sections: a new page, a new Word section, a new worksheet each.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, StrEnum
from typing import TYPE_CHECKING

from ntm_desktop.reports import nd30

if TYPE_CHECKING:
    from datetime import datetime


class Orientation(StrEnum):
    """How the A4 sheet lies."""

    PORTRAIT = "portrait"
    LANDSCAPE = "landscape"


class Align(StrEnum):
    """Where a text stands in its width."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"
    JUSTIFY = "justify"


class Numbering(StrEnum):
    """DECREE: Arabic, centred in the top margin, none on page 1. OF_TOTAL: «Trang 2/5» at the foot of each page."""

    DECREE = "decree"
    OF_TOTAL = "of_total"


class Sign(Enum):
    """A status sign, drawn as a figure since fonts lack it, or an empty box to tick. No text: not a StrEnum."""

    YES = "yes"
    NO = "no"
    NOT_APPLICABLE = "not_applicable"
    BOX = "box"


@dataclass(frozen=True, slots=True)
class Percent:
    """`part` of `whole` as a percentage, kept as the two counts so that rounding is exact."""

    part: int
    whole: int
    digits: int = 2


@dataclass(frozen=True, slots=True)
class Tally:
    """How many cells of this row, from column `first` to `last` (0-based), are «đạt». A spreadsheet counts anew."""

    value: int | None
    first: int
    last: int


Cell = str | int | Percent | Sign | Tally | None


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one style."""

    text: str
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: level 1 «I. …» bold capitals, 2 «1. …» bold, 3 bold italic."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text. `indent` sets its first line in; `size` (points) None is the decree's body size."""

    runs: tuple[Run, ...]
    align: Align = Align.JUSTIFY
    indent: bool = True
    size: float | None = None


@dataclass(frozen=True, slots=True)
class Points:
    """A list: a) b) c) d) đ) in the order of the Vietnamese alphabet, or «- » when not `lettered`."""

    items: tuple[tuple[Run, ...], ...]
    lettered: bool = True
    size: float | None = None


@dataclass(frozen=True, slots=True)
class Numbered:
    """A list with marks of its own («7.»), in two columns on paper where `columns` is 2, down the first one first."""

    items: tuple[tuple[str, str], ...]
    columns: int = 2
    size: float = 10.0


@dataclass(frozen=True, slots=True)
class Title:
    """The type of document in capitals («BÁO CÁO») and its subject, with the decree's rule below."""

    kind: str
    subject: str = ""
    rule: bool = True


@dataclass(frozen=True, slots=True)
class Notice:
    """A boxed mark that nobody can overlook («cần đối chiếu văn bản»)."""

    text: str


@dataclass(frozen=True, slots=True)
class KeyValues:
    """Lines of «name: value», values aligned."""

    pairs: tuple[tuple[str, str], ...]
    size: float | None = None


@dataclass(frozen=True, slots=True)
class Legend:
    """What the status signs mean, on one line."""

    items: tuple[tuple[Sign, str], ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A table column: `width` is its share of the table; `choices` are what a spreadsheet cell may hold."""

    width: float
    align: Align = Align.LEFT
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HeadCell:
    """A head cell over `columns` × `rows` places. `vertical` text runs upwards."""

    text: str
    columns: int = 1
    rows: int = 1
    vertical: bool = False


class RowKind(StrEnum):
    """BODY: one cell a column. GROUP: one text over the whole width. TOTAL: bold."""

    BODY = "body"
    GROUP = "group"
    TOTAL = "total"


@dataclass(frozen=True, slots=True)
class Row:
    """A table row. The first cell covers `lead` columns, the others one each."""

    cells: tuple[Cell, ...]
    kind: RowKind = RowKind.BODY
    lead: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose head is repeated on each page; `pad` is the room above and below a cell's text.

    Head rows list their cells from left to right, as HTML does.
    """

    columns: tuple[Column, ...]
    head: tuple[tuple[HeadCell, ...], ...]
    rows: tuple[Row, ...]
    size: float = nd30.TABLE_SIZE
    pad: float = 2.0
    bordered: bool = True
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a chart: `part` of `whole`, the same counts as in the table beside it."""

    label: str
    part: int
    whole: int


@dataclass(frozen=True, slots=True)
class BarChart:
    """Horizontal bars from 0 to 100 %, one below the other."""

    title: str
    bars: tuple[Bar, ...]
    digits: int = 2


@dataclass(frozen=True, slots=True)
class SignatureBlock:
    """Who signs: authority in bold capitals, a line in italics below, room, and the name where it is known."""

    authority: tuple[str, ...]
    name: str = ""
    note: str = ""
    date_line: str = ""


@dataclass(frozen=True, slots=True)
class SignatureRow:
    """One to three signatures side by side; one stands at the right."""

    blocks: tuple[SignatureBlock, ...]


@dataclass(frozen=True, slots=True)
class RecipientsAndSignature:
    """«Nơi nhận» at the left, the signature at the right, level with it."""

    label: str
    recipients: tuple[str, ...]
    block: SignatureBlock


@dataclass(frozen=True, slots=True)
class PageBreak:
    """Go on on a new page of the same section."""


@dataclass(frozen=True, slots=True)
class KeepTogether:
    """Blocks that stay on one page where a page can hold them."""

    blocks: tuple[Block, ...]


Block = (
    Heading
    | Paragraph
    | Points
    | Numbered
    | Title
    | Notice
    | KeyValues
    | Legend
    | Table
    | BarChart
    | SignatureRow
    | RecipientsAndSignature
    | PageBreak
    | KeepTogether
)


@dataclass(frozen=True, slots=True)
class OfficialHead:
    """The two-column head of Nghị định 30/2020/NĐ-CP. Minutes leave `place_date` empty, working sheets `number` too."""

    superior: str
    issuer: str
    state: str
    motto: str
    number: str = ""
    place_date: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """Pages with one orientation and numbering; `name` is its worksheet, `running` stands at each page's foot."""

    name: str
    blocks: tuple[Block, ...]
    head: OfficialHead | None = None
    orientation: Orientation = Orientation.PORTRAIT
    numbering: Numbering = Numbering.DECREE
    running: str = ""


@dataclass(frozen=True, slots=True)
class Properties:
    """What a file says of itself. `created` is the caller's clock; None leaves a fixed date, for equal bytes."""

    title: str
    author: str = ""
    subject: str = ""
    keywords: str = ""
    created: datetime | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document. `hidden` pairs go into the hidden sheet `_ntm` of a workbook, for reading it back.

    `page_word` is the word of «Trang 2/5»; `language` ("vi", "en") decides how figures are written. `people` is how
    many people or households it names: such a document does not leave unnoted (Law 91/2025 on personal data).
    """

    kind: str
    properties: Properties
    sections: tuple[Section, ...]
    language: str = "vi"
    page_word: str = "Trang"
    hidden: tuple[tuple[str, str], ...] = field(default=())
    people: int = 0
