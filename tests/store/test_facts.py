"""Facts as rows: what was entered with its line of the journal; what was computed, stale when data changed since."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ntm_desktop.domain.facts import OF_SHEETS, Fact
from ntm_desktop.store import facts, journal
from ntm_desktop.store.journal import Author, Change, Note

if TYPE_CHECKING:
    from ntm_desktop.store.database import Database

DAY = date(2025, 12, 1)
NOW = datetime(2026, 1, 5, tzinfo=UTC)
DEBT = Fact("commune.construction_debt", Decimal("12.50"), "office", DAY, "BC 12")


def noted(database: Database, *changes: Change) -> int:
    with database.atomic() as connection:
        return journal.write(connection, Note("test", Author("1", "Lê An"), NOW), changes)


def entered(database: Database, fact: Fact, year: int) -> Change | None:
    with database.atomic() as connection:
        change = facts.save(connection, year, fact)
        if change is not None:
            journal.write(connection, Note("facts.entered", Author("1", "Lê An"), NOW), [change])
    return change


def kept(database: Database, year: int, *depends: str) -> None:
    fact = Fact("x.count", 3, "office", DAY, "computed", depends)
    with database.atomic() as connection:
        facts.keep(connection, year, "office", [fact], journal.mark(database))


def stale(database: Database, year: int) -> bool:
    (found,) = facts.computed(database, ["office"], year)
    return found.fact.stale


def test_an_entered_fact_is_a_row_with_its_line(database: Database) -> None:
    assert entered(database, DEBT, 2025) is not None
    assert entered(database, DEBT, 2025) is None  # the same again is no change
    (one,) = facts.entered(database, ["office"], 2025)
    assert (one.year, one.fact, one.computed) == (2025, DEBT, False)
    ((line, change),) = facts.history(database, 2025, DEBT.name, "office")
    assert (line.author, line.action, change.before) == ("Lê An", "facts.entered", None)


def test_facts_of_a_year_come_with_those_of_none_and_not_with_those_of_another(database: Database) -> None:
    for year in (0, 2024, 2025):
        entered(database, DEBT, year)
    assert [one.year for one in facts.entered(database, ["office"], 2025)] == [0, 2025]
    assert [one.year for one in facts.entered(database)] == [0, 2024, 2025]
    assert facts.entered(database, ["village:1"]) == []


def test_what_was_entered_is_taken_away_with_its_line(database: Database) -> None:
    entered(database, DEBT, 2025)
    with database.atomic() as connection:
        change = facts.remove(connection, 2025, DEBT.name, "office")
        assert facts.remove(connection, 2025, DEBT.name, "office") is None
    assert change is not None
    assert (change.key, change.after) == ("2025/commune.construction_debt/office", None)


def test_a_subject_with_a_slash_is_one_key(database: Database) -> None:
    one = Fact("commune.difficult", value=True, subject="unit:commune/30889", on=DAY, source="QĐ 353")
    entered(database, one, 0)
    with database.atomic() as connection:
        assert facts.remove(connection, 0, one.name, one.subject) is not None
    assert facts.entered(database) == []


@pytest.mark.parametrize("missing", [Fact("a", None, "office", DAY, "x"), Fact("a", 1, "office", None, "x")])
def test_a_fact_without_value_or_day_is_not_kept(database: Database, missing: Fact) -> None:
    with pytest.raises(ValueError, match="a"), database.atomic() as connection:
        facts.save(connection, 0, missing)


def test_computing_again_replaces_what_was_kept(database: Database) -> None:
    kept(database, 2025, *OF_SHEETS)
    with database.atomic() as connection:
        facts.keep(
            connection, 2025, "office", [Fact("y", 1, "office", None, "computed", ("year",)), Fact("z", None)], 0
        )
    assert [(one.fact.name, one.fact.on) for one in facts.computed(database)] == [("y", None)]


@pytest.mark.parametrize(
    ("kind", "key", "makes_stale"),
    [
        ("answer", "2025/h1/1", True),
        ("year_household", "2025/h1", True),
        ("year", "2025", True),
        ("answer", "2024/h1/1", False),
        ("fact", "2025/a/office", False),
        ("household", "h1", False),
    ],
)
def test_only_what_lies_behind_a_fact_makes_it_stale(
    database: Database, kind: str, key: str, makes_stale: bool
) -> None:
    noted(database, Change("answer", "2025/h0/1", None, "[]"))  # before it was computed
    kept(database, 2025, *OF_SHEETS)
    assert not stale(database, 2025)
    noted(database, Change(kind, key, None, "[]"))
    assert stale(database, 2025) is makes_stale
    kept(database, 2025, *OF_SHEETS)
    assert not stale(database, 2025)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(["compute", "answer", "year", "staff", "fact"]), st.sampled_from([2024, 2025])),
        max_size=12,
    )
)
def test_a_fact_is_stale_exactly_where_something_behind_it_came_later(
    database: Database, acts: list[tuple[str, int]]
) -> None:
    with database.atomic() as connection:
        connection.execute("DELETE FROM fact_computed")
    fresh: dict[int, bool] = {}
    for kind, year in acts:
        if kind == "compute":
            kept(database, year, "answer", "year")
            fresh[year] = True
        elif kind == "year":
            noted(database, Change("year", str(year), None, "{}"))
            fresh = dict.fromkeys(fresh, False)  # an edition is kept without its year: all years are looked at again
        else:
            noted(database, Change(kind, f"{year}/x/y", None, "[]"))
            if kind == "answer" and year in fresh:
                fresh[year] = False
    found = {one.year: not one.fact.stale for one in facts.computed(database)}
    assert found == fresh


def test_staleness_is_one_seek_a_kind_and_year(database: Database) -> None:
    kept(database, 2025, *OF_SHEETS)
    plan = database.rows(
        "EXPLAIN QUERY PLAN SELECT max(journal_id) FROM journal_tally WHERE kind = 'answer' AND year = 2025"
    )
    assert all("SEARCH" in str(row[-1]) for row in plan)
    plan = database.rows("EXPLAIN QUERY PLAN SELECT * FROM journal_row WHERE kind = 'fact' AND key = 'x'")
    assert "journal_fact" in str(plan)
    assert "journal_change_fact" in str(plan)
