"""Codes that no other test provokes, each by what a person or a file does; each says what to do in two languages."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from openpyxl import Workbook, load_workbook

from ntm_desktop.domain.answers import Answer, Status
from ntm_desktop.domain.council import Ballot, tally
from ntm_desktop.domain.households import HouseholdFields
from ntm_desktop.domain.problems import RefusedError
from ntm_desktop.errors import BugError
from ntm_desktop.exchange.cards import make_card, read_card
from ntm_desktop.exchange.package import write_package
from ntm_desktop.i18n import language
from ntm_desktop.services import answers, households, importing, task_sets, undo
from ntm_desktop.wording import sentence, texts
from tests.exchange.forge import Forge, codes
from tests.exchange.offices import COMMUNE, Pair, report, tables
from tests.offices import commune, settle

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ntm_desktop.errors import NtmError
    from ntm_desktop.services.context import Context
    from tests.acceptance.conftest import Told


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Context]:
    with commune(tmp_path / "office") as context:
        settle(context, "Kinh 5", "An", "Bình")
        yield context


def require_said(error: NtmError, *wanted: str) -> None:
    """The codes came out, and each of them is said with its remedy in both languages."""
    problems = error.problems if isinstance(error, RefusedError) else ()
    assert {error.code, *(problem.code for problem in problems)} >= set(wanted)
    for code in wanted:
        for name in ("vi", "en"):
            with language(name):
                assert len(sentence(code, error.facts)) > 20
        assert texts()[code].what


def test_answers_that_cannot_be(office: Context) -> None:
    with pytest.raises(RefusedError) as caught:
        answers.set_answers(office, 2025, [answers.NewAnswer("nobody", "99", Answer(Status.ACHIEVED))])
    require_said(caught.value, "answers.refused", "households.no_such_household")


def test_a_household_that_cannot_be(office: Context) -> None:
    village = households.find(office)[0].village_id
    with pytest.raises(RefusedError) as caught:
        households.add(office, village, HouseholdFields("", birth_year=1700))
    require_said(caught.value, "households.refused")


def test_a_task_list_that_cannot_be(office: Context) -> None:
    wrong = replace(task_sets.chosen(office), title="", tasks=())
    with pytest.raises(RefusedError) as caught:
        task_sets.save_edition(office, wrong)
    require_said(caught.value, "answers.set.refused")


def test_undo_of_what_was_changed_behind_it(office: Context) -> None:
    one = households.find(office)[0]
    answers.set_answers(office, 2025, [answers.NewAnswer(one.id, "1", Answer(Status.ACHIEVED))])
    with office.database.atomic() as connection:
        connection.execute("UPDATE answer SET status = 'not_achieved'")
    with pytest.raises(RefusedError) as caught:
        undo.undo(office)
    require_said(caught.value, "store.undo.refused", "store.undo.changed_since")


def test_a_sheet_of_another_task_list(office: Context, tmp_path: Path, ntm: Callable[..., Told]) -> None:
    answers.open_year(office, 2025)
    data, sheet = office.paths.root, tmp_path / "p.xlsx"
    office.database.close()
    copy = tmp_path / "copy"
    copy.mkdir()
    (copy / "ntm.sqlite3").write_bytes((data / "ntm.sqlite3").read_bytes())
    words = ("report", "task-sheet-blank", "--data", copy, "--year", 2025, "--format", "xlsx", "--out", sheet)
    assert ntm(*words).status == 0
    book = load_workbook(sheet)
    for page in book.worksheets:
        for row in page.iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and "phuc-dung@" in cell.value:
                    cell.value = "another-list@7"
    book.save(sheet)
    told = ntm("tasks", "import", "--data", copy, sheet, "--year", 2025, "--dry-run", "--json")
    assert "answers.import_other_tasks" in told.out + told.err


def test_two_villages_that_are_written_alike(office: Context, tmp_path: Path) -> None:
    book = Workbook()
    page = book.active
    assert page is not None
    page.append(["TT", "Họ và tên chủ hộ", "Năm sinh", "Ấp"])
    for number in range(12):
        page.append([number + 1, f"Nguyễn Văn {chr(65 + number)}", 1970, "Xẻo Lùng" if number % 4 else "Xẻo Lung"])
    book.save(tmp_path / "ds.xlsx")
    found = importing.plan(office, importing.open_file(tmp_path / "ds.xlsx"))
    assert "sheets.village_alike" in {problem.code for problem in found.problems}


def test_a_folder_without_an_office_and_a_year_without_a_sheet(ntm: Callable[..., Told], tmp_path: Path) -> None:
    told = ntm("households", "list", "--data", tmp_path / "none", "--json")
    assert (told.status, told.document["code"]) == (3, "general.no_office")
    with commune(tmp_path / "data"):
        pass
    told = ntm("report", "task-sheet", "--data", tmp_path / "data", "--out", tmp_path / "x.pdf", "--json")
    assert (told.status, told.document["code"]) == (3, "reports.no_year")


def test_a_file_that_cannot_be_read(ntm: Callable[..., Told], tmp_path: Path) -> None:
    told = ntm("criteria", "check", tmp_path, "--json")
    assert (told.status, told.document["code"]) == (4, "general.file_fault")
    assert str(tmp_path) in told.err
    assert "directory" not in told.err


def test_a_council_with_more_ballots_than_members() -> None:
    with pytest.raises(RefusedError) as caught:
        tally(1, [Ballot("a", "for"), Ballot("b", "for")])  # type: ignore[arg-type]  # as a file says it
    require_said(caught.value, "packs.votes_refused")


def test_a_criteria_workbook_without_its_sheets(ntm: Callable[..., Told], tmp_path: Path) -> None:
    book = Workbook()
    page = book.active
    assert page is not None
    page.append(["x"])
    book.save(tmp_path / "x.xlsx")
    told = ntm("criteria", "from-excel", tmp_path / "x.xlsx", "--out", tmp_path / "x.yaml", "--json")
    assert told.status == 3
    assert "packs.missing_sheet" in told.out


EXAMPLE = Path(__file__).resolve().parents[2] / "docs" / "packs" / "example" / "thon-mau.yaml"


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('op: "=", value: 0}', 'op: "=", value: true}', "packs.wrong_fact_type"),
        (
            '{kind: compare, fact: commune.construction_debt, op: "=", value: 0}',
            "{kind: all, rules: []}",
            "packs.empty_rule",
        ),
        (
            "name: Giao thông\n",
            "name: Giao thông\n    pass_rule: {kind: points, points: 5}\n",
            "packs.points_of_set_only",
        ),
        ('        kind: percent\n        unit: "%"\n', "        kind: choice\n", "packs.no_choices"),
        ('{op: ">=", value: 70, region: KV1}', "{value: 70, region: KV1}", "packs.threshold_without_op"),
    ],
)
def test_a_criteria_set_that_cannot_be(ntm: Callable[..., Told], tmp_path: Path, old: str, new: str, code: str) -> None:
    text = EXAMPLE.read_text(encoding="utf-8")
    assert old in text
    file = tmp_path / "x.yaml"
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    told = ntm("criteria", "check", file)
    assert told.status == 3
    assert f"[{code}]" in told.err


def test_values_of_a_list_that_nobody_understands(office: Context, tmp_path: Path) -> None:
    book = Workbook()
    page = book.active
    assert page is not None
    page.append(["TT", "Họ và tên chủ hộ", "Năm sinh", "Giới tính", "Số nhân khẩu", "Số điện thoại", "Ấp"])
    for number in range(12):
        odd = number == 3
        sex, members, phone = ("?", "nhiều", "12345") if odd else ("Nam", 4, "0912345678")
        page.append([number + 1, f"Nguyễn Văn {chr(65 + number)}", 1970, sex, members, phone, "Kinh 5"])
    book.save(tmp_path / "ds.xlsx")
    found = importing.plan(office, importing.open_file(tmp_path / "ds.xlsx"))
    doubts = {"sheets.sex_unknown", "sheets.members_unclear", "sheets.phone_unclear"}
    assert {problem.code for problem in found.problems} >= doubts


# --- packages and cards


@pytest.fixture(scope="module")
def pair() -> Pair:
    return Pair()


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("h1,31123-1-1", "h1,31123-1-1,x", "exchange.table.width"),
        ("Nguyễn Văn Mẫu", "N" * 5000, "exchange.value.length"),
        ("h2,", "h1,", "exchange.key.twice"),
        ("h2,", "h 2,", "exchange.value.pattern"),
    ],
)
def test_tables_that_cannot_be(pair: Pair, tmp_path: Path, old: str, new: str, code: str) -> None:
    forge = Forge.of(pair, tmp_path).replace("data/tables/households.csv", old, new)
    forge.manifests()
    assert code in codes(forge.refusal())


def test_a_table_in_another_encoding(pair: Pair, tmp_path: Path) -> None:
    forge = Forge.of(pair, tmp_path)
    name = "data/tables/households.csv"
    forge.files[name] = forge.files[name].decode().encode("utf-16")
    forge.manifests()
    assert "exchange.table.encoding" in codes(forge.refusal())


def test_a_card_with_a_field_that_cannot_be(pair: Pair) -> None:
    card = make_card(pair.commune, COMMUNE, pair.commune_card.made).decode()
    with pytest.raises(RefusedError) as caught:
        read_card(card.replace('"31123"', '"3112"').encode())
    require_said(caught.value, "exchange.card.field")


def test_a_card_whose_signature_is_not_ascii(pair: Pair) -> None:
    card = make_card(pair.commune, COMMUNE, pair.commune_card.made).decode()
    head, mark, rest = card.partition('"signature": "')
    with pytest.raises(RefusedError) as caught:
        read_card(f"{head}{mark}đ{rest[1:]}".encode())
    require_said(caught.value, "exchange.card.signature")


def test_a_package_for_another_than_the_card_is_a_mistake_of_ours(pair: Pair, tmp_path: Path) -> None:
    with pytest.raises(BugError) as caught:
        write_package(
            tmp_path,
            "x",
            replace(report(), recipient="92"),
            tables(),
            {},
            identity=pair.commune,
            recipient=pair.province_card,
        )
    require_said(caught.value, "exchange.bug")
    assert list(tmp_path.iterdir()) == []
