"""What sending, receiving and receipts share: a connection of one's own, offices and keys, numbers, and writing."""

from __future__ import annotations

import re
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from ntm_desktop import __version__
from ntm_desktop.domain.places import Level
from ntm_desktop.errors import UserError
from ntm_desktop.exchange.cards import OfficeCard, OfficeRef, read_card
from ntm_desktop.exchange.keys import Identity
from ntm_desktop.exchange.manifest import Kind, PackageInfo
from ntm_desktop.exchange.package import SUFFIX, TableData, Written, write_package
from ntm_desktop.exchange.schemas import OFFICE
from ntm_desktop.exchange.volume import RealFileSystem
from ntm_desktop.services.context import Act, changed
from ntm_desktop.store import cards, journal, office, packages, received
from ntm_desktop.store.database import Connection, open_database
from ntm_desktop.store.ids import new_id
from ntm_desktop.store.packages import Intent, OutRecord

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from ntm_desktop.domain.changes import Changed
    from ntm_desktop.errors import Fact
    from ntm_desktop.services.context import Context
    from ntm_desktop.store.journal import Change
    from ntm_desktop.store.office import OfficeRecord

_YEAR = re.compile(r"\d{4}")
_LEVELS = {5: Level.COMMUNE, 3: Level.DISTRICT, 2: Level.PROVINCE}


@dataclass(frozen=True, slots=True)
class Message:
    """What a package shall say, apart from its place in the sequence."""

    kind: Kind
    recipient: OfficeCard
    period: tuple[int, ...] = ()
    catalogue: str = ""


@dataclass(frozen=True, slots=True)
class Sent:
    """A package that lies verified on its medium, and is recorded: its number is used up.

    `counts` are rows by table, `id` that of its record.
    """

    id: str
    file: Path
    kind: str
    recipient_code: str
    recipient_name: str
    sequence: int
    sha256: str
    manifest_sha256: str
    size: int
    period: tuple[int, ...]
    counts: Mapping[str, int]
    changed: Changed


@contextmanager
def own_connection(context: Context) -> Iterator[Context]:
    """Give a block the office through a connection of its own, so that it may run on any thread.

    SQLite lets one writer in at a time; the others wait. EnvironmentFault `store.swapped` where another file lies under
    our database's name.
    """
    context.database.refuse_swapped()
    database = open_database(context.paths.database)
    try:
        yield replace(context, database=database)
    finally:
        database.close()


def office_ref(record: OfficeRecord) -> OfficeRef:
    """Return our own office as a card names it."""
    return OfficeRef(record.code, record.name, record.level, record.province_code)


def identity(context: Context) -> Identity:
    """Return the office's secret keys; UserError(transport.no_keys) where they are lost."""
    secret = office.identity(context.database)
    if secret is None:
        raise UserError("transport.no_keys")
    return Identity.from_json(secret)


def level_of(code: str) -> Level:
    """Return the level that an office code is of, by its length; UserError(transport.unknown_office)."""
    level = _LEVELS.get(len(code)) if code.isascii() and code.isdigit() else None
    if level is None:
        raise UserError("transport.unknown_office", code=code)
    return level


def trusted_card(context: Context, code: str) -> OfficeCard:
    """Return the card trusted for an office; UserError(transport.no_card) says how to get one."""
    record = cards.trusted(context.database, level_of(code), code)
    if record is None:
        raise UserError("transport.no_card", code=code, name=_name_of(context, code))
    return read_card(record.body.encode(), record.code)


def trusted_cards(context: Context) -> dict[str, OfficeCard]:
    """Return the trusted cards by office code: a code's length tells the level."""
    return {one.code: _known_card(one.body.encode(), one.code) for one in cards.all_cards(context.database)}


@lru_cache(maxsize=4096)
def _known_card(data: bytes, code: str) -> OfficeCard:
    """Return a kept card: the same bytes are the same card, and its signature is not checked again for each package."""
    return read_card(data, code)


def period_of(text: str) -> tuple[int, ...]:
    """Return the years that a package's period names."""
    return tuple(sorted({int(year) for year in _YEAR.findall(text)}))


def office_table(record: OfficeRecord) -> TableData:
    """Return the table that says who sends."""
    values = (record.code, record.name, record.level.value, record.province_code)
    return TableData(OFFICE, [(*values, record.village_word, record.movement)])


def act(context: Context, connection: Connection, done: Act, changes: Sequence[Change]) -> Changed:
    """Write the journal line of an act inside the caller's transaction; return what changed."""
    now = context.clock()
    note = journal.Note(done.name, context.author, now, done.facts, undoable=done.undoable)
    return changed(journal.write(connection, note, changes), now, done.name, changes)


