"""Trust between offices: our own card, cards of others, and the comparison without which none is believed."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ntm_desktop import disk
from ntm_desktop.errors import UserError
from ntm_desktop.exchange.cards import (
    SUFFIX,
    OfficeCard,
    fingerprint,
    make_card,
    read_card,
    same_fingerprint,
)
from ntm_desktop.exchange.keys import age_identity_file, minisign_public_file, minisign_secret_file
from ntm_desktop.exchange.limits import CARD_BYTES
from ntm_desktop.exchange.volume import REAL, faults_of, write_finished
from ntm_desktop.services import wire
from ntm_desktop.services.context import Act
from ntm_desktop.store import cards
from ntm_desktop.store.cards import CardRecord

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path
    from typing import IO

    from ntm_desktop.domain.changes import Changed
    from ntm_desktop.domain.places import Level
    from ntm_desktop.services.context import Context

__all__ = ["SUFFIX", "CardRecord", "CardView", "Trusted"]


@dataclass(frozen=True, slots=True)
class CardView:
    """A card as a person sees it. `fingerprint` is 30 digits in groups of five, to be read out and compared.

    `trusted` says whether this very card is trusted already; `replaces` is the fingerprint of the trusted card
    of the same office that it would replace, «» for none; `replaces_name` is the name on that card, for one code may
    have been given to two offices (the lists before and after July 2025).
    """

    level: Level
    code: str
    name: str
    province_code: str
    made: date
    fingerprint: str
    age: str
    minisign: str
    trusted: bool = False
    replaces: str = ""
    replaces_name: str = ""
    own: bool = False


@dataclass(frozen=True, slots=True)
class Trusted:
    """What trusting a card did: `replaced` is the fingerprint of the card that it took the place of, or «»."""

    card: CardView
    replaced: str
    changed: Changed


def own_card(context: Context) -> CardView:
    """Return our own office's card, for the screen and the printed slip."""
    with wire.own_connection(context) as own:
        return _view(own, read_card(_own_bytes(own)))


def write_card(context: Context, target: Path) -> Path:
    """Write our own card to a file, or into a folder under a name of its own; return the file.

    EnvironmentFault `exchange.volume.*` where the medium fails.
    """
    with wire.own_connection(context) as own:
        record, data = own.office, _own_bytes(own)
    path = target / f"{record.code}{SUFFIX}" if target.is_dir() else target
    _write(path, data)
    return path


def write_keys(context: Context, target: Path, *, signing: bool = False) -> list[Path]:
    """Write our secret keys for safe keeping; return the files.

    The age identity in age's own format; with `signing` minisign's secret key instead, and its public key beside
    it (`.pub`). Whoever has these files can open our packages and sign in our name. A file with anything else in it
    is never written over, for it may be the only copy of another office's keys: UserError(transport.key_file_exists).
    """
    with wire.own_connection(context) as own:
        keys = wire.identity(own)
    files = {target: age_identity_file(keys).encode()}
    if signing:
        public = target.with_name(target.name + ".pub")
        files = {target: minisign_secret_file(keys).encode(), public: minisign_public_file(keys.public).encode()}
    for file, data in files.items():
        if file.is_file() and file.read_bytes() != data:
            raise UserError("transport.key_file_exists", file=str(file))
    for file, data in files.items():
        _write(file, data, private=file == target)
    return list(files)


def read(context: Context, path: Path) -> CardView:
    """Read another office's card, to be shown with its fingerprint. RefusedError `exchange.card.*`."""
    with wire.own_connection(context) as own:
        return _view(own, _card(path))


def trust(context: Context, path: Path, typed: str) -> Trusted:
    """Trust a card after two officials compared its fingerprint; `typed` is what ours heard from theirs.

    UserError: `transport.fingerprint_differs`; `transport.own_card` for our own. A card that replaces a trusted
    one needs the same comparison, and `Trusted.replaced` says which one it took the place of.
    """
    data = _bytes(path)
    card = read_card(data, path.name)
    with wire.own_connection(context) as own:
        view = _view(own, card)
        if view.own:
            raise UserError("transport.own_card", name=view.name)
        if not same_fingerprint(typed, card):
            raise UserError("transport.fingerprint_differs", name=view.name, code=view.code)
        record = _record(own, view, data)
        with own.database.atomic() as connection:
            changes = cards.trust(connection, record)
            facts = {"name": view.name, "code": view.code, "replaced": view.replaces}
            action = "card.replaced" if view.replaces else "card.trusted"
            told = wire.act(own, connection, Act(action, facts, undoable=False), changes)
        return Trusted(_view(own, card), view.replaces, told)


def listed(context: Context, *, with_former: bool = False) -> list[CardRecord]:
    """Return the trusted cards; those replaced or forgotten only when asked for."""
    with wire.own_connection(context) as own:
        return cards.all_cards(own.database, with_former=with_former)


def forget(context: Context, code: str) -> Changed:
    """Trust an office no more, until its card is compared again. UserError(transport.no_card)."""
    with wire.own_connection(context) as own:
        card = wire.trusted_card(own, code).office
        with own.database.atomic() as connection:
            changes = cards.retire(connection, card.level, card.code, cards.FORGOTTEN)
            facts = {"name": card.name, "code": card.code}
            return wire.act(own, connection, Act("card.forgotten", facts, undoable=False), changes)


def _own_bytes(context: Context) -> bytes:
    return make_card(wire.identity(context), wire.office_ref(context.office), context.clock().date())


def _bytes(path: Path) -> bytes:
    with faults_of(path):
        return disk.read(path, CARD_BYTES)


def _card(path: Path) -> OfficeCard:
    return read_card(_bytes(path), path.name)


def _view(context: Context, card: OfficeCard) -> CardView:
    ours = context.office
    known = cards.trusted(context.database, card.office.level, card.office.code)
    mark = fingerprint(card)
    same = known is not None and known.fingerprint == mark
    return CardView(
        level=card.office.level,
        code=card.office.code,
        name=card.office.name,
        province_code=card.office.province_code,
        made=card.made,
        fingerprint=mark,
        age=card.keys.age,
        minisign=card.keys.signing,
        trusted=same,
        replaces=known.fingerprint if known is not None and not same else "",
        replaces_name=known.name if known is not None and not same else "",
        own=(card.office.level, card.office.code) == (ours.level, ours.code),
    )


def _record(context: Context, view: CardView, data: bytes) -> CardRecord:
    return CardRecord(
        fingerprint=view.fingerprint,
        level=view.level,
        code=view.code,
        name=view.name,
        body=data.decode(),
        trusted_at=context.clock(),
        trusted_by=context.author.name,
    )


def _write(path: Path, data: bytes, *, private: bool = False) -> None:
    def fill(file: IO[bytes]) -> None:
        if private and sys.platform != "win32":
            with suppress(OSError):  # a stick's FAT knows no rights: whoever holds the stick holds the file
                os.fchmod(file.fileno(), 0o600)  # before there is anything to read
        file.write(data)

    write_finished(REAL, path, fill, lambda _part: None)
