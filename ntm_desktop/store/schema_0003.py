"""Step 3: undoing and redoing found without reading the whole journal. Frozen once released."""

from __future__ import annotations

STATEMENTS: tuple[str, ...] = (
    # «Not sent» is asked after every change and must know which entries take each other back.
    "CREATE INDEX journal_replay ON journal(id) WHERE undo_of IS NOT NULL OR redo_of IS NOT NULL",
)
