"""Two offices, their cards and a small commune report, made up for the tests of packages."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta, timezone
from typing import TYPE_CHECKING

from ntm_desktop.domain.places import Level
from ntm_desktop.exchange import schemas
from ntm_desktop.exchange.cards import OfficeCard, OfficeRef, make_card, read_card
from ntm_desktop.exchange.keys import Identity
from ntm_desktop.exchange.manifest import Kind, PackageInfo
from ntm_desktop.exchange.package import OpenedPackage, TableData, Written, open_package, write_package

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from ntm_desktop.exchange.tables import Row, Table

VIETNAM = timezone(timedelta(hours=7))
MADE = datetime(2026, 11, 22, 9, 30, tzinfo=VIETNAM)
COMMUNE = OfficeRef("31123", "Ủy ban nhân dân xã Kinh Mẫu", Level.COMMUNE, "91")
PROVINCE = OfficeRef("91", "Sở Nông nghiệp và Môi trường tỉnh Mẫu", Level.PROVINCE, "91")

ROWS: Mapping[str, Sequence[Row]] = {
    "office": [("31123", COMMUNE.name, "commune", "91", "ấp", "kien-giang-2021-2025")],
    "villages": [("v1", 1, "Kinh 5", "ấp", 0, 0), ("v2", 2, "=1+1", "ấp", 1, 0)],
    "task_sets": [("kg@1", "kg", 1, "15 phần việc", 0, "")],
    "tasks": [
        ("kg@1", "1", 1, "Nhà sạch, vườn đẹp", "", 1, "achieved not_achieved"),
        ("kg@1", "2", 2, "", "", 1, "achieved not_achieved not_applicable"),
    ],
    "households": [
        ("h1", "31123-1-1", "v1", "Nguyễn Văn Mẫu", 1970, "male", "Kinh", "poor", 4, "", "active", None, None),
        ("h2", "31123-1-2", "v1", 'Lê "Út", Thị', None, None, "", None, None, "-", "merged", "2025-01-02", "h1"),
    ],
    "sheets": [("h1", 2025, "v1", "kg@1"), ("h2", 2025, "v1", "kg@1")],
    "answers": [
        ("h1", 2025, "1", "achieved", 1, "'+ đã nộp", "2025-06-30"),
        ("h1", 2025, "2", "not_applicable", 0, "", None),
        ("h2", 2025, "1", "not_assessed", 1, "@cmd", None),
    ],
}
SCHEMAS: tuple[Table, ...] = (
    schemas.OFFICE,
    schemas.VILLAGES,
    schemas.TASK_SETS,
    schemas.TASKS,
    schemas.HOUSEHOLDS,
    schemas.SHEETS,
    schemas.ANSWERS,
)


@dataclass(frozen=True)
class Pair:
    """A commune that writes and a province that reads, who trust one another."""

    commune: Identity = field(default_factory=Identity.generate)
    province: Identity = field(default_factory=Identity.generate)

    @property
    def commune_card(self) -> OfficeCard:
        return card_of(self.commune, COMMUNE)

    @property
    def province_card(self) -> OfficeCard:
        return card_of(self.province, PROVINCE)

    def write(self, folder: Path, info: PackageInfo | None = None, **rows: Sequence[Row]) -> Written:
        info = info or report()
        return write_package(
            folder,
            f"{info.sender}-{info.sequence}",
            info,
            tables(**rows),
            {},
            identity=self.commune,
            recipient=replace(self.province_card, office=replace(PROVINCE, code=info.recipient)),
        )

    def open(self, path: Path) -> OpenedPackage:
        return open_package(path, self.province, {"31123": self.commune_card}, office="91")


def card_of(identity: Identity, office: OfficeRef) -> OfficeCard:
    return read_card(make_card(identity, office, date(2026, 1, 5)))


def report(sequence: int = 1) -> PackageInfo:
    return PackageInfo(
        "31123",
        COMMUNE.name,
        "91",
        Kind.REPORT,
        "0197f0a0-0000-7000-8000-000000000001",
        sequence,
        MADE,
        period="2025",
        catalogue="kg@1",
        app_version="0.1.0",
    )


def tables(**rows: Sequence[Row]) -> list[TableData]:
    content = {**ROWS, **rows}
    return [TableData(schema, content[schema.name]) for schema in SCHEMAS]
