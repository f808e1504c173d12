"""Receiving a package: seal → archive → signature → bag → version → tables, all problems at once."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from typing import IO, TYPE_CHECKING, Self

from ntm_desktop.domain.problems import Place, Problem, RefusedError
from ntm_desktop.exchange.archive import open_archive
from ntm_desktop.exchange.bag import (
    DAMAGED,
    INFO,
    PAYLOAD,
    TAG_MANIFEST,
    check_digest,
    check_tags,
    find_bag,
    signature_of,
)
from ntm_desktop.exchange.contents import Reading, read_tables
from ntm_desktop.exchange.findings import Findings
from ntm_desktop.exchange.limits import LIMITS
from ntm_desktop.exchange.manifest import FORMAT, decode_info, written_version
from ntm_desktop.exchange.seal import HEADER_LIMIT, parse_header, unseal, verify
from ntm_desktop.exchange.upgrades import UPGRADES, path_from
from ntm_desktop.exchange.volume import digest_of, faults_of, spooled
from ntm_desktop.exchange.watch import Watch
from ntm_desktop.exchange.writing import EXTENSIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from ntm_desktop.exchange.bag import (
        Bag,
    )
    from ntm_desktop.exchange.cards import OfficeCard
    from ntm_desktop.exchange.decode import TableRows
    from ntm_desktop.exchange.keys import Identity
    from ntm_desktop.exchange.limits import Limits
    from ntm_desktop.exchange.manifest import PackageInfo
    from ntm_desktop.exchange.seal import SealHeader
    from ntm_desktop.exchange.upgrades import Upgrade

_ATTACHMENT = re.compile(r"data/attachments/([0-9a-f]{64})\.([a-z]{2,5})")
_UNSEALED_SHARE = 0.1


@dataclass(slots=True)
class OpenedPackage:
    """A package that was found sound in every respect but its place in the sequence. Close it after use.

    `attachments` gives sizes in bytes by stored name (`<sha256>.<ext>`).
    """

    info: PackageInfo
    sender: OfficeCard
    tables: Mapping[str, TableRows]
    attachments: Mapping[str, int]
    sha256: str
    manifest_sha256: str
    size: int
    _bag: Bag = field(repr=False)
    _spool: IO[bytes] = field(repr=False)

    @property
    def counts(self) -> dict[str, int]:
        """Rows by table."""
        return {name: len(table) for name, table in self.tables.items()}

    def attachment(self, name: str) -> bytes:
        """Return the content of an attachment; its hash was checked. KeyError for an unknown name."""
        return self._bag.archive.read(self._bag.entries[f"{PAYLOAD}attachments/{name}"])

    def close(self) -> None:
        """Let go of the unpacked archive."""
        self._bag.archive.close()
        self._spool.close()

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close."""
        self.close()


def inspect_header(path: Path, limits: Limits = LIMITS) -> SealHeader:
    """Look at size and seal only. RefusedError `exchange.limit.sealed`, `exchange.seal.*`."""
    with faults_of(path):
        size = path.stat().st_size
        if size > limits.sealed:
            problem = Problem("exchange.limit.sealed", Place(source=path.name), str(size), f"≤ {limits.sealed}")
            raise RefusedError(problem.code, [problem], source=path.name)
        with path.open("rb") as file:
            return parse_header(file.read(HEADER_LIMIT), path.name)


