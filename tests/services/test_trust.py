"""Cards between offices: none is believed without the 30 digits."""

from __future__ import annotations

import os
import stat
import subprocess
from typing import TYPE_CHECKING

import pytest

from ntm_desktop.domain.problems import RefusedError
from ntm_desktop.errors import EnvironmentFault, UserError
from ntm_desktop.exchange.keys import Identity, age_identity_file
from ntm_desktop.services import trust
from ntm_desktop.store import journal, office
from tests.network import FIRST, Network, answer, keys_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def test_our_card_is_written_into_a_folder_under_our_code_or_to_a_named_file(net: Network) -> None:
    commune = net.commune()
    assert trust.write_card(commune, net.stick) == net.stick / f"{FIRST}.ntmcard"
    named = trust.write_card(commune, net.stick / "the.ntmcard")
    seen = trust.read(commune, named)
    assert (seen.code, seen.own, seen.trusted, seen.replaces) == (FIRST, True, False, "")
    assert seen.fingerprint == trust.own_card(commune).fingerprint
    assert [len(group) for group in seen.fingerprint.split(" ")] == [5] * 6


def test_a_card_is_trusted_only_with_its_digits(net: Network) -> None:
    commune, province = net.commune(), net.province()
    card = trust.write_card(commune, net.stick)
    right = trust.own_card(commune).fingerprint
    wrong = ("1" if right[0] != "1" else "2") + right[1:]
    with pytest.raises(UserError, match=r"transport.fingerprint_differs"):
        trust.trust(province, card, wrong)
    assert trust.listed(province) == []
    assert not trust.read(province, card).trusted
    done = trust.trust(province, card, right.replace(" ", "-"))
    assert (done.replaced, done.card.trusted) == ("", True)
    assert [one.code for one in trust.listed(province)] == [FIRST]
    assert journal.recent(province.database)[0].action == "card.trusted"


def test_our_own_card_is_not_for_trusting(net: Network) -> None:
    commune = net.commune()
    card = trust.write_card(commune, net.stick)
    with pytest.raises(UserError, match=r"transport.own_card"):
        trust.trust(commune, card, trust.own_card(commune).fingerprint)


def test_a_new_key_replaces_the_old_one_only_after_a_new_comparison(net: Network) -> None:
    commune, province = net.commune(), net.province()
    net.introduce(commune, province)
    old = trust.own_card(commune).fingerprint
    with commune.database.atomic() as connection:
        office.save_identity(connection, Identity.generate().to_json(), net.clock())
    card = trust.write_card(commune, net.stick)
    seen = trust.read(province, card)
    assert (seen.trusted, seen.replaces) == (False, old)
    with pytest.raises(UserError, match=r"transport.fingerprint_differs"):
        trust.trust(province, card, old)
    done = trust.trust(province, card, seen.fingerprint)
    assert done.replaced == old
    assert [one.fingerprint for one in trust.listed(province)] == [seen.fingerprint]
    assert {one.state for one in trust.listed(province, with_former=True)} == {"trusted", "replaced"}
    assert journal.recent(province.database)[0].action == "card.replaced"


def test_an_office_can_be_forgotten(net: Network) -> None:
    commune, province = net.commune(), net.province()
    net.introduce(commune, province)
    trust.forget(province, FIRST)
    assert trust.listed(province) == []
    with pytest.raises(UserError, match=r"transport.no_card"):
        trust.forget(province, FIRST)


def test_what_is_no_card_is_refused_with_its_problems(net: Network) -> None:
    commune = net.commune()
    file = net.stick / "x.ntmcard"
    file.write_bytes(b"{}")
    with pytest.raises(RefusedError, match=r"exchange.card"):
        trust.read(commune, file)
    with pytest.raises(EnvironmentFault, match=r"exchange.volume"):
        trust.read(commune, net.stick / "none.ntmcard")


