"""Which parts of an .xlsb a library reads: those that its workbook names, whatever they are called."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

if TYPE_CHECKING:
    import zipfile
    from collections.abc import Iterator

_BOOK, _LINKS = "xl/workbook.bin", "xl/_rels/workbook.bin.rels"
_PROGRAM = "/vbaProject"
_LONGEST = 4 * 2**20  # of a list of at most a few hundred sheets


def base_name(part: str) -> str:
    """Return what a part is called in its folder; capitals are no difference."""
    return part.rsplit("/", 1)[-1].casefold()


def linked_parts(package: zipfile.ZipFile) -> frozenset[str]:
    """Return the base names of the workbook and of what it names: sheets, texts, formats.

    Programs of the workbook are left out, unless it names one as a sheet. Raises ValueError where the list of links is
    no XML, or is one that defines its own signs.
    """
    found = {base_name(_BOOK)}
    book = b"".join(_named(package, _BOOK))
    for text in _named(package, _LINKS):
        if b"<!" in text:
            raise ValueError(_LINKS)
        for link in _links(text):
            identifier = link.get("Id", "").encode("utf-16-le")
            if not link.get("Type", "").endswith(_PROGRAM) or identifier in book:
                found.add(base_name(link.get("Target", "")))
    return frozenset(found)


def _links(text: bytes) -> ET.Element:
    try:
        return ET.fromstring(text)  # noqa: S314 - refused before where it has a DTD
    except ET.ParseError as error:
        raise ValueError(_LINKS) from error


def _named(package: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    """Yield the parts of a name, which a library looks for in capitals, too."""
    for entry in package.infolist():
        if entry.filename.casefold() == name.casefold():
            with package.open(entry) as stream:
                data = stream.read(_LONGEST + 1)
            if len(data) > _LONGEST:
                raise ValueError(name)
            yield data
