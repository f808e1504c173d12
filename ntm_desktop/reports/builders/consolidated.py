"""The receiving office's report: which commune reported, when, and what the figures of all of them say."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from ntm_desktop.domain import summaries
from ntm_desktop.domain.documents import Timeliness
from ntm_desktop.i18n import current_language, day, number
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
    Points,
    Row,
    RowKind,
    Run,
    Section,
    Table,
    Title,
)
from ntm_desktop.reports.figures import NOTHING, percent_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from ntm_desktop.domain.documents import CommuneReturn, CommuneVillages, Letterhead, Signer
    from ntm_desktop.domain.summaries import UnitSummary
    from ntm_desktop.domain.tasks import TaskSet
    from ntm_desktop.reports.document import Block, Cell, Document

_DIGITS = 2
_SIZE = 9.0
_RIGHT, _CENTER = Align.RIGHT, Align.CENTER
_RECEIVED_COLUMNS = (
    Column(9, _CENTER),
    Column(60),
    Column(16, _CENTER),
    Column(16, _CENTER),
    Column(24, _CENTER),
    Column(26, _CENTER),
    *(Column(20, _RIGHT) for _ in range(5)),
)
_TASKS_WIDTH = 195.0
_VILLAGE_TASKS_WIDTH = 139.0


def build(
    returns: Sequence[CommuneReturn],
    task_set: TaskSet,
    year: int,
    letterhead: Letterhead,
    signer: Signer,
    *,
    communes: Sequence[CommuneVillages] = (),
    deadline: date | None = None,
    unit_word: str = "",
    on: date | None = None,
    recipients: tuple[str, ...] = (),
    created: datetime | None = None,
) -> Document:
    """Make the consolidated report of the communes expected, in the order given; those that sent nothing are named.

    `communes` with their villages make the appendix, task by task. `unit_word` is what the units below are called:
    «xã» for communes, «đơn vị» where they are mixed. Units of one name have their code beside it.
    """
    returns, communes = _told_apart(returns, communes)
    word = unit_word or _("xã, phường")
    whole = summaries.total("", "", _received(returns))
    subject = _("Tổng hợp kết quả thực hiện {count} phần việc của hộ gia đình năm {year}").format(
        count=len(task_set.tasks), year=year
    )
    blocks: tuple[Block, ...] = (
        Title(_("BÁO CÁO"), subject),
        *common.reference_mark(task_set),
        *common.basis(task_set),
        common.plain(_opening(returns, whole, word, deadline)),
        *_missing(returns, word),
        Heading(_("I. Tình hình báo cáo và kết quả chung")),
        received_table(returns, whole, word),
        _chart(returns, word),
        Heading(_("II. Tỷ lệ hộ đạt từng phần việc (%)")),
        rates_table(returns, whole, task_set, word),
        *tasklist.wording(task_set),
        common.plain(_("Trên đây là kết quả tổng hợp từ báo cáo của các {unit}./.").format(unit=word)),
        common.signed(signer, recipients),
    )
    head = common.official_head(letterhead, "BC", on)
    section = Section(_("Tổng hợp"), blocks, head, Orientation.LANDSCAPE)
    appendix = _appendix(communes, whole, task_set, word, year)
    return common.document("consolidated", subject, letterhead.issuer, (section, *appendix), created=created)


def _told_apart(
    returns: Sequence[CommuneReturn], communes: Sequence[CommuneVillages]
) -> tuple[Sequence[CommuneReturn], Sequence[CommuneVillages]]:
    """Write the code beside the names that more than one unit has."""
    units = {(each.code, each.name) for each in returns} | {(one.commune.code, one.commune.name) for one in communes}
    counts = Counter(name for _code, name in units)

    def told(code: str, name: str) -> str:
        return f"{name} ({code})" if counts[name] > 1 else name

    return (
        [replace(each, name=told(each.code, each.name)) for each in returns],
        [replace(one, commune=replace(one.commune, name=told(one.commune.code, one.commune.name))) for one in communes],
    )


def _received(returns: Sequence[CommuneReturn]) -> tuple[UnitSummary, ...]:
    return tuple(each.summary for each in returns if each.summary is not None)


def _count(returns: Sequence[CommuneReturn], timeliness: Timeliness) -> int:
    """Count the offices expected that are so; the others have a sentence of their own."""
    return sum(each.timeliness is timeliness for each in returns if each.expected)


def _came(returns: Sequence[CommuneReturn]) -> tuple[int, int]:
    """Return how many of the offices expected reported, and how many are expected."""
    expected = sum(each.expected for each in returns)
    return expected - _count(returns, Timeliness.NOT_RECEIVED), expected


def _opening(returns: Sequence[CommuneReturn], whole: UnitSummary, word: str, deadline: date | None) -> str:
    text = _(
        "Tổng số hộ trong danh sách theo dõi: {households} hộ; đã đánh giá đủ các phần việc: "
        "{assessed} hộ ({assessed_share}); hoàn thành tất cả các phần việc áp dụng: {complete} hộ ({complete_share})."
    ).format(
        households=number(whole.households),
        assessed=number(whole.assessed),
        assessed_share=_share(whole.assessed, whole.households),
        complete=number(whole.all_achieved),
        complete_share=_share(whole.all_achieved, whole.households),
    )
    return " ".join((_who_reported(returns, word, deadline), *_who_else(returns, word), text))


def _who_reported(returns: Sequence[CommuneReturn], word: str, deadline: date | None) -> str:
    on_time, late = _count(returns, Timeliness.ON_TIME), _count(returns, Timeliness.LATE)
    came = _("{received}/{expected} {unit} đã gửi báo cáo{deadline}, chưa gửi {missing}.")
    if on_time or late or deadline:
        came = _(
            "{received}/{expected} {unit} đã gửi báo cáo{deadline}: đúng hạn {on_time}, trễ hạn {late}, "
            "chưa gửi {missing}."
        )
    received, expected = _came(returns)
    return came.format(
        received=number(received),
        expected=number(expected),
        unit=word,
        deadline=_(" (hạn gửi: {day})").format(day=day(deadline)) if deadline else "",
        on_time=number(on_time),
        late=number(late),
        missing=number(expected - received),
    )


def _who_else(returns: Sequence[CommuneReturn], word: str) -> tuple[str, ...]:
    """Name those that reported though they are not on the list of those that must: their figures are in the sums."""
    names = [each.name for each in returns if not each.expected]
    said = _("Số liệu gồm cả báo cáo của {unit} ngoài danh sách phải gửi: {names}.")
    return (said.format(unit=word, names="; ".join(names)),) if names else ()


def _share(part: int, whole: int) -> str:
    return percent_text(Percent(part, whole, _DIGITS), current_language(), "%")


def _missing(returns: Sequence[CommuneReturn], word: str) -> tuple[Block, ...]:
    names = [each.name for each in returns if each.timeliness is Timeliness.NOT_RECEIVED]
    if not names:
        return ()
    text = _("Các {unit} chưa gửi báo cáo:").format(unit=word)
    items = ((Run("; ".join(names) + "."),),)
    return (common.plain(text), Points(items, lettered=False))


def received_table(returns: Sequence[CommuneReturn], whole: UnitSummary, word: str) -> Table:
    """Return the table of what came: sequence, date, in time or not, and the household figures."""
    texts = (
        _("STT"),
        word[:1].upper() + word[1:],
        _("Đã nhận"),
        _("Lần gửi"),
        _("Ngày nhận"),
        _("Thời hạn"),
        _("Số hộ"),
        _("Đã đánh giá đủ"),
        _("Tỷ lệ đánh giá (%)"),
        _("Hoàn thành"),
        _("Tỷ lệ hoàn thành (%)"),
    )
    head = (tuple(HeadCell(text) for text in texts),)
    rows = [_return_row(index, each) for index, each in enumerate(returns, start=1)]
    received, expected = _came(returns)
    others = sum(not each.expected for each in returns)
    came = f"{number(received)}/{number(expected)}" + (f" + {number(others)}" if others else "")
    last = Row((_("Tổng cộng"), came, None, None, None, *_figures(whole)), RowKind.TOTAL, lead=2)
    return Table(_RECEIVED_COLUMNS, head, (*rows, last), size=_SIZE + 1)


def _return_row(index: int, each: CommuneReturn) -> Row:
    words = {
        Timeliness.ON_TIME: _("Đúng hạn"),
        Timeliness.LATE: _("Trễ hạn"),
        Timeliness.NO_DEADLINE: NOTHING,
        Timeliness.NOT_RECEIVED: _("Chưa gửi"),
    }
    received = each.timeliness is not Timeliness.NOT_RECEIVED
    nothing: tuple[Cell, ...] = (NOTHING,) * 5
    return Row(
        (
            index,
            each.name,
            _("Có") if received else _("Chưa"),
            each.sequence if each.sequence is not None else NOTHING,
            day(each.received_on) if each.received_on else NOTHING,
            words[each.timeliness],
            *(_figures(each.summary) if each.summary else nothing),
        )
    )


def _figures(unit: UnitSummary) -> tuple[Cell, ...]:
    assessed = Percent(unit.assessed, unit.households, _DIGITS)
    complete = Percent(unit.all_achieved, unit.households, _DIGITS)
    return unit.households, unit.assessed, assessed, unit.all_achieved, complete


def rates_table(returns: Sequence[CommuneReturn], whole: UnitSummary, task_set: TaskSet, word: str) -> Table:
    """Return the table of shares: of the applicable and assessed answers to each task, how many are «đạt»."""
    each_width = _TASKS_WIDTH / max(1, len(task_set.tasks))
    columns = (Column(9, _CENTER), Column(48), *(Column(each_width, _RIGHT) for _t in task_set.tasks))
    head = (
        HeadCell(_("STT")),
        HeadCell(word[:1].upper() + word[1:]),
        *(HeadCell(code) for code in task_set.codes),
    )
    rows = [_rate_row(index, each, task_set) for index, each in enumerate(returns, start=1)]
    last = Row((_("Chung"), *_rates(whole, task_set)), RowKind.TOTAL, lead=2)
    return Table(columns, (head,), (*rows, last), size=_SIZE)


def _rate_row(index: int, each: CommuneReturn, task_set: TaskSet) -> Row:
    nothing: tuple[Cell, ...] = (NOTHING,) * len(task_set.tasks)
    return Row((index, each.name, *(_rates(each.summary, task_set) if each.summary else nothing)))


def _rates(unit: UnitSummary, task_set: TaskSet) -> tuple[Cell, ...]:
    result = []
    for code in task_set.codes:
        yes = unit.achieved.get(code, 0)
        result.append(Percent(yes, yes + unit.not_achieved.get(code, 0), _DIGITS))
    return tuple(result)


def _appendix(
    communes: Sequence[CommuneVillages], whole: UnitSummary, task_set: TaskSet, word: str, year: int
) -> tuple[Section, ...]:
    if not communes:
        return ()
    subject = _("Kết quả theo {unit}, theo thôn, ấp và theo phần việc năm {year}").format(unit=word, year=year)
    blocks = (Title(_("PHỤ LỤC"), subject), villages_table(communes, whole, task_set, word))
    return (Section(_("Theo thôn, ấp"), blocks, orientation=Orientation.LANDSCAPE),)


def villages_table(communes: Sequence[CommuneVillages], whole: UnitSummary, task_set: TaskSet, word: str) -> Table:
    """Return the table of communes, each with its villages: households, and how many achieved each task."""
    rows: list[Row] = []
    for index, each in enumerate(communes, start=1):
        rows.append(Row((index, each.commune.name, *_achieved(each.commune, task_set)), RowKind.TOTAL))
        rows += [
            Row((f"{index}.{number}", village.name, *_achieved(village, task_set)))
            for number, village in enumerate(each.villages, start=1)
        ]
    rows.append(Row((_("Tổng cộng"), *_achieved(whole, task_set)), RowKind.TOTAL, lead=2))
    columns = (
        Column(13, _CENTER),
        Column(50),
        *(Column(15, _RIGHT) for _c in range(3)),
        *(Column(_VILLAGE_TASKS_WIDTH / max(1, len(task_set.tasks)), _RIGHT) for _t in task_set.tasks),
    )
    return Table(columns, _villages_head(task_set, word), tuple(rows), size=_SIZE)


def _villages_head(task_set: TaskSet, word: str) -> tuple[tuple[HeadCell, ...], ...]:
    left = (
        _("STT"),
        _("{unit}; thôn, ấp").format(unit=word[:1].upper() + word[1:]),
        _("Số hộ"),
        _("Đã đánh giá đủ"),
        _("Hoàn thành"),
    )
    if not task_set.tasks:
        return (tuple(HeadCell(text) for text in left),)
    over = HeadCell(_("Số hộ đạt từng phần việc"), columns=len(task_set.tasks))
    return ((*(HeadCell(text, rows=2) for text in left), over), tuple(HeadCell(code) for code in task_set.codes))


def _achieved(unit: UnitSummary, task_set: TaskSet) -> tuple[int, ...]:
    counts = (unit.achieved.get(code, 0) for code in task_set.codes)
    return (unit.households, unit.assessed, unit.all_achieved, *counts)


def _chart(returns: Sequence[CommuneReturn], word: str) -> BarChart:
    bars = tuple(Bar(each.name, each.summary.all_achieved, each.summary.households) for each in returns if each.summary)
    title = _("Tỷ lệ hộ hoàn thành các phần việc theo {unit}").format(unit=word)
    return BarChart(title, bars, _DIGITS)
