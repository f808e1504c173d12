"""A filled sample receiving office: sample communes are made aside, and their real packages taken in."""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ntm_desktop.paths import DataPaths
from ntm_desktop.services import receiving, receiving_overview, sending, setup, trust
from ntm_desktop.services.context import Context
from ntm_desktop.store.database import open_database

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ntm_desktop.domain.places import OfficeUnit
    from ntm_desktop.services.demo_plan import DemoPlan

DEADLINE_MONTH, DEADLINE_DAY = 12, 5


def fill(
    context: Context,
    plan: DemoPlan,
    fill_commune: Callable[[Context, DemoPlan], None],
    progress: Callable[[float], None] | None = None,
) -> None:
    """Make the receiving office and take in the packages of `plan.communes` sample communes."""
    if setup.current(context) is None:
        setup.create(context, setup.NewOffice(plan.level, plan.office, staff_name="Lê Thị Thử Nghiệm"))
    office = context.office
    unit = context.catalogue.units.get(office.level, office.code, office.regime)
    senders = context.catalogue.units.communes_of(unit)[: plan.communes] if unit is not None else ()
    with tempfile.TemporaryDirectory(prefix="ntm-mau-") as folder:
        stick = Path(folder) / "usb"
        stick.mkdir()
        card = trust.write_card(context, stick / "noi-nhan.ntmcard")
        for done, sender in enumerate(senders, start=1):
            mine = replace(plan, level=sender.level, office=sender.code, seed=plan.seed + done)
            package = _package_of(context, Path(folder) / sender.code, sender, mine, card, stick, fill_commune)
            receiving.apply(context, receiving.inspect(context, package))
            if progress is not None:
                progress(done / len(senders))
    for year in receiving_overview.years(context):
        receiving_overview.set_deadline(context, year, date(year, DEADLINE_MONTH, DEADLINE_DAY))


def _package_of(
    context: Context,
    folder: Path,
    sender: OfficeUnit,
    plan: DemoPlan,
    superior_card: Path,
    stick: Path,
    fill_commune: Callable[[Context, DemoPlan], None],
) -> Path:
    with _office(context, folder) as commune:
        office = setup.NewOffice(
            sender.level, sender.code, task_set=plan.task_set, superior_code=context.office.code, regime=sender.regime
        )
        setup.create(commune, office)
        fill_commune(commune, plan)
        _introduce(commune, superior_card)
        _introduce(context, trust.write_card(commune, stick / f"{sender.code}.ntmcard"))
        return sending.write_package(commune, context.office.code, stick).file


def _introduce(context: Context, card: Path) -> None:
    trust.trust(context, card, trust.read(context, card).fingerprint)


@contextmanager
def _office(context: Context, folder: Path) -> Iterator[Context]:
    places = DataPaths(folder)
    database = open_database(places.database)
    try:
        yield Context(places, database, context.catalogue, context.clock)
    finally:
        database.close()
