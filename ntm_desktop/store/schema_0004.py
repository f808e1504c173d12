"""Step 4: a line of the journal holds its first change, so that an answer writes four pages. Frozen once released."""

from __future__ import annotations

STATEMENTS: tuple[str, ...] = (
    # Nearly every line has one change: it stands in the line itself; `journal_change` has those after the first. Lines
    # are never deleted, so their numbers rise without AUTOINCREMENT, whose counter is one more page for each line.
    """
    CREATE TABLE journal_new (
      id INTEGER PRIMARY KEY, at TEXT NOT NULL,
      staff_id TEXT NOT NULL DEFAULT '', staff_name TEXT NOT NULL DEFAULT '',
      action TEXT NOT NULL, facts TEXT NOT NULL DEFAULT '{}',
      undoable INTEGER NOT NULL DEFAULT 0 CHECK (undoable IN (0,1)),
      undo_of INTEGER REFERENCES journal(id), redo_of INTEGER REFERENCES journal(id),
      undone_by INTEGER REFERENCES journal(id), changes INTEGER NOT NULL DEFAULT 0,
      kind TEXT, key TEXT, before TEXT, after TEXT
    ) STRICT
    """,
    """
    INSERT INTO journal_new
    SELECT j.id, j.at, j.staff_id, j.staff_name, j.action, j.facts, j.undoable, j.undo_of, j.redo_of, j.undone_by,
           j.changes, c.kind, c.key, c.before, c.after
    FROM journal AS j LEFT JOIN journal_change AS c ON c.journal_id = j.id AND c.position = 0
    """,
    "DROP TABLE journal",
    "ALTER TABLE journal_new RENAME TO journal",
    "DELETE FROM journal_change WHERE position = 0",
    "CREATE INDEX journal_replay ON journal(id) WHERE undo_of IS NOT NULL OR redo_of IS NOT NULL",
    "CREATE INDEX journal_household ON journal(key) WHERE kind = 'household'",
    "CREATE INDEX journal_fact ON journal(key) WHERE kind = 'fact'",
    """
    CREATE VIEW journal_row AS
    SELECT id AS journal_id, 0 AS position, kind, key, before, after FROM journal WHERE kind IS NOT NULL
    UNION ALL SELECT journal_id, position, kind, key, before, after FROM journal_change
    """,
    # Lines of one change are summed into `journal_tally` some at a time; those after this one are read as they are.
    "CREATE TABLE journal_summed (id INTEGER PRIMARY KEY CHECK (id = 1), through INTEGER NOT NULL) STRICT",
    "INSERT INTO journal_summed SELECT 1, coalesce(max(id), 0) FROM journal",
)
