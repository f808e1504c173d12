"""What is fuzzed: everything that reads what strangers wrote. Each target makes its inputs and reads one."""

from __future__ import annotations

import io
import tempfile
import zipfile
import zlib
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from openpyxl import Workbook

from ntm_desktop import paths
from ntm_desktop.catalog import load_catalogue
from ntm_desktop.catalog.checking import problems_in
from ntm_desktop.domain.importing.answersheet import interpret_answers
from ntm_desktop.domain.importing.interpret import interpret
from ntm_desktop.domain.importing.proposal import propose
from ntm_desktop.domain.pasting import parse_block
from ntm_desktop.exchange.cards import make_card, read_card
from ntm_desktop.exchange.package import open_package
from ntm_desktop.sheets.reader import read_workbook
from tests.exchange.forge import Forge, sealed, unsealed, zipped
from tests.exchange.offices import COMMUNE, Pair
from tests.lists.paper import Page
from tests.lists.wrapping import html_table, spreadsheetml, write_ods, write_xlsb
from tests.torture.common import chance
from tests.torture.mutation import mutated, words
from tests.torture.stretching import stretched

if TYPE_CHECKING:
    from collections.abc import Callable

    from ntm_desktop.catalog.checking import PackKind

_TASKS = [str(number) for number in range(1, 16)]


@dataclass(frozen=True, slots=True)
class Target:
    """A reader under fire: `make` gives the input of a seed, `read` reads it in a scratch folder.

    `grow` gives what a seed makes of an input that led somewhere new.
    """

    name: str
    make: Callable[[object], bytes]
    read: Callable[[bytes, Path], object]
    grow: Callable[[bytes, object], bytes] = lambda data, seed: mutated(data, [], seed)


# --- packages


@cache
def _pair() -> Pair:
    return Pair()


@cache
def _bag() -> dict[str, bytes]:
    with tempfile.TemporaryDirectory() as folder:
        return unsealed(_pair().write(Path(folder)).path, _pair().commune)


def _package(seed: object) -> bytes:
    """Return an archive: now and then rubbish as a whole, mostly a sound one with a changed file, signed anew."""
    return _changed(dict(_bag()), seed)


def _grown_package(data: bytes, seed: object) -> bytes:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            files = {name.partition("/")[2]: archive.read(name) for name in archive.namelist()}
        return _changed({**_bag(), **files}, seed)
    except (zipfile.BadZipFile, KeyError, ValueError, NotImplementedError, zlib.error, OSError, RuntimeError):
        return mutated(data, [], seed)


def _changed(files: dict[str, bytes], seed: object) -> bytes:
    random = chance("package", seed)
    name = random.choice(sorted(files))
    if random.random() < 0.25:
        return mutated(zipped(files), [], seed)
    files[name] = mutated(files[name], list(_bag().values()), seed)
    forge = Forge(_pair(), Path(), files)
    if random.random() < 0.8 and not name.startswith(("manifest", "tagmanifest", "bagit")):
        with suppress(UnicodeDecodeError):
            forge.manifests()
    return zipped(forge.files)


def _read_package(data: bytes, folder: Path) -> object:
    path = sealed(data, folder / "x.ntmpkg", _pair().province, _pair().commune)
    with open_package(path, _pair().province, {"31123": _pair().commune_card}, office="91") as package:
        return [list(table.rows()) for table in package.tables.values()]


def _seal(seed: object) -> bytes:
    random = chance("seal", seed)
    return mutated(_sealed_once(), [random.randbytes(64)], seed)


@cache
def _sealed_once() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        return _pair().write(Path(folder)).path.read_bytes()


def _read_seal(data: bytes, folder: Path) -> object:
    path = folder / "x.ntmpkg"
    path.write_bytes(data)
    with open_package(path, _pair().province, {"31123": _pair().commune_card}, office="91") as package:
        return package.info


def _card(seed: object) -> bytes:
    return mutated(make_card(_pair().commune, COMMUNE, _pair().commune_card.made), [], seed)


# --- spreadsheets


@cache
def _workbooks() -> tuple[bytes, ...]:
    book = Workbook()
    sheet = book.active
    if sheet is None:
        raise ValueError
    for row in _LIST:
        sheet.append(row)
    sheet.merge_cells("A1:D1")
    stream = io.BytesIO()
    book.save(stream)
    old = Path(__file__).resolve().parents[1] / "sheets" / "data" / "ba_ho.xls"
    return stream.getvalue(), old.read_bytes(), *_texts(), *_markup()


