"""Step 1: the first shape. Frozen once released."""

from __future__ import annotations

_STATUS = "'achieved','not_achieved','not_applicable'"

STATEMENTS: tuple[str, ...] = (
    # --- the office, its people, its keys -------------------------------------------------------------------
    """
    CREATE TABLE office (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      level TEXT NOT NULL CHECK (level IN ('commune','district','province')),
      code TEXT NOT NULL, name TEXT NOT NULL,
      province_code TEXT NOT NULL, province_name TEXT NOT NULL,
      district_code TEXT NOT NULL DEFAULT '', district_name TEXT NOT NULL DEFAULT '',
      regime TEXT NOT NULL,
      superior_level TEXT NOT NULL DEFAULT '', superior_code TEXT NOT NULL DEFAULT '',
      superior_name TEXT NOT NULL DEFAULT '',
      movement TEXT NOT NULL DEFAULT '', task_set TEXT NOT NULL DEFAULT '',
      village_word TEXT NOT NULL DEFAULT 'thôn',
      lineage TEXT NOT NULL, created_at TEXT NOT NULL
    ) STRICT
    """,
    "CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID",
    """
    CREATE TABLE identity (
      id INTEGER PRIMARY KEY CHECK (id = 1), secret TEXT NOT NULL, created_at TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE staff (
      id TEXT PRIMARY KEY, name TEXT NOT NULL CHECK (name <> ''), post TEXT NOT NULL DEFAULT '',
      active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0,1))
    ) STRICT, WITHOUT ROWID
    """,
    # --- villages and households ----------------------------------------------------------------------------
    """
    CREATE TABLE village (
      id TEXT PRIMARY KEY, number INTEGER NOT NULL UNIQUE CHECK (number BETWEEN 1 AND 9999),
      name TEXT NOT NULL CHECK (name <> ''), word TEXT NOT NULL,
      ethnic_minority_area INTEGER NOT NULL DEFAULT 0 CHECK (ethnic_minority_area IN (0,1)),
      closed INTEGER NOT NULL DEFAULT 0 CHECK (closed IN (0,1)),
      note TEXT NOT NULL DEFAULT '', name_key TEXT NOT NULL, folded TEXT NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE UNIQUE INDEX village_open_name ON village(name_key) WHERE closed = 0",
    """
    CREATE TABLE household (
      id TEXT PRIMARY KEY, code TEXT NOT NULL UNIQUE CHECK (code <> ''),
      village_id TEXT NOT NULL REFERENCES village(id),
      head TEXT NOT NULL CHECK (head <> ''),
      birth_year INTEGER CHECK (birth_year BETWEEN 1850 AND 2200),
      sex TEXT CHECK (sex IN ('male','female')),
      ethnic_group TEXT NOT NULL DEFAULT '',
      poverty TEXT CHECK (poverty IN ('poor','near_poor','not_poor')),
      members INTEGER CHECK (members BETWEEN 0 AND 99),
      address TEXT NOT NULL DEFAULT '', phone TEXT NOT NULL DEFAULT '', personal_id TEXT NOT NULL DEFAULT '',
      note TEXT NOT NULL DEFAULT '',
      status TEXT NOT NULL DEFAULT 'active' CHECK (status IN ('active','moved_away','dissolved','merged')),
      status_on TEXT, successor_id TEXT NOT NULL DEFAULT '',
      folded TEXT NOT NULL, person_key TEXT NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX household_village ON household(village_id)",
    "CREATE INDEX household_folded ON household(folded)",
    "CREATE INDEX household_personal_id ON household(personal_id) WHERE personal_id <> ''",
    # --- the task list and the years ------------------------------------------------------------------------
    """
    CREATE TABLE task_set (
      key TEXT PRIMARY KEY, set_id TEXT NOT NULL, edition INTEGER NOT NULL CHECK (edition >= 1),
      title TEXT NOT NULL, official INTEGER NOT NULL CHECK (official IN (0,1)),
      legal_basis TEXT NOT NULL DEFAULT '', valid_from TEXT, valid_to TEXT, note TEXT NOT NULL DEFAULT '',
      UNIQUE (set_id, edition)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE task (
      task_set TEXT NOT NULL REFERENCES task_set(key), code TEXT NOT NULL, position INTEGER NOT NULL,
      name TEXT NOT NULL DEFAULT '', short_name TEXT NOT NULL DEFAULT '',
      required INTEGER NOT NULL CHECK (required IN (0,1)),
      statuses TEXT NOT NULL, provenance TEXT NOT NULL DEFAULT '',
      PRIMARY KEY (task_set, code)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE year (
      year INTEGER PRIMARY KEY CHECK (year BETWEEN 2000 AND 2200),
      task_set TEXT NOT NULL REFERENCES task_set(key), opened_at TEXT NOT NULL
    ) STRICT
    """,
    # A household on a year's sheet: where it lived then, and its totals, kept in the same transaction as answers.
    """
    CREATE TABLE year_household (
      year INTEGER NOT NULL REFERENCES year(year), household_id TEXT NOT NULL REFERENCES household(id),
      village_id TEXT NOT NULL REFERENCES village(id),
      achieved INTEGER NOT NULL DEFAULT 0, not_achieved INTEGER NOT NULL DEFAULT 0,
      not_applicable INTEGER NOT NULL DEFAULT 0, registered INTEGER NOT NULL DEFAULT 0,
      complete INTEGER NOT NULL DEFAULT 0 CHECK (complete IN (0,1)),
      PRIMARY KEY (year, household_id)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX year_household_village ON year_household(year, village_id)",
    "CREATE INDEX year_household_household ON year_household(household_id)",
    f"""
    CREATE TABLE answer (
      year INTEGER NOT NULL, household_id TEXT NOT NULL, task TEXT NOT NULL,
      status TEXT CHECK (status IN ({_STATUS})),
      registered INTEGER NOT NULL DEFAULT 0 CHECK (registered IN (0,1)),
      remark TEXT NOT NULL DEFAULT '', answered_on TEXT,
      PRIMARY KEY (year, household_id, task),
      FOREIGN KEY (year, household_id) REFERENCES year_household(year, household_id)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE answer_tally (
      year INTEGER NOT NULL, village_id TEXT NOT NULL, task TEXT NOT NULL,
      achieved INTEGER NOT NULL DEFAULT 0 CHECK (achieved >= 0),
      not_achieved INTEGER NOT NULL DEFAULT 0 CHECK (not_achieved >= 0),
      not_applicable INTEGER NOT NULL DEFAULT 0 CHECK (not_applicable >= 0),
      registered INTEGER NOT NULL DEFAULT 0 CHECK (registered >= 0),
      PRIMARY KEY (year, village_id, task)
    ) STRICT, WITHOUT ROWID
    """,
    # --- the journal: who, when, what, before, after --------------------------------------------------------
    """
    CREATE TABLE journal (
      id INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL,
      staff_id TEXT NOT NULL DEFAULT '', staff_name TEXT NOT NULL DEFAULT '',
      action TEXT NOT NULL, facts TEXT NOT NULL DEFAULT '{}',
      undoable INTEGER NOT NULL DEFAULT 0 CHECK (undoable IN (0,1)),
      undo_of INTEGER REFERENCES journal(id), redo_of INTEGER REFERENCES journal(id),
      undone_by INTEGER REFERENCES journal(id), changes INTEGER NOT NULL DEFAULT 0
    ) STRICT
    """,
    """
    CREATE TABLE journal_change (
      journal_id INTEGER NOT NULL REFERENCES journal(id), position INTEGER NOT NULL,
      kind TEXT NOT NULL, key TEXT NOT NULL, before TEXT, after TEXT,
      PRIMARY KEY (journal_id, position)
    ) STRICT, WITHOUT ROWID
    """,
    # How much of what each entry changed, so that «not yet sent» adds up entries and never reads every row again.
    """
    CREATE TABLE journal_tally (
      kind TEXT NOT NULL, year INTEGER NOT NULL, journal_id INTEGER NOT NULL REFERENCES journal(id),
      changes INTEGER NOT NULL, PRIMARY KEY (kind, year, journal_id)
    ) STRICT, WITHOUT ROWID
    """,
    # For a household's history; answers are found through their own rows.
    "CREATE INDEX journal_change_household ON journal_change(key) WHERE kind = 'household'",
    # --- offices that we know, and packages -----------------------------------------------------------------
    """
    CREATE TABLE card (
      fingerprint TEXT PRIMARY KEY, level TEXT NOT NULL, code TEXT NOT NULL, name TEXT NOT NULL,
      body TEXT NOT NULL, state TEXT NOT NULL CHECK (state IN ('trusted','replaced','forgotten')),
      trusted_at TEXT NOT NULL, trusted_by TEXT NOT NULL DEFAULT ''
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE UNIQUE INDEX card_trusted ON card(level, code) WHERE state = 'trusted'",
    """
    CREATE TABLE package_out (
      id TEXT PRIMARY KEY, kind TEXT NOT NULL, recipient_level TEXT NOT NULL, recipient_code TEXT NOT NULL,
      recipient_name TEXT NOT NULL DEFAULT '',
      lineage TEXT NOT NULL, sequence INTEGER NOT NULL CHECK (sequence >= 1), previous TEXT NOT NULL DEFAULT '',
      file_name TEXT NOT NULL, sha256 TEXT NOT NULL, manifest_sha256 TEXT NOT NULL, size INTEGER NOT NULL,
      period TEXT NOT NULL DEFAULT '', counts TEXT NOT NULL DEFAULT '{}', journal_mark INTEGER NOT NULL,
      written_at TEXT NOT NULL, staff_name TEXT NOT NULL DEFAULT '',
      receipt_state TEXT CHECK (receipt_state IN ('accepted','refused')), receipt_at TEXT,
      receipt TEXT NOT NULL DEFAULT '',
      UNIQUE (recipient_level, recipient_code, lineage, sequence)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE package_in (
      id TEXT PRIMARY KEY, number INTEGER NOT NULL UNIQUE, kind TEXT NOT NULL,
      sender_level TEXT NOT NULL, sender_code TEXT NOT NULL,
      sender_name TEXT NOT NULL DEFAULT '',
      lineage TEXT NOT NULL, sequence INTEGER NOT NULL, previous TEXT NOT NULL DEFAULT '',
      file_name TEXT NOT NULL, sha256 TEXT NOT NULL, manifest_sha256 TEXT NOT NULL, size INTEGER NOT NULL,
      period TEXT NOT NULL DEFAULT '', bagged_on TEXT NOT NULL DEFAULT '',
      received_at TEXT NOT NULL, staff_name TEXT NOT NULL DEFAULT '',
      accepted INTEGER NOT NULL CHECK (accepted IN (0,1)),
      counts TEXT NOT NULL DEFAULT '{}', problems TEXT NOT NULL DEFAULT '[]', missing TEXT NOT NULL DEFAULT '[]',
      state_file TEXT NOT NULL DEFAULT '', replaced TEXT NOT NULL DEFAULT '', reason TEXT NOT NULL DEFAULT '',
      acknowledges INTEGER, acknowledges_lineage TEXT NOT NULL DEFAULT '',
      undone_at TEXT, acknowledged_in TEXT NOT NULL DEFAULT ''
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX package_in_sender ON package_in(sender_level, sender_code, sequence)",
    # --- the receiving office's shelf -----------------------------------------------------------------------
    """
    CREATE TABLE expected_unit (
      level TEXT NOT NULL, code TEXT NOT NULL, name TEXT NOT NULL,
      expected INTEGER NOT NULL DEFAULT 1 CHECK (expected IN (0,1)), PRIMARY KEY (level, code)
    ) STRICT, WITHOUT ROWID
    """,
    # Which accepted package stands for a sender's year: a pointer, so that applying and undoing are one small write.
    """
    CREATE TABLE shelf (
      sender_level TEXT NOT NULL, sender_code TEXT NOT NULL, year INTEGER NOT NULL,
      package_id TEXT NOT NULL REFERENCES package_in(id),
      PRIMARY KEY (sender_level, sender_code, year)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE TABLE report_deadline (year INTEGER PRIMARY KEY, due_on TEXT NOT NULL) STRICT",
    """
    CREATE TABLE state_unit (
      package_id TEXT NOT NULL REFERENCES package_in(id), year INTEGER NOT NULL,
      commune_code TEXT NOT NULL, commune_name TEXT NOT NULL,
      village_id TEXT NOT NULL, village_number INTEGER NOT NULL, village_name TEXT NOT NULL,
      households INTEGER NOT NULL, started INTEGER NOT NULL, assessed INTEGER NOT NULL,
      all_achieved INTEGER NOT NULL,
      PRIMARY KEY (package_id, year, commune_code, village_id)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE state_task (
      package_id TEXT NOT NULL REFERENCES package_in(id), year INTEGER NOT NULL,
      commune_code TEXT NOT NULL, village_id TEXT NOT NULL, task TEXT NOT NULL,
      achieved INTEGER NOT NULL, not_achieved INTEGER NOT NULL, not_applicable INTEGER NOT NULL,
      registered INTEGER NOT NULL,
      PRIMARY KEY (package_id, year, commune_code, village_id, task)
    ) STRICT, WITHOUT ROWID
    """,
)
