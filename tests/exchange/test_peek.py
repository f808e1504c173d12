"""What a refused package says of itself, and whether we may believe that its sender said it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ntm_desktop.exchange.keys import Identity
from ntm_desktop.exchange.peek import peek
from tests.exchange.forge import Forge
from tests.exchange.offices import COMMUNE, Pair

if TYPE_CHECKING:
    from pathlib import Path

    from ntm_desktop.exchange.peek import Peeked


def look(pair: Pair, path: Path) -> Peeked | None:
    return peek(path, pair.province, {COMMUNE.code: pair.commune_card})


def test_a_faulty_package_still_says_who_sent_it(tmp_path: Path) -> None:
    pair = Pair()
    forge = Forge.of(pair, tmp_path).replace("data/tables/answers.csv", ",achieved,", ",perhaps,")
    forge.manifests()
    seen = look(pair, forge.package())
    assert seen is not None
    assert seen.sender == pair.commune_card
    assert (seen.info.sender, seen.info.sequence) == (COMMUNE.code, 1)
    assert (len(seen.sha256), len(seen.manifest_sha256)) == (64, 64)
    assert seen.size == (tmp_path / "forged.ntmpkg").stat().st_size


def test_nobody_signed_what_was_changed_afterwards(tmp_path: Path) -> None:
    pair = Pair()
    forge = Forge.of(pair, tmp_path).replace("bag-info.txt", "NTM-Sequence: 1", "NTM-Sequence: 9")
    seen = look(pair, forge.package())
    assert seen is not None
    assert (seen.info.sequence, seen.sender) == (9, None)


def test_a_stranger_or_another_key_is_no_sender(tmp_path: Path) -> None:
    pair = Pair()
    forge = Forge.of(pair, tmp_path)
    path = forge.package()
    seen = peek(path, pair.province, {})
    assert seen is not None
    assert seen.sender is None
    forge.sign(Identity.generate())
    seen = look(pair, forge.package())
    assert seen is not None
    assert seen.sender is None


def test_what_cannot_be_read_so_far_says_nothing(tmp_path: Path) -> None:
    pair = Pair()
    forge = Forge.of(pair, tmp_path)
    (tmp_path / "x").write_bytes(b"no package")
    assert look(pair, tmp_path / "x") is None
    assert look(pair, tmp_path / "none") is None
    assert look(pair, forge.package(b"no archive")) is None
    del forge.files["bagit.txt"]
    assert look(pair, forge.package()) is None
    again = Forge.of(pair, tmp_path)
    again.files["bag-info.txt"] = b"nothing\n"
    assert look(pair, again.package()) is None
