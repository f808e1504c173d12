"""Sealing, signing, and the head of an age file."""

from __future__ import annotations

import io

import pytest

from ntm_desktop.domain.problems import RefusedError
from ntm_desktop.exchange.keys import Identity
from ntm_desktop.exchange.seal import parse_header, seal, sign, unseal, verify

MAGIC = b"age-encryption.org/v1\n"
LAST = b"--- " + b"A" * 43 + b"\n"


class Failing(io.BytesIO):
    def write(self, _data: object) -> int:
        raise OSError(28, "full")


def test_what_was_sealed_comes_back() -> None:
    identity = Identity.generate()
    middle, last = io.BytesIO(), io.BytesIO()
    seal(io.BytesIO(b"x" * 200_000), middle, [identity.public])
    unseal(io.BytesIO(middle.getvalue()), last, identity)
    assert last.getvalue() == b"x" * 200_000
    assert parse_header(middle.getvalue()).stanzas[0] == "X25519"


def test_failure_of_the_target_passes_through() -> None:
    identity = Identity.generate()
    sealed = io.BytesIO()
    seal(io.BytesIO(b"x" * 100), sealed, [identity.public])
    with pytest.raises(OSError, match="full"):
        seal(io.BytesIO(b"x" * 200_000), Failing(), [identity.public])
    with pytest.raises(OSError, match="full"):
        unseal(io.BytesIO(sealed.getvalue()), Failing(), identity)
    with pytest.raises(OSError, match="full"):
        seal(io.BytesIO(b"x"), Failing(), [identity.public])


def test_seal_for_nobody_is_an_error() -> None:
    with pytest.raises(Exception, match="recipients"):
        seal(io.BytesIO(b"x"), io.BytesIO(), [])


def test_failure_of_the_source_passes_through() -> None:
    class Broken(io.BytesIO):
        def read(self, _size: int | None = -1) -> bytes:
            raise OSError(5, "gone")

    with pytest.raises(OSError, match="gone"):
        seal(Broken(), io.BytesIO(), [Identity.generate().public])


@pytest.mark.parametrize(
    "start",
    [b"", b"PK\3\4", MAGIC, MAGIC + b"-> \n", MAGIC + b"-> X25519 a\n" + b"A" * 65, MAGIC + b"-> X25519 a\n!\n"],
)
def test_what_is_no_age_file_is_refused(start: bytes) -> None:
    with pytest.raises(RefusedError, match=r"exchange\.seal\.format"):
        parse_header(start)


def test_stanza_bodies_of_full_lines_are_read() -> None:
    body = b"A" * 64 + b"\n" + b"\n"
    header = parse_header(MAGIC + b"-> X25519 a\n" + body + b"-> odd b c\nAAA\n" + LAST + b"rest")
    assert header.stanzas == ("X25519", "odd")
    assert header.length == len(MAGIC) + 12 + len(body) + 15 + len(LAST)


def test_signature_holds_for_these_bytes_this_key_and_this_comment() -> None:
    identity = Identity.generate()
    signature = sign(b"data", identity, "a comment").encode()
    assert verify(b"data", signature, identity.public)
    assert verify(b"data", signature.replace(b"\n", b"\r\n"), identity.public)
    assert not verify(b"other", signature, identity.public)
    assert not verify(b"data", signature, Identity.generate().public)
    assert not verify(b"data", signature.replace(b"a comment", b"b comment"), identity.public)


@pytest.mark.parametrize(
    ("old", "new"),
    [(b"untrusted", b"Untrusted"), (b"\ntrusted", b"\nTrusted"), (b"\nRU", b"\n!!"), (b"\nRU", b"\n"), (b"\n", b"")],
)
def test_malformed_signature_does_not_hold(old: bytes, new: bytes) -> None:
    identity = Identity.generate()
    signature = sign(b"data", identity, "c").encode()
    assert old in signature
    assert not verify(b"data", signature.replace(old, new), identity.public)
    assert not verify(b"data", signature[:60] + b"AAAA" + signature[60:], identity.public)
