"""The first import of PySide6: its sources compiled once and not at every start, its patterns only when used.

The binding carries fourteen Python modules as text inside its library and compiles them whenever it is imported: a
fifth of the time to a bare window. Python keeps the compiled form of modules that are files; this does the same for
those, beside the compiled form of this very module, and takes nothing whose text is not the same to the letter. Three
regular expressions of those modules, for help texts and stubs, take as long again: they are compiled when first used.
"""

from __future__ import annotations

import builtins
import importlib.util
import marshal
import os
import re
import sys
import zlib
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ntm_desktop.ui import enums

if TYPE_CHECKING:
    from collections.abc import Iterator

_Key = tuple[str, str]  # name of the file, mode


class CompiledOnce:
    """Compiled texts by name, kept in a file; a file that is missing, old or damaged is made anew."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._kept: dict[_Key, tuple[object, object]] = _read(path)
        self._new: dict[_Key, tuple[object, object]] = {}

    def compile(self, source: Any, filename: Any, mode: Any, *rest: Any, **named: Any) -> Any:  # noqa: ANN401 - as builtin
        """Compile as the builtin does, or return what it returned before for the same text."""
        key = (str(filename), str(mode))
        if rest or named or not isinstance(source, str | bytes):
            return _COMPILE(source, filename, mode, *rest, **named)
        kept = self._kept.get(key)
        if kept is not None and kept[0] == source:
            return kept[1]
        code = _COMPILE(source, filename, mode)
        self._new[key] = (source, code)
        return code

    def save(self) -> None:
        """Keep what was compiled now; where Python may keep no compiled modules, neither does this."""
        if not self._new or sys.dont_write_bytecode:
            return
        new = self._path.with_suffix(f".{os.getpid()}")
        with suppress(OSError, ValueError):  # a folder that cannot be written to costs time, nothing else
            new.write_bytes(_sealed(marshal.dumps({**self._kept, **self._new})))
            new.replace(self._path)


_COMPILE = builtins.compile
_PATTERN = re.compile
_LONG = 200  # characters: what is shorter is compiled at once


class LatePattern:
    """A regular expression that is compiled when it is first asked to do something."""

    def __init__(self, pattern: str, flags: int) -> None:
        self._source = (pattern, flags)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever a pattern has
        """Return a method of the pattern, which compiles it only when it is called."""

        def late(*values: Any, **named: Any) -> Any:  # noqa: ANN401
            return getattr(_PATTERN(*self._source), name)(*values, **named)

        return late


def late_pattern(pattern: Any, flags: Any = 0) -> Any:  # noqa: ANN401 - as re.compile
    """Compile as `re.compile` does, a long pattern not before it is used."""
    if isinstance(pattern, str) and len(pattern) > _LONG:
        return LatePattern(pattern, flags)
    return _PATTERN(pattern, flags)


def _sealed(content: bytes) -> bytes:
    """Put this Python's number and a checksum before it: half a file, after a power cut, must not be run."""
    return importlib.util.MAGIC_NUMBER + zlib.crc32(content).to_bytes(4, "big") + content


def _read(path: Path) -> dict[_Key, tuple[object, object]]:
    try:
        kept = path.read_bytes()
        content = kept[len(_sealed(b"")) :]
        if kept != _sealed(content):
            return {}
        found = marshal.loads(content)  # noqa: S302 - as Python's own cache
    except (OSError, EOFError, ValueError, TypeError):
        return {}
    return found if isinstance(found, dict) else {}


@contextmanager
def compiling_once(path: Path) -> Iterator[None]:
    """Let what is imported inside compile its texts through `path`."""
    once = CompiledOnce(path)
    builtins.compile = once.compile
    re.compile = late_pattern
    try:
        yield
    finally:
        builtins.compile = _COMPILE
        re.compile = _PATTERN
        once.save()


def import_binding() -> None:
    """Import PySide6.QtCore, which compiles all that the binding carries as text, and take its import hook out.

    The hook reads the source of every module that is imported later, to see whether the module switches Qt's names to
    snake_case (`from __feature__ import …`). None of ours does.
    """
    enums.install()
    if "PySide6.QtCore" in sys.modules:
        return
    plain = builtins.__import__
    with compiling_once(Path(importlib.util.cache_from_source(__file__)).with_suffix(".binding")):
        import PySide6.QtCore  # noqa: F401 - what matters is that it is there now
    builtins.__import__ = plain
