"""What the documents say: every builder against the figures that it was given."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, TypeVar

import pytest

from ntm_desktop import i18n
from ntm_desktop.domain.answers import Answer, Status
from ntm_desktop.domain.documents import CommuneVillages, Letterhead, Signer, Timeliness, VillageSheet
from ntm_desktop.domain.places import Village
from ntm_desktop.domain.summaries import total
from ntm_desktop.reports.builders import (
    achieved_list,
    card_slip,
    common,
    consolidated,
    receipt_slip,
    summary,
    task_sheet,
    tasklist,
)
from ntm_desktop.reports.document import (
    BarChart,
    KeepTogether,
    KeyValues,
    Notice,
    Numbered,
    Orientation,
    Paragraph,
    Percent,
    Points,
    RecipientsAndSignature,
    RowKind,
    Sign,
    SignatureRow,
    Table,
    Tally,
    Title,
)
from ntm_desktop.reports.layout import layout
from tests.reports import paper

if TYPE_CHECKING:
    from ntm_desktop.reports.document import (
        Block,
        Document,
    )

TASKS = paper.task_set()
Kind = TypeVar("Kind")


def blocks(document: Document, section: int = 0) -> tuple[Block, ...]:
    return document.sections[section].blocks


def find(document: Document, kind: type[Kind]) -> list[Kind]:
    return [block for block in blocks(document) if isinstance(block, kind)]


def said(document: Document) -> str:
    return " ".join(text.text for page in layout(document) for text in page.texts)


def sheet(**options: object) -> Document:
    sheets = [paper.sheet(1, 8, TASKS)]
    return task_sheet.build(sheets, TASKS, 2026, paper.COMMUNE, paper.CHAIR, **options)  # type: ignore[arg-type]


@pytest.mark.requirement("KG-III.5-2")
@pytest.mark.parametrize("count", [3, 15, 25])
def test_a_filled_sheet_has_a_column_a_task_and_a_share_a_column(count: int) -> None:
    tasks = paper.task_set(count)
    given = paper.sheet(1, 8, tasks)
    document = task_sheet.build([given], tasks, 2026, paper.COMMUNE, paper.CHAIR)
    table = find(document, Table)[0]
    assert [cell.text for cell in table.head[0] if not cell.vertical] == [
        "STT", "Mã hộ", "Chủ hộ", "Năm sinh", "Đạt", "Ghi chú",
    ]  # fmt: skip
    assert tuple(cell.text for cell in table.head[1]) == tasks.codes
    for row, source in zip(table.rows, given.rows, strict=False):
        statuses = [source.answers.get(code, Answer()).status for code in tasks.codes]
        assert row.cells[4 : 4 + count] == tuple(task_sheet.SIGNS.get(status) for status in statuses)
        assert row.cells[4 + count] == Tally(statuses.count(Status.ACHIEVED), 4, 3 + count)
    yes, shares = table.rows[-2], table.rows[-1]
    assert yes.kind is shares.kind is RowKind.TOTAL
    for place, code in enumerate(tasks.codes, start=1):
        all_of_it = [row.answers[code].status for row in given.rows if code in row.answers]
        done, failed = all_of_it.count(Status.ACHIEVED), all_of_it.count(Status.NOT_ACHIEVED)
        assert (yes.cells[place], shares.cells[place]) == (done, Percent(done, done + failed, 0))


def test_a_blank_sheet_has_boxes_and_no_answers() -> None:
    table = find(sheet(blank=True), Table)[0]
    assert len(table.rows) == 8
    for row in table.rows:
        assert set(row.cells[4:19]) == {Sign.BOX}
        assert row.cells[19] == Tally(None, 4, 18)


def test_each_village_is_a_section_and_the_workbook_can_be_read_back() -> None:
    sheets = [paper.sheet(number, 3, TASKS) for number in (1, 2)]
    document = task_sheet.build(sheets, TASKS, 2026, paper.COMMUNE, paper.CHAIR)
    assert [section.name for section in document.sections] == ["Phiếu", "Phiếu 2"]
    assert {section.orientation for section in document.sections} == {Orientation.LANDSCAPE}
    assert dict(document.hidden) == {
        "kind": "answers",
        "year": "2026",
        "task_set": "mau@1",
        "village": "",
        "villages": "v1 v2",
        "columns": "number code head birth_year " + " ".join(TASKS.codes) + " achieved remark",
    }


def test_cells_offer_only_what_a_task_allows() -> None:
    strict = replace(TASKS.tasks[0], statuses=(Status.ACHIEVED, Status.NOT_ACHIEVED))
    assert task_sheet.choices(strict) == ("x", "0")
    assert task_sheet.choices(TASKS.tasks[1]) == ("x", "0", "-")


def test_remarks_name_their_task() -> None:
    given = paper.sheet(1, 1, TASKS)
    row = replace(given.rows[0], answers={"2": Answer(Status.ACHIEVED, remark="mới làm cổng"), "3": Answer()})
    document = task_sheet.build([replace(given, rows=(row,))], TASKS, 2026, paper.COMMUNE, paper.CHAIR)
    assert find(document, Table)[0].rows[0].cells[-1] == "(2) mới làm cổng"


@pytest.mark.parametrize(
    ("word", "title"),
    [("ấp", "TRƯỞNG ẤP"), ("khu phố", "TRƯỞNG KHU PHỐ"), ("tổ dân phố", "TỔ TRƯỞNG TỔ DÂN PHỐ")],
)
def test_the_village_head_signs_by_the_villages_own_word(word: str, title: str) -> None:
    empty = VillageSheet(Village("v", 1, "Một", word), (), "Trần Thị Mẫu")
    document = task_sheet.build([empty], TASKS, 2026, paper.COMMUNE, Signer(("Chủ tịch",)), on=date(2026, 1, 5))
    left, right = find(document, SignatureRow)[0].blocks
    assert (right.authority, right.name, right.date_line) == ((title,), "Trần Thị Mẫu", "Ngày 05 tháng 01 năm 2026")
    assert left.authority == ("XÁC NHẬN CỦA ỦY BAN NHÂN DÂN XÃ TÂN MẪU", "CHỦ TỊCH")


def test_a_list_without_official_text_is_marked_and_an_official_one_is_not() -> None:
    official = replace(TASKS, official=True, legal_basis="Quyết định mẫu")
    village, units = paper.sheet(1, 2, TASKS), [paper.unit(1, TASKS)]
    for tasks, marked in ((TASKS, True), (official, False)):
        documents = (
            task_sheet.build([village], tasks, 2026, paper.COMMUNE, paper.CHAIR),
            summary.build(units, tasks, 2026, paper.COMMUNE, paper.CHAIR),
            achieved_list.build(paper.achieved(1, 2), tasks, 2026, paper.COMMUNE, paper.CHAIR),
            consolidated.build(paper.returns(2, tasks), tasks, 2026, paper.PROVINCE, paper.CHAIR),
        )
        for document in documents:
            assert ("cần đối chiếu văn bản" in said(document)) is marked
        assert ("Căn cứ Quyết định mẫu." in said(documents[1])) is not marked


def test_tasks_without_wording_say_so_and_no_tasks_say_nothing() -> None:
    unnamed = paper.task_set(3, named=False)
    block = tasklist.wording(unnamed)[0]
    assert isinstance(block, KeepTogether)
    listed = block.blocks[1]
    assert isinstance(listed, Numbered)
    assert listed.items[1] == ("2.", "(chưa nhập nội dung từ văn bản của tỉnh)")
    assert tasklist.label_of(unnamed.tasks[0]) == "Phần việc 1"
    assert tasklist.label_of(TASKS.tasks[0]) == "1. Nhà ở"
    assert tasklist.wording(replace(TASKS, tasks=())) == ()


def test_the_summary_adds_up_and_its_bars_are_the_tables_figures() -> None:
    units = [paper.unit(index, TASKS) for index in range(1, 5)]
    document = summary.build(units, TASKS, 2026, paper.COMMUNE, paper.CHAIR, unit_word="ấp", as_of=date(2026, 11, 22))
    by_village, by_task = find(document, Table)
    bars, task_bars = find(document, BarChart)
    whole = sum(unit.households for unit in units)
    done = sum(unit.all_achieved for unit in units)
    assert by_village.rows[-1].cells[:5] == (
        "Tổng cộng",
        whole,
        sum(u.assessed for u in units),
        done,
        Percent(done, whole),
    )
    for row, bar in zip(by_village.rows, bars.bars, strict=False):
        assert (row.cells[1], row.cells[5]) == (bar.label, Percent(bar.part, bar.whole))
    for row, bar in zip(by_task.rows, task_bars.bars, strict=True):
        assert row.cells[6] == Percent(bar.part, bar.whole)
        assert sum(cell for cell in row.cells[2:6] if isinstance(cell, int)) == whole
    assert f"Đến ngày 22/11/2026, có {whole} hộ gia đình của 4 ấp" in said(document)


def test_the_summary_is_an_official_report_with_blanks() -> None:
    document = summary.build([], replace(TASKS, tasks=()), 2026, paper.COMMUNE, paper.CHAIR)
    head = document.sections[0].head
    assert head is not None
    assert head.issuer == "ỦY BAN NHÂN DÂN\nXÃ TÂN MẪU"
    assert head.number == "Số: {}/BC-UBND".format("\u00a0" * 6)
    assert head.place_date == "Tân Mẫu, ngày {0} tháng {0} năm {0}".format("\u00a0" * 6)
    assert find(document, Title)[0].kind == "BÁO CÁO"
    last = find(document, RecipientsAndSignature)[0]
    assert (last.recipients[-1], last.block.authority) == ("- Lưu: VT.", ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"))
    assert said(document).count("./.") == 1


def test_the_public_list_keeps_what_must_not_be_published() -> None:
    people = paper.achieved(2, 3)
    document = achieved_list.build(people, TASKS, 2026, paper.COMMUNE, paper.CHAIR)
    table = find(document, Table)[0]
    body = [row for row in table.rows if row.kind is RowKind.BODY]
    assert [row.cells for row in body] == [
        (index, each.head, each.village, "") for index, each in enumerate(people, start=1)
    ]
    assert [row.cells for row in table.rows if row.kind is RowKind.GROUP] == [
        ("Ấp Kinh 1: 3 hộ",),
        ("Ấp Kinh 2: 3 hộ",),
    ]
    assert "1960" not in said(document)
    assert "1960" in said(achieved_list.build(people, TASKS, 2026, paper.COMMUNE, paper.CHAIR, birth_years=True))
    assert "Danh sách này có 6 hộ gia đình./." in said(document)


def test_an_unknown_birth_year_is_left_empty() -> None:
    people = (replace(paper.achieved(1, 1)[0], birth_year=None),)
    document = achieved_list.build(people, TASKS, 2026, paper.COMMUNE, paper.CHAIR, birth_years=True)
    assert find(document, Table)[0].rows[1].cells[2] == ""


def test_the_consolidated_report_counts_what_came_and_names_what_did_not() -> None:
    returns = paper.returns(10, TASKS)
    document = consolidated.build(
        returns, TASKS, 2026, paper.PROVINCE, paper.CHAIR, unit_word="xã", deadline=date(2026, 12, 5)
    )
    came = [each.summary for each in returns if each.summary]
    received, rates = find(document, Table)
    assert len(received.rows) == len(rates.rows) == 11
    assert received.rows[-1].cells[:2] == ("Tổng cộng", "8/10")
    assert received.rows[-1].cells[5] == sum(unit.households for unit in came)
    assert received.rows[4].cells == (5, "Xã Mẫu 5", "Chưa", "–", "–", "Chưa gửi", *("–",) * 5)
    assert received.rows[3].cells[2:6] == ("Có", 4, "04/12/2026", "Trễ hạn")
    first = came[0]
    assert rates.rows[0].cells[2] == Percent(first.achieved["1"], first.achieved["1"] + first.not_achieved["1"])
    assert find(document, Points)[0].items[0][0].text == "Xã Mẫu 5; Xã Mẫu 10."
    assert "8/10 xã đã gửi báo cáo (hạn gửi: 05/12/2026): đúng hạn 6, trễ hạn 2, chưa gửi 2." in said(document)
    assert [bar.label for bar in find(document, BarChart)[0].bars] == [unit.name for unit in came]


def test_an_office_that_nobody_expected_is_counted_beside_the_others() -> None:
    stranger = replace(paper.returns(1, TASKS)[0], code="99", name="Xã {Lạ}", expected=False)
    returns = (*paper.returns(10, TASKS), stranger)
    document = consolidated.build(returns, TASKS, 2026, paper.PROVINCE, paper.CHAIR, unit_word="xã")
    received = find(document, Table)[0]
    assert received.rows[-1].cells[1] == "8/10 + 1"
    assert received.rows[-1].cells[5] == sum(each.summary.households for each in returns if each.summary)
    assert "8/10 xã đã gửi báo cáo: đúng hạn 6, trễ hạn 2, chưa gửi 2." in said(document)
    assert "Số liệu gồm cả báo cáo của xã ngoài danh sách phải gửi: Xã {Lạ}." in said(document)


def test_the_appendix_has_every_village_with_each_task_and_adds_up() -> None:
    communes = []
    for index in range(2):
        villages = tuple(paper.unit(index * 3 + number, TASKS) for number in range(3))
        communes.append(CommuneVillages(total("c", f"Xã Mẫu {index + 1}", villages), villages))
    document = consolidated.build(
        paper.returns(2, TASKS), TASKS, 2026, paper.PROVINCE, paper.CHAIR, unit_word="xã", communes=communes
    )
    assert [section.orientation for section in document.sections] == [Orientation.LANDSCAPE] * 2
    (table,) = (block for block in document.sections[1].blocks if isinstance(block, Table))
    assert [row.cells[0] for row in table.rows] == [1, "1.1", "1.2", "1.3", 2, "2.1", "2.2", "2.3", "Tổng cộng"]
    first = communes[0]
    village = first.villages[0]
    counts = tuple(village.achieved[code] for code in TASKS.codes)
    assert table.rows[1].cells[1:] == (
        village.name,
        village.households,
        village.assessed,
        village.all_achieved,
        *counts,
    )
    assert table.rows[0].cells[2] == sum(one.households for one in first.villages)
    assert table.rows[0].cells[5] == sum(one.achieved["1"] for one in first.villages)


def test_communes_of_one_name_are_told_apart_by_their_codes_everywhere() -> None:
    one, two, late, other = (replace(each, code=f"3000{at}") for at, each in enumerate(paper.returns(4, TASKS)))
    returns = [
        *(replace(each, name="Xã Bình An") for each in (one, two)),
        replace(late, name="Xã Bình An", timeliness=Timeliness.NOT_RECEIVED, summary=None),
        other,
    ]
    communes = [
        CommuneVillages(replace(paper.unit(1, TASKS, each.name), code=each.code), (paper.unit(2, TASKS),))
        for each in (returns[0], returns[1], other)
    ]
    document = consolidated.build(returns, TASKS, 2026, paper.PROVINCE, paper.CHAIR, communes=communes)
    received, rates, appendix = (table for at in (0, 1) for table in blocks(document, at) if isinstance(table, Table))
    names = ["Xã Bình An (30000)", "Xã Bình An (30001)", "Xã Bình An (30002)", "Xã Mẫu 4"]
    assert [row.cells[1] for row in received.rows[:-1]] == names
    assert [row.cells[1] for row in rates.rows[:-1]] == names
    assert [row.cells[1] for row in appendix.rows if isinstance(row.cells[0], int)] == [*names[:2], names[3]]
    assert [bar.label for bar in find(document, BarChart)[0].bars] == [*names[:2], names[3]]
    assert find(document, Points)[0].items[0][0].text == "Xã Bình An (30002)."


def test_without_a_deadline_nobody_is_on_time_or_late() -> None:
    returns = [replace(each, timeliness=Timeliness.NO_DEADLINE) for each in paper.returns(3, TASKS)]
    document = consolidated.build(returns, TASKS, 2026, paper.PROVINCE, paper.CHAIR, unit_word="xã")
    assert "3/3 xã đã gửi báo cáo, chưa gửi 0. Tổng số hộ" in said(document)
    assert find(document, Table)[0].rows[0].cells[5] == "–"


def test_nobody_is_named_when_all_came() -> None:
    document = consolidated.build(paper.returns(3, TASKS), TASKS, 2026, paper.PROVINCE, paper.CHAIR)
    assert find(document, Points) == []


@pytest.mark.parametrize(
    ("accepted", "problems", "text"),
    [
        (True, (), "dữ liệu hợp lệ"),
        (True, ("a",), "có nội dung cần lưu ý"),
        (False, ("a",), "KHÔNG TIẾP NHẬN"),
    ],
)
def test_the_slip_says_what_became_of_the_package(accepted: bool, problems: tuple[str, ...], text: str) -> None:
    document = receipt_slip.build(paper.receipt(accepted=accepted, problems=problems), paper.PROVINCE)
    assert text in find(document, Notice)[0].text
    pairs = dict(find(document, KeyValues)[0].pairs)
    assert (pairs["Lần gửi thứ"], pairs["Thời điểm tiếp nhận"]) == ("3", "22/11/2026 14:03")


def test_the_slip_fits_one_page_however_many_problems_there_are() -> None:
    problems = tuple(f"{index}: " + "vấn đề rất dài " * 30 for index in range(100))
    facts = replace(paper.receipt(problems=problems), period="", counts=())
    document = receipt_slip.build(facts, paper.PROVINCE)
    assert len(layout(document)) == 1
    assert find(document, Points)[0].items[-1][0].text == "và 92 nội dung khác, xem trên máy tính."
    assert "Kỳ báo cáo" not in dict(find(document, KeyValues)[0].pairs)


def test_the_digest_is_printed_whole_in_groups_of_eight() -> None:
    cells = [cell for row in receipt_slip.hash_table("0123456789abcdef" * 4).rows for cell in row.cells]
    assert "".join(str(cell) for cell in cells) == "0123456789abcdef" * 4
    assert {len(str(cell)) for cell in cells} == {8}


def test_the_fingerprint_is_printed_in_groups_of_five() -> None:
    document = card_slip.build(paper.card(), paper.COMMUNE)
    cells = [cell for row in find(document, Table)[0].rows for cell in row.cells]
    assert cells == ["12345", "67890", "11223", "34455", "66778", "89900"]
    assert len(layout(document)) == 1
    assert dict(find(document, KeyValues)[0].pairs)["Ngày lập thẻ"] == "05/01/2026"
    undated = card_slip.build(replace(paper.card(), made_on=None), paper.COMMUNE)
    assert "Ngày lập thẻ" not in dict(find(undated, KeyValues)[0].pairs)


def test_heads_break_the_name_of_a_peoples_committee() -> None:
    head = common.official_head(Letterhead("Sở Nội vụ", "Ủy ban nhân dân tỉnh Mẫu"), "TB", date(2026, 5, 4))
    assert (head.superior, head.issuer) == ("ỦY BAN NHÂN DÂN TỈNH MẪU", "SỞ NỘI VỤ")
    assert head.place_date == "Ngày 04 tháng 5 năm 2026"
    assert common.issuer_lines("Hội đồng nhân dân xã A") == "HỘI ĐỒNG NHÂN DÂN\nXÃ A"


def test_small_blocks() -> None:
    line = common.centred("a", italic=True)
    assert isinstance(line, Paragraph)
    assert line.runs[0].italic


def test_documents_speak_the_language_in_use() -> None:
    with i18n.language("en"):
        document = sheet()
    assert document.language == "en"
    assert sheet().language == "vi"
