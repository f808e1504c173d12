"""What «Gửi – nhận» shows, read at once off the GUI thread."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ntm_desktop.services import receiving, sending, trust

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ntm_desktop.services.context import Context
    from ntm_desktop.services.sending import OutRecord, Unsent
    from ntm_desktop.services.trust import CardRecord, CardView


@dataclass(frozen=True, slots=True)
class ExchangeFacts:
    """The state of the exchange. `superior_card` is None where the superior's card is not trusted yet.

    `waiting` counts the offices whose packages no receipt has been written for.
    """

    office: str
    receives: bool
    superior: str
    superior_name: str
    superior_card: CardRecord | None
    unsent: Unsent
    years: Sequence[int]
    sent: Sequence[OutRecord]
    cards: Sequence[CardRecord]
    own: CardView
    waiting: int = 0

    @property
    def reports(self) -> bool:
        """Whether there is an office above that gets reports."""
        return bool(self.superior)

    def newest_report(self) -> OutRecord | None:
        """Return the last report written, None before the first."""
        return next((one for one in self.sent if one.kind == "report"), None)


def read_apart(context: Context) -> ExchangeFacts:
    """Return the state of the exchange, on a reader of its own: for a worker."""
    reader = context.for_reading()
    try:
        return read(reader)
    finally:
        reader.database.close()


def read(context: Context) -> ExchangeFacts:
    """Return the state of the exchange."""
    office = context.office
    cards = trust.listed(context)
    card = next((one for one in cards if one.code == office.superior_code), None)
    waiting = {one.sender_code for one in receiving.history(context) if awaits_receipt(one)} if office.receives else ()
    return ExchangeFacts(
        office=office.name,
        receives=office.receives,
        superior=office.superior_code,
        superior_name=card.name if card is not None else office.superior_name or office.superior_code,
        superior_card=card,
        unsent=sending.unsent(context),
        years=sending.years_to_send(context),
        sent=sending.sent(context),
        cards=cards,
        own=trust.own_card(context),
        waiting=len(waiting),
    )


def awaits_receipt(package: receiving.InRecord) -> bool:
    """Whether no receipt has been written about a package."""
    return package.kind == "report" and not package.acknowledged_in
