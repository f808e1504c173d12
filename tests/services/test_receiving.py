"""Receiving: what is taken in, what is refused and noted, what a person decides, and taking back."""

from __future__ import annotations

import os
import threading
from typing import TYPE_CHECKING

import pytest

from ntm_desktop.domain.answers import Status
from ntm_desktop.domain.places import Level
from ntm_desktop.domain.sequence import Standing
from ntm_desktop.errors import CancelledError, EnvironmentFault, UserError
from ntm_desktop.exchange.manifest import Kind
from ntm_desktop.exchange.package import TableData
from ntm_desktop.exchange.schemas import DEADLINES, RECEIVED, TASK_SETS, TASK_TOTALS, TASKS, UNIT_TOTALS
from ntm_desktop.services import backups, receiving, receiving_overview, sending, trust, wire
from ntm_desktop.services.receiving import TablePlan
from ntm_desktop.store import received, shelf, states
from ntm_desktop.store.journal import Author
from tests.network import FIRST, PROVINCE, SECOND, Network, answer

if TYPE_CHECKING:
    from ntm_desktop.services.context import Context
    from ntm_desktop.services.receiving import Applied, Inspected


@pytest.fixture
def commune(net: Network) -> Context:
    """A commune that trusts its province, with three households and a year."""
    context = net.commune(FIRST, "Nguyễn Văn Mẫu", "Trần Thị Thử", "Danh Mẫu")
    answer(context, 2025, ["1", "2"])
    return context


def everything(context: Context) -> list[str]:
    return list(context.database.connection.iterdump())


def files(context: Context) -> set[str]:
    folders = (context.paths.states, context.paths.quarantine)
    return {file.name for folder in folders for file in folder.glob("*")}


def codes(one: Applied | Inspected) -> list[str]:
    return [problem.code for problem in one.problems]


def achieved(context: Context, year: int = 2025) -> dict[str, int]:
    return dict(receiving_overview.consolidated(context, year).whole.achieved)


def test_looking_changes_nothing_and_leaves_nothing(net: Network, commune: Context, province: Context) -> None:
    before = everything(province)
    seen = receiving.inspect(province, net.send(commune, province).file)
    assert seen.acceptable
    assert seen.authentic
    assert seen.plan["answers"] == TablePlan(new=6)
    assert seen.plan["villages"] == TablePlan(new=1)
    receiving.discard(seen)
    assert everything(province) == before
    assert files(province) == set()


def test_a_report_is_taken_in_whole(net: Network, commune: Context, province: Context) -> None:
    done = net.pass_on(commune, province)
    assert done.accepted
    assert done.changed is not None
    assert done.changed.rows["shelf"] == {f"commune/{FIRST}/2025"}
    assert achieved(province) == {"1": 3, "2": 3}
    record = receiving.history(province)[0]
    assert (record.sender_code, record.sequence, record.staff_name) == (FIRST, 1, "Trần Thị Mẫu")
    assert files(province) == {record.state_file}
    assert [one.reason for one in backups.listed(province)] == ["import"]


def test_the_next_package_shows_what_it_changes(net: Network, commune: Context, province: Context) -> None:
    net.pass_on(commune, province)
    answer(commune, 2025, ["2"], Status.NOT_ACHIEVED)
    answer(commune, 2025, ["3"])
    answer(commune, 2025, ["1"], Status.NOT_ASSESSED)
    seen = receiving.inspect(province, net.send(commune, province).file)
    assert seen.plan["answers"] == TablePlan(new=3, changed=3, removed=3)
    assert seen.plan["households"] == TablePlan(unchanged=3)
    assert seen.plan["office"] == TablePlan(unchanged=1)
    assert receiving.apply(province, seen).accepted
    assert achieved(province) == {"3": 3}


def test_the_same_package_again_changes_nothing(net: Network, commune: Context, province: Context) -> None:
    sent = net.send(commune, province)
    net.take(province, sent.file)
    before = everything(province)
    again = net.take(province, sent.file)
    assert (again.accepted, again.changed) == (True, None)
    assert codes(again) == ["transport.already_have"]
    assert again.inspected.plan["answers"] == TablePlan(unchanged=6)
    assert everything(province) == before


