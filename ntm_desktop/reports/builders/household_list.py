"""The household list as a workbook: the columns that the import reads back, one line a household."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ntm_desktop.i18n import gettext as _
from ntm_desktop.i18n import number
from ntm_desktop.reports.builders import common
from ntm_desktop.reports.document import Align, Column, HeadCell, Numbering, Orientation, Row, Section, Table, Title
from ntm_desktop.wording import household_values as words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from ntm_desktop.domain.documents import Letterhead
    from ntm_desktop.domain.households import Household
    from ntm_desktop.reports.document import Document

SHEET_NAME = "Danh sách hộ"
_SIZE = 10.0
# Width in millimetres of an A4 sheet lying, by the column's name; the name is its field where it has one.
_WIDTHS = {
    "number": 10.0,
    "code": 27.0,
    "head": 42.0,
    "birth_year": 13.0,
    "sex": 12.0,
    "village_id": 27.0,
    "address": 38.0,
    "members": 13.0,
    "poverty": 20.0,
    "ethnic_group": 16.0,
    "phone": 24.0,
    "personal_id": 28.0,
    "status": 22.0,
    "note": 30.0,
}
_CENTRED = frozenset({"number", "code", "birth_year", "sex", "members"})


@dataclass(frozen=True, slots=True)
class ListedHousehold:
    """A line of the list: the household, and its village's title."""

    household: Household
    village: str


def build(
    households: Sequence[ListedHousehold],
    letterhead: Letterhead,
    *,
    on: date,
    chosen: str = "",
    created: datetime | None = None,
) -> Document:
    """Make the list in the order given; `chosen` says by which filter the households were picked."""
    subject = _("{count} hộ, tính đến ngày {day}/{month}/{year}").format(
        count=number(len(households)), day=f"{on.day:02d}", month=f"{on.month:02d}", year=on.year
    )
    blocks = (
        Title(_("DANH SÁCH HỘ GIA ĐÌNH"), subject, rule=False),
        *((common.centred(chosen, italic=True, size=_SIZE),) if chosen else ()),
        _table(households),
    )
    title = _("Danh sách hộ gia đình")
    section = Section(
        name=SHEET_NAME,
        blocks=blocks,
        head=common.plain_head(letterhead.superior, letterhead.issuer),
        orientation=Orientation.LANDSCAPE,
        numbering=Numbering.OF_TOTAL,
        running=f"{letterhead.issuer} – {title}",
    )
    return common.document(
        "household_list", title, letterhead.issuer, (section,), created=created, people=len(households)
    )


def heads() -> tuple[str, ...]:
    """Return the heads of the columns, in words that the import recognises."""
    own = {"number": _("STT"), "head": _("Họ và tên chủ hộ")}
    return tuple(own.get(name) or words.field(name) for name in _WIDTHS)


def _table(households: Sequence[ListedHousehold]) -> Table:
    columns = tuple(Column(width, Align.CENTER if name in _CENTRED else Align.LEFT) for name, width in _WIDTHS.items())
    rows = tuple(_row(count, each) for count, each in enumerate(households, start=1))
    return Table(columns, (tuple(HeadCell(text) for text in heads()),), rows, size=_SIZE)


def _row(count: int, each: ListedHousehold) -> Row:
    one, fields = each.household, each.household.fields
    return Row(
        (
            count,
            one.code,
            fields.head,
            "" if fields.birth_year is None else str(fields.birth_year),
            words.sex(fields.sex),
            each.village,
            fields.address,
            fields.members,
            words.poverty(fields.poverty),
            fields.ethnic_group,
            fields.phone,
            fields.personal_id,
            words.status(one.status),
            fields.note,
        )
    )
