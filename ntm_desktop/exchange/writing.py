"""Writing a package: tables → bag → signature → seal → stick, verified before it has its name."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

from ntm_desktop.domain.problems import Place, Problem, RefusedError
from ntm_desktop.errors import BugError, EnvironmentFault
from ntm_desktop.exchange.archive import open_archive
from ntm_desktop.exchange.bag import TAG_MANIFEST, BagWriter, check_digest, check_tags, find_bag, signature_of
from ntm_desktop.exchange.encode import Encoded, encode
from ntm_desktop.exchange.findings import Findings
from ntm_desktop.exchange.limits import LIMITS
from ntm_desktop.exchange.manifest import encode_info, written_version
from ntm_desktop.exchange.seal import seal, sign, unseal, verify
from ntm_desktop.exchange.tables import resource
from ntm_desktop.exchange.volume import REAL, digest_of, faults_of, spooled, write_finished
from ntm_desktop.exchange.watch import Watch

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from ntm_desktop.exchange.cards import OfficeCard
    from ntm_desktop.exchange.encode import TableData
    from ntm_desktop.exchange.keys import Identity
    from ntm_desktop.exchange.manifest import PackageInfo
    from ntm_desktop.exchange.volume import FileSystem

SUFFIX = ".ntmpkg"
EXTENSIONS = frozenset({"pdf", "jpg", "jpeg", "png", "docx", "xlsx", "txt"})
_BLOCK = 1 << 18
_ROWS_SHARE, _SEALED_SHARE = 0.8, 0.9


@dataclass(frozen=True, slots=True)
class Written:
    """A package that lies finished and verified on its medium.

    `sha256` is that of the file, `manifest_sha256` that of its tag manifest (the next package's `previous`),
    `counts` rows by table, `size` bytes, `attachments` the stored name by the given one.
    """

    path: Path
    sha256: str
    manifest_sha256: str
    counts: Mapping[str, int]
    size: int
    attachments: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Content:
    resources: list[dict[str, object]]
    counts: dict[str, int]
    stored: dict[str, str]


@dataclass(frozen=True, slots=True)
class _Medium:
    fs: FileSystem
    workdir: Path | None


def write_package(
    target_folder: Path,
    name: str,
    info: PackageInfo,
    tables: Iterable[TableData],
    attachments: Mapping[str, Path | bytes],
    *,
    identity: Identity,
    recipient: OfficeCard,
    fs: FileSystem = REAL,
    workdir: Path | None = None,
    expected_rows: int = 0,
    progress: Callable[[float], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
    verified: Callable[[str], None] | None = None,
) -> Written:
    """Write `<target_folder>/<name>.ntmpkg` and verify it from the medium; until then it has no such name.

    `verified` is called with the manifest's SHA-256 right before the file gets its name.
    RefusedError `exchange.write.refused` with every value that cannot travel; EnvironmentFault
    `exchange.volume.*` where the medium fails; CancelledError. After any of them the folder is as it was.
    """
    watch = Watch(progress, cancelled)
    _check_addressee(info, recipient)
    target = target_folder / (name if name.endswith(SUFFIX) else name + SUFFIX)
    base = f"{info.sender}-{info.recipient}-{info.kind}-{info.sequence:06d}"
    with spooled(workdir) as spool:
        with BagWriter(spool, base, info.made.timetuple()[:6]) as bag:
            content = _content(bag, base, tables, attachments, _Rows(watch, expected_rows))
            manifest_sha256 = _signed(bag, base, info, content.resources, identity)
        sink = _Sink(watch)

        def fill(file: IO[bytes]) -> None:
            spool.seek(0)
            seal(spool, sink.into(file), [recipient.keys, identity.public])

        def check(part: Path) -> None:
            watch.at(_SEALED_SHARE)
            _verify(part, sink.sha256, identity, manifest_sha256, _Medium(fs, workdir))
            if verified:
                verified(manifest_sha256)

        write_finished(fs, target, fill, check)
    if watch.progress:
        watch.progress(1.0)
    return Written(target, sink.sha256, manifest_sha256, content.counts, sink.size, content.stored)


class _Rows:
    """Tells progress while rows go by; a cancel is seen at every piece."""

    def __init__(self, watch: Watch, expected: int) -> None:
        self._watch = watch
        self._expected = expected
        self._before = 0

    def through(self, pieces: Iterator[bytes], done: Encoded) -> Iterator[bytes]:
        for piece in pieces:
            rows = self._before + done.rows
            self._watch.at(_ROWS_SHARE * rows / max(self._expected, rows, 1))
            yield piece
        self._before += done.rows


class _Sink:
    """Where the sealed bytes pass on their way to the medium, hashed and counted."""

    def __init__(self, watch: Watch) -> None:
        self._watch = watch
        self._hash = hashlib.sha256()
        self._file: IO[bytes] | None = None
        self.size = 0

    def into(self, file: IO[bytes]) -> _Sink:
        self._file = file
        return self

    def write(self, data: bytes) -> int:
        if self._file is None:
            raise BugError("exchange.bug", what="sink")
        self._watch.at(_ROWS_SHARE)
        self._hash.update(data)
        self.size += len(data)
        return self._file.write(data)

    def flush(self) -> None:
        """Leave flushing to the end: the file is synced once, when whole."""

    @property
    def sha256(self) -> str:
        return self._hash.hexdigest()


def _check_addressee(info: PackageInfo, recipient: OfficeCard) -> None:
    if info.recipient != recipient.office.code:
        raise BugError("exchange.bug", what="addressee", said=info.recipient, card=recipient.office.code)


def _content(
    bag: BagWriter,
    base: str,
    tables: Iterable[TableData],
    attachments: Mapping[str, Path | bytes],
    rows: _Rows,
) -> _Content:
    """Write the payload; RefusedError with every value that cannot travel."""
    findings = Findings(base)
    resources, counts = _tables(bag, tables, findings, rows)
    stored = _attachments(bag, attachments)
    if findings.count:
        raise RefusedError("exchange.write.refused", findings.problems(), count=findings.count)
    return _Content(resources, counts, stored)


def _signed(
    bag: BagWriter, base: str, info: PackageInfo, resources: list[dict[str, object]], identity: Identity
) -> str:
    """Write description, tag files and signature; return the SHA-256 of the tag manifest."""
    bag.payload("datapackage.json", [_description(info, base, resources)])
    try:
        tag_manifest = bag.tags(encode_info(info, bag.oxum))
    except ValueError as error:
        raise BugError("exchange.bug", what="info", value=str(error)) from error
    bag.sign(sign(tag_manifest, identity, f"{base} format {written_version(info.format)}"))
    return hashlib.sha256(tag_manifest).hexdigest()


def _tables(
    bag: BagWriter, tables: Iterable[TableData], findings: Findings, rows: _Rows
) -> tuple[list[dict[str, object]], dict[str, int]]:
    resources: list[dict[str, object]] = []
    counts: dict[str, int] = {}
    for data in tables:
        done = Encoded()
        entry = bag.payload(data.schema.path, rows.through(encode(data, findings, done), done))
        resources.append(resource(data.schema, entry.digest, entry.size))
        counts[data.schema.name] = done.rows
    return resources, counts


def _description(info: PackageInfo, base: str, resources: list[dict[str, object]]) -> bytes:
    content = {
        "profile": "tabular-data-package",
        "name": base,
        "title": f"{info.sender_name} → {info.recipient}",
        "created": info.made.isoformat(timespec="seconds"),
        "version": written_version(info.format),
        "resources": resources,
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def _attachments(bag: BagWriter, attachments: Mapping[str, Path | bytes]) -> dict[str, str]:
    stored: dict[str, str] = {}
    for name, content in attachments.items():
        extension = name.rpartition(".")[2].lower()
        if extension not in EXTENSIONS:
            problem = Problem("exchange.attachment.kind", Place(path=name), extension, facts={"name": name})
            raise RefusedError(problem.code, [problem], name=name)
        digest = _digest(content)
        target = f"attachments/{digest}.{extension}"
        if target not in stored.values() and bag.payload(target, _blocks(content)).digest != digest:
            raise EnvironmentFault("exchange.attachment.changed", name=name)
        stored[name] = target
    return stored


def _digest(content: Path | bytes) -> str:
    digest = hashlib.sha256()
    for block in _blocks(content):
        digest.update(block)
    return digest.hexdigest()


def _blocks(content: Path | bytes) -> Iterator[bytes]:
    if isinstance(content, bytes):
        yield content
        return
    with faults_of(content), content.open("rb") as file:
        while block := file.read(_BLOCK):
            yield block


def _verify(part: Path, sha256: str, identity: Identity, manifest_sha256: str, medium: _Medium) -> None:
    """Read the file back, open it with our own key and check every hash and the signature."""
    with medium.fs.open(part) as file, spooled(medium.workdir) as spool:
        if digest_of(file)[0] != sha256:
            raise EnvironmentFault("exchange.volume.changed", path=str(part))
        file.seek(0)
        unseal(file, spool, identity)
        _verify_bag(spool, identity, manifest_sha256, part.name)


def _verify_bag(spool: IO[bytes], identity: Identity, manifest_sha256: str, source: str) -> None:
    """Check what we have just written; a failure here would be a mistake of ours."""
    findings = Findings(source)
    archive = open_archive(spool, LIMITS, findings)
    bag = find_bag(archive, findings) if archive else None
    if bag is None:
        raise BugError("exchange.bug", what="unreadable", first=findings.problems()[0].code)
    manifest = check_tags(bag, LIMITS.document, findings)
    tag_manifest = bag.read(TAG_MANIFEST, LIMITS.document) or b""
    signed = verify(tag_manifest, signature_of(bag), identity.public)
    for path in bag.payload():
        check_digest(path, bag.open(path).drain(), manifest, findings)
    if findings.count or not signed or hashlib.sha256(tag_manifest).hexdigest() != manifest_sha256:
        raise BugError("exchange.bug", what="unverified", problems=findings.count)
