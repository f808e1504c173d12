"""The pages of every kind of document, as drawing commands."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

import pytest

from ntm_desktop.errors import CancelledError
from ntm_desktop.reports import document as model
from ntm_desktop.reports import fonts, nd30, signs, xlsx
from ntm_desktop.reports.document import (
    Align,
    Column,
    Document,
    HeadCell,
    Heading,
    KeepTogether,
    PageBreak,
    Paragraph,
    Points,
    Properties,
    Row,
    RowKind,
    Run,
    Section,
    Sign,
    SignatureBlock,
    SignatureRow,
    Table,
)
from ntm_desktop.reports.geometry import Pen
from ntm_desktop.reports.layout import LAYOUTS, layout, paper

if TYPE_CHECKING:
    from ntm_desktop.reports.geometry import Page


def pages_of(*blocks: model.Block, **options: object) -> list[Page]:
    section = Section("s", blocks, **options)  # type: ignore[arg-type]
    return list(layout(Document("test", Properties("test"), (section,))))


def text_of(page: Page) -> list[str]:
    return [text.text for text in page.texts]


def rows(count: int, columns: int = 3) -> tuple[Row, ...]:
    return tuple(Row((index, *(f"ô {index}.{column}" for column in range(1, columns)))) for index in range(count))


def table(body: tuple[Row, ...], columns: int = 3, **options: object) -> Table:
    head = (tuple(HeadCell(f"Cột {index}") for index in range(columns)),)
    return Table(tuple(Column(1) for _ in range(columns)), head, body, **options)  # type: ignore[arg-type]


def test_every_block_can_be_laid_out_and_written_to_a_sheet() -> None:
    kinds = set(get_args(model.Block))
    assert set(LAYOUTS) == kinds
    assert set(xlsx.PROSE) | {Table, model.BarChart, KeepTogether} == kinds


def test_sheets_are_a4_upright_or_lying() -> None:
    upright = pages_of(Paragraph((Run("a"),)))[0]
    lying = pages_of(Paragraph((Run("a"),)), orientation=model.Orientation.LANDSCAPE)[0]
    assert (round(upright.width, 2), round(upright.height, 2)) == (595.28, 841.89)
    assert (lying.width, lying.height) == (upright.height, upright.width)
    assert paper(Section("s", ())) == (upright.width, upright.height)


def test_the_head_is_repeated_and_pages_are_numbered_from_the_second() -> None:
    pages = pages_of(table(rows(150)))
    assert len(pages) > 2
    assert all("Cột 1" in text_of(page) for page in pages)
    assert "ô 149.1" in text_of(pages[-1])
    number = pages[1].texts[0]
    assert (number.text, number.size) == ("2", 13)
    assert number.y < nd30.MARGINS.top
    assert not [text for text in pages[0].texts if text.y < nd30.MARGINS.top]


def test_working_sheets_say_which_page_of_how_many() -> None:
    pages = pages_of(table(rows(150)), numbering=model.Numbering.OF_TOTAL, running="Ấp 1 – 2026")
    labels = [page.texts[1].text for page in pages]
    assert labels == [f"Trang {index}/{len(pages)}" for index in range(1, len(pages) + 1)]
    assert {page.texts[0].text for page in pages} == {"Ấp 1 – 2026"}


def test_sections_count_their_own_pages() -> None:
    section = Section("s", (table(rows(60)),), numbering=model.Numbering.OF_TOTAL)
    pages = layout(Document("test", Properties("test"), (section, section)))
    assert [page.texts[0].text for page in pages] == ["Trang 1/2", "Trang 2/2"] * 2
    assert len(pages[1:]) == 3


def test_everything_stands_between_the_margins() -> None:
    block = table((*rows(40), Row(("rất dài " * 300, "", "x" * 400))))
    for page in pages_of(block, Paragraph((Run("chữ " * 900),))):
        right = page.width - nd30.MARGINS.right + 0.1
        for text in page.texts:
            stretch = text.word_space * text.text.count(" ")
            assert text.x >= nd30.MARGINS.left - 0.1
            assert text.x + fonts.width(text.text, text.font, text.size) + stretch <= right
            assert text.y <= page.height - nd30.MARGINS.bottom + 0.1


def test_a_cell_higher_than_a_page_loses_no_word() -> None:
    words = [f"từ{index}" for index in range(3000)]
    pages = pages_of(table((Row((1, " ".join(words), "")),)))
    found = " ".join(text for page in pages for text in text_of(page)).split()
    assert len(pages) > 1
    assert [word for word in found if word.startswith("từ")] == words


def test_justified_lines_reach_the_right_margin_except_the_last() -> None:
    lines = pages_of(Paragraph((Run("chữ " * 60),), Align.JUSTIFY))[0].texts
    ends = [t.x + fonts.width(t.text, t.font, t.size) + t.word_space * t.text.count(" ") for t in lines]
    right = nd30.A4_WIDTH - nd30.MARGINS.right
    assert all(abs(end - right) < 0.5 for end in ends[:-1])
    assert lines[-1].word_space == 0
    assert lines[0].x - lines[1].x == pytest.approx(nd30.FIRST_LINE)


def test_runs_keep_their_styles_and_spaces() -> None:
    texts = pages_of(Paragraph((Run("Điều 1. ", bold=True), Run("Nội"), Run("dung", italic=True)), Align.LEFT))[0].texts
    assert [(text.text, text.font) for text in texts] == [
        ("Điều 1. ", fonts.BOLD),
        ("Nội", fonts.REGULAR),
        ("dung", fonts.ITALIC),
    ]
    assert texts[2].x == pytest.approx(texts[1].x + fonts.width("Nội", fonts.REGULAR, 13))


def test_a_line_feed_and_a_word_without_spaces_break_lines() -> None:
    texts = pages_of(Paragraph((Run("một\nhai"),)), Paragraph((Run("w" * 200),)))[0].texts
    assert [text.text for text in texts[:2]] == ["một", "hai"]
    assert "".join(text.text for text in texts[2:]) == "w" * 200


def test_headings_and_points() -> None:
    items = tuple((Run(f"ý {index} " + "dài " * 40),) for index in range(5))
    texts = text_of(pages_of(Heading("I. Mở đầu"), Heading("1. Ý", 2), Heading("a", 3), Points(items))[0])
    assert texts[:3] == ["I. MỞ ĐẦU", "1. Ý", "a"]
    assert [text for text in texts if text.endswith(")")] == ["a)", "b)", "c)", "d)", "đ)"]


def test_a_heading_stays_with_its_table() -> None:
    for count in range(30, 45):
        pages = pages_of(table(rows(count)), Heading("II. Tiếp"), table(rows(3)))
        page = next(page for page in pages if "II. TIẾP" in text_of(page))
        assert "ô 0.1" in text_of(page)[text_of(page).index("II. TIẾP") :]


def test_a_signature_never_stands_alone() -> None:
    block = SignatureRow((SignatureBlock(("CHỦ TỊCH",), "Trần Thị Mẫu"),))
    for count in range(30, 50):
        last = text_of(pages_of(table(rows(count)), block)[-1])
        assert "CHỦ TỊCH" in last
        assert f"ô {count - 1}.1" in last


def test_a_signature_stands_with_rows_not_only_with_the_closing_line() -> None:
    closing = Paragraph((Run("Danh sách này có chừng ấy hộ./."),))
    block = SignatureRow((SignatureBlock(("CHỦ TỊCH",), "Trần Thị Mẫu"),))
    for count in range(30, 50):
        pages = pages_of(table(rows(count)), closing, block)
        last = text_of(pages[-1])
        assert {"CHỦ TỊCH", f"ô {count - 1}.1", f"ô {count - 2}.1"} <= set(last)
        assert sum(len(text_of(page)) for page in pages) > count


def test_a_total_row_stays_with_the_row_above_and_a_group_with_the_row_below() -> None:
    total = Row(("Cộng", 3), RowKind.TOTAL, lead=2)
    for count in range(35, 45):
        body = (*rows(count), Row(("Ấp 2",), RowKind.GROUP), *rows(1), total)
        for page in pages_of(table(body)):
            texts = text_of(page)
            assert not texts or texts[-1] != "Ấp 2"
            assert texts[3:4] != ["Cộng"]


def test_kept_blocks_and_page_breaks() -> None:
    pages = pages_of(
        table(rows(38)), KeepTogether((Paragraph((Run("một"),)), Paragraph((Run("hai"),)))), PageBreak(), Heading("III")
    )
    assert {"một", "hai"} <= {word for page in pages for word in text_of(page)}
    assert len([page for page in pages if {"một", "hai"} & set(text_of(page))]) == 1
    assert "III" in text_of(pages[-1])
    assert "hai" not in text_of(pages[-1])


def test_spanning_heads_are_placed_as_in_html() -> None:
    head = ((HeadCell("A", rows=2), HeadCell("B", columns=2)), (HeadCell("C"), HeadCell("D", vertical=True)))
    columns = (Column(1), Column(1), Column(1))
    texts = {text.text: text for text in pages_of(Table(columns, head, rows(1)))[0].texts}
    assert texts["A"].x < texts["C"].x < texts["D"].x
    assert texts["B"].y < texts["C"].y
    assert texts["D"].upwards


def test_a_sheet_without_borders_has_no_lines() -> None:
    assert pages_of(table(rows(2), bordered=False))[0].lines == ()
    assert pages_of(table(rows(2)))[0].lines != ()


def test_touching_verticals_become_one_line() -> None:
    page = pages_of(table(rows(10)))[0]
    verticals = [line for line in page.lines if line.x0 == line.x1]
    assert len(verticals) == 4
    pen = Pen()
    pen.vertical(1, 0, 5, 1)
    pen.vertical(1, 9, 10, 1)
    assert len(pen.page(10, 10).lines) == 2


@pytest.mark.parametrize("sign", list(Sign))
def test_signs_are_drawn_in_the_middle_of_their_cell(sign: Sign) -> None:
    page = pages_of(table((Row((sign, "a", "b")),)))[0]
    assert len(page.marks) == len(signs.STROKES[sign])
    points = [point for mark in page.marks for point in mark.points]
    middle = (min(x for x, _y in points) + max(x for x, _y in points)) / 2
    third = (nd30.A4_WIDTH - nd30.MARGINS.left - nd30.MARGINS.right) / 3
    assert middle == pytest.approx(nd30.MARGINS.left + third / 2, abs=0.5)


def test_layout_can_be_cancelled() -> None:
    def stop() -> None:
        raise CancelledError

    with pytest.raises(CancelledError):
        layout(Document("t", Properties("t"), (Section("s", (Heading("a"),)),)), stop)
