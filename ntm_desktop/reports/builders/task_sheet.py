"""The task sheet of a village: blank for the village head's pen, or filled from the store; A4 lying."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ntm_desktop.domain.answers import Status
from ntm_desktop.i18n import gettext as _
from ntm_desktop.reports.builders import common, tasklist
from ntm_desktop.reports.document import (
    Align,
    Column,
    HeadCell,
    Legend,
    Numbering,
    Orientation,
    Percent,
    Row,
    RowKind,
    Section,
    Sign,
    SignatureBlock,
    SignatureRow,
    Table,
    Tally,
    Title,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date, datetime

    from ntm_desktop.domain.documents import Letterhead, SheetRow, Signer, VillageSheet
    from ntm_desktop.domain.places import Village
    from ntm_desktop.domain.tasks import Task, TaskSet
    from ntm_desktop.reports.document import Block, Cell, Document

SHEET_NAME = "Phiếu"
HIDDEN_KIND = "answers"
# What the columns are, whatever language their heads are printed in.
LEADING_COLUMNS = ("number", "code", "head", "birth_year")
TRAILING_COLUMNS = ("achieved", "remark")
# What a spreadsheet cell of a task may hold.
LETTERS: Mapping[Status, str] = {
    Status.ACHIEVED: "x",
    Status.NOT_ACHIEVED: "0",
    Status.NOT_APPLICABLE: "-",
}
SIGNS: Mapping[Status, Sign] = {
    Status.ACHIEVED: Sign.YES,
    Status.NOT_ACHIEVED: Sign.NO,
    Status.NOT_APPLICABLE: Sign.NOT_APPLICABLE,
}
_SIZE, _SMALL = 9.0, 8.0
_MANY_TASKS = 18
# A pen needs rows of 6 mm.
_PAD, _PEN_PAD = 2.0, 3.0
_LEAD = len(LEADING_COLUMNS)
# Widths in millimetres of an A4 sheet lying: number, code, head, birth year, then the tasks share 128 mm.
_LEADING_WIDTHS = (9.0, 25.0, 45.0, 11.0)
_TASKS_WIDTH = 128.0
_NARROWEST = 7.0
_TRAILING_WIDTHS = (10.0, 24.0)


def build(
    sheets: Iterable[VillageSheet],
    task_set: TaskSet,
    year: int,
    letterhead: Letterhead,
    signer: Signer,
    *,
    blank: bool = False,
    on: date | None = None,
    created: datetime | None = None,
) -> Document:
    """Make the sheets of one or more villages, each a section of its own with its own page numbers.

    `blank` prints empty boxes whatever was answered. The workbook of it can be read back: the sheet `Phiếu`
    (`Phiếu 2`, … for further villages) and the hidden sheet `_ntm`.
    """
    villages = tuple(sheets)
    sections = [
        _section(sheet, index, task_set, _Frame(year, letterhead, signer, blank, on))
        for index, sheet in enumerate(villages)
    ]
    hidden = (
        ("kind", HIDDEN_KIND),
        ("year", str(year)),
        ("task_set", task_set.key),
        ("village", villages[0].village.id if len(villages) == 1 else ""),
        ("villages", " ".join(sheet.village.id for sheet in villages)),
        ("columns", " ".join((*LEADING_COLUMNS, *task_set.codes, *TRAILING_COLUMNS))),
    )
    heading = _title(task_set, blank=blank)
    people = sum(len(sheet.rows) for sheet in villages)
    places = [sheet.village.title for sheet in villages] if len(villages) == 1 else []
    title = " – ".join((heading, *places, str(year)))
    return common.document(
        "task_sheet", title, letterhead.issuer, sections, created=created, hidden=hidden, people=people
    )


@dataclass(frozen=True, slots=True)
class _Frame:
    """What all villages' sheets share."""

    year: int
    letterhead: Letterhead
    signer: Signer
    blank: bool
    on: date | None


def _title(task_set: TaskSet, *, blank: bool) -> str:
    if blank:
        text = _("PHIẾU GHI KẾT QUẢ THỰC HIỆN {count} PHẦN VIỆC CỦA HỘ GIA ĐÌNH")
    else:
        text = _("KẾT QUẢ THỰC HIỆN {count} PHẦN VIỆC CỦA HỘ GIA ĐÌNH")
    return text.format(count=len(task_set.tasks))


def _section(sheet: VillageSheet, index: int, task_set: TaskSet, frame: _Frame) -> Section:
    village = sheet.village
    subject = _("{village} – Năm {year}").format(village=village.title, year=frame.year)
    blocks: tuple[Block, ...] = (
        Title(_title(task_set, blank=frame.blank), subject, rule=False),
        *common.reference_mark(task_set),
        _how(blank=frame.blank),
        _table(sheet, task_set, blank=frame.blank),
        *tasklist.wording(task_set),
        _signatures(sheet, frame),
    )
    return Section(
        name=SHEET_NAME if index == 0 else f"{SHEET_NAME} {index + 1}",
        blocks=blocks,
        head=common.plain_head(frame.letterhead.issuer, village.title),
        orientation=Orientation.LANDSCAPE,
        numbering=Numbering.OF_TOTAL,
        running=f"{frame.letterhead.issuer} – {subject}",
    )


