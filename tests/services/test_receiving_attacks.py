"""What an office that is trusted, and signs rightly, could try with what it says: one test each.

The package is made by the program, taken apart, changed, and signed and sealed again with the sender's own keys.
"""

from __future__ import annotations

import json
import os
import random
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ntm_desktop.domain.places import THREE_TIERS, Level
from ntm_desktop.exchange.manifest import Kind
from ntm_desktop.exchange.package import TableData
from ntm_desktop.exchange.schemas import RECEIPT_COUNTS, RECEIPT_PROBLEMS, RECEIPTS, RECEIVED, TASK_TOTALS, UNIT_TOTALS
from ntm_desktop.exchange.schemas import TASK_SETS as SETS
from ntm_desktop.exchange.schemas import TASKS as LISTS
from ntm_desktop.services import receiving, receiving_overview, sending, slips, trust, wire
from tests.network import FIRST, SECOND, Network, answer

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ntm_desktop.exchange.tables import Row
    from ntm_desktop.services.context import Context
    from ntm_desktop.services.receiving import Applied
    from tests.exchange.forge import Forge

TABLES = "data/tables/"
DISTRICT, OTHER_DISTRICT = "911", "912"


Said = tuple[str, str, str]


@pytest.fixture
def lie(net: Network, commune: Context, province: Context) -> Callable[..., Applied]:
    """Send a report in which texts of its files were replaced, and take it in."""

    def tell(*lies: Said) -> Applied:
        forge = net.forge(commune, province, net.send(commune, province))
        for name, old, new in lies:
            forge.replace(name, old, new)
        return taken(net, province, forge)

    return tell


def taken(net: Network, receiver: Context, forge: Forge) -> Applied:
    forge.manifests()
    return net.take(receiver, forge.package())


def codes(done: Applied) -> set[str]:
    return {problem.code for problem in done.problems}


def names(context: Context) -> list[str]:
    return [one.commune.name for one in receiving_overview.consolidated(context, 2025).communes]


# --- who it says it is


def test_a_commune_cannot_stand_in_the_totals_under_the_name_of_another(
    province: Context, lie: Callable[..., Applied]
) -> None:
    done = lie((TABLES + "office.csv", "Xã Giục Tượng", "Xã Định An"))
    assert done.accepted
    assert names(province) == ["Xã Giục Tượng"]


def test_a_package_is_spoken_of_under_the_name_of_the_card(lie: Callable[..., Applied]) -> None:
    other = ("bag-info.txt", "Source-Organization: Xã Giục Tượng", "Source-Organization: Ủy ban nhân dân tỉnh")
    assert lie(other).accepted
    (problem,) = lie(other).problems
    assert problem.code == "transport.fork.other_previous"
    assert problem.facts["sender"] == "Xã Giục Tượng"


