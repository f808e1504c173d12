"""Attacks by name, one test each: what a hostile hand between two offices could try with a package."""

from __future__ import annotations

import hashlib
import io
import os
import struct
import warnings
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ntm_desktop.domain.problems import RefusedError
from ntm_desktop.domain.sequence import ForkCause, Held, Incoming, Standing, decide
from ntm_desktop.exchange.cards import fingerprint, make_card, read_card, same_fingerprint
from ntm_desktop.exchange.keys import Identity
from ntm_desktop.exchange.limits import Limits
from ntm_desktop.exchange.package import inspect_header, open_package
from ntm_desktop.exchange.volume import quarantine
from tests.exchange.forge import BASE, Forge, codes, listed, sealed, zipped
from tests.exchange.offices import COMMUNE, ROWS, Pair, card_of, report

if TYPE_CHECKING:
    from pathlib import Path

FLIPS = int(os.environ.get("NTM_FLIPS", "150"))


def refusal(pair: Pair, path: Path, office: str = "91", **limits: int) -> RefusedError:
    with pytest.raises(RefusedError) as caught:
        open_package(
            path, pair.province, {"31123": pair.commune_card}, office=office, limits=replace(Limits(), **limits)
        )
    return caught.value


def held(sequence: int, manifest: str = "b") -> Held:
    return Held("lineage-1", sequence, manifest, {1: "a"})


# --- The Update Framework's list


def test_rollback_to_an_older_package_is_seen() -> None:
    assert decide(held(2), Incoming("lineage-1", 1, "a")).standing is Standing.OLDER


def test_freeze_with_the_same_package_changes_nothing() -> None:
    assert decide(held(2), Incoming("lineage-1", 2, "b")).standing is Standing.ALREADY_HAVE


def test_fast_forward_beyond_every_number_is_refused(forge: Forge) -> None:
    forge.replace("bag-info.txt", "NTM-Sequence: 1\n", "NTM-Sequence: 999999999\n").tag_manifest()
    assert forge.refusal().code == "exchange.info.field"


def test_mix_and_match_of_two_packages_is_refused(forge: Forge, pair: Pair) -> None:
    other = [("h1", 2025, "1", "not_achieved", 0, "", None)]
    pair.write(forge.folder, report(2), answers=other)
    name = "data/tables/answers.csv"
    forge.files[name] = Forge.of(pair, forge.folder).replace(name, "not_assessed", "achieved").files[name]
    assert codes(forge.refusal()) == {"exchange.bag.changed", "exchange.bag.oxum"}


def test_signature_of_another_package_of_the_same_sender_is_refused(forge: Forge) -> None:
    old = forge.files["tagmanifest-sha256.txt.minisig"]
    forge.replace("bag-info.txt", "NTM-Sequence: 1\n", "NTM-Sequence: 2\n").tag_manifest()
    forge.files["tagmanifest-sha256.txt.minisig"] = old
    assert forge.refusal().code == "exchange.sender.signature"


def test_endless_data_stops_at_the_limit(tmp_path: Path) -> None:
    source = tmp_path / "endless.ntmpkg"
    with source.open("wb") as file:
        file.truncate(1 << 40)
    with pytest.raises(RefusedError) as caught:
        quarantine(source, tmp_path, limit=1 << 20)
    assert caught.value.code == "exchange.limit.sealed"
    assert [path.name for path in tmp_path.iterdir()] == ["endless.ntmpkg"]


def test_too_long_a_file_is_refused_before_it_is_read(pair: Pair, tmp_path: Path) -> None:
    with pytest.raises(RefusedError) as caught:
        inspect_header(pair.write(tmp_path).path, replace(Limits(), sealed=100))
    assert caught.value.code == "exchange.limit.sealed"


def test_package_for_another_office_cannot_be_opened(pair: Pair, tmp_path: Path) -> None:
    path = pair.write(tmp_path).path
    with pytest.raises(RefusedError) as caught:
        open_package(path, Identity.generate(), {"31123": pair.commune_card}, office="91")
    assert caught.value.code == "exchange.seal.not_for_us"