def test_an_older_package_is_refused(net: Network, commune: Context, province: Context) -> None:
    old = net.send(commune, province)
    net.pass_on(commune, province)
    before = everything(province)
    done = net.take(province, old.file)
    assert (done.accepted, codes(done)) == (False, ["transport.older"])
    assert everything(province) == before


def test_a_gap_is_taken_in_and_told(net: Network, commune: Context, province: Context) -> None:
    net.pass_on(commune, province)
    net.send(commune, province)
    net.send(commune, province)
    done = net.pass_on(commune, province)
    assert done.accepted
    assert codes(done) == ["transport.gap"]
    assert done.inspected.missing == (2, 3)
    row = next(row for row in receiving_overview.overview(province, 2025) if row.code == FIRST)
    assert row.missing == (2, 3)


def test_many_missing_numbers_are_cut_in_the_message(net: Network, commune: Context, province: Context) -> None:
    for _number in range(22):
        sent = net.send(commune, province)
    done = net.take(province, sent.file)
    assert len(done.inspected.missing) == 21
    assert str(done.problems[0].facts["missing"]).endswith(", 20…")


def test_a_copied_computer_stops_until_a_named_person_gives_a_reason(
    net: Network, commune: Context, province: Context
) -> None:
    copied = net.copy(commune, "copy")
    net.pass_on(commune, province)
    answer(copied, 2025, ["9"])
    sent = net.send(copied, province)
    before = everything(province)
    stopped = net.take(province, sent.file)
    assert (stopped.accepted, codes(stopped)) == (False, ["transport.fork.same_number"])
    assert stopped.inspected.fork
    assert stopped.inspected.plan["answers"] == TablePlan(new=3, unchanged=6)
    assert everything(province) == before
    with pytest.raises(UserError, match=r"transport.fork_needs_name"):
        net.take(province.working_as(Author()), sent.file, "Xã đổi máy")
    assert everything(province) == before
    done = net.take(province, sent.file, " Xã đổi máy ")
    assert done.accepted
    assert receiving.history(province)[0].reason == "Xã đổi máy"
    assert achieved(province) == {"1": 3, "2": 3, "9": 3}


def test_two_computers_that_write_in_turn_are_seen(net: Network, commune: Context, province: Context) -> None:
    net.pass_on(commune, province)
    copied = net.copy(commune, "copy")
    answer(copied, 2025, ["9"])
    net.send(commune, province)
    net.pass_on(commune, province)
    said = [codes(net.pass_on(copied, province)) for _number in range(3)]
    assert said == [["transport.older"], ["transport.fork.same_number"], ["transport.fork.other_previous"]]


def test_a_copied_computer_is_seen_even_where_its_packages_between_were_lost(
    net: Network, commune: Context, province: Context
) -> None:
    net.pass_on(commune, province)
    copied = net.copy(commune, "copy")
    net.pass_on(commune, province)
    for _lost in range(2):
        net.send(copied, province)
    answer(copied, 2025, ["9"])
    assert codes(net.pass_on(copied, province)) == ["transport.fork.other_previous"]
    net.send(commune, province)
    assert net.pass_on(commune, province).accepted  # a gap in one history is no second history


def test_a_restored_backup_is_seen_and_its_history_followed_after_a_decision(
    net: Network, commune: Context, province: Context
) -> None:
    net.pass_on(commune, province)
    made = backups.write(commune)
    old = net.send(commune, province)
    backups.restore(commune, made.path)
    restored = net.reopened(commune)
    stopped = net.pass_on(restored, province)
    assert codes(stopped) == ["transport.fork.unknown_lineage"]
    done = net.take(province, stopped.inspected.path, "Máy hỏng, đã khôi phục")
    assert done.accepted
    assert net.pass_on(restored, province).accepted
    late = net.take(province, old.file)
    assert codes(late) == ["transport.fork.former_lineage"]


def test_a_package_for_another_office_or_from_a_stranger_is_refused_unnoted(
    net: Network, commune: Context, province: Context
) -> None:
    other = net.province("01")
    net.introduce(commune, other)
    before = everything(province)
    done = net.take(province, net.send(commune, other).file)
    assert (done.accepted, done.inspected.info) == (False, None)
    assert codes(done) == ["exchange.seal.not_for_us"]
    stranger = net.commune(SECOND, "Lê Văn Lạ")
    answer(stranger, 2025, ["1"])
    net.introduce(stranger, other)
    trust.trust(stranger, trust.write_card(province, net.stick), trust.own_card(province).fingerprint)
    done = net.pass_on(stranger, province)
    assert codes(done) == ["exchange.sender.unknown"]
    assert not done.inspected.authentic
    assert done.inspected.info is not None
    assert done.inspected.info.sender == SECOND
    assert everything(province) == before


