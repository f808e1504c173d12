"""Facts of an office: entered with source and line of the journal, computed, stale, lent to whoever lies inside."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from ntm_desktop.domain.answers import Answer, Status
from ntm_desktop.domain.problems import RefusedError
from ntm_desktop.errors import UserError
from ntm_desktop.services import answers, fact_subjects, facts, journal_words, undo, unsent, villages
from ntm_desktop.services.answers import NewAnswer
from ntm_desktop.services.facts import Entered
from ntm_desktop.store import facts as store
from tests.network import FIRST, SECOND, network
from tests.offices import settle

if TYPE_CHECKING:
    from pathlib import Path

    from ntm_desktop.domain.facts import Fact
    from ntm_desktop.domain.households import Household
    from ntm_desktop.services.context import Context
    from ntm_desktop.services.fact_subjects import Subject

EVERY = [str(number) for number in range(1, 16)]
DAY = date(2025, 12, 1)


def enter(office: Context, subject: Subject, year: int = 0, **values: str) -> None:
    named = [(name.replace("__", "."), value) for name, value in values.items()]
    facts.enter(office, Entered(named, "Biên bản 05", DAY), subject, year)


def about(office: Context, text: str = "") -> Subject:
    return fact_subjects.found(office, text)


def values(found: dict[str, Fact]) -> dict[str, object]:
    return {name: fact.value for name, fact in found.items() if not fact.stale}


@pytest.fixture
def village(office: Context) -> Context:
    """A commune of one village: two of three households achieved everything in 2025."""
    whole, also, lacking = settle(office, "Kinh 5", "Lê An", "Lê Bình", "Lê Chi")
    answers.open_year(office, 2025)
    cells = [NewAnswer(one.id, task, Answer(Status.ACHIEVED)) for one in (whole, also) for task in EVERY]
    answers.set_answers(office, 2025, [*cells, NewAnswer(lacking.id, "1", Answer(Status.NOT_ACHIEVED))])
    return office


def test_an_entered_fact_is_there_with_value_day_and_source(office: Context) -> None:
    subject = about(office)
    enter(office, subject, 2025, commune__construction_debt="0", commune__satisfaction_rate="92,5")
    found = facts.of_subject(office, subject, 2025)
    rate = found["commune.satisfaction_rate"]
    assert (rate.value, rate.on, rate.source, rate.stale) == (Decimal("92.5"), DAY, "Biên bản 05", False)
    assert facts.of_subject(office, subject, 2024) == {}
    line = journal_words.recent(office)[0]
    assert line.sentence == (
        f"Nhập 2 dữ kiện về {office.office.name}: commune.construction_debt, commune.satisfaction_rate"
        " (nguồn: Biên bản 05)"
    )
    assert (
        facts.row(office, facts.listed(office)[0], facts.declared(office))["title"] == "Nợ đọng xây dựng cơ bản của xã"
    )


def test_a_fact_of_the_year_goes_before_one_of_no_year(office: Context) -> None:
    subject = about(office)
    enter(office, subject, 0, commune__difficult="có")
    enter(office, subject, 2025, commune__difficult="không")
    assert values(facts.of_subject(office, subject, 2025)) == {"commune.difficult": False}
    assert values(facts.of_subject(office, subject, 2024)) == {"commune.difficult": True}


def test_every_fault_is_told_and_nothing_is_kept(office: Context) -> None:
    typed = [
        ("no.such", "1"),
        ("commune.construction_debt", "5.000"),
        ("commune.satisfaction_rate", "nhiều"),
        ("commune.difficult", "nửa"),
        ("commune.households.total", "3"),
        ("commune.recognition.level", "5 sao"),
        ("commune.security_standard", "có"),
        ("commune.security_standard", "không"),
        ("standard.AK-II.2-2.text", " "),
        ("standard.AK-II.2-2.text", "x" * 2001),
    ]
    with pytest.raises(RefusedError) as refusal:
        facts.enter(office, Entered(typed, "x"), about(office), 2025)
    assert [one.code for one in refusal.value.problems] == [
        "packs.unknown_fact",
        "facts.doubtful_number",
        "facts.not_number",
        "facts.not_true_false",
        "facts.computed",
        "packs.not_one_of",
        "packs.duplicate_key",
        "facts.no_value",
        "facts.too_long",
    ]
    assert facts.listed(office) == []
    with pytest.raises(RefusedError, match=r"facts\.refused"):
        facts.enter(office, Entered([], "x"), about(office))


@pytest.mark.parametrize(
    ("source", "year", "code"),
    [(" ", 2025, "facts.no_source"), ("x" * 2001, 2025, "facts.long_source"), ("x", 1999, "answers.bad_year")],
)
def test_without_source_or_year_nothing_is_entered(office: Context, source: str, year: int, code: str) -> None:
    with pytest.raises(UserError) as refusal:
        facts.enter(office, Entered([("commune.difficult", "có")], source), about(office), year)
    assert refusal.value.code == code


def test_entering_is_undone_and_done_again(office: Context) -> None:
    subject = about(office)
    enter(office, subject, 2025, commune__difficult="có")
    enter(office, subject, 2025, commune__difficult="không")
    undo.undo(office)
    assert values(facts.of_subject(office, subject, 2025)) == {"commune.difficult": True}
    undo.undo(office)
    assert facts.of_subject(office, subject, 2025) == {}
    undo.redo(office)
    assert values(facts.of_subject(office, subject, 2025)) == {"commune.difficult": True}


def test_what_was_entered_can_be_cleared_and_its_history_stays(office: Context) -> None:
    subject = about(office)
    enter(office, subject, 2025, commune__difficult="có")
    facts.clear(office, ["commune.difficult"], subject, 2025)
    assert facts.listed(office) == []
    past = facts.history(office, "commune.difficult", subject, 2025)
    assert [one["action"] for one in past] == ["facts.entered", "facts.cleared"]
    with pytest.raises(RefusedError) as refusal:
        facts.clear(office, ["commune.difficult", "a"], subject, 2025)
    assert [one.code for one in refusal.value.problems] == ["facts.not_entered", "facts.not_entered"]


def test_the_office_and_its_villages_are_computed(village: Context) -> None:
    done = facts.compute(village, 2025)
    assert (done.subjects, done.facts, done.changed) == (2, 8, ())
    assert values(facts.of_subject(village, about(village, "Kinh 5"), 2025))["village.households.all_tasks_rate"] == (
        Decimal("66.67")
    )
    assert values(facts.of_subject(village, about(village), 2025)) == {
        "commune.households.total": 3,
        "commune.households.assessed": 2,
        "commune.households.all_tasks": 2,
        "commune.households.all_tasks_rate": Decimal("66.67"),
    }


def test_an_answer_makes_the_facts_of_its_year_stale_until_they_are_computed_again(village: Context) -> None:
    subject = about(village)
    answers.open_year(village, 2024)
    facts.compute(village, 2024)
    facts.compute(village, 2025)
    cell = NewAnswer(_household(village, 2).id, "1", Answer(Status.ACHIEVED))
    answers.set_answers(village, 2025, [cell])
    assert all(one.stale for one in facts.of_subject(village, subject, 2025).values())
    assert not any(one.stale for one in facts.of_subject(village, subject, 2024).values())
    assert [one.fact.name for one in facts.listed(village, subject, 2025) if one.fact.stale] != []
    undo.undo(village)  # taking it back is a change as well: nobody counts whether it is the same again
    assert all(one.stale for one in facts.of_subject(village, subject, 2025).values())
    cells = [NewAnswer(cell.household_id, task, Answer(Status.ACHIEVED)) for task in EVERY]
    answers.set_answers(village, 2025, cells)
    again = facts.compute(village, 2025)
    assert "office: commune.households.all_tasks" in again.changed
    assert values(facts.of_subject(village, subject, 2025))["commune.households.all_tasks_rate"] == 100


def test_a_household_has_its_own_facts_and_those_of_where_it_lies(village: Context) -> None:
    enter(village, about(village), 0, commune__difficult="có", norm__contribution__giay_khen="5000000")
    enter(village, about(village), 0, discipline__clear="không")
    enter(village, about(village), 0, **{"standard__AK-II__2-2__text": "sạch ngõ"})
    enter(village, about(village, "Kinh 5"), 0, village__recognised="có", conduct__lawful="không")
    subject = about(village, _household(village, 0).code)
    facts.refresh(village, subject, 2025)
    found = values(facts.of_subject(village, subject, 2025))
    assert found["household.tasks.complete"] is True
    assert found["household.tasks.achieved"] == 15
    assert found["village.households.total"] == 3
    assert found["commune.difficult"] is True
    assert found["village.recognised"] is True
    assert found["standard.AK-II.2-2.text"] == "sạch ngõ"
    assert found["norm.contribution.giay_khen"] == 5_000_000
    assert not {"discipline.clear", "conduct.lawful"} & found.keys()  # nobody's conduct is another's


def test_a_household_lies_in_the_village_where_it_lived_that_year(village: Context) -> None:
    from ntm_desktop.services import households

    mover = _household(village, 0)
    settle(village, "Kinh 6", "Danh Mới")
    enter(village, about(village, "Kinh 5"), 0, village__recognised="có")
    enter(village, about(village, "Kinh 6"), 0, village__recognised="không")
    answers.open_year(village, 2026)
    households.move(village, [mover.id], about(village, "Kinh 6").id)
    subject = about(village, mover.code)
    known = {
        year: values(facts.of_subject(village, subject, year))["village.recognised"] for year in (2025, 2026, 2027)
    }
    assert known == {2025: True, 2026: False, 2027: False}


def test_a_household_on_no_sheet_has_no_figures(village: Context) -> None:
    newcomer = settle(village, "Kinh 6", "Danh Mới")[0]
    answers.open_year(village, 2024)
    facts.compute(village, 2025, [about(village, newcomer.code)])
    with pytest.raises(UserError, match=r"answers\.year_not_open"):
        facts.compute(village, 2019)
    with pytest.raises(UserError, match=r"answers\.bad_year"):
        facts.compute(village, 1999)
    assert facts.compute(village, 2025, [about(village, "other:HTX Tân Điền")]).facts == 0


def test_subjects_are_found_as_people_name_them(village: Context) -> None:
    (one,) = villages.listed(village)
    household = _household(village, 0)
    wanted = {
        "": ("office", village.office.name),
        village.office.code: ("office", village.office.name),
        "kinh 5": (f"village:{one.id}", one.title),
        str(one.number): (f"village:{one.id}", one.title),
        f"village:{one.id}": (f"village:{one.id}", one.title),
        household.code: (f"household:{household.id}", f"Lê An ({household.code})"),
        f"household:{household.id}": (f"household:{household.id}", f"Lê An ({household.code})"),
        "other:  HTX  Tân Điền ": ("other:HTX Tân Điền", "HTX Tân Điền"),
    }
    assert {text: (found.key, found.name) for text in wanted for found in (about(village, text),)} == wanted
    assert fact_subjects.named(village, "household:gone") == "household:gone"
    for text, code in (("Kinh 9", "facts.no_such_subject"), ("other: ", "facts.no_such_subject")):
        with pytest.raises(UserError, match=code.replace(".", r"\.")):
            about(village, text)
    with pytest.raises(UserError, match=r"facts\.long_subject"):
        about(village, f"other:{'x' * 201}")


def test_entered_facts_are_no_work_that_waits_to_be_sent(tmp_path: Path) -> None:
    with network(tmp_path / "net") as net:
        commune, province = net.commune(FIRST, "Nguyễn Văn Mẫu"), net.province()
        net.introduce(commune, province)
        net.pass_on(commune, province)
        assert unsent.unsent(commune).changes == 0
        enter(commune, about(commune), 2025, commune__difficult="có")
        assert unsent.unsent(commune).changes == 0


def test_a_receiving_office_computes_from_what_it_received(tmp_path: Path) -> None:
    from ntm_desktop.services import receiving_overview

    with network(tmp_path / "net") as net:
        commune, province = net.commune(SECOND, "Nguyễn Văn Mẫu", "Trần Thị Thử"), net.province()
        net.introduce(commune, province)
        answers.open_year(commune, 2025)
        year = 2025
        receiving_overview.set_deadline(province, year, date(2025, 12, 5))
        subject = about(province, SECOND)
        assert subject.key == f"unit:commune/{SECOND}"
        facts.compute(province, year)
        before = facts.of_subject(province, subject, year)
        assert values(before)["reports.missing"] == 1
        net.pass_on(commune, province)
        assert all(one.stale for one in facts.of_subject(province, subject, year).values())
        facts.compute(province, year)
        found = values(facts.of_subject(province, subject, year))
        assert found["commune.households.total"] == 2
        assert (found["reports.due"], found["reports.missing"]) == (1, 0)
        stranger = net.commune(FIRST, "Lê Văn Thử")  # of another list than this province's
        net.introduce(stranger, province)
        with pytest.raises(UserError):
            about(province, FIRST)
        net.pass_on(stranger, province)
        assert about(province, FIRST).key == f"unit:commune/{FIRST}"
        assert facts.of_subject(province, about(province), year) == {}
        with pytest.raises(RefusedError):
            enter(province, subject, year, reports__due="3")
        with pytest.raises(UserError):
            about(province, "không có")


def test_computed_facts_are_read_in_one_moment(village: Context) -> None:
    facts.compute(village, 2025)
    assert len(store.computed(village.database)) == 8


def _household(office: Context, at: int) -> Household:
    from ntm_desktop.services import households

    return sorted(households.find(office), key=lambda one: one.code)[at]
