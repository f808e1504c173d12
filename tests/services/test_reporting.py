"""Reports are built from the office's own figures, by level, and written whole."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from ntm_desktop import app
from ntm_desktop.domain.answers import Answer, Status
from ntm_desktop.domain.places import Level
from ntm_desktop.errors import UserError
from ntm_desktop.reports.document import Table
from ntm_desktop.services import answers, demo, receiving_overview, reporting, setup, villages
from ntm_desktop.services.answers import NewAnswer
from ntm_desktop.services.reporting import Wanted
from tests.offices import FakeClock, settle

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ntm_desktop.services.context import Context


@pytest.fixture
def filled(office: Context) -> Context:
    """Two villages; one household complete in 2025."""
    one = settle(office, "Kinh 5", "Lê An", "Lê Bình")[0]
    settle(office, "Kinh 6", "Trần Châu")
    cells = [NewAnswer(one.id, str(task), Answer(Status.ACHIEVED)) for task in range(1, 16)]
    answers.set_answers(office, 2025, cells)
    return office


@pytest.fixture
def province(tmp_path: Path) -> Iterator[Context]:
    with app.office(tmp_path / "p", FakeClock()) as context:
        demo.fill(context, demo.DemoPlan(households=12, villages=2, years=(2025,), office="91", level=Level.PROVINCE))
        yield context


def text_of(context: Context, name: str, path: Path, wanted: Wanted) -> str:
    reporting.write(reporting.build(context, name, wanted), "pdf", path)
    return "".join(page.extract_text() for page in PdfReader(path).pages)


def test_a_commune_and_a_province_have_their_own_reports(filled: Context, province: Context) -> None:
    assert [one.id for one in reporting.available(filled)] == ["task-sheet-blank", "task-sheet", "summary", "achieved"]
    assert [one.id for one in reporting.available(province)] == ["consolidated"]


def test_the_list_of_complete_households_names_only_them_and_nothing_private(filled: Context, tmp_path: Path) -> None:
    said = text_of(filled, "achieved", tmp_path / "a.pdf", Wanted(2025))
    assert "Lê An" in said
    assert "Lê Bình" not in said
    assert "1950" not in said


def test_a_sheet_of_one_village_names_nobody_of_another(filled: Context, tmp_path: Path) -> None:
    kinh_6 = villages.listed(filled)[1].id
    said = text_of(filled, "task-sheet", tmp_path / "a.pdf", Wanted(2025, kinh_6))
    assert "Trần Châu" in said
    assert "Lê An" not in said


def test_the_summary_says_what_was_counted(filled: Context, tmp_path: Path) -> None:
    said = text_of(filled, "summary", tmp_path / "a.pdf", Wanted(2025))
    assert "có 3 hộ gia đình của 2 ấp" in " ".join(said.split())


def test_excel_holds_the_same(filled: Context, tmp_path: Path) -> None:
    reporting.write(reporting.build(filled, "achieved", Wanted(2025)), "xlsx", tmp_path / "a.xlsx")
    cells = [str(cell.value) for row in load_workbook(tmp_path / "a.xlsx").worksheets[0].iter_rows() for cell in row]
    assert "Lê An" in cells


def test_a_preview_has_as_many_pages_as_the_paper(filled: Context, tmp_path: Path) -> None:
    document = reporting.build(filled, "task-sheet-blank", Wanted(2025))
    reporting.write(document, "pdf", tmp_path / "a.pdf")
    assert len(reporting.pages(document)) == len(PdfReader(tmp_path / "a.pdf").pages) >= 2


@pytest.mark.parametrize(
    ("name", "year", "code"),
    [
        ("nonsense", 2025, "reports.unknown"),
        ("consolidated", 2025, "reports.not_for_this_office"),
        ("summary", 2020, "answers.year_not_open"),
    ],
)
def test_what_cannot_be_made_is_told(filled: Context, name: str, year: int, code: str) -> None:
    with pytest.raises(UserError) as caught:
        reporting.build(filled, name, Wanted(year))
    assert caught.value.code == code


def test_a_sheet_without_households_is_told(office: Context) -> None:
    answers.open_year(office, 2025)
    with pytest.raises(UserError, match=r"reports\.no_households"):
        reporting.build(office, "task-sheet", Wanted(2025))


def test_an_unknown_format_is_told(filled: Context, tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"reports\.unknown_format"):
        reporting.write(reporting.build(filled, "summary", Wanted(2025)), "doc", tmp_path / "a.doc")


def test_the_consolidated_report_names_who_sent_and_who_did_not(province: Context, tmp_path: Path) -> None:
    receiving_overview.set_deadline(province, 2025, date(2025, 12, 5))
    said = " ".join(text_of(province, "consolidated", tmp_path / "a.pdf", Wanted(2025)).split())
    assert "3/102 xã, phường đã gửi báo cáo" in said
    assert "trễ hạn 3" in said
    with pytest.raises(UserError, match=r"reports\.nothing_received"):
        reporting.build(province, "consolidated", Wanted(2020))


def test_the_consolidated_report_names_each_commune_alike_and_in_one_order(province: Context) -> None:
    with province.database.atomic() as connection:  # one of them calls itself otherwise than the official list does
        connection.execute("UPDATE state_unit SET commune_name = 'UBND đặc khu' WHERE commune_code = '31108'")
    document = reporting.build(province, "consolidated", Wanted(2025))
    received, rates, appendix = (
        block for section in document.sections for block in section.blocks if isinstance(block, Table)
    )
    came = [row.cells[1] for row in received.rows if row.cells[2] == "Có"]
    assert came == ["Đặc khu Kiên Hải", "Đặc khu Phú Quốc", "Đặc khu Thổ Châu"]
    assert [row.cells[1] for row in appendix.rows if isinstance(row.cells[0], int)] == came
    assert [row.cells[1] for row in rates.rows[:3]] == came


@pytest.mark.parametrize(
    ("level", "code", "issuer", "place"),
    [
        (Level.COMMUNE, "30985", "Ủy ban nhân dân xã An Biên", "Xã An Biên"),
        (Level.COMMUNE, "30742", "Ủy ban nhân dân phường Rạch Giá", "Phường Rạch Giá"),
        (Level.PROVINCE, "91", "Ủy ban nhân dân tỉnh An Giang", "An Giang"),
    ],
)
def test_whose_paper_it_is(tmp_path: Path, level: Level, code: str, issuer: str, place: str) -> None:
    with app.office(tmp_path / "x") as context:
        setup.create(context, setup.NewOffice(level, code))
        head = reporting.letterhead(context.office)
    assert (head.issuer, head.place, head.superior) == (issuer, place, "")
