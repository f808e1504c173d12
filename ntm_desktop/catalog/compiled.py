"""The packs of a folder as the program reads them at its start: in a millisecond, without a YAML library.

`compiled.tsv` beside the packs holds a line for each: its file name, the size and checksum of the pack that the line
was made from, and its decoded form. A pack that has changed since, or that came later, is decoded strictly itself:
the file can be old, never wrong. Its first line is the checksum of the rest.

    python3 -m ntm_desktop.catalog.compiled      writes all of them again
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Generic, TypeVar
from zlib import crc32

from ntm_desktop.catalog.named import FAULTS, declared, revived

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

T = TypeVar("T")

NAME = "compiled.tsv"
# Where packs lie in `resources`, and the name of the type of those there: only what is asked for is imported.
FOLDERS = {
    "criteria": "facts.FactCatalogue",
    "criteria/forms": "criteria_forms.FormSet",
    "criteria/households": "tasks.TaskSet",
    "criteria/sets": "criteria.CriteriaSet",
    "law": "law.LawPack",
    "movements": "movements.Movement",
}


def checksum(data: bytes) -> bytes:
    """Return size and checksum of a file: against old and damaged files, not against forgers."""
    return b"%d-%08x" % (len(data), crc32(data))


def load(folder: Path) -> Mapping[str, bytes]:
    """Return the decoded form of the packs of a folder, by file name: of those that have not changed since."""
    try:
        said, _, body = (folder / NAME).read_bytes().partition(b"\n")
        lines = [line.split(b"\t", 2) for line in body.splitlines()] if said == checksum(body) else []
        return {
            name.decode(): written
            for name, source, written in lines
            if source == checksum((folder / name.decode()).read_bytes())
        }
    except (OSError, ValueError):  # none, or a pack has gone: whatever is left is decoded itself
        return {}


def write(folder: Path, type_name: str) -> None:
    """Write the compiled file of a folder of packs of one type; RefusedError where a pack is faulty."""
    from ntm_desktop.catalog.decoding import decode_file
    from ntm_desktop.catalog.named import named

    lines = []
    for path in sorted(folder.glob("*.yaml")):
        decoded = named(decode_file(path, declared(type_name)).value)
        written = json.dumps(decoded, ensure_ascii=False, separators=(",", ":")).encode()
        lines.append(b"\t".join((path.name.encode(), checksum(path.read_bytes()), written)) + b"\n")
    body = b"".join(lines)
    (folder / NAME).write_bytes(checksum(body) + b"\n" + body)


class Folder(Generic[T]):
    """The packs of one folder. All are read and checked at once; one is unfolded when it is asked for."""

    def __init__(self, folder: Path, type_name: str) -> None:
        self._paths = {path.name: path for path in sorted(folder.glob("*.yaml"))}
        self._type_name = type_name
        self._compiled = load(folder)
        self._values: dict[str, T] = {}

    def __iter__(self) -> Iterator[T]:
        """Return every pack, by file name; RefusedError(packs.refused) at a faulty one."""
        return (self.value(name) for name in self._paths)

    @property
    def names(self) -> tuple[str, ...]:
        """The file names of the packs."""
        return tuple(self._paths)

    def value(self, name: str) -> T:
        """Return the pack of a file; RefusedError(packs.refused) with all of its faults."""
        if name not in self._values:
            self._values[name] = self._unfolded(name) or self._decoded(name)
        return self._values[name]

    def _unfolded(self, name: str) -> T | None:
        if name not in self._compiled:
            return None
        try:
            found = revived(json.loads(self._compiled[name]))
        except FAULTS:  # what another version of the program has written
            return None
        return found if isinstance(found, declared(self._type_name)) else None

    def _decoded(self, name: str) -> T:
        from ntm_desktop.catalog.decoding import decode_file

        wanted: type[T] = declared(self._type_name)
        return decode_file(self._paths[name], wanted).value


def write_all(resources: Path) -> None:
    """Write the compiled file of every folder of packs."""
    for place, type_name in FOLDERS.items():
        write(resources / place, type_name)


if __name__ == "__main__":
    from ntm_desktop import paths

    write_all(paths.resources_folder())
