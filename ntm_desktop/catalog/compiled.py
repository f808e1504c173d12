"""The packs of a folder as the program reads them at its start: in a millisecond, without a YAML library.

`compiled.json` beside the packs holds the decoded form of each, and the size and checksum of the pack that it was
made from. A pack that has changed since, or that came later, is decoded strictly itself: the file can be old, never
wrong. Its first line holds the checksum of the rest.

    python3 -m ntm_desktop.catalog.compiled      writes all of them again
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Generic, TypeVar
from zlib import crc32

from ntm_desktop.catalog.named import declared, revived

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

T = TypeVar("T")

NAME = "compiled.json"


def checksum(data: bytes) -> str:
    """Return size and checksum of a file: against old and damaged files, not against forgers."""
    return f"{len(data)}-{crc32(data):08x}"


def load(folder: Path) -> Mapping[str, Any]:
    """Return what the packs of a folder say, by file name: those only that have not changed since."""
    try:
        data = (folder / NAME).read_bytes()
        head, _, body = data.partition(b"\n")
        if head != _head(body):
            return {}
        packs = json.loads(data)["packs"]
    except (OSError, ValueError):
        return {}
    return {name: plain for name, (source, plain) in packs.items() if source == _checksum_of(folder / name)}


def write(folder: Path, type_name: str) -> None:
    """Write the compiled file of a folder of packs of one type; RefusedError where a pack is faulty."""
    from ntm_desktop.catalog.decoding import decode_file
    from ntm_desktop.catalog.named import named

    lines = []
    for path in sorted(folder.glob("*.yaml")):
        entry = [checksum(path.read_bytes()), named(decode_file(path, declared(type_name)).value)]
        written = json.dumps(entry, ensure_ascii=False, separators=(",", ":"))
        lines.append(f"{json.dumps(path.name)}: {written}")  # a line a pack, so that changes can be read
    body = ('"packs": {\n' + ",\n".join(lines) + "\n}}\n").encode()
    (folder / NAME).write_bytes(_head(body) + b"\n" + body)


class Folder(Generic[T]):
    """The packs of one folder. All are read at once; the typed value of one is made when it is asked for."""

    def __init__(self, folder: Path, type_name: str) -> None:
        self._paths = {path.name: path for path in sorted(folder.glob("*.yaml"))}
        self._type_name = type_name
        self._plain = load(folder)
        self._values: dict[str, T] = {}

    def __iter__(self) -> Iterator[T]:
        """Return every pack, by file name; RefusedError(packs.refused) at a faulty one."""
        return (self.value(name) for name in self._paths)

    def find(self, key: str, wanted: str) -> T | None:
        """Return the pack whose field `key` is `wanted`, and make no other one typed that is compiled."""
        for name in self._paths:
            if self._field(name, key) == wanted:
                return self.value(name)
        return None

    def value(self, name: str) -> T:
        """Return the pack of a file; RefusedError(packs.refused) with all of its faults."""
        if name not in self._values:
            self._values[name] = self._revived(name) or self._decoded(name)
        return self._values[name]

    def _revived(self, name: str) -> T | None:
        try:
            found = revived(self._plain.get(name))
        except (ValueError, TypeError, ArithmeticError, AttributeError):  # what an older program wrote
            return None
        return found if isinstance(found, declared(self._type_name)) else None

    def _decoded(self, name: str) -> T:
        from ntm_desktop.catalog.decoding import decode_file

        return decode_file(self._paths[name], declared(self._type_name)).value

    def _field(self, name: str, key: str) -> object:
        compiled = self._plain.get(name)
        inside = next(iter(compiled.values()), None) if isinstance(compiled, dict) else None
        if isinstance(inside, dict) and key in inside:
            return inside[key]
        return getattr(self.value(name), key)


def _head(body: bytes) -> bytes:
    return f'{{"checksum": "{checksum(body)}",'.encode()


def _checksum_of(path: Path) -> str:
    return checksum(path.read_bytes()) if path.is_file() else ""


if __name__ == "__main__":
    from ntm_desktop import paths
    from ntm_desktop.catalog.catalogue import FOLDERS

    for place, name in FOLDERS.items():
        write(paths.resources_folder() / place, name)