def test_a_faulty_package_of_a_trusted_office_is_noted_once_with_its_problems(
    net: Network, commune: Context, province: Context
) -> None:
    forge = net.forge(commune, province, net.send(commune, province))
    forge.replace("data/tables/answers.csv", ",achieved,", ",perhaps,").manifests()
    done = net.take(province, forge.package())
    assert not done.accepted
    assert set(codes(done)) == {"exchange.value.choice"}
    assert done.problems[0].place.source == "forged.ntmpkg"
    record = receiving.history(province)[0]
    assert (record.accepted, record.sequence, len(record.problems)) == (False, 1, 6)
    assert net.take(province, forge.folder / "forged.ntmpkg").package_id == ""
    assert len(receiving.history(province)) == 1
    row = next(row for row in receiving_overview.overview(province, 2025) if row.code == FIRST)
    assert (row.received, row.problems) == (False, 6)
    assert net.pass_on(commune, province).accepted


def test_what_is_no_package_is_refused(net: Network, province: Context) -> None:
    file = net.stick / "x.ntmpkg"
    file.write_bytes(b"no package")
    done = net.take(province, file)
    assert codes(done) == ["exchange.seal.format"]
    folder = net.stick / "folder.ntmpkg"
    folder.mkdir()
    assert codes(net.take(province, folder)) == ["exchange.volume.no_file"]
    with pytest.raises(EnvironmentFault, match=r"exchange.volume"):
        receiving.inspect(province, net.stick / "none.ntmpkg")


def test_a_commune_takes_no_reports_and_nobody_takes_them_from_above(
    net: Network, commune: Context, province: Context
) -> None:
    other = net.commune(SECOND, "Lê Văn Mẫu")
    net.introduce(commune, other)
    forge = net.forge(commune, other, net.send(commune, province))
    forge.replace("bag-info.txt", f"NTM-Recipient: {PROVINCE}", f"NTM-Recipient: {SECOND}").manifests()
    done = net.take(other, forge.package())
    assert codes(done) == ["transport.no_reports_here"]
    assert done.inspected.plan == {}
    net.pass_on(commune, province)
    second = net.province("01")
    net.introduce(province, second)
    with wire.own_connection(province) as own:
        message = wire.Message(Kind.REPORT, wire.trusted_card(own, "01"), (2025,))
        empty = [
            wire.office_table(own.office),
            *(TableData(table, []) for table in (TASK_SETS, TASKS, UNIT_TOTALS, TASK_TOTALS, RECEIVED)),
        ]
        sent = wire.write(own, message, net.stick, lambda: empty)
    assert codes(net.take(second, sent.file)) == ["transport.not_below"]


def test_a_package_of_our_own_says_so(net: Network, commune: Context, province: Context) -> None:
    own = net.take(commune, net.send(commune, province).file)
    assert codes(own) == ["exchange.sender.own"]


def test_kinds_of_later_versions_are_put_off(net: Network, commune: Context, province: Context) -> None:
    forge = net.forge(commune, province, net.send(commune, province))
    forge.replace("bag-info.txt", "NTM-Kind: report", "NTM-Kind: share").manifests()
    assert codes(net.take(province, forge.package())) == ["exchange.kind.unsupported"]
    with wire.own_connection(province) as own:
        message = wire.Message(Kind.DIRECTIVE, wire.trusted_card(own, FIRST))
        tables = (TASK_SETS, TASKS, DEADLINES)
        empty = [wire.office_table(own.office), *(TableData(table, []) for table in tables)]
        sent = wire.write(own, message, net.stick, lambda: empty)
    assert codes(net.take(commune, sent.file)) == ["transport.kind_later"]


