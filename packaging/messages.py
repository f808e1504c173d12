"""Translations: what the source says, what English has for it, and the compiled file that the program reads.

Message ids are the Vietnamese texts of ntm_desktop. English stands in translations/en/<area>.po, one file an
area, and is compiled to one committed file, translations/en/LC_MESSAGES/ntm.mo: the same bytes everywhere.
"""

from __future__ import annotations

import io
import sys
from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from string import Formatter
from typing import TYPE_CHECKING

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from babel.messages.catalog import Message

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "ntm_desktop"
ENGLISH = ROOT / "translations" / "en"
COMPILED = ENGLISH / "LC_MESSAGES" / "ntm.mo"

# `_` is gettext or mark, whichever a module imports under that name.
KEYWORDS: Mapping[str, tuple[int, ...] | None] = {
    "_": None,
    "gettext": None,
    "mark": None,
    "ngettext": (1, 2),
}
BEGINNING = datetime(2020, 1, 1, tzinfo=UTC)  # a date in the file would make it another file each day


@dataclass(frozen=True, slots=True)
class English:
    """One English text: for which id, in which area's file, at which line."""

    msgid: str
    texts: tuple[str, ...]
    area: str
    line: int


@dataclass(frozen=True, slots=True)
class Report:
    """What is wrong with the translations, each as lines that a person can read."""

    missing: tuple[str, ...] = ()
    conflicts: tuple[str, ...] = ()
    placeholders: tuple[str, ...] = ()
    obsolete: tuple[str, ...] = ()
    unreadable: tuple[str, ...] = ()
    stale: tuple[str, ...] = ()

    def lines(self) -> list[str]:
        """Return everything that is wrong, under headings; empty where nothing is."""
        found: list[str] = []
        for heading, lines in HEADINGS.items():
            if each := getattr(self, lines):
                found += [f"{heading} ({len(each)}):", *(f"  {line}" for line in each)]
        return found


HEADINGS = {
    "Not readable": "unreadable",
    "Without English": "missing",
    "Two areas disagree": "conflicts",
    "Placeholders differ": "placeholders",
    "In no source any more": "obsolete",
    "Compiled file": "stale",
}


def extract(source: Path = SOURCE) -> dict[str, list[str]]:
    """Return every message id of the Python files below `source`, with the places `file:line` that say it."""
    found: dict[str, list[str]] = defaultdict(list)
    for path in sorted(source.rglob("*.py")):
        where = path.relative_to(source.parent).as_posix()
        for line, ids, _comments, _context in extract_from_file("python", path, keywords=KEYWORDS):
            first = ids if isinstance(ids, str) else ids[0]
            found[first].append(f"{where}:{line}")
    return dict(found)


def read_english(folder: Path = ENGLISH) -> tuple[list[English], list[str]]:
    """Return the English texts of every area's file below `folder`, and what could not be read."""
    entries: list[English] = []
    faults: list[str] = []
    for path in sorted(folder.glob("*.po")):
        try:
            catalogue = read_po(io.BytesIO(path.read_bytes()), locale="en", abort_invalid=True)
        except (PoFileError, ValueError) as fault:
            faults.append(f"{path.name}: {fault}")
            continue
        for message in catalogue:
            if message.id and message.fuzzy:
                faults.append(f"{path.name}:{message.lineno}: marked fuzzy: {_first(message)}")
            elif message.id:
                entries.append(_english(message, path.stem))
    return entries, faults


def compile_english(entries: Iterable[English]) -> bytes:
    """Return the bytes of ntm.mo: the same for the same `entries`, whatever their order or the day."""
    catalogue = Catalog(
        locale="en",
        project="ntm-desktop",
        version="1",
        creation_date=BEGINNING,
        revision_date=BEGINNING,
        last_translator="ntm-desktop",
        language_team="en",
        fuzzy=False,
    )
    for entry in sorted(entries, key=lambda each: (each.msgid, each.area, each.line)):
        if all(entry.texts) and entry.msgid not in catalogue:
            catalogue.add(_ids(entry), _strings(entry))
    target = io.BytesIO()
    write_mo(target, catalogue)
    return target.getvalue()


def check(source: Path = SOURCE, folder: Path = ENGLISH) -> Report:
    """Return everything that is wrong with the English of `source` in `folder`."""
    used = extract(source)
    entries, faults = read_english(folder)
    known = {entry.msgid for entry in entries if all(entry.texts)}
    compiled = folder / "LC_MESSAGES" / "ntm.mo"
    fresh = compiled.is_file() and compiled.read_bytes() == compile_english(entries)
    return Report(
        missing=tuple(f"{places[0]}: {msgid!r}" for msgid, places in used.items() if msgid not in known),
        conflicts=tuple(_conflicts(entries)),
        placeholders=tuple(_other_placeholders(entries)),
        obsolete=tuple(_place(each) for each in entries if each.msgid not in used),
        unreadable=tuple(faults),
        stale=() if fresh else ("not what the .po files say: run `python3 packaging/dev.py messages`",),
    )


def placeholders(text: str) -> set[str]:
    """Return the names in braces of a text; a stray brace counts as a name of its own."""
    try:
        return {name for _literal, name, _spec, _conversion in Formatter().parse(text) if name is not None}
    except ValueError:
        return {f"not well formed: {text}"}


def main(arguments: list[str]) -> int:
    """Compile (unless `--check`) and report; return 1 if anything is wrong."""
    if "--check" not in arguments:
        COMPILED.parent.mkdir(parents=True, exist_ok=True)
        COMPILED.write_bytes(compile_english(read_english()[0]))
    lines = check().lines()
    print("\n".join(lines) if lines else "Every message has its English, and the compiled file is up to date.")
    return 1 if lines else 0


def _conflicts(entries: Iterable[English]) -> list[str]:
    """Return the ids that two entries translate differently: the compiled file can hold only one."""
    by_id: dict[str, list[English]] = defaultdict(list)
    for entry in entries:
        by_id[entry.msgid].append(entry)
    return [
        f"{msgid!r}: " + "; ".join(f"{each.area}.po:{each.line} {each.texts[0]!r}" for each in group)
        for msgid, group in by_id.items()
        if len({each.texts for each in group}) > 1
    ]


def _other_placeholders(entries: Iterable[English]) -> list[str]:
    return [
        _place(each)
        for each in entries
        if any(text and placeholders(text) != placeholders(each.msgid) for text in each.texts)
    ]


def _english(message: Message, area: str) -> English:
    texts = (message.string,) if isinstance(message.string, str) else tuple(message.string or ())
    return English(_first(message), texts or ("",), area, message.lineno or 0)


def _first(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _ids(entry: English) -> str | tuple[str, str]:
    return entry.msgid if len(entry.texts) == 1 else (entry.msgid, entry.msgid)


def _strings(entry: English) -> str | tuple[str, ...]:
    return entry.texts[0] if len(entry.texts) == 1 else entry.texts


def _place(entry: English) -> str:
    return f"{entry.area}.po:{entry.line}: {entry.msgid!r} → {entry.texts[0]!r}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
