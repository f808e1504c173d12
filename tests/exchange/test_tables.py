"""Rows to CSV and back, and every fault of a table at once."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ntm_desktop.domain.text import clean
from ntm_desktop.errors import BugError
from ntm_desktop.exchange import decode as decoding
from ntm_desktop.exchange import encode as encoding
from ntm_desktop.exchange.decode import TableRows, check_keys, csv_rows, decode
from ntm_desktop.exchange.encode import Encoded, TableData, encode
from ntm_desktop.exchange.findings import SHOWN_LENGTH, Findings
from ntm_desktop.exchange.tables import Field, ForeignKey, Row, Table, Type, resource
from ntm_desktop.exchange.values import plain_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ntm_desktop.domain.problems import Problem

PEOPLE = Table(
    "people",
    "Người",
    (
        Field("id", pattern="[a-z0-9]+", unique=True),
        Field("name", free=True, required=False, blank=""),
        Field("age", Type.INTEGER, required=False, minimum=0, maximum=150),
        Field("parent", required=False),
        Field("phone", required=False, optional=True),
    ),
    ("id",),
    (ForeignKey(("parent",), "people", ("id",)),),
)
PAIRS = Table(
    "pairs",
    "Cặp",
    (Field("person", required=False), Field("year", Type.INTEGER)),
    ("person", "year"),
    (ForeignKey(("person",), "people", ("id",)), ForeignKey(("person", "year"), "pairs", ("person", "year"))),
)


def written(rows: Sequence[Row], table: Table = PEOPLE) -> tuple[str, Findings]:
    findings = Findings("x")
    return b"".join(encode(TableData(table, rows), findings, Encoded())).decode(), findings


def read(text: str, table: Table = PEOPLE, limit: int = 1000, **options: bool) -> tuple[TableRows, Findings]:
    findings = Findings("x")
    lines = iter([list(csv_rows(io.StringIO(text, newline="")))])
    return decode(table, lines, findings, limit=limit, **options), findings


def seen(problem: Problem) -> tuple[str, int | None, str, str]:
    return problem.code.removeprefix("exchange."), problem.place.row, problem.place.column, problem.found


TEXTS = st.text(max_size=20).filter(lambda text: plain_text(clean(text)))


@given(st.lists(st.tuples(TEXTS, st.none() | st.integers(0, 150)), max_size=20))
def test_rows_come_back_and_plain_csv_agrees(content: list[tuple[str, int | None]]) -> None:
    rows: list[Row] = [(f"p{n}", name, age, None, None) for n, (name, age) in enumerate(content)]
    text, noted = written(rows)
    table, findings = read(text)
    assert not noted.count
    assert not findings.count
    assert list(table.rows()) == [(i, clean(str(name)), age, None, None) for i, name, age, _, _ in rows]
    assert len(list(csv.reader(io.StringIO(text, newline="")))) == len(rows) + 1


def test_many_different_values_do_not_pile_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoding, "REMEMBERED", 100)
    monkeypatch.setattr(decoding, "REMEMBERED", 100)
    rows: list[Row] = [(f"p{n}", f"name {n}", None, None, None) for n in range(2000)]
    table, findings = read(written(rows)[0], limit=5000)
    assert list(table.rows()) == rows
    assert not findings.count


def test_values_that_cannot_travel_are_all_named() -> None:
    long = "x" * 201
    rows: list[Row] = [("a", long, None, None, None), ("B", "y", 200, None, None), ("a", long, None, None, None)]
    problems = written(rows)[1].problems()
    assert sorted(seen(problem) for problem in problems) == [
        ("value.length", 2, "name", "x" * SHOWN_LENGTH + "…"),
        ("value.length", 4, "name", "x" * SHOWN_LENGTH + "…"),
        ("value.pattern", 3, "id", "B"),
        ("value.range", 3, "age", "200"),
    ]
    assert seen(written([(None, "", None, None, None)])[1].problems()[0]) == ("value.missing", 2, "id", "")


def test_row_of_the_wrong_width_is_our_bug() -> None:
    with pytest.raises(BugError):
        written([("a",)])


def test_every_fault_of_a_table_is_told_with_its_row() -> None:
    table, findings = read("id,name,age,parent\r\na,=1,x,\r\nb\r\nC,c,151,\r\n\r\n")
    assert sorted(seen(problem) for problem in findings.problems()) == [
        ("table.width", 3, "", "1"),
        ("table.width", 5, "", "0"),
        ("value.formula", 2, "name", "=1"),
        ("value.kind", 2, "age", "x"),
        ("value.pattern", 4, "id", "C"),
        ("value.range", 4, "age", "151"),
    ]
    assert list(table.numbers) == [2, 4]


def test_rows_after_an_odd_one_keep_their_numbers() -> None:
    good = "".join(f"p{n},,,\n" for n in range(300))
    findings = Findings("x")
    rows = list(csv_rows(io.StringIO("id,name,age,parent\n" + good + "odd\n" + good + "odd\n")))
    chunks = iter([rows[start : start + 100] for start in range(0, len(rows), 100)])
    table = decode(PEOPLE, chunks, findings, limit=1000)
    assert findings.count == 2
    assert list(table.numbers) == [*range(2, 302), *range(303, 603)]
    only_odd, _ = read("id,name,age,parent\nodd\n")
    assert len(only_odd) == 0


@pytest.mark.parametrize(
    ("head", "found"),
    [
        ("id,name,age", "parent"),
        ("id,name,age,parent,extra", "extra"),
        ("id,id,name,age,parent", "id"),
        ("", "age, id, name, parent"),
    ],
)
def test_wrong_head_line_is_told(head: str, found: str) -> None:
    _, findings = read(head)
    assert [seen(problem) for problem in findings.problems()] == [("table.head", 1, "", found)]


def test_empty_file_has_no_head() -> None:
    findings = Findings("x")
    decode(PEOPLE, iter(()), findings, limit=1)
    assert findings.problems()[0].code == "exchange.table.head"


def test_columns_may_come_in_any_order_and_later_ones_be_passed_over() -> None:
    table, findings = read("age,new,parent,id,name\n1,z,,a,A\n", lenient=True)
    assert not findings.count
    assert list(table.rows()) == [("a", "A", 1, None, None)]


def test_rows_beyond_the_limit_are_told() -> None:
    _, findings = read("id,name,age,parent\na,,,\nb,,,\n", limit=1)
    assert findings.problems()[0].code == "exchange.limit.rows"


def test_doubled_keys_and_loose_references_are_told() -> None:
    people, findings = read("id,name,age,parent\na,,,\nb,,,a\na,,,z\nc,,,\n")
    check_keys(people, {"people": people}, findings)
    told = [seen(problem) for problem in findings.problems()]
    assert told == [("key.twice", 4, "id", "a"), ("key.twice", 4, "id", "a"), ("key.loose", 4, "parent", "z")]
    pairs, findings = read("person,year\na,1\na,1\n,2\nq,3\n", PAIRS)
    check_keys(pairs, {"people": people, "pairs": pairs}, findings)
    told = [seen(problem) for problem in findings.problems()]
    assert told == [("key.twice", 3, "person, year", "a, 1"), ("key.loose", 5, "person", "q")]


def test_keys_without_order_are_still_compared() -> None:
    for text in ("person,year\nb,1\na,1\n", "person,year\na,1\n,2\nb,1\n"):
        table, findings = read(text, PAIRS)
        check_keys(table, {}, findings)
        assert not findings.count


def test_problems_beyond_the_cap_are_counted_exactly() -> None:
    findings = Findings("x", limit=3)
    rows = [["id", "name", "age", "parent"], *([f"p{n}", "", "x", ""] for n in range(500))]
    decode(PEOPLE, iter([rows[start : start + 100] for start in range(0, 501, 100)]), findings, limit=1000)
    assert findings.count == 500
    assert len(findings.problems()) == 4


def test_empty_references_do_not_hide_a_loose_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decoding, "HOPELESS", 2)
    people, findings = read("id,name,age,parent\na,,,\nb,,,\nc,,,\nd,,,z\n")
    check_keys(people, {"people": people}, findings)
    assert [seen(problem) for problem in findings.problems()] == [("key.loose", 5, "parent", "z")]


def test_faulty_columns_cause_no_second_complaint() -> None:
    people, findings = read("id,name,age,parent\nA,,,\nB,,,\n")
    pairs, more = read("person,year\nA,1\nA,x\nA,y\n", PAIRS)
    before = findings.count
    check_keys(people, {"people": people}, findings)
    check_keys(pairs, {"people": people}, more)
    assert findings.count == before
    assert more.count == 2


def test_description_of_a_table_follows_table_schema() -> None:
    described = resource(PAIRS, "00", 7)
    schema = described["schema"]
    assert isinstance(schema, dict)
    assert schema["primaryKey"] == ["person", "year"]
    assert [key["reference"]["resource"] for key in schema["foreignKeys"]] == ["people", ""]
    assert described["bytes"] == 7


def test_optional_columns_can_be_left_out() -> None:
    assert PEOPLE.without("phone").names == ("id", "name", "age", "parent")
