"""Writing packages: what is not sent yet, what a package holds, and that a failure changes nothing."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ntm_desktop.domain.answers import Answer, Status
from ntm_desktop.domain.households import HouseholdFields
from ntm_desktop.errors import CancelledError, EnvironmentFault, UserError
from ntm_desktop.services import answers, households, receiving, receiving_overview, sending, undo, villages, wire
from ntm_desktop.store import packages
from ntm_desktop.store.packages import Intent
from tests.network import FIRST, PROVINCE, Network, answer
from tests.offices import settle

if TYPE_CHECKING:
    from ntm_desktop.services.context import Context


@pytest.fixture
def commune(net: Network) -> Context:
    """A commune that trusts its province, with three households and a year."""
    context = net.commune(FIRST, "Nguyễn Văn Mẫu", "Trần Thị Thử", "=Danh Mẫu")
    net.introduce(context, net.province())
    answer(context, 2025, ["1", "2"])
    return context


def everything(context: Context) -> list[str]:
    return list(context.database.connection.iterdump())


def test_a_package_is_numbered_recorded_and_told(net: Network, commune: Context) -> None:
    first = sending.write_package(commune, None, net.stick)
    second = sending.write_package(commune, PROVINCE, net.stick)
    assert (first.sequence, second.sequence) == (1, 2)
    assert first.file.is_file()
    assert first.counts["answers"] == 6
    assert first.changed.action == "package.written.report"
    newest, oldest = sending.sent(commune)
    assert (newest.previous, oldest.previous) == (first.manifest_sha256, "")
    assert newest.receipt_state is None
    assert newest.staff_name == commune.author.name


def test_what_was_changed_since_is_counted(net: Network, commune: Context) -> None:
    before = sending.unsent(commune)
    assert before.changes > 6
    assert before.since is not None
    sending.write_package(commune, None, net.stick)
    assert sending.unsent(commune) == sending.Unsent(0, None)
    answer(commune, 2025, ["3"], Status.NOT_ACHIEVED)
    assert sending.unsent(commune).changes == 3
    undo.undo(commune)
    assert sending.unsent(commune) == sending.Unsent(0, None)
    undo.redo(commune)
    assert sending.unsent(commune).changes == 3


def test_what_was_undone_after_it_was_sent_is_unsent_once(net: Network, commune: Context) -> None:
    answer(commune, 2025, ["3"])
    sending.write_package(commune, None, net.stick)
    undo.undo(commune)
    assert sending.unsent(commune).changes == 3
    undo.redo(commune)
    assert sending.unsent(commune) == sending.Unsent(0, None)
    undo.undo(commune)
    assert sending.unsent(commune).changes == 3


def test_an_undoing_counts_for_the_year_that_was_sent_in_between(net: Network, commune: Context) -> None:
    answer(commune, 2024, ["1"])
    sending.write_package(commune, None, net.stick)
    answer(commune, 2024, ["2"])
    answer(commune, 2025, ["5"])
    sending.write_package(commune, None, net.stick, [2025])
    undo.undo(commune)
    undo.undo(commune)
    # 2025 was sent with what is now undone; of 2024 the superior has never heard.
    assert sending.unsent(commune).changes == 3


def test_a_package_of_one_year_leaves_the_answers_of_another_unsent(net: Network, commune: Context) -> None:
    sending.write_package(commune, None, net.stick)
    answer(commune, 2024, ["1"])
    answer(commune, 2025, ["4"])
    assert sending.write_package(commune, None, net.stick, [2025]).period == (2025,)
    # Three households on the sheet of 2024, and their three answers.
    assert sending.unsent(commune).changes == 6
    sending.write_package(commune, None, net.stick)
    assert sending.unsent(commune).changes == 0


def test_without_a_superior_nothing_is_unsent(net: Network) -> None:
    province = net.province()
    assert sending.unsent(province) == sending.Unsent(0, None)
    with pytest.raises(UserError, match=r"transport.no_superior"):
        sending.write_package(province, None, net.stick)


def test_the_recipient_must_be_trusted_and_known(net: Network) -> None:
    commune = net.commune(FIRST, "Nguyễn Văn Mẫu")
    with pytest.raises(UserError, match=r"transport.no_card") as caught:
        sending.write_package(commune, None, net.stick)
    assert caught.value.facts["name"] == "An Giang"
    with pytest.raises(UserError, match=r"transport.no_card.*'00'"):
        sending.write_package(commune, "00", net.stick)
    with pytest.raises(UserError, match=r"transport.no_card.*Xã Mong Thọ B"):
        sending.write_package(commune, "30886", net.stick)  # by our own list, the one before July 2025
    with pytest.raises(UserError, match=r"transport.no_card.*Xã Thạnh Lộc"):
        sending.write_package(net.commune("30850", "Lê Văn Mẫu"), "30886", net.stick)
    with pytest.raises(UserError, match=r"transport.unknown_office"):
        sending.write_package(commune, "1234", net.stick)


def test_only_years_that_are_there_can_be_sent(net: Network) -> None:
    commune, province = net.commune(), net.province()
    net.introduce(commune, province)
    with pytest.raises(UserError, match=r"transport.nothing_to_send"):
        sending.write_package(commune, None, net.stick)
    settle(commune, "Kinh 5", "Nguyễn Văn Mẫu")
    answer(commune, 2025, ["1"])
    with pytest.raises(UserError, match=r"transport.year_not_there"):
        sending.write_package(commune, None, net.stick, [2024])


def test_lists_can_be_sent_before_any_year_is_opened(net: Network) -> None:
    commune, province = net.commune(FIRST, "Nguyễn Văn Mẫu"), net.province()
    net.introduce(commune, province)
    with commune.database.atomic() as connection:
        connection.execute("DELETE FROM year_household")
        connection.execute("DELETE FROM year")
    sent = sending.write_package(commune, None, net.stick)
    assert (sent.period, sent.counts["households"], sent.counts["task_sets"]) == ((), 1, 0)
    done = net.take(province, sent.file)
    assert done.accepted
    receiving.undo(province, done.package_id)


def test_a_stick_that_fails_leaves_everything_as_it_was(net: Network, commune: Context) -> None:
    before = everything(commune)
    with pytest.raises(EnvironmentFault, match=r"exchange.volume"):
        sending.write_package(commune, None, net.folder / "no such stick")
    assert everything(commune) == before
    assert sending.write_package(commune, None, net.stick).sequence == 1


def test_cancelling_leaves_everything_as_it_was(net: Network, commune: Context) -> None:
    before, there = everything(commune), set(net.stick.iterdir())
    looks = iter([False, False, True])
    with pytest.raises(CancelledError):
        sending.write_package(commune, None, net.stick, cancelled=lambda: next(looks, True))
    assert everything(commune) == before
    assert set(net.stick.iterdir()) == there


def test_a_number_that_cannot_be_kept_takes_the_file_back(
    net: Network, commune: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, there = everything(commune), set(net.stick.iterdir())

    def full(*_: object) -> None:
        raise EnvironmentFault("store.disk_full", file="x")

    with monkeypatch.context() as patch:
        patch.setattr(packages, "record_sent", full)
        with pytest.raises(EnvironmentFault, match=r"store.disk_full"):
            sending.write_package(commune, None, net.stick)
    assert everything(commune) == before
    assert set(net.stick.iterdir()) == there


def test_a_stick_pulled_out_at_the_last_moment_may_hold_the_package(
    net: Network, commune: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    away = net.folder / "in somebody's pocket"

    def pulled(*_: object) -> None:
        net.stick.rename(away)
        raise EnvironmentFault("store.disk_full", file="x")

    with monkeypatch.context() as patch:
        patch.setattr(packages, "record_sent", pulled)
        with pytest.raises(EnvironmentFault, match=r"store.disk_full"):
            sending.write_package(commune, None, net.stick)
    assert len(list(away.glob("*.ntmpkg"))) == 1
    net.stick.mkdir()
    (net.stick / "x").write_bytes(b"")
    assert packages.intent(commune.database) is not None
    net.stick = away
    assert sending.write_package(commune, None, away).sequence == 2


def test_a_folder_that_is_a_file_gives_no_number_away(net: Network, commune: Context) -> None:
    file = net.folder / "file"
    file.write_bytes(b"")
    with pytest.raises(EnvironmentFault, match=r"exchange.volume"):
        sending.write_package(commune, None, file)
    assert packages.intent(commune.database) is None


def test_a_file_that_cannot_be_taken_back_keeps_its_number(
    net: Network, commune: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stuck(*_: object, **__: object) -> None:
        raise PermissionError

    def full(*_: object) -> None:
        monkeypatch.setattr(Path, "unlink", stuck)
        raise EnvironmentFault("store.disk_full", file="x")

    with monkeypatch.context() as patch:
        patch.setattr(packages, "record_sent", full)
        with pytest.raises(EnvironmentFault, match=r"store.disk_full"):
            sending.write_package(commune, None, net.stick)
    monkeypatch.undo()
    assert sending.write_package(commune, None, net.stick).sequence == 2


def test_what_got_its_name_and_no_record_is_followed_by_the_next(net: Network, monkeypatch: pytest.MonkeyPatch) -> None:
    commune, province = net.commune(FIRST, "Nguyễn Văn Mẫu"), net.province()
    net.introduce(commune, province)

    def dies(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(wire, "_record", dies)
        patch.setattr(wire, "_taken_back", lambda _file: False)
        with pytest.raises(KeyboardInterrupt):
            sending.write_package(commune, None, net.stick)
    (out,) = net.stick.glob("*.ntmpkg")
    following = [sending.write_package(commune, None, net.stick) for _turn in range(2)]
    assert [one.sequence for one in following] == [2, 3]
    for file, told in ((out, []), (following[1].file, ["transport.gap"])):  # the one between them is lost
        done = receiving.apply(province, receiving.inspect(province, file))
        assert (done.accepted, [problem.code for problem in done.problems]) == (True, told)


def test_progress_runs_to_its_end_and_any_thread_may_write(net: Network, commune: Context) -> None:
    shares: list[float] = []
    done: list[sending.Sent] = []

    def work() -> None:
        done.append(sending.write_package(commune, None, net.stick, progress=shares.append))

    worker = threading.Thread(target=work)
    worker.start()
    worker.join()
    assert done[0].sequence == 1
    assert [round(share, 6) for share in shares] == sorted(round(share, 6) for share in shares)
    assert shares[-1] == 1.0


@pytest.mark.parametrize(
    ("left", "expected"), [("orphan.ntmpkg", 3), (".~orphan.ntmpkg.part", 1), ("nothing of it", 3)]
)
def test_a_number_that_a_dead_program_may_have_given_out_is_not_given_again(
    net: Network, commune: Context, left: str, expected: int
) -> None:
    (net.stick / left).write_bytes(b"written before the lights went out")
    orphan = Intent(PROVINCE, commune.office.lineage, 1, str(net.stick / "orphan.ntmpkg"))
    with commune.database.atomic() as connection:
        packages.intend(connection, orphan)
    assert sending.write_package(commune, None, net.stick).sequence == expected
    assert packages.intent(commune.database) is None


@pytest.mark.parametrize(
    ("left", "manifest", "expected"),
    [("orphan.ntmpkg", "ab" * 32, 2), (".~orphan.ntmpkg.part", "ab" * 32, 1), ("orphan.ntmpkg", "", 1)],
)
def test_what_may_be_out_is_counted_as_written(
    net: Network, commune: Context, left: str, manifest: str, expected: int
) -> None:
    (net.stick / left).write_bytes(b"written before the lights went out")
    orphan = Intent(PROVINCE, commune.office.lineage, 1, str(net.stick / "orphan.ntmpkg"), manifest)
    with commune.database.atomic() as connection:
        packages.intend(connection, orphan)
    sent = sending.write_package(commune, None, net.stick)
    assert sent.sequence == expected
    assert sending.sent(commune)[0].previous == (manifest if expected == 2 else "")


def test_an_intent_for_another_office_says_nothing(net: Network, commune: Context) -> None:
    with commune.database.atomic() as connection:
        packages.intend(connection, Intent("31108", commune.office.lineage, 1, str(net.folder / "gone" / "x")))
    assert sending.write_package(commune, None, net.stick).sequence == 1


def test_what_a_dead_program_left_on_the_stick_is_swept(net: Network, commune: Context) -> None:
    ours, theirs = net.stick / f".~{FIRST}-91-report-000001.ntmpkg.part", net.stick / ".~31108-91.part"
    for file in (ours, theirs):
        file.write_bytes(b"half")
    sending.write_package(commune, None, net.stick)
    assert (ours.exists(), theirs.exists()) == (False, True)


def test_a_report_is_written_for_who_stands_above(net: Network) -> None:
    commune, other = net.commune(FIRST, "Nguyễn Văn Mẫu"), net.commune("31108", "Lê Văn Mẫu")
    province, second = net.province(), net.province("01")
    for sender, to in ((commune, other), (province, second), (province, commune)):
        net.introduce(sender, to)
        with pytest.raises(UserError, match=r"transport.not_above"):
            net.send(sender, to)


@pytest.mark.parametrize("invisible", ["\x07", "\x00", "\uf0fc", "\u2800", "\u200b"])
def test_a_letter_that_prints_nothing_does_not_keep_a_year_from_being_sent(net: Network, invisible: str) -> None:
    commune, province = net.commune(), net.province()
    net.introduce(commune, province)
    villages.add(commune, f"Kinh{invisible} 5")
    place = villages.listed(commune)[0].id
    households.add(commune, place, HouseholdFields(f"Lê {invisible} An", address=f"Tổ 3{invisible}\tẤp 4"))
    cells = [
        answers.NewAnswer(each.id, "1", Answer(Status.NOT_ACHIEVED, remark=f"{invisible} chưa xong"))
        for each in households.find(commune)
    ]
    answers.set_answers(commune, 2025, cells)
    assert net.pass_on(commune, province).accepted
    (seen,) = receiving_overview.drill_down(province, FIRST, 2025).households
    assert (seen.head, seen.answers["1"].remark) == ("Lê An", "chưa xong")
