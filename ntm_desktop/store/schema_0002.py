"""Step 2: facts that people enter, facts that were computed, and evaluations that were kept. Frozen once released."""

from __future__ import annotations

_TYPES = "'true_false','number','text','date'"

STATEMENTS: tuple[str, ...] = (
    # What a person entered about a subject; year 0 is for what no year changes. The journal knows who and when.
    f"""
    CREATE TABLE fact (
      year INTEGER NOT NULL CHECK (year = 0 OR year BETWEEN 2000 AND 2200),
      name TEXT NOT NULL CHECK (name <> '' AND instr(name, '/') = 0),
      subject TEXT NOT NULL CHECK (subject <> ''),
      type TEXT NOT NULL CHECK (type IN ({_TYPES})), value TEXT NOT NULL CHECK (value <> ''),
      on_day TEXT NOT NULL, source TEXT NOT NULL CHECK (source <> ''),
      PRIMARY KEY (year, name, subject)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX fact_subject ON fact(subject, year)",
    # What was computed from other tables, at which line of the journal, and which kinds of line make it stale.
    f"""
    CREATE TABLE fact_computed (
      year INTEGER NOT NULL, subject TEXT NOT NULL, name TEXT NOT NULL,
      type TEXT NOT NULL CHECK (type IN ({_TYPES})), value TEXT NOT NULL,
      on_day TEXT NOT NULL, journal_mark INTEGER NOT NULL, depends TEXT NOT NULL,
      PRIMARY KEY (year, subject, name)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE evaluation (
      id TEXT PRIMARY KEY, criteria TEXT NOT NULL, subject TEXT NOT NULL, year INTEGER NOT NULL,
      region TEXT NOT NULL DEFAULT '', zone_group TEXT NOT NULL DEFAULT '',
      outcome TEXT NOT NULL CHECK (outcome IN ('met','not_met','unknown','not_applicable')),
      verdict TEXT NOT NULL, facts TEXT NOT NULL, made_at TEXT NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    # For the history of an entered fact.
    "CREATE INDEX journal_change_fact ON journal_change(key) WHERE kind = 'fact'",
)
