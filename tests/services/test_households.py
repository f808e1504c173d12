"""Households one at a time: every act keeps the past, and every act has one undo."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from ntm_desktop.domain.answers import Answer, Status
from ntm_desktop.domain.households import HouseholdFields, HouseholdStatus, Poverty
from ntm_desktop.domain.problems import RefusedError
from ntm_desktop.errors import UserError
from ntm_desktop.services import answers, households, undo, villages
from ntm_desktop.services.answers import NewAnswer
from ntm_desktop.services.households import Filter
from tests.offices import COMMUNE, settle

if TYPE_CHECKING:
    from ntm_desktop.services.context import Context

TODAY = date(2026, 11, 22)
ACHIEVED = Answer(Status.ACHIEVED)


def heads(office: Context, **wanted: object) -> list[str]:
    return [one.head for one in households.find(office, Filter(**wanted))]  # type: ignore[arg-type]  # test's words


def test_codes_run_on_by_village_and_are_never_given_twice(office: Context) -> None:
    first = settle(office, "Kinh 5", "An", "Bình")
    second = settle(office, "Kinh 6", "Châu")
    assert [one.code for one in [*first, *second]] == [
        f"{COMMUNE}-01-0001",
        f"{COMMUNE}-01-0002",
        f"{COMMUNE}-02-0001",
    ]
    households.close(office, [first[1].id], HouseholdStatus.MOVED_AWAY, TODAY)
    households.add(office, first[0].village_id, HouseholdFields("Dũng"))
    assert households.find(office, Filter(text="dung"))[0].code == f"{COMMUNE}-01-0003"


def test_search_needs_no_diacritics_and_knows_codes_and_ids(office: Context) -> None:
    place = settle(office, "Kinh 5", "Đặng Thị Ánh", "Lê 100%")[0].village_id
    households.add(office, place, HouseholdFields("Võ Nam", personal_id="091085001234"))
    assert heads(office, text="dang thi a") == ["Đặng Thị Ánh"]
    assert heads(office, text="100%") == ["Lê 100%"]
    assert heads(office, text="_") == []
    assert heads(office, text="01-0002") == ["Lê 100%"]
    assert heads(office, text="085001") == ["Võ Nam"]


def test_filters_and_order(office: Context) -> None:
    place = settle(office, "Kinh 5")
    del place
    village = villages.listed(office)[0].id
    for head, poverty, group, year in (
        ("Trần Ân", Poverty.POOR, "Kinh", 1960),
        ("Lê An", Poverty.NOT_POOR, "Khmer", None),
        ("Bùi Đức", None, "", 1970),
    ):
        fields = HouseholdFields(head, birth_year=year, poverty=poverty, ethnic_group=group)
        households.add(office, village, fields)
    assert heads(office, poverty=Poverty.POOR) == ["Trần Ân"]
    assert heads(office, ethnic_group="Khmer") == ["Lê An"]
    assert heads(office, missing="birth_year") == ["Lê An"]
    assert heads(office, missing="ethnic_group") == ["Bùi Đức"]
    assert [one.head for one in households.find(office, sort="name")] == ["Lê An", "Trần Ân", "Bùi Đức"]


def test_all_that_is_wrong_with_the_fields_is_listed_and_nothing_kept(office: Context) -> None:
    place = settle(office, "Kinh 5", "An")[0]
    wrong = HouseholdFields(" ", birth_year=1850, members=99)
    with pytest.raises(RefusedError) as refusal:
        households.add(office, place.village_id, wrong, code=place.code)
    assert {problem.code for problem in refusal.value.problems} == {
        "households.no_head",
        "households.birth_year",
        "households.members",
        "households.code_taken",
    }
    assert len(households.find(office)) == 1


def test_what_only_looks_odd_is_kept(office: Context) -> None:
    village = settle(office, "Kinh 5", "An")[0].village_id
    households.add(office, village, HouseholdFields("Bình", phone="không có", personal_id="12"))
    assert households.find(office, Filter(text="binh"))[0].fields.phone == "không có"


def test_an_edit_is_cleaned_kept_and_undone(office: Context) -> None:
    one = settle(office, "Kinh 5", "An")[0]
    households.edit(office, one.id, HouseholdFields("  Lê   Văn An ", birth_year=1961), code="A-1")
    changed = households.get(office, "A-1")
    assert (changed.head, changed.fields.birth_year) == ("Lê Văn An", 1961)
    undo.undo(office)
    assert households.get(office, one.code) == one
    with pytest.raises(UserError, match=r"households\.no_such_household"):
        households.get(office, "A-1")


def test_a_closed_household_leaves_the_sheet_unless_it_has_answers(office: Context) -> None:
    one, other = settle(office, "Kinh 5", "An", "Bình")
    answers.set_answers(office, 2025, [NewAnswer(one.id, "1", ACHIEVED)])
    households.close(office, [one.id, other.id], HouseholdStatus.DISSOLVED, TODAY)
    assert [row.household.head for row in answers.load_sheet(office, 2025).rows] == ["An"]
    assert heads(office) == []
    assert heads(office, status=None) == ["An", "Bình"]
    households.reopen(office, [other.id])
    assert heads(office) == ["Bình"]
    assert len(answers.load_sheet(office, 2025).rows) == 2


def test_only_leaving_is_a_way_of_closing(office: Context) -> None:
    one = settle(office, "Kinh 5", "An")[0]
    with pytest.raises(UserError, match=r"households\.not_a_closing"):
        households.close(office, [one.id], HouseholdStatus.ACTIVE, TODAY)


def test_a_split_household_says_where_it_comes_from(office: Context) -> None:
    one = settle(office, "Kinh 5", "An")[0]
    answers.open_year(office, 2025)
    households.split(office, one.id, [HouseholdFields("Lê Con"), HouseholdFields("Lê Út", note="ở riêng")])
    made = households.find(office, Filter(text="le"))
    assert [(new.head, new.fields.note) for new in made] == [
        ("Lê Con", f"Tách từ hộ {one.code}"),
        ("Lê Út", f"ở riêng Tách từ hộ {one.code}"),
    ]
    assert len(answers.load_sheet(office, 2025).rows) == 3
    undo.undo(office)
    assert heads(office) == ["An"]


def test_merged_households_name_their_successor(office: Context) -> None:
    kept, gone = settle(office, "Kinh 5", "An", "Bình")
    households.merge(office, [kept.id, gone.id], kept.id, TODAY)
    after = households.get(office, gone.id)
    assert (after.status, after.successor_id, after.status_on) == (HouseholdStatus.MERGED, kept.id, TODAY)
    assert households.get(office, kept.id).status is HouseholdStatus.ACTIVE


def test_the_past_of_a_household_can_be_read(office: Context) -> None:
    one = settle(office, "Kinh 5", "An")[0]
    households.edit(office, one.id, HouseholdFields("Lê An"))
    answers.set_answers(office, 2024, [NewAnswer(one.id, "1", ACHIEVED)])
    answers.open_year(office, 2025)
    past = households.past(office, one.id)
    assert [line.action for line, _change in past.lines] == ["household.added", "household.edited"]
    assert past.years == (2024, 2025)
    assert past.answers == {2024: {"1": ACHIEVED}}


def test_who_is_the_same_person() -> None:
    from ntm_desktop.domain.households import Household

    known = Household("1", "c", "v", HouseholdFields("Lê Ân", birth_year=1960, personal_id="9"))
    assert households.same_person(known, HouseholdFields("lê ân", birth_year=1960), "v")
    assert households.same_person(known, HouseholdFields("X", personal_id="9"), "other")
    assert not households.same_person(known, HouseholdFields("Lê Ân", birth_year=1961), "v")
    assert not households.same_person(known, HouseholdFields("Lê Ân"), "v")
    assert not households.same_person(known, HouseholdFields("Lê Ân", birth_year=1960), "w")
