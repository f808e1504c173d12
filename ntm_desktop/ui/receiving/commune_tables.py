"""The tables of one commune: its villages with their progress, and the packages that came from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ntm_desktop.i18n import gettext as _
from ntm_desktop.i18n import mark, moment, number, percent
from ntm_desktop.ui.exchange import sent_table
from ntm_desktop.ui.exchange.lines import Column
from ntm_desktop.ui.exchange.volumes import size_words
from ntm_desktop.ui.receiving import words

if TYPE_CHECKING:
    from ntm_desktop.domain.summaries import UnitSummary
    from ntm_desktop.services.receiving import InRecord


def unit_name(unit: UnitSummary) -> str:
    """Return what a unit is called; the one without a name is the whole commune."""
    return unit.name or _("Toàn đơn vị")


def share_of(part: int, unit: UnitSummary) -> float | None:
    """Return a part of a unit's households as a share of one."""
    return part / unit.households if unit.households else None


def part_words(part: int, unit: UnitSummary) -> str:
    """Say a part of a unit's households: «85,5%»."""
    return percent(part, unit.households)


UNIT_COLUMNS: tuple[Column[UnitSummary], ...] = (
    Column(mark("Đơn vị"), unit_name),
    Column(mark("Số hộ"), lambda one: number(one.households), 72, right=True, key=lambda one: one.households),
    Column(mark("Đánh giá đủ"), lambda one: number(one.assessed), 92, right=True, key=lambda one: one.assessed),
    Column(
        mark("Mức đầy đủ"),
        lambda one: part_words(one.assessed, one),
        190,
        key=lambda one: share_of(one.assessed, one) or 0.0,
        share=lambda one: share_of(one.assessed, one),
    ),
    Column(mark("Hoàn thành"), lambda one: number(one.all_achieved), 92, right=True, key=lambda one: one.all_achieved),
    Column(
        mark("Tỷ lệ hoàn thành"),
        lambda one: part_words(one.all_achieved, one),
        190,
        key=lambda one: share_of(one.all_achieved, one) or 0.0,
        share=lambda one: share_of(one.all_achieved, one),
    ),
)

PACKAGE_COLUMNS: tuple[Column[InRecord], ...] = (
    Column(mark("Số"), lambda one: number(one.sequence), 48, right=True, key=lambda one: one.sequence),
    Column(mark("Nhận lúc"), lambda one: moment(one.received_at), 128, key=lambda one: one.received_at),
    Column(mark("Các năm"), lambda one: sent_table.years_words(one.period), 120),
    Column(mark("Tình trạng"), words.package_state, tone=words.package_tone),
    Column(mark("Phiếu"), lambda one: "✓" if one.acknowledged_in else "–", 56, centred=True),
    Column(mark("Dung lượng"), lambda one: size_words(one.size), 92, right=True, key=lambda one: one.size),
    Column(mark("Người nhận"), lambda one: one.staff_name, 140),
    Column(mark("Tệp"), lambda one: one.file_name, 180),
)
