"""The file itself, read by a program that is not the writer's."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from ntm_desktop.errors import CancelledError, EnvironmentFault
from ntm_desktop.reports.builders import consolidated, receipt_slip, summary, task_sheet
from ntm_desktop.reports.document import BarChart, Column, Document, Properties, Row, Section, Table
from ntm_desktop.reports.layout import layout
from ntm_desktop.reports.pdf import write_pdf
from tests.reports import paper

if TYPE_CHECKING:
    from pathlib import Path

TASKS = paper.task_set()


def filled(households: int = 60) -> Document:
    return task_sheet.build(
        [paper.sheet(1, households, TASKS)], TASKS, 2026, paper.COMMUNE, paper.CHAIR, created=paper.MOMENT
    )


def read(document: Document) -> PdfReader:
    stream = io.BytesIO()
    write_pdf(document, stream)
    return PdfReader(stream)


def test_the_file_is_pdf_1_4_with_metadata() -> None:
    reader = read(filled())
    assert reader.pdf_header == "%PDF-1.4"
    assert reader.metadata is not None
    assert reader.metadata.title == "KẾT QUẢ THỰC HIỆN 15 PHẦN VIỆC CỦA HỘ GIA ĐÌNH – Ấp Kinh 1 – 2026"
    assert reader.metadata.author == "Ủy ban nhân dân xã Tân Mẫu"
    assert reader.metadata.creation_date == datetime(2026, 11, 22, 14, 3, 21, tzinfo=UTC)
    assert str(reader.root_object["/Lang"]) == "vi-VN"


def test_every_font_used_is_embedded() -> None:
    reader = read(summary.build([paper.unit(1, TASKS)], TASKS, 2026, paper.COMMUNE, paper.CHAIR))
    names = set()
    for page in reader.pages:
        resources = page["/Resources"]
        assert isinstance(resources, DictionaryObject)
        fonts = resources["/Font"]
        assert isinstance(fonts, DictionaryObject)
        for reference in fonts.values():
            font = reference.get_object()
            assert isinstance(font, DictionaryObject)
            descriptor = font["/FontDescriptor"]
            assert isinstance(descriptor, DictionaryObject)
            assert "/FontFile2" in descriptor
            names.add(str(font["/BaseFont"]).split("+")[-1])
    assert names >= {"LiberationSerif", "LiberationSerif-Bold", "LiberationSerif-Italic"}


def test_the_text_can_be_read_in_order() -> None:
    pages = [page.extract_text() for page in read(filled()).pages]
    whole = "\n".join(pages)
    wanted = ("ẤP KINH 1", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "KẾT QUẢ THỰC HIỆN 15 PHẦN VIỆC", "Mã hộ",
              "30123-01-0001", "30123-01-0002", "30123-01-0060", "Nội dung các phần việc", "TRƯỞNG ẤP")  # fmt: skip
    places = [whole.index(text) for text in wanted]
    assert places == sorted(places)
    assert all("Chủ hộ" in page for page in pages[:3])
    assert [f"Trang {index}/{len(pages)}" in page for index, page in enumerate(pages, 1)] == [True] * len(pages)


def test_page_numbers_of_a_report_begin_with_the_second() -> None:
    document = consolidated.build(paper.returns(14, TASKS), TASKS, 2026, paper.PROVINCE, paper.CHAIR)
    pages = [page.extract_text() for page in read(document).pages]
    assert pages[0].startswith("ỦY BAN NHÂN DÂN TỈNH MẪU")
    assert [page.splitlines()[0].strip() for page in pages[1:]] == [str(index) for index in range(2, len(pages) + 1)]


def test_sheets_are_a4() -> None:
    lying = read(filled(3)).pages[0].mediabox
    upright = read(receipt_slip.build(paper.receipt(), paper.PROVINCE)).pages[0].mediabox
    assert (round(lying.width, 1), round(lying.height, 1)) == (841.9, 595.3)
    assert (round(upright.width, 1), round(upright.height, 1)) == (595.3, 841.9)


def test_equal_documents_give_equal_bytes(tmp_path: Path) -> None:
    for name in ("a.pdf", "b.pdf"):
        assert write_pdf(filled(5), tmp_path / name) == len(layout(filled(5)))
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()


def test_progress_counts_pages(tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    total = write_pdf(filled(), tmp_path / "a.pdf", lambda done, of: seen.append((done, of)))
    assert seen == [(done, total) for done in range(1, total + 1)]


@pytest.mark.parametrize("after", [0, 5, 10])
def test_cancelling_leaves_the_old_file_and_nothing_else(tmp_path: Path, after: int) -> None:
    target = tmp_path / "a.pdf"
    target.write_bytes(b"old")
    asked = iter([False] * after + [True] * 99)
    with pytest.raises(CancelledError):
        write_pdf(filled(200), target, cancelled=lambda: next(asked))
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_folder_that_is_gone_is_the_environments_fault(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFault) as fault:
        write_pdf(filled(1), tmp_path / "gone" / "a.pdf")
    assert (fault.value.code, fault.value.facts["file"]) == ("reports.not_written", "a.pdf")


def test_a_file_that_may_not_be_replaced_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def held(_self: Path, _target: Path) -> None:
        raise PermissionError

    monkeypatch.setattr("pathlib.Path.replace", held)
    with pytest.raises(EnvironmentFault) as fault:
        write_pdf(filled(1), tmp_path / "a.pdf")
    assert fault.value.code == "reports.file_open"
    assert list(tmp_path.iterdir()) == []


def test_more_letters_than_a_font_subset_holds_are_all_readable() -> None:
    letters = [
        chr(code) for code in (*range(0xC0, 0x180), *range(0x1EA0, 0x1EFA), *range(0x391, 0x3CA)) if code != 0x3A2
    ]
    rows = tuple(Row((" ".join(letters[start : start + 20]),)) for start in range(0, len(letters), 20))
    document = Document("t", Properties("t"), (Section("s", (Table((Column(1),), (), rows),)),))
    found = set(read(document).pages[0].extract_text())
    assert set(letters) <= found


def test_a_chart_without_bars_and_a_document_without_figures() -> None:
    document = Document("t", Properties("t"), (Section("s", (BarChart("Biểu đồ", ()),)),))
    assert "Biểu đồ" in read(document).pages[0].extract_text()