def _how(*, blank: bool) -> Legend:
    untouched = _("để trống: Chưa đánh giá") if blank else _("ô trống: Chưa đánh giá")
    return Legend(
        (
            (Sign.YES, _("Đạt")),
            (Sign.NO, _("Chưa đạt")),
            (Sign.NOT_APPLICABLE, _("Không áp dụng")),
            (Sign.BOX, untouched),
        )
    )


def _columns(task_set: TaskSet) -> tuple[Column, ...]:
    code, head = Column(_LEADING_WIDTHS[1], Align.CENTER), Column(_LEADING_WIDTHS[2])
    centred = Align.CENTER
    each = max(_NARROWEST, _TASKS_WIDTH / max(1, len(task_set.tasks)))
    return (
        Column(_LEADING_WIDTHS[0], centred),
        code,
        head,
        Column(_LEADING_WIDTHS[3], centred),
        *(Column(each, centred, choices(task)) for task in task_set.tasks),
        Column(_TRAILING_WIDTHS[0], centred),
        Column(_TRAILING_WIDTHS[1]),
    )


def choices(task: Task) -> tuple[str, ...]:
    """Return the letters that this task's cells may hold."""
    return tuple(letter for status, letter in LETTERS.items() if task.allows(status))


def _head(task_set: TaskSet) -> tuple[tuple[HeadCell, ...], ...]:
    """Put the number below the short name: in a spreadsheet, the lowest head line then names all columns."""
    left = (_("STT"), _("Mã hộ"), _("Chủ hộ"), _("Năm sinh"))
    right = (_("Đạt"), _("Ghi chú"))
    first = (
        *(HeadCell(text, rows=2) for text in left),
        *(HeadCell(task.short_name, vertical=True) for task in task_set.tasks),
        *(HeadCell(text, rows=2) for text in right),
    )
    return (first, tuple(HeadCell(code) for code in task_set.codes))


def _table(sheet: VillageSheet, task_set: TaskSet, *, blank: bool) -> Table:
    rows = [_row(number, row, task_set, blank=blank) for number, row in enumerate(sheet.rows, start=1)]
    if rows and not blank:
        rows += _totals(sheet, task_set)
    size = _SMALL if len(task_set.tasks) > _MANY_TASKS else _SIZE
    return Table(_columns(task_set), _head(task_set), tuple(rows), size=size, pad=_PEN_PAD if blank else _PAD)


def _row(number: int, row: SheetRow, task_set: TaskSet, *, blank: bool) -> Row:
    fields = row.household.fields
    signs = tuple(_sign(row, code, blank=blank) for code in task_set.codes)
    remarks = "" if blank else "; ".join(_remarks(row, task_set))
    year = "" if fields.birth_year is None else str(fields.birth_year)
    tally = None if blank else signs.count(Sign.YES)
    last = _LEAD + len(signs) - 1
    cells: tuple[Cell, ...] = (
        number,
        row.household.code,
        fields.head,
        year,
        *signs,
        Tally(tally, _LEAD, last),
        remarks,
    )
    return Row(cells)


def _sign(row: SheetRow, code: str, *, blank: bool) -> Sign | None:
    if blank:
        return Sign.BOX
    answer = row.answers.get(code)
    return None if answer is None else SIGNS.get(answer.status)


def _remarks(row: SheetRow, task_set: TaskSet) -> list[str]:
    """Return the remarks of the answers, each with its task's number."""
    return [
        f"({code}) {row.answers[code].remark}"
        for code in task_set.codes
        if code in row.answers and row.answers[code].remark
    ]


def _totals(sheet: VillageSheet, task_set: TaskSet) -> list[Row]:
    statuses = [[row.answers[code].status for row in sheet.rows if code in row.answers] for code in task_set.codes]
    yes = [column.count(Status.ACHIEVED) for column in statuses]
    no = [column.count(Status.NOT_ACHIEVED) for column in statuses]
    shares = [Percent(part, part + rest, 0) for part, rest in zip(yes, no, strict=True)]
    return [
        Row((_("Tổng số hộ đạt"), *yes, None, ""), RowKind.TOTAL, _LEAD),
        Row((_("Tỷ lệ đạt (%)"), *shares, None, ""), RowKind.TOTAL, _LEAD),
    ]


def _signatures(sheet: VillageSheet, frame: _Frame) -> SignatureRow:
    signer = frame.signer
    confirmed = (_("XÁC NHẬN CỦA {issuer}").format(issuer=frame.letterhead.issuer.upper()), *signer.authority)
    left = SignatureBlock(tuple(line.upper() for line in confirmed), signer.name)
    right = SignatureBlock(
        (head_title(sheet.village),),
        sheet.head_name,
        common.sign_note(),
        common.date_line(frame.on),
    )
    return SignatureRow((left, right))


def head_title(village: Village) -> str:
    """Return the title of the head of a village: «TRƯỞNG ẤP», and «TỔ TRƯỞNG …» where the word begins with «tổ»."""
    word = village.word.upper()
    if word.startswith("TỔ "):
        return _("TỔ TRƯỞNG {word}").format(word=word)
    return _("TRƯỞNG {word}").format(word=word)