def test_keys_are_written_for_safe_keeping_and_nobody_else_may_read_them(net: Network) -> None:
    commune = net.commune()
    (age,) = trust.write_keys(commune, net.folder / "age.txt")
    assert age.read_text().splitlines()[1].startswith("AGE-SECRET-KEY-1")
    secret, public = trust.write_keys(commune, net.folder / "minisign.key", signing=True)
    assert secret.read_text().startswith("untrusted comment: minisign secret key\n")
    assert public.read_text().splitlines()[1] == trust.own_card(commune).minisign
    assert stat.S_IMODE(age.stat().st_mode) == stat.S_IMODE(secret.stat().st_mode) == 0o600


def test_keys_are_never_readable_by_others_not_even_while_they_are_written(
    net: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[tuple[int, int]] = []
    flush = os.fsync

    def look(handle: int) -> None:
        seen.append((stat.S_IMODE(os.fstat(handle).st_mode), os.fstat(handle).st_size))
        flush(handle)

    commune, target = net.commune(), net.folder / "age.txt"
    target.write_text(age_identity_file(keys_of(commune)))
    target.chmod(0o644)  # as an older copy may lie there
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", look)
        trust.write_keys(commune, target)
    assert seen[0] == (0o600, target.stat().st_size)
    assert stat.S_IMODE(target.stat().st_mode) == 0o600


def test_keys_can_be_written_to_a_stick_that_knows_no_rights(net: Network, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    commune = net.commune()
    with monkeypatch.context() as patch:
        patch.setattr(os, "fchmod", refuse)
        (file,) = trust.write_keys(commune, net.stick / "age.txt")
    assert file.read_text() == age_identity_file(keys_of(commune))


def test_keys_need_the_name_of_a_file(net: Network) -> None:
    with pytest.raises(UserError, match=r"exchange.volume.is_folder"):
        trust.write_keys(net.commune(), net.stick)
    assert list(net.stick.iterdir()) == []


@pytest.mark.parametrize(("signing", "taken"), [(False, "k"), (True, "k"), (True, "k.pub")])
def test_keys_are_never_written_over_another_file(net: Network, signing: bool, taken: str) -> None:
    commune = net.commune()
    target = net.folder / "k"
    (net.folder / taken).write_text("another office's key")
    with pytest.raises(UserError, match=r"transport.key_file_exists"):
        trust.write_keys(commune, target, signing=signing)
    assert (net.folder / taken).read_text() == "another office's key"
    (net.folder / taken).unlink()
    assert trust.write_keys(commune, target, signing=signing) == trust.write_keys(commune, target, signing=signing)


def test_lost_keys_are_told(net: Network) -> None:
    commune = net.commune()
    commune.database.connection.execute("DELETE FROM identity")
    with pytest.raises(UserError, match=r"transport.no_keys"):
        trust.own_card(commune)


@pytest.mark.peer
def test_the_public_tools_take_our_keys(net: Network, program: Callable[[str], Path]) -> None:
    commune, province = net.commune(FIRST, "Nguyễn Văn Mẫu"), net.province()
    net.introduce(commune, province)
    answer(commune, 2025, ["1"])
    file = net.send(commune, province).file
    (age,) = trust.write_keys(province, net.folder / "age.txt")
    opened = run(program("age"), "-d", "-i", age, file)
    assert opened.startswith(b"PK")
    secret, public = trust.write_keys(commune, net.folder / "sign.key", signing=True)
    message = net.folder / "message.txt"
    message.write_text("xin chào")
    run(program("minisign"), "-S", "-s", secret, "-m", message)
    assert b"verified" in run(program("minisign"), "-V", "-p", public, "-m", message)


def run(program: Path, *words: object) -> bytes:
    done = subprocess.run([program, *map(str, words)], capture_output=True, check=True, stdin=subprocess.DEVNULL)  # noqa: S603 - a program of the test set-up
    return done.stdout