def test_re_addressing_by_the_recipient_is_seen(pair: Pair, tmp_path: Path, forge: Forge) -> None:
    third = Identity.generate()
    path = sealed(zipped(forge.files), tmp_path / "again.ntmpkg", third)
    with pytest.raises(RefusedError) as caught:
        open_package(path, third, {"31123": pair.commune_card}, office="92")
    assert caught.value.code == "exchange.recipient.other"


def test_unknown_sender_is_refused_before_tables_are_looked_at(pair: Pair, forge: Forge) -> None:
    forge.files["data/tables/answers.csv"] = b"rubbish"
    forge.manifests()
    with pytest.raises(RefusedError) as caught:
        open_package(forge.package(), pair.province, {}, office="91")
    assert codes(caught.value) == {"exchange.sender.unknown"}
    assert caught.value.facts["sender"] == "31123"


def test_swapped_signature_is_refused(forge: Forge) -> None:
    forge.sign(Identity.generate())
    assert forge.refusal().code == "exchange.sender.signature"


def test_removed_signature_is_refused(forge: Forge) -> None:
    del forge.files["tagmanifest-sha256.txt.minisig"]
    assert forge.refusal().code == "exchange.sender.signature"


def test_trusted_office_cannot_speak_for_another(pair: Pair, forge: Forge) -> None:
    rogue = Identity.generate()
    forge.sign(rogue)
    trusted = {"31123": pair.commune_card, "31124": card_of(rogue, replace(COMMUNE, code="31124"))}
    with pytest.raises(RefusedError) as caught:
        open_package(forge.package(), pair.province, trusted, office="91")
    assert caught.value.code == "exchange.sender.signature"


def test_tables_of_another_office_are_refused(pair: Pair, tmp_path: Path) -> None:
    office = [("31124", "Xã khác", "commune", "91", "ấp", None)]
    path = pair.write(tmp_path, office=office).path
    assert refusal(pair, path).code == "exchange.office.other"


def test_key_compromise_is_answered_by_a_new_card(pair: Pair, tmp_path: Path) -> None:
    path = pair.write(tmp_path).path
    renewed = card_of(Identity.generate(), COMMUNE)
    with pytest.raises(RefusedError) as caught:
        open_package(path, pair.province, {"31123": renewed}, office="91")
    assert caught.value.code == "exchange.sender.signature"


def test_card_replacement_shows_in_the_fingerprint(pair: Pair) -> None:
    false = card_of(Identity.generate(), COMMUNE)
    assert fingerprint(false) != fingerprint(pair.commune_card)
    assert not same_fingerprint(fingerprint(pair.commune_card), false)


def test_card_with_one_key_exchanged_is_refused(pair: Pair) -> None:
    data = make_card(pair.commune, COMMUNE, pair.commune_card.made).decode()
    swapped = data.replace(pair.commune.public.age, Identity.generate().public.age)
    with pytest.raises(RefusedError) as caught:
        read_card(swapped.encode())
    assert caught.value.code == "exchange.card.signature"


def test_copied_computer_shows_as_fork() -> None:
    decision = decide(held(2), Incoming("lineage-1", 2, "other"))
    assert (decision.standing, decision.cause) == (Standing.FORK, ForkCause.SAME_NUMBER)


# --- the seal


def test_scrypt_stanza_is_refused_without_work(pair: Pair, tmp_path: Path) -> None:
    path = tmp_path / "slow.ntmpkg"
    stanza = b"-> scrypt " + b"A" * 22 + b" 30\n" + b"B" * 43 + b"\n"
    path.write_bytes(b"age-encryption.org/v1\n" + stanza + b"--- " + b"C" * 43 + b"\n" + bytes(100))
    assert refusal(pair, path).code == "exchange.seal.password"


