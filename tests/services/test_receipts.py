"""Receipts: both ways, lost and healed, and what is said of a package before and after one came."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ntm_desktop.errors import UserError
from ntm_desktop.services import receipts, receiving, sending
from ntm_desktop.services.receiving import TablePlan
from ntm_desktop.wording.transport import sent_state
from tests.network import FIRST, PROVINCE, SECOND, Network, answer

if TYPE_CHECKING:
    from ntm_desktop.services.context import Context
    from ntm_desktop.services.receiving import Applied


@pytest.fixture
def commune(net: Network) -> Context:
    """A commune that trusts its province, with two households and a year."""
    context = net.commune(FIRST, "Nguyễn Văn Mẫu", "Trần Thị Thử")
    answer(context, 2025, ["1"])
    return context


def acknowledge(net: Network, province: Context, commune: Context) -> Applied:
    sent = receipts.write_receipts(province, FIRST, net.stick)
    return net.take(commune, sent.file)


def states(commune: Context) -> list[str | None]:
    """What became of the packages sent, oldest first."""
    return [one.receipt_state for one in reversed(sending.sent(commune))]


def test_nothing_is_said_to_have_arrived_before_its_receipt(net: Network, commune: Context, province: Context) -> None:
    net.pass_on(commune, province)
    (before,) = sending.sent(commune)
    assert sent_state(before.receipt_state) == "Đã ghi gói, chờ phiếu tiếp nhận"
    done = acknowledge(net, province, commune)
    assert done.accepted
    assert done.inspected.plan["receipts"] == TablePlan(new=1)
    (after,) = sending.sent(commune)
    assert sent_state(after.receipt_state) == "Đã được tiếp nhận"
    assert after.receipt["counts"] == receiving.history(province)[0].counts
    assert receiving.history(commune)[0].kind == "receipt"


def test_a_refusal_travels_back_with_its_reasons_and_its_changes_count_as_unsent(
    net: Network, commune: Context, province: Context
) -> None:
    forge = net.forge(commune, province, net.send(commune, province))
    forge.replace("data/tables/answers.csv", ",achieved,", ",perhaps,").manifests()
    bad = forge.package()
    assert not net.take(province, bad).accepted
    # As if the commune's own program had written that very file.
    (sent,) = sending.sent(commune)
    sha256 = receiving.history(province)[0].sha256
    with commune.database.atomic() as connection:
        connection.execute("UPDATE package_out SET sha256 = ? WHERE id = ?", (sha256, sent.id))
    assert sending.unsent(commune).changes == 0
    acknowledge(net, province, commune)
    (sent,) = sending.sent(commune)
    assert sent_state(sent.receipt_state) == "Nơi nhận không tiếp nhận, xem lý do"
    problems = sent.receipt["problems"]
    assert isinstance(problems, list)
    assert {problem["code"] for problem in problems} == {"exchange.value.choice"}
    assert problems[0]["table_name"] == "answers"
    assert sending.unsent(commune).changes > 0


def test_receipts_speak_of_everything_since_the_last(net: Network, commune: Context, province: Context) -> None:
    net.pass_on(commune, province)
    net.pass_on(commune, province)
    assert [one.sequence for one in receipts.waiting(province, FIRST)] == [1, 2]
    acknowledge(net, province, commune)
    assert states(commune) == ["accepted", "accepted"]
    net.pass_on(commune, province)
    # The third package said that the first receipt arrived.
    assert [one.sequence for one in receipts.waiting(province, FIRST)] == [3]
    done = acknowledge(net, province, commune)
    assert done.inspected.plan["receipts"] == TablePlan(new=1)
    assert states(commune) == ["accepted"] * 3


def test_a_lost_receipt_heals_with_the_next(net: Network, commune: Context, province: Context) -> None:
    net.pass_on(commune, province)
    receipts.write_receipts(province, FIRST, net.stick).file.unlink()
    net.pass_on(commune, province)
    done = acknowledge(net, province, commune)
    assert done.inspected.missing == (1,)
    assert states(commune) == ["accepted", "accepted"]


def test_a_receipt_twice_or_known_changes_nothing(net: Network, commune: Context, province: Context) -> None:
    net.pass_on(commune, province)
    sent = receipts.write_receipts(province, FIRST, net.stick)
    net.take(commune, sent.file)
    again = net.take(commune, sent.file)
    assert (again.accepted, again.changed) == (True, None)
    # Nobody told the province that its receipt arrived, so it says the same again.
    done = acknowledge(net, province, commune)
    assert done.inspected.plan["receipts"] == TablePlan(unchanged=1)


def test_what_was_undone_is_told(net: Network, commune: Context, province: Context) -> None:
    done = net.pass_on(commune, province)
    acknowledge(net, province, commune)
    receiving.undo(province, done.package_id)
    told = acknowledge(net, province, commune)
    assert told.inspected.plan["receipts"] == TablePlan(changed=1)
    (sent,) = sending.sent(commune)
    assert sent.receipt_state == "refused"
    problems = sent.receipt["problems"]
    assert isinstance(problems, list)
    assert problems[0]["code"] == "transport.undone"


def test_a_file_refused_first_and_taken_in_later_is_accepted(net: Network, commune: Context, province: Context) -> None:
    sent = net.send(commune, province)
    net.take(province, sent.file)
    record = receiving.history(province)[0]
    with province.database.atomic() as connection:
        connection.execute(
            'UPDATE package_in SET number = 9, accepted = 0, problems = \'[{"code":"exchange.bag.changed"}]\''
            " WHERE id = ?",
            (record.id,),
        )
        connection.execute("DELETE FROM shelf")
    assert net.take(province, sent.file).accepted
    acknowledge(net, province, commune)
    assert states(commune) == ["accepted"]


def test_a_receipt_for_a_package_that_a_restored_backup_does_not_know_is_passed_over(
    net: Network, commune: Context, province: Context
) -> None:
    net.pass_on(commune, province)
    with commune.database.atomic() as connection:
        connection.execute("DELETE FROM package_out")
    done = acknowledge(net, province, commune)
    assert done.accepted
    assert sending.sent(commune) == []


def test_there_must_be_something_to_acknowledge(net: Network, province: Context) -> None:
    with pytest.raises(UserError, match=r"transport.nothing_to_acknowledge"):
        receipts.write_receipts(province, FIRST, net.stick)
    with pytest.raises(UserError, match=r"transport.no_card"):
        receipts.write_receipts(province, SECOND, net.stick)


def test_a_receipt_is_no_shelf_and_cannot_be_undone(net: Network, commune: Context, province: Context) -> None:
    net.pass_on(commune, province)
    done = acknowledge(net, province, commune)
    with pytest.raises(UserError, match=r"transport.undo.unknown"):
        receiving.undo(commune, done.package_id)


def test_the_slip_names_who_and_what(net: Network, commune: Context, province: Context) -> None:
    net.pass_on(commune, province)
    slip = receipts.slip(province, FIRST, receipts.waiting(province, FIRST))
    assert (slip.office_name, slip.sender_code, slip.staff_name) == ("An Giang", FIRST, "Trần Thị Mẫu")
    assert [one.sequence for one in slip.packages] == [1]
    assert receipts.slip(province, SECOND, ()).sender_name == SECOND


def test_the_receipt_says_up_to_where_we_received(net: Network, commune: Context, province: Context) -> None:
    net.pass_on(commune, province)
    seen = receiving.inspect(commune, receipts.write_receipts(province, FIRST, net.stick).file)
    assert seen.info is not None
    assert (seen.info.acknowledges, seen.info.recipient, seen.info.sender) == (1, FIRST, PROVINCE)
    assert seen.info.acknowledges_lineage == commune.office.lineage
    receiving.discard(seen)
