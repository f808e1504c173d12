"""Run by the peer's own Python, not by ours: make notes, export them as its package, import that elsewhere.

`python peer_script.py COUNT FOLDER` prints seconds as JSON.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from anki.collection import (  # type: ignore[import-not-found, unused-ignore]  # of the peer's environment
    AddNoteRequest,
    Collection,
    ExportAnkiPackageOptions,
    ImportAnkiPackageOptions,
    ImportAnkiPackageRequest,
)
from anki.decks import DeckId  # type: ignore[import-not-found, unused-ignore]  # of the peer's environment


def main(count: int, folder: Path) -> None:
    """Measure an export and an import of `count` notes."""
    collection = Collection(str(folder / "one.anki2"))
    kind = collection.models.by_name("Basic")
    requests = []
    for number in range(count):
        note = collection.new_note(kind)
        note.fields = [f"30889-01-{number:06d} Nguyễn Văn Bình", "achieved"]
        requests.append(AddNoteRequest(note=note, deck_id=DeckId(1)))
    collection.add_notes(requests)
    package = folder / "notes.apkg"
    began = time.perf_counter()
    options = ExportAnkiPackageOptions(with_scheduling=True, with_media=False, legacy=False)
    collection.export_anki_package(out_path=str(package), options=options, limit=None)
    exported = time.perf_counter() - began
    collection.close()
    other = Collection(str(folder / "other.anki2"))
    began = time.perf_counter()
    request = ImportAnkiPackageRequest(
        package_path=str(package), options=ImportAnkiPackageOptions(with_scheduling=True)
    )
    other.import_anki_package(request)
    imported = time.perf_counter() - began
    found = other.note_count()
    other.close()
    if found != count:
        raise SystemExit(f"{found} of {count} notes arrived")
    print(json.dumps({"export": exported, "import": imported}))


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
