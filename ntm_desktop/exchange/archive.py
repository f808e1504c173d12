"""Looking a ZIP file over before anything in it is unpacked: size, number, names, links, overlaps, ratio."""

from __future__ import annotations

import stat
import struct
import zipfile
from typing import IO, TYPE_CHECKING

from ntm_desktop.exchange.limits import safe_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ntm_desktop.exchange.findings import Findings
    from ntm_desktop.exchange.limits import Limits

_END = struct.Struct("<4s4H2LH")
_END_MARK = b"PK\x05\x06"
_LOCAL = struct.Struct("<4s5H3L2H")
_LOCAL_MARK = b"PK\x03\x04"
_ENCRYPTED = 0x1
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
# A central directory line is 46 bytes and a name, with little or nothing beyond.
_LINE_BYTES = 46 + 64


def open_archive(stream: IO[bytes], limits: Limits, findings: Findings) -> zipfile.ZipFile | None:
    """Return the archive once every entry is known to be harmless; None with the reasons in `findings`."""
    if not _end_is_sound(stream, limits, findings):
        return None
    try:
        archive = zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, ValueError, NotImplementedError, struct.error):
        findings.add("exchange.archive.format")
        return None
    before = findings.count
    for entry in archive.infolist():
        _check_entry(entry, limits, findings)
    _check_twins(archive.namelist(), findings)
    _check_total(archive.infolist(), limits, findings)
    _check_layout(stream, archive, findings)
    if findings.count == before:
        return archive
    archive.close()
    return None


def _end_is_sound(stream: IO[bytes], limits: Limits, findings: Findings) -> bool:
    """Check the end record: at the very end, one disk, no ZIP64, a directory of a size to be read."""
    size = stream.seek(0, 2)
    stream.seek(max(0, size - _END.size))
    raw = stream.read(_END.size)
    if len(raw) < _END.size or not raw.startswith(_END_MARK):
        findings.add("exchange.archive.format")
        return False
    _, disk, first, here, entries, length, offset, comment = _END.unpack(raw)
    if entries > limits.entries or length > limits.entries * (_LINE_BYTES + limits.name_length):
        findings.add("exchange.limit.entries", found=str(entries), expected=f"≤ {limits.entries}")
        return False
    if (disk, first, comment) != (0, 0, 0) or here != entries or offset + length != size - _END.size:
        findings.add("exchange.archive.format")
        return False
    return True


def _check_entry(entry: zipfile.ZipInfo, limits: Limits, findings: Findings) -> None:
    folder = entry.filename.endswith("/")  # entry.is_dir() stumbles over a name of no letter at all
    name = entry.filename.removesuffix("/")
    mode = entry.external_attr >> 16
    if entry.orig_filename != entry.filename or not safe_name(name, limits):
        findings.add("exchange.entry.name", path=name, found=entry.orig_filename, name=name)
    if stat.S_IFMT(mode) not in (0, stat.S_IFREG, stat.S_IFDIR):
        findings.add("exchange.entry.link", path=name, found=stat.filemode(mode))
    if entry.flag_bits & _ENCRYPTED or entry.compress_type not in _METHODS:
        findings.add("exchange.entry.method", path=name, found=str(entry.compress_type))
    if folder and entry.file_size:
        findings.add("exchange.entry.name", path=name, found=entry.filename, name=name)
    if entry.file_size > limits.ratio_from and entry.file_size > limits.ratio * max(1, entry.compress_size):
        ratio = entry.file_size // max(1, entry.compress_size)
        findings.add("exchange.limit.ratio", path=name, found=f"{ratio} : 1", expected=f"≤ {limits.ratio} : 1")


def _check_twins(names: Sequence[str], findings: Findings) -> None:
    seen: set[str] = set()
    for name in names:
        folded = name.removesuffix("/").casefold()
        if folded in seen:
            findings.add("exchange.entry.twice", path=name, found=name, name=name)
        seen.add(folded)


def _check_total(entries: Sequence[zipfile.ZipInfo], limits: Limits, findings: Findings) -> None:
    total = sum(entry.file_size for entry in entries)
    if total > limits.unpacked:
        findings.add("exchange.limit.unpacked", found=str(total), expected=f"≤ {limits.unpacked}")


def _check_layout(stream: IO[bytes], archive: zipfile.ZipFile, findings: Findings) -> None:
    """Entries must follow one another without sharing a byte: quines and overlapping bombs share theirs."""
    free_from = 0
    for entry in sorted(archive.infolist(), key=lambda entry: entry.header_offset):
        stream.seek(entry.header_offset)
        raw = stream.read(_LOCAL.size)
        if len(raw) < _LOCAL.size or not raw.startswith(_LOCAL_MARK) or entry.header_offset < free_from:
            findings.add("exchange.entry.overlap", path=entry.filename, name=entry.filename)
            continue
        *_, name_length, extra_length = _LOCAL.unpack(raw)
        free_from = entry.header_offset + _LOCAL.size + name_length + extra_length + entry.compress_size
    if free_from > archive.start_dir:
        findings.add("exchange.entry.overlap", path="", name="")
