"""The public list of households that achieved everything: name and village, never ID, telephone or birth date."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from ntm_desktop.i18n import gettext as _
from ntm_desktop.i18n import number
from ntm_desktop.reports.builders import common
from ntm_desktop.reports.document import Align, Column, HeadCell, Row, RowKind, Section, Table, Title

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from ntm_desktop.domain.documents import AchievedHousehold, Letterhead, Signer
    from ntm_desktop.domain.tasks import TaskSet
    from ntm_desktop.reports.document import Block, Cell, Document


def build(
    households: Sequence[AchievedHousehold],
    task_set: TaskSet,
    year: int,
    letterhead: Letterhead,
    signer: Signer,
    *,
    birth_years: bool = False,
    on: date | None = None,
    recipients: tuple[str, ...] = (),
    created: datetime | None = None,
) -> Document:
    """Make the list in the order given, a group a village, numbered through.

    The birth year stands in it only where `birth_years` asks for it (Law 91/2025 on personal data).
    """
    subject = _("Hộ gia đình hoàn thành {count} phần việc xây dựng nông thôn mới năm {year}").format(
        count=len(task_set.tasks), year=year
    )
    blocks: tuple[Block, ...] = (
        Title(_("DANH SÁCH"), subject),
        *common.reference_mark(task_set),
        *common.basis(task_set),
        _table(households, birth_years=birth_years),
        common.plain(_("Danh sách này có {count} hộ gia đình./.").format(count=number(len(households)))),
        common.signed(signer, recipients or (_("- Niêm yết công khai;"), _("- Lưu: VT."))),
    )
    head = common.plain_head(letterhead.superior, letterhead.issuer, common.place_date(letterhead.place, on))
    section = Section(_("Danh sách"), blocks, head)
    return common.document(
        "achieved_list", subject, letterhead.issuer, (section,), created=created, people=len(households)
    )


def _table(households: Sequence[AchievedHousehold], *, birth_years: bool) -> Table:
    columns = [Column(12, Align.CENTER), Column(66)]
    texts = [_("STT"), _("Họ và tên chủ hộ")]
    if birth_years:
        columns.append(Column(20, Align.CENTER))
        texts.append(_("Năm sinh"))
    columns += (Column(52), Column(30))
    texts += (_("Địa chỉ"), _("Ghi chú"))
    rows = _rows(households, birth_years=birth_years)
    return Table(tuple(columns), (tuple(HeadCell(text) for text in texts),), rows, size=12.0)


def _rows(households: Sequence[AchievedHousehold], *, birth_years: bool) -> tuple[Row, ...]:
    rows: list[Row] = []
    count = 0
    for village, members in groupby(households, key=lambda each: each.village):
        group = tuple(members)
        text = _("{village}: {count} hộ").format(village=village, count=number(len(group)))
        rows.append(Row((text,), RowKind.GROUP))
        for each in group:
            count += 1
            rows.append(_row(count, each, birth_years=birth_years))
    return tuple(rows)


def _row(count: int, each: AchievedHousehold, *, birth_years: bool) -> Row:
    year: tuple[Cell, ...] = ("" if each.birth_year is None else str(each.birth_year),) if birth_years else ()
    return Row((count, each.head, *year, each.village, ""))