def write(
    context: Context,
    message: Message,
    folder: Path,
    tables: Callable[[], Iterable[TableData]],
    *,
    expected_rows: int = 0,
    progress: Callable[[float], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
    recorded: Callable[[Connection, str], None] | None = None,
) -> Sent:
    """Write a package to `folder`, verify it, and only then record it and use its number up.

    `tables` is asked inside one snapshot of `context.database`, which must be a connection of the caller's own;
    `recorded` is called in the recording transaction with the id of the record. Whatever fails leaves the
    database as it was, and no file of that name.
    """
    now = context.clock()
    record = context.office
    _count_what_may_be_out(context)
    info = _info(context, record, message, now)
    name = _file_name(info, now)
    target = folder / (name + SUFFIX)
    _sweep(folder, record.code)
    intent = Intent(info.recipient, info.lineage, info.sequence, str(target), manifest="")
    _intend(context, intent)
    volume = _Noting()
    try:
        with context.database.snapshot():
            mark = journal.mark(context.database)
            written = write_package(
                folder,
                name,
                info,
                tables(),
                attachments={},
                identity=identity(context),
                recipient=message.recipient,
                fs=volume,
                expected_rows=expected_rows,
                progress=progress,
                cancelled=cancelled,
                verified=lambda manifest: _note_manifest(context, intent, manifest),
            )
        return _record(context, message, info, written, mark, recorded)
    except BaseException:
        if not volume.named or _taken_back(target):
            _intend(context, None)
        raise


class _Noting(RealFileSystem):
    """The real files, noting when ours is about to get its name: from then on it may be out in the world."""

    def __init__(self) -> None:
        self.named = False

    def replace(self, source: Path, target: Path) -> None:
        """Rename."""
        self.named = True
        super().replace(source, target)


def _taken_back(file: Path) -> bool:
    """Remove a file that shall not count; whether it is surely gone (the stick may be)."""
    try:
        file.unlink(missing_ok=True)
    except OSError:
        return False
    return file.parent.is_dir()


def _sweep(folder: Path, code: str) -> None:
    """Remove from the stick what a program that died while writing left of our own packages."""
    with suppress(OSError):
        for file in folder.glob(f".~{code}-*.part"):
            file.unlink()


def _info(context: Context, record: OfficeRecord, message: Message, now: datetime) -> PackageInfo:
    recipient = message.recipient.office
    sequence, previous = _next_number(context, recipient, record.lineage)
    held = received.held(context.database, recipient.level, recipient.code)
    return PackageInfo(
        sender=record.code,
        sender_name=record.name,
        recipient=recipient.code,
        kind=message.kind,
        lineage=record.lineage,
        sequence=sequence,
        made=now,
        previous=previous,
        earlier=packages.earlier(context.database, recipient.level, recipient.code, record.lineage),
        acknowledges=held.sequence if held else None,
        acknowledges_lineage=held.lineage if held else "",
        period=", ".join(str(year) for year in message.period),
        catalogue=message.catalogue,
        app_version=__version__,
    )


def _next_number(context: Context, recipient: OfficeRef, lineage: str) -> tuple[int, str]:
    """Return the next number and the manifest before it.

    Of a note that an older program left no manifest is known: where its file may be out there, its number is given up,
    and the one after it too, so that a receiver sees a gap and not a second history.
    """
    sequence, previous = packages.next_number(context.database, recipient.level, recipient.code, lineage)
    intent = packages.intent(context.database)
    old = intent is not None and (intent.recipient, intent.lineage, intent.sequence) == (
        recipient.code,
        lineage,
        sequence,
    )
    return (sequence + 2 if old else sequence), previous


def _count_what_may_be_out(context: Context) -> None:
    """Count a package as written where the program died when it may have got its name.

    Whoever received it sees it followed by the next, and for others it is a lost one.
    """
    intent = packages.intent(context.database)
    if intent is None:
        return
    if intent.manifest == "" or _surely_absent(Path(intent.file)):
        _intend(context, None)
    elif intent.manifest:
        with context.database.atomic() as connection:
            packages.give_up(connection, context.database, intent)


def _note_manifest(context: Context, intent: Intent, manifest: str) -> None:
    """Note what is about to get its name, on a connection of its own: the caller's reads one moment of the data."""
    own = context.for_writing()
    try:
        _intend(own, replace(intent, manifest=manifest))
    finally:
        own.database.close()


def _surely_absent(file: Path) -> bool:
    """Whether a file never got its name: the unfinished one still lies in its place."""
    return not file.exists() and file.with_name(f".~{file.name}.part").exists()


def _intend(context: Context, intent: Intent | None) -> None:
    with context.database.atomic() as connection:
        packages.intend(connection, intent)


def _record(
    context: Context,
    message: Message,
    info: PackageInfo,
    written: Written,
    mark: int,
    recorded: Callable[[Connection, str], None] | None,
) -> Sent:
    recipient = message.recipient.office
    out = OutRecord(
        id=new_id(info.made),
        kind=info.kind.value,
        recipient_level=recipient.level,
        recipient_code=recipient.code,
        recipient_name=recipient.name,
        lineage=info.lineage,
        sequence=info.sequence,
        previous=info.previous,
        file_name=written.path.name,
        sha256=written.sha256,
        manifest_sha256=written.manifest_sha256,
        size=written.size,
        period=message.period,
        counts=written.counts,
        journal_mark=mark,
        written_at=info.made,
        staff_name=context.author.name,
    )
    facts: dict[str, Fact] = {"recipient": recipient.name, "sequence": info.sequence, "file": written.path.name}
    with context.database.atomic() as connection:
        change = packages.record_sent(connection, out)
        if recorded is not None:
            recorded(connection, out.id)
        packages.intend(connection, None)
        done = Act(f"package.written.{info.kind.value}", facts, undoable=False)
        told = act(context, connection, done, [change])
    return Sent(
        id=out.id,
        file=written.path,
        kind=out.kind,
        recipient_code=recipient.code,
        recipient_name=recipient.name,
        sequence=out.sequence,
        sha256=out.sha256,
        manifest_sha256=out.manifest_sha256,
        size=out.size,
        period=out.period,
        counts=out.counts,
        changed=told,
    )


def _file_name(info: PackageInfo, now: datetime) -> str:
    return f"{info.sender}-{info.recipient}-{info.kind.value}-{info.sequence:06d}-{now:%Y%m%d-%H%M%S}"


def _name_of(context: Context, code: str) -> str:
    """Return the name of an office that we have no card of: a code means another unit in each list, so ours first."""
    ours = context.office
    if code == ours.superior_code and ours.superior_name:
        return ours.superior_name
    units = context.catalogue.units.coded(level_of(code), code)
    return next((unit.name for unit in sorted(units, key=lambda one: one.regime != ours.regime)), code)