_PEOPLE: list[list[str | int | None]] = [
    [n, f"Nguyễn Văn {n}", 1950 + n, "Ấp Kinh 5", *("x" for _task in _TASKS)] for n in range(1, 9)
]
_LIST: tuple[list[str | int | None], ...] = (
    ["DANH SÁCH HỘ GIA ĐÌNH ẤP KINH 5"],
    ["TT", "Họ và tên chủ hộ", "Năm sinh", "Địa chỉ", *_TASKS],
    *_PEOPLE,
    [None, "Cộng: 8 hộ"],
)


def _markup() -> tuple[bytes, ...]:
    """Return the list as a web page, as XML, and in the files of other programs."""
    page = Page("Ấp 5", [["" if cell is None else cell for cell in row] for row in _LIST], [(0, 0, 0, 3)])
    packed = []
    for write in (write_ods, write_xlsb):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "x"
            write(path, [page])
            packed.append(path.read_bytes())
    return html_table(page).encode(), spreadsheetml([page]).encode(), *packed


def _texts() -> tuple[bytes, ...]:
    lines = "\r\n".join(";".join("" if cell is None else str(cell) for cell in row) for row in _LIST)
    return lines.encode(), lines.encode("utf-16"), lines.encode("cp1258", "replace")


def _spreadsheet(seed: object) -> bytes:
    """Return a spreadsheet: its bytes changed, or one part of the .xlsx, packed again."""
    random = chance("spreadsheet", seed)
    whole = random.choice(_workbooks())
    if not whole.startswith(b"PK") or random.random() < 0.2:
        return mutated(whole, _workbooks(), seed)
    return _with_a_part_changed(whole, seed)


def _grown_spreadsheet(data: bytes, seed: object) -> bytes:
    if not data.startswith(b"PK"):
        return mutated(data, _workbooks(), seed)
    try:
        return _with_a_part_changed(data, seed)
    except (zipfile.BadZipFile, KeyError, ValueError, NotImplementedError, zlib.error, OSError, RuntimeError):
        return mutated(data, [], seed)


def _with_a_part_changed(whole: bytes, seed: object) -> bytes:
    random = chance("part", seed)
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = random.choice(sorted(parts))
    if random.random() < 1 / 3:
        name = next((one for one in parts if "worksheets/" in one), name)
        parts[name] = stretched(name, parts[name], random)
    if random.random() < 2 / 3:
        parts[name] = mutated(parts[name], list(parts.values()), seed)
    return zipped(parts, base="")


def _read_spreadsheet(data: bytes, folder: Path) -> object:
    path = folder / ("x.xlsx" if data.startswith((b"PK", b"\xd0\xcf")) else "x.csv")
    path.write_bytes(data)
    workbook = read_workbook(path)
    return interpret(workbook, propose(workbook)), interpret_answers(workbook, _TASKS)


# --- data packs and pasting


@cache
def _packs() -> tuple[tuple[PackKind, bytes], ...]:
    root = paths.resources_folder()
    kinds: tuple[tuple[PackKind, str], ...] = (
        ("movement", "movements/*.yaml"),
        ("criteria", "criteria/sets/*.yaml"),
        ("tasks", "criteria/households/*.yaml"),
        ("law", "law/*.yaml"),
    )
    found = [(kind, path.read_bytes()) for kind, pattern in kinds for path in sorted(root.glob(pattern))]
    return tuple((kind, data) for kind, data in found if len(data) < 60_000)


def _pack(seed: object) -> bytes:
    return mutated(_chosen_pack(seed)[1], [data for _kind, data in _packs()], seed)


def _chosen_pack(seed: object) -> tuple[PackKind, bytes]:
    return chance("pack", seed).choice(_packs())


def _read_pack(data: bytes, _folder: Path) -> object:
    catalogue = load_catalogue(paths.resources_folder())
    return [problems_in(data, kind, "x.yaml", catalogue) for kind in ("movement", "criteria", "tasks", "law")]


def _paste(seed: object) -> bytes:
    random = chance("paste", seed)
    parts = [
        random.choice(words()) + random.choice(("\t", "\n", "\r\n", "", '"')) for _n in range(random.randint(0, 300))
    ]
    return mutated("".join(parts).encode(), ["\t".join(words()).encode()], seed)


def _read_paste(data: bytes, _folder: Path) -> object:
    return parse_block(data.decode("utf-8", "replace"))


TARGETS = (
    Target("package", _package, _read_package, _grown_package),
    Target("seal", _seal, _read_seal),
    Target("card", _card, lambda data, _folder: read_card(data)),
    Target("spreadsheet", _spreadsheet, _read_spreadsheet, _grown_spreadsheet),
    Target("catalogue", _pack, _read_pack),
    Target("paste", _paste, _read_paste),
)
