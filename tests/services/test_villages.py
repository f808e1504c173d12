"""Villages: their names are told apart by spelling, and merging keeps the past."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from ntm_desktop.domain.answers import Answer, Status
from ntm_desktop.errors import UserError
from ntm_desktop.services import answers, summaries, undo, villages
from ntm_desktop.services.answers import NewAnswer
from ntm_desktop.store import integrity
from tests.offices import settle

if TYPE_CHECKING:
    from ntm_desktop.services.context import Context


def test_a_village_has_the_word_of_the_office_and_a_running_number(office: Context) -> None:
    villages.add(office, "  Kinh   5 ")
    villages.add(office, "Làng Mới", "làng", ethnic_minority_area=True)
    first, second = villages.listed(office)
    assert (first.number, first.title) == (1, "Ấp Kinh 5")
    assert (second.title, second.ethnic_minority_area) == ("Làng Mới", True)


@pytest.mark.parametrize("name", ["Hòa Bình", "hoà bình", "HÒA  BÌNH"])
def test_a_name_is_taken_however_it_is_typed(office: Context, name: str) -> None:
    villages.add(office, "Hòa Bình")
    with pytest.raises(UserError, match=r"households\.village_taken"):
        villages.add(office, name)


def test_another_spelling_is_another_village(office: Context) -> None:
    villages.add(office, "Tân Hòa")
    villages.add(office, "Tân Hoa")
    assert len(villages.listed(office)) == 2


def test_a_village_needs_a_name(office: Context) -> None:
    with pytest.raises(UserError, match=r"households\.village_no_name"):
        villages.add(office, " ")


def test_what_is_not_there_is_told(office: Context) -> None:
    with pytest.raises(UserError, match=r"households\.no_such_village"):
        villages.get(office, "nowhere")


def test_renaming_is_undone(office: Context) -> None:
    villages.add(office, "Kinh 5")
    one = villages.listed(office)[0]
    villages.edit(office, replace(one, name="Kinh 6", word="thôn"))
    assert villages.get(office, one.id).title == "Thôn Kinh 6"
    undo.undo(office)
    assert villages.get(office, one.id) == one


def test_merging_moves_the_newest_sheet_and_keeps_earlier_ones(office: Context) -> None:
    one = settle(office, "Kinh 5", "An")[0]
    settle(office, "Kinh 6", "Bình")
    for year in (2024, 2025):
        answers.set_answers(office, year, [NewAnswer(one.id, "1", Answer(Status.ACHIEVED))])
    gone, kept = villages.listed(office)
    villages.merge(office, gone.id, kept.id)
    assert [village.name for village in villages.listed(office)] == ["Kinh 6"]
    assert [(unit.name, unit.households) for unit in summaries.of_year(office, 2025).villages] == [("Ấp Kinh 6", 2)]
    past = {unit.name: unit.achieved for unit in summaries.of_year(office, 2024).villages}
    assert past["Ấp Kinh 5"] == {"1": 1}
    assert integrity.wrong_totals(office.database) == 0
    undo.undo(office)
    assert len(villages.listed(office)) == 2
    assert integrity.wrong_totals(office.database) == 0


def test_a_village_does_not_merge_with_itself(office: Context) -> None:
    villages.add(office, "Kinh 5")
    one = villages.listed(office)[0]
    with pytest.raises(UserError, match=r"households\.same_village"):
        villages.merge(office, one.id, one.id)


def test_a_name_too_long_to_be_sent_is_refused(office: Context) -> None:
    for name, word in (("x" * 121, ""), ("Kinh 5", "y" * 41)):
        with pytest.raises(UserError, match=r"households\.village_too_long"):
            villages.add(office, name, word)
    assert villages.listed(office) == []
