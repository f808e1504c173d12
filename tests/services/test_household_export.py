"""The household list goes out to Excel and comes back as it was; and a household's past, field by field."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import openpyxl
import pytest

from ntm_desktop import i18n
from ntm_desktop.domain.answers import Answer, Status
from ntm_desktop.domain.households import HouseholdFields, HouseholdStatus, Poverty, Sex
from ntm_desktop.errors import CancelledError, UserError
from ntm_desktop.reports.builders import household_list
from ntm_desktop.services import answers, household_export, household_history, households, importing, undo, villages
from ntm_desktop.wording import household_values as words
from tests.offices import FakeClock, commune, settle

if TYPE_CHECKING:
    from pathlib import Path

    from ntm_desktop.services.context import Context

FULL = HouseholdFields(
    head="Đặng Thị Ánh",
    birth_year=1961,
    sex=Sex.FEMALE,
    ethnic_group="Khmer",
    poverty=Poverty.NEAR_POOR,
    members=4,
    address="Tổ 3, đường Đê",
    phone="0912345678",
    personal_id="079061000001",
    note="=1+1, ghi chú",
)


def some(office: Context) -> list[str]:
    people = settle(office, "Kinh 5", "Trần Văn Út", "Lê Văn An")
    households.edit(office, people[0].id, FULL)
    settle(office, "Tân Điền", "Võ Văn Bốn")
    return [one.id for one in households.find(office)]


def test_what_goes_out_comes_back_as_it_was(office: Context, tmp_path: Path) -> None:
    ids = some(office)
    path = tmp_path / "ds.xlsx"
    assert household_export.write(office, ids, path, chosen="Ấp Kinh 5") == 3
    draft = importing.plan(office, importing.open_file(path))
    assert (len(draft.new), len(draft.unchanged), draft.problems) == (0, 3, ())
    with commune(tmp_path / "other", FakeClock()) as other:
        importing.apply(other, importing.plan(other, importing.open_file(path)))
        found = {one.code: one.fields for one in households.find(other)}
    assert found == {one.code: one.fields for one in households.find(office)}


def test_the_order_and_the_sentence_of_the_list(office: Context, tmp_path: Path) -> None:
    ids = some(office)
    path = tmp_path / "ds.xlsx"
    household_export.write(office, [ids[2], ids[0]], path, chosen="Hộ cận nghèo; Ấp Kinh 5")
    page = openpyxl.load_workbook(path).active
    assert page is not None
    texts = [str(cell.value) for row in page.iter_rows() for cell in row if cell.value is not None]
    assert "DANH SÁCH HỘ GIA ĐÌNH" in texts
    assert "2 hộ, tính đến ngày 22/11/2026" in texts
    assert "Hộ cận nghèo; Ấp Kinh 5" in texts
    assert texts.index("Võ Văn Bốn") < texts.index("Đặng Thị Ánh")
    assert "=1+1, ghi chú" in texts  # text, not a formula


def test_nothing_to_export_is_said(office: Context, tmp_path: Path) -> None:
    with pytest.raises(UserError) as refused:
        household_export.write(office, [], tmp_path / "ds.xlsx")
    assert refused.value.code == "households.nothing_to_export"


def test_households_that_went_meanwhile_are_left_out(office: Context) -> None:
    ids = some(office)
    document = household_export.build(office, [*ids, "gone"])
    tables = [block for block in document.sections[0].blocks if hasattr(block, "rows")]
    assert len(tables[0].rows) == 3


def test_a_cancelled_export_leaves_no_file(office: Context, tmp_path: Path) -> None:
    ids = some(office)
    with pytest.raises(CancelledError):
        household_export.write(office, ids, tmp_path / "ds.xlsx", cancelled=lambda: True)
    assert list(tmp_path.glob("*.xlsx*")) == []


def test_heads_are_told_in_both_languages() -> None:
    vietnamese = household_list.heads()
    with i18n.language("en"):
        english = household_list.heads()
    assert len(vietnamese) == len(english) == len(set(vietnamese))
    assert vietnamese[2] == "Họ và tên chủ hộ"
    assert not set(vietnamese) & set(english)


def test_every_value_has_its_word() -> None:
    assert set(words.POVERTY) == set(Poverty)
    assert set(words.SEX) == set(Sex)
    assert set(words.STATUS) == set(HouseholdStatus)
    assert words.poverty(None) == words.sex(None) == ""
    assert (words.field("no_such_field"), words.status("odd")) == ("no_such_field", "odd")


def test_a_past_field_by_field(office: Context) -> None:
    ids = some(office)
    one = households.get(office, ids[0])
    place = villages.listed(office)[1]
    answers.open_year(office, 2024)
    answers.set_answers(office, 2024, [answers.NewAnswer(one.id, task, Answer(Status.ACHIEVED)) for task in "123"])
    answers.open_year(office, 2025)
    households.edit(office, one.id, replace(one.fields, birth_year=1962, note=""))
    households.move(office, [one.id], place.id)
    undo.undo(office)
    past = household_history.history(office, one.id)
    assert [line.action for line in past.lines] == [
        "undo", "household.moved", "household.edited", "household.edited", "household.added",
    ]  # fmt: skip
    assert [line.undone for line in past.lines] == [False, True, False, False, False]
    assert past.lines[-1].added
    assert past.lines[-1].changes == ()
    assert past.lines[2].changes == (
        household_history.FieldChange("birth_year", 1961, 1962),
        household_history.FieldChange("note", "=1+1, ghi chú", ""),
    )
    assert [(year.year, year.achieved, year.answered, year.tasks) for year in past.years] == [
        (2025, 0, 0, 15), (2024, 3, 3, 15),
    ]  # fmt: skip


def test_the_past_names_who_was_split_off_and_who_was_merged_in(office: Context) -> None:
    ids = some(office)
    households.split(office, ids[0], [HouseholdFields("Đặng Văn Con")])
    undo.undo(office)
    households.merge(office, [ids[1]], ids[0], date(2026, 11, 1))
    lines = household_history.history(office, ids[0]).lines
    assert [(line.action, line.undone, line.others) for line in lines[:2]] == [
        ("household.merged", False, ("30889-01-0002 (Lê Văn An)",)),
        ("household.split", True, ("30889-01-0003 (Đặng Văn Con)",)),
    ]
    assert all(not line.others for line in household_history.history(office, ids[1]).lines)


def test_a_household_that_is_not_there_has_no_past(office: Context) -> None:
    assert household_history.history(office, "nobody") == household_history.History((), ())


def test_what_is_computed_is_no_change() -> None:
    before = json.dumps({"id": "a", "head": "A", "folded": "a", "person_key": "x", "members": 3})
    after = json.dumps({"id": "a", "head": "B", "folded": "b", "person_key": "y", "members": 3})
    assert list(household_history.changed_fields(before, after)) == [household_history.FieldChange("head", "A", "B")]
    assert list(household_history.changed_fields(None, after)) == []
    assert list(household_history.changed_fields(before, None)) == []
