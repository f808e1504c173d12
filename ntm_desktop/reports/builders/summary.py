"""The report of a commune's year: results by village and by task, tables and bars from the same figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ntm_desktop.domain import summaries
from ntm_desktop.i18n import day, number
from ntm_desktop.i18n import gettext as _
from ntm_desktop.reports.builders import common, tasklist
from ntm_desktop.reports.document import (
    Align,
    Bar,
    BarChart,
    Column,
    HeadCell,
    Heading,
    Orientation,
    Percent,
    Row,
    RowKind,
    Section,
    Table,
    Title,
)
from ntm_desktop.reports.figures import percent_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from ntm_desktop.domain.documents import Letterhead, Signer
    from ntm_desktop.domain.summaries import UnitSummary
    from ntm_desktop.domain.tasks import Task, TaskSet
    from ntm_desktop.reports.document import Block, Document

_DIGITS = 2
_SIZE = 9.0
_RIGHT = Align.RIGHT
_VILLAGE_COLUMNS = (Column(8, Align.CENTER), Column(42), *(Column(15, _RIGHT) for _ in range(4)))
_TASKS_WIDTH = 142.0


def build(
    villages: Sequence[UnitSummary],
    task_set: TaskSet,
    year: int,
    letterhead: Letterhead,
    signer: Signer,
    *,
    unit_word: str = "",
    as_of: date | None = None,
    on: date | None = None,
    recipients: tuple[str, ...] = (),
    created: datetime | None = None,
) -> Document:
    """Make the summary report. `as_of` is the day of the figures; `on` the document's date, blank when None.

    `unit_word` is the commune's word for its villages («ấp»); «thôn, ấp» stands where it is not known.
    """
    word = unit_word or _("thôn, ấp")
    whole = summaries.total("", "", villages)
    subject = _("Kết quả thực hiện {count} phần việc của hộ gia đình năm {year}").format(
        count=len(task_set.tasks), year=year
    )
    blocks: tuple[Block, ...] = (
        Title(_("BÁO CÁO"), subject),
        *common.reference_mark(task_set),
        *common.basis(task_set),
        common.plain(_opening(whole, len(villages), word, as_of)),
        Heading(_("I. Kết quả theo {unit}").format(unit=word)),
        by_village(villages, whole, task_set, word),
        _village_chart(villages, word),
        Heading(_("II. Kết quả theo phần việc")),
        by_task(whole, task_set),
        _task_chart(whole, task_set),
        common.plain(_closing(letterhead, year)),
        common.signed(signer, recipients),
    )
    head = common.official_head(letterhead, "BC", on)
    section = Section(_("Báo cáo"), blocks, head, Orientation.LANDSCAPE)
    return common.document("summary", subject, letterhead.issuer, (section,), created=created)


def _opening(whole: UnitSummary, count: int, word: str, as_of: date | None) -> str:
    shares = {"assessed": whole.assessed, "complete": whole.all_achieved}
    texts = {
        f"{name}_share": percent_text(Percent(part, whole.households, _DIGITS), _language(), "%")
        for name, part in shares.items()
    }
    text = _(
        "{when} có {households} hộ gia đình của {units} {unit} trong danh sách theo dõi. Số hộ đã được đánh giá đủ "
        "các phần việc: {assessed} hộ ({assessed_share}). Số hộ hoàn thành tất cả các phần việc áp dụng: "
        "{complete} hộ ({complete_share})."
    )
    when = _("Đến ngày {day},").format(day=day(as_of)) if as_of else _("Đến nay,")
    return text.format(
        when=when,
        households=number(whole.households),
        units=number(count),
        unit=word,
        assessed=number(whole.assessed),
        complete=number(whole.all_achieved),
        **texts,
    )


def _closing(letterhead: Letterhead, year: int) -> str:
    text = _("Trên đây là kết quả thực hiện các phần việc của hộ gia đình năm {year}, {issuer} báo cáo./.")
    return text.format(year=year, issuer=letterhead.issuer)


def _language() -> str:
    from ntm_desktop import i18n

    return i18n.current_language()


def by_village(units: Sequence[UnitSummary], whole: UnitSummary, task_set: TaskSet, word: str) -> Table:
    """Return the table of units: households, assessed, complete, and how many achieved each task."""
    rows = [_unit_row(index, unit, task_set) for index, unit in enumerate(units, start=1)]
    last = Row((_("Tổng cộng"), *_figures(whole), *_counts(whole, task_set)), RowKind.TOTAL, lead=2)
    each = _TASKS_WIDTH / max(1, len(task_set.tasks))
    columns = (*_VILLAGE_COLUMNS, *(Column(each, _RIGHT) for _task in task_set.tasks))
    return Table(columns, _village_head(task_set, word), (*rows, last), size=_SIZE)


def _village_head(task_set: TaskSet, word: str) -> tuple[tuple[HeadCell, ...], ...]:
    left = (
        _("STT"),
        word[:1].upper() + word[1:],
        _("Số hộ"),
        _("Đã đánh giá đủ"),
        _("Hoàn thành"),
        _("Tỷ lệ hoàn thành (%)"),
    )
    if not task_set.tasks:
        return (tuple(HeadCell(text) for text in left),)
    first = tuple(HeadCell(text, rows=2) for text in left)
    over = HeadCell(_("Số hộ đạt từng phần việc"), columns=len(task_set.tasks))
    return ((*first, over), tuple(HeadCell(code) for code in task_set.codes))


def _unit_row(index: int, unit: UnitSummary, task_set: TaskSet) -> Row:
    return Row((index, unit.name, *_figures(unit), *_counts(unit, task_set)))


def _figures(unit: UnitSummary) -> tuple[int, int, int, Percent]:
    share = Percent(unit.all_achieved, unit.households, _DIGITS)
    return unit.households, unit.assessed, unit.all_achieved, share


def _counts(unit: UnitSummary, task_set: TaskSet) -> tuple[int, ...]:
    return tuple(unit.achieved.get(code, 0) for code in task_set.codes)


def _village_chart(units: Sequence[UnitSummary], word: str) -> BarChart:
    bars = tuple(Bar(unit.name, unit.all_achieved, unit.households) for unit in units)
    title = _("Tỷ lệ hộ hoàn thành các phần việc theo {unit}").format(unit=word)
    return BarChart(title, bars, _DIGITS)


def by_task(whole: UnitSummary, task_set: TaskSet) -> Table:
    """Return the table of tasks: achieved, not achieved, not applicable, not assessed, and the share achieved.

    The share is of the answers that are applicable and assessed.
    """
    texts = (
        _("Phần việc"),
        _("Đạt"),
        _("Chưa đạt"),
        _("Không áp dụng"),
        _("Chưa đánh giá"),
        _("Tỷ lệ đạt (%)"),
    )
    head = (HeadCell(_("STT")), *(HeadCell(text) for text in texts))
    columns = (Column(10, Align.CENTER), Column(132), *(Column(22, _RIGHT) for _text in texts[1:]))
    rows = tuple(_task_row(task, whole) for task in task_set.tasks)
    return Table(columns, (head,), rows)


def _task_row(task: Task, whole: UnitSummary) -> Row:
    yes = whole.achieved.get(task.code, 0)
    no = whole.not_achieved.get(task.code, 0)
    outside = whole.not_applicable.get(task.code, 0)
    open_ = max(0, whole.households - yes - no - outside)
    share = Percent(yes, yes + no, _DIGITS)
    return Row((task.code, tasklist.name_of(task), yes, no, outside, open_, share))


def _task_chart(whole: UnitSummary, task_set: TaskSet) -> BarChart:
    bars = []
    for task in task_set.tasks:
        yes = whole.achieved.get(task.code, 0)
        bars.append(Bar(tasklist.label_of(task), yes, yes + whole.not_achieved.get(task.code, 0)))
    return BarChart(_("Tỷ lệ đạt theo phần việc"), tuple(bars), _DIGITS)
