"""Step 4: a lone answer writes its row and its line of the journal, sums follow later. Frozen once released."""

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
    # Lines of one change are summed some at a time, up to this one; what the later ones say is added by the views.
    "CREATE TABLE journal_summed (id INTEGER PRIMARY KEY CHECK (id = 1), through INTEGER NOT NULL) STRICT",
    "INSERT INTO journal_summed SELECT 1, coalesce(max(id), 0) FROM journal",
    # How many required tasks are achieved or not applicable: with it, a block of answers tells which households are
    # complete without reading their other answers.
    "ALTER TABLE year_household ADD COLUMN required_done INTEGER NOT NULL DEFAULT 0",
    """
    UPDATE year_household AS h SET required_done = (
      SELECT count(*) FROM year AS y JOIN task AS t ON t.task_set = y.task_set AND t.required
      JOIN answer AS a ON a.year = h.year AND a.household_id = h.household_id AND a.task = t.code
      WHERE y.year = h.year AND a.status IN ('achieved', 'not_applicable'))
    """,
    # The statuses compared one by one: for a list of three SQLite makes a table of its own, at every answer.
    """
    CREATE TABLE answer_new (
      year INTEGER NOT NULL, household_id TEXT NOT NULL, task TEXT NOT NULL,
      status TEXT CHECK (status = 'achieved' OR status = 'not_achieved' OR status = 'not_applicable'),
      registered INTEGER NOT NULL DEFAULT 0 CHECK (registered IN (0,1)),
      remark TEXT NOT NULL DEFAULT '', answered_on TEXT,
      PRIMARY KEY (year, household_id, task),
      FOREIGN KEY (year, household_id) REFERENCES year_household(year, household_id)
    ) STRICT, WITHOUT ROWID
    """,
    """
    INSERT INTO answer_new SELECT year, household_id, task, status, registered, remark, answered_on FROM answer
    """,
    "DROP TABLE answer",
    "ALTER TABLE answer_new RENAME TO answer",
    # The lone answers that the sums do not hold yet. Their key is «year/household/task», and only a task has slashes;
    # before and after are ["achieved",0,…], [null,1,…] or nothing. SQLite trusts its JSON functions in no view.
    """
    CREATE VIEW late_answer AS
    SELECT id AS journal_id, CAST(substr(key, 1, 4) AS INTEGER) AS year,
           substr(key, 6, instr(substr(key, 6), '/') - 1) AS household_id,
           substr(key, 6 + instr(substr(key, 6), '/')) AS task,
           CASE substr(before, 2, 1) WHEN '"' THEN substr(before, 3, instr(before, ',') - 4) ELSE '' END AS was,
           coalesce(substr(before, instr(before, ',') + 1, 1) = '1', 0) AS registered,
           CASE substr(after, 2, 1) WHEN '"' THEN substr(after, 3, instr(after, ',') - 4) ELSE '' END AS is_now,
           coalesce(substr(after, instr(after, ',') + 1, 1) = '1', 0) AS registers
    FROM journal WHERE id > (SELECT through FROM journal_summed) AND changes = 1 AND kind = 'answer'
    """,
    # The totals of their households, counted.
    """
    CREATE VIEW late_total AS
    SELECT year, household_id, village_id, achieved, not_achieved, not_applicable, registered, required_done,
           achieved > 0 AND required_done = required AS complete
    FROM (
      SELECT h.year, h.household_id, h.village_id, coalesce(sum(a.status = 'achieved'), 0) AS achieved,
             coalesce(sum(a.status = 'not_achieved'), 0) AS not_achieved,
             coalesce(sum(a.status = 'not_applicable'), 0) AS not_applicable,
             coalesce(sum(a.registered), 0) AS registered,
             coalesce(sum(t.required AND a.status IN ('achieved', 'not_applicable')), 0) AS required_done,
             (SELECT count(*) FROM task AS r WHERE r.task_set = y.task_set AND r.required) AS required
      FROM (SELECT DISTINCT year, household_id FROM late_answer) AS l
      JOIN year_household AS h ON h.year = l.year AND h.household_id = l.household_id
      JOIN year AS y ON y.year = h.year
      LEFT JOIN answer AS a ON a.year = h.year AND a.household_id = h.household_id
      LEFT JOIN task AS t ON t.task_set = y.task_set AND t.code = a.task
      GROUP BY h.year, h.household_id)
    """,
    # What they add to the tallies of villages and tasks.
    """
    CREATE VIEW late_tally AS
    SELECT l.year, h.village_id, l.task, sum((is_now = 'achieved') - (was = 'achieved')) AS achieved,
           sum((is_now = 'not_achieved') - (was = 'not_achieved')) AS not_achieved,
           sum((is_now = 'not_applicable') - (was = 'not_applicable')) AS not_applicable,
           sum(l.registers - l.registered) AS registered
    FROM late_answer AS l JOIN year_household AS h ON h.year = l.year AND h.household_id = l.household_id
    GROUP BY l.year, h.village_id, l.task
    """,
    # The sums as they are now: what everybody reads.
    """
    CREATE VIEW year_total AS
    SELECT h.year, h.household_id, h.village_id, coalesce(l.achieved, h.achieved) AS achieved,
           coalesce(l.not_achieved, h.not_achieved) AS not_achieved,
           coalesce(l.not_applicable, h.not_applicable) AS not_applicable,
           coalesce(l.registered, h.registered) AS registered,
           coalesce(l.required_done, h.required_done) AS required_done, coalesce(l.complete, h.complete) AS complete
    FROM year_household AS h LEFT JOIN late_total AS l ON l.year = h.year AND l.household_id = h.household_id
    """,
    """
    CREATE VIEW village_tally AS
    SELECT year, village_id, task, sum(achieved) AS achieved, sum(not_achieved) AS not_achieved,
           sum(not_applicable) AS not_applicable, sum(registered) AS registered
    FROM (
      SELECT year, village_id, task, achieved, not_achieved, not_applicable, registered FROM answer_tally
      UNION ALL
      SELECT year, village_id, task, achieved, not_achieved, not_applicable, registered FROM late_tally)
    GROUP BY year, village_id, task
    """,
)