def test_a_package_of_some_years_replaces_only_those(net: Network, commune: Context, province: Context) -> None:
    answer(commune, 2024, ["5"])
    first = net.pass_on(commune, province)
    answer(commune, 2024, ["6"])
    answer(commune, 2025, ["7"])
    sent = sending.write_package(commune, None, net.stick, [2025])
    done = net.take(province, sent.file)
    assert done.inspected.plan["answers"] == TablePlan(new=3, unchanged=6)
    assert achieved(province, 2024) == {"5": 3}
    assert achieved(province, 2025) == {"1": 3, "2": 3, "7": 3}
    last = net.pass_on(commune, province)
    assert last.inspected.plan["answers"] == TablePlan(new=3, unchanged=12)
    receiving.undo(province, last.package_id)
    pointers = shelf.pointers(province.database, Level.COMMUNE, FIRST)
    assert pointers == {2024: first.package_id, 2025: done.package_id}


def test_undo_brings_back_what_stood_before(net: Network, commune: Context, province: Context) -> None:
    net.pass_on(commune, province)
    answer(commune, 2025, ["3"])
    sent = net.send(commune, province)
    done = net.take(province, sent.file)
    changed = receiving.undo(province, done.package_id)
    assert changed.action == "package.undone"
    assert achieved(province) == {"1": 3, "2": 3}
    with pytest.raises(UserError, match=r"transport.undo.unknown"):
        receiving.undo(province, done.package_id)
    # What was taken back can be taken in again.
    assert net.take(province, sent.file).inspected.standing is Standing.NEWER
    assert achieved(province) == {"1": 3, "2": 3, "3": 3}


def test_undo_of_the_first_package_empties_the_shelf(net: Network, commune: Context, province: Context) -> None:
    done = net.pass_on(commune, province)
    receiving.undo(province, done.package_id)
    assert achieved(province) == {}
    assert not any(row.received for row in receiving_overview.overview(province, 2025))


def test_undo_has_its_limits(net: Network, commune: Context, province: Context) -> None:
    first = net.pass_on(commune, province)
    second = net.pass_on(commune, province)
    with pytest.raises(UserError, match=r"transport.undo.not_newest"):
        receiving.undo(province, first.package_id)
    with pytest.raises(UserError, match=r"transport.undo.unknown"):
        receiving.undo(province, "nobody")
    net.clock.forward(days=31)
    with pytest.raises(UserError, match=r"transport.undo.too_late"):
        receiving.undo(province, second.package_id)


def test_a_plan_that_is_no_longer_true_is_not_applied(net: Network, commune: Context, province: Context) -> None:
    seen = receiving.inspect(province, net.send(commune, province).file)
    net.pass_on(commune, province)
    before = everything(province)
    with pytest.raises(UserError, match=r"transport.plan_stale"):
        receiving.apply(province, seen, backup=False)
    assert everything(province) == before
    assert files(province) == {receiving.history(province)[0].state_file}