def test_too_many_recipients_are_refused(pair: Pair, tmp_path: Path) -> None:
    path = sealed(b"x", tmp_path / "many.ntmpkg", *[pair.province] * 21)
    assert refusal(pair, path).code == "exchange.seal.stanzas"


def test_endless_header_is_refused(pair: Pair, tmp_path: Path) -> None:
    path = tmp_path / "header.ntmpkg"
    path.write_bytes(b"age-encryption.org/v1\n-> X25519 a\n" + (b"A" * 64 + b"\n") * 5000)
    assert refusal(pair, path).code == "exchange.seal.format"


def test_truncation_at_every_4_kib_is_seen(pair: Pair, tmp_path: Path) -> None:
    remarks = [("h1", 2025, "1", "achieved", 0, os.urandom(900).hex(), None)]
    whole = pair.write(tmp_path, answers=remarks).path.read_bytes()
    truncations(pair, whole, tmp_path / "cut.ntmpkg", step=min(4096, len(whole) // 4))


def truncations(pair: Pair, whole: bytes, path: Path, step: int) -> None:
    """Cut a package at every `step` bytes; each piece must be refused."""
    for length in range(0, len(whole), step):
        path.write_bytes(whole[:length])
        assert refusal(pair, path).code.startswith("exchange.seal.")


def test_bit_flips_are_seen(pair: Pair, tmp_path: Path) -> None:
    whole = pair.write(tmp_path).path.read_bytes()
    flips(pair, whole, tmp_path / "flipped.ntmpkg", FLIPS)


def flips(pair: Pair, whole: bytes, path: Path, count: int) -> None:
    """Flip one bit at `count` places spread over a package, the whole head first; each must be refused."""
    head = range(min(len(whole), count // 2))
    spread = range(0, len(whole), max(1, len(whole) // (count - len(head))))
    for number, place in enumerate([*head, *spread]):
        damaged = bytearray(whole)
        damaged[place] ^= 1 << (number % 8)
        path.write_bytes(damaged)
        assert refusal(pair, path).code.startswith("exchange.seal.")


# --- the archive


NAMES = {
    "zip slip": "../../evil.txt",
    "absolute": "/etc/passwd",
    "drive": "C:evil.txt",
    "backslash": "data\\..\\evil.txt",
    "device": "data/con.txt",
    "device with extension": "data/lpt1.tar.gz",
    "trailing dot": "data/evil.",
    "trailing blank": "data/evil.txt ",
    "bidi": "data/fdp.\u202eexe",
    "zero width": "data/tables/answers\u200b.csv",
    "stream": "data/a.csv:evil",
    "dot": "data/./a",
    "empty part": "data//a",
    "long": "data/" + "a" * 300,
    "deep": "a/" * 9 + "a",
    "hidden": "data/.htaccess",
}


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES.keys())
def test_unsafe_names_are_refused(forge: Forge, name: str) -> None:
    assert "exchange.entry.name" in codes(forge.refusal(zipped({BASE + "bagit.txt": b"", name: b"x"}, base="")))


def test_name_cut_by_a_zero_byte_is_refused(forge: Forge) -> None:
    archive = zipped(forge.files).replace(b"bag/bagit.txt", b"bag/bagit\0txt")
    assert "exchange.entry.name" in codes(forge.refusal(archive))


@pytest.mark.parametrize("name", ["", "/", "\0ag/bagit.txt"])
def test_a_name_of_no_letter_is_refused(forge: Forge, name: str) -> None:
    entry = zipfile.ZipInfo("x" * max(1, len(name)))
    stream = io.BytesIO(zipped(forge.files))
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr(entry, b"")
        entry.filename = name
    data = stream.getvalue().replace(b"x" * len(name), name.encode()) if name else stream.getvalue()
    assert zipfile.ZipFile(io.BytesIO(data)).namelist()[-1] == name.partition("\0")[0]
    assert "exchange.entry.name" in codes(forge.refusal(data))


def test_duplicate_entries_are_refused(forge: Forge) -> None:
    stream = io.BytesIO(zipped(forge.files))
    with zipfile.ZipFile(stream, "a") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        archive.writestr(BASE + "bagit.txt", b"second")
    assert forge.refusal(stream.getvalue()).code == "exchange.entry.twice"


def test_case_folding_twins_are_refused(forge: Forge) -> None:
    forge.files["data/tables/ANSWERS.csv"] = b"x"
    forge.manifests()
    assert forge.refusal().code == "exchange.entry.twice"


def test_link_is_refused(forge: Forge) -> None:
    stream = io.BytesIO(zipped(forge.files))
    with zipfile.ZipFile(stream, "a") as archive:
        link = zipfile.ZipInfo(BASE + "data/link")
        link.create_system = 3
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    assert forge.refusal(stream.getvalue()).code == "exchange.entry.link"


def test_zip_bomb_is_refused_by_its_ratio(forge: Forge, pair: Pair) -> None:
    forge.files["data/tables/answers.csv"] = bytes(3 << 20)
    forge.manifests()
    assert forge.refusal().code == "exchange.limit.ratio"
    assert refusal(pair, forge.package(), unpacked=1 << 20).code == "exchange.refused"


def test_many_small_entries_are_refused(pair: Pair, forge: Forge) -> None:
    assert refusal(pair, forge.package(), entries=5).code == "exchange.limit.entries"


def test_tables_beyond_the_limit_are_refused(pair: Pair, forge: Forge) -> None:
    assert refusal(pair, forge.package(), tables=100).code == "exchange.limit.unpacked"
    assert refusal(pair, forge.package(), rows=3).code == "exchange.limit.rows"


def test_quine_of_overlapping_entries_is_refused(forge: Forge) -> None:
    archive = bytearray(zipped(forge.files))
    first = archive.find(b"PK\x01\x02")
    second = archive.find(b"PK\x01\x02", first + 4)
    archive[second + 42 : second + 46] = archive[first + 42 : first + 46]
    assert "exchange.entry.overlap" in codes(forge.refusal(bytes(archive)))


def test_entry_that_claims_the_directory_as_its_data_is_refused(forge: Forge) -> None:
    archive = bytearray(zipped(forge.files))
    last = archive.rfind(b"PK\x01\x02")
    (packed,) = struct.unpack_from("<L", archive, last + 20)
    struct.pack_into("<L", archive, last + 20, packed + 10)
    assert forge.refusal(bytes(archive)).code == "exchange.entry.overlap"


def test_entry_longer_than_it_says_gives_nothing_more(forge: Forge) -> None:
    archive = bytearray(zipped(forge.files))
    place = archive.rfind(b"PK\x01\x02", 0, archive.rfind(b"data/tables/answers.csv"))
    (size,) = struct.unpack_from("<L", archive, place + 24)
    struct.pack_into("<L", archive, place + 24, size - 20)
    assert {"exchange.table.damaged", "exchange.bag.changed"} <= codes(forge.refusal(bytes(archive)))


@pytest.mark.parametrize("junk", [b"\0" * 30, b"PK\x05\x06" + b"\0" * 18])
def test_bytes_before_or_after_the_archive_are_refused(forge: Forge, junk: bytes) -> None:
    whole = zipped(forge.files)
    assert forge.refusal(whole + junk).code.startswith("exchange.")
    assert forge.refusal(junk + whole).code == "exchange.archive.format"


def test_locked_entries_are_refused(forge: Forge) -> None:
    archive = bytearray(zipped(forge.files))
    archive[archive.find(b"PK\x01\x02") + 8] |= 1
    assert forge.refusal(bytes(archive)).code == "exchange.entry.method"


def test_folder_with_content_is_refused(forge: Forge) -> None:
    stream = io.BytesIO(zipped(forge.files))
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr(zipfile.ZipInfo(BASE + "data/empty/"), b"")
        archive.writestr(zipfile.ZipInfo(BASE + "data/full/"), b"hidden")
    problems = forge.refusal(stream.getvalue()).problems
    assert [problem.place.path for problem in problems] == [BASE + "data/full"]


# --- what stands in the tables


@pytest.mark.parametrize("cell", ["=cmd|' /C calc'!A0", "+1", "-1+1", "@SUM(A1)", "＝1", "'plain"])
def test_formula_for_excel_is_refused(forge: Forge, cell: str) -> None:
    forge.replace("data/tables/households.csv", "Nguyễn Văn Mẫu", cell).manifests()
    (problem,) = forge.refusal().problems
    assert problem.code == "exchange.value.formula"
    assert (problem.place.sheet, problem.place.row, problem.place.column) == ("households", 2, "head")


@given(text=st.text(st.sampled_from("=+-@'＝ aệ"), max_size=6))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_text_of_ours_begins_like_a_formula_and_all_come_back(text: str) -> None:
    from ntm_desktop.domain.text import clean
    from ntm_desktop.exchange.tables import Field
    from ntm_desktop.exchange.values import parse, written

    field = Field("x", required=False, free=True, blank="")
    cell, fault = written(field, text)
    assert fault is None
    assert not cell.startswith(("=", "+", "-", "@", "＝"))
    assert parse(field, cell) == (clean(text), None)


@pytest.mark.parametrize("letter", ["\u202e", "\u200b", "\u2066", "\ufeff", "\u3164", "\u034f", "\u0007", "e\u0301"])
def test_bidi_and_zero_width_letters_in_names_are_refused(forge: Forge, letter: str) -> None:
    forge.replace("data/tables/households.csv", "Văn", "V" + letter + "n").manifests()
    error = forge.refusal()
    assert error.code == "exchange.value.characters"
    assert error.problems[0].found.isprintable()


def test_answer_of_a_household_that_is_not_there_is_refused(pair: Pair, tmp_path: Path) -> None:
    answers = [*ROWS["answers"], ("h9", 2025, "1", "achieved", 0, "", None)]
    (problem,) = refusal(pair, pair.write(tmp_path, answers=answers).path).problems
    assert (problem.code, problem.place.row, problem.found) == ("exchange.key.loose", 5, "h9, 2025")


def test_sql_in_text_is_only_text(pair: Pair, tmp_path: Path) -> None:
    name = "Robert'); DROP TABLE households;--"
    villages = [("v1", 1, name, "ấp", 0, 0), ("v2", 2, "B", "ấp", 0, 0)]
    with pair.open(pair.write(tmp_path, villages=villages).path) as opened:
        assert opened.tables["villages"].columns["name"][0] == name


# --- attachments


def attached(forge: Forge, name: str, data: bytes) -> RefusedError:
    forge.files["data/attachments/" + name] = data
    forge.manifests()
    return forge.refusal()


def test_attachment_with_a_path_trick_or_a_program_is_refused(forge: Forge) -> None:
    digest = hashlib.sha256(b"x").hexdigest()
    assert attached(forge, f"{digest}.exe", b"x").code == "exchange.attachment.name"
    assert attached(forge, f"{digest}.pdf.exe", b"x").code == "exchange.attachment.name"


def test_attachment_whose_content_is_not_its_name_is_refused(forge: Forge) -> None:
    assert attached(forge, f"{'0' * 64}.pdf", b"x").code == "exchange.attachment.content"


def test_file_that_nobody_signed_is_refused(forge: Forge) -> None:
    forge.files["data/tables/extra.csv"] = b"x"
    forge.files["fetch.txt"] = b"http://example.invalid/ 1 data/x"
    assert "exchange.bag.extra" in codes(forge.refusal())
    forge.files["manifest-sha256.txt"] += listed({"data/tables/extra.csv": b"x"})
    assert "exchange.bag.changed" in codes(forge.refusal())
