"""The household task lists as the first window needs them: read in a millisecond, without a YAML library.

`compiled.json` beside the packs holds their decoded form, and size and checksum of every pack that it was made
from. Where one differs, or a pack came or went, the packs themselves are decoded: it can be old, never wrong.

    python3 -m ntm_desktop.catalog.compiled      writes it again
"""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any
from zlib import crc32

from ntm_desktop.domain.answers import Status
from ntm_desktop.domain.tasks import EVERY_STATUS, Task, TaskSet

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

NAME = "compiled.json"


def load(folder: Path) -> tuple[TaskSet, ...] | None:
    """Return the compiled task lists of a folder; None where they are missing, damaged or older than a pack."""
    try:
        document = json.loads((folder / NAME).read_bytes())
        if document["sources"] != hashes(folder):
            return None
        return tuple(_task_set(one) for one in document["sets"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def hashes(folder: Path) -> dict[str, str]:
    """Return size and checksum of every pack in a folder: against old files, not against forgers."""
    found = {path.name: path.read_bytes() for path in sorted(folder.glob("*.yaml"))}
    return {name: f"{len(data)}-{crc32(data):08x}" for name, data in found.items()}


def compiled(folder: Path, sets: Sequence[TaskSet]) -> str:
    """Return the text of the compiled file for the task lists that were decoded from a folder."""
    from ntm_desktop.catalog.encoding import jsonable

    document = {"sources": hashes(folder), "sets": [jsonable(one) for one in sets]}
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _task_set(plain: dict[str, Any]) -> TaskSet:
    days = {name: date.fromisoformat(plain[name]) for name in ("valid_from", "valid_to") if plain.get(name)}
    return TaskSet(**{**plain, **days, "tasks": tuple(_task(one) for one in plain["tasks"])})


def _task(plain: dict[str, Any]) -> Task:
    statuses = plain.get("statuses")
    return Task(**{**plain, "statuses": tuple(Status(one) for one in statuses) if statuses else EVERY_STATUS})


def decoded(folder: Path) -> tuple[TaskSet, ...]:
    """Return the task lists of a folder's packs themselves: official frames first."""
    from ntm_desktop.catalog.decoding import decode_file

    found = [decode_file(path, TaskSet).value for path in sorted(folder.glob("*.yaml"))]
    return tuple(sorted(found, key=lambda one: (not one.official, one.set_id, one.edition)))


def write(folder: Path) -> None:
    """Write the compiled file of a folder of packs."""
    (folder / NAME).write_text(compiled(folder, decoded(folder)), encoding="utf-8")


if __name__ == "__main__":
    from ntm_desktop import paths

    write(paths.resources_folder() / "criteria" / "households")
