"""Which places an office has, in what order, and how each page is made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ntm_desktop.i18n import mark as _
from ntm_desktop.ui.navigation import PlaceEntry

if TYPE_CHECKING:
    from ntm_desktop.ui.page import Page
    from ntm_desktop.ui.workplace import Workplace


def places_of(workplace: Workplace) -> tuple[PlaceEntry, ...]:
    """Return the places of a commune, or of a receiving office."""
    entries = _receiving(workplace) if workplace.context.office.receives else _commune(workplace)
    return (*entries, *_common(workplace))


def _commune(workplace: Workplace) -> tuple[PlaceEntry, ...]:
    def home() -> Page:
        from ntm_desktop.ui.pages.home import HomePage

        return HomePage(workplace)

    def households() -> Page:
        from ntm_desktop.ui.pages.households import HouseholdsPage

        return HouseholdsPage(workplace)

    def tasks() -> Page:
        from ntm_desktop.ui.tasks_desk import connected_tasks_page

        return connected_tasks_page(workplace)

    return (
        PlaceEntry("home", _("Bàn làm việc"), "home", home, "1"),
        PlaceEntry("households", _("Hộ gia đình"), "households", households, "2"),
        PlaceEntry("tasks", _("Phần việc của hộ"), "grid", tasks, "3"),
    )


def _receiving(workplace: Workplace) -> tuple[PlaceEntry, ...]:
    def receiving() -> Page:
        from ntm_desktop.ui.pages.receiving import ReceivingPage

        return ReceivingPage(workplace)

    return (PlaceEntry("receiving", _("Nơi nhận"), "receiving", receiving, "1"),)


def _common(workplace: Workplace) -> tuple[PlaceEntry, ...]:
    def reports() -> Page:
        from ntm_desktop.services import sending
        from ntm_desktop.ui.pages.reports import ReportsPage

        return ReportsPage(workplace, lambda: sending.years_to_send(workplace.context))

    def exchange() -> Page:
        from ntm_desktop.ui.pages.exchange import ExchangePage

        return ExchangePage(workplace)

    def settings() -> Page:
        from ntm_desktop.ui.pages.settings import SettingsPage

        return SettingsPage(workplace)

    return (
        PlaceEntry("reports", _("Báo cáo"), "reports", reports, "7"),
        PlaceEntry("exchange", _("Gửi – nhận"), "exchange", exchange, "8"),
        PlaceEntry("settings", _("Thiết lập"), "settings", settings, "9"),
    )
