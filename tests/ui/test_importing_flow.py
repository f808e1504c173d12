"""The steps of the import and the choice of columns, without widgets."""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from ntm_desktop.domain.importing.interpret import interpret
from ntm_desktop.domain.importing.proposal import decided, propose
from ntm_desktop.domain.importing.reasons import Reason
from ntm_desktop.domain.importing.vocabulary import Field
from ntm_desktop.services import importing
from ntm_desktop.sheets.reader import read_workbook
from ntm_desktop.ui.importing import mapping, words
from ntm_desktop.ui.importing.flow import STEPS, Event, Flow, Step
from tests.beside import SHARED, needs_shared
from tests.lists import placing
from tests.lists.heads import title_without_heads
from tests.offices import commune, settle
from tests.ui import household_files as files

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ntm_desktop.domain.importing.drafts import SheetProposal
    from ntm_desktop.domain.importing.table import Table
    from ntm_desktop.services.context import Context


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Context]:
    with commune(tmp_path / "office") as context:
        yield context


def first(sheet: SheetProposal) -> Table | None:
    return sheet.tables[0] if sheet.tables else None


def read(context: Context, path: Path) -> Flow:
    opened = importing.open_file(path)
    return Flow().reading(opened, importing.plan(context, opened))


def test_every_step_is_reached_and_left() -> None:
    assert set(STEPS.values()) == set(Step)
    assert {step for step, _event in STEPS} == set(Step)
    assert {event for _step, event in STEPS} == set(Event)


@pytest.mark.parametrize(("step", "event"), list(itertools.product(Step, Event)))
def test_an_event_leads_where_the_table_says_or_nowhere(step: Step, event: Event) -> None:
    assert Flow(step).after(event).step is STEPS.get((step, event), step)


def test_an_empty_flow_counts_nothing() -> None:
    flow = Flow()
    assert (flow.count, flow.errors, flow.can_go_on, flow.overrides) == (0, 0, False, ())
    assert words.summary(flow) == ""


def test_reading_another_file_forgets_every_decision(office: Context, tmp_path: Path) -> None:
    flow = read(office, files.real_list(tmp_path / "a.xlsx"))
    decided_flow = flow.deciding(importing.Override("Sheet", village="Kinh Xáng")).after(Event.NEXT)
    assert decided_flow.decision("Sheet").village == "Kinh Xáng"
    assert decided_flow.overrides == (importing.Override("Sheet", village="Kinh Xáng"),)
    again = decided_flow.reading(*_parts(flow))
    assert (again.step, again.overrides) == (Step.COLUMNS, ())


def test_the_counts_in_a_sentence(office: Context, tmp_path: Path) -> None:
    settle(office, "Kinh 5", "Lê Thị Hai")  # born 1950: the file says 1972
    flow = read(office, files.real_list(tmp_path / "a.xlsx"))
    assert flow.plan is not None
    assert words.summary(flow) == "Sẽ thêm 3 hộ vào 2 ấp, thôn; 1 dòng trùng; 1 lỗi."
    assert flow.can_go_on
    assert flow.after(Event.NEXT).can_go_on
    assert not replace(flow.after(Event.NEXT), plan=None).can_go_on


def test_households_that_are_here_and_that_may_be(office: Context, tmp_path: Path) -> None:
    from ntm_desktop.domain.households import HouseholdFields
    from ntm_desktop.services import households, villages

    settle(office, "Kinh 5", "Đào Văn Sáu")
    place = villages.listed(office)[0]
    households.add(office, place.id, HouseholdFields("Cao Văn Năm"))
    rows = (("Đào Văn Sáu", 1950, "Nam", "Kinh 5"), ("Cao Văn Năm", 1966, "Nam", "Kinh 5"))
    flow = read(office, files.plain_list(tmp_path / "a.xlsx", *rows))
    said = "Sẽ thêm 0 hộ vào 0 ấp, thôn; 1 hộ đã có; 0 dòng trùng; 1 nghi trùng; 0 lỗi."
    assert words.summary(flow) == said
    assert not flow.after(Event.NEXT).can_go_on
    both = replace(flow, add_doubtful=True)
    assert words.summary(both).startswith("Sẽ thêm 1 hộ vào 1 ấp, thôn")
    assert flow.plan is not None
    assert words.unchanged_rows(flow.plan)[1][0][3:] == ("30889-01-0001", "cùng họ tên, năm sinh và ấp, thôn")
    assert words.doubtful_rows(flow.plan)[1][0][3] == "Cao Văn Năm, –, 30889-01-0002"


def test_the_lists_of_the_review(office: Context, tmp_path: Path) -> None:
    plan = read(office, files.real_list(tmp_path / "a.xlsx")).plan
    assert plan is not None
    found = {key: rows(plan) for key, _label, rows in words.LISTS}
    for heads, lines in found.values():
        assert all(len(line) == len(heads) for line in lines)
    assert [line[1] for line in found["new"][1]] == ["Trần Văn Một", "Lê Thị Hai", "Võ Văn Bốn"]
    assert list(found["duplicates"][1]) == [
        ("trang Sheet, dòng 9", "Trần Văn Một", "1961", "trang Sheet, dòng 7", "cùng họ tên, năm sinh và ấp, thôn")
    ]
    assert found["problems"][1][0][:2] == ("✗ Lỗi", "trang Sheet, dòng 11, cột B")
    assert ("Ấp Kinh 5", "2", "sẽ thêm mới", "") in found["villages"][1]
    skipped = {line[2]: line[1] for line in found["skipped"][1]}
    assert skipped["I | ẤP KINH 5"] == "Dòng tên ấp, thôn hoặc tên nhóm"
    assert set(words.REASONS) == set(Reason)


