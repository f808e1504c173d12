"""Sealing (age) and signing (minisign, prehashed form), and looking at a seal before opening it."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import pyrage
from cryptography.exceptions import InvalidSignature

from ntm_desktop.domain.problems import Place, Problem, RefusedError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ntm_desktop.exchange.keys import Identity, PublicKeys

MAGIC = b"age-encryption.org/v1\n"
HEADER_LIMIT = 64 * 1024
STANZA_LIMIT = 20
_PREHASHED = b"ED"
_SIGNATURE_BYTES = 2 + 8 + 64
_SIGNATURE_LINES = 4
_UNTRUSTED = "untrusted comment: "
_TRUSTED = "trusted comment: "
# How long a signature file may be; minisign itself allows comments of 1 and 8 KiB.
SIGNATURE_FILE_LIMIT = 16 * 1024
_STANZA = re.compile(rb"-> ([!-~]+(?: [!-~]+)*)\n")
_BODY_LINE = re.compile(rb"[A-Za-z0-9+/]{0,64}\n")
_LAST_LINE = re.compile(rb"--- [A-Za-z0-9+/]{43}\n")
_FULL_LINE = 65


class Reader(Protocol):
    """Where bytes come from."""

    def read(self, size: int = -1, /) -> bytes:
        """Return up to `size` bytes."""


class Writer(Protocol):
    """Where bytes go."""

    def write(self, data: bytes, /) -> int:
        """Take all bytes; raise to stop."""

    def flush(self) -> None:
        """Hand on what is held back."""


@dataclass(frozen=True, slots=True)
class SealHeader:
    """The head of an age file: the types of its recipient stanzas in their order, and its length in bytes."""

    stanzas: tuple[str, ...]
    length: int


def parse_header(start: bytes, source: str = "") -> SealHeader:
    """Read the head of an age file from its first `HEADER_LIMIT` bytes, without any cryptography.

    RefusedError: `exchange.seal.format` where it is no age file, `exchange.seal.password` for a scrypt stanza
    (opening one can cost minutes and gigabytes), `exchange.seal.stanzas` for too many recipients.
    """
    if not start.startswith(MAGIC):
        raise _refused("exchange.seal.format", source)
    stanzas: list[str] = []
    at = len(MAGIC)
    while not (last := _LAST_LINE.match(start, at)):
        stanza = _STANZA.match(start, at)
        if not stanza:
            raise _refused("exchange.seal.format", source)
        stanzas.append(stanza[1].split(b" ")[0].decode("ascii"))
        at = _after_body(start, stanza.end(), source)
    _check_stanzas(stanzas, source)
    return SealHeader(tuple(stanzas), last.end())


def seal(reader: Reader, writer: Writer, recipients: Sequence[PublicKeys]) -> None:
    """Encrypt everything that `reader` gives for the recipients. Errors of the streams pass through."""
    guard = _Guarded(reader, writer)
    try:
        pyrage.encrypt_io(guard, guard, [keys.recipient for keys in recipients])
    except Exception:
        guard.raise_own()
        raise
    # The library may even pass over a failure of its last write.
    guard.raise_own()


def unseal(reader: Reader, writer: Writer, identity: Identity, source: str = "") -> None:
    """Decrypt into `writer`. The header must have been looked at with `parse_header`.

    RefusedError `exchange.seal.not_for_us` where no recipient is ours, `exchange.seal.damaged` where the
    bytes are not those that were sealed. Errors of the streams pass through.
    """
    guard = _Guarded(reader, writer)
    try:
        pyrage.decrypt_io(guard, guard, [identity.opener])
    except (pyrage.DecryptError, OSError) as error:
        guard.raise_own()
        foreign = "No matching keys" in str(error)
        raise _refused("exchange.seal.not_for_us" if foreign else "exchange.seal.damaged", source) from error
    guard.raise_own()


def sign(data: bytes, identity: Identity, comment: str) -> str:
    """Return the text of a `.minisig` file over `data`; `comment` is signed with it (one line)."""
    raw = identity.signer.sign(hashlib.blake2b(data).digest())
    whole = identity.signer.sign(raw + comment.encode())
    first = base64.b64encode(_PREHASHED + identity.key_id + raw).decode("ascii")
    second = base64.b64encode(whole).decode("ascii")
    return f"{_UNTRUSTED}ntm-desktop\n{first}\n{_TRUSTED}{comment}\n{second}\n"


def verify(data: bytes, signature: bytes, keys: PublicKeys) -> bool:
    """Whether a `.minisig` file signs `data` with this key, its trusted comment included. Never raises."""
    parts = _signature_parts(signature)
    if parts is None or parts[0][:10] != _PREHASHED + keys.key_id:
        return False
    head, comment, whole = parts
    try:
        keys.verifier.verify(head[10:], hashlib.blake2b(data).digest())
        keys.verifier.verify(whole, head[10:] + comment)
    except InvalidSignature:
        return False
    return True


class _Guarded:
    """Two streams that remember their own failure, since a library may dress it up as one of its own."""

    def __init__(self, reader: Reader, writer: Writer) -> None:
        self._reader = reader
        self._writer = writer
        self._failure: BaseException | None = None
        self.flush = writer.flush

    def read(self, size: int = -1) -> bytes:
        try:
            return self._reader.read(size)
        except BaseException as failure:
            self._failure = failure
            raise

    def write(self, data: bytes) -> int:
        try:
            self._writer.write(data)
        except BaseException as failure:
            self._failure = failure
            raise
        return len(data)

    def raise_own(self) -> None:
        if self._failure is not None:
            raise self._failure


def _signature_parts(signature: bytes) -> tuple[bytes, bytes, bytes] | None:
    lines = signature.replace(b"\r\n", b"\n").removesuffix(b"\n").split(b"\n")
    if len(lines) != _SIGNATURE_LINES or len(signature) > SIGNATURE_FILE_LIMIT:
        return None
    if not lines[0].startswith(_UNTRUSTED.encode()) or not lines[2].startswith(_TRUSTED.encode()):
        return None
    try:
        head = base64.b64decode(lines[1], validate=True)
        whole = base64.b64decode(lines[3], validate=True)
    except binascii.Error:
        return None
    return (head, lines[2][len(_TRUSTED) :], whole) if len(head) == _SIGNATURE_BYTES else None


def _after_body(start: bytes, at: int, source: str) -> int:
    while line := _BODY_LINE.match(start, at):
        at = line.end()
        if line.end() - line.start() < _FULL_LINE:
            return at
    raise _refused("exchange.seal.format", source)


def _check_stanzas(stanzas: Sequence[str], source: str) -> None:
    if "scrypt" in stanzas:
        raise _refused("exchange.seal.password", source)
    if len(stanzas) > STANZA_LIMIT:
        raise _refused("exchange.seal.stanzas", source, f"{len(stanzas)}", f"≤ {STANZA_LIMIT}")


def _refused(code: str, source: str, found: str = "", expected: str = "") -> RefusedError:
    return RefusedError(code, [Problem(code, Place(source=source), found, expected)], source=source)