@pytest.mark.parametrize("made", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-23:59", "2026-W48-5T10+07", "soon"])
def test_a_time_that_no_clock_shows_is_refused(lie: Callable[..., Applied], made: str) -> None:
    done = lie(("bag-info.txt", "NTM-Made: 2026-11-22T08:00:27+07:00", f"NTM-Made: {made}"))
    assert codes(done) == {"exchange.info.field"}


def test_a_number_far_ahead_does_not_fill_our_disk_with_missing_ones(
    province: Context, lie: Callable[..., Applied]
) -> None:
    done = lie(("bag-info.txt", "NTM-Sequence: 1\n", "NTM-Sequence: 999999\n"))
    assert done.accepted
    record = receiving.history(province)[0]
    assert len(record.missing) == 1000
    (problem,) = (*slips.problems_of(record),)
    assert str(problem.facts["missing"]).endswith("20…")


def test_an_endless_introduction_is_not_read(lie: Callable[..., Applied]) -> None:
    chance = random.Random(1)  # noqa: S311 - as a hand types, not as a key is made
    lines = "".join(f"{chance.choice('abcdef')}{chance.randrange(10**6)}: x\n" for _ in range(90_000))
    assert codes(lie(("bag-info.txt", "NTM-Period", f"{lines}NTM-Period"))) == {"exchange.info.format"}


# --- what it says


def test_an_edition_cannot_bear_the_name_of_another(lie: Callable[..., Applied]) -> None:
    key = "ho-15-phan-viec-phuc-dung@1,"
    done = lie((TABLES + "task_sets.csv", f"{key}ho-15-phan-viec-phuc-dung,1,", f"{key}kg-ho-15-phan-viec,7,"))
    assert codes(done) == {"exchange.task_set.key"}


def test_households_cannot_be_assessed_by_a_list_without_tasks(
    net: Network, commune: Context, province: Context
) -> None:
    forge = net.forge(commune, province, net.send(commune, province))
    forge.files[TABLES + "task_sets.csv"] += b"none@1,none,1,None,0,\r\n"
    forge.replace(TABLES + "sheets.csv", "ho-15-phan-viec-phuc-dung@1", "none@1")
    head, _, _rest = forge.files[TABLES + "answers.csv"].partition(b"\r\n")
    forge.files[TABLES + "answers.csv"] = head + b"\r\n"
    assert codes(taken(net, province, forge)) == {"exchange.task_set.empty"}


@pytest.mark.parametrize(
    ("table", "old", "new", "code"),
    [
        ("households.csv", ",1950,", ",9223372036854775808,", "exchange.value.kind"),
        ("households.csv", ",1950,", ",-99999999999999999,", "exchange.value.range"),
        ("households.csv", "Nguyễn", "Nguy\0", "exchange.value.characters"),
        ("households.csv", "Nguyễn Văn Mẫu", "\u202eẫM", "exchange.value.characters"),
        ("villages.csv", ",1,Kinh 5", ",-1,Kinh 5", "exchange.value.range"),
        ("answers.csv", ",2025,1,achieved,0,,", ",2025,1,achieved,0,,2025-02-30", "exchange.value.kind"),
        ("answers.csv", ",2025,1,achieved,0,,", ",2025,1,achieved,0,,２０２５-01-01", "exchange.value.kind"),
        ("answers.csv", ",2025,1,", ",20250,1,", "exchange.value.range"),
        ("sheets.csv", ",2025,", ",NaN,", "exchange.value.kind"),
    ],
)
def test_values_that_cannot_be_are_refused(
    lie: Callable[..., Applied], table: str, old: str, new: str, code: str
) -> None:
    assert code in codes(lie((TABLES + table, old, new)))


@pytest.mark.parametrize(
    "text",
    [
        '{"resources": [], "resources": []}',
        '{"a": 1' + "0" * 5000 + "}",
        "[" * 100_000,
        '{"resources": [NaN, {"path": "\\ud800"}]}',
    ],
)
def test_a_description_that_json_allows_and_we_do_not_is_refused(
    net: Network, commune: Context, province: Context, text: str
) -> None:
    forge = net.forge(commune, province, net.send(commune, province))
    forge.files["data/datapackage.json"] = text.encode()
    assert codes(taken(net, province, forge)) == {"exchange.description.wrong"}


# --- a district's totals


@pytest.fixture
def district(net: Network) -> Context:
    return net.district(DISTRICT)


def upward(net: Network, district: Context, units: Sequence[Row], tasks: Sequence[Row] = ()) -> Applied:
    """Let a district report these totals to a province of its time, and take the report in."""
    province = net.office(Level.PROVINCE, "91", THREE_TIERS)
    net.introduce(district, province)
    card = wire.trusted_card(district, "91")
    tables = [
        wire.office_table(district.office),
        TableData(SETS, [("a@1", "a", 1, "A", 0, "")]),
        TableData(LISTS, [("a@1", "1", 1, "Một", "", 1, "achieved")]),
        TableData(UNIT_TOTALS, units),
        TableData(TASK_TOTALS, tasks),
        TableData(RECEIVED, []),
    ]
    with wire.own_connection(district) as own:
        sent = wire.write(own, wire.Message(Kind.REPORT, card, (2025,)), net.stick, lambda: tables)
    return net.take(province, sent.file)


def village_of(district: Context, code: str, *numbers: int) -> Row:
    """Return the totals of a village in the first commune of a district."""
    units = district.catalogue.units
    unit = units.get(Level.DISTRICT, code, THREE_TIERS)
    assert unit is not None
    return (units.communes_of(unit)[0].code, "Xã A", 2025, "v", "Ấp A", *numbers)


@pytest.mark.parametrize("numbers", [(5, 6, 0, 0), (5, 5, 7, 0), (5, 5, 5, 10_000_000)])
def test_no_more_households_did_it_than_there_are(net: Network, district: Context, numbers: tuple[int, ...]) -> None:
    done = upward(net, district, [village_of(district, DISTRICT, *numbers)])
    assert codes(done) == {"exchange.totals.more"}


@pytest.mark.parametrize("numbers", [(6, 0, 0, 0), (3, 2, 1, 0), (0, 0, 0, 6)])
def test_no_more_households_answered_a_task_than_there_are(
    net: Network, district: Context, numbers: tuple[int, ...]
) -> None:
    village = village_of(district, DISTRICT, 5, 5, 5, 5)
    done = upward(net, district, [village], [(village[0], 2025, "v", "1", *numbers)])
    assert codes(done) == {"exchange.totals.more"}


def test_a_district_cannot_speak_for_the_communes_of_another(net: Network, district: Context) -> None:
    own, other = (village_of(district, code, 5, 5, 5, 5) for code in (DISTRICT, OTHER_DISTRICT))
    done = upward(net, district, sorted((own, other)))
    assert codes(done) == {"transport.not_its_communes"}
    assert done.problems[0].facts["communes"] == other[0]


def test_a_district_speaks_for_its_own(net: Network, district: Context) -> None:
    village = village_of(district, DISTRICT, 5, 5, 5, 5)
    assert upward(net, district, [village], [(village[0], 2025, "v", "1", 5, 0, 0, 5)]).accepted


# --- receipts


def test_nobody_but_its_addressee_can_acknowledge_a_package(net: Network, commune: Context, province: Context) -> None:
    """A neighbour who saw the stick knows what the package is called, and is trusted too."""
    sent = net.send(commune, province)
    neighbour = net.commune(SECOND)
    net.introduce(commune, neighbour)
    tables = [
        wire.office_table(neighbour.office),
        TableData(RECEIPTS, [(sent.sha256, 1, "lineage-1", 1, "2026-11-22T08:00:00+07:00", "2025", "")]),
        TableData(RECEIPT_PROBLEMS, []),
        TableData(RECEIPT_COUNTS, []),
    ]
    card = wire.trusted_card(neighbour, FIRST)
    with wire.own_connection(neighbour) as own:
        false = wire.write(own, wire.Message(Kind.RECEIPT, card, (2025,)), net.stick, lambda: tables)
    seen = receiving.inspect(commune, false.file)
    assert seen.plan["receipts"].changed == 0
    receiving.apply(commune, seen)
    assert sending.sent(commune)[0].receipt_state is None


# --- the stick


def test_a_file_whose_name_no_database_takes_is_taken_in_under_a_name_that_is_seen(
    net: Network, commune: Context, province: Context
) -> None:
    sent = net.send(commune, province)
    odd = Path(os.fsdecode(os.fsencode(net.stick) + b"/goi\xff\xe2\x80\xae\n.ntmpkg"))
    try:
        shutil.copy(sent.file, odd)
    except OSError:
        pytest.skip("this disk takes no such name")
    assert net.take(province, odd).accepted
    assert receiving.history(province)[0].file_name == "goi\\udcff\\u202e\n.ntmpkg"


def test_a_file_with_the_longest_name_is_taken_in(net: Network, commune: Context, province: Context) -> None:
    long = net.stick / ("x" * 248 + ".ntmpkg")
    shutil.copy(net.send(commune, province).file, long)
    assert net.take(province, long).accepted


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with a name")
def test_a_pipe_and_a_folder_that_are_called_packages_are_told(net: Network, province: Context) -> None:
    pipe, folder = net.stick / "a.ntmpkg", net.stick / "b.ntmpkg"
    os.mkfifo(pipe)
    folder.mkdir()
    for path in (pipe, folder):
        assert {one.code for one in receiving.inspect(province, path).problems} == {"exchange.volume.no_file"}


def test_a_file_exchanged_after_it_was_looked_at_is_not_what_is_taken_in(
    net: Network, commune: Context, province: Context
) -> None:
    first = net.send(commune, province)
    seen = receiving.inspect(province, first.file)
    answer(commune, 2025, ["3"])
    second = net.send(commune, province)
    second.file.replace(first.file)
    assert receiving.apply(province, seen).accepted
    assert receiving.history(province)[0].sha256 == first.sha256
    assert receiving_overview.consolidated(province, 2025).whole.achieved == {"1": 2, "2": 2}


def test_a_link_prepared_on_the_stick_leads_no_writing_into_our_files(net: Network, commune: Context) -> None:
    victim = net.folder / "diary.txt"
    victim.write_text("mine", encoding="utf-8")
    (net.stick / f".~{FIRST}.ntmcard.part").symlink_to(victim)
    card = trust.write_card(commune, net.stick)
    assert victim.read_text(encoding="utf-8") == "mine"
    assert json.loads(card.read_text(encoding="utf-8"))["code"] == FIRST
    assert not card.is_symlink()