def test_the_columns_of_a_table_and_back() -> None:
    choices = {0: "ordinal", 1: "head", 2: "birth_year", 5: "3"}
    assert mapping.changed(choices, 3, "birth_year") == {0: "ordinal", 1: "head", 3: "birth_year", 5: "3"}
    assert mapping.changed(choices, 3, "head") == {**choices, 3: "head"}  # a split name
    assert mapping.changed(choices, 1, "") == {0: "ordinal", 2: "birth_year", 5: "3"}
    override = mapping.as_override(mapping.changed(choices, 2, "head"))
    assert (override["head"], override["birth_year"], override["ordinal"], override["3"]) == ("$B+$C", "", "$A", "$F")
    assert set(override) - {"3"} == {str(one) for one in mapping.LABELS if one}


def test_every_field_can_be_chosen() -> None:
    parts = {Field.NAME_FAMILY, Field.NAME_MIDDLE, Field.NAME_GIVEN}  # two columns of «Họ tên chủ hộ»
    of_answer_sheets = {Field.REMARK}
    assert set(Field) - parts - of_answer_sheets == {one for one in mapping.LABELS if one}


def test_choosing_columns_of_a_list_that_nobody_understands(tmp_path: Path) -> None:
    book = read_workbook(files.odd_list(tmp_path / "a.xlsx"))
    proposal = propose(book)
    assert not proposal.holds_households
    assert mapping.chosen(None) == {}
    assert mapping.first_rows(book.sheets[0], None, 2)[0] == (1, ["Cột một", "Cột hai", "Cột ba", "Cột bốn"])
    assert words.head_words(proposal.sheets[0], first(proposal.sheets[0])).startswith("Chưa nhận ra bảng hộ")
    assert words.village_words(proposal.sheets[0], first(proposal.sheets[0]), [], decided=False) == ""
    choices: dict[int, str] = {}
    for column, value in ((0, "head"), (1, "head"), (2, "birth_year"), (3, "village")):
        choices = mapping.changed(choices, column, value)
    override = importing.Override("Sheet", columns=mapping.as_override(choices), head_row=1)
    draft = interpret(book, proposal, (override,))
    assert [row.fields.head for row in draft.rows] == ["Đỗ Văn Nhất", "Hồ Thị Nhì"]
    final = decided(book, proposal, (override,))
    assert mapping.chosen(final.sheets[0].tables[0]) == choices


def test_where_heads_and_villages_stand_in_words(tmp_path: Path) -> None:
    book = read_workbook(files.real_list(tmp_path / "a.xlsx"))
    proposal = propose(book)
    rows = list(interpret(book, proposal).rows)
    assert words.head_words(proposal.sheets[0], first(proposal.sheets[0])) == "Tên cột ở dòng 4–5."
    said = words.village_words(proposal.sheets[0], first(proposal.sheets[0]), rows, decided=False)
    assert said == "Ấp, thôn: theo các dòng tên ấp trong bảng hoặc địa chỉ (2)."
    assert words.village_words(proposal.sheets[0], first(proposal.sheets[0]), [], decided=False).startswith(
        "Chưa rõ ấp, thôn"
    )

    book = read_workbook(files.two_sheets(tmp_path / "b.xlsx"))
    proposal = propose(book)
    sheet = next(one for one in proposal.sheets if one.name == "Ấp Hai")
    rows = [row for row in interpret(book, proposal).rows if row.sheet == "Ấp Hai"]
    assert words.head_words(sheet, first(sheet)) == "Tên cột ở dòng 1."
    assert (
        words.village_words(sheet, first(sheet), rows, decided=False)
        == "Ấp, thôn: Ấp Hai, theo tiêu đề hoặc tên trang."
    )
    assert words.village_words(sheet, first(sheet), rows, decided=True) == "Ấp, thôn: Ấp Hai cho cả trang."


def test_a_list_without_heads_says_so(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    lines = [f"{number},Lê Văn {name},{1950 + number}" for number, name in enumerate(("An", "Bê", "Cam", "Dư"), 1)]
    path.write_text("\n".join(lines), encoding="utf-8")
    proposal = propose(read_workbook(path))
    assert words.head_words(proposal.sheets[0], first(proposal.sheets[0])) == "Danh sách không có dòng tên cột."


@needs_shared
@pytest.mark.parametrize(
    ("name", "count", "converted"),
    [
        ("ho_gia_dinh_sach", 1200, ""),
        ("ho_gia_dinh_thuc_te", 360, ""),
        ("ho_gia_dinh_font_vntime", 160, "Đã chuyển mã phông .VnTime (TCVN3) sang Unicode."),
    ],
)
def test_the_samples_in_words(office: Context, name: str, count: int, converted: str) -> None:
    flow = read(office, SHARED / "data" / "samples" / f"{name}.xlsx")
    assert flow.plan is not None
    assert (flow.count, flow.errors) == (count, 0)
    assert words.converted_words(flow.plan) == converted


def _parts(flow: Flow) -> tuple[importing.Opened, importing.ImportPlan]:
    assert flow.opened is not None
    assert flow.plan is not None
    return flow.opened, flow.plan


def test_several_tables_and_a_list_without_heads_are_told(office: Context, tmp_path: Path) -> None:
    below, bare = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    placing.tables_of_other_shape_below().write(below)
    title_without_heads().write(bare)
    told = [words.head_words(one := propose(read_workbook(path)).sheets[0], first(one)) for path in (below, bare)]
    assert told == ["Tên cột ở dòng 2.", "Danh sách không có dòng tên cột."]
    table = propose(read_workbook(bare)).sheets[0].tables[0]
    assert (table.head_row, read(office, bare).count) == (0, 20)
