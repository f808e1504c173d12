"""The path of the first start without widgets: order, what each step needs, what the office is made of."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from ntm_desktop import app
from ntm_desktop.domain.places import Level, OfficeUnit
from ntm_desktop.i18n import language
from ntm_desktop.services import setup
from ntm_desktop.ui.first_start import flow
from ntm_desktop.ui.first_start.flow import Answers, Step
from tests.offices import FakeClock

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ntm_desktop.services.context import Context


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Context]:
    with app.office(tmp_path / "new", FakeClock()) as context:
        yield context


def unit(context: Context, text: str, answers: Answers | None = None) -> OfficeUnit:
    return flow.search_offices(context, answers or Answers(receives=False), text)[0]


def test_the_steps_follow_each_other_and_back() -> None:
    step: Step | None = Step.LANGUAGE
    seen = []
    while step is not None:
        seen.append(step)
        step = flow.following(step)
    assert seen == list(Step)
    assert [flow.before(one) for one in seen] == [None, *seen[:-1]]
    assert flow.position(Step.OFFICE) == (3, 6)
    assert all(flow.title(one) for one in Step)


@pytest.mark.parametrize(
    ("step", "answers", "ready"),
    [
        (Step.LANGUAGE, Answers(), True),
        (Step.ROLE, Answers(), False),
        (Step.ROLE, Answers(receives=False), True),
        (Step.OFFICE, Answers(receives=False), False),
        (Step.MOVEMENT, Answers(receives=False, task_set="x"), False),
        (Step.MOVEMENT, Answers(receives=False, movement=""), False),
        (Step.MOVEMENT, Answers(receives=False, movement="", task_set="x"), True),
        (Step.MOVEMENT, Answers(receives=True, movement=""), True),
        (Step.PERSON, Answers(receives=False, village_word="ấp"), False),
        (Step.PERSON, Answers(receives=False, name="Trần Thị Mẫu"), False),
        (Step.PERSON, Answers(receives=False, name="Trần Thị Mẫu", village_word="ấp"), True),
        (Step.PERSON, Answers(receives=True, name="Trần Thị Mẫu"), True),
        (Step.SUMMARY, Answers(), True),
    ],
)
def test_a_step_says_what_it_lacks(step: Step, answers: Answers, *, ready: bool) -> None:
    assert (flow.missing(step, answers) == "") is ready


def test_what_is_lacking_is_said_in_the_language_in_use() -> None:
    with language("en"):
        assert flow.missing(Step.ROLE, Answers()) == "Choose one of the two roles."


def test_offices_fit_role_and_list(empty: Context) -> None:
    commune = Answers(receives=False)
    assert {one.level for one in flow.search_offices(empty, commune, "an giang")} == {Level.COMMUNE}
    now = flow.search_offices(empty, Answers(receives=True), "an giang")
    assert [(one.name, one.level) for one in now][:1] == [("An Giang", Level.PROVINCE)]
    old = flow.search_offices(empty, Answers(receives=True, old_list=True), "thach ha")
    assert (old[0].name, old[0].level, old[0].regime) == ("Huyện Thạch Hà", Level.DISTRICT, setup.THREE_TIERS)
    old_communes = flow.search_offices(empty, Answers(receives=False, old_list=True), "giuc tuong")
    assert old_communes[0].district_name == "Huyện Châu Thành"


def test_an_office_is_found_by_typing_without_diacritics(empty: Context) -> None:
    found = unit(empty, "tan hiep an giang")
    assert (found.name, found.code) == ("Xã Tân Hiệp", "30850")
    assert flow.describe(found) == "An Giang · mã 30850"
    assert flow.describe(unit(empty, "an giang", Answers(receives=True))) == "tỉnh · mã 91"


def test_the_superior_is_found_by_date_and_can_be_another(empty: Context) -> None:
    answers = Answers(receives=False, unit=unit(empty, "tan hiep an giang"))
    above = flow.superior(empty, answers)
    assert above is not None
    assert (above.name, above.level) == ("An Giang", Level.PROVINCE)
    district = next(one for one in flow.search_superiors(empty, answers, "chau thanh kien giang"))
    assert district.level is Level.DISTRICT
    assert flow.superior(empty, replace(answers, superior=district)) == district
    assert flow.superior(empty, Answers()) is None


def test_a_superior_of_the_old_list_stays_the_one_chosen(empty: Context) -> None:
    chosen = next(one for one in flow.search_superiors(empty, Answers(receives=False), "tinh kien giang"))
    answers = Answers(receives=False, unit=unit(empty, "tan hiep an giang"), superior=chosen)
    setup.create(empty, flow.wanted(answers))
    assert (empty.office.superior_code, empty.office.superior_name) == ("91", "Tỉnh Kiên Giang")


def test_superiors_of_todays_list_come_first(empty: Context) -> None:
    found = flow.search_superiors(empty, Answers(receives=False), "an giang")
    regimes = [one.regime for one in found]
    assert regimes == sorted(regimes, key=lambda one: one != setup.TWO_TIERS)
    assert {one.level for one in flow.search_superiors(empty, Answers(receives=True), "an giang")} == {Level.PROVINCE}


@pytest.mark.parametrize(
    ("text", "word"), [("tan hiep an giang", "ấp"), ("phuong rach gia", "khu phố"), ("xa chi lang lang son", "thôn")]
)
def test_the_word_for_villages_is_proposed_by_place(empty: Context, text: str, word: str) -> None:
    assert flow.village_word(unit(empty, text)) == word
    assert flow.village_word(None) == "thôn"


def test_the_answers_make_the_office(empty: Context) -> None:
    answers = Answers(
        receives=False,
        unit=unit(empty, "tan hiep an giang"),
        movement="tu-2025-07-01",
        task_set="ho-15-phan-viec-phuc-dung",
        village_word="ấp",
        name="Trần Thị Mẫu",
        post="Công chức",
    )
    lines = dict(flow.summary(empty, answers))
    assert lines["Cơ quan"] == "Xã Tân Hiệp (An Giang · mã 30850)"
    assert lines["Cấp trên nhận báo cáo"] == "An Giang"
    assert lines["Người làm việc"] == "Trần Thị Mẫu, Công chức"
    assert lines["Phong trào"].startswith("Phong trào thi đua")
    setup.create(empty, flow.wanted(answers))
    assert (empty.office.code, empty.office.village_word) == ("30850", "ấp")
    assert empty.office.task_set == "ho-15-phan-viec-phuc-dung@1"


def test_a_receiving_office_has_no_villages(empty: Context) -> None:
    answers = Answers(receives=True, unit=unit(empty, "an giang", Answers(receives=True)), name="A", movement="")
    lines = dict(flow.summary(empty, answers))
    assert "Danh mục phần việc" not in lines
    assert (lines["Cấp trên nhận báo cáo"], lines["Phong trào"]) == ("không có", "chưa chọn")
    assert flow.wanted(answers).superior_code == ""
    with pytest.raises(ValueError, match="office"):
        flow.wanted(Answers())
