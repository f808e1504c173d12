"""BagIt 1.0 (RFC 8493) inside a ZIP file: written in one pass, checked to be complete and unchanged.

The bag stands in one base directory of the archive, as the RFC asks; a bag at the archive's root is read too.
"""

from __future__ import annotations

import hashlib
import re
import zipfile
import zlib
from dataclasses import dataclass
from functools import cached_property, partial
from typing import IO, TYPE_CHECKING, Self

from ntm_desktop.exchange.manifest import BAGIT, decode_lines, oxum_of
from ntm_desktop.exchange.seal import SIGNATURE_FILE_LIMIT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from ntm_desktop.exchange.findings import Findings

MANIFEST = "manifest-sha256.txt"
TAG_MANIFEST = "tagmanifest-sha256.txt"
SIGNATURE = TAG_MANIFEST + ".minisig"
INFO = "bag-info.txt"
DECLARATION = "bagit.txt"
PAYLOAD = "data/"
TAG_FILES = (DECLARATION, INFO, MANIFEST)
_LINE = re.compile(r"([0-9a-fA-F]{64})[ \t]+\*?(\S.*)")
_READ = 1 << 18
_LEVEL = 6


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of a bag as written: SHA-256 in hex and size in bytes."""

    digest: str
    size: int


class BagWriter:
    """Writes a bag entry by entry; payload first, then the tag files and the signature."""

    def __init__(self, stream: IO[bytes], base: str, moment: tuple[int, ...]) -> None:
        self._zip = zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL)
        self._base = base
        year, month, day, hour, minute, second = moment
        self._moment = (year, month, day, hour, minute, second)
        self._payload: dict[str, Entry] = {}

    def payload(self, path: str, pieces: Iterable[bytes]) -> Entry:
        """Write `data/<path>` from its pieces."""
        entry = self._payload[PAYLOAD + path] = self._write(PAYLOAD + path, pieces)
        return entry

    @property
    def oxum(self) -> str:
        """The Payload-Oxum so far: «octets.files»."""
        return f"{sum(entry.size for entry in self._payload.values())}.{len(self._payload)}"

    def tags(self, info: bytes) -> bytes:
        """Write the tag files and return the tag manifest, which is what gets signed."""
        manifest = _listed({path: entry.digest for path, entry in self._payload.items()})
        tags = {DECLARATION: BAGIT, INFO: info, MANIFEST: manifest}
        digests = {name: self._write(name, [content]).digest for name, content in tags.items()}
        tag_manifest = _listed(digests)
        self._write(TAG_MANIFEST, [tag_manifest])
        return tag_manifest

    def sign(self, signature: str) -> None:
        """Write the signature of the tag manifest."""
        self._write(SIGNATURE, [signature.encode()])

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Finish the archive, also a broken-off one, while its stream is still open."""
        self._zip.close()

    def _write(self, path: str, pieces: Iterable[bytes]) -> Entry:
        digest, size = hashlib.sha256(), 0
        entry = zipfile.ZipInfo(f"{self._base}/{path}", self._moment)
        entry.compress_type = zipfile.ZIP_DEFLATED
        entry.external_attr = 0o100644 << 16
        with self._zip.open(entry, "w") as target:
            for piece in pieces:
                digest.update(piece)
                size += len(piece)
                target.write(piece)
        return Entry(digest.hexdigest(), size)


class HashingReader:
    """An entry while it is read; `drain` reads what is left and gives the digest of all.

    It is opened at the first read, so that whatever is wrong with it shows there (`DAMAGED`).
    """

    def __init__(self, opened: Callable[[], IO[bytes]], on_read: Callable[[int], None] | None) -> None:
        self._opened = opened
        self._on_read = on_read
        self._hash = hashlib.sha256()

    @cached_property
    def _source(self) -> IO[bytes]:
        return self._opened()

    def read(self, size: int) -> bytes:
        """Read and hash some bytes."""
        data = self._source.read(size)
        self._hash.update(data)
        if self._on_read is not None:
            self._on_read(len(data))
        return data

    def drain(self) -> str:
        """Read what is left and return the digest in hex."""
        while self.read(_READ):
            pass
        return self._hash.hexdigest()


