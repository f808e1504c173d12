"""The journal's lines: the first change in the line, the others beside it, and sums that lag a little."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from ntm_desktop.domain.answers import Answer, Status
from ntm_desktop.services import answers
from ntm_desktop.store import journal, journal_tally
from ntm_desktop.store.database import open_database
from ntm_desktop.store.journal import Author, Change, Note
from tests.offices import commune, settle

if TYPE_CHECKING:
    from ntm_desktop.store.database import Database

NOTE = Note("test", Author(), datetime(2026, 1, 5, tzinfo=UTC))
GOLDEN = Path(__file__).resolve().parents[1] / "data" / "databases" / "0.1.0" / "ntm.sqlite3"
KINDS = ("answer", "household", "staff")
FRAME, WAL_HEADER = 24 + 4096, 32


def noted(database: Database, *changes: Change) -> int:
    with database.atomic() as connection:
        return journal.write(connection, NOTE, changes)


def at_random(random: Random) -> list[Change]:
    """No change, one, or a few: of answers, whose key begins with a year, and of rows that all years share."""
    kinds = random.choices(KINDS, k=random.choice((0, 1, 1, 1, 1, 1, 3)))
    keys = [f"{random.choice((2024, 2025))}/h/1" if kind == "answer" else "h" for kind in kinds]
    return [Change(kind, key, None, "[]") for kind, key in zip(kinds, keys, strict=True)]


def test_a_line_gives_back_its_changes_in_their_order(database: Database) -> None:
    changes = [Change("household", f"h{number}", None, f'{{"number":{number}}}') for number in range(3)]
    for some in ((), changes[:1], changes):
        assert journal.changes_of(database, noted(database, *some)) == list(some)
    assert [change for _line, change in journal.history(database, "h0")] == [changes[0], changes[0]]
    assert [change for _line, change in journal.history(database, "h2")] == [changes[2]]


def test_the_sums_are_those_of_the_lines_wherever_the_tally_stands(database: Database) -> None:
    random = Random(7)  # noqa: S311 - nothing secret
    lines: list[tuple[int, list[Change]]] = []
    for _turn in range(200):
        changes = at_random(random)
        lines.append((noted(database, *changes), changes))
        mark, kind, year = random.choice(lines)[0], random.choice(KINDS), random.choice((2024, 2025))
        of_year = year if kind == "answer" else 0
        hits = [
            number
            for number, made in lines
            for one in made
            if one.kind == kind and (kind != "answer" or one.key.startswith(str(year)))
        ]
        later = [number for number in hits if number > mark]
        assert journal_tally.changed_since(database, mark, [kind], of_year) == (len(later), min(later, default=None))
        assert journal_tally.newest(database, kind, year) == max(hits, default=0)
    assert database.value("SELECT through FROM journal_summed") >= 128  # both the sums and the lines after them spoke


def test_an_answer_writes_two_pages(tmp_path: Path) -> None:
    """Its own and one of the journal; the sums of some lines are written together."""
    with commune(tmp_path / "office") as office:
        one = settle(office, "Kinh 5", "Lê An")[0]
        written = []
        for turn in range(130):
            status = (Status.ACHIEVED, Status.NOT_ACHIEVED)[turn % 2]
            before = frames(office.paths.database)
            answers.set_answers(office, 2025, [answers.NewAnswer(one.id, "1", Answer(status))])
            written.append(frames(office.paths.database) - before)
    assert sorted(written)[100] == 2  # now and then a line begins a new page, twice the sums were written
    assert sum(written[1:]) < 2.5 * 129


def frames(database: Path) -> int:
    log = database.with_name(database.name + "-wal")
    return (log.stat().st_size - WAL_HEADER) // FRAME if log.stat().st_size else 0


def test_a_journal_of_the_shape_before_keeps_every_change(tmp_path: Path) -> None:
    old = tmp_path / "ntm.sqlite3"
    shutil.copy2(GOLDEN, old)
    with closing(sqlite3.connect(old)) as plain:
        (version,) = plain.execute("PRAGMA user_version").fetchone()
        entries = plain.execute("SELECT id, at, action, facts, changes, undone_by FROM journal ORDER BY id").fetchall()
        changes = plain.execute("SELECT * FROM journal_change ORDER BY journal_id, position").fetchall()
        sums = plain.execute("SELECT * FROM journal_tally ORDER BY kind, year, journal_id").fetchall()
    assert version < 3
    assert len(changes) > len(entries) > 0
    with closing(open_database(old)) as new:
        kept = "SELECT id, at, action, facts, changes, undone_by FROM journal ORDER BY id"
        assert new.rows(kept) == entries
        assert new.rows("SELECT * FROM journal_row ORDER BY journal_id, position") == changes
        assert new.rows("SELECT * FROM journal_tally ORDER BY kind, year, journal_id") == sums
        assert noted(new, Change("staff", "s", None, "{}")) == entries[-1][0] + 1
        assert journal_tally.changed_since(new, entries[-1][0], ["staff"]) == (1, entries[-1][0] + 1)
