"""Task sheets filled in elsewhere: ours and hand-made, whole or with all their problems."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ntm_desktop.domain.answers import Status
from ntm_desktop.domain.problems import Severity
from ntm_desktop.domain.recognition import (
    AnswerDraft,
    Merge,
    Sheet,
    Workbook,
    interpret_answers,
    propose_answers,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ntm_desktop.domain.recognition import Cell

CODES = tuple(str(number) for number in range(1, 16))
A, N, X, B = Status.ACHIEVED, Status.NOT_ACHIEVED, Status.NOT_APPLICABLE, Status.NOT_ASSESSED
OUR_HEAD = ("TT", "Mã hộ", "Chủ hộ", "Năm sinh", *CODES, "Ghi chú")
OURS = (("kind", "answers"), ("year", 2024.0), ("task_set", "kg@1"), ("village", "Ấp Kinh 5"))


def sheet(rows: Sequence[Sequence[Cell]], name: str = "Phiếu", merges: Sequence[Merge] = (), **more: object) -> Sheet:
    width = max(map(len, rows))
    return Sheet(name, tuple((*row, *[""] * (width - len(row))) for row in rows), tuple(merges), **more)  # type: ignore[arg-type]  # short hand


def book(*sheets: Sheet, facts: Sequence[Sequence[Cell]] = ()) -> Workbook:
    hidden = (sheet(facts, "_ntm", hidden=True),) if facts else ()
    return Workbook("phieu.xlsx", (*sheets, *hidden))


def line(number: int, code: str, name: str, **statuses: Cell) -> tuple[Cell, ...]:
    cells = [statuses.get(f"t{task}", "") for task in CODES]
    return (number, code, name, 1950 + number, *cells, statuses.get("note", ""))


def read(*sheets: Sheet, facts: Sequence[Sequence[Cell]] = (), codes: Sequence[str] = CODES) -> AnswerDraft:
    return interpret_answers(book(*sheets, facts=facts), codes)


def said(statuses: Mapping[str, Status | None]) -> dict[str, Status | None]:
    return {code: status for code, status in statuses.items() if status is not B}


def test_our_own_sheet() -> None:
    title = ("PHIẾU ĐÁNH GIÁ 15 PHẦN VIỆC ẤP KINH 5",)
    rows = [
        title,
        (),
        OUR_HEAD,
        line(1, "K5-001", "Nguyễn Văn An", t1="x", t7="0", t15="-", note="xem lại"),
        line(2, "K5-002", "Lê Bé"),
    ]
    workbook = book(sheet(rows), facts=OURS)
    proposal = propose_answers(workbook, CODES)
    assert (proposal.ours, proposal.year, proposal.task_set) == (True, 2024, "kg@1")
    draft = interpret_answers(workbook, CODES, proposal)
    first, second = draft.rows
    assert (draft.year, draft.task_set, draft.problems) == (2024, "kg@1", ())
    assert (first.code, first.head, first.birth_year, first.village) == ("K5-001", "Nguyễn Văn An", 1951, "Ấp Kinh 5")
    assert (first.sheet, first.row, first.remark) == ("Phiếu", 4, "xem lại")
    assert said(first.statuses) == {"1": A, "7": N, "15": X}
    assert set(second.statuses.values()) == {B}
    assert len(first.statuses) == 15


def test_a_sheet_made_by_hand_with_a_two_line_head() -> None:
    head = [("TT", "Họ và tên", "Năm sinh", "Phần việc", "", "", "Nhận xét"), ("", "", "", "PV 1", "PV 2", "PV 3", "")]
    rows = [
        ("Danh sách thôn Đồng Bành",),
        *head,
        (1, "Lê An", 1950, "Đ", "KĐ", "KAD", "tốt"),
        ("", "Cộng", "", 1, 0, 0, ""),
    ]
    draft = read(sheet(rows, "Sheet1", [Merge(1, 3, 1, 5)]), codes=("1", "2", "3"))
    row = draft.rows[0]
    assert (row.code, row.head, row.birth_year, row.village, row.remark) == ("", "Lê An", 1950, "Thôn Đồng Bành", "tốt")
    assert dict(row.statuses) == {"1": A, "2": N, "3": X}
    assert [one.reason.value for one in draft.skipped] == ["subtotal"]
    assert (draft.year, draft.problems) == (None, ())


def test_codes_that_are_no_numbers() -> None:
    rows: list[tuple[Cell, ...]] = [("TT", "Chủ hộ", "a1 Nhà ở", "b2"), (1, "Lê An", "x", "0")]
    draft = read(sheet(rows), codes=("a1", "b2", "c3"))
    assert dict(draft.rows[0].statuses) == {"a1": A, "b2": N}
    assert [(problem.code, problem.expected, problem.severity) for problem in draft.problems] == [
        ("sheets.task_column_missing", "c3", Severity.WARNING)
    ]


def test_what_is_not_understood_is_listed_and_left_open() -> None:
    rows = [OUR_HEAD, line(1, "K1", "Lê An", t2="hả", t3="x"), line(2, "K2", "Lê Bé"), (3, "K3", "", 1950)]
    draft = read(sheet(rows, errors={(2, 5): "#N/A"}))
    assert draft.rows[0].statuses["2"] is None
    assert draft.rows[1].statuses["2"] is None
    assert [(problem.code, problem.place.row, problem.place.column, problem.found) for problem in draft.problems] == [
        ("sheets.name_missing", 4, "C", "3 | K3 | 1950"),
        ("sheets.status_unknown", 2, "F", "hả"),
        ("sheets.status_unknown", 3, "F", "#N/A"),
    ]
    assert {problem.severity for problem in draft.problems} == {Severity.ERROR}


def test_a_household_with_two_lines() -> None:
    draft = read(sheet([OUR_HEAD, line(1, "K1", "Lê An"), line(2, "K1", "Lê An"), line(3, "", "Lê Bé")]))
    assert [(problem.code, problem.place.row, problem.facts["first_row"]) for problem in draft.problems] == [
        ("sheets.answered_twice", 3, 2)
    ]


@pytest.mark.parametrize(
    ("facts", "rows", "code"),
    [
        ((("kind", "households"), ("x",)), [OUR_HEAD, line(1, "K1", "Lê An")], "sheets.wrong_kind"),
        ((), [("STT", "Chủ hộ"), (1, "Lê An")], "sheets.no_answer_table"),
        ((), [("chỉ có chữ",)], "sheets.no_answer_table"),
    ],
)
def test_not_a_task_sheet(facts: Sequence[Sequence[Cell]], rows: Sequence[Sequence[Cell]], code: str) -> None:
    assert code in [problem.code for problem in read(sheet(rows), facts=facts).problems]


def test_hidden_sheets_hold_no_answers() -> None:
    hidden = sheet([OUR_HEAD, line(1, "K1", "Lê An")], "Ẩn", hidden=True)
    assert read(hidden).rows == ()
