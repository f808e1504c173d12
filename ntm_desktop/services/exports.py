"""A document leaves the program: written whole, and noted where it names people (Law 91/2025 on personal data).

The journal then says who let how many households out, as which document, and where to. Whoever saves or prints a
document goes through here; what is only shown stays inside.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ntm_desktop.services import reporting
from ntm_desktop.services.wire import own_connection
from ntm_desktop.store import journal
from ntm_desktop.store.journal import Note

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from ntm_desktop.errors import Fact
    from ntm_desktop.reports.document import Document
    from ntm_desktop.services.context import Context


def write(
    context: Context,
    document: Document,
    kind: str,
    path: Path,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> None:
    """Write a document as `pdf` or `xlsx`, whole or not at all, and note it; on any thread.

    Errors of `reporting.write`; then nothing left, and nothing is noted.
    """
    reporting.write(document, kind, path, progress, cancelled)
    if document.people:
        _note(context, "people.exported", {**_facts(document), "path": str(path)})


def printed(context: Context, document: Document, printer: str) -> None:
    """Note that a document was given to a printer of this name; on any thread."""
    if document.people:
        _note(context, "people.printed", {**_facts(document), "printer": printer or "–"})


def _facts(document: Document) -> dict[str, Fact]:
    return {"count": document.people, "document": document.properties.title}


def _note(context: Context, action: str, facts: Mapping[str, Fact]) -> None:
    """Write the line: no row changed, so nothing is to be undone or sent because of it."""
    note = Note(action, context.author, context.clock(), facts, undoable=False)
    with own_connection(context) as own, own.database.atomic() as connection:
        journal.write(connection, note, ())
