"""Households proposed for giấy khen, from the answers of a year in the store."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ntm_desktop import wording
from ntm_desktop.domain.answers import Answer, Status
from ntm_desktop.domain.verdicts import Outcome
from ntm_desktop.errors import UserError
from ntm_desktop.services import answers, proposals
from ntm_desktop.services.answers import NewAnswer
from tests.offices import settle

if TYPE_CHECKING:
    from ntm_desktop.services.context import Context

KIEN_GIANG = "kien-giang-2021-2025"


@pytest.mark.requirement("KG-IV.2.a-3")
def test_who_achieved_every_applicable_task_is_proposed_with_the_reason(office: Context) -> None:
    whole, aside, lacking, silent = settle(office, "Kinh 5", "Lê An", "Lê Bình", "Lê Chi", "Lê Dung")
    answers.open_year(office, 2025)
    every = [str(number) for number in range(1, 16)]
    cells = [NewAnswer(one.id, code, Answer(Status.ACHIEVED)) for one in (whole, aside, lacking) for code in every]
    answers.set_answers(office, 2025, cells)
    answers.set_answers(office, 2025, [NewAnswer(aside.id, "8", Answer(Status.NOT_APPLICABLE, remark="không nuôi"))])
    answers.set_answers(office, 2025, [NewAnswer(lacking.id, "8", Answer(Status.NOT_ACHIEVED))])
    found = {one.totals.household.id: one.verdict for one in proposals.of_year(office, 2025, KIEN_GIANG)}
    assert {key for key, verdict in found.items() if verdict.met} == {whole.id, aside.id}
    assert found[lacking.id].outcome is Outcome.UNKNOWN  # a contribution might still qualify it
    tasks = {key: next(part for part in verdict.parts if part.id == "KG-IV.2.a-3") for key, verdict in found.items()}
    assert tasks[lacking.id].outcome is Outcome.NOT_MET
    assert tasks[silent.id].outcome is Outcome.NOT_MET
    assert tasks[whole.id].parts[0].reasons[0].clause == "KG-IV.2.a-3"


def test_a_movement_without_such_an_award_proposes_nobody(office: Context) -> None:
    with pytest.raises(UserError, match=r"packs\.no_household_award"):
        proposals.of_year(office, 2025, "chi-lang-2021-2025")
    with pytest.raises(UserError, match=r"packs\.no_such_movement"):
        proposals.of_year(office, 2025, "no-such")


def test_an_office_without_a_movement_is_told_which_there_are(office: Context) -> None:
    with pytest.raises(UserError, match=r"packs\.no_movement") as caught:
        proposals.of_year(office, 2025)
    said = wording.sentence(caught.value.code, caught.value.facts)
    assert "«»" not in said
    assert said.startswith(f"{office.office.name} chưa chọn phong trào")
    assert KIEN_GIANG in said
