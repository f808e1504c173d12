"""What a package says of itself, for a message and a record, though its content may be refused.

Nothing here makes a package trustworthy: only a sender named by `peek` has signed what it says.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

from ntm_desktop.errors import NtmError
from ntm_desktop.exchange.archive import open_archive
from ntm_desktop.exchange.bag import INFO, TAG_MANIFEST, check_tags, find_bag, signature_of
from ntm_desktop.exchange.findings import Findings
from ntm_desktop.exchange.limits import LIMITS
from ntm_desktop.exchange.manifest import decode_info
from ntm_desktop.exchange.reading import inspect_header
from ntm_desktop.exchange.seal import unseal, verify
from ntm_desktop.exchange.volume import digest_of, spooled

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from ntm_desktop.exchange.bag import Bag
    from ntm_desktop.exchange.cards import OfficeCard
    from ntm_desktop.exchange.keys import Identity
    from ntm_desktop.exchange.manifest import PackageInfo


@dataclass(frozen=True, slots=True)
class Peeked:
    """What a package says: `sender` is None unless a trusted office signed it and its tag files are unchanged."""

    info: PackageInfo
    sender: OfficeCard | None
    sha256: str
    manifest_sha256: str
    size: int


def peek(
    path: Path, identity: Identity, trusted: Mapping[str, OfficeCard], workdir: Path | None = None
) -> Peeked | None:
    """Return what the package at `path` (in quarantine) says of itself; None where it cannot be read so far."""
    try:
        inspect_header(path)
        with path.open("rb") as file, spooled(workdir) as spool:
            sha256, size = digest_of(file)
            file.seek(0)
            unseal(file, spool, identity, path.name)
            return _looked_into(spool, trusted, sha256, size)
    except (NtmError, OSError):
        return None


def _looked_into(spool: IO[bytes], trusted: Mapping[str, OfficeCard], sha256: str, size: int) -> Peeked | None:
    findings = Findings("")
    archive = open_archive(spool, LIMITS, findings)
    bag = find_bag(archive, findings) if archive else None
    info = decode_info(bag.read(INFO, LIMITS.info) or b"", findings) if bag else None
    if bag is None or info is None:
        return None
    tag_manifest = bag.read(TAG_MANIFEST, LIMITS.info) or b""
    sender = _signer(bag, tag_manifest, trusted.get(info.sender))
    return Peeked(info, sender, sha256, hashlib.sha256(tag_manifest).hexdigest(), size)


def _signer(bag: Bag, tag_manifest: bytes, card: OfficeCard | None) -> OfficeCard | None:
    """Return the card whose office signed the tag files, `bag-info.txt` among them, as they are."""
    if card is None or not verify(tag_manifest, signature_of(bag), card.keys):
        return None
    tags = Findings("")
    check_tags(bag, LIMITS.document, tags)
    changed = any(problem.place.path == INFO for problem in tags.problems())
    return None if changed else card
