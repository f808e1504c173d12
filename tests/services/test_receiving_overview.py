"""The receiving office's view: who came, on time or late, how complete; the sums; a look into a state; upwards."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from ntm_desktop.domain.answers import Answer, Status
from ntm_desktop.domain.places import THREE_TIERS, TWO_TIERS, Level
from ntm_desktop.errors import UserError
from ntm_desktop.reports.document import Percent, Table
from ntm_desktop.services import (
    answers,
    households,
    receiving,
    receiving_overview,
    reporting,
    sending,
    summaries,
    trust,
)
from ntm_desktop.services.receiving_overview import ExpectedUnit
from tests.network import FIRST, SECOND, Network, answer, network
from tests.offices import FakeClock, settle

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ntm_desktop.services.context import Context
    from ntm_desktop.services.receiving_overview import UnitStatus

ALL = [str(number) for number in range(1, 16)]


@pytest.fixture
def commune(net: Network) -> Context:
    """A commune of two villages; one household achieved everything, one nothing, one half."""
    context = net.commune(FIRST, "Nguyễn Văn Mẫu", "Trần Thị Thử")
    settle(context, "Đìa Gòn", "Danh Mẫu")
    first, second, third = households.find(context)
    cells = [answers.NewAnswer(first.id, task, answers_of(Status.ACHIEVED)) for task in ALL[:14]]
    cells += [answers.NewAnswer(first.id, "15", answers_of(Status.NOT_APPLICABLE, registered=True))]
    cells += [answers.NewAnswer(second.id, task, answers_of(Status.NOT_ACHIEVED)) for task in ALL]
    cells += [answers.NewAnswer(third.id, "1", answers_of(Status.ACHIEVED, registered=True))]
    answers.set_answers(context, 2025, cells)
    return context


def answers_of(status: Status, *, registered: bool = False) -> Answer:
    return Answer(status, registered)


def row_of(context: Context, code: str, year: int = 2025) -> UnitStatus:
    return next(row for row in receiving_overview.overview(context, year) if row.code == code)


def test_every_commune_of_the_official_list_is_expected(province: Context) -> None:
    rows = receiving_overview.overview(province, 2025)
    assert len(rows) == 102
    assert all(row.expected and not row.received and row.completeness is None for row in rows)


def test_a_report_shows_in_its_row(net: Network, commune: Context, province: Context) -> None:
    net.pass_on(commune, province)
    row = row_of(province, FIRST)
    assert (row.received, row.sequence, row.on_time) == (True, 1, None)
    assert (row.households, row.assessed, row.all_achieved) == (3, 2, 1)
    assert row.completeness == pytest.approx(200 / 3)
    assert not row_of(province, FIRST, 2024).received


@pytest.mark.requirement("AK-III.1.b-1")
def test_the_first_package_of_the_year_decides_whether_it_was_on_time(
    net: Network, commune: Context, province: Context
) -> None:
    today = net.clock().date()
    net.pass_on(commune, province)
    changed = receiving_overview.set_deadline(province, 2025, today)
    assert changed.action == "deadline.set"
    net.clock.forward(days=3)
    net.pass_on(commune, province)
    row = row_of(province, FIRST)
    assert row.on_time is True
    assert row.received_at is not None
    assert row.newest_at is not None
    assert (row.newest_at - row.received_at).days == 3
    receiving_overview.set_deadline(province, 2025, date(2026, 1, 1))
    assert row_of(province, FIRST).on_time is False
    assert receiving_overview.deadlines(province) == {2025: date(2026, 1, 1)}
    assert receiving_overview.set_deadline(province, 2025, date(2026, 1, 1)).entry == 0
    receiving_overview.set_deadline(province, 2025, None)
    assert row_of(province, FIRST).on_time is None
    assert receiving_overview.years(province) == [2025]
    with pytest.raises(UserError, match=r"answers.bad_year"):
        receiving_overview.set_deadline(province, 1999, today)


def test_who_is_expected_can_be_chosen_and_who_comes_unexpected_is_shown(
    net: Network, commune: Context, province: Context
) -> None:
    net.pass_on(commune, province)
    chosen = [ExpectedUnit(Level.COMMUNE, SECOND, "Đặc khu Kiên Hải")]
    receiving_overview.set_expected(province, chosen)
    assert receiving_overview.expected(province) == chosen
    rows = receiving_overview.overview(province, 2025)
    assert [(row.code, row.expected, row.received) for row in rows] == [(SECOND, True, False), (FIRST, False, True)]
    assert receiving_overview.set_expected(province, chosen).entry == 0
    receiving_overview.set_expected(province, [])
    assert len(receiving_overview.expected(province)) == 102


def test_the_sums_are_those_that_the_communes_see_themselves(net: Network, commune: Context, province: Context) -> None:
    second = net.commune(SECOND, "Lê Văn Mẫu")
    answer(second, 2025, ["2"], Status.NOT_ACHIEVED)
    net.introduce(second, province)
    net.pass_on(commune, province)
    net.pass_on(second, province)
    whole = receiving_overview.consolidated(province, 2025)
    assert [one.commune.code for one in whole.communes] == [SECOND, FIRST]
    for one, own in zip(whole.communes, (second, commune), strict=True):
        seen = summaries.of_year(own, 2025)
        assert one.commune == seen.commune
        assert list(one.villages) == list(seen.villages)
    assert whole.whole.households == 4
    assert whole.whole.code == "91"
    assert [one.key for one in receiving_overview.task_sets(province, 2025)] == ["ho-15-phan-viec-phuc-dung@1"]


def test_a_look_into_a_state_shows_households_and_answers(net: Network, commune: Context, province: Context) -> None:
    net.pass_on(commune, province)
    look = receiving_overview.drill_down(province, FIRST, 2025)
    assert [one.head for one in look.households] == ["Nguyễn Văn Mẫu", "Trần Thị Thử", "Danh Mẫu"]
    first = look.households[0]
    assert (first.achieved, first.not_applicable, first.complete) == (14, 1, True)
    assert first.answers["15"] == answers_of(Status.NOT_APPLICABLE, registered=True)
    assert [one.name for one in look.villages] == ["Kinh 5", "Đìa Gòn"]
    assert look.package.sequence == 1
    village = look.villages[1].id
    heads = [one.head for one in receiving_overview.drill_down(province, FIRST, 2025, village_id=village).households]
    assert heads == ["Danh Mẫu"]
    found = receiving_overview.drill_down(province, FIRST, 2025, text="thu").households
    assert [one.head for one in found] == ["Trần Thị Thử"]
    assert len(receiving_overview.drill_down(province, FIRST, 2025, text=first.code.lower()).households) == 1
    with pytest.raises(UserError, match=r"transport.nothing_received"):
        receiving_overview.drill_down(province, SECOND, 2025)


def test_a_commune_has_no_such_view(commune: Context) -> None:
    for look in (
        lambda: receiving_overview.overview(commune, 2025),
        lambda: receiving_overview.consolidated(commune, 2025),
        lambda: receiving_overview.set_deadline(commune, 2025, date(2026, 1, 1)),
        lambda: receiving_overview.set_expected(commune, []),
    ):
        with pytest.raises(UserError, match=r"transport.not_a_receiving_office"):
            look()


def test_an_empty_report_stands_with_no_households(net: Network, province: Context) -> None:
    empty = net.commune(SECOND)
    answers.open_year(empty, 2025)
    net.introduce(empty, province)
    assert net.pass_on(empty, province).accepted
    row = row_of(province, SECOND)
    assert (row.received, row.households, row.completeness) == (True, 0, None)
    assert receiving_overview.drill_down(province, SECOND, 2025).households == []


def test_a_year_that_an_old_commune_reported_of_keeps_its_name(net: Network, province: Context) -> None:
    """Until June 2025 the code was another commune's: its year is not told as that of the commune that has it now."""
    old = net.office(Level.COMMUNE, "30886", THREE_TIERS, "old")
    answers.open_year(old, 2024)
    settle(old, "Kinh 5", "Nguyễn Văn Mẫu")
    answer(old, 2024, ["1"])
    net.introduce(old, province)
    assert net.pass_on(old, province).accepted
    assert (row_of(province, "30886", 2024).name, row_of(province, "30886", 2025).name) == (
        "Xã Mong Thọ B",
        "Xã Thạnh Lộc",
    )
    (commune,) = receiving_overview.consolidated(province, 2024).communes
    assert commune.commune.name == "Xã Mong Thọ B"
    new = net.office(Level.COMMUNE, "30886", TWO_TIERS, "new")
    seen = trust.read(province, trust.write_card(new, net.stick / "new.ntmcard"))
    assert (seen.name, seen.replaces_name) == ("Xã Thạnh Lộc", "Xã Mong Thọ B")