def open_package(
    path: Path,
    identity: Identity,
    trusted: Mapping[str, OfficeCard],
    *,
    office: str,
    limits: Limits = LIMITS,
    workdir: Path | None = None,
    upgrades: Sequence[Upgrade] = UPGRADES,
    progress: Callable[[float], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> OpenedPackage:
    """Open and check a package for `office` (our own code) from a sender whose card is trusted.

    RefusedError with all problems at once; its code is the problem's own where there is only one kind, else
    `exchange.refused`. The file should lie in quarantine, out of reach of whoever holds the stick.
    """
    watch = Watch(progress, cancelled)
    inspect_header(path, limits)
    spool = spooled(workdir)
    try:
        sha256, size = _unsealed(path, identity, spool, watch)
        opening = _Opening(Findings(path.name), limits, upgrades, watch, office)
        bag = _bag(spool, opening)
        info, sender, manifest_sha256 = _authentic(bag, trusted, opening)
        manifest = check_tags(bag, limits.document, opening.findings)
        way = _addressed_and_readable(info, opening)
        reading = Reading(
            bag,
            manifest,
            opening.findings,
            limits,
            lenient=info.format > FORMAT,
            progress=_counted(bag, watch),
        )
        tables = read_tables(reading, info, sender.office, way)
        attachments = _attachments(bag, manifest, opening.findings)
        opening.findings.refuse_if_any()
        watch.at(1.0)
    except BaseException:
        spool.close()
        raise
    return OpenedPackage(info, sender, tables, attachments, sha256, manifest_sha256, size, bag, spool)


@dataclass(frozen=True, slots=True)
class _Opening:
    """What all steps of one opening share."""

    findings: Findings
    limits: Limits
    upgrades: Sequence[Upgrade]
    watch: Watch
    office: str


def _counted(bag: Bag, watch: Watch) -> Callable[[int], None]:
    """Return what turns bytes read into progress."""
    total = 1 + sum(bag.entries[path].file_size for path in bag.payload())
    done = [0]

    def read(size: int) -> None:
        done[0] += size
        watch.at(_UNSEALED_SHARE + (1 - _UNSEALED_SHARE) * done[0] / total)

    return read


def _unsealed(path: Path, identity: Identity, spool: IO[bytes], watch: Watch) -> tuple[str, int]:
    watch.at(0.0)
    with faults_of(path), path.open("rb") as file:
        digest, size = digest_of(file)
        file.seek(0)
        unseal(file, spool, identity, path.name)
    watch.at(_UNSEALED_SHARE)
    return digest, size


def _bag(spool: IO[bytes], opening: _Opening) -> Bag:
    archive = open_archive(spool, opening.limits, opening.findings)
    bag = find_bag(archive, opening.findings) if archive else None
    return bag or opening.findings.refuse()


def _authentic(bag: Bag, trusted: Mapping[str, OfficeCard], opening: _Opening) -> tuple[PackageInfo, OfficeCard, str]:
    """Return what the package says of itself, once a trusted office is known to have said it."""
    findings, limits = opening.findings, opening.limits
    info = decode_info(bag.read(INFO, limits.info) or b"", findings) or findings.refuse()
    card = trusted.get(info.sender)
    tag_manifest = bag.read(TAG_MANIFEST, limits.info) or b""
    if card is None and info.sender == opening.office:
        findings.add("exchange.sender.own", found=info.sender, recipient=info.recipient)
        findings.refuse()
    if card is None:
        findings.add("exchange.sender.unknown", found=info.sender, sender=info.sender, name=info.sender_name)
        findings.refuse()
    if not verify(tag_manifest, signature_of(bag), card.keys):
        findings.add("exchange.sender.signature", sender=info.sender, name=card.office.name)
        findings.refuse()
    return info, card, hashlib.sha256(tag_manifest).hexdigest()


def _addressed_and_readable(info: PackageInfo, opening: _Opening) -> tuple[Upgrade, ...]:
    """Stop at a package for someone else or of another time; return the upgrades that it needs."""
    findings = opening.findings
    before = findings.count
    if info.recipient != opening.office:
        findings.add(
            "exchange.recipient.other",
            found=info.recipient,
            expected=opening.office,
            recipient=info.recipient,
        )
    way = path_from(info.format, opening.upgrades)
    found, ours = written_version(info.format), written_version(FORMAT)
    newer = info.reader_minimum > FORMAT or info.format[0] > FORMAT[0]
    if newer or way is None:
        code = "exchange.format.newer" if newer else "exchange.format.too_old"
        findings.add(code, found=found, expected=ours, version=found, ours=ours, app=info.app_version)
    if findings.count > before:
        findings.refuse()
    return way or ()


def _attachments(bag: Bag, manifest: Mapping[str, str], findings: Findings) -> dict[str, int]:
    sizes: dict[str, int] = {}
    for path in bag.payload():
        if not path.startswith(PAYLOAD + "attachments/"):
            continue
        match = _ATTACHMENT.fullmatch(path)
        if match is None or match[2] not in EXTENSIONS:
            findings.add("exchange.attachment.name", path=path, found=path, name=path)
            continue
        try:
            digest = bag.open(path).drain()
        except DAMAGED:
            digest = ""
        check_digest(path, digest, manifest, findings)
        if digest != match[1]:
            findings.add("exchange.attachment.content", path=path, found=digest, expected=match[1], name=path)
        sizes[path.rpartition("/")[2]] = bag.entries[path].file_size
    return sizes