def test_a_disk_that_fails_while_applying_changes_nothing(
    net: Network, commune: Context, province: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = net.send(commune, province)
    before = everything(province)

    def full(*_: object) -> None:
        raise EnvironmentFault("store.disk_full", file="x")

    with monkeypatch.context() as patch:
        patch.setattr(shelf, "keep_figures", full)
        with pytest.raises(EnvironmentFault, match=r"store.disk_full"):
            net.take(province, sent.file)
    assert everything(province) == before
    assert files(province) == set()
    with monkeypatch.context() as patch:
        patch.setattr(states, "compare", full)
        with pytest.raises(EnvironmentFault, match=r"store.disk_full"):
            receiving.inspect(province, sent.file)
    assert files(province) == set()
    assert net.take(province, sent.file).accepted


@pytest.mark.parametrize("after", [0, 3, 8])
def test_cancelling_at_any_moment_changes_nothing(
    net: Network, commune: Context, province: Context, after: int
) -> None:
    sent = net.send(commune, province)
    before = everything(province)
    looks = iter([False] * after)
    with pytest.raises(CancelledError):
        receiving.inspect(province, sent.file, cancelled=lambda: next(looks, True))
    assert everything(province) == before
    assert files(province) == set()


def test_cancelling_before_the_transaction_changes_nothing(net: Network, commune: Context, province: Context) -> None:
    seen = receiving.inspect(province, net.send(commune, province).file)
    before = everything(province)
    with pytest.raises(CancelledError):
        receiving.apply(province, seen, cancelled=lambda: True)
    assert everything(province) == before
    assert files(province) == set()


def test_any_thread_may_look_and_apply(net: Network, commune: Context, province: Context) -> None:
    sent = net.send(commune, province)
    done: list[Applied] = []
    worker = threading.Thread(target=lambda: done.append(net.take(province, sent.file)))
    worker.start()
    worker.join()
    assert done[0].accepted


def test_many_at_once_in_their_order_with_one_backup(net: Network, commune: Context, province: Context) -> None:
    second = net.commune(SECOND, "Lê Văn Mẫu")
    answer(second, 2025, ["1"])
    net.introduce(second, province)
    sent = [net.send(commune, province), net.send(commune, province), net.send(second, province)]
    bad = net.stick / "bad.ntmpkg"
    bad.write_bytes(b"no package")
    gone = net.stick / "gone.ntmpkg"
    paths = [sent[1].file, bad, sent[2].file, gone, sent[0].file]
    told: list[tuple[float, str]] = []
    done = receiving.apply_many(province, paths, progress=lambda share, name: told.append((share, name)))
    assert [one.inspected.path for one in done] == paths
    assert [one.accepted for one in done] == [True, False, True, False, True]
    assert isinstance(done[3].fault, EnvironmentFault)
    assert len(backups.listed(province)) == 1
    assert {name for _share, name in told} >= {one.file.name for one in sent}
    assert told[-1][0] <= 1.0
    assert achieved(province) == {"1": 4, "2": 3}


def test_a_batch_that_is_cancelled_keeps_what_was_done(net: Network, commune: Context, province: Context) -> None:
    paths = [net.send(commune, province).file for _number in range(3)]
    done = receiving.apply_many(province, paths, cancelled=lambda: len(receiving.history(province)) >= 1)
    assert [one.accepted for one in done] == [True]
    assert len(receiving.history(province)) == 1
    during = iter([False, True])
    assert receiving.apply_many(province, paths[1:], cancelled=lambda: next(during, True)) == []


def test_what_a_dead_program_left_is_swept_after_a_day(net: Network, commune: Context, province: Context) -> None:
    for folder in (province.paths.states, province.paths.quarantine):
        folder.mkdir(exist_ok=True)
    old, new = province.paths.quarantine / "old", province.paths.states / ".new.draft"
    for file in (old, new):
        file.write_bytes(b"")
    os.utime(old, (1, 1))
    net.pass_on(commune, province)
    assert not old.exists()
    assert new.exists()


@pytest.mark.parametrize("content", [None, b"rotten" * 5000])
def test_a_state_that_is_lost_or_damaged_keeps_no_new_one_out(
    net: Network, commune: Context, province: Context, content: bytes | None
) -> None:
    net.pass_on(commune, province)
    (file,) = province.paths.states.iterdir()
    file.unlink()
    if content is not None:
        file.write_bytes(content)
    done = net.pass_on(commune, province)
    assert done.accepted
    assert done.inspected.plan["answers"] == TablePlan(new=6)
    assert len(receiving_overview.drill_down(province, FIRST, 2025).households) == 3


def test_states_go_when_nobody_can_ask_for_them(net: Network, commune: Context, province: Context) -> None:
    for month in range(1, 13):
        net.clock.now = net.clock.now.replace(year=2027, month=month, day=5)
        net.pass_on(commune, province)
    kept = {file.name for file in province.paths.states.iterdir()}
    twelve = [record.state_file for record in reversed(receiving.history(province))]
    # The last of the first half-year, what stands, what an undo of that brings back, and of that one.
    assert kept == {twelve[5], twelve[9], twelve[10], twelve[11]}
    receiving.undo(province, receiving.history(province)[0].id)
    assert len(receiving_overview.drill_down(province, FIRST, 2025).households) == 3


def test_what_we_hold_of_a_sender_is_told_to_it(net: Network, commune: Context, province: Context) -> None:
    done = net.pass_on(commune, province)
    assert done.inspected.info is not None
    assert done.inspected.info.acknowledges is None
    held = received.held(province.database, Level.COMMUNE, FIRST)
    assert held is not None
    assert (held.sequence, held.manifest) == (1, done.inspected.manifest_sha256)