class TestThreeTiers:
    """Commune → district → province, as it was until 30/6/2025."""

    @pytest.fixture
    def net(self, tmp_path: Path) -> Iterator[Network]:
        with network(tmp_path / "old", FakeClock(datetime(2025, 1, 10, 2, 0, tzinfo=UTC))) as one:
            yield one

    @pytest.fixture
    def offices(self, net: Network) -> tuple[Context, Context, Context]:
        """A commune, its district and its province of the old list."""
        province = net.office(Level.PROVINCE, "91", "until-2025-06-30")
        units = province.catalogue.units
        unit = units.get(Level.PROVINCE, "91", "until-2025-06-30")
        assert unit is not None
        first = units.communes_of(unit)[0]
        district = net.district(first.district_code)
        commune = net.office(Level.COMMUNE, first.code, "until-2025-06-30")
        settle(commune, "Kinh 5", "Nguyễn Văn Mẫu", "Trần Thị Thử")
        answer(commune, 2024, ["1", "2"])
        net.introduce(commune, district)
        net.introduce(district, province)
        return commune, district, province

    def test_a_district_expects_its_communes_and_a_province_its_districts(
        self, offices: tuple[Context, Context, Context]
    ) -> None:
        commune, district, province = offices
        assert commune.office.superior_code == district.office.code
        below = receiving_overview.expected(district)
        assert commune.office.code in {one.code for one in below}
        assert {one.level for one in receiving_overview.expected(province)} == {Level.DISTRICT}

    def test_totals_travel_up_with_what_was_received(
        self, net: Network, offices: tuple[Context, Context, Context]
    ) -> None:
        commune, district, province = offices
        receiving_overview.set_deadline(district, 2024, date(2025, 1, 31))
        assert sending.unsent(district).changes == 0
        receiving.undo(district, net.pass_on(commune, district).package_id)
        assert sending.unsent(district).changes == 0
        net.pass_on(commune, district)
        assert sending.unsent(district).changes == 1
        sent = sending.write_package(district, None, net.stick)
        assert sent.recipient_code == "91"
        assert sending.unsent(district).changes == 0
        assert (sent.counts["unit_totals"], sent.counts["task_totals"], sent.counts["received"]) == (1, 2, 1)
        done = net.take(province, sent.file)
        assert done.accepted
        row = row_of(province, district.office.code, 2024)
        assert (row.received, row.level, row.households) == (True, Level.DISTRICT, 2)
        (one,) = receiving_overview.consolidated(province, 2024).communes
        (own,) = receiving_overview.consolidated(district, 2024).communes
        assert one.commune == own.commune
        assert one.villages == own.villages
        with pytest.raises(UserError, match=r"transport.totals_only"):
            receiving_overview.drill_down(province, commune.office.code, 2024)

    def test_the_report_of_a_province_counts_what_its_districts_sent(
        self, net: Network, offices: tuple[Context, Context, Context]
    ) -> None:
        commune, district, province = offices
        net.pass_on(commune, district)
        net.pass_on(district, province)
        document = reporting.build(province, "consolidated", reporting.Wanted(2024))
        received, _rates = (block for block in document.sections[0].blocks if isinstance(block, Table))
        (row,) = (row for row in received.rows if row.cells[1] == district.office.name)
        assert row.cells[2:9] == ("Có", 1, "10/01/2025", "–", 2, 0, Percent(0, 2))
        assert received.rows[-1].cells[5:7] == (2, 0)
        (villages,) = (block for block in document.sections[1].blocks if isinstance(block, Table))
        assert [row.cells[:6] for row in villages.rows[:2]] == [
            (1, commune.office.name, 2, 0, 0, 2),
            ("1.1", "Ấp Kinh 5", 2, 0, 0, 2),
        ]

    def test_the_next_totals_are_compared_with_those_that_stand(
        self, net: Network, offices: tuple[Context, Context, Context]
    ) -> None:
        commune, district, province = offices
        net.pass_on(commune, district)
        net.pass_on(district, province)
        answer(commune, 2024, ["1"], Status.NOT_ACHIEVED)
        answer(commune, 2024, ["3"])
        net.pass_on(commune, district)
        plan = net.pass_on(district, province).inspected.plan
        assert plan["task_totals"] == receiving.TablePlan(new=1, changed=1, unchanged=1)
        assert plan["received"] == receiving.TablePlan(new=1, removed=1)

    def test_what_a_commune_says_itself_goes_before_its_districts_word(
        self, net: Network, offices: tuple[Context, Context, Context]
    ) -> None:
        commune, district, province = offices
        net.pass_on(commune, district)
        net.pass_on(district, province)
        answer(commune, 2024, ["5"])
        net.introduce(commune, province)
        net.pass_on(commune, province)
        (one,) = receiving_overview.consolidated(province, 2024).communes
        assert one.sender_level is Level.COMMUNE
        assert one.commune.achieved == {"1": 2, "2": 2, "5": 2}

    def test_totals_travel_up_though_a_state_was_lost(
        self, net: Network, offices: tuple[Context, Context, Context]
    ) -> None:
        commune, district, province = offices
        net.pass_on(commune, district)
        for file in district.paths.states.iterdir():
            file.unlink()
        sent = net.send(district, province)
        assert (sent.counts["task_sets"], sent.counts["task_totals"]) == (0, 2)
        assert net.take(province, sent.file).accepted