@dataclass(frozen=True, slots=True)
class Bag:
    """A bag in an archive that was looked over: entries by their path below the base directory."""

    archive: zipfile.ZipFile
    entries: Mapping[str, zipfile.ZipInfo]

    def read(self, path: str, limit: int) -> bytes | None:
        """Return a small file; None where it is not there, too long or damaged."""
        entry = self.entries.get(path)
        if entry is None or entry.file_size > limit:
            return None
        try:
            return self.archive.read(entry)
        except DAMAGED:
            return None

    def open(self, path: str, on_read: Callable[[int], None] | None = None) -> HashingReader:
        """Open a file for one pass that also hashes it; `on_read` is told how many bytes went by."""
        return HashingReader(partial(self.archive.open, self.entries[path]), on_read)

    def payload(self) -> tuple[str, ...]:
        """Return the paths of all payload files."""
        return tuple(path for path in self.entries if path.startswith(PAYLOAD))


# What reading a damaged or lying entry can raise.
DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError)


def find_bag(archive: zipfile.ZipFile, findings: Findings) -> Bag | None:
    """Find the one bag of an archive; every file must belong to it."""
    files = {entry.filename: entry for entry in archive.infolist() if not entry.is_dir()}
    bases = [name.removesuffix(DECLARATION) for name in files if name.split("/")[-1] == DECLARATION]
    base = min(bases, key=len, default=None)
    if base is None or base.count("/") > 1 or not all(name.startswith(base) for name in files):
        findings.add("exchange.bag.none", expected=DECLARATION)
        return None
    return Bag(archive, {name[len(base) :]: entry for name, entry in files.items()})


def check_tags(bag: Bag, limit: int, findings: Findings) -> dict[str, str]:
    """Check the declaration, the tag files against the tag manifest, and the list of files against the files.

    Return the payload manifest: path to SHA-256. The payload's own bytes are checked by whoever reads them.
    """
    _check_declaration(bag, limit, findings)
    digests = _manifest(bag, TAG_MANIFEST, limit, findings)
    for name in TAG_FILES:
        data = bag.read(name, limit)
        if data is None or digests.get(name) != hashlib.sha256(data).hexdigest():
            code = "exchange.bag.missing" if data is None else "exchange.bag.changed"
            findings.add(code, path=name, name=name)
    known = {*TAG_FILES, TAG_MANIFEST, SIGNATURE}
    for name in sorted(bag.entries.keys() - known - set(bag.payload())):
        findings.add("exchange.bag.extra", path=name, found=name, name=name)
    manifest = _manifest(bag, MANIFEST, limit, findings)
    _check_payload_list(bag, manifest, findings)
    _check_oxum(bag, limit, findings)
    return manifest


def signature_of(bag: Bag) -> bytes:
    """Return the signature file; empty where there is none."""
    return bag.read(SIGNATURE, SIGNATURE_FILE_LIMIT) or b""


def check_digest(path: str, digest: str, manifest: Mapping[str, str], findings: Findings) -> None:
    """Compare what was read with what the manifest says; a file that it does not list was already noted."""
    if manifest.get(path, digest) != digest:
        findings.add("exchange.bag.changed", path=path, name=path)


def _check_declaration(bag: Bag, limit: int, findings: Findings) -> None:
    pairs = dict(decode_lines(bag.read(DECLARATION, limit) or b"") or ())
    if pairs.get("BagIt-Version") not in {"1.0", "0.97"}:
        found = pairs.get("BagIt-Version", "")
        findings.add("exchange.bag.version", path=DECLARATION, found=found, expected="1.0")


def _manifest(bag: Bag, name: str, limit: int, findings: Findings) -> dict[str, str]:
    listed: dict[str, str] = {}
    text = (bag.read(name, limit) or b"").decode("utf-8", "replace")
    for number, line in enumerate(text.splitlines(), start=1):
        match = _LINE.fullmatch(line)
        if not match or match[2] in listed:
            findings.add("exchange.bag.line", sheet=name, row=number, found=line, name=name)
            if findings.hopeless:
                break
        else:
            listed[match[2]] = match[1].lower()
    return listed


def _check_payload_list(bag: Bag, manifest: Mapping[str, str], findings: Findings) -> None:
    payload = set(bag.payload())
    for path in sorted(manifest.keys() - payload):
        findings.add("exchange.bag.missing", path=path, name=path)
    for path in sorted(payload - manifest.keys()):
        findings.add("exchange.bag.extra", path=path, found=path, name=path)


def _check_oxum(bag: Bag, limit: int, findings: Findings) -> None:
    said = oxum_of(bag.read(INFO, limit) or b"")
    payload = bag.payload()
    counted = f"{sum(bag.entries[path].file_size for path in payload)}.{len(payload)}"
    if said and said != counted:
        findings.add("exchange.bag.oxum", path=INFO, found=counted, expected=said)


def _listed(digests: Mapping[str, str]) -> bytes:
    return "".join(f"{digest}  {path}\n" for path, digest in sorted(digests.items())).encode()
